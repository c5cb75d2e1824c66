"""Which of two votes a report tells of, or whether two records are one: families of near-alike votes of the public record.

Days, counts, names and symbols are those of the UN's record; the wordings are our own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.model import Authority, Choice, Organ, Outcome, Question, Sighting, Tally, Vote
from bot.record import fold, key
from bot.record.subject import about
from tests.votes import evidence

SC, GA = Organ.SECURITY_COUNCIL, Organ.GENERAL_ASSEMBLY
TAKEN = Outcome.ADOPTED
UNANIMOUS = Tally(15, 0, 0)


def council(day: str, subject: str | None, tally: Tally = UNANIMOUS, **facts: object) -> Sighting:
    """Tell of an adoption in the Council; ``facts`` say otherwise or more."""
    return replace(Sighting(SC, TAKEN, tally=tally, date=dt.date.fromisoformat(day), subject=subject), **facts)  # type: ignore[arg-type]


def assembly(day: str, subject: str, tally: Tally, **facts: object) -> Sighting:
    """Tell of an adoption in the Assembly."""
    return replace(council(day, subject, tally, **facts), organ=GA)


def record(told: Sighting) -> Vote:
    """Make the record that one report alone leaves."""
    ballots = dict.fromkeys(told.against, Choice.NO) | dict.fromkeys(told.abstained, Choice.ABSTAIN)
    return Vote(
        told.organ,
        told.outcome,
        told.question,
        told.tally,
        vetoed_by=told.vetoed_by,
        ballots=ballots,
        draft=told.draft,
        resolution=told.resolution,
        meeting=told.meeting,
        date=told.date,
        subject=told.subject,
    )


def joins(report: Sighting, known: Sighting) -> bool:
    """Whether a report is joined to the only vote known of its day."""
    return key.choose(report, {1: record(known)}) == 1


DOUMA = council(
    "2018-04-10",
    "the OPCW mission to Douma, Syria",
    Tally(5, 4, 6),
    outcome=Outcome.FAILED,
    against=("FRA", "GBR", "POL", "USA"),
    abstained=("CIV", "GNQ", "KWT", "NLD", "PER", "SWE"),
)
"""S/2018/322, which fell short the day S/2018/321 was vetoed: https://docs.un.org/en/S/PV.8228"""
INDONESIA = council("1948-12-28", "Indonésie", Tally(9, 0, 2), resolution="S/RES/65")
CONVENTION = assembly(
    "2003-12-09",
    "the Geneva Convention and Palestine refugees",
    Tally(164, 6, 4),
    against=("FSM", "ISR", "MHL", "NRU", "PLW", "USA"),
    abstained=("CMR", "HND", "PNG", "RWA"),
)
"""Resolution 58/97; 58/94 of that day had 164-5-4."""


@pytest.mark.parametrize(
    ("known", "report"),
    [
        (
            replace(DOUMA, against=DOUMA.against[:3]),
            replace(DOUMA, tally=Tally(), outcome=Outcome.VETOED, against=("BOL", "RUS"), abstained=("CHN",)),
        ),
        (INDONESIA, council("1948-12-28", "prisoners in Indonesia", Tally(8, 0, None), abstained=("BEL", "FRA", "GBR"))),
        (
            CONVENTION,
            assembly("2003-12-09", "Palestine refugees’ properties", Tally(164, 5, 4), against=("FSM", "ISR", "MHL", "PLW", "USA")),
        ),
    ],
)
def test_more_states_named_than_were_counted_make_two_votes(known: Sighting, report: Sighting) -> None:
    assert not joins(report, known)


def test_a_list_cut_short_or_of_those_who_sat_out_makes_no_other_vote() -> None:
    """A newspaper names Libya, which did not vote, with those who abstained: resolution 390 (1976), by 13 votes."""
    golan = council("1976-05-28", "the Golan observers", Tally(13, 0, 0, 2), abstained=(), resolution="S/RES/390")
    assert joins(council("1976-05-28", "the Golan observers", Tally(13, 0, None), abstained=("CHN", "LBY")), golan)
    assert joins(replace(CONVENTION, against=CONVENTION.against[:2], tally=Tally()), CONVENTION)


