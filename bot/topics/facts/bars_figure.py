"""The singular values as bars: how far each of the perpendicular directions is stretched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.formula import Index, Symbol
from bot.formula.numbers import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.kinds import Properties

MOST_BARS = 8

HEIGHT = 660
LEFT, RIGHT, BOTTOM = 60.0, WIDTH - 60.0, 92.0

WIDEST = 150.0
"""Pixels of a bar."""


def draw(found: Properties, style: Style) -> Picture:
    """Return a bar for each singular value of a matrix that is not 0."""
    canvas = Canvas(style.theme, WIDTH, HEIGHT)
    values = as_float(found.svd.values)
    head = Caption.fitted(
        canvas, _title(found), "singular values: how far directions are stretched"
    )
    head.write(canvas)
    top = head.bottom - 66
    pitch = (RIGHT - LEFT) / len(values)
    width = min(WIDEST, 0.66 * pitch)
    colours = canvas.colours
    canvas.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], colours.axis, 3)
    names = [Index(Symbol("σ"), str(k + 1)) for k in range(len(values))]
    canvas.prepare([(name, SMALL, colours.muted) for name in names])
    shown = [_short(value) for value in values.tolist()]
    for k, (value, words) in enumerate(zip(values / values[0], shown, strict=True)):
        middle = LEFT + (k + 0.5) * pitch
        height = (top - BOTTOM) * float(value)
        canvas.bar(middle - width / 2, BOTTOM, width, max(height, 1.0), colours.first)
        canvas.text((middle, BOTTOM + height + 30), words, SMALL)
        canvas.text((middle, BOTTOM - 40), names[k], SMALL, colours.muted)
    return Picture("facts.png", canvas.png(), _alt(found, shown))


def _short(value: float) -> str:
    """Return a number that fits above a bar."""
    return decimal(float(f"{value:.3g}"), 3)


def _title(found: Properties) -> str:
    crushed = found.matrix.shape[1] - found.rank
    if crushed:
        return f"Rank {found.rank}: {_count(crushed)} crushed to 0"
    ratio = float(found.condition)
    if ratio == 1:
        return "All directions are stretched alike"
    if np.isinf(ratio):
        return "Full rank, but nearly singular"
    return f"The longest stretch is {_short(ratio)} times the shortest"


def _count(crushed: int) -> str:
    return "1 direction is" if crushed == 1 else f"{crushed} directions are"


def _alt(found: Properties, shown: list[str]) -> str:
    m, n = found.matrix.shape
    return (
        f"Bars of the {len(shown)} singular values of a matrix with {m} rows and {n} columns: "
        f"{', '.join(shown)}. {_title(found)}."
    )
