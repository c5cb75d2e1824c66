"""Vetoes told in two sentences, texts of other bodies, and votes that came to those of others, in five languages."""

from __future__ import annotations

import pytest

from bot import states
from bot.model import Organ, Outcome
from tests.test_clauses import sides
from tests.test_rivals import read
from tests.test_rivals_abroad import pages
from tests.test_tongues_verdicts import claim

STOPPED = """
Nuevo veto de Washington. En el Consejo de Seguridad de la ONU, Estados Unidos impidió el sábado que se condenaran los asentamientos. Los
otros 14 miembros aprobaron el texto.
*
Nouveau veto de Washington. Au Conseil de sécurité de l'ONU, les États-Unis ont empêché samedi que les colonies soient condamnées. Les 14
autres membres ont approuvé le texte.
*
Neues Veto Washingtons. Im UN-Sicherheitsrat verhinderten die USA am Samstag eine Verurteilung der Siedlungen. Die 14 anderen Mitglieder
billigten den Text.
*
Novo veto de Washington. No Conselho de Segurança da ONU, os Estados Unidos impediram no sábado que as colónias fossem condenadas. Os
outros 14 membros aprovaram o texto.
*
Nuovo veto di Washington. Nel Consiglio di sicurezza dell'Onu gli Stati Uniti hanno impedito sabato che le colonie fossero condannate. Gli
altri 14 membri hanno approvato il testo.
"""


@pytest.mark.parametrize("text", pages(STOPPED))
def test_who_stopped_what_all_others_approved_cast_a_veto(text: str) -> None:
    (told,) = read(text)
    assert (told.outcome, told.vetoed_by, str(told.tally)) == (Outcome.VETOED, ("USA",), "14-1-0")


@pytest.mark.parametrize(
    "text",
    [
        "El Consejo de Seguridad de la ONU aprobó el sábado una resolución con 14 votos a favor. Rusia se abstuvo, sin veto.",
        "El Consejo de Seguridad de la ONU aprobó el sábado una resolución con 14 votos a favor. Rusia impidió un debate anterior.",
        "El Consejo de Seguridad de la ONU aprobó, sin veto, una resolución con 14 votos a favor. Malí impidió la entrada de tropas.",
    ],
)
def test_what_the_council_adopted_was_not_vetoed(text: str) -> None:
    assert read(text)[0].outcome is Outcome.ADOPTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Eine Resolution der Europäischen Union verabschiedete der UN-Menschenrechtsrat mit 25 zu 14 Stimmen.",
        "Une résolution de la Ligue arabe a été adoptée par le Conseil des droits de l'homme par 25 voix contre 14.",
        "Una resolución de la Unión Africana fue aprobada por el Consejo de Derechos Humanos con 25 votos a favor y 14 en contra.",
        "Uma resolução da União Europeia foi aprovada pelo Conselho de Direitos Humanos com 25 votos a favor e 14 contra.",
        "Una risoluzione dell'Unione europea è stata approvata dal Consiglio dei diritti umani con 25 voti a favore e 14 contrari.",
    ],
)
def test_another_body_s_text_is_voted_on_by_ours(sentence: str) -> None:
    assert claim(sentence).organ == Organ.HUMAN_RIGHTS_COUNCIL


@pytest.mark.parametrize(
    "sentence",
    [
        "A las abstenciones de Chad y Perú se sumaron las de Togo y Malí.",
        "Aux abstentions du Tchad et du Pérou se sont ajoutées celles du Togo et du Mali.",
        "Zu den Enthaltungen von Tschad und Peru kamen die von Togo und Mali.",
        "Zu den Enthaltungen von Tschad und Peru kamen jene Togos und Malis.",
        "Às abstenções do Chade e do Peru juntaram-se as do Togo e do Mali.",
        "Alle astensioni di Ciad e Perù si sono aggiunte quelle di Togo e Mali.",
    ],
)
def test_abstentions_came_to_those_of_others(sentence: str) -> None:
    assert sides(sentence) == {"abstain": "MLI PER TCD TGO ~"}


@pytest.mark.parametrize(("genitive", "state"), [("Malaysias", "MYS"), ("Nigerias", "NGA"), ("Sambias", "ZMB"), ("Singapurs", "SGP")])
def test_german_genitives_name_states(genitive: str, state: str) -> None:
    (mention,) = states.find(f"mit den Stimmen {genitive}")
    assert mention.state == state
