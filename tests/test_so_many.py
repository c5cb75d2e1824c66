"""Those named and so many more; an envoy's own rejection; numbers with a point."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.model import Outcome, Sighting
from bot.reading.document import Document
from bot.reading.votes import read_votes

DAY = dt.datetime(2024, 11, 14, 18, tzinfo=dt.UTC)


def read(text: str) -> Sighting:
    """Return the vote that a page of 14 November 2024 reports."""
    return next(one for one in read_votes(Document(text, "", "", DAY))[0] if one.primary)


@pytest.mark.parametrize(
    ("sentence", "against", "named"),
    [
        ("Against: Israel, Canada and two island states, Nauru and Palau.", 4, {"ISR", "CAN", "NRU", "PLW"}),
        ("Les opposants : Israël, le Canada et deux petits Etats du Pacifique, Nauru et Palau.", 4, {"ISR", "CAN", "NRU", "PLW"}),
        ("Against: Israel, Canada and two island states.", 4, {"ISR", "CAN"}),
        ("Brazil joined the United States and Israel, the only other two countries to vote against.", 3, {"USA", "ISR"}),
        ("O país acompanhou os Estados Unidos e Israel, os únicos outros dois países a votarem contra.", 3, {"USA", "ISR"}),
    ],
)
def test_those_named_and_so_many_more(sentence: str, against: int, named: set[str]) -> None:
    told = read(f"The UN General Assembly on Thursday adopted a resolution by 138 votes. {sentence}")
    assert (told.tally.no, set(told.against) >= named) == (against, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "El Consejo de Derechos Humanos renovó el mandato el jueves. La delegación de Caracas tachó el texto de hostil y lo rechazó.",
        "O Conselho de Direitos Humanos da ONU aprovou o texto na quinta-feira. A delegação de Caracas o chamou de hostil e o rejeitou.",
    ],
)
def test_an_envoy_who_rejects_a_text_is_no_organ(sentence: str) -> None:
    assert read(sentence).outcome is Outcome.ADOPTED


@pytest.mark.parametrize("number", ["1.802", "1802"])
def test_a_number_may_have_a_point(number: str) -> None:
    published = dt.datetime(2008, 2, 25, 18, tzinfo=dt.UTC)
    text = f"A resolução {number} do Conselho de Segurança da ONU foi aprovada nesta segunda-feira por unanimidade."
    told = next(one for one in read_votes(Document(text, "", "", published))[0] if one.primary)
    assert told.resolution == "S/RES/1802"
