"""Messages for tests, from the record: the veto of S/2022/431 on 26 May 2022 (S/PV.9048)."""

from __future__ import annotations

import datetime as dt

from bot.model import Alert, Organ, Outcome, Post, Tally, Vote
from bot.telling.message import Colour, Credit, Fact, Link, Message, Saying

PRESS = "https://press.un.org/en/2022/sc14911.doc.htm"
VETO = Message(
    colour=Colour.VETOED,
    headline="🟥 VETOED · Security Council",
    title=Link("Draft resolution S/2022/431: Democratic People's Republic of Korea", "https://docs.un.org/S/2022/431"),
    summary="Vetoed by China and the Russian Federation: S/2022/431, Security Council, 13-2-0, 26 May 2022",
    notices=("Told late: the vote was taken on 26 May 2022",),
    facts=(
        Fact("Vetoed by", (Link("🇨🇳 China"), Link("🇷🇺 Russian Federation"))),
        Fact("Draft", (Link("S/2022/431", "https://docs.un.org/S/2022/431"),), short=True),
        Fact("Date", (Link("26 May 2022"),), short=True),
    ),
    sayings=(Saying("promote a political solution", "Zhang Jun (🇨🇳 China)", PRESS),),
    credits=(Credit("UN Press", PRESS, dt.datetime(2022, 5, 26, 23, 0, tzinfo=dt.UTC)),),
)


def veto(_: Post) -> Message:
    """Word any post as the veto of S/2022/431."""
    return VETO


def post(channel: str) -> Post:
    """Owe that veto to a channel."""
    return Post(7, channel, Alert(Vote(Organ.SECURITY_COUNCIL, Outcome.VETOED, tally=Tally(13, 2, 0), draft="S/2022/431")))
