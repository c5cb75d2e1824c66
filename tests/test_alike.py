"""Other words for one matter, and one word for two: what makes two wordings tell of one vote.

The votes are of the record, the words ours.
"""

from __future__ import annotations

import pytest

from bot.model import Authority, Tally
from bot.record import fold
from bot.record.subject import about
from tests.test_identity import assembly, council, joins
from tests.votes import evidence


@pytest.mark.parametrize(
    ("number", "place"),
    [("1519 (2003)", "SOM"), ("1591", "SDN"), ("1584 (2005)", "CIV"), ("1533", "COD"), ("1718", "PRK"), ("2206 (2015)", "SSD")],
)
def test_a_regime_known_by_its_number_is_of_the_country_it_was_set_up_for(number: str, place: str) -> None:
    assert place in about(f"one more year for the experts of resolution {number}", None).places


def test_two_panels_known_by_number_and_by_country_are_two_votes() -> None:
    """Resolutions 1760 (Liberia) and 1761 (Côte d'Ivoire, known by resolution 1584) of 20 June 2007, unanimous both."""
    liberia = council("2007-06-20", "a Panel of Experts for Liberia", resolution="S/RES/1760")
    ivory_coast = council("2007-06-20", "the Group of Experts of resolution 1584 (2005), extended")
    assert not joins(ivory_coast, liberia)
    assert joins(ivory_coast, council("2007-06-20", "experts on Côte d’Ivoire", resolution="S/RES/1761"))


@pytest.mark.parametrize(
    ("day", "known", "report"),
    [
        ("2023-08-31", "the Interim Force in Lebanon (UNIFIL), extended", "UN force in Lebanon to stay"),
        ("2022-02-25", "the aggression against Ukraine", "invasion of Ukraine"),
        ("2018-04-10", "an independent mechanism on chemical weapons in Syria", "inquiry into chemical attacks in Syria"),
        ("2023-10-18", "indiscriminate attacks on civilians in Gaza", "strikes on civilians in Gaza"),
        ("2008-12-22", "the arms embargo on the Democratic Republic of the Congo", "weapons ban for the DR Congo"),
        ("2014-09-24", "foreign terrorist fighters, a threat to peace", "foreign fighters"),
        ("2024-04-24", "weapons of mass destruction in outer space", "nuclear arms in space"),
        ("2020-06-05", "inspection of vessels on the high seas off Libya", "searching vessels off Libya"),
    ],
)
def test_what_the_press_calls_a_matter_is_what_the_un_calls_it(day: str, known: str, report: str) -> None:
    assert joins(council(day, report, Tally()), council(day, known))


def test_the_force_in_lebanon_is_paid_for_by_any_name() -> None:
    """Resolution 75/250 B of 30 June 2021."""
    cost = assembly(
        "2021-06-30", "Financing of the United Nations Interim Force in Lebanon", Tally(133, 3, 0), against=("CAN", "ISR", "USA")
    )
    assert joins(assembly("2021-06-30", "money for the United Nations force in Lebanon", Tally()), cost)


def test_of_subjects_alike_the_one_that_says_more_stands() -> None:
    """Resolution 1918 (2010); a better-placed page left words out. What says other things instead is not fuller."""
    short = council("2010-04-27", "armed robbery in the waters off Somalia", resolution="S/RES/1918")
    full = council("2010-04-27", "piracy and armed robbery against vessels in the waters off Somalia", resolution="S/RES/1918")
    other = council("2010-04-27", "trying pirates of the coast of Somalia, in courts abroad and at home", resolution="S/RES/1918")
    best, agency = evidence(short, hour=23), evidence(full, "agency", Authority.NEWS_AGENCY)
    assert fold.fold([best, agency]).subject == full.subject
    assert fold.fold([best, evidence(other, "agency", Authority.NEWS_AGENCY)]).subject == short.subject


def test_refugees_of_two_places_are_two_votes_of_the_assembly() -> None:
    """Resolutions 38/83 E and 38/83 J of 15 December 1983: 146-2-0 and 145-2-0, Israel and the United States against."""
    gaza, bank = (f"Palestine refugees in the {place}" for place in ("Gaza Strip", "West Bank"))
    known = assembly("1983-12-15", gaza, Tally(146, 2, 0), against=("ISR", "USA"), draft="A/38/L.1")
    assert not joins(assembly("1983-12-15", bank, Tally(145, 2, None), against=("ISR", "USA")), known)
    assert joins(assembly("1983-12-15", gaza.replace("Palestine", "Palestinian"), Tally(), against=("ISR", "USA")), known)
