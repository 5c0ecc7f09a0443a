"""Names for many points: none on another, each at its point or tied to it by a leader line.

Like `labels.place_labels` a greedy placement by cost, but a name for which there is no free
place is left out. Names that may be far from their points are then arranged all together, see
`arrangement`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import boxes
from bot.drawing.arrangement import Places, arrange
from bot.drawing.labels import DIRECTIONS, reaches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.boxes import Box
    from bot.drawing.labels import Label

GAPS = (18.0, 30.0, 48.0, 75.0, 110.0, 160.0, 225.0, 310.0)
"""Pixels from a point to the edge of its name; cost grows with distance."""

NEAR = 39.0
"""Pixels between a point and its name up to which no line is needed."""

REACH = 12.0
"""Pixels around a point that a name should not cover."""

ON_A_POINT = 160.0
OVER_A_POINT = 40.0
"""Costs of a name, and of a leader line, on a point that is not its own."""

STEPS = np.linspace(0, 1, 12)[:, None]
"""The points that stand for a leader line."""

GRID = 24.0
"""Pixels between places all over the picture, tried where no place near the point is free."""


@dataclass(frozen=True)
class Obstacles:
    """Obstacles for names.

    Attributes
    ----------
    bounds
        Names stay inside.
    marks
        Shape (p, 2): points that a name should not cover.
    lines
        Shape (q, 2): points on lines, which matter less.
    taken
        Shape (k, 4): boxes on which no name may lie.
    """

    bounds: Box
    marks: Floats
    lines: Floats
    taken: Floats

    def beside(self, *names: tuple[Label, Placed]) -> Obstacles:
        """Return these and the names that are placed, with their leader lines."""
        around = [boxes.boxes_around(at.centre[None], label.size) for label, at in names]
        leaders = [at.leader for _, at in names if at.leader is not None]
        lines = [start + (end - start) * STEPS for start, end in leaders]
        return replace(
            self,
            lines=np.vstack([self.lines, *lines]),
            taken=np.vstack([self.taken, *around]),
        )

    def allow(self, around: Floats) -> Booleans:
        """Return which boxes, shape (k, 4), are inside the bounds and on no other box."""
        low, high = self.bounds.corners[:2], self.bounds.corners[2:]
        outside = (around[:, :2] < low) | (around[:, 2:] > high)
        return np.asarray(~(outside.any(axis=1) | boxes.meet(around, self.taken).any(axis=1)))


@dataclass(frozen=True)
class Placed:
    """The place of a name.

    Attributes
    ----------
    centre
        Shape (2,).
    leader
        Shape (2, 2): the line from the point to the name; None where the name is near.
    """

    centre: Floats
    leader: Floats | None

    @property
    def length(self) -> float:
        """Pixels of the leader."""
        return 0.0 if self.leader is None else float(np.hypot(*(self.leader[1] - self.leader[0])))


def place_names(
    labels: Sequence[Label],
    obstacles: Obstacles,
    longest: Sequence[float],
    *,
    tied: bool = True,
) -> list[Placed | None]:
    """Return the place of each name; None where there is no room for it.

    Parameters
    ----------
    labels
        The most important one first.
    longest
        Pixels of each leader line at most: 0 for a name that stays at its point, or is left out
        where points are dense; infinity for one that may be anywhere. The latter are placed
        first.
    tied
        Whether leader lines are drawn, and so should cross nothing.
    """
    limited = [i for i, limit in enumerate(longest) if limit < np.inf]
    tries = [(i, np.inf) for i, limit in enumerate(longest) if limit == np.inf]
    tries += [(i, 0.0) for i in limited]
    tries += [(i, longest[i]) for i in limited if longest[i]]
    found: dict[int, Placed] = {}
    around = obstacles
    for i, limit in tries:
        if i in found:
            continue
        at = _place(labels[i], around, limit)
        if at is not None:
            found[i] = at
            around = around.beside((labels[i], at))
    if any(longest) and len(found) > 1:
        chosen = [labels[i] for i in found]
        placed = rearranged(chosen, list(found.values()), obstacles, tied=tied)
        found = dict(zip(found, placed, strict=True))
    return [found.get(i) for i in range(len(labels))]


def rearranged(
    labels: Sequence[Label], placed: Sequence[Placed], obstacles: Obstacles, *, tied: bool = True
) -> list[Placed]:
    """Return names that have found their places where they are best all together.

    The parameters are those of `place_names`, with ``placed`` the place of each name.
    """
    names: list[Places] = []
    for label, at in zip(labels, placed, strict=True):
        centres = np.vstack([at.centre, _around(label)])
        centres = centres[obstacles.allow(boxes.boxes_around(centres, label.size))]
        around = boxes.boxes_around(centres, label.size)
        ties = _ties(label, centres if tied else np.broadcast_to(label.anchor, centres.shape))
        costs = _costs(label, centres, around, obstacles)
        # Its own point is at the beginning.
        costs += OVER_A_POINT * np.maximum(boxes.run_over(ties, obstacles.marks, REACH) - 1, 0)
        names.append(Places(centres, around, ties, costs).cheapest(0))
    chosen = zip(labels, names, arrange(names), strict=True)
    found = [_placed(label, name.centres[k]) for label, name, k in chosen]
    return found if tied else [replace(at, leader=None) for at in found]


def _place(label: Label, obstacles: Obstacles, longest: float) -> Placed | None:
    """Return the best place; None where there is none, or it takes too long a leader."""
    centres = _around(label)
    if not longest:
        start, end = _ties(label, centres).swapaxes(0, 1)
        return _best(label, centres[(start == end).all(axis=1)], obstacles, most=1)
    at = _best(label, centres, obstacles) or _best(label, _everywhere(obstacles.bounds), obstacles)
    return None if at is None or at.length > longest else at


def _around(label: Label) -> Floats:
    """Return centres around the point, shape (k, 2)."""
    reach = reaches(np.array(label.size) / 2 + np.array(GAPS)[:, None])
    return (label.anchor + DIRECTIONS * reach).reshape(-1, 2)


def _everywhere(bounds: Box) -> Floats:
    xs = np.arange(bounds.left, bounds.right, GRID)
    ys = np.arange(bounds.bottom, bounds.top, GRID)
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


def _best(
    label: Label, centres: Floats, obstacles: Obstacles, most: float = np.inf
) -> Placed | None:
    """Return the cheapest centre that is free and covers at most so many marks, else None."""
    centres = centres[obstacles.allow(boxes.boxes_around(centres, label.size))]
    around = boxes.boxes_around(centres, label.size)
    if most < np.inf:
        few = boxes.covered(around, obstacles.marks, REACH) <= most
        centres, around = centres[few], around[few]
    if not len(centres):
        return None
    return _placed(label, centres[int(np.argmin(_costs(label, centres, around, obstacles)))])


def _costs(label: Label, centres: Floats, around: Floats, obstacles: Obstacles) -> Floats:
    """Return the cost of a name's distance, of what it covers, and of the wrong side."""
    costs = label.wishes(centres, 12)
    costs += ON_A_POINT * boxes.covered(around, obstacles.marks, REACH)
    return costs + 16 * np.sqrt(boxes.covered(around, obstacles.lines, 6))


def _ties(label: Label, centres: Floats) -> Floats:
    """Return lines from the point to the nearest point of each box; of length 0 where short."""
    half = np.array(label.size) / 2
    ends = np.clip(label.anchor, centres - half, centres + half)
    is_long = np.linalg.norm(ends - label.anchor, axis=1) > NEAR
    ends = np.where(is_long[:, None], ends, label.anchor)
    return np.stack([np.broadcast_to(label.anchor, ends.shape), ends], axis=1)


def _placed(label: Label, centre: Floats) -> Placed:
    """Return the name at a place, with a leader line where that is far from the point."""
    (tie,) = _ties(label, centre[None])
    return Placed(centre, tie if np.any(tie[0] != tie[1]) else None)
