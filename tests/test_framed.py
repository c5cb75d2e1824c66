"""German clauses that a verb opens, double vetoes, who voted beside whom, and rounds of an election."""

from __future__ import annotations

import pytest

from bot.model import Outcome
from bot.reading.votes.claim import VETO
from tests.test_clauses import sides
from tests.test_rivals import read
from tests.test_tongues_verdicts import claim


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Zum Entwurf sagten am Freitag zwölf der 15 Mitglieder Ja.", {"yes": "12"}),
        ("Am Montag sagten Kuba und Mali Nein.", {"no": "CUB MLI"}),
        ("Gestern hoben in New York Mali und Togo die Hand dagegen.", {"no": "MLI TGO"}),
        ("Mali und Togo lehnten am Freitag den von Peru vorgelegten Entwurf ab.", {"no": "MLI TGO"}),
        ("Vier Länder lehnten die Resolution ab.", {"no": "4"}),
        ("Nur Mali lehnte am Freitag in New York die Resolution ab.", {"no": "1 MLI"}),
        ("Mali und Togo wiesen den Text zurück.", {"no": "MLI TGO"}),
        ("92 Staaten unterstützten am Montag die von Peru vorgelegte Resolution.", {"yes": "92"}),
        ("Peru befürwortete gestern die Resolution.", {"yes": "PER"}),
        ("Peru unterstützte Mali im Kampf gegen Rebellen.", {}),
        ("Mali lehnte Gespräche mit den Rebellen ab.", {}),
        ("Der Minister sagte, Mali habe Nein gesagt.", {}),
        ("Der Sicherheitsrat lehnte den von Mali vorgelegten Entwurf ab.", {}),
    ],
)
def test_a_german_clause_is_closed_by_what_tells_its_side(sentence: str, told: dict[str, str]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Russland und China lehnten am Freitag mit einem doppelten Veto den Text von Peru und Togo ab.",
        "Mit einem doppelten Veto lehnten Russland und China den Text ab.",
        "Con un doble veto, China y Rusia rechazaron el texto.",
        "La Chine et la Russie ont rejeté par un double veto la résolution du Pérou.",
        "A China e a Rússia rejeitaram com um duplo veto o texto.",
        "Cina e Russia hanno respinto con un doppio veto il testo.",
    ],
)
def test_two_cast_a_double_veto(sentence: str) -> None:
    told = claim(sentence)
    assert (told.outcome, set(told.vetoers)) == (VETO, {"CHN", "RUS"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Con Rusia votó Cuba.",
        "Con los rusos votó Cuba.",
        "Avec la Russie a voté Cuba.",
        "Com a Rússia votou Cuba.",
        "Con la Russia ha votato Cuba.",
        "Mit Russland stimmte nur Kuba.",
        "A Rusia solo la acompañó Cuba.",
        "Seul Cuba a suivi la Russie.",
        "Só Cuba acompanhou a Rússia.",
        "Con la Russia si è schierata soltanto Cuba.",
        "Russland schloss sich nur Kuba an.",
        "An der Seite Russlands stand nur Kuba.",
    ],
)
def test_a_state_votes_beside_another(sentence: str) -> None:
    assert set(claim(sentence).names) == {"RUS", "CUB"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Con Rusia negoció Cuba.",
        "Avec la Russie, Cuba a déposé un texte.",
        "Rusia y Cuba votaron a favor del texto.",
        "Com a Rússia votou contra a resolução Cuba.",
        "Russland liefert Waffen an Mali.",
    ],
)
def test_company_that_is_no_vote_or_has_a_side_is_not_named(sentence: str) -> None:
    assert not claim(sentence).beside


def test_who_voted_beside_who_vetoed_a_text_was_against_it() -> None:
    (told,) = read(
        "Rusia vetó el sábado en el Consejo de Seguridad un texto sobre Alepo. Con Moscú votó Venezuela; diez países lo apoyaron."
    )
    assert (told.outcome, set(told.against), told.vetoed_by) == (Outcome.VETOED, {"RUS", "VEN"}, ("RUS",))


def test_who_alone_accompanied_others_is_of_those_counted_against() -> None:
    (told,) = read(
        "La resolución salió adelante el sábado en la Asamblea General de la ONU con 150 votos a favor, 4 en contra y 20 abstenciones. "
        "A Estados Unidos e Israel solo los acompañaron Palau y las Islas Marshall."
    )
    assert set(told.against) == {"USA", "ISR", "PLW", "MHL"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Portugal eleito para o Conselho de Segurança da ONU", "Na segunda ronda, Portugal subiu na frente, com 113 votos contra 78."),
        ("España, elegida miembro del Consejo de Seguridad", "En la segunda ronda obtuvo 132 votos contra 60 de Turquía."),
        ("Le Sénégal élu au Conseil de sécurité de l'ONU", "Au second tour, il a recueilli 113 voix contre 78."),
        ("Deutschland in den UN-Sicherheitsrat gewählt", "In der zweiten Runde bekam es 113 Stimmen, der Rivale 78."),
        ("Italia eletta nel Consiglio di sicurezza dell'Onu", "Al secondo turno ha ottenuto 113 voti contro 78."),
    ],
)
def test_rounds_of_an_election_are_no_vote(title: str, text: str) -> None:
    assert read(f"{title}. {text}", title) == []
