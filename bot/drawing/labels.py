"""Label placement: near the anchor, on no other label, on as few lines as possible.

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
from bot.drawing.style import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Role

GAP = 14
"""Pixels between a label and its anchor."""

SPACING = 14
"""Pixels between the points that stand for a line."""

SPARE = 6.0
"""Pixels that should stay free between two labels."""

DIRECTIONS = np.array([(np.cos(t), np.sin(t)) for t in np.arange(16) * (np.pi / 8)])
RINGS = np.array([1.0, 1.7, 2.6])[:, None, None]
"""How far out the candidates lie, as multiples of the nearest possible place."""


@dataclass(frozen=True)
class Label:
    """Words that belong to a point.

    Attributes
    ----------
    anchor
        Pixel position of the point, shape (2,).
    size
        Width and height of the words in pixels.
    away
        The preferred direction of the label, of any length; zero for none.
    letters
        Size of the letters in pixels.
    """

    words: str
    anchor: Floats
    size: tuple[float, float]
    away: Floats
    role: Role = "text"
    letters: float = SMALL
    bold: bool = False

    def write(self, canvas: Canvas, centre: Floats) -> None:
        """Write the words around ``centre``."""
        colour = canvas.colours.of(self.role)
        canvas.text(centre, self.words, self.letters, colour, bold=self.bold)

    def wishes(self, centres: Floats, turn: float) -> Floats:
        """Return the cost of distance from the anchor, and of lying on the wrong side of it.

        Parameters
        ----------
        centres
            Shape (k, 2).
        turn
            The cost of lying at right angles to the preferred direction.
        """
        offsets = centres - self.anchor
        distance = np.linalg.norm(offsets, axis=1)
        costs = 0.5 * distance
        if np.any(self.away):
            length = np.linalg.norm(self.away)
            costs += turn * (1 - offsets @ self.away / (distance * length + 1e-9))
        return costs


def labelled(
    canvas: Canvas,
    words: str,
    anchor: Floats,
    away: Floats,
    role: Role = "text",
    letters: float = SMALL,
    *,
    bold: bool = False,
) -> Label:
    """Return a label with the size that its words take."""
    size = canvas.measure(words, letters, bold=bold)
    return Label(words, anchor, size, away, role, letters, bold)


def reaches(halves: Floats) -> Floats:
    """Return how far from the middle of a box its edge is in each of the `DIRECTIONS`.

    Parameters
    ----------
    halves
        Half of its width and height, shape (..., 2).

    Returns
    -------
    reaches
        Shape (..., 16, 1).
    """
    sizes = halves[..., None, :] / np.maximum(np.abs(DIRECTIONS), 1e-9)
    return sizes.min(axis=-1, keepdims=True)


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


def place_labels(
    labels: Sequence[Label], bounds: Box, lines: Sequence[Floats], taken: Sequence[Box] = ()
) -> list[Floats]:
    """Return the centre of each label, in the order given.

    Parameters
    ----------
    labels
        The most important one first.
    bounds
        Labels stay inside.
    lines
        Polylines, each of shape (k, 2), that a label should not cover.
    taken
        Boxes on which a label must not lie.
    """
    points = np.vstack([np.empty((0, 2)), *(sampled(line) for line in lines)])
    occupied = [box.corners for box in taken]
    centres: list[Floats] = []
    for label in labels:
        # The label's edge, not its centre, keeps the gap from the anchor.
        reach = reaches(np.array(label.size) / 2 + GAP)
        candidates = (label.anchor + DIRECTIONS * reach * RINGS).reshape(-1, 2)
        around = boxes.boxes_around(candidates, label.size)
        costs = label.wishes(candidates, 25) + _costs(around, bounds.corners, points, occupied)
        best = int(np.argmin(costs))
        occupied.append(around[best])
        centres.append(candidates[best])
    return centres


def write_labels(
    canvas: Canvas,
    labels: Sequence[Label],
    bounds: Box,
    lines: Sequence[Floats],
    taken: Sequence[Box],
) -> None:
    """Write labels where `place_labels` puts them."""
    centres = place_labels(labels, bounds, lines, taken)
    for label, centre in zip(labels, centres, strict=True):
        label.write(canvas, centre)


def _costs(around: Floats, bounds: Floats, points: Floats, occupied: Sequence[Floats]) -> Floats:
    """Return the cost of boxes, shape (k, 4): sticking out, overlaps, and lines covered."""
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
        + 14 * boxes.covered(around, points, 5)
    )


def sampled(line: Floats) -> Floats:
    """Return points every `SPACING` pixels along a polyline of shape (k, 2)."""
    pieces = [line[:1]]
    for start, end in pairwise(line):
        count = max(1, int(np.hypot(*(end - start)) // SPACING))
        pieces.append(start + (end - start) * np.linspace(0, 1, count + 1)[1:, None])
    return np.vstack(pieces)
