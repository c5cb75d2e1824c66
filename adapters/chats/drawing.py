"""A roll call drawn: PNG, the same for every chat. A seat's colour says how it voted, and so does the mark beside its code."""

from __future__ import annotations

import io
from collections import Counter
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from bot.message import Picture
from bot.model import Choice, State

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_WIDTH, _MARGIN, _GAP = 1100, 28, 8  # pixels; chats show it at half that width
_FEW = 60  # seats up to which they are drawn large
_PAPER, _INK, _QUIET = "#ffffff", "#1d2125", "#5c636a"
_FILLS = {Choice.YES: "#2e8b57", Choice.NO: "#c0392b", Choice.ABSTAIN: "#f2c14e", Choice.NOT_VOTING: "#d9dce0"}
_TEXTS = {Choice.YES: "#ffffff", Choice.NO: "#ffffff", Choice.ABSTAIN: "#1d2125", Choice.NOT_VOTING: "#1d2125"}
_Box = tuple[float, float, float, float]


@lru_cache(maxsize=16)
def png(picture: Picture) -> bytes:
    """Draw a picture; one alert to thousands of channels is drawn once."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - many megabytes, for those who show pictures

    columns, height = _measure(len(picture.seats))
    rows = sum(-(-count // columns) for count in _counted(picture).values())
    image = Image.new("RGB", (_WIDTH, _HEAD + rows * (height + _GAP) + _MARGIN), _PAPER)
    draw = ImageDraw.Draw(image)
    _head(draw, picture)
    _seats(draw, picture, columns, height)
    written = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(written, "PNG")
    return written.getvalue()


_HEAD = 132  # pixels over the seats


def _measure(seats: int) -> tuple[int, int]:
    """Return how many seats stand side by side, and how high one is."""
    return (5, 72) if seats <= _FEW else (12, 38)


def _counted(picture: Picture) -> dict[Choice, int]:
    return {choice: len(list(group)) for choice, group in groupby(choice for _, choice in picture.seats)}


def _head(draw: ImageDraw, picture: Picture) -> None:
    """Write the counts, each with its mark, and the caption."""
    counts = Counter(choice for _, choice in picture.seats)
    x = float(_MARGIN)
    for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN, *([Choice.NOT_VOTING] if counts[Choice.NOT_VOTING] else [])):
        draw.rounded_rectangle((x, 24, x + 48, 72), 8, _FILLS[choice])
        _mark(draw, choice, (x + 10, 34, x + 38, 62), 6)
        draw.text((x + 62, 48), str(counts[choice]), _INK, _font(48), "lm")
        x += 62 + draw.textlength(str(counts[choice]), _font(48)) + 44
    draw.text((_MARGIN, 104), picture.caption, _QUIET, _font(28), "lm")


def _seats(draw: ImageDraw, picture: Picture, columns: int, height: int) -> None:
    """Draw the seats, each choice in rows of its own."""
    width = (_WIDTH - 2 * _MARGIN - (columns - 1) * _GAP) / columns
    y = float(_HEAD)
    for _, group in groupby(picture.seats, key=lambda seat: seat[1]):
        for place, (state, choice) in enumerate(group):
            column = place % columns
            y += (height + _GAP) * (place > 0 and column == 0)
            x = _MARGIN + column * (width + _GAP)
            _seat(draw, (x, y, x + width, y + height), state, choice)
        y += height + _GAP


def _seat(draw: ImageDraw, box: _Box, state: State, choice: Choice) -> None:
    left, top, _, bottom = box
    height = bottom - top
    draw.rounded_rectangle(box, height / 6, _FILLS[choice])
    side = height * 0.42
    middle = (top + bottom) / 2
    start = left + height * 0.2
    _mark(draw, choice, (start, middle - side / 2, start + side, middle + side / 2), max(2, round(height / 14)))
    draw.text((start + side + height * 0.2, middle), state, _TEXTS[choice], _font(round(height * 0.5)), "lm")


def _mark(draw: ImageDraw, choice: Choice, box: _Box, width: int) -> None:
    """Draw a tick, a cross, a bar or a ring."""
    left, top, right, bottom = box
    across, down = right - left, bottom - top
    ink = _TEXTS[choice]
    if choice is Choice.YES:
        corners = ((left, top + down * 0.55), (left + across * 0.38, bottom - down * 0.1), (right, top + down * 0.1))
        draw.line(corners, ink, width, "curve")
    elif choice is Choice.NO:
        draw.line((left, top, right, bottom), ink, width)
        draw.line((left, bottom, right, top), ink, width)
    elif choice is Choice.ABSTAIN:
        draw.line((left, top + down / 2, right, top + down / 2), ink, width)
    else:
        draw.ellipse(box, None, ink, width)


@lru_cache(maxsize=8)
def _font(size: int):  # type: ignore[no-untyped-def] # noqa: ANN202 - Pillow's two kinds of font have no common name
    from PIL import ImageFont  # noqa: PLC0415 - as above

    return ImageFont.load_default(size)
