"""What an organ's own arithmetic and rules say against the words of a page."""

from __future__ import annotations

import datetime as dt

from bot.reading.document import Document
from bot.reading.votes import read_votes


def told(text: str, title: str = "") -> list[str]:
    """Read a page of 10 May 2024, a Friday, and say what it tells: organ, outcome, tally."""
    document = Document(text, title, "", dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC))
    return [f"{one.organ} {one.outcome} {one.tally}" for one in read_votes(document)[0]]


def test_three_in_favour_adopt_nothing_in_the_council() -> None:
    text = (
        "The draft was put to the UN Security Council on Thursday. Russia, China and Algeria were in favour, no one against. Twelve "
        "members abstained. Had the document passed, the Secretary-General would have set up a commission."
    )
    assert told(text) == ["SC failed 3-0-12"]


def test_those_who_spoke_against_a_text_did_not_vote_against_where_the_counts_account_for_all() -> None:
    text = (
        "Over the objections of Russia and China, the UN Security Council on Thursday prolonged the embargo. Ten countries were for the "
        "text; the other five abstained."
    )
    assert told(text) == ["SC adopted 10-0-5"]


def test_more_for_than_against_carry_a_text_in_the_rights_council() -> None:
    text = (
        "A renovação passou na quinta-feira no Conselho de Direitos Humanos. Foram 23 votos favoráveis. O Brasil está entre as 18 "
        "abstenções; para Brasília faltou falar das sanções. Argélia, China, Cuba, Eritreia, Sudão e Vietnã, seis países, ficaram contra."
    )
    assert told(text, "Brasil se abstém sobre a Venezuela") == ["HRC adopted 23-6-18"]


def test_a_force_that_failed_is_no_text() -> None:
    text = "It was a unanimous vote in the UN Security Council on Thursday. The envoy was glad, though in his view the force failed."
    assert told(text) == ["SC adopted 15-0-0"]


def test_one_negative_vote_as_a_rule_is_no_count() -> None:
    text = (
        "The text was not adopted by the UN Security Council on Thursday. It fell because two permanent members, Russia and China, voted "
        "against; one negative vote from any of the five is enough. In favour were 11, against three, and Guyana abstained."
    )
    assert told(text) == ["SC vetoed 11-3-1"]


def test_another_organs_earlier_vote_stays_behind() -> None:
    text = (
        "Der UN-Menschenrechtsrat hat am Donnerstag eine Untersuchung beschlossen. 32 Länder stimmten dafür, zwei dagegen, 13 enthielten "
        "sich. Am Mittwoch hatte schon die UN-Vollversammlung den Angriff verurteilt, mit 141 Stimmen bei fünf Gegenstimmen und 35 "
        "Enthaltungen."
    )
    assert told(text)[0] == "HRC adopted 32-2-13"


def test_what_is_always_unanimous_is_no_vote() -> None:
    text = "O mandato termina no fim do mês; nos últimos anos o Conselho de Segurança da ONU tem-no renovado sempre por unanimidade."
    assert told(text) == []


def test_a_committees_texts_stay_its_own_where_the_assembly_is_only_to_speak() -> None:
    text = (
        "Drafts were acted upon on Thursday by the Fourth Committee. One of them has the General Assembly worry that resources are lost "
        "to their peoples. That text was approved by 110 in favour, 2 against and 2 abstentions."
    )
    assert "C4 adopted 110-2-2" in told(text, "Fourth Committee approves drafts")
