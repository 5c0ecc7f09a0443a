"""Words at the tips of moving arrows: whole ones at the start and the end, names on the way.

A name leaves from where it stands in the whole words at the start, goes along at the tip of
its arrow, and arrives where it stands in the whole words at the end.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.labels import DIRECTIONS, FURTHER_OUT, GAP, free_centres, offset, reaches
from bot.drawing.style import NORMAL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.labels import Label
    from bot.drawing.style import Role
    from bot.drawing.things import Thing
    from bot.formula import Formula

    Placed = tuple[Label, Floats | None]
    """A label, and where it stands; None where nothing is free."""


LEAVING = 0.2
"""The time that a name takes from its words to the tip of its arrow, of 1 for all the way."""


FEWEST, APART = 12, 16.0
"""Lines that stand for a colour, and pixels between them at most."""


def prepare(canvas: Canvas, roles: Sequence[Role], *words: Sequence[Formula]) -> None:
    """Set words at the tips of arrows together, each in the colour of its arrow's role."""
    canvas.prepare(
        (tip, NORMAL, canvas.colours.of(role))
        for each in words
        for tip, role in zip(each, roles, strict=True)
    )


def placed(canvas: Canvas, labels: Sequence[Label], bounds: Box) -> list[Placed]:
    """Return labels with places that nothing on the canvas takes."""
    found = [
        label if label.more is not None else replace(label, more=_moved_inside(label, bounds))
        for label in labels
    ]
    return list(zip(labels, free_centres(canvas, found, bounds), strict=True))


def _moved_inside(label: Label, bounds: Box) -> Floats:
    """Return places around an anchor, shape (k, 2), those outside moved inside."""
    half = np.array(label.size) / 2
    rings = label.anchor + DIRECTIONS * (reaches(half + GAP) + FURTHER_OUT)
    low, high = bounds.corners[:2] + half, bounds.corners[2:] - half
    return np.clip(rings.reshape(-1, 2), low, high)


def write(canvas: Canvas, found: Sequence[Placed]) -> None:
    """Write the labels that have a place."""
    for label, centre in found:
        if centre is not None:
            label.write(canvas, centre)


def at_both_ends(
    canvas: Canvas, bounds: Box, draw: Callable[[int], Sequence[Label]]
) -> tuple[list[Placed], list[Placed]]:
    """Return the labels at the start and at the end, and leave on the canvas all of both.

    Parameters
    ----------
    draw
        Draws what labels must keep clear of at the time 0 or 1, and returns them.
    """
    ends: list[list[Placed]] = []
    together: list[Thing] = []
    for t in (0, 1):
        canvas.wipe()
        ends.append(placed(canvas, draw(t), bounds))
        write(canvas, ends[-1])
        together += canvas.things
    canvas.things = together
    before, after = ends
    return before, after


def cover(canvas: Canvas, corners: Floats) -> None:
    """Draw lines all over a parallelogram, corners in order, for labels to keep off its colour."""
    first, second, third, fourth = corners
    count = max(FEWEST, math.ceil(float(np.hypot(*(second - first))) / APART))
    shares = np.linspace(0, 1, count)[:, None]
    starts, ends = first + shares * (second - first), fourth + shares * (third - fourth)
    canvas.lines(np.stack([starts, ends], axis=1), canvas.colours.muted, 1)


def on_the_way(
    names: Sequence[Label], before: Sequence[Placed], after: Sequence[Placed], t: float
) -> list[Placed]:
    """Return the bare names at a time from 0 to 1; none on a name before it."""
    near = min(1.0, t / LEAVING, (1 - t) / LEAVING)
    found: list[Placed] = []
    taken: list[Box] = []
    for name, *ends in zip(names, before, after, strict=True):
        if all(centre is None for _, centre in ends):
            continue
        beside = _beside_the_tip(name, _side(name, names))
        start, end = (
            beside
            if centre is None
            else centre - label.anchor - [(label.size[0] - name.size[0]) / 2, 0]
            for label, centre in ends
        )
        between = (1 - t) * start + t * end
        centre = name.anchor + (1 - near) * between + near * beside
        box = Box.around(centre, name.size)
        if not any(box.overlap(other) for other in taken):
            found.append((name, centre))
            taken.append(box)
    return found


def _side(name: Label, names: Sequence[Label]) -> int:
    """Return the side of its arrow, 1 for the left one, on which there are no other arrows."""
    others = np.sum([other.away for other in names if other is not name], axis=0)
    return -1 if name.away[0] * others[1] > name.away[1] * others[0] else 1


def _beside_the_tip(name: Label, side: int) -> Floats:
    """Return how far from the tip of its arrow a name stands: ahead, off the arrow's own line."""
    size = float(np.hypot(*name.away))
    ahead = name.away / size if size else np.array([0.0, 1.0])
    across = side * np.array([-ahead[1], ahead[0]])
    return offset(name, (ahead + across) / np.sqrt(2))
