"""Boxes of pixels by the hundred, and what lines and points do to them.

A box is left, bottom, right, top; of many, the shape is (k, 4). A line is its two ends; of many,
the shape is (t, 2, 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Truths = NDArray[np.bool_]

MARGIN = 5.0
"""Pixels that stay free between two boxes."""


def boxes_around(centres: Points, size: tuple[float, float]) -> Points:
    """Return the boxes of one size around centres of shape (k, 2)."""
    half = np.array(size) / 2
    return np.hstack([centres - half, centres + half])


def meet(a: Points, b: Points) -> Truths:
    """Return which of a's boxes lie on which of b's, or nearly: shape (len(a), len(b))."""
    a, b = a[:, None], b[None]
    apart = (a[..., :2] >= b[..., 2:] + MARGIN) | (a[..., 2:] + MARGIN <= b[..., :2])
    return ~np.asarray(apart.any(axis=2))


def covered(boxes: Points, points: Points, margin: float) -> NDArray[np.intp]:
    """Return how many of the points, shape (p, 2), each box lies on or comes near: shape (k,)."""
    low, high = boxes[:, None, :2] - margin, boxes[:, None, 2:] + margin
    return ((points > low) & (points < high)).all(axis=2).sum(axis=1)


def pierce(lines: Points, boxes: Points) -> Truths:
    """Return which lines go through which boxes: shape (t, k).

    By clipping at the sides: Liang and Barsky, *A new concept and method for line clipping*, ACM
    Transactions on Graphics 3, 1984.
    """
    start = lines[:, None, 0]
    along = lines[:, None, 1] - start
    along = np.where(np.abs(along) < 1e-9, 1e-9, along)
    first, second = (boxes[:, :2] - start) / along, (boxes[:, 2:] - start) / along
    enters = np.minimum(first, second).max(axis=2)
    leaves = np.maximum(first, second).min(axis=2)
    return np.asarray(np.maximum(enters, 0) < np.minimum(leaves, 1))


def cross(a: Points, b: Points) -> Truths:
    """Return which of a's lines cross which of b's: shape (len(a), len(b))."""
    a, b = a[:, None], b[None]

    def side(line: Points, point: Points) -> Points:
        along, to = line[..., 1, :] - line[..., 0, :], point - line[..., 0, :]
        return along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]

    split = side(a, b[..., 0, :]) * side(a, b[..., 1, :]) < 0
    split &= side(b, a[..., 0, :]) * side(b, a[..., 1, :]) < 0
    return np.asarray(split)


def run_over(lines: Points, marks: Points, reach: float) -> NDArray[np.intp]:
    """Return over how many marks, discs of radius ``reach``, each line runs: shape (t,)."""
    start = lines[:, None, 0]
    along = lines[:, None, 1] - start
    length = np.maximum(np.sum(along**2, axis=2), 1e-9)
    share = np.clip(np.sum((marks - start) * along, axis=2) / length, 0, 1)
    apart = start + share[..., None] * along - marks
    return (np.sum(apart**2, axis=2) < reach**2).sum(axis=1)
