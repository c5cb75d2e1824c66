"""Answers from the whole built-in record, on each kind of database, held against the reference figures; and of what was read and sent."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.asking import Answer, Ask, Kind, Place
from bot.commands import OPERATOR, Answers
from bot.model import Organ, Quote, Reading, Rule, Upcoming
from bot.ports import VetowatchError
from bot.store import Store
from tests.conftest import SHARED
from tests.flow import Flow
from tests.votes import VETO

PLACE = Place("slack", "C1")
NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
needs_reference = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference is not here")


@pytest.fixture
async def answers(record_url: str) -> AsyncIterator[Answers]:
    async with Store(record_url) as store:
        yield Answers(store, lambda: NOW)


async def _said(answers: Answers, line: str) -> str:
    return (await answers.ask(answers.understand(line), PLACE)).text


async def _json(answers: Answers, command: str, **values: str) -> Any:
    answer = await answers.ask(Ask(command, {**values, "format": "json"}), PLACE)
    assert answer.attachment is not None
    assert answer.attachment.media_type == "application/json"
    return json.loads(answer.attachment.body)


async def _csv(answers: Answers, command: str, **values: str) -> list[dict[str, str]]:
    answer = await answers.ask(Ask(command, {**values, "format": "csv"}), PLACE)
    assert answer.attachment is not None
    return list(csv.DictReader(io.StringIO(answer.attachment.body.decode())))


async def test_status_tells_a_veto_whole(answers: Answers) -> None:
    said = await _said(answers, "status s/2022/431")
    for fact in (
        "🟥 VETOED · Security Council",
        "26 May 2022",
        "13 in favour, 2 against",
        "Vetoed by: China, Russian Federation",
        "Albania",
    ):
        assert fact in said
    assert "https://docs.un.org/en/S/2022/431" in said


async def test_status_is_printed_in_documented_keys(answers: Answers) -> None:
    told = await _json(answers, "status", document="res 2728 (2024)")
    vote = told["vote"]
    assert list(told) == ["vote", "sources", "quotes"]
    assert [vote[key] for key in ("organ", "outcome", "date", "yes", "no", "abstain")] == ["SC", "adopted", "2024-03-25", 14, 0, 1]
    assert (vote["ballots"]["USA"], len(vote["ballots"]), vote["resolution"], vote["state"]) == ("A", 15, "S/RES/2728", "on record")
    assert {"not_voting", "vetoed_by", "draft", "meeting", "title"} <= set(vote)
    assert "Sciences Po" in told["sources"][0]["name"]


@pytest.mark.parametrize("words", ["North Korea veto in 2022", "DPRK veto 2022", "https://docs.un.org/en/S/2022/431", "S / 2022 / 431"])
async def test_a_vote_is_found_however_it_is_asked_for(answers: Answers, words: str) -> None:
    assert (await _json(answers, "status", document=words))["vote"]["draft"] == "S/2022/431"


async def test_a_question_that_fits_several_offers_them_as_buttons(answers: Answers) -> None:
    answer = await answers.ask(Ask("status", {"document": "Golan"}), PLACE)
    assert len(answer.actions) > 1
    assert answer.actions[0].ask
    chosen = await answers.ask(answer.actions[0].ask, PLACE)
    assert answer.actions[0].label.split(" (")[0] in chosen.text
    candidates = (await _json(answers, "status", document="Golan"))["candidates"]
    assert len(candidates) == len(answer.actions)


async def test_a_symbol_not_on_record_says_what_will_be_checked(answers: Answers) -> None:
    said = await _said(answers, "status S/RES/2999")
    assert "No vote on S/RES/2999 is on record" in said
    assert "latest resolution on record is 2811" in said
    pending = (await _json(answers, "status", document="A/RES/78/243"))["pending"]
    assert pending["symbol"] == "A/RES/78/243"
    assert "ends on 14 January 2020" in pending["reason"]
    assert pending["nearest"]


async def test_words_about_nothing_are_refused_in_one_line(answers: Answers) -> None:
    with pytest.raises(VetowatchError, match="nothing on record is about “zyxwvut”"):
        await _said(answers, "status zyxwvut")


def _reference() -> list[dict[str, str]]:
    with (SHARED / "data/vetoes.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["in_dhl_list"] != "no" and row["date"] < "2026"]


@needs_reference
async def test_vetoes_are_counted_as_the_library_counts(answers: Answers) -> None:
    told = await _json(answers, "vetoes", until="2022-05-31")
    assert told["count"] == 213
    assert "nine votes it needs" in told["rule"]
    assert len(told["votes"]) == 213
    listed = await _json(answers, "vetoes", until="2025")
    expected = [row["vetoing"].split(";") for row in _reference()]
    assert listed["by_member"] == {state: sum(state in row for row in expected) for state in ("RUS", "USA", "GBR", "CHN", "FRA")}


@needs_reference
async def test_vetoes_of_a_country_since_a_year(answers: Answers) -> None:
    said = await _said(answers, "vetoes Russia since 2020")
    total = sum("RUS" in row["vetoing"].split(";") and row["date"] > "2020" for row in _reference())
    assert f"**Vetoes by Russian Federation since 2020: {total} vetoed drafts**" in said
    assert "Counting rule: " in said


async def test_a_list_turns_its_pages_until_all_was_shown(answers: Answers) -> None:
    ask: Ask | None = answers.understand("vetoes FRA")
    shown: list[str] = []
    while ask is not None:
        answer = await answers.ask(ask, PLACE)
        assert len(answer.text) < 2000
        shown += [line for line in answer.text.splitlines() if line.startswith("🟥")]
        ask = next((action.ask for action in answer.actions if action.label == "Next"), None)
    assert len(shown) == len(set(shown)) == (await _json(answers, "vetoes", country="FRA"))["count"]


async def test_a_country_that_cannot_veto_is_what_the_drafts_were_about(answers: Answers) -> None:
    said = await _said(answers, "vetoes Syria 2011-2021")
    assert "a wider agenda item" in said
    told = await _json(answers, "vetoes", country="Syria", since="2011", until="2021")
    assert told["count"] > 0
    assert all("RUS" in vote["vetoed_by"] for vote in told["votes"])


async def test_votes_of_a_country_add_up(answers: Answers) -> None:
    told = await _json(answers, "votes", country="Brazil", organ="SC", since="2022", until="2023")
    assert told["count"] == sum(told["cast"].values()) == len(told["votes"])
    assert told["cast"]["A"] == sum(vote["choice"] == "A" for vote in told["votes"]) > 0
    said = await _said(answers, "votes Brazil SC 2022-2023")
    assert f"{told['count']} votes on record" in said
    assert "**Abstaining** · " in said


async def test_two_countries_are_compared_by_a_formula_that_is_told(answers: Answers) -> None:
    told = await _json(answers, "compare", a="China", b="Russia", organ="SC", since="2010", until="2020")
    pairs = [(vote["a"], vote["b"]) for vote in told["votes"] if "X" not in {vote["a"], vote["b"]}]
    assert told["compared"] == len(pairs)
    assert told["same"] == sum(a == b for a, b in pairs)
    assert told["agreement"] == pytest.approx(told["same"] / told["compared"], abs=1e-6)
    said = await _said(answers, "compare China Russia SC 2010-2020")
    assert f"{told['same']:,} of {told['compared']:,} votes" in said
    assert "Agreement = " in said


async def test_a_state_is_not_compared_with_itself(answers: Answers) -> None:
    with pytest.raises(VetowatchError, match="two different States"):
        await _said(answers, "compare China CHN")


async def test_a_topic_in_free_words_is_searched(answers: Answers) -> None:
    told = await _json(answers, "votes", country="France", topic="Western Sahara MINURSO")
    assert 0 < told["count"] < 400


async def test_the_latest_are_told_newest_first(answers: Answers) -> None:
    dates = [vote["date"] for vote in (await _json(answers, "latest", organ="SC", outcome="vetoed"))["votes"]]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 100
    assert dates[0] == "2025-09-18"


async def test_rows_open_in_a_spreadsheet(answers: Answers) -> None:
    rows = await _csv(answers, "vetoes", country="CHN", since="2022")
    assert rows[-1]["vetoed_by"] == "CHN RUS"
    assert "CHN:N" in rows[-1]["ballots"].split()


async def test_a_roll_call_names_everybody_over_its_pages(answers: Answers) -> None:
    ask: Ask | None = (await answers.ask(Ask("status", {"document": "A/RES/74/243"}), PLACE)).actions[0].ask
    text = ""
    while ask is not None:
        answer = await answers.ask(ask, PLACE)
        assert len(answer.text) < 2000
        text += answer.text
        ask = next((action.ask for action in answer.actions if action.label == "Next"), None)
    assert "(160)" in text
    for name in ("Zimbabwe", "Israel", "Afghanistan"):
        assert text.count(name) == 1


@pytest.mark.parametrize(
    "line",
    [
        "vetoes country:Atlantis",
        "votes Atlantis",
        "latest Atlantis",
        "vetoes since:yesterday",
        "vetoes since:2020 until:2019",
        "latest format:xml",
    ],
)
async def test_what_is_not_understood_is_one_line(answers: Answers, line: str) -> None:
    with pytest.raises(VetowatchError) as error:
        await _said(answers, line)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("ask", [Ask("rollcall", {"vote": "x"}), Ask("vote", {"vote": "99999999"}), Ask("vetoes", {"page": "0"})])
async def test_a_button_that_asks_for_nothing_is_refused(answers: Answers, ask: Ask) -> None:
    with pytest.raises(VetowatchError, match=r"no vote has the number|no such page"):
        await answers.ask(ask, PLACE)


async def test_symbols_and_topics_are_suggested(answers: Answers) -> None:
    assert (await answers.suggest(Kind.DOCUMENT, "S/2022/43"))[0].value.startswith("S/2022/")
    assert "S/2022/431" in [one.value for one in await answers.suggest(Kind.DOCUMENT, "north korea veto 2022")]
    assert (await answers.suggest(Kind.DOCUMENT, ""))[0].value.startswith("S/RES/")
    assert (await answers.suggest(Kind.TOPIC, "syr"))[0].label.lower().startswith("syr")


@pytest.mark.parametrize(
    "line",
    ["status 2728", "status Golan", "vetoes", "vetoes USA topic:Israel", "votes India GA", "compare us china", "latest", "status 3000"],
)
async def test_each_is_answered_within_a_second(answers: Answers, line: str) -> None:
    await _said(answers, line)
    begun = time.process_time()
    await _said(answers, line)
    assert time.process_time() - begun < 1.0


async def _asked(flow: Flow, ask: Ask, place: Place = OPERATOR) -> Answer:
    return await flow.answers.ask(ask, place)


async def test_why_tells_a_vote_stage_by_stage(flow: Flow) -> None:
    await flow.subscribe()
    await flow.answers.follow("discord", "climate", Rule(keywords=("climate",)))
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await flow.deliver()
    said = (await _asked(flow, Ask("why", {"document": "S/2022/431"}))).text
    for stage in (
        "**read** as vetoed, 13-2-0, S/2022/431",
        "**merged** into vote",
        "it asks for this vote",
        "not among keywords climate",
        "to discord/one",
    ):
        assert stage in said
    of_page = (await _asked(flow, Ask("why", {"document": "https://press.example/sc14911"}))).text
    assert "**found**" in of_page
    assert "**fetched** and read on" in of_page


async def test_why_shows_a_channel_its_own_messages_only(flow: Flow) -> None:
    await flow.subscribe()
    await flow.answers.follow("discord", "secret", Rule())
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    await flow.deliver()
    assert "secret" in (await _asked(flow, Ask("why", {"document": "S/2022/431"}))).text
    assert "secret" not in (await _asked(flow, Ask("why", {"document": "S/2022/431"}), Place("discord", "other"))).text


async def test_quotes_are_found_by_country_person_and_symbol(flow: Flow) -> None:
    words = "a path to a dead end"
    said = Quote(words, ((0, len(words)),), speaker="Vassily Nebenzia", role="ambassador", state="RUS", key=1)
    flow.press.tell("sc14911", VETO, quotes=(said,))
    await flow.poll()
    for about in ("Russia", "nebenzia", "S/2022/431"):
        assert f"“{words}” — Vassily Nebenzia" in (await _asked(flow, Ask("quotes", {"about": about}))).text
    assert "none on record" in (await _asked(flow, Ask("quotes", {"about": "China"}))).text
    status = await _asked(flow, Ask("status", {"document": "S/2022/431"}))
    labels = ["Full roll call", "All quotes", "History", "Follow this item", "Text of the draft"]
    assert [action.label for action in status.actions] == labels
    for ask in [action.ask for action in status.actions if action.ask]:
        assert (await _asked(flow, ask)).text


async def test_upcoming_lists_what_is_announced(flow: Flow) -> None:
    assert "No vote is announced" in (await _asked(flow, Ask("upcoming"))).text
    soon = Upcoming(Organ.SECURITY_COUNCIL, dt.date(2022, 5, 27), "S/2022/431", "sanctions on the DPRK")
    flow.press.put("preview", Reading(upcoming=(soon,)))
    await flow.poll()
    said = (await _asked(flow, Ask("upcoming"))).text
    assert "27 May 2022 · Security Council [S/2022/431]" in said
    assert "announced by [press]" in said


async def test_a_resolution_beyond_the_latest_is_shown_with_the_latest(answers: Answers) -> None:
    said = await _said(answers, "status S/RES/2999")
    assert "Latest on record:" in said
    assert "S/RES/2811" in said


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("A/RES/78/243", "ends on 14 January 2020, before that session"),
        ("A/RES/70/1", "adopted without a vote"),
        ("S/PV.9048", "does not say at which meetings"),
    ],
)
async def test_what_is_not_on_record_says_why(answers: Answers, asked: str, reason: str) -> None:
    assert reason in await _said(answers, f"status {asked}")


async def test_vetoes_say_whose_seat_it_was(answers: Answers) -> None:
    assert "Vetoes of the Soviet Union" in await _said(answers, "vetoes Russia")
    assert "Soviet" not in await _said(answers, "vetoes Russia since 1992")
    assert "Republic of China" in await _said(answers, "vetoes China")


async def test_vetoes_on_syria_are_found_under_a_wide_agenda_item(answers: Answers) -> None:
    told = await _json(answers, "vetoes", country="RUS", topic="Syria", since="2011")
    assert told["count"] == 18


async def test_a_day_that_was_broadcast_is_linked(answers: Answers) -> None:
    assert "https://webtv.un.org/en/schedule/2022-05-26" in await _said(answers, "status S/2022/431")
    assert "webtv" not in await _said(answers, "status S/RES/1")


async def test_who_asks_first_is_answered_first_however_long_a_question_takes(flow: Flow) -> None:
    flow.press.tell("sc14911", VETO)
    await flow.poll()
    answered: list[int] = []

    async def ask(n: int) -> None:
        line = "why S/2022/431" if n % 10 == 0 else "status S/2022/431"
        await flow.answers.ask(flow.answers.understand(line), PLACE)
        answered.append(n)

    await asyncio.gather(*map(ask, range(100)))
    assert sorted(answered) == list(range(100))
    assert max(abs(place - n) for place, n in enumerate(answered)) <= 32, "nobody is passed by all who came later"
