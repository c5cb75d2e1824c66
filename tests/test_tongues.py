"""Votes in French, Spanish, German, Portuguese and Italian: what single sentences tell, and the words they are made of."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import states
from bot.model import Organ
from bot.reading import dates, numbers
from bot.reading.document import Document
from bot.reading.votes import read_votes
from bot.reading.votes.claim import Setting
from bot.reading.votes.claims import read_claim
from bot.reading.votes.lexer import flatten

SETTING = Setting(Organ.GENERAL_ASSEMBLY, dt.date(2024, 5, 10), settled=True)


def sides(sentence: str) -> dict[str, tuple[int | None, list[str]]]:
    """Return what a sentence tells of each side: the number, and who is named."""
    claim = read_claim(states.flatten(sentence), flatten(sentence), (0, len(sentence)), 0, SETTING)
    return {side: (count.number, sorted(count.states)) for side, count in claim.counts.items()}


@pytest.mark.parametrize(
    ("sentence", "side", "number", "named"),
    [
        ("Se sont abstenus l'Albanie, le Maroc et l'Argentine.", "abstain", None, ["ALB", "ARG", "MAR"]),
        ("Ni la Russie ni l'Afrique du Sud n'ont voulu se prononcer.", "abstain", None, ["RUS", "ZAF"]),
        ("En contra votaron Australia, Perú y la propia Ucrania.", "no", None, ["AUS", "PER", "UKR"]),
        ("Ni China ni Rusia usaron su veto; ambas se abstuvieron.", "abstain", None, ["CHN", "RUS"]),
        ("Dagegen stimmten neben Russland nur Belarus und Syrien.", "no", None, ["BLR", "RUS", "SYR"]),
        ("Opuseram-se a Rússia, a Síria e a Nicarágua.", "no", None, ["NIC", "RUS", "SYR"]),
        ("Con la Russia hanno votato contro Siria, Eritrea e, per la prima volta, il Mali.", "no", None, ["ERI", "MLI", "RUS", "SYR"]),
        ("Las dos abstenciones correspondieron a Brasil y Ucrania.", "abstain", 2, ["BRA", "UKR"]),
        ("I sì sono stati 141, i no 7 e gli astenuti 32.", "no", 7, []),
        ("Treze dos quinze membros votaram a favor.", "yes", 13, []),
        ("China e outros 37 países se abstiveram.", "abstain", 38, ["CHN"]),
        ("Deutschland und 24 weitere Staaten enthielten sich.", "abstain", 25, ["DEU"]),
        ("Tredici sì, un no e un'astensione.", "no", 1, []),
        ("La resolución recibió el visto bueno de 12 de los 15 miembros.", "yes", 12, []),
        ("À l'exception de la Russie, tous les membres ont voté en faveur du texte.", "no", None, ["RUS"]),
        ("Todos los miembros menos Rusia votaron a favor.", "no", None, ["RUS"]),
        ("Francia, Reino Unido y otros once países votaron a favor.", "yes", 13, ["FRA", "GBR"]),
        ("La France, comme le Royaume-Uni, s'est abstenue.", "abstain", None, ["FRA", "GBR"]),
        ("Os Estados Unidos e Israel foram os únicos a votar contra.", "no", None, ["ISR", "USA"]),
        ("Si sono astenuti Cina, India e altri 33 Paesi.", "abstain", 35, ["CHN", "IND"]),
        ("Von den 15 Ratsmitgliedern stimmten 13 dafür, eines dagegen und eines enthielt sich.", "abstain", 1, []),
        ("En contra lo hicieron Perú y Polonia, y los otros cuatro países se abstuvieron.", "abstain", 4, []),
        ("Deutschland hat sich am Freitag bei der Abstimmung über Libyen enthalten.", "abstain", None, ["DEU"]),
        ("Bei der Abstimmung hat sich Deutschland am Freitag enthalten.", "abstain", None, ["DEU"]),
        ("China und Russland haben sich enthalten, ebenso Algerien.", "abstain", None, ["CHN", "DZA", "RUS"]),
        ("Im Rat hatten sich zwölf Länder der Stimme enthalten.", "abstain", 12, []),
        ("Am Montag votierten im mächtigsten Gremium der Vereinten Nationen nur drei der 15 Staaten für den Text.", "yes", 3, []),
        ("Votaron solo tres de los 15 miembros a favor del texto: Rusia, China y Brasil.", "yes", 3, ["BRA", "CHN", "RUS"]),
        ("Hanno votato solo tre dei 15 membri a favore del testo: Russia, Cina e Brasile.", "yes", 3, ["BRA", "CHN", "RUS"]),
        ("Salvo Venezuela, que se opuso, los otros siete países se sumaron a la propuesta.", "no", None, ["VEN"]),
        ("Sauf le Venezuela, qui a voté contre, les sept autres pays ont suivi.", "no", None, ["VEN"]),
        ("Tranne il Venezuela, che si è opposto, gli altri sette Paesi hanno aderito.", "no", None, ["VEN"]),
        ("Exceto a Venezuela, que se opôs, os outros sete países aderiram à proposta.", "no", None, ["VEN"]),
        ("Außer Venezuela, das dagegen stimmte, schlossen sich die anderen sieben Länder an.", "no", None, ["VEN"]),
        ("El texto, al que además se opusieron Somalía, Filipinas y Eritrea, es duro.", "no", None, ["ERI", "PHL", "SOM"]),
        ("L'Assemblea ha approvato il testo con 143 sì, 9 no e quattro astenuti, tra cui l'Italia.", "abstain", 4, ["ITA"]),
        ("Se aprobó por 143 votos a favor, 9 en contra y cuatro abstenciones, entre ellas Italia.", "abstain", 4, ["ITA"]),
        ("Sie nahm den Text bei 9 Gegenstimmen und vier Enthaltungen an, darunter Italien.", "abstain", 4, ["ITA"]),
        ("Aprovou o texto por 143 votos a favor, 9 contra e quatro abstenções, entre elas Itália.", "abstain", 4, ["ITA"]),
        ("Für den Entwurf, der eine Waffenruhe verlangt, stimmten am Freitag in New York 122 Nationen.", "yes", 122, []),
        ("Gegen den Entwurf, der eine Waffenruhe verlangt, votierten nur Russland und Syrien.", "no", None, ["RUS", "SYR"]),
        ("Los otros 13 miembros del órgano, entre ellos Ecuador, coautor del proyecto, la respaldaron.", "yes", 13, ["ECU"]),
        ("Gli altri 13 membri dell'organo, tra cui l'Ecuador, coautore del testo, hanno votato a favore.", "yes", 13, ["ECU"]),
        ("Gegen die Stimmen aller anderen 13 Mitglieder blockierten Moskau und Peking den Text.", "yes", 13, []),
    ],
)
def test_a_sentence_tells_who_stands_where(sentence: str, side: str, number: int | None, named: list[str]) -> None:
    assert sides(sentence)[side] == (number, named)


@pytest.mark.parametrize(
    "sentence",
    [
        "El canciller dijo no querer perjudicar las negociaciones.",
        "La Chine et la Russie n'ont pas opposé leur veto.",
        "China und Russland verzichteten auf ihr Veto.",
        "Die Mitglieder wurden gebeten, sich zu äußern.",
        "Der Text soll eine Frist enthalten, hat sich Berlin sagen lassen.",
        "In der Liste sind zwölf Länder enthalten.",
    ],
)
def test_what_only_sounds_like_a_side_is_none(sentence: str) -> None:
    assert sides(sentence) == {}


@pytest.mark.parametrize(
    ("word", "number"), [("ventotto", 28), ("trentuno", 31), ("centoquarantatré", 143), ("quindici", 15), ("catorze", 14)]
)
def test_numbers_in_italian_and_portuguese_are_words(word: str, number: int) -> None:
    assert numbers.words()[word] == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("lunedì", dt.date(2024, 5, 6)),
        ("3 gennaio", dt.date(2024, 1, 3)),
        ("23 de enero de 2024", dt.date(2024, 1, 23)),
        ("ieri", dt.date(2024, 5, 9)),
        ("terça (7)", dt.date(2024, 5, 7)),
    ],
)
def test_days_are_told_in_italian_too(words: str, day: dt.date) -> None:
    found = dates.at(words, 0)
    assert found is not None
    assert dates.settle(found, dt.date(2024, 5, 10)) == day


def test_states_are_named_in_italian_too() -> None:
    named = states.find("Cina, Stati Uniti, Corea del Nord, Bielorussia ed Emirati Arabi Uniti, con l'ambasciatore russo")
    assert [mention.state for mention in named] == ["CHN", "USA", "PRK", "BLR", "ARE", "RUS"]


def test_a_numbered_list_belongs_to_the_line_above_it() -> None:
    page = """L'Assemblée générale de l'ONU a adopté jeudi le texte par 141 voix contre 3 et 35 abstentions.
