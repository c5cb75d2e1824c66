"""Messages for tests: one from the record, the veto of S/2022/431 on 26 May 2022 (S/PV.9048), and any at all."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from bot.asking import Action, Ask
from bot.message import Colour, Credit, Fact, Link, Message, Picture, Post, Saying
from bot.model import Choice

PRESS = "https://press.un.org/en/2022/sc14911.doc.htm"
VETO = Message(
    colour=Colour.VETOED,
    headline="🟥 VETOED · Security Council",
    title=Link("Draft resolution S/2022/431: Democratic People's Republic of Korea", "https://docs.un.org/S/2022/431"),
    summary="Security Council: Draft resolution S/2022/431 — vetoed by China and the Russian Federation — 13 in favour, 2 against",
    notices=("Late: the vote was on 26 May 2022.",),
    facts=(
        Fact("Vote", (Link("13 in favour, 2 against, 0 abstaining"),), short=True),
        Fact("Date", (Link("26 May 2022"),), short=True),
        Fact("Vetoed by", (Link("🇨🇳 China"), Link("🇷🇺 Russian Federation"))),
        Fact("Documents", (Link("S/2022/431", "https://docs.un.org/S/2022/431"),)),
    ),
    sayings=(Saying("promote a political solution", "Zhang Jun (China)", PRESS),),
    credits=(Credit("UN Press", PRESS, dt.datetime(2022, 5, 26, 23, 0, tzinfo=dt.UTC)),),
)
ROLL = Picture(
    caption="S/2022/431 · 2022-05-26",
    seats=(("ALB", Choice.YES), ("CHN", Choice.NO), ("RUS", Choice.NO)),
    alt="1 in favour; 2 against: China, Russian Federation",
)
ACTIONS = (Action("Roll call", Ask("roll", {"document": "S/2022/431"})), Action("All vetoes", Ask("vetoes")))


def post(channel: str, ident: int = 7, message: Message = VETO) -> Post:
    """Owe that veto to a channel."""
    return Post(ident, channel, message)


# Whatever a page may hold: every mention, mark and escape the platforms know, and texts far beyond their limits.
_NASTY = st.sampled_from(
    [
        *("@everyone", "@here", "<@400000000000000000>", "<@&1>", "<#300000000000000000>", "<t:0:R>", "</un:1>", "<:a:1>", "<id:home>"),
        *(
            "<!channel>",
            "<!here>",
            "<@U0READER>",
            "<!subteam^S1>",
            "<!date^0^{date}|x>",
            "<https://example.org|UN>",
            "&lt;!channel&gt;",
            "&",
        ),
        *(
            "# ",
            "-# ",
            "> ",
            ">>> ",
            "- ",
            "1. ",
            "||",
            "**",
            "__",
            "~~",
            "```",
            "`",
            "\\",
            "[a](https://example.org)",
            ")",
            "](",
            ":smile:",
        ),
        *("\n", "\r\n", "\u2028", "\u202e", "\x00", "\u200b", "🇨🇳", "\U0001d54f" * 300, "a" * 1500, " "),
    ]
)
words = st.lists(st.one_of(_NASTY, st.text(max_size=20)), max_size=6).map("".join)
urls = st.one_of(
    st.just(PRESS),
    st.sampled_from(["", "javascript:alert(1)", "https://", "http://[", "https://example.org/a b(c)|<d>", "https://x/" + "y" * 1500]),
    words,
)
links = st.builds(Link, words, urls)
times = st.none() | st.datetimes(min_value=dt.datetime(1946, 1, 1), max_value=dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - the zone is given beside
many_links = st.one_of(st.lists(links, max_size=4), links.map(lambda link: [link] * 190)).map(tuple)
asks = st.builds(
    Ask, st.sampled_from(["status", "vetoes", "roll"]), st.dictionaries(st.sampled_from(["document", "page", "country"]), words)
)
actions = st.lists(st.builds(Action, words, asks) | st.builds(Action, words, url=urls), max_size=30).map(tuple)
messages = st.builds(
    Message,
    colour=st.sampled_from(Colour),
    headline=words,
    title=links,
    summary=words,
    notices=st.lists(words, max_size=12).map(tuple),
    facts=st.lists(st.builds(Fact, words, many_links, st.booleans()), max_size=30).map(tuple),
    sayings=st.lists(st.builds(Saying, words, words, urls), max_size=5).map(tuple),
    credits=st.lists(st.builds(Credit, words, urls, times), max_size=15).map(tuple),
    actions=actions,
)
