"""Rival texts of one sitting, in French, Spanish, German, Portuguese and Italian."""

from __future__ import annotations

import pytest

from bot.model import Outcome
from tests.test_rivals import read

RIVAL = """
Le Conseil de sécurité de l'ONU a adopté samedi, par 12 voix et 3 abstentions, une résolution sur Alep. Un projet concurrent de la Russie
a été rejeté: il n'a eu que quatre voix, neuf pays votant contre et deux s'abstenant.
*
El Consejo de Seguridad de la ONU aprobó el sábado, con 12 votos a favor y 3 abstenciones, una resolución sobre Alepo. Otro proyecto, de
Rusia, fue rechazado: obtuvo cuatro votos a favor, nueve en contra y dos abstenciones.
*
Der UN-Sicherheitsrat hat am Samstag mit 12 Ja-Stimmen bei 3 Enthaltungen eine Resolution zu Aleppo verabschiedet. Ein russischer
Gegenentwurf scheiterte: Vier Mitglieder stimmten dafür, neun dagegen, zwei enthielten sich.
*
O Conselho de Segurança da ONU aprovou no sábado, com 12 votos a favor e 3 abstenções, uma resolução sobre Aleppo. Outra proposta, da
Rússia, foi rejeitada: teve quatro votos a favor, nove contra e duas abstenções.
*
Il Consiglio di sicurezza dell'Onu ha approvato sabato, con 12 voti a favore e 3 astensioni, una risoluzione su Aleppo. Un altro testo,
della Russia, è stato respinto: ha avuto quattro voti a favore, nove contrari e due astensioni.
"""
AMENDED = """
L'Assemblée générale de l'ONU a exigé samedi une trêve par 120 voix contre 14, avec 45 abstentions. Un amendement du Canada avait
auparavant été rejeté.
*
La Asamblea General de la ONU exigió el sábado una tregua con 120 votos a favor, 14 en contra y 45 abstenciones. Una enmienda de Canadá
había sido rechazada antes.
*
Die UN-Vollversammlung hat am Samstag mit 120 zu 14 Stimmen bei 45 Enthaltungen eine Waffenruhe gefordert. Ein Änderungsantrag Kanadas
wurde abgelehnt.
*
A Assembleia Geral da ONU exigiu no sábado uma trégua com 120 votos a favor, 14 contra e 45 abstenções. Uma emenda do Canadá foi
rejeitada.
*
L'Assemblea generale dell'Onu ha chiesto sabato una tregua con 120 voti a favore, 14 contrari e 45 astensioni. Un emendamento del Canada
è stato respinto.
"""


def pages(texts: str) -> list[str]:
    """Return the pages of a list, each in one line."""
    return [" ".join(page.split()) for page in texts.split("\n*\n")]


@pytest.mark.parametrize("text", pages(RIVAL))
def test_a_rival_text_is_another_vote_and_not_the_one_reported(text: str) -> None:
    first, rival = read(text)
    assert (first.outcome, str(first.tally)) == (Outcome.ADOPTED, "12-0-3")
    assert (rival.outcome, str(rival.tally)) == (Outcome.FAILED, "4-9-2")


@pytest.mark.parametrize("text", pages(AMENDED))
def test_an_amendment_that_failed_is_not_the_text(text: str) -> None:
    first = read(text)[0]
    assert (first.outcome, str(first.tally)) == (Outcome.ADOPTED, "120-14-45")