Pays ayant voté contre :
1. Russie 2. Syrie 3. Bélarus
Pays n'ayant pas participé au vote :
1. Maroc
2. Togo"""
    (vote,), _ = read_votes(Document(page, "", "", dt.datetime(2024, 5, 10, tzinfo=dt.UTC)))
    assert str(vote.tally) == "141-3-35"
    assert (sorted(vote.against), sorted(vote.not_voting)) == (["BLR", "RUS", "SYR"], ["MAR", "TGO"])


@pytest.mark.parametrize(
    "page",
    [
        "Le oui l'a emporté par 73 % des voix, le non a recueilli 19 %. Le Conseil de sécurité de l'ONU a pris note jeudi.",
        "España, Italia y otros nueve países rechazaron el martes en la Asamblea General ampliar el Consejo de Seguridad.",
        "Vor zehn Jahren beschloss der UN-Sicherheitsrat ein Flugverbot. Zehn Länder stimmten dafür, fünf enthielten sich.",
        "O Senado aprovou nesta terça, por 55 votos a 22, a indicação do embaixador na ONU. Houve uma abstenção.",
        "L'Ungheria ha posto il veto giovedì agli aiuti a Kiev; gli altri 26 Paesi hanno votato a favore. All'Onu si discute.",
        "Der Gouverneursrat der IAEA hat am Mittwoch mit 30 Stimmen bei zwei Gegenstimmen den Iran gerügt. Die Uno schwieg.",
    ],
)
def test_a_page_without_a_vote_of_the_united_nations_tells_none(page: str) -> None:
    assert read_votes(Document(page, "", "", dt.datetime(2024, 5, 10, tzinfo=dt.UTC)))[0] == ()


@pytest.mark.parametrize(
    "page",
    [
        "Les États-Unis ont mis mercredi leur veto à un texte du Conseil de sécurité. Les 14 autres membres avaient exprimé leur accord.",
        "Les États-Unis ont mis mercredi leur veto à un texte du Conseil de sécurité. Les 14 autres membres du Conseil l'avaient approuvé.",
        "Les États-Unis ont mis mercredi leur veto à un texte du Conseil de sécurité. Les 14 autres membres du Conseil y ont souscrit.",
        "Estados Unidos vetó el miércoles un texto en el Consejo de Seguridad. Los otros 14 miembros habían expresado su acuerdo.",
        "Estados Unidos vetó el miércoles un texto en el Consejo de Seguridad. Los otros 14 miembros del Consejo lo suscribieron.",
        "Die USA haben am Mittwoch im UN-Sicherheitsrat ihr Veto gegen ihn eingelegt. Die 14 anderen Mitglieder billigten ihn.",
        "Die USA legten am Mittwoch im UN-Sicherheitsrat ihr Veto ein. Die 14 anderen Mitglieder hatten alle ihre Zustimmung ausgedrückt.",
        "Die USA legten am Mittwoch im UN-Sicherheitsrat ihr Veto ein. Die 14 anderen Mitglieder des Rates hatten den Text unterstützt.",
        "Os EUA vetaram na quarta-feira um texto no Conselho de Segurança. Os outros 14 membros tinham expressado o seu acordo.",
        "Gli Stati Uniti hanno posto mercoledì il veto in Consiglio di sicurezza. Gli altri 14 avevano tutti espresso il loro accordo.",
    ],
)
def test_agreement_told_of_all_other_members_is_their_vote(page: str) -> None:
    (vote,), _ = read_votes(Document(page, "Gaza", "", dt.datetime(2024, 5, 10, tzinfo=dt.UTC)))
    assert (str(vote.tally), vote.vetoed_by) == ("14-1-0", ("USA",))


@pytest.mark.parametrize(
    "page",
    [
        "Le Conseil de sécurité de l'ONU s'est réuni jeudi. Les 14 autres membres ont exprimé leur soutien à la médiation du Qatar.",
        "El Consejo de Seguridad de la ONU debatió el martes sobre Haití. Trece miembros expresaron su apoyo a la misión.",
        "Die anderen 26 Mitgliedstaaten der EU billigten die Sanktionen, Ungarn nicht. Die Uno wurde unterrichtet.",
        "Die USA hatten im Februar ihr Veto gegen einen Entwurf im UN-Sicherheitsrat eingelegt. Nun wird ein neuer Text beraten.",
        "Der Präsident hat am Mittwoch sein Veto gegen das Gesetz eingelegt. Die UN-Vollversammlung trat am selben Tag zusammen.",
        "Am Dienstag blockierten Siedler im Westjordanland Straßen. Der UN-Sicherheitsrat will am Freitag beraten.",
        "Deutschland hat sich im EU-Ministerrat am Mittwoch enthalten. Die Uno begrüßte das Gesetz.",
        "Für den Frieden, der allen nützt, stimmten am Sonntag in der Schweiz 52 Prozent. Die Uno gratulierte.",
        "Avec eux la France et l'Allemagne ont plaidé mardi devant l'Assemblée générale de l'ONU pour une trêve.",
        "Los otros 20 países, entre ellos Brasil, anfitrión, la respaldaron el martes en la cumbre. La ONU tomó nota.",
        "Doze países subscreveram a carta ao secretário-geral da ONU. O Brasil não quis assinar.",
        "Il Consiglio di sicurezza dell'Onu si è riunito martedì sul Libano. Tredici membri hanno espresso il loro sostegno all'Unifil.",
    ],
)
def test_agreement_to_something_else_is_no_vote(page: str) -> None:
    assert read_votes(Document(page, "", "", dt.datetime(2024, 5, 10, tzinfo=dt.UTC)))[0] == ()


@pytest.mark.parametrize(
    ("sentence", "vetoers"),
    [
        ("Am Samstag blockierten Moskau und Peking mit ihrem Veto im UN-Sicherheitsrat den Entwurf.", ("RUS", "CHN")),
        ("Am Freitag verhinderte Russland mit seinem Veto im Sicherheitsrat die Resolution.", ("RUS",)),
        ("Am Freitag haben die USA im Sicherheitsrat ihr Veto gegen den Entwurf eingelegt.", ("USA",)),
    ],
)
def test_a_german_veto_is_cast_by_who_stands_behind_its_verb(sentence: str, vetoers: tuple[str, ...]) -> None:
    claim = read_claim(states.flatten(sentence), flatten(sentence), (0, len(sentence)), 0, Setting(Organ.SECURITY_COUNCIL))
    assert claim.vetoers == vetoers


BY_143 = {
    "it": "L'Assemblea Generale dell'Onu ha approvato venerdì la risoluzione con 143 sì e 9 no. ",
    "es": "La Asamblea General de la ONU aprobó el viernes la resolución por 143 votos a favor y 9 en contra. ",
    "fr": "L'Assemblée générale de l'ONU a adopté vendredi la résolution par 143 voix pour et 9 contre. ",
    "de": "Die UN-Vollversammlung nahm die Resolution am Freitag mit 143 Stimmen bei 9 Gegenstimmen an. ",
    "pt": "A Assembleia Geral da ONU aprovou na sexta-feira a resolução por 143 votos a favor e 9 contra. ",
}


@pytest.mark.parametrize(
    ("tongue", "told"),
    [
        ("it", "L'Italia si è astenuta. Gli altri tre astenuti sono Albania, Bulgaria e Austria."),
        ("es", "Italia se abstuvo. Los otros tres países que se abstuvieron son Albania, Bulgaria y Austria."),
        ("fr", "L'Italie s'est abstenue. Les trois autres pays qui se sont abstenus sont l'Albanie, la Bulgarie et l'Autriche."),
        ("fr", "L'Italie s'est abstenue. Les trois autres abstentions sont venues de l'Albanie, de la Bulgarie et de l'Autriche."),
        ("de", "Italien enthielt sich. Die anderen drei Länder, die sich enthielten, sind Albanien, Bulgarien und Österreich."),
        ("de", "Italien enthielt sich. Die drei anderen Enthaltungen kamen von Albanien, Bulgarien und Österreich."),
        ("pt", "A Itália absteve-se. Os outros três países que se abstiveram são Albânia, Bulgária e Áustria."),
        ("pt", "A Itália absteve-se. As outras três abstenções foram da Albânia, da Bulgária e da Áustria."),
    ],
)
def test_others_counted_are_more_than_who_was_told_before(tongue: str, told: str) -> None:
    (vote,), _ = read_votes(Document(BY_143[tongue] + told, "", "", dt.datetime(2024, 5, 12, tzinfo=dt.UTC)))
    assert (str(vote.tally), sorted(vote.abstained)) == ("143-9-4", ["ALB", "AUT", "BGR", "ITA"])


def test_others_counted_after_all_are_some_of_them() -> None:
    page = f"{BY_143['it'][:-2]} e quattro astenuti. Gli altri tre Paesi che si sono astenuti sono Albania, Bulgaria e Austria."
    (vote,), _ = read_votes(Document(page, "", "", dt.datetime(2024, 5, 12, tzinfo=dt.UTC)))
    assert str(vote.tally) == "143-9-4"
