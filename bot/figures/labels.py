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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

GAP = 14
"""Pixels between a label and what it belongs to."""

SPACING = 14
"""Pixels between the points by which a line is felt."""

DIRECTIONS = [np.array([np.cos(t), np.sin(t)]) for t in np.arange(16) * (np.pi / 8)]
RINGS = (1.0, 1.7, 2.6)
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

    def overlap(self, other: Box, margin: float = 6) -> float:
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

    def covered(self, points: Points, margin: float = 5) -> int:
        """Return how many of ``points``, shape (k, 2), lie in the box or at its edge."""
        x, y = points[:, 0], points[:, 1]
        inside = (x > self.left - margin) & (x < self.right + margin)
        inside &= (y > self.bottom - margin) & (y < self.top + margin)
        return int(inside.sum())


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
    occupied = list(taken)
    centres: list[Points] = []
    for label in labels:
        candidates = _candidates(label)
        costs = [_cost(label, c, bounds, felt, occupied) for c in candidates]
        best = candidates[int(np.argmin(costs))]
        occupied.append(Box.around(best, label.size))
        centres.append(best)
    return centres


def _candidates(label: Label) -> list[Points]:
    half = np.array(label.size) / 2
    places: list[Points] = []
    for ring in RINGS:
        for direction in DIRECTIONS:
            # The label's edge, not its centre, keeps the gap from the anchor.
            reach = min(
                (half[axis] + GAP) / abs(direction[axis]) if abs(direction[axis]) > 1e-9 else np.inf
                for axis in (0, 1)
            )
            places.append(label.anchor + direction * reach * ring)
    return places


def _cost(
    label: Label, centre: Points, bounds: Box, felt: Points, occupied: Sequence[Box]
) -> float:
    box = Box.around(centre, label.size)
    offset = centre - label.anchor
    wish = 0.0
    if np.any(label.away):
        turned = offset @ label.away / (np.linalg.norm(offset) * np.linalg.norm(label.away))
        wish = 25 * (1 - turned)
    return float(
        1000 * bool(excess := box.excess(bounds))
        + 20 * excess
        + sum(200 * bool(shared) + shared / 10 for o in occupied for shared in [box.overlap(o)])
        + 14 * box.covered(felt)
        + 0.5 * np.linalg.norm(offset)
        + wish
    )


def _sampled(line: Points) -> Points:
    """Return points every `SPACING` pixels along a polyline."""
    pieces = [line[:1]]
    for start, end in pairwise(line):
        count = max(1, int(np.hypot(*(end - start)) // SPACING))
        pieces.append(start + (end - start) * np.linspace(0, 1, count + 1)[1:, None])
    return np.vstack(pieces)
