"""The points, the curve nearest to them, and what it leaves as upright lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.crowds import SMALLEST_MARK, size_of
from bot.drawing.picture import Picture
from bot.drawing.style import LARGE, SMALL
from bot.formula import Rounded, equals
from bot.formula.numbers import decimal
from bot.topics.fit import words
from bot.topics.fit.asking import DEGREES
from bot.topics.fit.axes import Axes
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.formula import Formula
    from bot.topics.fit.points import Points
    from linalg_engine.polynomial_fits import PolynomialFit

STRIP = 54.0
"""Pixels for the name of an axis."""

ROOM = np.array([0.06, 0.1])
"""Shares of the points' extent that are seen beyond it."""

OVERSHOOT = 0.6
"""Share of the extent in y by which a curve is followed beyond the points."""

PLACES = 400
"""Points of the curve that are joined."""

MOST_RESIDUALS = 150
"""Upright lines; more would hide the points."""

MOST_SQUARES, LARGEST_SQUARE = 10, 0.45
"""Residuals that are drawn as squares, too, if none takes more than a share of the plane."""

SQUARE = 0.13
"""Opacity of a square."""

LONGEST_TITLE = 1000.0
"""Pixels of a formula that can be the title."""

LONGEST_NAME = 36


def draw(found: PolynomialFit, given: Points, style: Style) -> Picture:
    """Return the picture of a fit."""
    canvas = Canvas(style.theme)
    x, y = as_float(found.x), as_float(found.y)
    names = (given.x_name or "x", given.y_name or "y")
    (x_name, y_name), lost = fonts.names(names, "", LONGEST_NAME)
    low, high, curve = _seen(found, x, y)
    has_squares = _has_squares(found, float(high[1] - low[1]))
    notes = _notes(found, has_squares=has_squares)
    caption = Caption.fitted(canvas, _title(canvas, found, style), *notes, fonts.note(lost))
    axes = Axes.around(canvas, low, high, STRIP, caption.bottom - STRIP)
    axes.draw(canvas)
    _draw_residuals(canvas, axes, found, has_squares=has_squares)
    for part in _inside(axes, curve):
        canvas.line(axes.pixels(part), canvas.colours.result, 7, layer=3)
    size = size_of(len(x))
    opacity = 0.75 if size <= SMALLEST_MARK else 1.0
    points = axes.pixels(np.column_stack([x, y]))
    canvas.marks(points, "circle", canvas.colours.first, size, opacity)
    canvas.text((14, axes.box.top + STRIP / 2), f"↑ {y_name}", SMALL, anchor="left")
    canvas.text((canvas.width - 16, STRIP / 2 - 2), f"{x_name} →", SMALL, anchor="right")
    caption.write(canvas)
    return Picture("fit.png", canvas.png(), _alt(found, x_name, y_name, style))


def _title(canvas: Canvas, found: PolynomialFit, style: Style) -> Formula:
    """Return the polynomial, or of a long one its kind."""
    shown = words.polynomial(found, style.notation)
    if canvas.measure(shown, LARGE, bold=True)[0] <= LONGEST_TITLE:
        return shown
    kind = words.name_of(found)
    of = f" of degree {found.degree}" if found.degree >= len(DEGREES) else ""
    return f"{kind.capitalize()}{of} nearest to the points"


def _notes(found: PolynomialFit, *, has_squares: bool) -> list[str]:
    left = "pink: what it leaves, the residuals"
    if found.squares == 0:
        left = "it meets every point"
    elif len(found.x) > MOST_RESIDUALS:
        left = ""
    elif has_squares:
        left = "pink: residuals; the area of the squares is as small as it can be"
    share = "" if found.r_squared is None else f"R² {equals(Rounded(found.r_squared))}"
    return [left, share]


def _seen(found: PolynomialFit, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the corners of what is seen, each of shape (2,), and the curve, shape (k, 2)."""
    (left, right), (bottom, top) = _padded(x, float(ROOM[0])), (y.min(), y.max())
    places = np.linspace(left, right, PLACES)
    heights = found.at(places)
    extent = float(top - bottom) or abs(float(top)) or 1.0
    bottom = max(bottom - OVERSHOOT * extent, min(bottom, float(heights.min())))
    top = min(top + OVERSHOOT * extent, max(top, float(heights.max())))
    low, high = _padded(np.array([bottom, top]), float(ROOM[1]))
    return np.array([left, low]), np.array([right, high]), np.column_stack([places, heights])


def _padded(values: Floats, share: float) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = share * (high - low) or abs(high) / 2 or 1.0
    return low - room, high + room


def _inside(axes: Axes, curve: Floats) -> list[Floats]:
    """Return the parts of a curve, each of shape (k, 2), that are seen, cut off at the frame."""
    low, high = axes.low[1], axes.high[1]
    seen = (curve[:, 1] >= low) & (curve[:, 1] <= high)
    parts: list[Floats] = []
    for run in np.split(np.arange(len(curve)), np.flatnonzero(np.diff(seen)) + 1):
        if seen[run[0]]:
            wider = curve[max(0, run[0] - 1) : run[-1] + 2]
            parts.append(np.array([_cut(wider, k, low, high) for k in range(len(wider))]))
    return [part for part in parts if len(part) > 1]


def _cut(part: Floats, k: int, low: float, high: float) -> Floats:
    """Return a point of a part; at its ends, that where it crosses the frame."""
    point = part[k]
    if low <= point[1] <= high:
        return point
    inner = part[1 if k == 0 else k - 1]
    border = low if point[1] < low else high
    share = (border - inner[1]) / (point[1] - inner[1])
    return inner + share * (point - inner)


# What is left


def _has_squares(found: PolynomialFit, extent: float) -> bool:
    """Whether the residuals are few and short enough to be sides of squares."""
    largest = float(np.max(np.abs(as_float(found.residual))))
    return len(found.x) <= MOST_SQUARES and largest <= LARGEST_SQUARE * extent


def _draw_residuals(canvas: Canvas, axes: Axes, found: PolynomialFit, *, has_squares: bool) -> None:
    if found.squares == 0 or len(found.x) > MOST_RESIDUALS:
        return
    x, y, fitted = as_float(found.x), as_float(found.y), as_float(found.fitted)
    ends = axes.pixels(np.stack([np.column_stack([x, y]), np.column_stack([x, fitted])], axis=1))
    ends[..., 1] = np.clip(ends[..., 1], axes.box.bottom, axes.box.top)
    canvas.lines(ends, canvas.colours.rest, 5, layer=2)
    if has_squares:
        for start, end in ends:
            _draw_square(canvas, axes, start, end)


def _draw_square(canvas: Canvas, axes: Axes, start: Floats, end: Floats) -> None:
    """Draw the square on a residual, to its left where there is no room at its right."""
    side = abs(float(end[1] - start[1]))
    is_left = start[0] + side > axes.box.right
    other = start[0] - side if is_left else start[0] + side
    corners = [start, end, (other, end[1]), (other, start[1])]
    canvas.polygon(corners, canvas.colours.rest, SQUARE, layer=1)


def _alt(found: PolynomialFit, x_name: str, y_name: str, style: Style) -> str:
    say = style.notation
    worst = int(np.argmax(np.abs(as_float(found.residual))))
    return (
        f"{len(found.x):,} points with {x_name} across and {y_name} up, and "
        f"{words.name_of(found)} nearest to them, {words.plain(found, say)}. "
        f"{words.fitness(found, say)}. The largest residual is {decimal(found.residual[worst])}, "
        f"at x = {decimal(found.x[worst])}."
    )[:1000]