@pytest.mark.parametrize("subject", ["Palestine", "operations for Palestine refugees"])
def test_the_assembly_s_near_alike_counts_are_two_votes(subject: str) -> None:
    """Resolutions 53/46 and 53/50, 157-1-2 and 157-2-2 on 3 December 1998."""
    aid = assembly("1998-12-03", "assistance to Palestine refugees", Tally(157, 1, 2))
    assert not joins(assembly("1998-12-03", subject, Tally(157, 2, 2)), aid)
    assert joins(assembly("1998-12-03", aid.subject or "", Tally(156, 1, 2)), aid)  # word for word, a slip is one


def test_paragraphs_of_one_text_are_told_apart_by_their_counts() -> None:
    """S/1894 was voted on in parts on 30 November 1950: one failed by 8-1-1, another by 9-1-0."""
    part = council("1950-11-30", "Taiwan and Korea", Tally(8, 1, 1), outcome=Outcome.VETOED, question=Question.PARAGRAPH, against=("RUS",))
    assert not joins(replace(part, tally=Tally(9, 1, 0)), part)
    assert joins(replace(part, draft="S/1894"), part)


@pytest.mark.parametrize(
    ("known", "report", "one"),
    [
        ("extending the mandate of the Counter-Terrorism Committee Executive Directorate", "mandat de la FNUOD", False),
        ("mandate of UNAMID in Darfur, the Sudan", "establishing UNITAMS in the Sudan", False),
        ("UNFICYP and the force in Cyprus", "renewing UNDOF and UNFICYP", True),
        ("mandate of the United Nations Interim Force in Lebanon", "mandat de la FINUL", True),
        ("the mission in South Sudan (UNMISS)", "mandat de la MINUSS", True),
        ("ATMIS takes the place of AMISOM in Somalia", "AMISOM in Somalia", True),
        ("the AU/UN Hybrid Operation in Darfur", "future of UNITAMS", False),
        ("the UN Transitional Administration for Eastern Slavonia, Croatia", "watching the Prevlaka peninsula, Croatia", False),
        ("one more year of the Assistance Mission in Afghanistan", "renewal of UNAMA", True),
    ],
)
def test_missions_of_other_names_are_other_votes(known: str, report: str, one: bool) -> None:
    assert joins(council("2020-06-03", report), council("2020-06-03", known)) is one
    assert about(known, None).differs(about(report, None)) is not one


def test_texts_alike_but_for_the_place_are_two() -> None:
    """Two States of Viet-Nam were refused admission on 30 September 1975, 14-1-0 each, in one meeting: S/11832 and S/11833."""
    south, north = (f"admission of the {name}" for name in ("Republic of South Viet-Nam", "Democratic Republic of Viet-Nam"))
    refused = council("1975-09-30", south, Tally(14, 1, 0), outcome=Outcome.VETOED, vetoed_by=("USA",), against=("USA",), draft="S/11832")
    both = {1: record(refused), 2: record(replace(refused, subject=north, draft="S/11833"))}
    assert [key.choose(replace(refused, subject=subject, draft=None), both) for subject in (south, north)] == [1, 2]


def test_a_number_and_but_a_place_are_not_enough_to_be_the_vote_known_by_words() -> None:
    """Resolutions 2724 and 2725 (2024), both on the Sudan, of 8 March; a count both share does not make them one."""
    experts = council("2024-03-08", "one more year for the Panel of Experts on the Sudan set up by resolution 1591 (2005)", Tally())
    known = {1: record(experts), 2: record(replace(experts, subject="a truce in the Sudan, and relief for its people, during Ramadan"))}
    assert key.choose(council("2024-03-08", "Soudan", Tally(), resolution="S/RES/2724"), known) is None
    assert key.choose(council("2024-03-08", "Soudan", Tally()), known) is None  # two are on the Sudan
    assert key.choose(council("2024-03-08", "Soudan", Tally()), {1: known[1]}) == 1  # one is
    assert key.choose(council("2024-03-08", "experts on the Sudan", Tally(), resolution="S/RES/2725"), known) == 1


