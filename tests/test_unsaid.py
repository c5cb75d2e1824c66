"""What was not done, who is not said again, and what counts tell without a word for their side, in five languages."""

from __future__ import annotations

import pytest

from bot.model import Organ
from bot.reading.votes.claim import ACTED, ADOPTED, FOREIGN
from tests.test_clauses import sides
from tests.test_rivals import read
from tests.test_tongues_verdicts import claim


@pytest.mark.parametrize(
    "sentence",
    [
        "Le Conseil de sécurité n'a pas prorogé la mission.",
        "El Consejo de Seguridad no prorrogó la misión.",
        "Der Sicherheitsrat hat die Mission nicht verlängert.",
        "O Conselho de Segurança não prorrogou a missão.",
        "Il Consiglio di sicurezza non ha prorogato la missione.",
        "El Consejo de Seguridad no condenó la invasión.",
    ],
)
def test_what_an_organ_did_not_do_is_not_adopted(sentence: str) -> None:
    assert claim(sentence).outcome not in {ACTED, ADOPTED}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("El Consejo apoyó el plan con trece votos y una sola abstención, la de Chad.", {"yes": "13", "abstain": "TCD"}),
        ("Le Conseil a donné son feu vert avec treize voix et deux abstentions.", {"yes": "13", "abstain": "2"}),
        ("O Conselho deu o seu aval com treze votos e duas abstenções.", {"yes": "13", "abstain": "2"}),
        ("Il Consiglio ha dato il via libera con tredici voti e due astensioni.", {"yes": "13", "abstain": "2"}),
        ("La résolution n'a recueilli lundi au Conseil de sécurité que le minimum requis de neuf voix.", {"yes": "9"}),
        ("La resolución obtuvo el mínimo requerido de nueve votos.", {"yes": "9"}),
        ("La risoluzione ha ottenuto solo il minimo richiesto di nove voti.", {"yes": "9"}),
        ("Il fallait neuf voix, le texte n'en a eu que cinq.", {"yes": "5"}),
        ("Servivano nove voti, ne sono arrivati cinque.", {"yes": "5"}),
        ("Perú fue la única abstención.", {"abstain": "1 PER"}),
        ("Le Pérou et le Tchad ont été les seules abstentions.", {"abstain": "2 PER TCD"}),
        ("Peru war die einzige Enthaltung.", {"abstain": "1 PER"}),
        ("O Peru foi a única abstenção.", {"abstain": "1 PER"}),
        ("Il Perù è stata l'unica astensione.", {"abstain": "1 PER"}),
        ("Perú no usó su turno: se abstuvo.", {"abstain": "PER"}),
        ("Chad y Perú dudaron: se abstuvieron.", {"abstain": "PER TCD"}),
        ("O Peru hesitou: absteve-se.", {"abstain": "PER"}),
        ("Perú votó a favor; se abstuvo.", {"yes": "PER"}),
        ("Für den Text stimmten zwölf Mitglieder, Tschad, Peru und Togo enthielten sich.", {"yes": "12", "abstain": "PER TCD TGO"}),
    ],
)
def test_a_side_is_told_by_what_stands_beside_it(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


def test_a_score_opens_a_sentence() -> None:
    (told,) = read("Tredici a due: il Consiglio di sicurezza dell'Onu ha approvato sabato la risoluzione.")
    assert str(told.tally)[:4] == "13-2"


@pytest.mark.parametrize(
    "sentence",
    [
        "Con 512 voti a favore, 63 contrari e 47 astensioni i deputati hanno chiesto la riforma del Consiglio di sicurezza.",
        "Con 512 votos a favor, 63 en contra y 47 abstenciones se pidió la reforma del Consejo de Seguridad.",
        "Par 512 voix pour, 63 contre et 47 abstentions, les élus ont demandé la réforme du Conseil de sécurité.",
    ],
)
def test_more_votes_than_members_are_a_parliament_s(sentence: str) -> None:
    assert claim(sentence).organ == FOREIGN


def test_a_year_is_no_count() -> None:
    assert claim("The 2024 vote in the Security Council was 13-2-0.").organ == Organ.SECURITY_COUNCIL
