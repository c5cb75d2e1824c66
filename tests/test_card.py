"""What a link leads to: a card for documents and pages that a vote on record is behind, and none for others."""

from __future__ import annotations

import pytest

from bot.asking import Ask, Place
from bot.ports import VetowatchError
from tests.flow import Flow
from tests.votes import ADOPTED, VETO

HERE = Place("slack", "C1")


async def _card(flow: Flow, link: str) -> str:
    return (await flow.answers.ask(Ask("card", {"link": link}), HERE)).text


@pytest.fixture
async def told(flow: Flow) -> Flow:
    flow.press.tell("sc14911", VETO)
    flow.press.tell("sc15641", ADOPTED)
    await flow.poll()
    return flow


@pytest.mark.parametrize(
    "link",
    [
        "https://docs.un.org/en/S/2022/431",
        "https://docs.un.org/S/2022/431?direct=true",
        "https://undocs.org/S/2022/431",
        "http://undocs.org/en/S/2022/431/",
        "https://undocs.org/Home/Mobile?FinalSymbol=S%2F2022%2F431&Language=E&DeviceType=Desktop",
        "https://press.example/sc14911",
        "http://press.example/sc14911/?utm_source=chat#main",
    ],
)
async def test_a_link_of_a_vote_on_record_says_what_became_of_it(told: Flow, link: str) -> None:
    first, second = (await _card(told, link)).splitlines()
    assert first == "**🟥 VETOED · Security Council**"
    assert second.startswith("🟥 26 May 2022 [S/2022/431](https://docs.un.org/en/S/2022/431): 13-2-0, vetoed by China, Russian Federation")


@pytest.mark.parametrize("link", ["https://docs.un.org/en/S/RES/2728(2024)", "https://undocs.org/en/S/RES/2728%20%282024%29"])
async def test_a_resolution_is_known_by_its_number_however_it_is_written(told: Flow, link: str) -> None:
    assert "14-0-1" in await _card(told, link)


async def test_a_page_that_tells_of_many_votes_lists_the_first(told: Flow) -> None:
    told.press.tell("ga12345", VETO, ADOPTED)
    await told.poll()
    assert [line[:1] for line in (await _card(told, "https://press.example/ga12345")).splitlines()] == ["🟥", "🟩"]


@pytest.mark.parametrize(
    "link",
    [
        "https://docs.un.org/en/S/2022/999",
        "https://press.example/sc1491",
        "https://press.example/",
        "https://press.un.org/en",
        "https://docs.un.org/en/100%25_",
        "https://[::1",
        "not a link",
    ],
)
async def test_nothing_is_said_of_any_other(told: Flow, link: str) -> None:
    with pytest.raises(VetowatchError):
        await _card(told, link)