def test_a_draft_and_a_number_are_one_vote_where_the_words_are_alike() -> None:
    """Resolutions 1856 (the mission) and 1857 (arms and assets) of 22 December 2008, both on the Democratic Republic of the Congo."""
    told = "weapons, travel and assets: one more year of measures against those who fight in the Democratic Republic of the Congo"
    measures = council("2008-12-22", told, Tally(), resolution="S/RES/1857")
    mission = council("2008-12-22", "mandat de la MONUC en République démocratique du Congo", Tally(), draft="S/2008/800")
    assert not joins(mission, measures)
    assert not joins(replace(mission, draft=None), replace(measures, resolution=None))
    assert joins(mission, council("2008-12-22", "MONUC in the Congo, one year more", Tally(), resolution="S/RES/1856"))


@pytest.mark.parametrize(
    ("day", "known", "report"),
    [
        ("2015-03-27", "mandat de la UNSMIL de la Libye", "threats to peace by acts of Al-Qaida operating in Libya"),  # 2213 and 2214
        ("2022-12-20", "MONUSCO", "an end to notice of arms for the Democratic Republic of the Congo"),  # 2666 and 2667
    ],
)
def test_a_mission_in_a_country_and_other_matters_of_it_are_two_votes_in_any_language(day: str, known: str, report: str) -> None:
    assert not joins(council(day, report), council(day, known))
    assert not joins(council(day, known), council(day, report))


def test_what_a_mission_costs_and_how_long_it_stays_are_two_votes_of_the_council() -> None:
    """Resolutions 697 and 698 of 14 June 1991, both on UNFICYP. The Assembly votes on what missions cost alone."""
    force = "the UN Peace-keeping Force in Cyprus"
    assert not joins(council("1991-06-14", f"mandate of {force}"), council("1991-06-14", f"financing of {force}"))
    assert joins(council("1991-06-14", f"budget of {force}"), council("1991-06-14", f"financing of {force}"))
    lebanon = assembly("2002-06-27", "Financing of the United Nations Interim Force in Lebanon", Tally(121, 2, 0), against=("ISR", "USA"))
    assert joins(replace(lebanon, subject="United Nations peacekeepers in Lebanon"), lebanon)


@pytest.mark.parametrize(
    ("day", "known", "report"),
    [
        (
            "1994-11-19",  # 958 and 959
            "air support for the UN Protection Force in Bosnia, as resolution 836 (1993) allows, also in Croatia",
            "the Protection Force and respect for the safe areas in Bosnia",
        ),
        (
            "1996-12-13",
            "appointment of Kofi Annan as Secretary-General",
            "tribute to Secretary-General Boutros Boutros-Ghali",
        ),  # 1090, 1091
        (
            "2017-12-21",
            "CTED, a body against terrorism, under its guidance",
            "returning terrorist fighters, a threat to all",
        ),  # 2395 and 2396
        (
            "2014-06-17",
            "threats to peace by terrorist acts of the Taliban",
            "threats to peace by terrorist acts of Al-Qaida",
        ),  # 2160 and 2161
    ],
)
def test_texts_of_one_kind_with_words_of_their_own_are_two_votes(day: str, known: str, report: str) -> None:
    assert not joins(council(day, report, Tally()), council(day, known, resolution="S/RES/1"))
    assert joins(council(day, known, Tally()), council(day, known, resolution="S/RES/1"))


def test_each_state_is_admitted_by_a_text_of_its_own() -> None:
    """S/11795 and S/11796 of 11 August 1975: 13-1-1 each, the United States against and Costa Rica abstaining, in one meeting."""
    refused = council("1975-08-11", "admission of new Members South Vietnam", Tally(13, 1, 1), outcome=Outcome.VETOED, meeting="S/PV.1836")
    south = replace(refused, vetoed_by=("USA",), against=("USA",), abstained=("CRI",), draft="S/11795")
    north = replace(south, subject="admission of new Members Democratic Republic of Vietnam", draft=None)
    assert not joins(north, south)
    assert joins(replace(south, draft=None), south)


