"""A waterfall: a sum term by term, with the entries that the terms come from above.

For vectors of more than three entries, which cannot be drawn as arrows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import floats
from bot.drawing.style import LARGE, NORMAL, SMALL, WIDTH
from bot.drawing.things import DOTTED
from bot.formula import Rounded
from bot.formula.node import is_rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar


MOST_COLUMNS = 8
"""Terms distinguishable on a phone; of more, the largest are shown and the rest summed."""

LEFT = 160.0
"""Pixels left of the first column, where the bands are named."""

BELOW_TOP = 32.0
"""Pixels from the top of a band to the middle of its name, at least."""

TERMS_BOTTOM, TERMS_TOP = 68.0, 335.0
BANDS_BOTTOM = 345.0
"""Pixel rows of the terms, and of the bands above them."""

BAR_SHARE = 0.76
"""The share of a column's width that its bars take."""

JOINT = (-BAR_SHARE / 2, 1 + BAR_SHARE / 2)
"""The dotted line from a bar to the next, in columns from the middle of the bar."""

BETWEEN = 6.0
"""Pixels between two numbers beside each other, at least."""

DIGITS = (2, 1, 0)
"""After the point of a rounded number, as many as there is room for."""


@dataclass(frozen=True)
class Bars:
    """One vector's entries, shape (n,)."""

    name: Formula
    values: Vector
    role: Role


@dataclass(frozen=True)
class Waterfall:
    """``sum(terms) = total`` and the vectors that the terms come from.

    Attributes
    ----------
    bands
        Those of one band stand beside each other, to the same scale.
    note
        A remark below the caption.
    """

    caption: Formula
    bands: tuple[tuple[Bars, ...], ...]
    terms_name: Formula
    terms: Vector
    total: Scalar
    note: str = ""


@dataclass(frozen=True)
class _Band:
    """A horizontal strip in which values from ``low`` to ``high`` are drawn to scale."""

    bottom: float
    top: float
    low: float
    high: float

    @classmethod
    def of(
        cls,
        bottom: float,
        top: float,
        values: Sequence[float],
        *,
        rises: bool = False,
        falls: bool = False,
    ) -> _Band:
        """Return a strip with room for the numbers above what rises and below what falls."""
        low, high = min(0.0, *values), max(0.0, *values)
        if low == high:
            high = 1.0
        room_below = 44 if low < 0 or falls else 4
        room_above = 44 if high > 0 or rises else 4
        return cls(bottom + room_below, top - room_above, low, high)

    def y(self, value: float) -> float:
        return self.bottom + (value - self.low) / (self.high - self.low) * (self.top - self.bottom)


def draw_waterfall(shown: Waterfall, style: Style) -> bytes:
    """Return a PNG of the sum."""
    canvas = Canvas(style.theme)
    names = [(bars.name, NORMAL, canvas.colours.of(bars.role)) for bars in sum(shown.bands, ())]
    names.append((shown.terms_name, NORMAL, canvas.colours.result))
    canvas.prepare([(shown.caption, LARGE, canvas.colours.text), *names])
    caption = Caption.fitted(canvas, shown.caption, shown.note)
    caption.write(canvas)
    places = shown_terms(shown.terms)
    terms = [shown.terms[i] for i in places]
    below = [str(i + 1) for i in places]
    if len(places) < len(shown.terms):
        terms.append(shown.total - sum(terms))
        below.append("rest")
    columns = _Columns(canvas, len(terms) + 1, style.notation)
    top = caption.bottom - 10
    pitch = (top - BANDS_BOTTOM) / len(shown.bands)
    for number, band in enumerate(shown.bands):
        upper = top - pitch * number
        _draw_band(columns, band, places, (upper - pitch + 8, upper - 8))
    _draw_terms(columns, shown, terms)
    for k, name in enumerate([*below, "total"]):
        half = canvas.measure(name, SMALL)[0] / 2
        x = min(columns.middle(k), WIDTH - 10 - half)
        canvas.text((x, 24), name, SMALL, canvas.colours.muted)
    return canvas.png()


def shown_terms(terms: Vector) -> list[int]:
    """Return the indices that get a column: all, or those of the largest terms, in order."""
    if len(terms) <= MOST_COLUMNS:
        return list(range(len(terms)))
    largest = np.argsort(-np.abs(floats(terms)), kind="stable")[: MOST_COLUMNS - 1]
    return sorted(int(i) for i in largest)


