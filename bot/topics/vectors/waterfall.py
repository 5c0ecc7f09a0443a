"""A sum shown term by term: the entries above, what each adds to the total below.

For vectors of more than three entries, which nobody can draw as arrows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import DOTTED, Canvas
from bot.drawing.caption import CAPTION_HEIGHT, Caption
from bot.drawing.style import HEIGHT, NORMAL, SMALL, WIDTH
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Theme


MOST_COLUMNS = 8
"""Terms that are told apart on a phone; of more, the largest are shown and the rest added up."""

LEFT = 140.0
"""Pixels left of the first column, where the rows are named."""


@dataclass(frozen=True)
class Row:
    """One vector's entries, shape (n,)."""

    name: str
    values: Floats
    role: Role


@dataclass(frozen=True)
class TermSum:
    """``sum(terms) = total`` and the vectors that the terms come from."""

    caption: str
    rows: tuple[Row, ...]
    terms_name: str
    terms: Floats
    total: float


@dataclass(frozen=True)
class _Band:
    """A horizontal strip in which values from ``low`` to ``high`` are drawn to scale."""

    bottom: float
    top: float
    low: float
    high: float

    def y(self, value: float) -> float:
        return self.bottom + (value - self.low) / (self.high - self.low) * (self.top - self.bottom)


def draw(picture: TermSum, theme: Theme) -> bytes:
    """Return a PNG of the sum."""
    canvas = Canvas(theme)
    shown = shown_terms(picture.terms)
    others = len(picture.terms) - len(shown)
    columns = len(shown) + bool(others) + 1
    width = (WIDTH - LEFT - 24) / columns
    lefts = LEFT + width * np.arange(columns, dtype=np.float64)
    Caption.fitted(canvas, picture.caption).write(canvas)
    _draw_rows(canvas, picture.rows, shown, lefts, width)
    terms = [float(picture.terms[i]) for i in shown]
    if others:
        terms.append(picture.total - sum(terms))
    _draw_waterfall(canvas, picture, terms, lefts, width)
    _number_columns(canvas, shown, others, lefts, width)
    return canvas.png()


def shown_terms(terms: Floats) -> list[int]:
    """Return the indices that get a column: all, or those of the largest terms, in order."""
    if len(terms) <= MOST_COLUMNS:
        return list(range(len(terms)))
    largest = np.argsort(-np.abs(terms), kind="stable")[: MOST_COLUMNS - 1]
    return sorted(int(i) for i in largest)


def _draw_rows(
    canvas: Canvas, rows: tuple[Row, ...], shown: list[int], lefts: Floats, width: float
) -> None:
    top, bottom = HEIGHT - CAPTION_HEIGHT - 10, 410.0
    pitch = (top - bottom) / len(rows)
    for number, row in enumerate(rows):
        values = [float(row.values[i]) for i in shown]
        band = _band(bottom + pitch * (len(rows) - 1 - number) + 8, pitch - 16, values)
        colour = canvas.colours.of(row.role)
        _draw_zero(canvas, band)
        canvas.text((16, band.y(0)), row.name, NORMAL, colour, "left", bold=True)
        words = [formatting.decimal(value, 2) for value in values]
        for value, left, word in zip(values, lefts, words, strict=False):
            canvas.bar(
                left + 0.2 * width, band.y(0), 0.6 * width, band.y(value) - band.y(0), colour
            )
            _write_value(canvas, word, left + width / 2, band, 0, value, colour, width)


def _draw_waterfall(
    canvas: Canvas, picture: TermSum, terms: list[float], lefts: Floats, width: float
) -> None:
    sums = [0.0, *(float(s) for s in np.cumsum(terms))]
    sums[-1] = picture.total
    band = _band(74, 300, sums, falls=min(terms) < 0)
    _draw_zero(canvas, band)
    canvas.text(
        (16, band.y(0)),
        picture.terms_name,
        NORMAL,
        canvas.colours.result,
        "left",
        bold=True,
    )
    words = [formatting.decimal(term, 2) for term in terms]
    for i, (term, word) in enumerate(zip(terms, words, strict=True)):
        start, end = sums[i], sums[i + 1]
        colour = canvas.colours.result if term >= 0 else canvas.colours.rest
        hatch = None if term >= 0 else "//"
        canvas.bar(
            lefts[i] + 0.12 * width,
            band.y(start),
            0.76 * width,
            band.y(end) - band.y(start),
            colour,
            hatch,
        )
        joint = [(lefts[i] + 0.12 * width, band.y(end)), (lefts[i + 1] + 0.88 * width, band.y(end))]
        canvas.line(joint, canvas.colours.muted, 2.5, DOTTED)
        signed = f"+{word}" if term > 0 and i else word
        _write_value(canvas, signed, lefts[i] + width / 2, band, start, end, colour, width)
    _draw_total(canvas, picture.total, band, lefts[-1], width)


def _draw_total(canvas: Canvas, total: float, band: _Band, left: float, width: float) -> None:
    canvas.bar(
        left + 0.12 * width, band.y(0), 0.76 * width, band.y(total) - band.y(0), canvas.colours.text
    )
    word = formatting.decimal(total, 3)
    half = canvas.measure(word, NORMAL, bold=True)[0] / 2
    x = min(left + width / 2, WIDTH - 12 - half)
    above = total >= 0
    y = band.y(total) + (30 if above else -30)
    canvas.text((x, y), word, NORMAL, bold=True)


def _number_columns(
    canvas: Canvas, shown: list[int], others: int, lefts: Floats, width: float
) -> None:
    names = [str(i + 1) for i in shown]
    if others:
        names.append("rest")
    names.append("total")
    for name, left in zip(names, lefts, strict=True):
        half = canvas.measure(name, SMALL)[0] / 2
        x = min(left + width / 2, WIDTH - 10 - half)
        canvas.text((x, 24), name, SMALL, canvas.colours.muted)


def _band(bottom: float, height: float, values: list[float], *, falls: bool = False) -> _Band:
    """Return a strip with room for the numbers beyond its ends, below also where a sum falls."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    room_below = 50 if low < 0 or falls else 4
    room_above = 50 if high > 0 else 4
    return _Band(bottom + room_below, bottom + height - room_above, low, high)


def _draw_zero(canvas: Canvas, band: _Band) -> None:
    canvas.lines([[(LEFT, band.y(0)), (WIDTH - 24, band.y(0))]], canvas.colours.axis, 3)


def _write_value(
    canvas: Canvas,
    word: str,
    x: float,
    band: _Band,
    start: float,
    end: float,
    colour: str,
    width: float,
) -> None:
    """Write a number at the end of its bar, unless it would run into its neighbours."""
    if canvas.measure(word, SMALL)[0] > width + 6:
        return
    y = band.y(end) + (22 if end >= start else -22)
    canvas.text((x, y), word, SMALL, colour)
