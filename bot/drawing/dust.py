"""Thousands of points as dust: faint dots of one shade, on which words can be read."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgb

from bot.drawing.things import Picture

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas

SIZE = 5
"""Width of a dot in pixels."""

SHADE = 0.22
"""Share of the colour of muted words, so that they have enough contrast before it."""

LAYER = 0.4
"""Below the grid."""


def draw_dust(canvas: Canvas, points: Floats, top: float) -> None:
    """Draw points, shape (k, 2) in pixels, below a pixel row."""
    width, height = canvas.width, int(top)
    corners = np.round(points - SIZE / 2).astype(np.intp)
    inside = ((corners >= 0) & (corners + SIZE <= (width, height))).all(axis=1)
    x, y = corners[inside].T
    is_dotted = np.zeros((height, width), dtype=bool)
    for up, right in product(range(SIZE), repeat=2):
        is_dotted[height - 1 - y - up, x + right] = True
    ground, colour = (
        np.array(to_rgb(c)) for c in (canvas.colours.background, canvas.colours.muted)
    )
    shades = np.round(255 * np.array([ground, ground + SHADE * (colour - ground)])).astype(np.uint8)
    canvas.things.append(Picture(shades[is_dotted.astype(np.intp)], 0, 0, LAYER))
