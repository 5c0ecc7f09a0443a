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
    from collections.abc import Callable, Sequence

    from bot.drawing.canvas import Canvas
    from bot.formula.node import Formula

    Part = tuple[float, Callable[[float, float], None]]
    """The width of a part of a key, and what draws it from its left end."""

HEIGHT = 48.0
"""Pixels of the row that a key takes."""

BAR = (96, 24)
"""Width and height in pixels of the colours."""

SWATCH = 34
"""Width in pixels of what shows a hatching or a frame."""

LARGE = 1e5
"""What is written with a power of ten."""

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

SPACE, BETWEEN = 10.0, 36.0
"""Pixels within and between the parts of a key."""


@dataclass(frozen=True)
class Scale:
    """Which numbers have which colours.

    Attributes
    ----------
    name
        Of what the numbers are, "" for none.
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
    scales: Sequence[Scale],
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
    parts = [_scale_part(canvas, scale) for scale in scales]
    if blanks:
        parts.append(_swatch_part(canvas, "blank", _draw_hatching))
    if predicted:
        parts.append(_swatch_part(canvas, "predicted", _draw_frame))
    free = canvas.width - 2 * MARGIN - sum(width for width, _ in parts)
    gap = min(BETWEEN, free / max(1, len(parts) - 1))
    x, y = float(MARGIN), top - HEIGHT / 2
    for width, draw in parts:
        draw(x, y)
        x += width + gap


def _scale_part(canvas: Canvas, scale: Scale) -> Part:
    """Return a name, and colours between the numbers at their ends."""
    low, high = _short(scale.low), _short(scale.high)
    before = [each for each in (scale.name, low) if each]
    widths = [_width(canvas, each) for each in before]

    def draw(x: float, y: float) -> None:
        for each, width in zip(before, widths, strict=True):
            _write(canvas, x, y, each)
            x += width + SPACE
        width, height = BAR
        values = np.linspace(scale.low, scale.high, width)
        row = shades(canvas, values, scale.middle, scale.reach)
        canvas.image(np.repeat(row[None], height, axis=0), round(x), round(y) - height // 2)
        _border(canvas, round(x), y, width, canvas.colours.axis)
        _write(canvas, x + width + SPACE, y, high)

    return sum(width + SPACE for width in widths) + BAR[0] + SPACE + _width(canvas, high), draw


def _swatch_part(
    canvas: Canvas, words: str, swatch: Callable[[Canvas, float, float], None]
) -> Part:
    def draw(x: float, y: float) -> None:
        swatch(canvas, round(x), y)
        _write(canvas, x + SWATCH + SPACE, y, words)

    return SWATCH + SPACE + _width(canvas, words), draw


def _draw_hatching(canvas: Canvas, x: float, y: float) -> None:
    height = BAR[1]
    pixels = np.full((height, SWATCH, 3), ink(canvas.colours.background))
    pixels[stripes(height, SWATCH)] = ink(canvas.colours.axis)
    canvas.image(pixels, round(x), round(y) - height // 2)
    _border(canvas, x, y, SWATCH, canvas.colours.grid)


def _draw_frame(canvas: Canvas, x: float, y: float) -> None:
    _border(canvas, x, y, SWATCH, canvas.colours.text)


def _short(value: float) -> str:
    """Return a number in three digits, or fewer."""
    if abs(value) < LARGE:
        return decimal(float(f"{value:.3g}"), 2)
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{decimal(float(mantissa), 1)}×10{exponent.lstrip('+0').translate(SUPERSCRIPTS)}"


def _write(canvas: Canvas, x: float, y: float, content: Formula) -> None:
    canvas.text((x, y), content, SMALL, canvas.colours.muted, "left")


def _width(canvas: Canvas, content: Formula) -> float:
    return canvas.measure(content, SMALL)[0]


def _border(canvas: Canvas, left: float, y: float, width: float, colour: str) -> None:
    low, high = round(y) - BAR[1] // 2, round(y) + BAR[1] // 2
    corners = [(left, low), (left + width, low), (left + width, high), (left, high), (left, low)]
    canvas.line(corners, colour, 3, layer=3)
