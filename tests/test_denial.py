"""Vetoes nobody cast, and members counted by what a text was done by, in French, Spanish, German, Portuguese and Italian."""

from __future__ import annotations

import pytest

from bot.reading.votes.claim import ADOPTED, VETO
from tests.test_clauses import sides
from tests.test_tongues_verdicts import claim


@pytest.mark.parametrize(
    "sentence",
    [
        "Ni la Chine ni la Russie n'ont mis leur veto.",
        "Ni la Chine, ni la Russie n'ont fait usage de leur droit de veto.",
        "Ni Rusia ni China vetaron el texto.",
        "Esta vez ni Moscú ni Pekín ejercieron su derecho de veto.",
        "Nem a Rússia nem a China vetaram o texto.",
        "Né la Russia né la Cina hanno posto il veto.",
        "Weder Russland noch China legten ihr Veto ein.",
        "Aucun des membres permanents n'a opposé son veto.",
        "Ninguno de los cinco usó su veto contra el texto.",
        "Nenhum dos cinco usou seu veto.",
        "Nessuno dei cinque ha posto il veto.",
        "Keiner der fünf legte ein Veto ein.",
        "Neither Russia nor China used its veto.",
        "Bis zuletzt war unklar, ob Russland das Papier mit seinem Veto stoppt.",
        "No estaba claro si Rusia veta el texto.",
        "Não estava claro se a Rússia veta o texto.",
        "Non era chiaro se la Russia pone il veto al testo.",
        "On ignorait si la Russie oppose son veto au texte.",
    ],
)
def test_a_veto_that_nobody_cast_is_none(sentence: str) -> None:
    assert claim(sentence).outcome != VETO
    assert claim(sentence).vetoers == ()


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("La Russie a mis son veto au texte sans le soutien d'aucun autre membre.", "RUS"),
        ("Rusia vetó el texto, y ningún otro miembro la siguió.", "RUS"),
        ("Russland legte sein Veto ein, weder China noch Frankreich folgten.", "RUS"),
        ("Ob es dabei bleibt, ist offen; Russland legte sein Veto ein.", "RUS"),
        ("No estaba claro qué haría, y al final Rusia vetó el texto.", "RUS"),
    ],
)
def test_a_veto_that_others_did_not_cast_is_one(sentence: str, state: str) -> None:
    assert (claim(sentence).outcome, claim(sentence).vetoers) == (VETO, (state,))


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("La résolution a été adoptée par douze des quinze membres.", "12"),
        ("El texto fue aprobado por doce de los quince miembros.", "12"),
        ("O texto foi aprovado por doze dos quinze membros.", "12"),
        ("Il testo è stato approvato da dodici dei quindici membri.", "12"),
        ("Il testo è stato approvato da 12 membri.", "12"),
        ("Der Text wurde von zwölf der fünfzehn Mitglieder gebilligt.", "12"),
        ("Il fallait neuf voix; le texte en a reçu six.", "6"),
        ("Se necesitaban nueve votos; el proyecto recibió seis.", "6"),
        ("Eram necessários nove votos; o projeto teve seis.", "6"),
        ("Servivano nove voti: il testo ne ha ottenuti cinque.", "5"),
        ("Nötig waren neun Stimmen; der Entwurf erhielt sechs.", "6"),
    ],
)
def test_members_are_counted_by_whom_a_text_was_approved(sentence: str, number: str) -> None:
    assert sides(sentence)["yes"] == number


@pytest.mark.parametrize(
    "sentence",
    [
        "Les quinze membres ont donné leur accord au texte.",
        "Los quince miembros dieron el lunes su consentimiento.",
        "Os quinze membros deram o seu acordo.",
        "Tutti e 15 i membri hanno dato il loro assenso.",
        "Alle 15 Mitglieder gaben ihr Einverständnis.",
        "A resolução foi adotada com o voto favorável dos 15 membros.",
        "La résolution a été adoptée avec le soutien de ses quinze membres.",
    ],
)
def test_all_members_gave_their_consent(sentence: str) -> None:
    assert claim(sentence).unanimous


@pytest.mark.parametrize(
    "sentence",
    [
        "Les quinze membres ont donné leur accord à la tenue d'une réunion.",
        "Los quince miembros dieron su consentimiento a una reunión a puerta cerrada.",
        "Os quinze membros deram o seu acordo a uma visita à região.",
        "Alle 15 Mitglieder gaben ihr Einverständnis zu einer Sondersitzung.",
        "Les deux pays ont donné leur accord.",
        "Ambos países dieron su consentimiento.",
    ],
)
def test_consent_to_a_sitting_is_no_vote(sentence: str) -> None:
    assert claim(sentence).outcome != ADOPTED
    assert not claim(sentence).unanimous


@pytest.mark.parametrize(
    "sentence",
    ["Ninguém se absteve.", "Nadie se abstuvo.", "Personne ne s'est abstenu.", "Nessuno si è astenuto.", "Kein Land enthielt sich."],
)
def test_nobody_abstained(sentence: str) -> None:
    assert sides(sentence) == {"abstain": "0"}
