"""A roll call as a picture: told only where all of it is known, and drawn within bounds."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from adapters.chats.drawing import png
from bot.message import Picture
from bot.model import Alert, Choice, Organ, Outcome, Tally, Vote
from bot.states import council
from bot.telling import wording
from tests.votes import VETO


def vote() -> Vote:
    assert VETO.date is not None
    members = council(VETO.date) or frozenset()
    ballots = dict.fromkeys(members, Choice.YES) | {"CHN": Choice.NO, "RUS": Choice.NO}
    return Vote(Organ.SECURITY_COUNCIL, Outcome.VETOED, tally=Tally(13, 2, 0), ballots=ballots, draft=VETO.draft, date=VETO.date)


def test_a_whole_roll_call_is_shown_with_those_in_favour_first() -> None:
    shown = wording.message(Alert(vote())).picture
    assert shown is not None
    assert shown.caption == "S/2022/431 · 2022-05-26"
    assert shown.seats[0] == ("ALB", Choice.YES)
    assert shown.seats[-2:] == (("CHN", Choice.NO), ("RUS", Choice.NO))
    assert shown.alt == "13 in favour, 2 against, 0 abstaining. Against: China and Russian Federation"


@pytest.mark.parametrize(
    "doubt",
    [
        {"tally": Tally(12, 2, 1)},
        {"tally": Tally(13, 2, None)},
        {"ballots": {"CHN": Choice.NO, "RUS": Choice.NO}},
        {"conflicts": ("the count is told otherwise elsewhere",)},
        {"withdrawn": True},
    ],
)
def test_where_anything_is_in_doubt_there_is_no_picture(doubt: dict[str, object]) -> None:
    assert wording.message(Alert(replace(vote(), **doubt))).picture is None  # type: ignore[arg-type] # fields of a vote


@given(
    st.lists(st.tuples(st.sampled_from(["CHN", "FRA", "USA", "MWI"]), st.sampled_from(list(Choice))), max_size=200), st.text(max_size=60)
)
@settings(max_examples=25, deadline=None)
def test_any_roll_call_is_drawn(seats: list[tuple[str, Choice]], caption: str) -> None:
    drawn = Image.open(io.BytesIO(png(Picture(caption, tuple(sorted(seats, key=lambda seat: seat[1])), ""))))
    assert drawn.format == "PNG"
    assert drawn.width == 1100
    assert 100 < drawn.height < 1300


def test_the_whole_assembly_is_a_small_file() -> None:
    seats = tuple((state, choice) for choice in Choice for state in ("MWI", "SWZ", "COD") * 16)
    assert len(png(Picture("A/RES/ES-11/1 · 2022-03-02", seats, ""))) < 60_000
