"""Names beside lines and points: each where it lies on no line, as near as that allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box, boxes_around, meet, pierce
from bot.drawing.labels import labelled, write_labels
from bot.drawing.obstacles import Obstacles
from bot.drawing.style import NORMAL, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.labels import Label
    from bot.formula import Formula

BESIDE_A_POINT = 22.0
"""Pixels between a point and the nearest corner of its name."""

BESIDE_A_LINE = 14.0
"""Pixels between a line and its name."""

ALONG = np.linspace(0.06, 0.94, 31)
"""Where along a line its name may be."""

BACK = np.linspace(0, 300, 11)
"""Pixels from the end of an axis to its name."""

ON_A_LINE, ON_A_NAME, FARTHER = 1.0, 4.0, 0.01
"""Costs of a place, and of the next best one, where each ten pixels outside of the picture cost 1.
"""


@dataclass(frozen=True)
class Name:
    """Words and the places where they may be.

    Attributes
    ----------
    centres
        Places, shape (k, 2), the best ones first.
    size
        Width and height in pixels.
    """

    words: Formula
    centres: Floats
    size: tuple[float, float]
    role: Role

    @classmethod
    def of_point(cls, canvas: Canvas, words: Formula, at: Floats) -> Name:
        """Return the name of a point, to be written in the directions of the corners of a square,
        or above, below, or at a side.
        """
        size = canvas.measure(words, NORMAL)
        reach = np.array(size) / 2 + BESIDE_A_POINT
        ways = [(1, 1), (-1, 1), (1, -1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)]
        slack = [(1.0, 1.0), (1.25, 1.6), (1.6, 2.6)]
        centres = [at + np.array(way) * reach * more for more in slack for way in ways]
        return cls(words, np.array(centres), size, "text")

    @classmethod
    def of_line(cls, canvas: Canvas, words: Formula, ends: Floats, role: Role) -> Name:
        """Return the name of a line, to be written close to it, rather near to its ends."""
        size = canvas.measure(words, NORMAL)
        start, end = ends
        along = end - start
        across = np.array([-along[1], along[0]]) / (float(np.hypot(*along)) or 1.0)
        shares = sorted(ALONG, key=lambda share: abs(abs(2 * share - 1) - 0.7))
        reach = (float(np.abs(across) @ size) / 2 + BESIDE_A_LINE) * across
        centres = [start + share * along + way * reach for share in shares for way in (1, -1)]
        return cls(words, np.array(centres), size, role)

    @classmethod
    def of_axis(cls, canvas: Canvas, words: Formula, ends: Floats, bounds: Box) -> Name:
        """Return the name of an axis, to be written beside it, near to its positive end."""
        size = canvas.measure(words, NORMAL)
        start, end = ends
        along = (end - start) / (float(np.hypot(*(end - start))) or 1.0)
        across = np.array([-along[1], along[0]])
        last = end - along * (np.abs(along) @ (end - bounds.corners[2:] + np.array(size) / 2))
        reach = (float(np.abs(across) @ size) / 2 + BESIDE_A_LINE) * across
        centres = [last - back * along + way * reach for back in BACK for way in (1, -1)]
        return cls(words, np.array(centres), size, "muted")


def write_names(canvas: Canvas, names: Sequence[Name], lines: Floats, bounds: Box) -> int:
    """Write names one after the other; return how many find no free place.

    Parameters
    ----------
    lines
        Straight lines that no name should lie on, shape (t, 2, 2).
    """
    taken = Obstacles.on(canvas).boxes
    labels: list[Label] = []
    for name in names:
        around = boxes_around(name.centres, name.size)
        low, high = bounds.corners[:2], bounds.corners[2:]
        outside = np.maximum(0, low - around[:, :2]) + np.maximum(0, around[:, 2:] - high)
        costs = ON_A_LINE * pierce(lines, around).sum(axis=0)
        costs = costs + ON_A_NAME * meet(around, taken).sum(axis=1) + outside.sum(axis=1) / 10
        best = int(np.argmin(costs + FARTHER * np.arange(len(costs))))
        centre = name.centres[best]
        taken = np.vstack([taken, around[best : best + 1]])
        label = labelled(canvas, name.words, centre, np.zeros(2), name.role, NORMAL)
        labels.append(replace(label, more=centre[None]))
    return write_labels(canvas, labels, bounds)
