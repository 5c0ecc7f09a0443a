"""Names for many points: none on another, each at its point or tied to it by a thin line.

Like `labels.place`, a greedy placement by cost, but for hundreds of points: the candidates of
one name are weighed together, and a name for which there is no free place is left out. Names that
may stand far from their points are then arranged anew, see `arrangement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import boxes
from bot.drawing.arrangement import Places, arrange
from bot.drawing.labels import DIRECTIONS, Box, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

GAPS = (18.0, 30.0, 48.0, 75.0, 110.0, 160.0, 225.0, 310.0)
"""Pixels from a point to the edge of its name, the dearer the farther."""

NEAR = 2
"""How many of the gaps are so small that no line is needed."""

REACH = 12.0
"""Pixels around a point on which no name had better lie."""

ON_A_POINT = 160.0
OVER_A_POINT = 40.0
"""What it costs that a name, or the line to it, lies on a point that is not its own."""

STEPS = np.linspace(0, 1, 12)[:, None]
"""Where along a line it is felt."""

GRID = 24.0
"""Pixels between the places that are tried, all over the picture, where none of those is free."""


@dataclass(frozen=True)
class _Felt:
    """What a name keeps away from: points, points on lines, boxes of shape (k, 4)."""

    marks: Points
    lines: Points
    occupied: Points


@dataclass(frozen=True)
class Placed:
    """Where a name stands.

    Attributes
    ----------
    centre
        Shape (2,).
    leader
        Shape (2, 2): the line from the point to the name; None where the name is near.
    """

    centre: Points
    leader: Points | None

    @property
    def length(self) -> float:
        """Pixels of the leader."""
        return 0.0 if self.leader is None else float(np.hypot(*(self.leader[1] - self.leader[0])))


def place(
    labels: Sequence[Label],
    bounds: Box,
    marks: Points,
    lines: Points,
    taken: Sequence[Box] = (),
    *,
    far: bool,
    tied: bool = True,
) -> list[Placed | None]:
    """Return where each name stands, in the order given; None where there is no room for it.

    Parameters
    ----------
    labels
        The most important one first.
    bounds
        Names stay inside.
    marks
        Shape (p, 2): points, on which a name had better not lie.
    lines
        Shape (q, 2): points on lines, which matter less.
    taken
        Boxes on which no name may lie.
    far
        Whether a name may stand far from its point, tied to it by a line, and on other points.
        If not, names in the thick of the crowd are left out.
    tied
        Whether the lines are drawn, and so had better cross nothing.
    """
    still = _stack(taken)
    found: list[Placed | None] = []
    for label in labels:
        found.append(_place(label, bounds, _felt(marks, lines, still, labels, found), far=far))
    placed = [at for at in found if at is not None]
    if far and len(placed) == len(labels) > 1:
        return [*rearranged(labels, placed, bounds, marks, lines, taken, tied=tied)]
    return found


def rearranged(
    labels: Sequence[Label],
    placed: Sequence[Placed],
    bounds: Box,
    marks: Points,
    lines: Points,
    taken: Sequence[Box] = (),
    *,
    tied: bool = True,
) -> list[Placed]:
    """Return names that have found their places where they are best all together.

    Parameters
    ----------
    labels, placed
        What `place` was given, and what it returned.
    bounds, marks, lines, taken, tied
        As for `place`.
    """
    felt = _Felt(marks, lines, _stack(taken))
    names: list[Places] = []
    for label, at in zip(labels, placed, strict=True):
        centres = np.vstack([at.centre, _around(label, far=True)])
        centres = centres[_is_free(boxes.boxes_around(centres, label.size), bounds, felt)]
        around = boxes.boxes_around(centres, label.size)
        ties = _ties(label, centres if tied else np.broadcast_to(label.anchor, centres.shape))
        costs = _costs(label, centres, around, felt)
        # Its own point is at the beginning.
        costs += OVER_A_POINT * np.maximum(boxes.run_over(ties, felt.marks, REACH) - 1, 0)
        names.append(Places(centres, around, ties, costs).cheapest(0))
    chosen = zip(labels, names, arrange(names), strict=True)
    return [Placed(name.centres[k], _leader(label, name.centres[k])) for label, name, k in chosen]


def _stack(taken: Sequence[Box]) -> Points:
    return np.array([(b.left, b.bottom, b.right, b.top) for b in taken]).reshape(-1, 4)


def _felt(
    marks: Points,
    lines: Points,
    still: Points,
    labels: Sequence[Label],
    found: Sequence[Placed | None],
) -> _Felt:
    """Return what a name keeps away from: all that is placed already, and its lines."""
    standing = [
        boxes.boxes_around(at.centre[None], label.size)
        for label, at in zip(labels, found, strict=False)
        if at
    ]
    ties = [
        at.leader[0] + (at.leader[1] - at.leader[0]) * STEPS
        for at in found
        if at is not None and at.leader is not None
    ]
    return _Felt(marks, np.vstack([lines, *ties]), np.vstack([still, *standing]))


def _place(label: Label, bounds: Box, felt: _Felt, *, far: bool) -> Placed | None:
    most = np.inf if far else 1
    centre = _best(label, _around(label, far=far), bounds, felt, most)
    if centre is None and far:
        centre = _best(label, _everywhere(bounds), bounds, felt, most)
    return None if centre is None else Placed(centre, _leader(label, centre))


def _around(label: Label, *, far: bool) -> Points:
    half = np.array(label.size) / 2
    gaps = GAPS if far else GAPS[:NEAR]
    sizes = half + np.array(gaps)[:, None, None]
    reach = np.min(sizes / np.maximum(np.abs(DIRECTIONS), 1e-9), axis=2, keepdims=True)
    return (label.anchor + DIRECTIONS * reach).reshape(-1, 2)


def _everywhere(bounds: Box) -> Points:
    xs = np.arange(bounds.left, bounds.right, GRID)
    ys = np.arange(bounds.bottom, bounds.top, GRID)
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


def _best(label: Label, centres: Points, bounds: Box, felt: _Felt, most: float) -> Points | None:
    """Return the cheapest centre that is free and lies on at most so many marks, else None."""
    around = boxes.boxes_around(centres, label.size)
    few = boxes.covered(around, felt.marks, REACH) <= most
    centres = centres[few & _is_free(around, bounds, felt)]
    if not len(centres):
        return None
    around = boxes.boxes_around(centres, label.size)
    return centres[int(np.argmin(_costs(label, centres, around, felt)))]


def _is_free(around: Points, bounds: Box, felt: _Felt) -> NDArray[np.bool_]:
    """Return which boxes are inside and on no other."""
    inside = (around[:, 0] >= bounds.left) & (around[:, 1] >= bounds.bottom)
    inside &= (around[:, 2] <= bounds.right) & (around[:, 3] <= bounds.top)
    return inside & ~boxes.meet(around, felt.occupied).any(axis=1)


def _costs(label: Label, centres: Points, around: Points, felt: _Felt) -> Points:
    """Return how far from its point, on what, and how much on the wrong side a name stands."""
    offsets = centres - label.anchor
    distance = np.linalg.norm(offsets, axis=1)
    cost = 0.5 * distance + ON_A_POINT * boxes.covered(around, felt.marks, REACH)
    cost += 16 * np.sqrt(boxes.covered(around, felt.lines, 6))
    if label.away.any():
        turned = offsets @ label.away / (distance * np.linalg.norm(label.away) + 1e-9)
        cost += 12 * (1 - turned)
    return cost


def _ties(label: Label, centres: Points) -> Points:
    """Return lines from the point to the nearest point of each box; of length 0 where short."""
    half = np.array(label.size) / 2
    ends = np.clip(label.anchor, centres - half, centres + half)
    is_long = np.linalg.norm(ends - label.anchor, axis=1) > GAPS[NEAR - 1] * 1.3
    ends = np.where(is_long[:, None], ends, label.anchor)
    return np.stack([np.broadcast_to(label.anchor, ends.shape), ends], axis=1)


def _leader(label: Label, centre: Points) -> Points | None:
    """Return the line from the point to its name, where it is long."""
    (tie,) = _ties(label, centre[None])
    return tie if np.any(tie[0] != tie[1]) else None
