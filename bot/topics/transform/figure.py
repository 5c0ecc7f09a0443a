"""A 2×2 matrix moves the plane: the grid, the unit square and the arrows î and ĵ go along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation, tips
from bot.drawing.canvas import Canvas
from bot.drawing.head import Head
from bot.drawing.moving_plane import ROLES, UNIT_SQUARE, MovingPlane
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL
from bot.drawing.things import DASHED
from bot.topics.transform.stage import (
    EVERYTHING,
    NAMES,
    NAMES_BEFORE,
    SIDE,
    Stage,
    Transformation,
)

if TYPE_CHECKING:
    from bot.drawing.labels import Label
    from bot.drawing.style import Style
    from bot.drawing.tips import Placed


def draw_animation(shown: Transformation, style: Style) -> Picture:
    """Return a GIF: the plane after A, before it, and on its way."""
    plane = _Plane(shown, style, animation.ZOOM)
    data = animation.played(plane.canvas, plane.draw)
    return Picture("transform.gif", data, f"Animation. {plane.stage.alt()}")


def draw_still(shown: Transformation, style: Style) -> Picture:
    """Return a PNG: the plane after A, with the unmoved grid behind it."""
    plane = _Plane(shown, style, 1)
    plane.draw(1)
    return Picture("transform.png", plane.canvas.png(), plane.stage.alt())


class _Plane:
    """Draws frames on one canvas."""

    def __init__(self, shown: Transformation, style: Style, zoom: float) -> None:
        self.canvas = Canvas(style.theme, SIDE, SIDE, zoom)
        matrix, say = shown.eigen.matrix, style.notation
        self._head = Head.fitted(self.canvas, shown.kind.name, matrix, say)
        self.stage = Stage(shown, style, self._head.bottom)
        self._lines = [*self.stage.eigenlines, *filter(None, [self.stage.image_line])]
        self._plane = MovingPlane(self.canvas, self.stage.view, self._head.bottom)
        self._prepare()
        self._plane.draw_ground()
        self.canvas.keep()
        self._labels = self._placed_labels()

    def draw(self, t: float) -> None:
        """Draw the frame at a time from 0 to 1."""
        stage, a = self.stage, self.stage.motion.at(t)
        self._plane.draw_moved(a, flipped=stage.signed_area(t) < 0)
        self._draw_lines(is_after=t == 1)
        self._plane.draw_arrows(a)
        before, after, lines = self._labels
        names = stage.tip_labels(self.canvas, a, NAMES)
        ends: dict[float, list[Placed]] = {0: before, 1: after}
        tips.write(self.canvas, ends.get(t) or tips.on_the_way(names, before, after, t))
        tips.write(self.canvas, [each for each in lines if t == 1 or each[0].words != EVERYTHING])
        self._head.write(self.canvas, *stage.area(t))

    # Shapes

    def _draw_lines(self, *, is_after: bool) -> None:
        """Draw the lines that stay and, at the end, the line on which everything lands."""
        for line in self._lines:
            if line.words != EVERYTHING:
                colour = self.canvas.colours.of(line.role)
                self.canvas.line(self.stage.across(line), colour, 4, DASHED)
            elif is_after:
                self.canvas.line(self.stage.across(line), self.canvas.colours.result, 8)
        if is_after and not self.stage.motion.target.any():
            self.canvas.dot(self.stage.view.offset, self.canvas.colours.result, 16)

    # Words

    def _prepare(self) -> None:
        """Set the formulas whose sizes are needed, in one go."""
        wanted = [
            (words, NORMAL, self.canvas.colours.of(role))
            for each in (NAMES, NAMES_BEFORE, self.stage.words_after())
            for words, role in zip(each, ROLES, strict=True)
        ]
        wanted += [(line.words, NORMAL, self.canvas.colours.of(line.role)) for line in self._lines]
        self.canvas.prepare(wanted)

    def _placed_labels(self) -> tuple[list[Placed], list[Placed], list[Placed]]:
        """Return the labels at the tips before and after, and those of lines, with their places.

        The latter keep clear of both.
        """
        stage, canvas = self.stage, self.canvas
        ends = ((np.eye(2), NAMES_BEFORE), (stage.motion.target, stage.words_after()))

        def draw(t: int) -> list[Label]:
            a, words = ends[t]
            self._draw_lines(is_after=True)
            self._plane.draw_arrows(a)
            tips.cover(canvas, stage.view.pixels(UNIT_SQUARE @ a.T))
            return stage.tip_labels(canvas, a, words)

        before, after = tips.at_both_ends(canvas, stage.bounds, draw)
        anchors = [*stage.view.pixels(np.vstack([np.eye(2), stage.motion.target.T]))]
        labels: list[Label] = []
        for line in self._lines:
            labels.append(stage.line_label(canvas, line, anchors))
            anchors.append(labels[-1].anchor)
        lines = tips.placed(canvas, labels, stage.bounds)
        canvas.wipe()
        return before, after, lines
