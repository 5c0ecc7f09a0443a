"""Boxes in pixels, many at a time: which overlap, and which points and lines meet them.

A box is left, bottom, right, top: k boxes have shape (k, 4). A line is its two ends: t lines have
shape (t, 2, 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats, Indices


MARGIN = 5.0
"""Pixels that stay free between two boxes."""

SPARE = 6.0
"""Pixels that should stay free between two labels."""


@dataclass(frozen=True)
class Box:
    """An upright rectangle of pixels."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, centre: Floats, size: tuple[float, float]) -> Box:
        """Return the box of ``size`` around ``centre``."""
        (x, y), (w, h) = centre, size
        return cls(x - w / 2, y - h / 2, x + w / 2, y + h / 2)

    @property
    def corners(self) -> Floats:
        """Left, bottom, right, top; shape (4,)."""
        return np.array([self.left, self.bottom, self.right, self.top])

    @property
    def centre(self) -> Floats:
        """The point in its middle, shape (2,)."""
        return np.array([self.left + self.right, self.bottom + self.top]) / 2

    def corners_for(self, size: tuple[float, float]) -> list[Floats]:
        """Return the centres of boxes of a size in its four corners, the lower ones first."""
        half = np.array(size) / 2
        (left, bottom), (right, top) = self.corners[:2] + half, self.corners[2:] - half
        return [np.array([x, y]) for y in (bottom, top) for x in (left, right)]

    def overlap(self, other: Box, margin: float = SPARE) -> float:
        """Return the shared area in square pixels, each box grown by half of ``margin``."""
        width = min(self.right, other.right) - max(self.left, other.left) + margin
        height = min(self.top, other.top) - max(self.bottom, other.bottom) + margin
        return max(0.0, width) * max(0.0, height)

    def excess(self, bounds: Box) -> float:
        """Return by how many pixels the box sticks out of ``bounds``, sides added up."""
        return (
            max(0.0, bounds.left - self.left)
            + max(0.0, bounds.bottom - self.bottom)
            + max(0.0, self.right - bounds.right)
            + max(0.0, self.top - bounds.top)
        )


def boxes_around(centres: Floats, size: tuple[float, float]) -> Floats:
    """Return the boxes of one size around centres of shape (k, 2)."""
    half = np.array(size) / 2
    return np.hstack([centres - half, centres + half])


def excess(boxes: Floats, bounds: Floats) -> Floats:
    """Return by how many pixels boxes stick out of bounds, shape (4,), sides added up: (k,)."""
    inside = np.maximum(boxes[:, :2], bounds[:2]) - boxes[:, :2]
    return (inside + np.maximum(boxes[:, 2:], bounds[2:]) - bounds[2:]).sum(axis=1)


def meet(a: Floats, b: Floats) -> Booleans:
    """Return which of a's boxes overlap which of b's, or nearly: shape (len(a), len(b))."""
    left, bottom, right, top = b.T
    found = (a[:, :1] < right + MARGIN) & (a[:, 2:3] > left - MARGIN)
    found &= (a[:, 1:2] < top + MARGIN) & (a[:, 3:] > bottom - MARGIN)
    return found


def covered(boxes: Floats, points: Floats, margin: float) -> Indices:
    """Return how many of the points, shape (p, 2), each box covers, or nearly: shape (k,)."""
    if not len(boxes):
        return np.zeros(0, dtype=np.intp)
    # Of thousands of points few lie near any of the boxes.
    near = (points > boxes[:, :2].min(axis=0) - margin) & (
        points < boxes[:, 2:].max(axis=0) + margin
    )
    points = points[near.all(axis=1)]
    low, high = boxes[:, None, :2] - margin, boxes[:, None, 2:] + margin
    return ((points > low) & (points < high)).all(axis=2).sum(axis=1)


def distances(boxes: Floats, points: Floats) -> Floats:
    """Return how far each box is from each of the points, shape (p, 2): shape (k, p)."""
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    outside = np.maximum(0, np.maximum(low - points, points - high))
    return np.hypot(outside[..., 0], outside[..., 1])


def away(lines: Floats, points: Floats) -> Floats:
    """Return how far each line is from each of the points, shape (p, 2): shape (t, p)."""
    along = (lines[:, 1] - lines[:, 0])[:, None]
    from_start = points - lines[:, :1]
    share = np.sum(from_start * along, axis=2) / np.maximum(np.sum(along**2, axis=2), 1e-9)
    offsets = from_start - np.clip(share, 0, 1)[..., None] * along
    return np.hypot(offsets[..., 0], offsets[..., 1])


def pierce(lines: Floats, boxes: Floats) -> Booleans:
    """Return which lines go through which boxes: shape (t, k).

    By clipping at the sides: Liang and Barsky, *A new concept and method for line clipping*, ACM
    Transactions on Graphics 3, 1984.
    """
    enters, leaves = np.zeros((len(lines), len(boxes))), np.ones((len(lines), len(boxes)))
    for axis in (0, 1):
        start = lines[:, 0, axis, None]
        along = lines[:, 1, axis, None] - start
        along = np.where(np.abs(along) < 1e-9, 1e-9, along)
        first, second = (boxes[:, axis] - start) / along, (boxes[:, axis + 2] - start) / along
        np.maximum(enters, np.minimum(first, second), out=enters)
        np.minimum(leaves, np.maximum(first, second), out=leaves)
    return np.asarray(enters < leaves)


@dataclass(frozen=True)
class Polygon:
    """A convex polygon, ready to be compared with many boxes.

    Two convex shapes are apart if they are so along a side of one of them (the separating axis
    theorem).

    Attributes
    ----------
    across
        The directions at right angles to the sides of a box and to its own, shape (2, n + 2).
    low, high
        How far it reaches in each of them, shape (n + 2,).
    """

    across: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, corners: Floats) -> Polygon:
        """Return the polygon with these corners in order, shape (n, 2)."""
        sides = np.vstack([corners[1:], corners[:1]]) - corners
        across = np.hstack([np.eye(2), [-sides[:, 1], sides[:, 0]]])
        own = corners @ across
        return cls(across, own.min(axis=0), own.max(axis=0))

    def meets(self, boxes: Floats) -> Booleans:
        """Return which boxes meet it: shape (k,)."""
        middles = (boxes[:, 2:] + boxes[:, :2]) @ self.across / 2
        reaches = (boxes[:, 2:] - boxes[:, :2]) @ np.abs(self.across) / 2
        meet = (middles + reaches > self.low) & (middles - reaches < self.high)
        return np.asarray(meet.all(axis=1))


def cross(a: Floats, b: Floats) -> Booleans:
    """Return which of a's lines cross which of b's: shape (len(a), len(b))."""
    (ax, ay), (ux, uy) = a[:, 0].T[..., None], (a[:, 1] - a[:, 0]).T[..., None]
    (bx, by), (vx, vy) = b[:, 0].T, (b[:, 1] - b[:, 0]).T
    # The ends of each line must lie on both sides of the other.
    x, y = bx - ax, by - ay
    of_b_start, of_b_end = ux * y - uy * x, ux * (y + vy) - uy * (x + vx)
    of_a_start, of_a_end = vy * x - vx * y, vy * (x - ux) - vx * (y - uy)
    return np.asarray((of_b_start * of_b_end < 0) & (of_a_start * of_a_end < 0))
