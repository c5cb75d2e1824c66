"""Vetoes told by a participle: who cast them is the subject of the sentence, whoever else it names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Outcome
from bot.reading.document import Document
from bot.reading.votes import read_votes
from tests.test_clauses import sides

_DAY = datetime(2024, 6, 3, tzinfo=UTC)  # a Monday
_DRAFT = "a UN Security Council draft resolution"


@pytest.mark.parametrize(
    ("sentence", "vetoed_by"),
    [
        (f"China hit back at Macedonia on Monday for opening relations with Taiwan, vetoing {_DRAFT} on its blue helmets.", "CHN"),
        (f"Russia shielded its ally on Monday, killing {_DRAFT} on chemical arms.", "RUS"),
        (f"Russia came to the rescue of Damascus on Monday, blocking {_DRAFT}.", "RUS"),
        (f"Russia and China stood by Damascus on Monday, vetoing {_DRAFT}.", "RUS CHN"),
        ("The United States on Monday came between its allies and the rest of the UN Security Council, vetoing it.", "USA"),
        ("Washington took Israel's side in the UN Security Council on Monday, vetoing the text.", "USA"),
        (f"Washington protected Israel at the UN on Monday, vetoing {_DRAFT} on Jerusalem.", "USA"),
        (f"Moscow snubbed the West on Monday, vetoing {_DRAFT} sponsored by France and the Emirates.", "RUS"),
        (f"Beijing punished Guatemala for its ties to Taiwan on Monday, vetoing {_DRAFT}.", "CHN"),
        (f"Vetoing {_DRAFT} on Monday, China punished Guatemala for its ties to Taiwan.", "CHN"),
        (f"Vetoing {_DRAFT} on Monday, the United States stood by Israel.", "USA"),
        (f"France surprised Britain on Monday, vetoing {_DRAFT} on the Comoros.", "FRA"),
        (f"The US took Israel's side on Monday, blocking {_DRAFT}.", "USA"),
        (f"Russia dealt a blow on Monday to the watch on North Korea, vetoing {_DRAFT}; China abstained.", "RUS"),
        ("The Chinese ambassador raised his hand in the UN Security Council on Monday, killing the draft resolution.", "CHN"),
        (f"Russia turned on its neighbour Georgia on Monday, sinking {_DRAFT}.", "RUS"),
        (f"Russia would not be bullied by Britain and its friends, torpedoing {_DRAFT} on Monday.", "RUS"),
        (f"On Monday China repaid Pakistan for years of friendship with India, blocking {_DRAFT}.", "CHN"),
        (f"In the end Britain sided with South Africa on Monday, thwarting {_DRAFT}.", "GBR"),
        (f"On Monday Russia punished France for Mali by vetoing {_DRAFT}.", "RUS"),
    ],
)
def test_the_subject_of_a_participle_cast_the_veto(sentence: str, vetoed_by: str) -> None:
    (found,) = read_votes(Document(sentence, "", "", _DAY))[0]
    assert (found.outcome, " ".join(found.vetoed_by)) == (Outcome.VETOED, vetoed_by)


@pytest.mark.parametrize(
    ("sentence", "vetoed_by"),
    [
        (f"Ukraine said that Russia, vetoing {_DRAFT} on Monday, had shown its face.", "RUS"),
        (f"France criticised the United States on Monday for vetoing {_DRAFT}.", "USA"),
        (f"Iran accused the United States on Monday of vetoing {_DRAFT}.", "USA"),
        (f"Britain abstained and Russia stood by Syria on Monday, vetoing {_DRAFT}.", "RUS"),
        (f"London wavered; Washington backed Israel on Monday, vetoing {_DRAFT}.", "USA"),
    ],
)
def test_another_subject_cast_none(sentence: str, vetoed_by: str) -> None:
    (found,) = read_votes(Document(sentence, "", "", _DAY))[0]
    assert " ".join(found.vetoed_by) == vetoed_by


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Russia's Sergey Lavrov abstained, saying that he had not been heard.", {"abstain": "RUS"}),
        ("Algeria's Amar Bendjama raised his hand against.", {"no": "DZA"}),
        ("Malta's Vanessa Frazier voted in favour.", {"yes": "MLT"}),
        ("Moscow's closest ally abstained.", {}),
        ("Moscow's Arab friends abstained.", {}),
        ("Russia's text was blocked.", {}),
    ],
)
def test_an_envoy_called_by_name_votes_for_a_state(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


def test_those_who_remained_and_an_envoy_make_the_sum() -> None:
    text = (
        f"China hit back at Macedonia on Monday, vetoing {_DRAFT}.\nRussia's Sergey Lavrov abstained. "
        "The thirteen remaining members were in favor."
    )
    (found,) = read_votes(Document(text, "", "", _DAY))[0]
    assert (found.tally.yes, found.tally.no, found.tally.abstain) == (13, 1, 1)
    assert (found.against, found.abstained) == (("CHN",), ("RUS",))
