"""Points in space above a plane: the camera rises until it looks straight down on the plane."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.canvas import Canvas
from bot.drawing.point_map import Stage, Stroke
from bot.drawing.view import camera

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.point_map import PointMap
    from bot.drawing.style import Style

LOW = (-70.0, 26.0)
DOWN = (-90.0, 90.0)
"""Azimuth and elevation of the camera in degrees, the plane being that of the x and y axes.

It stands low above the plane, so that distances from it are seen, and rises until it sees the
points as they are in the plane.
"""

MOST_DISTANCES = 400
"""Points up to which the distances to the plane are drawn."""

MARGIN = 0.12
"""Of the plane around the points' feet, as a share of their extent."""

LOWEST, LEAST_BOTTOM = 600, 16.0
"""Pixels: the least height of a picture, and what is left free below the scene."""

STEPS = 16
"""Frames from the first to the second."""

HELD_MILLISECONDS = 2200
RISING_MILLISECONDS, SINKING_MILLISECONDS = 80, 60


def basis(t: float) -> Floats:
    """Return the basis, shape (2, 3), of the camera on its way from 0 to 1."""
    return camera(*((1 - t) * np.array(LOW) + t * np.array(DOWN)))


def corners(points: Floats) -> Floats:
    """Return the corners, shape (4, 3), of a rectangle around the feet of points, shape (n, 3)."""
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    margin = MARGIN * float((high - low).max())
    (a, b), (c, d) = low - margin, high + margin
    return np.array([(a, b, 0), (c, b, 0), (c, d, 0), (a, d, 0)])


def distances(points: Floats, below: Booleans, camera_basis: Floats) -> list[Stroke]:
    """Return lines from points, shape (n, 3), to their feet, unless there are too many.

    Parameters
    ----------
    below
        Shape (n,): which of them lie below the plane.
    """
    if len(points) > MOST_DISTANCES:
        return []
    feet = points[:, :2] @ camera_basis[:, :2].T
    return [
        Stroke(point, foot, "rest", width=3, is_faint=bool(is_below))
        for point, foot, is_below in zip(points @ camera_basis.T, feet, below, strict=True)
    ]


def rising(seen: Callable[[float], PointMap], style: Style) -> bytes:
    """Return a GIF: the camera rises until it looks straight down, and sinks again.

    Parameters
    ----------
    seen
        Returns what the camera sees on its way, from 0 to 1.
    """
    times = [k / STEPS for k in range(STEPS + 1)]
    maps = {t: seen(animation.eased(t)) for t in times}
    extent = np.vstack([shown.extent for shown in maps.values()])
    canvas, stage = _fitted(maps[0], extent, style)

    def draw_at(t: float) -> None:
        stage.draw(canvas, maps[t], named=t in (0, 1))

    width = round(canvas.zoom * canvas.width)
    height = round(canvas.zoom * (canvas.height - stage.bottom(extent)))
    frames = [
        frame.crop((0, 0, width, height))
        for frame in animation.frames(canvas, [partial(draw_at, t) for t in times])
    ]
    sinking = frames[-3:0:-2]
    order = [*frames, *sinking]
    durations = [RISING_MILLISECONDS] * len(frames) + [SINKING_MILLISECONDS] * len(sinking)
    durations[0] = durations[STEPS] = HELD_MILLISECONDS
    return animation.gif(order, durations, style.theme)


def _fitted(shown: PointMap, extent: Floats, style: Style) -> tuple[Canvas, Stage]:
    """Return a canvas no higher than a flat scene needs, and where things are on it."""
    canvas = Canvas(style.theme, zoom=animation.ZOOM)
    stage = Stage.of(canvas, shown, extent)
    if stage.inset:
        return canvas, stage
    # The scene lies in the middle of its room: as much is left above it as below.
    spare = stage.bottom(extent) - LEAST_BOTTOM
    height = 2 * math.ceil(max(LOWEST, canvas.height - 2 * max(0.0, spare)) / 2)
    if height >= canvas.height:
        return canvas, stage
    canvas = Canvas(style.theme, height=height, zoom=animation.ZOOM)
    return canvas, Stage.of(canvas, shown, extent)
