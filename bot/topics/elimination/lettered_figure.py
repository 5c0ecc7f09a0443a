"""The determinant as a curve over the letter, its zeros marked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.ground import nice_step
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL, WIDTH
from bot.drawing.things import DASHED
from bot.formula import Chain, Function, Row, Symbol, Words, text
from bot.topics.elimination.lettered_formulas import LetteredNotation, place, values
from linalg_engine import formatting
from linalg_engine.parameter.ratios import coefficients

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from linalg_engine.exact import Exact
    from linalg_engine.parameter import LetteredDeterminant

LEFT, RIGHT, BOTTOM = 120, WIDTH - 40, 100
POINTS = 801
LINES = 6
"""At most so many grid lines in each direction."""

ABOVE = 1.9
"""How much is seen above what the curve reaches between its zeros, as a share of it."""

WIDEST_TITLE = 34
"""Characters of a determinant that is written in the title."""

MARK = 24.0

DIGITS = 2
"""Of a decimal beside a zero, after the point."""

LONGEST_NAME = 9
"""Characters of a zero that is written exactly beside it."""


def drawing_of_curve(found: LetteredDeterminant, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a determinant that depends on its letter; None for others."""
    if found.value.is_number:
        return None
    return lambda: _draw(found, style)


def _draw(found: LetteredDeterminant, style: Style) -> Picture:
    letter = found.matrix.letter
    say = LetteredNotation(style.notation.decimals, letter)
    zeros = sorted(x for roots in found.zeros for x in roots.approximate)
    canvas = Canvas(style.theme)
    shown = Chain(Function("det", Symbol("A")), (say.number(found.value),))
    is_short = len(text(shown)) <= WIDEST_TITLE
    title = shown if is_short else Row((Words("det A, by the value of "), Symbol(letter)))
    note = f"0 for {values(found.zeros, letter)}" if zeros else f"0 for no real {letter}"
    given = Chain(Symbol("A"), (say.matrix(found.matrix.entries),))
    names = [_name(x, letter) for roots in found.zeros for x in (roots.exact or roots.approximate)]
    canvas.prepare(
        [
            (given, SMALL, canvas.colours.muted),
            *((name, NORMAL, canvas.colours.result) for name in names),
        ]
    )
    caption = Caption.fitted(canvas, title, note if len(note) < 60 else "", given=given)
    ends = _ends(found, zeros)
    xs = np.linspace(*ends, POINTS)
    ys = _values(found, xs)
    low, high = _range(xs, ys, zeros)
    top = caption.bottom - 20
    plot = _Plot(ends, (low, high), Box(LEFT, BOTTOM, RIGHT, top))
    plot.draw_grid(canvas, letter)
    for piece in _pieces(ys, low, high):
        canvas.line(plot.pixels(xs[piece], ys[piece]), canvas.colours.first, 7, layer=3)
    for x in _poles(found, ends):
        line = plot.pixels(np.array([x, x]), np.array([low, high]))
        canvas.line(line, canvas.colours.rest, 4, DASHED, layer=2)
    marks = plot.pixels(np.array(zeros), np.zeros(len(zeros)))
    if zeros:
        canvas.marks(marks, "circle", canvas.colours.result, MARK)
    ordered = sorted(
        zip(names, [x for roots in found.zeros for x in roots.approximate], strict=True),
        key=lambda pair: pair[1],
    )
    labels = [
        labelled(canvas, name, at, _aside(found, zero), "result", NORMAL)
        for (name, zero), at in zip(ordered, marks, strict=True)
    ]
    caption.cover(canvas)
    write_labels(canvas, labels, Box(LEFT, BOTTOM + 8, RIGHT, top))
    caption.write(canvas)
    alt = f"The determinant as a curve over {letter}: {text(shown)}. It is {note}."
    return Picture("curve.png", canvas.png(), alt[:1000])


def _name(value: Exact | float, letter: str) -> Chain:
    """Return the name of a zero, as a decimal where it is long."""
    exact = place(value, letter, DIGITS)
    return exact if len(text(exact)) <= LONGEST_NAME else place(float(value), letter, DIGITS)


