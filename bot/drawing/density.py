"""Thousands of points as a density: the more of them lie at a place, the stronger its shade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

from bot.drawing.style import Theme
from bot.drawing.things import Picture

if TYPE_CHECKING:
    from bot.drawing.arrays import Bytes, Floats
    from bot.drawing.canvas import Canvas

CELL = 5
"""Width and height in pixels of the cells in which points are counted."""

BLUR = 1.8
"""Standard deviation, in cells, of the bell curve that each point becomes."""

LEVELS = 6
"""Shades; from one to the next the density grows by the same factor."""

FAINTEST = 0.35
"""The first shade, as a share of the last one."""

COLOUR = "#56b4e9"
"""Okabe and Ito's sky blue: on white it is seen where grey of the same lightness is not."""

STRONGEST = {Theme.DARK: 0.22, Theme.LIGHT: 0.19}
"""The last shade, as a share of the colour: words in any colour can be read on it."""

LAYER = 0.4
"""Below the grid."""

ALONE = 1 / (2 * np.pi * BLUR**2)
"""The density where there is one point and no other near it."""


def draw_density(canvas: Canvas, points: Floats, top: float) -> None:
    """Draw points, shape (k, 2) in pixels, below a pixel row; those outside are left out."""
    levels = _levels(_smooth(_counts(points, canvas.width, int(top))), canvas.width, int(top))
    ground, colour = (np.array(to_rgb(c)) for c in (canvas.colours.background, COLOUR))
    shares = STRONGEST[canvas.theme] * np.linspace(FAINTEST, 1, LEVELS)
    shares = np.array([0.0, *shares])[:, None]
    shades = np.round(255 * (ground + shares * (colour - ground))).astype(np.uint8)
    canvas.things.append(Picture(shades[levels[::-1]], 0, 0, LAYER))


def _counts(points: Floats, width: int, height: int) -> Floats:
    """Return the points in each cell, shape (rows, columns), the lowest row first."""
    columns, rows = -(-width // CELL), -(-height // CELL)
    inside = ((points >= 0) & (points < (width, height))).all(axis=1)
    x, y = (points[inside] // CELL).astype(np.intp).T
    counts = np.bincount(y * columns + x, minlength=rows * columns).astype(np.float64)
    return counts.reshape(rows, columns)


def _smooth(counts: Floats) -> Floats:
    """Return counts blurred by a bell curve."""
    up, across = (_bell(length) for length in counts.shape)
    return up @ counts @ across


def _bell(length: int) -> Floats:
    """Return a matrix, shape (length, length), that blurs along one axis."""
    steps = np.arange(length)
    away = (steps[:, None] - steps) / BLUR
    return np.exp(-(away**2) / 2) / (BLUR * float(np.sqrt(2 * np.pi)))


def _levels(density: Floats, width: int, height: int) -> Bytes:
    """Return the level of each pixel, shape (height, width): 0 where there is nothing.

    The first one begins at half of what one point alone comes to, so that none is lost.
    """
    faint = ALONE / 2
    factor = np.log(max(density.max(), 2 * ALONE) / faint)
    found = 1 + (LEVELS - 0.5) * np.log(np.maximum(density, 1e-9) / faint) / factor
    rows, columns = density.shape
    wide = Image.fromarray(found.astype(np.float32)).resize(
        (CELL * columns, CELL * rows), Image.Resampling.BILINEAR
    )
    return np.clip(np.asarray(wide)[:height, :width], 0, LEVELS).astype(np.uint8)
