"""A waterfall: a sum term by term, with the entries above.

For vectors of more than three entries, which cannot be drawn as arrows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import CAPTION_HEIGHT, Caption
from bot.drawing.style import HEIGHT, NORMAL, SMALL, WIDTH
from bot.drawing.things import DOTTED
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Theme


MOST_COLUMNS = 8
"""Terms distinguishable on a phone; of more, the largest are shown and the rest summed."""

LEFT = 140.0
"""Pixels left of the first column, where the rows are named."""


JOINT = ((0, 0.12), (1, 0.88))
"""The dotted line from a bar to the next: columns, and shares of their widths."""


@dataclass(frozen=True)
class Row:
    """One vector's entries, shape (n,)."""

    name: str
    values: Floats
    role: Role


@dataclass(frozen=True)
class Waterfall:
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


def draw_waterfall(shown: Waterfall, theme: Theme) -> bytes:
    """Return a PNG of the sum."""
    canvas = Canvas(theme)
    places = shown_terms(shown.terms)
    terms = [float(shown.terms[i]) for i in places]
    names = [str(i + 1) for i in places]
    if len(places) < len(shown.terms):
        terms.append(shown.total - sum(terms))
        names.append("rest")
    columns = _Columns(canvas, len(terms) + 1)
    Caption.fitted(canvas, shown.caption).write(canvas)
    _draw_rows(columns, shown.rows, places)
    _draw_terms(columns, shown, terms)
    for k, name in enumerate([*names, "total"]):
        half = canvas.measure(name, SMALL)[0] / 2
        x = min(columns.middle(k), WIDTH - 10 - half)
        canvas.text((x, 24), name, SMALL, canvas.colours.muted)
    return canvas.png()


def shown_terms(terms: Floats) -> list[int]:
    """Return the indices that get a column: all, or those of the largest terms, in order."""
    if len(terms) <= MOST_COLUMNS:
        return list(range(len(terms)))
    largest = np.argsort(-np.abs(terms), kind="stable")[: MOST_COLUMNS - 1]
    return sorted(int(i) for i in largest)


@dataclass(frozen=True)
class _Columns:
    """Columns of equal width beside each other."""

    canvas: Canvas
    count: int

    @property
    def width(self) -> float:
        return (WIDTH - LEFT - 24) / self.count

    def left(self, k: int) -> float:
        return LEFT + k * self.width

    def middle(self, k: int) -> float:
        return self.left(k) + self.width / 2

    def draw_bar(
        self,
        k: int,
        band: _Band,
        ends: tuple[float, float],
        colour: str,
        share: float,
        hatch: str | None = None,
    ) -> None:
        """Draw the bar of a column, ``share`` of it wide, from one value to another."""
        bottom, top = band.y(ends[0]), band.y(ends[1])
        left = self.left(k) + (1 - share) / 2 * self.width
        self.canvas.bar(left, bottom, share * self.width, top - bottom, colour, hatch)

    def write_value(
        self, k: int, band: _Band, ends: tuple[float, float], word: str, colour: str
    ) -> None:
        """Write a number at the end of its bar, unless it would run into its neighbours."""
        if self.canvas.measure(word, SMALL)[0] <= self.width + 6:
            y = band.y(ends[1]) + (22 if ends[1] >= ends[0] else -22)
            self.canvas.text((self.middle(k), y), word, SMALL, colour)


def _draw_rows(columns: _Columns, rows: tuple[Row, ...], places: list[int]) -> None:
    top, bottom = HEIGHT - CAPTION_HEIGHT - 10, 410.0
    pitch = (top - bottom) / len(rows)
    for number, row in enumerate(rows):
        values = [float(row.values[i]) for i in places]
        band = _band(bottom + pitch * (len(rows) - 1 - number) + 8, pitch - 16, values)
        colour = columns.canvas.colours.of(row.role)
        _draw_zero(columns.canvas, band, row.name, colour)
        for k, value in enumerate(values):
            columns.draw_bar(k, band, (0, value), colour, 0.6)
            columns.write_value(k, band, (0, value), formatting.decimal(value, 2), colour)


def _draw_terms(columns: _Columns, shown: Waterfall, terms: list[float]) -> None:
    canvas, colours = columns.canvas, columns.canvas.colours
    sums = [0.0, *(float(s) for s in np.cumsum(terms))]
    sums[-1] = shown.total
    band = _band(74, 300, sums, falls=min(terms) < 0)
    _draw_zero(canvas, band, shown.terms_name, colours.result)
    for k, (term, ends) in enumerate(zip(terms, pairwise(sums), strict=True)):
        colour, hatch = (colours.result, None) if term >= 0 else (colours.rest, "//")
        columns.draw_bar(k, band, ends, colour, 0.76, hatch)
        y = band.y(ends[1])
        joint = [(columns.left(k + i) + share * columns.width, y) for i, share in JOINT]
        canvas.line(joint, colours.muted, 2.5, DOTTED)
        sign = "+" if term > 0 and k else ""
        columns.write_value(k, band, ends, sign + formatting.decimal(term, 2), colour)
    last = len(terms)
    columns.draw_bar(last, band, (0, shown.total), colours.text, 0.76)
    word = formatting.decimal(shown.total, 3)
    half = canvas.measure(word, NORMAL, bold=True)[0] / 2
    x = min(columns.middle(last), WIDTH - 12 - half)
    y = band.y(shown.total) + (30 if shown.total >= 0 else -30)
    canvas.text((x, y), word, NORMAL, bold=True)


def _band(bottom: float, height: float, values: list[float], *, falls: bool = False) -> _Band:
    """Return a strip with room for the numbers beyond its ends, below also where a sum falls."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    room_below = 50 if low < 0 or falls else 4
    room_above = 50 if high > 0 else 4
    return _Band(bottom + room_below, bottom + height - room_above, low, high)


def _draw_zero(canvas: Canvas, band: _Band, name: str, colour: str) -> None:
    """Draw the line at 0, with what is measured from it."""
    canvas.lines([[(LEFT, band.y(0)), (WIDTH - 24, band.y(0))]], canvas.colours.axis, 3)
    canvas.text((16, band.y(0)), name, NORMAL, colour, "left", bold=True)