@dataclass(frozen=True)
class _Columns:
    """Columns of equal width beside each other, and how their numbers are written."""

    canvas: Canvas
    count: int
    say: Notation

    @property
    def width(self) -> float:
        return (WIDTH - LEFT - 24) / self.count

    def middle(self, k: float) -> float:
        return LEFT + (k + 0.5) * self.width

    def draw_bar(
        self,
        k: float,
        band: _Band,
        ends: tuple[float, float],
        colour: str,
        share: float = BAR_SHARE,
        hatch: str | None = None,
    ) -> None:
        """Draw the bar of a column, ``share`` of it wide, from one value to another."""
        bottom, top = band.y(ends[0]), band.y(ends[1])
        left = self.middle(k) - share / 2 * self.width
        self.canvas.bar(left, bottom, share * self.width, top - bottom, colour, hatch)

    def write_number(
        self,
        k: float,
        band: _Band,
        ends: tuple[float, float],
        value: Scalar,
        colour: str,
        *,
        room: float = 1.0,
        sign: str = "",
    ) -> None:
        """Write a number at the end of its bar, as exactly as ``room`` columns allow, if at all."""
        y = band.y(ends[1]) + (22 if ends[1] >= ends[0] else -22)
        for word in self._spellings(value, sign):
            if self.canvas.measure(word, SMALL)[0] <= room * self.width - BETWEEN:
                self.canvas.text((self.middle(k), y), word, SMALL, colour)
                return

    def _spellings(self, value: Scalar, sign: str) -> Iterator[str]:
        """Return ways to write a number with its sign, the most exact first."""
        exact = self.say.number(value)
        if not is_rounded(exact):
            yield f"{sign}{exact}"
        for digits in DIGITS:
            # Of two figures at least: 0.4 is not written as 0.
            if digits == DIGITS[0] or abs(value) >= 10 ** (1 - digits):
                short = Rounded(value, digits)
                yield f"≈ {sign}{short}" if short.is_rounded else f"{sign}{short}"

    def draw_zero(self, band: _Band, names: Sequence[tuple[Formula, str]]) -> None:
        """Draw the line at 0, with the names, each in its colour, of what is measured from it."""
        y = band.y(0)
        self.canvas.lines([[(LEFT, y), (WIDTH - 24, y)]], self.canvas.colours.axis, 3)
        # Of two bands the lower may have its 0 at the top, just below that of the upper one.
        at = min(y, band.top - BELOW_TOP)
        left = 16.0
        for name, colour in names:
            width, _ = self.canvas.measure(name, NORMAL)
            size = NORMAL if width < LEFT - left - 8 else SMALL
            self.canvas.text((left, at), name, size, colour, "left")
            left += width + 26


def _draw_band(
    columns: _Columns, band: tuple[Bars, ...], places: list[int], rows: tuple[float, float]
) -> None:
    """Draw one vector's entries, or those of two beside each other, between two pixel rows."""
    shown = [[bars.values[i] for i in places] for bars in band]
    values = [float(value) for values in shown for value in values]
    # The number of a 0 stands above its line.
    scale = _Band.of(*rows, values, rises=0.0 in values)
    colours = [columns.canvas.colours.of(bars.role) for bars in band]
    columns.draw_zero(scale, [(bars.name, c) for bars, c in zip(band, colours, strict=True)])
    share = BAR_SHARE / len(band)
    for place, (values, colour) in enumerate(zip(shown, colours, strict=True)):
        aside = share * (place - (len(band) - 1) / 2)
        for k, value in enumerate(values):
            ends = 0.0, float(value)
            columns.draw_bar(k + aside, scale, ends, colour, 0.92 * share)
            room = 1.0 if len(band) == 1 else share
            columns.write_number(k + aside, scale, ends, value, colour, room=room)


def _draw_terms(columns: _Columns, shown: Waterfall, terms: list[Scalar]) -> None:
    canvas, colours = columns.canvas, columns.canvas.colours
    sums = [0.0, *(float(s) for s in np.cumsum(np.array(terms, dtype=float)))]
    sums[-1] = total = float(shown.total)
    rises, falls = any(term >= 0 for term in terms), any(term < 0 for term in terms)
    band = _Band.of(TERMS_BOTTOM, TERMS_TOP, sums, rises=rises, falls=falls)
    columns.draw_zero(band, [(shown.terms_name, colours.result)])
    for k, (term, ends) in enumerate(zip(terms, pairwise(sums), strict=True)):
        colour, hatch = (colours.result, None) if term >= 0 else (colours.rest, "//")
        columns.draw_bar(k, band, ends, colour, hatch=hatch)
        y = band.y(ends[1])
        joint = [(columns.middle(k) + share * columns.width, y) for share in JOINT]
        canvas.line(joint, colours.muted, 2.5, DOTTED)
        columns.write_number(k, band, ends, term, colour, sign="+" if term > 0 and k else "")
    last = len(terms)
    columns.draw_bar(last, band, (0, total), colours.text)
    columns.write_number(last, band, (0, total), shown.total, colours.text)
