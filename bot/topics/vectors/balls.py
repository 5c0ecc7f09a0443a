"""The points that are as far from the origin as a vector, by a p-norm: circle, diamond, square."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats

SHAPES = {1.0: ("diamond", "octahedron"), 2.0: ("circle", "sphere"), math.inf: ("square", "cube")}
"""In the plane and in space."""


def name_of(order: float, dimension: int) -> str:
    """Return the name of the shape of all points at the same distance."""
    return SHAPES.get(order, ("curve", "surface"))[dimension - 2]


def outline(v: Floats, radius: float, order: float) -> list[Floats]:
    """Return lines, each of shape (k, d), on the points at a distance from the origin.

    In the plane that is all of them; in space, of those in the octant of ``v``, the three lines
    around them, from axis to axis, and for the cube also the edges that meet in its corner.
    """
    quarter = _quarter(order) * radius
    if len(v) == 2:
        turned = np.column_stack([-quarter[:, 1], quarter[:, 0]])
        return [np.vstack([quarter, turned, -quarter, -turned, quarter[:1]])]
    signs = np.where(v < 0, -1.0, 1.0)
    # From x to y, from there to z, and back to x.
    lines = [np.roll(np.insert(quarter, 2, 0, axis=1), axis, axis=1) * signs for axis in range(3)]
    if order == math.inf:
        corner = radius * signs
        edges = corner - np.diag(corner)
        lines += [np.array([edge, corner]) for edge in edges]
    return lines


def _quarter(order: float) -> Floats:
    """Return points of the first quadrant at the distance 1, from [1, 0] on; shape (k, 2)."""
    if order == 1:
        return np.eye(2)
    if order == math.inf:
        return np.array([(1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    turns = np.linspace(0, np.pi / 2, 32)
    points = np.column_stack([np.cos(turns), np.sin(turns)])
    # Beside the largest entry powers of numbers up to 1 never overflow.
    largest = points.max(axis=1, keepdims=True)
    powers = np.sum((points / largest) ** order, axis=1, keepdims=True)
    return points / (largest * powers ** (1 / order))
