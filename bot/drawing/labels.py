"""Label placement: near the anchor, on no other label, on as few lines as possible.

A greedy point-feature placement (Christensen, Marks and Shieber, "An empirical study of
algorithms for point-feature label placement", 1995, section 3.1): labels are placed in
the given order, each at the candidate position that costs least.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import boxes
from bot.drawing.boxes import SPARE
from bot.drawing.obstacles import Obstacles
from bot.drawing.style import SMALL
from bot.formula import Chain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.boxes import Box
    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Role
    from bot.formula.node import Formula

GAP = 14
"""Pixels between a label and its anchor."""

DIRECTIONS = np.array([(np.cos(t), np.sin(t)) for t in np.arange(16) * (np.pi / 8)])
FURTHER_OUT = np.array([0.0, 24.0, 56.0, 100.0])[:, None, None]
"""Pixels by which candidates lie farther from the anchor than the nearest possible place."""


BESIDE = np.array([-20.0, 0.0, 20.0, 0.0])
"""Pixels that stay free at both ends of a label, so that two in a line are not read as one."""

MISLEADING = 60.0
"""Cost of lying nearer to the anchor of another label than to the own one."""

CLOSE = 4.0
"""Pixels by which that must be nearer."""

LINE_MARGIN = 5.0
"""Pixels that should stay free between a label and a line."""

NONE = np.empty((0, 2))
"""No points."""


@dataclass(frozen=True)
class Label:
    """Words or a formula that belong to a point.

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
    more
        Further places for its middle, shape (k, 2), beside those around the anchor.
    instead
        Places, shape (k, 2), of which the first free one is taken where the others are on lines.
    """

    words: Formula
    anchor: Floats
    size: tuple[float, float]
    away: Floats
    role: Role = "text"
    letters: float = SMALL
    bold: bool = False
    more: Floats | None = None
    instead: Floats = field(default_factory=lambda: NONE)

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
    words: Formula,
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


def offset(label: Label, direction: Floats) -> Floats:
    """Return how far from its anchor the middle of a label is that keeps off it on one side.

    Parameters
    ----------
    direction
        Of the side, of length 1.
    """
    half = np.array(label.size) / 2 + GAP
    return direction * float(np.min(half / np.maximum(np.abs(direction), 1e-9)))


def write_labels(
    canvas: Canvas,
    labels: Sequence[Label],
    bounds: Box,
    avoid: Floats | None = None,
    *,
    shorten: bool = False,
    others: Floats = NONE,
) -> int:
    """Write labels where nothing is in their way; return how many are left out.

    Parameters
    ----------
    canvas
        With all that labels must keep clear of drawn.
    labels
        The most important one first.
    bounds
        Labels stay inside.
    avoid
        Further boxes on which no label may lie, shape (p, 4).
    shorten
        Whether the left sides are written of equations that find no place.
    others
        Points without a label that one could seem to belong to, shape (q, 2).
    """
    centres = free_centres(canvas, labels, bounds, avoid, others)
    left_out: list[Label] = []
    for label, centre in zip(labels, centres, strict=True):
        if centre is None:
            left_out.append(label)
        else:
            label.write(canvas, centre)
    if not shorten:
        return len(left_out)
    shorter = [short for label in left_out if (short := shortened(canvas, label))]
    without = len(left_out) - len(shorter)
    return without + (write_labels(canvas, shorter, bounds, avoid, others=others) if shorter else 0)


def shortened(canvas: Canvas, label: Label) -> Label | None:
    """Return an equation's left side alone, which needs less room; None of other words."""
    if not isinstance(label.words, Chain) or label.words.left is None:
        return None
    size = canvas.measure(label.words.left, label.letters, bold=label.bold)
    return replace(label, words=label.words.left, size=size)


