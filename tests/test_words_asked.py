"""Every command asked in another language: no fixed text gets past the catalogues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.asking import Answer, Ask, Place
from bot.ports import VetowatchError
from bot.store import Store
from bot.words import speaking
from tests.conftest import Clock
from tests.flow import Flow
from tests.test_words_told import Pseudo, bare
from tests.votes import ADOPTED, VETO

HERE = Place("discord", "one")
ASKED = (
    *(Ask("status", {"document": "S/2022/431"}), Ask("status", {"document": "S/2022/999"}), Ask("status", {"document": "S/RES/9999"})),
    *(Ask("status", {"document": "A/RES/78/1"}), Ask("status", {"document": "S/PV.1"}), Ask("vetoes"), Ask("vetoes", {"since": "2023"})),
    *(Ask("vetoes", {"country": "SYR"}), Ask("votes", {"country": "USA"}), Ask("votes", {"country": "FRA", "topic": "syria"})),
    *(Ask("compare", {"a": "CHN", "b": "USA"}), Ask("compare", {"a": "CHN", "b": "RUS", "organ": "GA"}), Ask("latest")),
    *(Ask("latest", {"outcome": "failed"}), Ask("quotes", {"about": "S/2022/431"}), Ask("quotes", {"about": "RUS"})),
    *(Ask("upcoming"), Ask("why", {"document": "S/2022/431"}), Ask("subscribe", {"rule": "vetoes"}), Ask("subscriptions")),
    *(Ask("edit", {"number": "1", "rule": "China votes no"}), Ask("pause"), Ask("resume"), Ask("preview", {"rule": "vetoes"})),
    *(Ask("test", {"number": "1"}), Ask("digest", {"when": "weekdays 08:00"}), Ask("subscriptions"), Ask("digest", {"when": "off"})),
    *(Ask("rollcall", {"vote": "1"}), Ask("history", {"vote": "1"}), Ask("said", {"vote": "1"}), Ask("vote", {"vote": "1"})),
    *(Ask("unsubscribe", {"number": "1"}), Ask("unsubscribe"), Ask("unsubscribe")),
)
REFUSED = (
    *(Ask("status"), Ask("status", {"document": "nothing like it"}), Ask("votes", {"country": "Narnia"}), Ask("quotes", {"about": "x"})),
    *(Ask("compare", {"a": "CHN", "b": "CHN"}), Ask("vetoes", {"since": "then"}), Ask("vetoes", {"format": "pdf"}), Ask("nothing")),
    *(Ask("vetoes", {"page": "0"}), Ask("vote", {"vote": "9999"}), Ask("why", {"document": "S/2022/999"}), Ask("pause", {"number": "7"})),
    *(
        Ask("subscribe", {"rule": "(vetoes"}),
        Ask("subscribe", {"language": "xx"}),
        Ask("digest", {"when": "daily"}),
        Ask("latest", {"organ": "x"}),
    ),
)


@pytest.fixture
async def flow(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Flow:
    """A flow that has told two votes whose subjects hold no Latin letter."""
    made = Flow(store, clock)
    await made.poll()
    made.press.tell("sc14911", replace(VETO, subject="制裁"))
    made.press.tell("sc15641", replace(ADOPTED, subject="停火"))
    await made.poll()
    monkeypatch.setattr("bot.words.catalogues.catalogue", lambda spoken: Pseudo())
    return made


async def said(flow: Flow, ask: Ask) -> str:
    with speaking("zh"):
        try:
            answer = await flow.answers.ask(ask, HERE)
        except VetowatchError as error:
            answer = Answer(str(error))
    return "\n".join([answer.text, *(action.label for action in answer.actions)])


async def test_no_word_of_an_answer_gets_past_the_catalogues(flow: Flow) -> None:
    for ask in (*ASKED, *REFUSED):
        words = await said(flow, ask)
        assert "⟦" in words, ask
        assert bare(words) == [], ask
