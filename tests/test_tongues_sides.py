"""Who took which side, told in French, Spanish, German, Portuguese and Italian by other verbs than “to vote”."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import states
from bot.model import Organ
from bot.reading.votes.claim import Setting
from bot.reading.votes.claims import read_claim
from bot.reading.votes.lexer import flatten

SETTING = Setting(Organ.SECURITY_COUNCIL, dt.date(2024, 5, 10), settled=True)


def sides(sentence: str) -> dict[str, tuple[int | None, list[str]]]:
    """Return what a sentence tells of each side: the number, and who is named."""
    claim = read_claim(states.flatten(sentence), flatten(sentence), (0, len(sentence)), 0, SETTING)
    return {side: (count.number, sorted(count.states)) for side, count in claim.counts.items()}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("111 Etats ont voté lundi pour que le siège soit retiré, 20 s'y sont opposés.", {"yes": (111, []), "no": (20, [])}),
        ("Douze membres se sont prononcés mardi en faveur du texte.", {"yes": (12, [])}),
        ("Douze membres se sont mardi prononcés pour.", {"yes": (12, [])}),
        ("Onze des quinze membres étaient mercredi favorables au texte.", {"yes": (11, [])}),
        ("Doce de los quince miembros estuvieron ayer por prorrogarla.", {"yes": (12, [])}),
        ("Doce estuvieron el martes a favor; Rusia estuvo en contra.", {"yes": (12, []), "no": (None, ["RUS"])}),
        ("Trece países se manifestaron el lunes en contra.", {"no": (13, [])}),
        ("Cien países votaron hoy para que se retiren las tropas.", {"yes": (100, [])}),
        ("13 der 15 Mitglieder sprachen sich am Montag dafür aus.", {"yes": (13, [])}),
        ("28 der 47 Staaten waren am Freitag dafür, sechs dagegen.", {"yes": (28, []), "no": (6, [])}),
        ("Zwölf Staaten stellten sich am Dienstag hinter den Entwurf.", {"yes": (12, [])}),
        ("Zwölf Mitglieder stimmten dem Entwurf am Montag zu.", {"yes": (12, [])}),
        ("Nur Belarus und Mali lehnten den Text am Montag ab.", {"no": (2, ["BLR", "MLI"])}),
        ("Zwölf Länder trugen den Entwurf am Mittwoch mit.", {"yes": (12, [])}),
        ("Doze membros se pronunciaram nesta terça-feira a favor.", {"yes": (12, [])}),
        ("Doze estiveram ontem a favor e três contra.", {"yes": (12, []), "no": (3, [])}),
        ("Cem países votaram na segunda-feira para que as tropas saiam.", {"yes": (100, [])}),
        ("Dodici membri si sono espressi lunedì a favore.", {"yes": (12, [])}),
        ("Dodici si sono schierati martedì contro.", {"no": (12, [])}),
        ("A favore del testo si sono pronunciati ieri 12 Paesi.", {"yes": (12, [])}),
        ("A favor do projeto do embaixador se manifestaram 130 países.", {"yes": (130, [])}),
        ("A favor de la propuesta se pronunciaron ayer 130 países.", {"yes": (130, [])}),
        ("En faveur du projet se sont prononcés hier 130 pays.", {"yes": (130, [])}),
        ("Für den Vorschlag sprachen sich am Montag 130 Länder aus.", {"yes": (130, [])}),
        ("Contra a prorrogação ficaram apenas Cuba e Nicarágua.", {"no": (2, ["CUB", "NIC"])}),
        ("Contro la proroga si sono schierati solo Cuba e Nicaragua.", {"no": (2, ["CUB", "NIC"])}),
        ("Contre la prorogation se sont rangés seulement Cuba et le Nicaragua.", {"no": (2, ["CUB", "NIC"])}),
        ("Contra la prórroga quedaron solo Cuba y Nicaragua.", {"no": (2, ["CUB", "NIC"])}),
    ],
)
def test_a_verb_is_parted_from_the_word_that_tells_its_side(sentence: str, told: dict[str, tuple[int | None, list[str]]]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ils ont obtenu jeudi 12 voix ; la Chine et l'Inde se sont abstenues.", {"yes": (12, []), "abstain": (None, ["CHN", "IND"])}),
        ("La résolution a donc recueilli jeudi 13 voix ; la Russie s'est abstenue.", {"yes": (13, []), "abstain": (None, ["RUS"])}),
        ("Con 25 votos afirmativos, 6 negativos y 16 abstenciones.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Con 25 votos favorables, 6 contrarios y 16 abstenciones.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Com 25 votos favoráveis, 6 contrários e 16 abstenções.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Con 25 voti favorevoli, 6 contrari e 16 astenuti.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Par 25 voix favorables, 6 défavorables et 16 abstentions.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Mit 25 Ja- und sechs Neinstimmen bei 16 Enthaltungen.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("A resolução passou: 25 a 6, com 16 abstenções.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("El texto salió adelante: 25 a 6, con 16 abstenciones.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Il testo è passato: 25 a 6, con 16 astensioni.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Der Text wurde angenommen: 25 zu 6 bei 16 Enthaltungen.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Le texte est passé : 25 à 6, avec 16 abstentions.", {"yes": (25, []), "no": (6, []), "abstain": (16, [])}),
        ("Dodici i voti favorevoli, due gli astenuti, Malta e Ghana.", {"yes": (12, []), "abstain": (2, ["GHA", "MLT"])}),
        ("Tre i contrari, Cuba, Mali e Togo; due gli astenuti.", {"no": (3, ["CUB", "MLI", "TGO"]), "abstain": (2, [])}),
        ("I no sono tre: Cuba, Mali e Togo.", {"no": (3, ["CUB", "MLI", "TGO"])}),
        ("Os contrários foram três, de Cuba, Mali e do próprio Togo.", {"no": (3, ["CUB", "MLI", "TGO"])}),
        ("Los contrarios fueron tres, de Cuba, Malí y Togo.", {"no": (3, ["CUB", "MLI", "TGO"])}),
        ("Lo contrario votaron tres, Cuba, Malí y la propia Togo.", {"no": (3, ["CUB", "MLI", "TGO"])}),
        (
            "Lo contrario votaron tres, Cuba, Malí y Togo, y otros 22 se abstuvieron.",
            {"no": (3, ["CUB", "MLI", "TGO"]), "abstain": (22, [])},
        ),
        (
            "Votaron que no tres, Cuba, Malí y Togo, y otros 22, como India, se abstuvieron.",
            {"no": (3, ["CUB", "MLI", "TGO"]), "abstain": (22, [])},
        ),
        ("Deutschland und 111 weitere Länder trugen den Entwurf mit.", {"yes": (112, ["DEU"])}),
        ("Portugal e outros 111 países apoiaram o texto.", {"yes": (112, ["PRT"])}),
        ("Portugal e mais 111 países votaram a favor.", {"yes": (112, ["PRT"])}),
        ("L'Italia e altri 111 Paesi hanno votato a favore.", {"yes": (112, ["ITA"])}),
        ("España y otros 111 países la acompañaron.", {"yes": (112, ["ESP"])}),
        ("La France et 111 autres pays l'ont soutenu.", {"yes": (112, ["FRA"])}),
        ("170 países la acompañaron, España e Israel incluidos.", {"yes": (170, ["ESP", "ISR"])}),
        ("Cuba, Malí, Togo y Chad rechazaron el texto.", {"no": (None, ["CUB", "MLI", "TCD", "TGO"])}),
        ("El texto contaba con once votos, pero Moscú lo frenó.", {"yes": (11, [])}),
        ("Ce dernier avait pour lui onze membres.", {"yes": (11, [])}),
        ("El texto tuvo a su favor a once miembros.", {"yes": (11, [])}),
        ("Der Entwurf hatte elf Mitglieder hinter sich.", {"yes": (11, [])}),
        ("Il testo aveva dalla sua undici membri.", {"yes": (11, [])}),
    ],
)
def test_a_side_is_counted(sentence: str, told: dict[str, tuple[int | None, list[str]]]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Un texte passe si neuf membres votent pour et qu'aucun permanent ne s'y oppose.",
        "Se aprueba un proyecto si nueve miembros votan a favor y ninguno de los permanentes lo veta.",
        "Um projeto passa se nove membros votam a favor e nenhum permanente o veta.",
        "Un testo passa se nove membri votano a favore e nessun permanente oppone il veto.",
        "Ein Text ist angenommen, wenn neun Mitglieder dafür stimmen und keines der ständigen widerspricht.",
        "Ejercicio: un proyecto tiene 13 votos a favor y 2 en contra.",
        "Exercice 3 : un projet obtient 13 voix pour et 2 contre.",
        "Foi aprovada?",
        "Wurde sie angenommen?",
    ],
)
def test_what_any_vote_needs_or_an_exercise_asks_is_no_vote(sentence: str) -> None:
    assert sides(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Nicaragua votó sola en contra.", {"no": (1, ["NIC"])}),
        ("Nicaragua se quedó sola en contra.", {"no": (1, ["NIC"])}),
        ("Le Nicaragua a voté seul contre.", {"no": (1, ["NIC"])}),
        ("Il Nicaragua ha votato da solo contro.", {"no": (1, ["NIC"])}),
        ("A Nicarágua votou sozinha contra.", {"no": (1, ["NIC"])}),
        ("Nicaragua stimmte als einziges Land dagegen.", {"no": (1, ["NIC"])}),
        ("L'Italia e altri, in tutto 25 Paesi, si sono astenuti.", {"abstain": (25, ["ITA"])}),
        ("Deutschland, Italien und weitere, insgesamt 25 Staaten, enthielten sich.", {"abstain": (25, ["DEU", "ITA"])}),
        ("España, Chile y otros, en total 25 países, se abstuvieron.", {"abstain": (25, ["CHL", "ESP"])}),
        ("L'Espagne, le Chili et d'autres, en tout 25 pays, se sont abstenus.", {"abstain": (25, ["CHL", "ESP"])}),
        ("Portugal, Brasil e outros, ao todo 25 países, abstiveram-se.", {"abstain": (25, ["BRA", "PRT"])}),
        ("Portugal juntou-se a 152 outros países para votar a favor.", {"yes": (153, ["PRT"])}),
        ("Solo Cuba y Nicaragua rechazaron el texto.", {"no": (2, ["CUB", "NIC"])}),
        ("Seuls Cuba et le Nicaragua ont rejeté le texte.", {"no": (2, ["CUB", "NIC"])}),
        ("Apenas Cuba e Nicarágua rejeitaram o texto.", {"no": (2, ["CUB", "NIC"])}),
        ("Solo Cuba e Nicaragua hanno respinto il testo.", {"no": (2, ["CUB", "NIC"])}),
    ],
)
def test_one_alone_and_all_together(sentence: str, told: dict[str, tuple[int | None, list[str]]]) -> None:
    assert sides(sentence) == told


@pytest.mark.parametrize(
    ("voters", "side", "verbs"),
    [
        (
            "La Chine et la Russie",
            "abstain",
            "sont restées neutres; n'ont pas tranché; n'ont dit ni oui ni non; se sont gardées de trancher",
        ),
        ("La Chine et la Russie", "no", "s'y sont refusées; étaient d'avis contraire; ont rejeté le texte; se sont élevées contre"),
        ("China y Rusia", "abstain", "no han tomado partido; se mantuvieron neutrales; no dijeron ni sí ni no; no se han pronunciado"),
        ("China y Rusia", "no", "mostraron su rechazo; le negaron su apoyo; la objetaron; rechazaron el proyecto"),
        ("China y Rusia", "yes", "se sumaron al texto; le dieron su voto; la acompañaron; aprobaron el texto"),
        ("China und Russland", "abstain", "blieben neutral; sagten weder Ja noch Nein; flüchteten sich in die Enthaltung"),
        ("China und Russland", "yes", "trugen ihn mit; standen dahinter; stellten sich dahinter; haben dem Entwurf zugestimmt"),
        (
            "China und Russland",
            "no",
            "haben den Entwurf abgelehnt; wiesen ihn zurück; verweigerten die Zustimmung; haben ihn am Montag abgelehnt",
        ),
        ("A China e a Rússia", "abstain", "mantiveram-se neutras; evitaram tomar posição; não disseram nem sim nem não"),
        ("A China e a Rússia", "no", "recusaram o texto; rejeitaram o texto; ficaram ontem contra; foram contra"),
        ("Cina e Russia", "abstain", "non si sono espresse; si sono tirate indietro; sono rimaste alla finestra; non hanno preso partito"),
        ("Cina e Russia", "no", "si sono dette contrarie; hanno dato parere contrario; erano contrarie; hanno bocciato il testo"),
    ],
)
def test_many_verbs_take_one_side(voters: str, side: str, verbs: str) -> None:
    for verb in verbs.split("; "):
        assert sides(f"{voters} {verb}.") == {side: (None, ["CHN", "RUS"])}, verb


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("La resolución pasó con 13 votos frente a 1.", {"yes": (13, []), "no": (1, [])}),
        ("O texto foi apoiado por 12 países, rejeitado por dois.", {"yes": (12, []), "no": (2, [])}),
        ("Do lado do não ficaram Cuba e Mali.", {"no": (None, ["CUB", "MLI"])}),
        ("Neben Kuba stimmten Mali und Togo dagegen.", {"no": (None, ["CUB", "MLI", "TGO"])}),
        ("Ablehnend votierten Kuba und Mali.", {"no": (None, ["CUB", "MLI"])}),
        ("Zu den Enthaltungen zählten Kuba und Mali.", {"abstain": (None, ["CUB", "MLI"])}),
        ("São Tomé e Príncipe faltou de novo.", {"absent": (None, ["STP"])}),
        ("Con los rusos votó Venezuela; se abstuvieron China y Angola.", {"abstain": (None, ["AGO", "CHN"])}),
        ("Un de ses quinze membres, l'Algérie, a laissé passer le scrutin.", {"absent": (None, ["DZA"])}),
    ],
)
def test_a_side_is_told_in_passing(sentence: str, told: dict[str, tuple[int | None, list[str]]]) -> None:
    assert sides(sentence) == told
