"""From vectors of any size and dimension to points that a picture can show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from linalg_engine.exact import in_floats_when_too_long

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from linalg_engine.arrays import Vector


LONGEST_RATIO = 12
"""Lengths that differ more than this are not drawn to scale: the short one would vanish."""

SHORT_LENGTH = 0.45
"""Length of the shorter arrow beside one of length 1 where lengths are not to scale."""

SMALLEST_SIZE, LARGEST_SIZE = 1e-100, 1e100
"""Sizes whose squares are still ordinary floats; others are drawn in units of the largest."""

INVISIBLE = 1e-9
"""Coordinates below this share of the largest are less than a pixel in any picture."""


def floats(v: Vector) -> Floats:
    """Return the entries as float64."""
    return v.astype(np.float64)


def length(p: Floats) -> float:
    """Return the Euclidean length, of numbers of any size."""
    return math.hypot(*p)


def unit_circle() -> Floats:
    """Return points on the unit circle, shape (120, 2), the last one equal to the first."""
    turns = np.linspace(0, 2 * np.pi, 120)
    return np.column_stack([np.cos(turns), np.sin(turns)])


def coordinates(*given: Vector) -> tuple[list[Floats], str]:
    """Return points of 2 or 3 coordinates, and a note where they are not those given.

    Beyond 3 entries lengths and angles are kept by looking at the plane that the (at most
    two) vectors span.
    """
    points, note = moderate(*given)
    if len(points[0]) <= 3:
        return [np.pad(p, (0, max(0, 2 - len(p)))) for p in points], note
    note = "seen in the plane that they span" if len(points) > 1 else "seen along its own line"
    return _in_their_plane(points), note


def side_by_side(a: Vector, b: Vector) -> tuple[Floats, Floats, bool]:
    """Return the two with lengths that can be seen together, and whether they are true."""
    p, q = floats(a), floats(b)
    lengths = length(p), length(q)
    if 0 in lengths or max(lengths) <= LONGEST_RATIO * min(lengths):
        return p, q, True
    shown = (1.0, SHORT_LENGTH) if lengths[0] > lengths[1] else (SHORT_LENGTH, 1.0)
    return direction(p) * shown[0], direction(q) * shown[1], False


@in_floats_when_too_long
def direction(v: Vector | Floats) -> Floats:
    """Return the unit vector of a vector that is not zero, of numbers of any size."""
    scaled = floats(v / np.max(np.abs(v)))
    return scaled / length(scaled)


def moderate(*given: Vector) -> tuple[list[Floats], str]:
    """Return points whose squares are ordinary floats, and a note that names their unit.

    Coordinates negligible beside the largest become 0.
    """
    points = [floats(v) for v in given]
    largest = max(float(np.max(np.abs(p))) for p in points)
    points = [np.where(np.abs(p) < INVISIBLE * largest, 0, p) for p in points]
    if not largest or SMALLEST_SIZE < largest < LARGEST_SIZE:
        return points, ""
    return [p / largest for p in points], f"in units of {decimal(largest)}"


def _in_their_plane(points: list[Floats]) -> list[Floats]:
    """Return two coordinates of each point, by Gram and Schmidt, the longest along x."""
    basis: list[Floats] = []
    for p in sorted(points, key=lambda p: -length(p)):
        rest = p - sum((float(p @ e) * e for e in basis), np.zeros(len(p)))
        if length(rest) > INVISIBLE * length(p):
            basis.append(direction(rest))
    while len(basis) < 2:
        basis.append(np.zeros(len(points[0])))
    return [np.array([p @ basis[0], p @ basis[1]]) for p in points]
