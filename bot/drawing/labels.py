"""Where to write a label: at its thing, on no other label, on as few lines as possible.

A greedy point-feature placement (Christensen, Marks and Shieber, "An empirical study of
algorithms for point-feature label placement", 1995, section 3.1): labels are placed in
the given order, each at the candidate position that costs least.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

GAP = 14
"""Pixels between a label and what it belongs to."""

SPACING = 14
"""Pixels between the points by which a line is felt."""

SPARE = 6.0
"""Pixels that had better stay free between two labels."""

DIRECTIONS = np.array([(np.cos(t), np.sin(t)) for t in np.arange(16) * (np.pi / 8)])
RINGS = np.array([1.0, 1.7, 2.6])
"""How far out the candidates lie, as multiples of the nearest possible place."""


@dataclass(frozen=True)
class Label:
    """Words of a given size that belong to a point.

    Attributes
    ----------
    anchor
        Pixel position of the thing, shape (2,).
    size
        Width and height in pixels.
    away
        The direction in which the label would best lie, any length; zero for no wish.
    """

    anchor: Points
    size: tuple[float, float]
    away: Points


@dataclass(frozen=True)
class Box:
    """An upright rectangle of pixels."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, centre: Points, size: tuple[float, float]) -> Box:
        """Return the box of ``size`` around ``centre``."""
        (x, y), (w, h) = centre, size
        return cls(x - w / 2, y - h / 2, x + w / 2, y + h / 2)

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


def place(
    labels: Sequence[Label], bounds: Box, lines: Sequence[Points], taken: Sequence[Box] = ()
) -> list[Points]:
    """Return the centre of each label, in the order given.

    Parameters
    ----------
    labels
        The most important one first.
    bounds
        Labels stay inside.
    lines
        Polylines, each of shape (k, 2), on which a label had better not lie.
    taken
        Boxes on which a label must not lie.
    """
    felt = np.vstack([np.empty((0, 2)), *(_sampled(line) for line in lines)])
    occupied = [_corners(box) for box in taken]
    centres: list[Points] = []
    for label in labels:
        candidates = _candidates(label)
        around = boxes.boxes_around(candidates, label.size)
        costs = _wishes(label, candidates) + _costs(around, _corners(bounds), felt, occupied)
        best = int(np.argmin(costs))
        occupied.append(around[best])
        centres.append(candidates[best])
    return centres


def _candidates(label: Label) -> Points:
    """Return where the label could be, shape (k, 2)."""
    # The label's edge, not its centre, keeps the gap from the anchor.
    half = np.array(label.size) / 2 + GAP
    reach = np.min(half / np.maximum(np.abs(DIRECTIONS), 1e-9), axis=1, keepdims=True)
    return (label.anchor + DIRECTIONS * reach * RINGS[:, None, None]).reshape(-1, 2)


def _wishes(label: Label, centres: Points) -> Points:
    """Return what it costs to lie far from the anchor, and on the wrong side of it."""
    offsets = centres - label.anchor
    distance = np.linalg.norm(offsets, axis=1)
    costs = 0.5 * distance
    if np.any(label.away):
        costs += 25 * (1 - offsets @ label.away / (distance * np.linalg.norm(label.away)))
    return costs


def _costs(around: Points, bounds: Points, felt: Points, occupied: Sequence[Points]) -> Points:
    """Return what it costs boxes, shape (k, 4), to stick out and to lie on others and on lines."""
    excess = np.maximum(0, bounds[:2] - around[:, :2]) + np.maximum(0, around[:, 2:] - bounds[2:])
    out = excess.sum(axis=1)
    others = np.array(occupied).reshape(-1, 4)
    low = np.maximum(around[:, None, :2], others[:, :2])
    high = np.minimum(around[:, None, 2:], others[:, 2:])
    shared = np.prod(np.maximum(0, high - low + SPARE), axis=2)
    return (
        1000 * (out > 0)
        + 20 * out
        + np.sum(200 * (shared > 0) + shared / 10, axis=1)
        + 14 * boxes.covered(around, felt, 5)
    )


def _corners(box: Box) -> Points:
    return np.array([box.left, box.bottom, box.right, box.top])


def _sampled(line: Points) -> Points:
    """Return points every `SPACING` pixels along a polyline."""
    pieces = [line[:1]]
    for start, end in pairwise(line):
        count = max(1, int(np.hypot(*(end - start)) // SPACING))
        pieces.append(start + (end - start) * np.linspace(0, 1, count + 1)[1:, None])
    return np.vstack(pieces)
