"""A 2×2 matrix moves the plane: the grid, the unit square and the arrows î and ĵ go along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.canvas import Canvas
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL
from bot.drawing.things import DASHED, DOTTED
from bot.topics.transform import tips
from bot.topics.transform.head import Head
from bot.topics.transform.stage import (
    EVERYTHING,
    NAMES,
    NAMES_BEFORE,
    ROLES,
    SIDE,
    Stage,
    Transformation,
)

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Style
    from bot.topics.transform.tips import Placed

UNIT_SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=float)

GRID_LAYER, AXIS_LAYER = 0.8, 1.0

ARROW_WIDTH, UNDER_WIDTH = 9, 17
"""Of an arrow, and of one that another lies on."""


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
        self._prepare()
        self._draw_ground()
        self.canvas.keep()
        self._labels = self._placed_labels()

    def draw(self, t: float) -> None:
        """Draw the frame at a time from 0 to 1."""
        stage, a = self.stage, self.stage.motion.at(t)
        self._draw_moved(a, flipped=stage.signed_area(t) < 0)
        self._draw_lines(is_after=t == 1)
        self._draw_arrows(a)
        before, after, lines = self._labels
        names = stage.tip_labels(self.canvas, a, NAMES)
        ends: dict[float, list[Placed]] = {0: before, 1: after}
        tips.write(self.canvas, ends.get(t) or tips.on_the_way(names, before, after, t))
        tips.write(self.canvas, [each for each in lines if t == 1 or each[0].words != EVERYTHING])
        self._head.write(self.canvas, *stage.area(t))

    # Shapes

    def _draw_ground(self) -> None:
        """Draw what stays: the grid, and the outline of the unit square."""
        low, high = self.stage.seen()
        columns, rows = (self._multiples(low[axis], high[axis]) for axis in (0, 1))
        canvas, still = self.canvas, np.eye(2)
        for lines in self._grid(columns, rows, low, high, still):
            canvas.lines(lines, canvas.colours.grid, 3, layer=GRID_LAYER)
        for axis in self._axes(low, high, still):
            canvas.lines(axis, canvas.colours.axis, 4, layer=AXIS_LAYER)
        corners = self.stage.view.pixels([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
        canvas.line(corners, canvas.colours.muted, 3, DOTTED)

    def _draw_moved(self, a: Floats, *, flipped: bool) -> None:
        """Draw the plane at ``a``: the unit square, and lines along î and ĵ in their colours."""
        canvas, stage = self.canvas, self.stage
        square = stage.view.pixels(UNIT_SQUARE @ a.T)
        colour = canvas.colours.of("rest" if flipped else "result")
        canvas.polygon(square, colour, 0.3, hatch="//" if flipped else None)
        reach = stage.step * math.ceil(float(np.max(np.abs(stage.seen()))) / stage.step)
        steps, edge = self._multiples(-reach, reach), np.array([reach, reach])
        grids = self._grid(steps, steps, -edge, edge, a), self._axes(-edge, edge, a)
        for grid, width, opacity in zip(grids, (2.5, 4), (0.5, 0.75), strict=True):
            for lines, role in zip(grid, reversed(ROLES), strict=True):
                colour = canvas.colours.of(role)
                canvas.lines(lines, colour, width, layer=GRID_LAYER, opacity=opacity)

    def _multiples(self, low: float, high: float) -> Floats:
        """Return where the grid's lines are, without the axis."""
        step = self.stage.step
        found = np.arange(math.ceil(low / step), math.floor(high / step) + 1.0) * step
        return found[found != 0]

    def _grid(
        self, columns: Floats, rows: Floats, low: Floats, high: Floats, a: Floats
    ) -> tuple[Floats, Floats]:
        """Return grid lines between two corners moved by ``a``: the upright, the level ones.

        Each of shape (k, 2, 2).
        """
        upright = np.array([[(x, low[1]), (x, high[1])] for x in columns]).reshape(-1, 2, 2)
        level = np.array([[(low[0], y), (high[0], y)] for y in rows]).reshape(-1, 2, 2)
        return self.stage.view.pixels(upright @ a.T), self.stage.view.pixels(level @ a.T)

    def _axes(self, low: Floats, high: Floats, a: Floats) -> tuple[Floats, Floats]:
        return self._grid(np.zeros(1), np.zeros(1), low, high, a)

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

    def _draw_arrows(self, a: Floats) -> None:
        """Draw î and ĵ, the shorter one on top, and narrower where it hides the other."""
        ends = self.stage.view.pixels(a.T)
        order = sorted((0, 1), key=lambda k: -float(np.hypot(*a[:, k])))
        under = UNDER_WIDTH if _same_direction(a[:, 0], a[:, 1]) else ARROW_WIDTH
        for k, width in zip(order, (under, ARROW_WIDTH), strict=True):
            colour = self.canvas.colours.of(ROLES[k])
            self.canvas.arrow(self.stage.view.offset, ends[k], colour, width)

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
            self._draw_arrows(a)
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


def _same_direction(p: Floats, q: Floats) -> bool:
    """Whether two arrows lie on top of each other."""
    product = float(np.hypot(*p) * np.hypot(*q))
    return float(p @ q) > 0.999 * product > 0
