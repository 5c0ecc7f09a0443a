"""Two arrows that lie nearly on one line, in a magnifier that opens their angle."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.magnifier import RADIUS, Magnifier, free_place, opening

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.boxes import Box
    from bot.drawing.canvas import Canvas
    from bot.drawing.scene import Opened
    from bot.drawing.view import View

FILLED = 0.88
"""The share of the inset's radius that the arrows reach."""


def draw_opened(
    canvas: Canvas, view: View, opened: Opened, bounds: Box, avoid: Floats, wanted: Floats
) -> None:
    """Draw the magnifier where there is room for it.

    Parameters
    ----------
    bounds
        The inset stays inside.
    avoid
        Boxes on which it should not lie, shape (p, 4).
    wanted
        Those that labels take if it leaves them, shape (q, 4).
    """
    both = opened.first, opened.second
    dimension = len(opened.first.tip)
    origin, first, second = view.pixels([np.zeros(dimension), *(arrow.tip for arrow in both)])
    along = (first - origin) / np.hypot(*(first - origin))
    tips, degrees = _tips(opened, _side(first - origin, second - origin))
    times = opening(degrees)
    middle = np.array([(max(0.0, *tips[:, 0]) + min(0.0, *tips[:, 0])) / 2, 0])
    ends = (np.vstack([tips, np.zeros(2)]) - middle) * [1, times]
    scale = FILLED * RADIUS / float(np.hypot(*ends.T).max())
    longer = max((first, second), key=lambda tip: float(np.hypot(*(tip - origin))))
    magnified = (longer + origin) / 2
    place = free_place(canvas, bounds, magnified, avoid, wanted)
    magnifier = Magnifier(place, along, scale, times)
    magnifier.draw(canvas, magnified, opened.label)
    for arrow, tip in zip(both, tips, strict=True):
        magnifier.arrow(canvas, [-middle, tip - middle], canvas.colours.of(arrow.role))


def _tips(opened: Opened, side: float) -> tuple[Floats, float]:
    """Return the tips along and across the line between the two, and the degrees to be opened.

    The second lies on the ``side``, 1 or -1, of the first's line; opposite ones lie on it apart.
    """
    is_same = opened.degrees < 90
    degrees = opened.degrees if is_same else 180 - opened.degrees
    half = math.radians(degrees) / 2
    facing = 1 if is_same else -1
    first, second = (math.hypot(*arrow.tip) for arrow in (opened.first, opened.second))
    ray = np.array([math.cos(half), side * facing * math.sin(half)])
    return np.array([first * ray * [1, -1], facing * second * ray]), degrees


def _side(first: Floats, second: Floats) -> float:
    """Return 1 where the second direction is counterclockwise of the first on paper, else -1."""
    return 1.0 if first[0] * second[1] >= first[1] * second[0] else -1.0
