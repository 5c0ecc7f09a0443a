"""Least squares as arrows: the right side, its projection on the column space, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import arrows
from bot.drawing.coordinates import INVISIBLE, direction, length, moderate
from bot.drawing.picture import Picture
from bot.drawing.scene import Area, Arrow, Corner, Scene, Segment
from bot.formula import Chain, Row, Symbol, VectorName, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.formula import Formula
    from linalg_engine.elimination import LeastSquares, Solution

BEYOND = 0.25
"""By what share of b's length the column space is seen beyond what lies on it."""

A, B, X = Symbol("A"), VectorName("b", "second"), VectorName("x")


def turning_nearest(found: Solution, style: Style) -> Callable[[], Picture] | None:
    """Return what draws three equations without a solution as an animation in space; else None.

    The column space is a line or a plane there: of a matrix of zeros it is only the origin, and
    there is nothing to be seen.
    """
    least = found.least_squares
    if least is None or len(found.rhs) != 3 or not found.pivot_columns:
        return None
    return lambda: _turning(found, least, style)


def drawing_of_nearest(found: Solution, style: Style) -> Callable[[], Picture] | None:
    """Return what draws two or three equations without a solution as arrows; else None."""
    least = found.least_squares
    if least is None or len(found.rhs) not in (2, 3) or not found.pivot_columns:
        return None
    return lambda: _still(found, least, style)


def _turning(found: Solution, least: LeastSquares, style: Style) -> Picture:
    data = arrows.draw_turning(_scene(found, least, style), style.theme)
    return Picture("nearest.gif", data, f"Animation, turning. {_alt(found, least, style)}")


def _still(found: Solution, least: LeastSquares, style: Style) -> Picture:
    data = arrows.draw(_scene(found, least, style), style.theme)
    return Picture("nearest.png", data, _alt(found, least, style))


def _alt(found: Solution, least: LeastSquares, style: Style) -> str:
    say = style.notation
    shape, room = _shape(found), "space" if len(found.rhs) > 2 else "the plane"
    distance = say.number(least.distance.value)
    return (
        f"Arrows from the origin in {room}: b = {say.vector(found.rhs)}, and "
        f"A x {Chain(None, (say.vector(least.fitted),))}, its projection on the {shape} of the "
        f"columns. What is left, {distance} long, is perpendicular to the {shape}."
    )


def _shape(found: Solution) -> str:
    return "plane" if len(found.pivot_columns) > 1 else "line"


def _scene(found: Solution, least: LeastSquares, style: Style) -> Scene:
    say = style.notation
    dimension = 2 if len(found.rhs) == 2 else 3
    columns = [found.matrix[:, k] for k in found.pivot_columns]
    (b, p), note = moderate(found.rhs, least.fitted)
    if length(p) < INVISIBLE * length(b):
        p = np.zeros(dimension)
    basis = _basis([direction(column) for column in columns], p)
    shape = _shape(found)
    fitted, distance = say.vector(least.fitted), say.number(least.distance.value)
    about = "≈ " if distance.is_rounded else ""
    return Scene(
        dimension=dimension,
        caption=Row((Chain(Row((A, " ", X)), (fitted,)), Words(" is nearest to "), B)),
        note=note or f"the {shape}: all that A x can be; pink: what is left",
        arrows=(
            Arrow(b, _label(B, found.rhs, style), "second"),
            Arrow(p, Row((A, " ", X)), "result"),
        ),
        segments=(
            Segment(p, b, "rest", Row((Words("off by "), about, distance))),
            *(Segment(start, end, "first", look="thin") for start, end in _line(basis, b, p)),
        ),
        areas=_plane(basis, b, p),
        corners=(Corner(p, b - p, basis[0]),),
        given=Chain(A, (say.matrix(found.matrix),)),
        to_scale=not note,
    )


def _label(name: VectorName, v: Floats, style: Style) -> Formula:
    return Chain(name, (style.notation.vector(v, 5),))


def _basis(columns: list[Floats], p: Floats) -> list[Floats]:
    """Return orthonormal directions of the column space, the first one along p if p is not 0."""
    found: list[Floats] = []
    for each in [*([direction(p)] if p.any() else []), *columns]:
        rest = each - sum((float(each @ u) * u for u in found), np.zeros(len(p)))
        if length(rest) > 1e-6 and len(found) < len(columns):
            found.append(direction(rest))
    return found


def _line(basis: list[Floats], b: Floats, p: Floats) -> list[tuple[Floats, Floats]]:
    """Return the ends of a column space that is a line."""
    if len(basis) > 1:
        return []
    beyond = BEYOND * length(b) * basis[0]
    return [(-beyond, p + beyond)]


def _plane(basis: list[Floats], b: Floats, p: Floats) -> tuple[Area, ...]:
    """Return a part around the origin and p of a column space that is a plane."""
    if len(basis) == 1:
        return ()
    u, w = basis
    beyond, half = BEYOND * length(b) * u, 0.5 * length(b) * w
    corners = (-beyond - half, p + beyond - half, p + beyond + half, half - beyond)
    return (Area(corners, "first"),)
