"""Counts as newspapers tell them in French, Spanish, German, Portuguese and Italian: one idea in the words of each."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import states
from bot.model import Organ
from bot.reading.votes.claim import Setting
from bot.reading.votes.claims import read_claim
from bot.reading.votes.lexer import flatten

SETTING = Setting(Organ.SECURITY_COUNCIL, dt.date(2025, 9, 20), settled=True)


def told(sentence: str) -> str:
    """Return what a sentence tells of each side, in the order of their names: "no:2/CHN,RUS yes:13"; no number is told as none."""
    counts = read_claim(states.flatten(sentence), flatten(sentence), (0, len(sentence)), 0, SETTING).counts
    return " ".join(
        f"{side}:{'' if count.number is None else count.number}{'/' * bool(count.states)}{','.join(sorted(count.states))}"
        for side, count in sorted(counts.items())
    )


@pytest.mark.parametrize(
    ("sides", "sentence"),
    [
        ("no:0", "Personne n'a voté contre."),
        ("no:0", "Aucun pays n'a voté contre."),
        ("no:0", "Il n'y a eu aucune voix contre."),
        ("no:0", "Il n'y a pas eu de vote contre."),
        ("no:0", "Nul ne s'y est opposé."),
        ("no:0 yes:13", "Le texte a recueilli 13 voix, sans opposition."),
        ("no:0 yes:13", "Le texte a recueilli 13 voix pour, sans aucun vote contre."),
        ("no:0", "Nadie votó en contra."),
        ("no:0", "Ningún país votó en contra."),
        ("no:0", "No hubo votos en contra."),
        ("no:0", "No se registró ningún voto en contra."),
        ("no:0", "Nadie se opuso."),
        ("no:0 yes:13", "El texto obtuvo 13 votos, sin oposición."),
        ("no:0 yes:13", "El texto obtuvo 13 votos a favor, sin votos en contra."),
        ("no:0", "Niemand stimmte dagegen."),
        ("no:0", "Nein sagte niemand."),
        ("no:0", "Es gab keine Gegenstimmen."),
        ("no:0", "Gegenstimmen gab es keine."),
        ("no:0", "Kein Land stimmte dagegen."),
        ("no:0 yes:13", "Der Text erhielt 13 Stimmen, ohne Gegenstimme."),
        ("no:0", "Ninguém votou contra."),
        ("no:0", "Nenhum país votou contra."),
        ("no:0", "Não houve votos contra."),
        ("no:0", "Não houve nenhum voto contra."),
        ("no:0", "Ninguém se opôs."),
        ("no:0 yes:13", "O texto obteve 13 votos, sem oposição."),
        ("no:0 yes:13", "O texto obteve 13 votos a favor, sem votos contra."),
        ("no:0", "Nessuno ha votato contro."),
        ("no:0", "Nessun Paese ha votato contro."),
        ("no:0", "Non ci sono stati voti contrari."),
        ("no:0", "Nessuno si è opposto."),
        ("no:0", "Nessun voto contrario."),
        ("no:0 yes:13", "Il testo ha ottenuto 13 voti, senza opposizioni."),
        ("no:0 yes:13", "Il testo ha ottenuto 13 voti a favore, senza voti contrari."),
        ("", "Nessun altro ha votato contro."),
        ("", "Personne d'autre n'a voté contre."),
        ("", "Nadie más votó en contra."),
        ("", "Mais ninguém votou contra."),
        ("", "Sonst stimmte niemand dagegen."),
        ("yes:14", "Quatorze pays sur quinze étaient d'accord."),
        ("yes:14", "Les quatorze autres pays siégeant au Conseil de sécurité s'étaient prononcés pour lui."),
        ("yes:12", "Douze pays ont levé la main."),
        ("yes:14", "Les quatorze autres membres étaient d'accord."),
        ("yes:14", "Quatorze membres sur quinze soutenaient le texte."),
        ("yes:14", "Le texte avait quatorze voix pour lui."),
        ("yes:14", "Los otros catorce miembros estaban de acuerdo."),
        ("yes:12", "Doce países levantaron la mano."),
        ("yes:12", "Doce de los quince miembros respaldaron el texto."),
        ("yes:11", "La propuesta tenía de su lado a once de los quince miembros."),
        ("yes:14", "Die anderen vierzehn Mitglieder waren einverstanden."),
        ("yes:12", "Zwölf Länder hoben die Hand."),
        ("yes:4", "Für den Resolutionsentwurf hoben nur vier Länder die Hand."),
        ("yes:10", "Zehn der fünfzehn Staaten im Sicherheitsrat unterstützten am Mittwoch den britischen Entwurf."),
        ("yes:11", "Der Entwurf hatte elf der fünfzehn Mitglieder auf seiner Seite."),
        ("yes:14", "Os outros catorze membros estavam de acordo."),
        ("yes:12", "Doze países levantaram a mão."),
        ("yes:11", "A proposta tinha do seu lado onze dos quinze membros."),
        ("yes:10", "Dez dos quinze países apoiaram o texto britânico."),
        ("yes:14", "Gli altri quattordici membri erano d'accordo."),
        ("yes:12", "Dodici Paesi hanno alzato la mano."),
        ("yes:11", "La proposta aveva dalla sua parte undici dei quindici membri."),
        ("yes:10", "Dieci dei quindici Paesi hanno sostenuto la bozza britannica."),
        ("abstain:14 no:11 yes:22", "Verdict : 22 oui, 11 non, 14 abstentions."),
        ("no:2 yes:12", "Résultat : 12 voix à 2."),
        ("no:2 yes:12", "Score final : 12 à 2."),
        ("no:2 yes:12", "Le score a été de 12 contre 2."),
        ("no:2 yes:12", "El resultado fue de 12 a 2."),
        ("no:18 yes:23", "Resultado final: 23 a 18."),
        ("no:2 yes:12", "El marcador fue de 12 contra 2."),
        ("no:2 yes:12", "Das Ergebnis lautete 12 zu 2."),
        ("no:2 yes:12", "Endergebnis: 12 gegen 2."),
        ("no:2 yes:12", "Mit 12 zu 2 fiel das Ergebnis deutlich aus."),
        ("no:2 yes:12", "O placar foi de 12 a 2."),
        ("no:18 yes:23", "Resultado final: 23 x 18."),
        ("no:2 yes:12", "O resultado foi 12 votos a 2."),
        ("no:2 yes:12", "Il risultato è stato di 12 a 2."),
        ("no:2 yes:12", "Esito finale: 12 a 2."),
        ("yes:9", "Le texte est passé, neuf voix sur quinze."),
        ("yes:9", "Il fallait neuf suffrages pour que passe le projet : il en a eu neuf."),
        ("yes:9", "Obtuvo nueve votos de quince."),
        ("yes:9", "Er bekam neun von fünfzehn Stimmen."),
        ("yes:9", "Obteve nove dos quinze votos."),
        ("yes:9", "Ha ottenuto nove voti su quindici."),
    ],
)
def test_a_sentence_counts_its_sides(sides: str, sentence: str) -> None:
    assert told(sentence) == sides
