"""Room for a smaller picture beside the points of a map, where it covers none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.view import fit

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas

SPACE = 24.0
"""Pixels between it and the points."""


@dataclass(frozen=True)
class Inset:
    """A smaller picture.

    Attributes
    ----------
    wide, high
        Width and height in pixels: above or below the points, and beside them.
    draw
        Draws it inside of a box of either size.
    """

    wide: tuple[float, float]
    high: tuple[float, float]
    draw: Callable[[Canvas, Box], None]


def room_for(inset: Inset, points: Floats, region: Box, bounds: Box) -> tuple[Box, Box]:
    """Return the region left to the points, and the inset's box.

    Where a corner has no points, they keep the whole region. Else they give way, to the left or
    downwards, whichever leaves them larger.

    Parameters
    ----------
    points
        All that must be seen, shape (k, 2), in their own units.
    region
        Points stay inside, in pixels.
    bounds
        The inset stays inside.
    """
    pixels = fit(np.eye(2), points, region).pixels(points)
    for corner in (*_corners(inset.high, bounds), *_corners(inset.wide, bounds)):
        low, high = corner.corners[:2] - SPACE, corner.corners[2:] + SPACE
        if not ((pixels > low) & (pixels < high)).all(axis=1).any():
            return region, corner
    beside, above = _corners(inset.high, bounds)[0], _corners(inset.wide, bounds)[0]
    left = Box(region.left, region.bottom, beside.left - SPACE, region.top)
    below = Box(region.left, region.bottom, region.right, above.bottom - SPACE)
    ways = [(left, beside), (below, above)]
    return max(ways, key=lambda way: fit(np.eye(2), points, way[0]).scale)


def _corners(size: tuple[float, float], bounds: Box) -> list[Box]:
    """Return the boxes of a size in the corners, that at the upper right first."""
    (width, height), found = size, bounds
    return [
        Box(x, y, x + width, y + height)
        for y in (found.top - height, found.bottom)
        for x in (found.right - width, found.left)
    ]
