"""Names of points: each beside its point, or tied to it by a line that ends at the name.

One after the other, the most important one first, names take the cheapest free place; a name that
finds none is left out, and so is one that could be taken for that of a mark that looks the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import boxes
from bot.drawing.labels import DIRECTIONS, NONE, misleads, reaches
from bot.drawing.obstacles import Obstacles
from bot.drawing.occupancy import Occupancy
from bot.drawing.things import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.boxes import Box
    from bot.drawing.canvas import Canvas
    from bot.drawing.labels import Label

GAPS = np.array([6.0, 14.0, 26.0, 44.0, 70.0, 105.0, 150.0, 210.0, 290.0])
"""Pixels from a mark to the edge of its name; cost grows with distance."""

GRID = 24.0
"""Pixels between places all over the picture, tried where none near the mark is free."""

NEAR = 20.0
"""Pixels between a mark and its name up to which no line is needed."""

LONGEST = 340.0
"""Pixels of a leader line at most; a longer one leads nobody."""

STEPS = np.linspace(0.1, 1, 16)[:, None]
"""The points of a leader line that should not lie on marks."""

CLEAR = 6.0
"""Pixels that stay free between a leader line and marks that look like its own."""

WRONG_SIDE, ON_LINES, OVER_MARKS, LEADER, MISLEADING = 10.0, 10.0, 12.0, 20.0, 60.0
"""Costs of lying at right angles to the wished side, of each cell of a line that is covered, of
each point of a leader line on a mark, of needing a leader line, and of lying without one nearer to
another name's mark."""


BESIDE_LEADERS = np.array([-8.0, -8.0, 8.0, 8.0])
"""Pixels that stay free between a leader line and the names of others, which it must not touch."""


@dataclass
class _Ground:
    """What is in the way.

    Attributes
    ----------
    bounds
        Names stay inside.
    hard, soft
        Where no name may lie, and where none should.
    names
        Boxes of all words, through which no leader line may go.
    beside
        What a name grows by, shape (4,), before it is compared with the leader lines of others.
    leaders
        Lines that no name and no other leader line may cross.
    anchors
        The marks that have names, shape (n, 2).
    are_landmarks
        Whether names are rather left out than on a line, or tied across another name's mark.
    """

    bounds: Box
    hard: Occupancy
    soft: Occupancy
    names: Floats
    anchors: Floats
    beside: Floats = field(default_factory=lambda: BESIDE_LEADERS)
    leaders: Floats = field(default_factory=lambda: np.empty((0, 2, 2)))
    are_landmarks: bool = False

    def free(self, around: Floats, ties: Floats) -> Booleans:
        """Return which names and their leader lines are in nobody's way, shape (k,)."""
        found = self.hard.cells(around + MARGINS) == 0
        found &= ~boxes.meet(around, self.names).any(axis=1)
        found &= ~boxes.pierce(self.leaders, around + self.beside).any(axis=0)
        touches = boxes.pierce(ties, self.names + self.beside).any(axis=1)
        found &= ~(touches & np.any(ties[:, 0] != ties[:, 1], axis=1))
        return np.asarray(found & ~boxes.cross(ties, self.leaders).any(axis=1))


MARGINS = np.array([-4.0, -2.0, 4.0, 2.0])
"""Pixels that stay free around a name."""


def write_names(
    canvas: Canvas,
    names: Sequence[tuple[Label, float]],
    bounds: Box,
    alike: Sequence[Floats] = (),
) -> list[bool]:
    """Write names where nothing is in their way, with leader lines; return which are written.

    Parameters
    ----------
    canvas
        With all that names must keep clear of drawn: marks, arrowheads, words; and lines, on
        which names lie only where they must.
    names
        Each with the radius of its mark in pixels, the most important one first.
    bounds
        Names stay inside.
    alike
        For each name the marks, shape (m, 2), for whose name it must not be taken. Such names are
        landmarks, rather left out than on a line, or tied across the mark of another name.
    """
    obstacles = Obstacles.on(canvas)
    # Of a width, since a point on the edge of two cells would take neither.
    dots = boxes.boxes_around(obstacles.points, (2.0, 2.0))
    ground = _Ground(
        bounds,
        Occupancy(obstacles.boxes, canvas.width, canvas.height),
        Occupancy(dots, canvas.width, canvas.height),
        np.array(
            [
                canvas.box_of(t).corners
                for t in (*canvas.kept, *canvas.things)
                if isinstance(t, Written)
            ]
        ).reshape(-1, 4),
        np.array([label.anchor for label, _ in names]).reshape(-1, 2),
    )
    if alike:
        ground.are_landmarks = True
    alike = alike or [NONE] * len(names)
    return [
        _write(canvas, label, radius, ground, others)
        for (label, radius), others in zip(names, alike, strict=True)
    ]