def free_centres(
    canvas: Canvas,
    labels: Sequence[Label],
    bounds: Box,
    avoid: Floats | None = None,
    others: Floats = NONE,
) -> list[Floats | None]:
    """Return where `write_labels` would write labels; None for those it would leave out."""
    if not labels:
        return []
    obstacles = Obstacles.on(canvas)
    if avoid is not None:
        obstacles = replace(obstacles, boxes=np.vstack([obstacles.boxes, avoid]))
    placed = _placed(labels, bounds, obstacles, others)
    return [centre if is_free else None for centre, is_free in placed]


def _placed(
    labels: Sequence[Label], bounds: Box, obstacles: Obstacles, others: Floats
) -> list[tuple[Floats, bool]]:
    """Return the best centre of each label, and whether it is free there."""
    taken = obstacles.boxes
    anchors = np.vstack([*(label.anchor for label in labels), others])
    found: list[tuple[Floats, bool]] = []
    for label in labels:
        blocked = replace(obstacles, boxes=taken)
        centre, is_free = _best(label, bounds, blocked, anchors)
        around = boxes.boxes_around(centre[None], label.size)
        on_lines = boxes.covered(around, obstacles.points, 0).any()
        other = _instead(label, bounds, blocked) if on_lines or not is_free else None
        if other is not None:
            centre, is_free = other, True
        if is_free:
            taken = np.vstack([taken, boxes.boxes_around(centre[None], label.size) + BESIDE])
        found.append((centre, is_free))
    return found


def _best(label: Label, bounds: Box, obstacles: Obstacles, anchors: Floats) -> tuple[Floats, bool]:
    """Return the cheapest of a label's places, and whether it is free."""
    places = candidates(label)
    around = boxes.boxes_around(places, label.size)
    hindered = forbidden(around, bounds.corners, obstacles.boxes)
    costs = costs_of(label, places, obstacles.points)
    costs += MISLEADING * misleads(around, label, anchors)
    best = int(np.argmin(costs + 1000 * hindered))
    return places[best], bool(hindered[best] == 0)


def _instead(label: Label, bounds: Box, obstacles: Obstacles) -> Floats | None:
    """Return the first free place of those for a label that would else lie on lines, if any."""
    if not len(label.instead):
        return None
    around = boxes.boxes_around(label.instead, label.size)
    free = forbidden(around, bounds.corners, obstacles.boxes) == 0
    free &= boxes.covered(around, obstacles.points, LINE_MARGIN) == 0
    return label.instead[int(np.argmax(free))] if free.any() else None


def candidates(label: Label) -> Floats:
    """Return where the middle of a label may be, shape (k, 2)."""
    # The label's edge, not its centre, keeps the gap from the anchor.
    reach = reaches(np.array(label.size) / 2 + GAP)
    around = (label.anchor + DIRECTIONS * reach + FURTHER_OUT * DIRECTIONS).reshape(-1, 2)
    return around if label.more is None else np.vstack([label.more, around])


def costs_of(label: Label, places: Floats, points: Floats) -> Floats:
    """Return the cost of each place, shape (k,), beside points of lines, shape (p, 2)."""
    around = boxes.boxes_around(places, label.size)
    return label.wishes(places, 25) + 14 * boxes.covered(around, points, LINE_MARGIN)


def misleads(around: Floats, label: Label, anchors: Floats) -> Booleans:
    """Return which boxes of a label, shape (k, 4), are nearer to another one of the anchors."""
    (own,) = boxes.distances(around, label.anchor[None]).T
    return np.asarray(boxes.distances(around, anchors).min(axis=1) < own - CLOSE)


def forbidden(around: Floats, bounds: Floats, occupied: Floats) -> Floats:
    """Return how badly boxes, shape (k, 4), stick out or overlap others; 0 where they are free."""
    low = np.maximum(around[:, None, :2], occupied[:, :2])
    high = np.minimum(around[:, None, 2:], occupied[:, 2:])
    shared = np.prod(np.maximum(0, high - low + SPARE), axis=2)
    return boxes.excess(around, bounds) + np.sum((shared > 0) + shared / 2000, axis=1)
