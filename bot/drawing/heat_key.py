"""The key of heat maps: colours with their numbers, what is hatched, what is framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.caption import MARGIN
from bot.drawing.heat_map import ink, shades, stripes
from bot.drawing.style import SMALL
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas
    from bot.formula.node import Formula

HEIGHT = 48.0
"""Pixels of the row that a key takes."""

BAR = (96, 24)
"""Width and height in pixels of the colours."""

SWATCH = 34
"""Width in pixels of what shows a hatching or a frame."""

SPACE, BETWEEN = 10.0, 36.0
"""Pixels within and between the parts of a key."""


@dataclass(frozen=True)
class Scale:
    """Which numbers have which colours.

    Attributes
    ----------
    name
        Of what the numbers are.
    low, high
        The numbers at the ends of the key.
    middle, reach
        As those of a panel.
    """

    name: Formula
    low: float
    high: float
    middle: float
    reach: float


def write_key(
    canvas: Canvas,
    top: float,
    scales: list[Scale],
    *,
    blanks: bool = False,
    predicted: bool = False,
) -> None:
    """Write a key below a pixel row, from the left.

    Parameters
    ----------
    blanks, predicted
        Whether hatched and framed cells are explained.
    """
    x, y = float(MARGIN), top - HEIGHT / 2
    for each in scales:
        x = _write_scale(canvas, x, y, each) + BETWEEN
    width, height = SWATCH, BAR[1]
    if blanks:
        pixels = np.full((height, width, 3), ink(canvas.colours.background))
        pixels[stripes(height, width)] = ink(canvas.colours.axis)
        canvas.image(pixels, round(x), round(y) - height // 2)
        _border(canvas, round(x), y, width, canvas.colours.grid)
        x = _write(canvas, x + width + SPACE, y, "blank") + BETWEEN
    if predicted:
        _border(canvas, round(x), y, width, canvas.colours.text)
        _write(canvas, x + width + SPACE, y, "predicted")


def _write_scale(canvas: Canvas, x: float, y: float, shown: Scale) -> float:
    """Write a name, and colours between the numbers at their ends; return where they end."""
    x = _write(canvas, x, y, shown.name) + SPACE
    x = _write(canvas, x, y, _short(shown.low)) + SPACE
    width, height = BAR
    row = shades(canvas, np.linspace(shown.low, shown.high, width), shown.middle, shown.reach)
    canvas.image(np.repeat(row[None], height, axis=0), round(x), round(y) - height // 2)
    _border(canvas, round(x), y, width, canvas.colours.axis)
    return _write(canvas, x + width + SPACE, y, _short(shown.high))


def _short(value: float) -> str:
    """Return a number in three digits."""
    return decimal(float(f"{value:.3g}"), 2)


def _write(canvas: Canvas, x: float, y: float, content: Formula) -> float:
    canvas.text((x, y), content, SMALL, canvas.colours.muted, "left")
    return x + canvas.measure(content, SMALL)[0]


def _border(canvas: Canvas, left: float, y: float, width: float, colour: str) -> None:
    low, high = round(y) - BAR[1] // 2, round(y) + BAR[1] // 2
    corners = [(left, low), (left + width, low), (left + width, high), (left, high), (left, low)]
    canvas.line(corners, colour, 3, layer=3)
