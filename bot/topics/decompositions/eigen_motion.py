"""Eigenvectors as an animation: vectors of length 1, all around, on their way to A v."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.coordinates import unit_circle
from bot.drawing.ground import draw_grid
from bot.drawing.labels import free_centres
from bot.drawing.picture import Picture
from bot.drawing.style import BROAD, WIDTH
from bot.topics.decompositions import eigen_figure, turning_figure
from bot.topics.decompositions.eigen_figure import Stage
from bot.topics.decompositions.turning_figure import Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Style
    from linalg_engine.decompositions import Eigen

STEPS = 20
"""Frames of the way to A v."""

ALL_AROUND = 12
"""Vectors that are moved, besides the eigenvectors."""


def draw(found: Eigen, style: Style) -> Picture:
    """Return a GIF of a matrix of shape (2, 2): it begins with the vectors after A."""
    is_turning = isinstance(found.spaces[0].value, complex)
    canvas = Canvas(style.theme, zoom=animation.ZOOM)
    begin = _turn if is_turning else _stretch
    draw_at, alt = begin(canvas, found, style)
    canvas.keep()
    times, milliseconds = animation.there_and_back(STEPS)
    images = animation.frames(canvas, [partial(draw_at, t) for t in times])
    data = animation.gif(images, milliseconds, style.theme)
    return Picture("eigen.gif", data, f"Animation. {alt}")


def _stretch(canvas: Canvas, found: Eigen, style: Style) -> tuple[Callable[[float], None], str]:
    """Draw what stays where there are real eigenvectors; return what draws the rest."""
    stage = Stage(found, style.notation)
    caption = eigen_figure.prepared_caption(canvas, stage)
    view = stage.view(caption.bottom)
    bounds = Box(12, 50, WIDTH - 12, caption.bottom - 6)
    draw_grid(canvas, view, caption.bottom, numbered=False)
    for kept, (before, _) in zip(stage.kept, stage.tips, strict=True):
        eigen_figure.draw_line(canvas, view, kept)
        eigen_figure.draw_before(canvas, stage, view, before)
    circle = unit_circle()
    others = circle[:: len(circle) // ALL_AROUND]
    images, round_image = stage.image(others), stage.image(circle)
    places: dict[float, list[Floats | None]] = {}

    def draw_at(t: float) -> None:
        if stage.unit == 1:
            _draw_ring(canvas, view.pixels((1 - t) * circle + t * round_image))
            for tip in view.pixels((1 - t) * others + t * images):
                eigen_figure.draw_other(canvas, view.offset, tip, caption.bottom)
        for kept, (before, after) in zip(stage.kept, stage.tips, strict=True):
            tip = (1 - t) * before + t * after
            eigen_figure.draw_image(canvas, stage, view, kept, tip, is_there=t == 1)
        labels = eigen_figure.labels(canvas, stage, view)[:: -1 if t == 0 else 1]
        _write(canvas, t, labels[: len(stage.kept)], bounds, places)
        caption.cover(canvas)
        caption.write(canvas)

    return draw_at, stage.alt()


def _turn(canvas: Canvas, found: Eigen, style: Style) -> tuple[Callable[[float], None], str]:
    """Draw what stays where no line does; return what draws the rest."""
    turn = Turn(found, style.notation)
    caption = turning_figure.prepared_caption(canvas, turn)
    view = turning_figure.view_of(turn, caption.bottom)
    bounds = Box(12, 50, WIDTH - 12, caption.bottom - 6)
    draw_grid(canvas, view, caption.bottom, numbered=False)
    canvas.line(view.pixels(turn.ellipse), canvas.colours.muted, 3, layer=0.9)
    starts = np.arange(1, ALL_AROUND) / ALL_AROUND
    places: dict[float, list[Floats | None]] = {}

    def draw_at(t: float) -> None:
        now = np.array([t])
        _draw_ring(canvas, view.pixels(turn.growth**t * turn.ellipse))
        for start in starts:
            tip = view.pixels(turn.path(start, now)[0])
            canvas.arrow(view.offset, tip, canvas.colours.result, 4, 1.6, opacity=0.5)
        path = view.pixels(turn.path(0, np.linspace(0, t, 20)))
        canvas.polygon([view.offset, *path], canvas.colours.eigen, 0.1)
        canvas.arrow(view.offset, path[0], canvas.colours.muted, BROAD, layer=2.6)
        canvas.arrow(view.offset, path[-1], canvas.colours.eigen, 8)
        labels = turning_figure.labels(canvas, turn, view)
        _write(canvas, t, labels if t == 1 else labels[1:2], bounds, places)

    caption.write(canvas)
    return draw_at, turn.alt()


def _draw_ring(canvas: Canvas, points: Floats) -> None:
    """Draw the circle on its way."""
    canvas.line(points, canvas.colours.result, 3, opacity=0.6, layer=1.2)


def _write(
    canvas: Canvas,
    t: float,
    labels: list[Label],
    bounds: Box,
    places: dict[float, list[Floats | None]],
) -> None:
    """Write labels before and after A, where nothing moves."""
    if t not in (0.0, 1.0):
        return
    if t not in places:
        places[t] = free_centres(canvas, labels, bounds)
    for label, centre in zip(labels, places[t], strict=True):
        if centre is not None:
            label.write(canvas, centre)
