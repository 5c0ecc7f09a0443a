"""A singular value decomposition as an animation: the unit circle turned, stretched, turned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.coordinates import unit_circle
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, WIDTH
from bot.drawing.view import View, fit
from bot.topics.decompositions import svd_figure
from bot.topics.decompositions.svd_figure import ROLES, Story

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.caption import Caption
    from bot.drawing.style import Style
    from linalg_engine.decompositions import SVD

STEPS = 9
"""Frames of each of the three parts of the way."""

HOLD_MILLISECONDS = 1000

ONE_SCALE = (1 / 5, 5.0)
"""Largest singular values for which circle and ellipse are drawn on one scale."""

LEFT, DOWN = 40.0, 42.0
"""Pixels from the corner below the caption to the name of the step."""


def draw(found: SVD, style: Style) -> Picture:
    """Return a GIF for a matrix of shape (2, 2): after A, then before it and step by step."""
    story = Story(found, style.notation, ONE_SCALE)
    canvas = Canvas(style.theme, zoom=animation.ZOOM)
    caption = svd_figure.prepared_caption(canvas, story, NORMAL)
    scene = _Scene(canvas, story, caption)
    caption.write(canvas)
    canvas.keep()
    draws, milliseconds = [partial(scene.rest, 3)], [animation.AFTER_MILLISECONDS]
    for number in range(4):
        if number:
            times = (animation.eased(k / STEPS) for k in range(1, STEPS))
            draws += [partial(scene.move, number, t) for t in times]
            milliseconds += [animation.STEP_MILLISECONDS] * (STEPS - 1)
        if number < 3:
            draws.append(partial(scene.rest, number))
            milliseconds.append(HOLD_MILLISECONDS)
    data = animation.gif(animation.frames(canvas, draws), milliseconds, style.theme)
    return Picture("svd.gif", data, f"Animation. {story.alt()}")


@dataclass(frozen=True)
class _Scene:
    """Draws the circle on its way."""

    canvas: Canvas
    story: Story
    caption: Caption

    def __post_init__(self) -> None:
        """Draw what stays."""
        draw_grid(self.canvas, self._view, self.caption.bottom, numbered=False)

    @property
    def _view(self) -> View:
        reach = max(1.0, float(self.story.values[0]))
        around = reach * np.array([(-1.0, -1.0), (1.0, 1.0)])
        return fit(np.eye(2), around, Box(60, 40, WIDTH - 60, self.caption.bottom - 30))

    def rest(self, number: int) -> None:
        """Draw the circle after a step, with names."""
        frame = self.story.frames[number]
        self._draw(frame.matrix, number, is_circle=frame.is_circle)
        tips = self._view.pixels(self.story.vt @ frame.matrix.T)
        labels = [
            labelled(self.canvas, words, tip, tip - self._view.offset, role, NORMAL)
            for words, tip, role in zip(frame.tips, tips, ROLES, strict=True)
        ]
        write_labels(self.canvas, labels, Box(12, 12, WIDTH - 12, self.caption.bottom - 6))

    def move(self, number: int, t: float) -> None:
        """Draw the circle on the way from the step before, at a time from 0 to 1."""
        frame, before = self.story.frames[number], self.story.frames[number - 1]
        if number == 2:
            step = (1 - t) * np.eye(2) + t * np.diag(self.story.values)
        else:
            step = _on_the_way(self.story.vt if number == 1 else self.story.u, t)
        self._draw(step @ before.matrix, number, is_circle=frame.is_circle)

    def _draw(self, matrix: Floats, number: int, *, is_circle: bool) -> None:
        canvas, view = self.canvas, self._view
        frame = self.story.frames[number]
        circle = view.pixels(unit_circle() @ matrix.T)
        colour = canvas.colours.muted if is_circle else canvas.colours.result
        canvas.polygon(circle, colour, 0.08, layer=0.9)
        canvas.line(circle, colour, 4, layer=1.2)
        for tip, role in zip(view.pixels(self.story.vt @ matrix.T), ROLES, strict=True):
            canvas.arrow(view.offset, tip, canvas.colours.of(role), 9)
        canvas.text((LEFT, self.caption.bottom - DOWN), frame.step, NORMAL, anchor="left")


def _on_the_way(q: Floats, t: float) -> Floats:
    """Return an orthogonal matrix of shape (2, 2) at a time from 0, the identity, to 1.

    A reflection is a turn of the plane, flipped: the second axis passes through 0.
    """
    angle = t * math.atan2(q[1, 0], q[0, 0])
    is_flipped = q[0, 0] * q[1, 1] < q[0, 1] * q[1, 0]
    turn = np.array(
        [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]], dtype=float
    )
    return turn @ np.diag([1.0, 1 - 2 * t * is_flipped])
