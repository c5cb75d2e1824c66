"""Pages apart from the news: a vote they tell beside their own matter is told only where they say when it was taken."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.model import Organ, Sighting
from bot.reading.document import Document
from bot.reading.votes import read_votes

_COUNTED = "The Security Council adopted the resolution by 13 votes in favour, with Venezuela and Pakistan abstaining."
_DATED = "On Thursday the Security Council adopted the resolution by 13 votes in favour, with Venezuela and Pakistan abstaining."


def read(text: str, title: str) -> tuple[Sighting, ...]:
    """Read a page of 10 May 2024, a Friday."""
    return read_votes(Document(text, title, "", dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)))[0]


@pytest.mark.parametrize(
    "title",
    [
        "Books: a soldier's years at the UN",
        "Book review: The veto and its friends",
        "Podcast: inside the Council",
        "IR 210 - International organisations",
        "Syllabus, spring term",
        "The veto in numbers",
        "Voting records of the elected members",
        "Briefing by the Spokesperson",
        "Straw poll: two candidates lead",
        "Closing brief: gold, oil and bonds",
        "Lesson plan: how the Council works",
    ],
)
def test_a_page_apart_tells_a_vote_only_with_its_day(title: str) -> None:
    assert read(_COUNTED, title) == ()
    assert [str(told.tally) for told in read(_DATED, title)] == ["13-0-2"]


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council adopted resolution 2231 unanimously. It endorses the nuclear deal with Iran.",
        "Resolution 2231 (2015) was adopted by the UN Security Council with 15 votes in favour.",
        "A/RES/68/262 was adopted by the General Assembly with 100 in favour, 11 against and 58 abstentions.",
        "The General Assembly adopted resolution 68/262 by 100 votes to 11, with 58 abstentions.",
        "Res. 68/262 was adopted with 100 votes to 11, 58 abstaining, in the General Assembly.",
        "Its advice had been asked for by the General Assembly in December, in a resolution adopted by 90 votes to eight, 74 abstaining.",
    ],
)
def test_a_resolution_of_an_earlier_year_is_no_news(text: str) -> None:
    assert read(text, "The law and the UN") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council adopted resolution 2731 unanimously. It keeps the mission in place.",
        "The General Assembly adopted resolution 78/264 by 84 votes to 19, with 68 abstentions.",
        "The Security Council unanimously extended the measures of resolution 2140 for a year.",
    ],
)
def test_one_of_this_year_or_one_renewed_is(text: str) -> None:
    assert len(read(text, "The law and the UN")) == 1


def test_a_committee_of_the_council_is_not_the_council() -> None:
    text = "On 9 May the Security Council Committee concerning Haiti approved the addition of the entry below to its list."
    assert read(text, "Committee adds one entry to its list") == ()


def test_a_headline_is_told_of_the_body_that_its_text_names() -> None:
    text = (
        "The IAEA Board of Governors has adopted a resolution on Iran. Thirty Governors were in favour, Russia and China voted against "
        "and three abstained. The Security Council has not been asked to do anything."
    )
    assert read(text, "Thirty for, two against: Iran rebuked in Vienna") == ()


def test_what_a_live_page_reminds_of_is_not_its_news() -> None:
    text = "15:10 Debate goes on in the Security Council.\n\n14:10 Reminder: on Tuesday China and Russia vetoed an American draft."
    assert read(text, "Live: Council talks") == ()


def test_delegates_who_play_the_council_are_told_by_their_prizes() -> None:
    text = "The Security Council adopted its resolution by 12 votes to 2 on Thursday. Best Delegate went to the student for Chad."
    assert read(text, "Day four") == ()


@pytest.mark.parametrize("name", ["legal (Sixth) committee", "Sixth (Legal) Committee", "Assembly's legal committee"])
def test_a_committee_is_known_with_its_matter_in_brackets(name: str) -> None:
    text = f"The {name} of the UN General Assembly approved the declaration on Thursday by 71 votes to 35, with 43 abstentions."
    (told,) = read(text, "Ban on cloning approved")
    assert told.organ == Organ.SIXTH_COMMITTEE


@pytest.mark.parametrize(
    "text",
    [
        (
            "At Lakeside the Student Government on Wednesday rejected, 25 against and 9 in favour, to divest. The UN General Assembly "
            "made Palestine an observer in 2012."
        ),
        (
            "Never before had the Organization for the Prohibition of Chemical Weapons done so. By 87 votes to 15 the conference of states "
            "parties on Wednesday suspended Syria's vote. In the Security Council Russia has a veto."
        ),
    ],
)
def test_bodies_that_vote_alike_are_told_apart(text: str) -> None:
    assert read(text, "Measure passes") == ()


def test_an_inquiry_by_another_body_does_not_take_the_vote_from_the_council() -> None:
    text = (
        "The Security Council on Tuesday failed to adopt a draft on an inquiry by the Organization for the Prohibition of Chemical "
        "Weapons. Five members voted in favour, four against and six abstained."
    )
    (told,) = read(text, "Text on Douma inquiry not adopted")
    assert (told.organ, str(told.tally)) == (Organ.SECURITY_COUNCIL, "5-4-6")


def test_a_day_long_past_sets_the_scene_for_what_follows() -> None:
    text = (
        "His best evening was 29 November 2012. The General Assembly voted 138 to 9, with 41 abstentions, to make Palestine an "
        "observer State, and the flags came out."
    )
    assert read(text, "Ten years at the nameplate: a portrait") == ()


def test_last_months_vote_is_no_news() -> None:
    text = "Seychelles did not take part in last month's vote of the General Assembly on Gaza, its minister said on Thursday."
    assert read(text, "Minister on the Gaza vote") == ()


def test_counts_only_weighed_are_not_told() -> None:
    text = "Britain will not put its draft to the Security Council. Better no resolution than one defeated by 4 to 11, was the thinking."
    assert read(text, "Second resolution on Iraq") == ()


def test_a_member_loses_its_seat_by_a_vote() -> None:
    text = "Without a vote, the UN General Assembly on Thursday suspended Libya from its seat in the Human Rights Council."
    (told,) = read(text, "Libya out of Human Rights Council")
    assert told.organ == Organ.GENERAL_ASSEMBLY


def test_a_vote_of_the_economic_and_social_council_is_nobody_elses() -> None:
    text = (
        "With India and 15 others abstaining, the UN's Economic and Social Council on Thursday put a member out of the Commission on the "
        "Status of Women. Twenty-nine of the council's 54 members voted for the draft."
    )
    assert read(text, "Tehran out of women's rights body") == ()


def test_a_new_resolution_is_not_given_the_counts_of_one_a_year_ago() -> None:
    text = (
        "With resolution 2731, passed unanimously on Thursday, the Security Council has ended the mission. A year ago thirteen members "
        "voted to extend it and two, China and Russia, abstained."
    )
    (told,) = read(text, "Quick take: the mission is told to pack")
    assert str(told.tally) == "15-0-0"


@pytest.mark.parametrize(
    "text",
    [
        "Ahead of the Human Rights Council's 55th session (9-27 September) we ask your delegation to support the resolution.",
        (
            "Avant le vote à venir, un rappel. Juin 2022 : le Conseil de sécurité renouvelle le mandat par 13 voix, la Russie et la Chine "
            "s'abstenant."
        ),
        (
            "Estados Unidos, que ya vetó proyectos en el Consejo de Seguridad, el último en noviembre de 2006 (diez a favor y cuatro "
            "abstenciones), no ha dicho lo que hará."
        ),
        "Continuam em vigor as sanções do Conselho de Segurança, impostas pela resolução 2048, aprovada por unanimidade.",
        "Die Sanktionen des UN-Sicherheitsrats, 2006 beschlossen und einstimmig verschärft, gelten weiter.",
        "On Monday the Security Council backed away from the draft again, and could not say when it would act.",
        "This morning the Security Council agreed to send the application to its committee on new Members.",
    ],
)
def test_what_only_sounds_like_a_vote_is_none(text: str) -> None:
    assert read(text, "") == ()


def test_a_sanctions_committees_list_is_no_vote() -> None:
    text = "On 2 May the Committee established pursuant to resolution 1518 (2003) approved the removal of the names below from its List."
    assert read(text, "Security Council 1518 Committee removes names") == ()


def test_one_sentence_far_down_a_page_about_something_else_is_no_news() -> None:
    text = (
        "Seven coffins, green cloth and rows of white stones: thousands came to bury the latest of the victims to be identified, three "
        "decades after the killings began in the valley. It was to be safe. A resolution adopted unanimously by the Council had said so."
    )
    assert read(text, "Three decades after") == ()
    assert len(read(f"The UN Security Council met on Thursday over the valley. {text}", "Three decades after")) == 1


def test_a_text_that_had_failed_by_a_veto_before_is_no_news() -> None:
    text = (
        "Die UN-Vollversammlung hat am Donnerstag eine Waffenruhe verlangt, mit 153 Stimmen. 10 Länder waren dagegen, 23 enthielten sich.\n"
        "Am Freitag war im Sicherheitsrat ein ähnlicher Entwurf am Veto der USA gescheitert."
    )
    assert [(told.organ, str(told.tally)) for told in read(text, "Vollversammlung verlangt Waffenruhe")] == [("GA", "153-10-23")]
