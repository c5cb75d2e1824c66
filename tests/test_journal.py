"""The UN Journal: votes it announces, and the many meetings that are none. The schedule is written after its interface's."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.http import Http
from adapters.sources.journal import Journal, source
from bot.model import Organ, Page, Reading, Upcoming
from bot.ports import SourceError
from tests.eval import structured
from tests.sites import NOON, Site, answer


def made(http: Http, url: str = "https://journal-api.un.org/api/officialsnew/{date}") -> Journal:
    return replace(source("journal", {"url": url}, http), now=lambda: NOON)


def meeting(title: str, number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "meetingNumber": {"en": f"<p>{title}</p>", "fr": "vote"},
        "startDate": "2026-08-31T10:00:00",
        "isCancelled": False,
    } | more


def schedule(council: list[dict[str, Any]], committee: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "specialGroups": [{"name": {"en": "Security Council"}, "sessions": [{"meetings": council}]}],
        "groups": [{"name": {"en": "General Assembly"}, "sessions": [{"name": {"en": "Third Committee"}, "meetings": committee}]}],
    }


def read(value: object) -> Reading:
    return made(Http("x")).read(Page("", json.dumps(value).encode(), "application/json"))


def test_only_meetings_that_speak_of_a_vote_are_announced() -> None:
    reading = read(
        schedule(
            [meeting("10170th meeting"), meeting("10171st meeting: vote on draft resolution <b>S/2026/50</b>")],
            [meeting("Action on draft resolutions A/C.3/81/L.4 and A/C.3/81/L.5"), meeting("Devoted to general debate")],
        )
    )
    day = dt.date(2026, 8, 31)
    assert reading.upcoming == (Upcoming(Organ.SECURITY_COUNCIL, day, "S/2026/50"), Upcoming(Organ.THIRD_COMMITTEE, day, None))
    assert reading.sightings == ()


@pytest.mark.parametrize(
    "one", [meeting("Voting", isCancelled=True), meeting("Vote", startDate="", id=3) | {"relatedOrganizationFullName": "Rotary Club"}]
)
def test_cancelled_meetings_and_other_bodies_are_left_out(one: dict[str, Any]) -> None:
    assert read({"groups": [{"meetings": [one]}]}).upcoming == ()


async def test_items_fetch_and_read(site: Site, http: Http) -> None:
    journal = made(http, site.url("/officials/{date}"))
    vote = meeting("10171st meeting: vote", 7)
    site.pages |= {
        "/officials/2026-08-29": answer(json.dumps(schedule([meeting("10170th meeting")], [])), "application/json"),
        "/officials/2026-08-31": answer(json.dumps(schedule([vote], [])), "application/json"),
    }
    (item,) = await journal.items()
    assert (item.key, item.url) == ("m7", site.url("/officials/2026-08-31"))
    assert journal.read(await journal.fetch(item)).upcoming == (Upcoming(Organ.SECURITY_COUNCIL, dt.date(2026, 8, 31)),)
    assert len(journal.faults) == 2


async def test_no_schedule_is_a_fault(site: Site, http: Http) -> None:
    site.pages["/officials/2026-08-29"] = answer("<html>", "text/html")
    with pytest.raises(SourceError):
        await made(http, site.url("/officials/{date}")).items()


def test_the_address_has_a_date() -> None:
    with pytest.raises(ValueError, match=r"must have \{date"):
        source("journal", {"url": "https://journal-api.un.org/"}, Http("x"))


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(["vote", "Security Council", "S/2026/1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["startDate", "name", "title", "x"]), inner, max_size=3),
    max_leaves=10,
)


@settings(deadline=None)
@given(JSON)
def test_whatever_comes_is_read(value: object) -> None:
    assert isinstance(read(value), Reading)


def test_absurd_depth_is_no_fault() -> None:
    assert read(json.loads("[" * 500 + "]" * 500)) == Reading()


@pytest.mark.skipif(not structured.SAMPLES.is_dir(), reason="the captured schedules lie outside the project, and are not here")
def test_the_captured_schedules_announce_no_vote() -> None:
    for path in (structured.SAMPLES / "journal").glob("*.json"):
        assert read(json.loads(path.read_text(encoding="utf-8"))) == Reading()
