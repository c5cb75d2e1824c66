from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import states
from bot.states.table import table


def found(text: str) -> list[str]:
    return [mention.state for mention in states.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bosnia and Herzegovina and Antigua and Barbuda", ["BIH", "ATG"]),
        ("Trinidad and Tobago, Sao Tome and Principe and Saint Vincent and the Grenadines", ["TTO", "STP", "VCT"]),
        ("Saint Kitts and Nevis, Venezuela (Bolivarian Republic of) and Iran (Islamic Republic of)", ["KNA", "VEN", "IRN"]),
        ("Micronesia (Federated States of), Netherlands (Kingdom of the)", ["FSM", "NLD"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Niger, Nigeria, Dominica, Dominican Republic", ["NER", "NGA", "DMA", "DOM"]),
        ("Congo, Democratic Republic of the Congo, DR Congo, Congo-Brazzaville", ["COG", "COD", "COD", "COG"]),
        ("Sudan and South Sudan; Mali and Somalia; Oman and Romania", ["SDN", "SSD", "MLI", "SOM", "OMN", "ROU"]),
        ("Republic of Korea, Democratic People's Republic of Korea, North Korea, South Korea", ["KOR", "PRK", "PRK", "KOR"]),
        ("Northern Ireland and Ireland; the South China Sea; Latin American States", ["IRL"]),
        ("Moscow, Beijing, Washington, Pyongyang and Tel Aviv", ["RUS", "CHN", "USA", "PRK", "ISR"]),
        ("the French-drafted text, a US-led push, U.S. diplomats", ["FRA", "USA", "USA"]),
        (
            "USSR, Zaire, Burma, Swaziland, Turkey, Türkiye, Turkiye, Czech Republic, Macedonia",
            ["RUS", "COD", "MMR", "SWZ", "TUR", "TUR", "TUR", "CZE", "MKD"],
        ),
        ("Côte d’Ivoire and Cote d'Ivoire", ["CIV", "CIV"]),
        ("les États-Unis, la Fédération de Russie, die Vereinigten Staaten, Reino Unido, Rússia", ["USA", "RUS", "USA", "GBR", "RUS"]),
        ("SECURITY COUNCIL: RUSSIA vetoes; let us vote", ["RUS"]),
        ("Russia's veto and Nigerian troops", ["RUS", "NGA"]),
        ("The Emirates and the Emirates; die Emirate, los Emiratos, les Émirats, os Emirados, die VAE", ["ARE"] * 7),
        ("the Emirates Stadium; an emirate", []),
        ("Georgetown abstained; Georgetown University; George Town in Penang", ["GUY"]),
        ("Moscow's envoy spoke, and Beijing's said no", ["RUS", "CHN"]),
        ("Seul le Pakistan s'est abstenu; Séoul, Seúl", ["PAK", "KOR", "KOR"]),
        ("Alger, Athènes, Copenhague, Londres, Moscou et Pékin", ["DZA", "GRC", "DNK", "GBR", "RUS", "CHN"]),
        ("Argel, Atenas, Ciudad de Panamá, Liubliana, Tokio", ["DZA", "GRC", "PAN", "SVN", "JPN"]),
        ("Athen, Kopenhagen, Warschau, Neu-Delhi, Mogadischu und Moskaus Nein", ["GRC", "DNK", "POL", "IND", "SOM", "RUS"]),
        ("Argel, Copenhaga, Tóquio, Varsóvia e Mogadíscio", ["DZA", "DNK", "JPN", "POL", "SOM"]),
    ],
)
def test_finds_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("language", "adjectives"),
    [
        ("en", {"British", "Chinese", "French", "Russian", "American", "Algerian", "Guyanese", "Slovenian", "Sierra Leonean", "Emirati"}),
        ("fr", {"britannique", "chinoise", "français", "russe", "américain", "grecque", "panaméen", "slovène", "lettonne", "maltais"}),
        ("es", {"británico", "chino", "francés", "ruso", "estadounidense", "griego", "panameño", "esloveno", "letón", "somalí"}),
        (
            "de",
            {"britischen", "chinesisches", "französisches", "russisches", "amerikanisches", "griechische", "slowenische", "emiratische"},
        ),
        ("pt", {"britânico", "chinês", "francês", "russo", "norte-americano", "grego", "panamenho", "moçambicano", "paquistanês", "ganês"}),
    ],
)
def test_adjectives_of_members_are_adjectives_in_every_language(language: str, adjectives: set[str]) -> None:
    for form in adjectives:
        assert [mention.kind for mention in states.find(form)] == ["adjective"], (language, form)


def test_kinds_and_offsets() -> None:
    text = "Moscow said the Russian envoy spoke for Russia."
    assert [(text[m.start : m.end], m.kind) for m in states.find(text)] == [
        ("Moscow", "capital"),
        ("Russian", "adjective"),
        ("Russia", "name"),
    ]
    assert states.find(text, 10, 30)[0].start == text.index("Russian")


def test_names_in_a_list() -> None:
    assert states.names_in_list("China, Pakistan and Russian Federation") == (["CHN", "PAK", "RUS"], True)
    assert states.names_in_list("Argentina, Bosnia and Herzegovina, the United States") == (["ARG", "BIH", "USA"], True)
    assert states.names_in_list("China and others") == (["CHN"], False)


def test_names_and_flags() -> None:
    assert states.name("RUS") == "Russian Federation"
    assert states.plain("RUS") == "Russia"
    assert states.plain("FRA") == states.name("FRA") == "France"
    assert states.flag("RUS") == "🇷🇺"
    assert states.flag("YUG") == ""
    assert states.name("???") == "???"
    assert not states.known("???")


def test_every_state_is_found_by_its_own_names() -> None:
    assert len(table()) == 193 + 2 + 6  # members, observers, dissolved
    for names in table().values():
        for form in (names.name, names.plain, *names.others):
            assert found(form) == [names.state], form


@pytest.mark.parametrize(
    ("day", "member", "no_member"),
    [
        (date(2022, 5, 26), "ALB", "DZA"),
        (date(2011, 3, 17), "PRT", "TUR"),
        (date(2024, 6, 1), "SVN", "SVK"),
        (date(1990, 5, 21), "YMD", "YEM"),
        (date(1990, 5, 22), "YEM", "YMD"),
        (date(1966, 6, 1), "ARG", "DZA"),
        (date(2026, 2, 1), "LVA", "DZA"),
    ],
)
def test_council(day: date, member: str, no_member: str) -> None:
    members = states.council(day)
    assert members is not None
    assert member in members
    assert no_member not in members
    assert members >= states.PERMANENT


def test_council_has_eleven_then_fifteen_members() -> None:
    for year in range(1946, 2027):
        members = states.members_at(year)
        assert members is not None
        assert len(members) == (11 if year < 1966 else 15), year
    assert states.council(date(1945, 12, 31)) is None
    assert states.council(date(2027, 1, 1)) is None
    assert states.members_at(0) is None


@given(st.text())
def test_never_raises_and_stays_within(text: str) -> None:
    for mention in states.find(text):
        assert 0 <= mention.start < mention.end <= len(text)
    states.names_in_list(text)
