"""What became of a text, told in French, Spanish, German, Portuguese and Italian, when and where between verb and object."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import states
from bot.model import Organ
from bot.reading.document import Document
from bot.reading.votes import read_votes
from bot.reading.votes.claim import ACTED, ADOPTED, FAILED, VETO, Claim, Setting
from bot.reading.votes.claims import read_claim
from bot.reading.votes.lexer import flatten

SETTING = Setting(Organ.SECURITY_COUNCIL, dt.date(2024, 5, 10), settled=True)


def claim(sentence: str) -> Claim:
    """Read a sentence of a page about the Security Council."""
    return read_claim(states.flatten(sentence), flatten(sentence), (0, len(sentence)), 0, SETTING)


@pytest.mark.parametrize(
    "sentence",
    [
        "La résolution est passée mardi.",
        "A resolução passou na terça-feira.",
        "La risoluzione è passata martedì.",
        "Die Resolution ging am Dienstag im Sicherheitsrat durch.",
        "Le texte a recueilli mardi la majorité requise.",
        "O projeto obteve na terça-feira a maioria necessária.",
        "Il progetto ha ottenuto martedì la maggioranza.",
        "Der Entwurf fand am Dienstag die nötige Mehrheit.",
        "Le Conseil a voté mardi la résolution.",
        "Le Conseil de sécurité s'est prononcé mardi pour une trêve.",
        "El Consejo de Seguridad se pronunció el martes a favor de una tregua.",
        "Der Sicherheitsrat stimmte dem Entwurf am Dienstag zu.",
        "Der Sicherheitsrat hat am Dienstag dem Entwurf zugestimmt.",
    ],
)
def test_a_text_is_told_as_adopted(sentence: str) -> None:
    assert claim(sentence).outcome in {ADOPTED, ACTED}


@pytest.mark.parametrize(
    "sentence",
    [
        "Le projet n'a pas recueilli mardi les neuf voix requises.",
        "Le projet n'a pas obtenu mardi la majorité.",
        "La propuesta decayó el martes.",
        "Der Entwurf fand am Dienstag keine Mehrheit.",
        "Der Entwurf verfehlte am Dienstag die nötige Mehrheit.",
        "Der Sicherheitsrat hat am Dienstag den Entwurf abgelehnt.",
    ],
)
def test_a_text_is_told_as_failed(sentence: str) -> None:
    assert claim(sentence).outcome == FAILED


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("La Russie a fait usage mardi de son droit de veto.", "RUS"),
        ("Rusia hizo uso el martes de su derecho a veto.", "RUS"),
        ("A Rússia fez uso na terça-feira do direito de veto.", "RUS"),
        ("Gli Stati Uniti hanno fatto uso martedì del diritto di veto.", "USA"),
        ("Gegen ihren Entwurf legte China am Dienstag im Sicherheitsrat ein Veto ein.", "CHN"),
        ("El texto contaba con diez votos, pero Moscú lo frenó.", "RUS"),
        ("Bastó ayer un voto en contra, el de China, para hundir el texto.", "CHN"),
        ("È bastato ieri un voto contrario, quello della Cina, per affossare il testo.", "CHN"),
        ("Il testo si è fermato in Consiglio contro il veto di Mosca.", "RUS"),
    ],
)
def test_a_text_is_told_as_vetoed(sentence: str, state: str) -> None:
    read = claim(sentence)
    assert (read.outcome, read.vetoers) == (VETO, (state,))


@pytest.mark.parametrize(
    "sentence",
    [
        "A resolução passou a exigir relatórios anuais.",
        "Le texte est passé entre plusieurs mains.",
        "Le Conseil a voté mardi sur la résolution.",
        "Le projet a recueilli mardi des critiques.",
        "Die Resolution fand am Dienstag große Beachtung.",
        "Der Sicherheitsrat hat am Dienstag den Bericht gehört.",
        "Bastó ayer una llamada para frenar los combates.",
        "La Russie a menacé mardi d'user de son droit de veto.",
        "La Russie n'a pas fait usage mardi de son droit de veto.",
    ],
)
def test_other_matters_are_no_verdict(sentence: str) -> None:
    assert claim(sentence).outcome == ""


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Debate sobre la reforma del Consejo de Seguridad",
            "Doce países se pronunciaron ayer a favor de ampliar el Consejo de Seguridad de la ONU y tres se mostraron en contra.",
        ),
        (
            "Moscou et Pékin rejettent le projet français",
            "La Russie et la Chine ont rejeté jeudi le projet que Paris fait circuler au Conseil de sécurité.",
        ),
        (
            "Débat à l'ONU sur le Sahel",
            "Treize orateurs étaient jeudi favorables à une force au Sahel, a relevé la présidence du Conseil de sécurité.",
        ),
        (
            "Uno-Generaldebatte",
            "Zwölf Regierungschefs stellten sich am Dienstag in der Generaldebatte hinter den Plan. Der Sicherheitsrat tagt am Freitag.",
        ),
        (
            "20 Länder rügen Israel",
            "20 Länder haben am Montag einem Appell zugestimmt, der die UN-Hilfe für Gaza stützt. Der Sicherheitsrat tagt am Freitag.",
        ),
        (
            "Il piano per Gaza",
            "Italia, Francia e altri, in tutto 12, hanno approvato il piano della Commissione Ue. Ora tocca al Consiglio di sicurezza.",
        ),
        (
            "Portugal e mais 10 apoiam proposta",
            "Portugal e mais 10 países apoiam a proposta francesa para o Conselho de Segurança da ONU. A votação está marcada para sexta.",
        ),
        (
            "Cosa serve per una risoluzione",
            "Al Consiglio di sicurezza dell'Onu un testo ha bisogno di nove sì. Basta un no di un permanente per affossarlo.",
        ),
        (
            "Scheitern am Njet",
            "Im Sicherheitsrat drohen Russland und China, den Entwurf abzulehnen; zehn Länder sind dafür. Abgestimmt wird am Montag.",
        ),
        (
            "Sondaggio: gli italiani e l'Onu",
            "Sessanta intervistati su cento si sono detti ieri favorevoli alla riforma del Consiglio di sicurezza, 25 contrari.",
        ),
        (
            "Prüfungsfragen Politik",
            "Aufgabe 3: Ein Entwurf im Sicherheitsrat bekommt 13 Ja-Stimmen, eine Gegenstimme kommt von Frankreich. Wird er angenommen?",
        ),
    ],
)
def test_a_page_of_other_matters_tells_no_vote(title: str, text: str) -> None:
    assert read_votes(Document(text, title, "", dt.datetime(2024, 5, 10, tzinfo=dt.UTC)))[0] == ()
