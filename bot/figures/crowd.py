"""Names for many points: none on another, each at its point or tied to it by a thin line.

Like `labels.place`, a greedy placement by cost, but for hundreds of points: the candidates of
one name are weighed together, and a name for which there is no free place is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.figures.labels import DIRECTIONS, Box, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

MARGIN = 5.0
"""Pixels that stay free between two names."""

GAPS = (18.0, 30.0, 48.0, 75.0, 110.0, 160.0, 225.0, 310.0)
"""Pixels from a point to the edge of its name, the dearer the farther."""

NEAR = 2
"""How many of the gaps are so small that no line is needed."""

REACH = 12.0
"""Pixels around a point on which no name had better lie."""

SWEEPS = 2
"""How often every name looks again for a better place, once all the others stand."""

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


def place(
    labels: Sequence[Label],
    bounds: Box,
    marks: Points,
    lines: Points,
    taken: Sequence[Box] = (),
    *,
    far: bool,
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
    """
    still = np.array([(b.left, b.bottom, b.right, b.top) for b in taken]).reshape(-1, 4)
    found: list[Placed | None] = []
    for label in labels:
        found.append(_place(label, bounds, _felt(marks, lines, still, labels, found), far=far))
    for _ in range(SWEEPS if far else 0):
        for i, label in enumerate(labels):
            found[i] = None
            found[i] = _place(label, bounds, _felt(marks, lines, still, labels, found), far=True)
    return found


def _felt(
    marks: Points,
    lines: Points,
    still: Points,
    labels: Sequence[Label],
    found: Sequence[Placed | None],
) -> _Felt:
    """Return what a name keeps away from: all that is placed already, and its lines."""
    standing = [
        _boxes(at.centre[None], label.size) for label, at in zip(labels, found, strict=False) if at
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
    directions = np.array(DIRECTIONS)
    sizes = half + np.array(gaps)[:, None, None]
    reach = np.min(sizes / np.maximum(np.abs(directions), 1e-9), axis=2, keepdims=True)
    return (label.anchor + directions * reach).reshape(-1, 2)


def _everywhere(bounds: Box) -> Points:
    xs = np.arange(bounds.left, bounds.right, GRID)
    ys = np.arange(bounds.bottom, bounds.top, GRID)
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


def _best(label: Label, centres: Points, bounds: Box, felt: _Felt, most: float) -> Points | None:
    """Return the cheapest centre that is free and lies on at most so many marks, else None."""
    boxes = _boxes(centres, label.size)
    inside = (boxes[:, 0] >= bounds.left) & (boxes[:, 1] >= bounds.bottom)
    inside &= (boxes[:, 2] <= bounds.right) & (boxes[:, 3] <= bounds.top)
    free = inside & ~_meets(boxes, felt.occupied).any(axis=1)
    centres, boxes = centres[free], boxes[free]
    covered = _covered(boxes, felt.marks, REACH)
    few = covered <= most
    centres, boxes, covered = centres[few], boxes[few], covered[few]
    if not len(centres):
        return None
    offsets = centres - label.anchor
    distance = np.linalg.norm(offsets, axis=1)
    cost = 0.5 * distance + 80 * covered + 16 * np.sqrt(_covered(boxes, felt.lines, 6))
    if label.away.any():
        turned = offsets @ label.away / (distance * np.linalg.norm(label.away) + 1e-9)
        cost += 12 * (1 - turned)
    return centres[int(np.argmin(cost))]


def _boxes(centres: Points, size: tuple[float, float]) -> Points:
    half = np.array(size) / 2
    return np.hstack([centres - half, centres + half])


def _meets(boxes: Points, occupied: Points) -> NDArray[np.bool_]:
    """Return which boxes, shape (c, 4), meet which others, shape (k, 4): shape (c, k)."""
    a, b = boxes[:, None], occupied[None]
    apart = (a[..., :2] >= b[..., 2:] + MARGIN) | (a[..., 2:] + MARGIN <= b[..., :2])
    return ~np.asarray(apart.any(axis=2))


def _covered(boxes: Points, points: Points, margin: float) -> NDArray[np.intp]:
    """Return how many of the points, shape (p, 2), each box lies on or comes near: shape (c,)."""
    low, high = boxes[:, None, :2] - margin, boxes[:, None, 2:] + margin
    return ((points > low) & (points < high)).all(axis=2).sum(axis=1)


def _leader(label: Label, centre: Points) -> Points | None:
    """Return a line from the point to the nearest point of the name's box, where it is long."""
    half = np.array(label.size) / 2
    nearest = np.clip(label.anchor, centre - half, centre + half)
    if float(np.hypot(*(nearest - label.anchor))) <= GAPS[NEAR - 1] * 1.3:
        return None
    return np.array([label.anchor, nearest])