def _aside(found: LetteredDeterminant, zero: float) -> Floats:
    """Return where there is room above a zero: to the left of a rising curve."""
    beside = _values(found, zero + np.array([1e-4, -1e-4]) * max(1.0, abs(zero)))
    return np.array([-float(np.sign(beside[0] - beside[1])), 1.0])


def _ends(found: LetteredDeterminant, zeros: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the values of the letter that are seen."""
    kept = [*zeros, *(x for roots in found.excluded for x in roots.approximate)]
    if not kept:
        return -3.0, 3.0
    low, high = min(kept), max(kept)
    beside = 0.4 * (high - low) or max(1.5, abs(low))
    return low - beside, high + beside


def _values(found: LetteredDeterminant, xs: Floats) -> Floats:
    top, bottom = (
        np.polyval([float(c) for c in reversed(coefficients(p))], xs)
        for p in (found.value.top, found.value.bottom)
    )
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.nan_to_num(top / bottom, nan=np.inf, posinf=np.inf, neginf=-np.inf)


def _range(xs: Floats, ys: Floats, zeros: Sequence[float]) -> tuple[float, float]:
    """Return the lowest and the highest value that are seen."""
    finite = ys[np.isfinite(ys)]
    between = finite
    if len(zeros) > 1:
        inside = (xs >= zeros[0]) & (xs <= zeros[-1]) & np.isfinite(ys)
        between = ys[inside]
    # Near a pole the curve leaves the picture: most of it is seen.
    size = float(np.quantile(np.abs(between), 0.95 if len(zeros) <= 1 else 1.0)) or 1.0
    low, high = max(finite.min(), -ABOVE * size), min(finite.max(), ABOVE * size)
    low, high = min(low, 0.0), max(high, 0.0)
    spare = 0.12 * (high - low) or 1.0
    return float(low - spare), float(high + spare)


def _pieces(ys: Floats, low: float, high: float) -> list[slice]:
    """Return the parts of a curve that are inside the picture, two points at least."""
    inside = (ys >= low) & (ys <= high)
    jumps = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    return [slice(a, b) for a, b in jumps.reshape(-1, 2) if b - a > 1]


def _poles(found: LetteredDeterminant, ends: tuple[float, float]) -> list[float]:
    poles = [x for roots in found.excluded for x in roots.approximate]
    return [x for x in poles if ends[0] < x < ends[1]]


class _Plot:
    """Values from one place of the letter to another, on a part of a canvas."""

    def __init__(self, ends: tuple[float, float], levels: tuple[float, float], area: Box) -> None:
        self.ends, self.levels, self.area = ends, levels, area

    def pixels(self, xs: Floats, ys: Floats) -> Floats:
        """Return points, shape (k, 2)."""
        (a, b), (c, d), area = self.ends, self.levels, self.area
        return np.column_stack(
            [
                area.left + (xs - a) / (b - a) * (area.right - area.left),
                area.bottom + (ys - c) / (d - c) * (area.top - area.bottom),
            ]
        )

    def draw_grid(self, canvas: Canvas, letter: str) -> None:
        """Draw lines at round numbers, and the axes where they are 0."""
        area, colours = self.area, canvas.colours
        for level in _round_numbers(*self.levels):
            [(_, y)] = self.pixels(np.zeros(1), np.array([level]))
            colour, width = (colours.grid, 2) if level else (colours.axis, 4)
            canvas.line([(area.left, y), (area.right, y)], colour, width, layer=1)
            canvas.text((16, y), formatting.decimal(level), SMALL, colours.muted, "left")
        for value in _round_numbers(*self.ends):
            [(x, _)] = self.pixels(np.array([value]), np.zeros(1))
            colour, width = (colours.grid, 2) if value else (colours.axis, 4)
            canvas.line([(x, area.bottom), (x, area.top)], colour, width, layer=1)
            canvas.text((x, BOTTOM - 30), formatting.decimal(value), SMALL, colours.muted)
        canvas.text((RIGHT - 10, 30), Symbol(letter), NORMAL, colours.muted)


def _round_numbers(low: float, high: float) -> list[float]:
    step = nice_step((high - low) / LINES)
    return [k * step for k in range(math.ceil(low / step), math.floor(high / step) + 1)]
