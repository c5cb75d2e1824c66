"""Headlines that seem a veto, authors that cast none, and a State's own delegation, in the five other languages."""

from __future__ import annotations

import pytest

from bot.model import Outcome
from bot.reading.votes.claim import VETO
from tests.test_clauses import sides
from tests.test_rivals import read
from tests.test_tongues_verdicts import claim


def test_a_headline_s_blow_is_no_veto_where_too_few_were_in_favour() -> None:
    (told,) = read(
        "El proyecto de Rusia fracasó ayer en el Consejo de Seguridad. Obtuvo cuatro votos a favor, nueve en contra y 2 abstenciones.",
        "Estados Unidos y Francia tumban en la ONU el proyecto ruso sobre Alepo",
    )
    assert (told.outcome, str(told.tally), told.vetoed_by) == (Outcome.FAILED, "4-9-2", ())


@pytest.mark.parametrize(
    "sentence",
    [
        "Rusia sí vetó otra propuesta, presentada por Francia.",
        "La Russie a mis son veto à une autre résolution, présentée par la France.",
        "A Rússia vetou outra resolução, apresentada pela França.",
        "La Russia ha posto il veto a un'altra risoluzione, presentata dalla Francia.",
    ],
)
def test_a_text_s_author_cast_no_veto(sentence: str) -> None:
    assert (claim(sentence).outcome, claim(sentence).vetoers) == (VETO, ("RUS",))


@pytest.mark.parametrize(
    "sentence",
    [
        "Lima vaciló, pero su delegación votó en contra.",
        "Lima hésitait, mais sa délégation a voté contre.",
        "Lima hesitou, mas sua delegação votou contra.",
        "Lima ha esitato, ma la sua delegazione ha votato contro.",
        "Lima zögerte, doch seine Delegation stimmte dagegen.",
    ],
)
def test_a_state_s_own_delegation_votes_for_it(sentence: str) -> None:
    assert sides(sentence) == {"no": "PER"}


def test_an_interrupted_list_goes_on() -> None:
    told = sides("Disseram não Belarus, sua aliada mais próxima, e as ditaduras da Síria, da Nicarágua e da Coreia do Norte.")
    assert told == {"no": "BLR NIC PRK SYR"}


def test_a_german_amendment_is_not_the_text() -> None:
    first = read(
        "Die UN-Vollversammlung forderte am Samstag mit großer Mehrheit eine Waffenruhe. Ein Änderungsantrag aus Wien scheiterte. "
        "153 Staaten stimmten in der Vollversammlung für die Resolution, nur zehn waren dagegen."
    )[0]
    assert (first.outcome, str(first.tally)[:6]) == (Outcome.ADOPTED, "153-10")
