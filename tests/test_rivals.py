"""Rival texts of one sitting, each with its own counts in its own sentences."""

from __future__ import annotations

import datetime as dt

from bot.model import Outcome, Sighting
from bot.reading.document import Document
from bot.reading.votes import read_votes


def read(text: str, title: str = "") -> list[Sighting]:
    """Read a page of 10 October 2016, the vote it reports first."""
    return sorted(
        read_votes(Document(text, title, "", dt.datetime(2016, 10, 10, 12, tzinfo=dt.UTC)))[0], key=lambda sighting: not sighting.primary
    )


def test_a_rival_text_takes_the_sides_told_after_it() -> None:
    text = (
        "The UN Security Council met on Saturday over Aleppo. Eleven members were for the French draft. China and Angola abstained, "
        "and Russia and Venezuela voted against. Then it was Moscow's turn. Its own paper drew four votes, with nine against and two "
        "abstentions."
    )
    french, russian = read(text)
    assert (french.outcome, str(french.tally), french.vetoed_by) == (Outcome.VETOED, "11-2-2", ("RUS",))
    assert (russian.outcome, str(russian.tally), russian.against) == (Outcome.FAILED, "4-9-2", ())


def test_a_rival_text_that_was_not_put_to_the_vote_takes_no_side_from_the_one_that_was() -> None:
    text = (
        "The Security Council on Saturday adopted a resolution on Aleppo with 13 votes in favour. A rival Russian draft was not put to "
        "the vote. China and Angola abstained."
    )
    (told,) = read(text)
    assert (str(told.tally), set(told.abstained)) == ("13-0-2", {"CHN", "AGO"})


def test_members_counted_for_what_they_did_carried_a_text_that_others_were_against() -> None:
    text = (
        "Saturday night at the UN General Assembly. In the end 144 countries demanded that the barrier come down. Four said no and "
        "there were twelve abstentions."
    )
    (told,) = read(text)
    assert (told.outcome, str(told.tally)) == (Outcome.ADOPTED, "144-4-12")


def test_who_keeps_a_voter_company_stands_on_its_side() -> None:
    text = "The Security Council on Saturday renewed the mission with 13 votes in favour. Pakistan abstained. Somalia sided with Pakistan."
    (told,) = read(text)
    assert (str(told.tally), set(told.abstained)) == ("13-0-2", {"PAK", "SOM"})


def test_what_cannot_pass_any_more_failed() -> None:
    text = (
        "The motion fell in the Security Council on Saturday. Two abstained: Seoul and Georgetown. "
        "All the rest, nine of them, were against."
    )
    (told,) = read(text)
    assert (told.outcome, str(told.tally)) == (Outcome.FAILED, "4-9-2")


def test_two_who_have_no_veto_stop_nothing() -> None:
    text = (
        "Two members of the Security Council voted against the mission on Saturday, Venezuela and Uruguay. Ten votes in favour were enough."
    )
    (told,) = read(text, "Latin pair rejects Sahara mandate")
    assert (told.outcome, told.vetoed_by) == (Outcome.ADOPTED, ())


def test_who_abstained_cast_no_veto_on_the_same_text() -> None:
    text = (
        "The Security Council on Saturday adopted a resolution with 13 votes in favour; the United States and Russia abstained. Minutes "
        "earlier Russia had moved an amendment. Ten members supported it, four abstained, and the United States vetoed it."
    )
    adopted, vetoed = read(text)
    assert (adopted.outcome, str(adopted.tally)) == (Outcome.ADOPTED, "13-0-2")
    assert (vetoed.outcome, vetoed.vetoed_by) == (Outcome.VETOED, ("USA",))


def test_an_ambassador_is_that_of_the_state_named_before() -> None:
    text = (
        "Russia refused on Saturday to give the inspectors of the UN Security Council another year. Its ambassador used the veto. Bolivia "
        "voted likewise; Kazakhstan and China abstained; eleven were for."
    )
    (told,) = read(text)
    assert (told.vetoed_by, str(told.tally)) == (("RUS",), "11-2-2")


def test_the_other_is_told_by_a_sentence_of_its_own() -> None:
    text = (
        "Australia was one of just two countries to vote against an inquiry on Saturday. The other was the United States. In the Human "
        "Rights Council 29 members were for it, and 14 abstained."
    )
    (told,) = read(text)
    assert (str(told.tally), set(told.against)) == ("29-2-14", {"AUS", "USA"})