def _write(canvas: Canvas, label: Label, radius: float, ground: _Ground, alike: Floats) -> bool:
    """Write a name in its cheapest free place; return whether there is one."""
    # Of marks one on the other nothing can tell which is meant.
    alike = alike[np.linalg.norm(alike - label.anchor, axis=1) > 2 * radius]
    found = _found(label, radius, ground, alike)
    if found is None and not ground.are_landmarks:
        found = _found(label, radius, replace(ground, beside=np.zeros(4)), alike)
    if found is None:
        return False
    centre, around, tie = found
    if np.any(tie[0] != tie[1]):
        canvas.line(tie, canvas.colours.muted, 2, layer=3.5)
        ground.leaders = np.vstack([ground.leaders, tie[None]])
    label.write(canvas, centre)
    ground.names = np.vstack([ground.names, around[None]])
    return True


def _found(
    label: Label, radius: float, ground: _Ground, alike: Floats
) -> tuple[Floats, Floats, Floats] | None:
    """Return the cheapest free place near the mark, or else anywhere, or None."""
    near = _best(label, _near(label, radius, ground.bounds), radius, ground, alike)
    return near or _best(label, _everywhere(label, ground.bounds), radius, ground, alike)


def _best(
    label: Label, centres: Floats, radius: float, ground: _Ground, alike: Floats
) -> tuple[Floats, Floats, Floats] | None:
    """Return the cheapest free one of some centres with its box and leader line, or None."""
    around = boxes.boxes_around(centres, label.size)
    ties = _ties(label, centres, radius)
    free = ground.free(around, ties)
    free &= np.hypot(*(ties[:, 1] - ties[:, 0]).T) <= LONGEST
    free &= ~_are_mistakable(around, ties, label, radius, alike)
    if ground.are_landmarks:
        free &= ground.soft.cells(around) == 0
        # Nor through the mark of another name, of whatever look: it would lead to that.
        others = ground.anchors[np.linalg.norm(ground.anchors - label.anchor, axis=1) > radius]
        free &= boxes.away(ties, others).min(axis=1, initial=np.inf) >= radius
    if not free.any():
        return None
    centres, around, ties = centres[free], around[free], ties[free]
    is_tied = np.any(ties[:, 0] != ties[:, 1], axis=1)
    costs = label.wishes(centres, WRONG_SIDE) + ON_LINES * ground.soft.cells(around)
    along = ties[:, None, 0] + (ties[:, None, 1] - ties[:, None, 0]) * STEPS
    costs += is_tied * (LEADER + OVER_MARKS * ground.hard.at(along).sum(axis=1))
    costs += ~is_tied * MISLEADING * misleads(around, label, ground.anchors)
    best = int(np.argmin(costs))
    return centres[best], around[best], ties[best]


def _are_mistakable(
    around: Floats, ties: Floats, label: Label, radius: float, alike: Floats
) -> Booleans:
    """Return which names, shape (k, 4), could be those of marks alike, shape (m, 2).

    Their leader lines pass by one of these, or without a line they are nearer to one.
    """
    is_tied = np.any(ties[:, 0] != ties[:, 1], axis=1)
    passes = boxes.away(ties, alike).min(axis=1, initial=np.inf) < radius + CLEAR
    return np.where(is_tied, passes, misleads(around, label, np.vstack([label.anchor, alike])))


def _near(label: Label, radius: float, bounds: Box) -> Floats:
    """Return centres around the mark, shape (k, 2), those outside moved inside."""
    half = np.array(label.size) / 2
    reach = reaches(half + radius + GAPS[:, None])
    centres = (label.anchor + DIRECTIONS * reach).reshape(-1, 2)
    return np.clip(centres, bounds.corners[:2] + half, bounds.corners[2:] - half)


def _everywhere(label: Label, bounds: Box) -> Floats:
    """Return centres all over the picture, shape (k, 2)."""
    (w, h), found = label.size, bounds
    xs = np.arange(found.left + w / 2, found.right - w / 2, GRID)
    ys = np.arange(found.bottom + h / 2, found.top - h / 2, GRID)
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


def _ties(label: Label, centres: Floats, radius: float) -> Floats:
    """Return lines from the mark's edge to the nearest point of each name, shape (k, 2, 2).

    One that is not needed has length 0.
    """
    half = np.array(label.size) / 2
    ends = np.clip(label.anchor, centres - half, centres + half)
    lengths = np.linalg.norm(ends - label.anchor, axis=1)
    is_drawn = lengths > radius + NEAR
    share = np.where(is_drawn, radius / np.maximum(lengths, 1e-9), 1.0)[:, None]
    starts = label.anchor + share * (ends - label.anchor)
    return np.stack([starts, ends], axis=1)