def test_a_record_known_by_but_a_place_waits_for_a_report_that_says_more() -> None:
    """Resolutions 2509 and 2510 (2020), both 14-0-1 on Libya, a day apart; resolutions 35/227 C and 35/227 G, both on Namibia."""
    split = Tally(14, 0, 1)
    experts = council("2020-02-11", "Libye", split, resolution="S/RES/2509")
    berlin = council("2020-02-12", "the Berlin Conference on Libya and its conclusions", split, draft="S/2020/113")
    assert not joins(berlin, experts)
    assert not joins(experts, berlin)
    assert joins(replace(berlin, date=experts.date), experts)  # nothing else then
    work = assembly("1981-03-03", "Namibie", Tally(132, 0, 5), draft="A/35/L.1")
    fund = assembly("1981-03-03", "Fund for Namibia", Tally(), meeting="A/35/PV.111")
    assert not joins(fund, replace(work, meeting="A/35/PV.111"))


def test_one_word_of_its_own_makes_another_vote_of_the_assembly() -> None:
    """Resolutions 35/227 E and 35/227 G of 3 March 1981, both on Namibia, 133-0-5 each."""
    institute = assembly("1981-03-03", "support for the Institute for Namibia", Tally(133, 0, 5))
    assert not joins(assembly("1981-03-03", "Fund for Namibia", Tally()), institute)
    assert joins(assembly("1981-03-03", "the Institute for Namibia", Tally(133, 0, 5)), institute)


def test_a_tribunal_is_one_in_any_language() -> None:
    """Resolution 1660 of 28 February 2006, told a day later in Spanish."""
    statute = council("2006-02-28", "amending the Statute of the International Tribunal for the Former Yugoslavia", resolution="S/RES/1660")
    assert joins(council("2006-03-01", "tribunal de la Yugoslavia"), statute)


def test_a_count_of_more_votes_than_there_are_members_is_nobody_s() -> None:
    """Resolutions 2326 and 2327 (2016), on South Sudan, of 15 and 16 December: sixteen votes of fifteen members are a slip."""
    first = council("2016-12-15", "extending the mandate of UNMISS", Tally(16, 0, 0), resolution="S/RES/2326")
    second = council("2016-12-16", "more troops for UNMISS, and its mandate extended", resolution="S/RES/2327")
    assert key.choose(council("2016-12-15", "renewal of UNMISS"), {1: record(first), 2: record(second)}) == 1
    agency = evidence(replace(first, tally=UNANIMOUS, resolution=None), "agency", Authority.NEWS_AGENCY)
    assert fold.fold([evidence(first), agency]).tally == UNANIMOUS
    assert fold.fold([evidence(first)]).tally == first.tally  # told by nobody else: kept as told


def test_a_unanimous_vote_told_without_words_waits_for_its_symbol() -> None:
    """Resolutions 2273 (Libya) and 2274 (Afghanistan) of 15 March 2016, 15-0-0 each: the one known is not the other for want of more."""
    wordless = record(council("2016-03-15", None, resolution="S/RES/2273"))
    assert key.twin(wordless, {2: record(council("2016-03-15", "mandate of UNAMA in Afghanistan"))}) is None
    split = Tally(14, 0, 1)
    wordless = record(council("2024-03-25", None, split, resolution="S/RES/2728"))
    assert key.twin(wordless, {2: record(council("2024-03-25", "a ceasefire in Gaza", split))}) == 2  # a count that tells


def test_one_meeting_and_no_words_are_one_vote_still() -> None:
    """Resolution 484 (1980): the draft’s page and the number’s name one meeting."""
    told = council("1980-12-19", "the Mayors of Hebron and Halhoul", resolution="S/RES/484", meeting="S/PV.2260")
    assert joins(council("1980-12-19", None, draft="S/14306", meeting="S/PV.2260"), told)
