"""A 3×2 matrix lays the plane into space: its grid, the unit square and î and ĵ go along."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation, tips
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.ground import Floor
from bot.drawing.head import Head
from bot.drawing.labels import labelled
from bot.drawing.picture import Picture
from bot.drawing.rocking import Rocking, rocking
from bot.drawing.style import HEIGHT, NORMAL, WIDTH
from bot.drawing.things import DOTTED
from bot.drawing.view import View, fit, space_basis
from bot.formula import Rounded, Row, VectorName, Words
from bot.topics.transform.inline import inline
from bot.topics.transform.laying import NOT_TO_SCALE, Laying
from linalg_engine import formatting
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style, Theme
    from bot.drawing.tips import Placed
    from bot.formula import Formula

ROLES: tuple[Role, Role] = ("first", "second")
NAMES = (VectorName("î", "first"), VectorName("ĵ", "second"))
NAMES_BEFORE = (Row((NAMES[0], " = [1, 0]")), Row((NAMES[1], " = [0, 1]")))

FLOOR = np.array([(1, 0), (0, 1), (0, 0)], dtype=float)
"""The plane before A: it lies on the floor of space."""

UNIT_SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=float)

SIDE, EDGE = 80, 56
"""Pixels beside the scene, and above and below it, for words."""

LOWEST = 600
"""The least height of a picture in pixels."""

LOW, HIGH = -1, 1
"""The coordinates between which the plane's grid is seen."""

RIM = np.array([(LOW, LOW), (HIGH, LOW), (HIGH, HIGH), (LOW, HIGH)], dtype=float)
"""The corners of what is seen of the plane, in order."""


def draw(shown: Laying, style: Style) -> Picture:
    """Return a GIF of the plane on its way into space, or a still of it there."""
    moves = style.motion and not np.array_equal(shown.drawable[0], FLOOR)
    sheet = _Sheet(shown, style, animation.ZOOM if moves else 1)
    if moves:
        data = animation.played(sheet.canvas, sheet.draw)
        return Picture("transform.gif", data, f"Animation. {sheet.alt()}")
    sheet.draw(1)
    return Picture("transform.png", sheet.canvas.png(), sheet.alt())


def draw_turning(shown: Laying, style: Style) -> Picture:
    """Return a GIF of the plane in space that rocks."""
    sheet = _Sheet(shown, style, animation.ZOOM)
    data = rocking(sheet.draw_turned, sheet.camera, sheet.bounds, style.theme, sheet.canvas.height)
    return Picture("transform-turning.gif", data, f"Animation, turning. {sheet.alt()}")


class _Sheet:
    """Draws frames on one canvas."""

    def __init__(self, shown: Laying, style: Style, zoom: float) -> None:
        self._shown, self._say = shown, style.notation
        self._target, self._is_true = shown.drawable
        self._words_after = shown.words_after(NAMES, self._say)
        points = np.vstack([np.zeros((1, 3)), RIM @ FLOOR.T, RIM @ self._target.T])
        self._floor = Floor.under(points)
        self._points = np.vstack([points, self._floor.corners()])
        self._basis = self._clear_basis()
        self.canvas, self._head = self._sized(style.theme, zoom)
        tips.prepare(self.canvas, ROLES, NAMES, NAMES_BEFORE, self._words_after)
        self._line_after = self._area_after()
        self.bounds = Box(12, 12, WIDTH - 12, self._head.bottom - 8)
        self._region = Box(SIDE, EDGE, WIDTH - SIDE, self._head.bottom - EDGE)
        self._view = fit(self._basis, self._points, self._region)
        self._floor.draw_lines(self.canvas, self._view)
        self.canvas.keep()
        self._tips = tips.at_both_ends(self.canvas, self.bounds, self._draw_end)
        names = self._floor.labels(self.canvas, self._view, numbered=self._is_true)
        self._axes = tips.placed(self.canvas, names, self.bounds)
        self.canvas.wipe()

    def _sized(self, theme: Theme, zoom: float) -> tuple[Canvas, Head]:
        """Return a canvas that is no higher than the scene needs, and what stands above it."""
        canvas = Canvas(theme, WIDTH, HEIGHT, zoom)
        matrix = self._shown.matrix
        head = Head.fitted(canvas, self._shown.title, matrix, self._say)
        wide, high = np.ptp(self._points @ self._basis.T, axis=0)
        needed = HEIGHT - head.bottom + high / wide * (WIDTH - 2 * SIDE) + 2 * EDGE
        # Even, so that half of it is whole.
        height = 2 * math.ceil(min(HEIGHT - 1, max(LOWEST, needed)) / 2)
        canvas = Canvas(theme, WIDTH, height, zoom)
        return canvas, Head.fitted(canvas, self._shown.title, matrix, self._say)

    def _clear_basis(self) -> Floats:
        """Return the camera that sees both columns, and their plane not from its edge."""
        columns = np.array([column for column in self._target.T if column.any()])
        normal = np.asarray(cross(*self._target.T), dtype=float)
        is_flat = self._shown.spaces.rank == 2 and normal.any()
        faces = normal[None] / np.linalg.norm(normal) if is_flat else None
        return space_basis(columns if len(columns) else np.eye(3), faces)

    @cached_property
    def camera(self) -> Rocking:
        """The camera that turns around the plane where it has landed."""
        return Rocking.around(self._basis, self._points, self._region)

    def draw(self, t: float) -> None:
        """Draw the frame at a time from 0 to 1."""
        a = self._at(t)
        self._draw_plane(self.canvas, self._view, a)
        before, after = self._tips
        ends: dict[float, list[Placed]] = {0: before, 1: after}
        names = self._labels(self.canvas, self._view, a, NAMES)
        tips.write(self.canvas, ends.get(t) or tips.on_the_way(names, before, after, t))
        tips.write(self.canvas, self._axes)
        self._head.write(self.canvas, *self._area(t))

    def draw_turned(self, canvas: Canvas, view: View) -> list[Label]:
        """Draw the plane where it has landed from another camera, on another canvas."""
        self._floor.draw_lines(canvas, view)
        self._draw_plane(canvas, view, self._target)
        self._head.write(canvas, *self._area(1))
        labels = self._labels(canvas, view, self._target, self._words_after)
        return [*labels, *self._floor.labels(canvas, view, numbered=self._is_true)]

    def _at(self, t: float) -> Floats:
        """Return the matrix at a time from 0 to 1: each point moves straight to its image."""
        return self._target if t == 1 else (1 - t) * FLOOR + t * self._target

    def _draw_end(self, t: int) -> list[Label]:
        self._draw_plane(self.canvas, self._view, self._at(t))
        words = self._words_after if t else NAMES_BEFORE
        tips.cover(self.canvas, self._view.pixels(UNIT_SQUARE @ self._at(t).T))
        return self._labels(self.canvas, self._view, self._at(t), words)

    def _draw_plane(self, canvas: Canvas, view: View, a: Floats) -> None:
        """Draw the plane at ``a``, seen from ``view``: its grid, unit square and arrows."""
        rim = RIM @ a.T
        canvas.polygon(view.pixels(rim), canvas.colours.muted, 0.05)
        canvas.polygon(view.pixels(UNIT_SQUARE @ a.T), canvas.colours.result, 0.22)
        steps = range(LOW, HIGH + 1)
        upright = np.array([[(x, LOW), (x, HIGH)] for x in steps]) @ a.T
        level = np.array([[(LOW, y), (HIGH, y)] for y in steps]) @ a.T
        for lines, role in zip((level, upright), ROLES, strict=True):
            canvas.lines(view.pixels(lines), canvas.colours.of(role), 3, layer=1.8, opacity=0.6)
        origin, ends = view.pixels(np.zeros(3)), view.pixels(a.T)
        if a is self._target:
            self._draw_collapsed(canvas, view, rim)
        feet = view.pixels(a.T * [1, 1, 0])
        for end, foot, role in zip(ends, feet, ROLES, strict=True):
            colour = canvas.colours.of(role)
            if np.hypot(*(end - foot)) > 1:
                canvas.line([end, foot], colour, 3, DOTTED)
                canvas.dot(foot, colour, 6)
            canvas.arrow(origin, end, colour, 9)

    def _draw_collapsed(self, canvas: Canvas, view: View, rim: Floats) -> None:
        """Draw the line or the point that the plane becomes where its columns are dependent."""
        if self._shown.spaces.rank == 1:
            along = rim @ max(self._target.T, key=np.linalg.norm)
            ends = rim[[np.argmin(along), np.argmax(along)]]
            canvas.line(view.pixels(ends), canvas.colours.result, 8, layer=2)
        elif self._shown.spaces.rank == 0:
            canvas.dot(view.pixels(np.zeros(3)), canvas.colours.result, 16)

    def _labels(
        self, canvas: Canvas, view: View, a: Floats, words: Sequence[Formula]
    ) -> list[Label]:
        origin = view.pixels(np.zeros(3))
        return [
            labelled(canvas, text, end, end - origin, role, NORMAL)
            for text, end, role in zip(words, view.pixels(a.T), ROLES, strict=True)
        ]

    def _area(self, t: float) -> tuple[Formula, Role]:
        """Return the line that counts the area of the unit square, and its colour."""
        if not self._is_true or self._shown.area is None:
            return NOT_TO_SCALE, "muted"
        if t == 1:
            return self._line_after, "result"
        return _counted(float(np.linalg.norm(np.cross(*self._at(t).T)))), "result"

    def _area_after(self) -> Formula:
        """Return the line at the end: the area as it was counted, and exactly beside it."""
        value = self._shown.area
        if value is None:
            return ""
        shown, exact = _counted(float(value)), self._say.number(value)
        if exact.is_rounded or formatting.is_same(value, str(Rounded(float(value), 2))):
            return shown
        return self._head.fitting(self.canvas, Row((shown, " ≈ ", inline(exact))), shown)

    def alt(self) -> str:
        """Return the alt text."""
        shown = self._shown
        becomes = "a parallelogram in space" if shown.spaces.rank == 2 else "flat"
        area = "" if shown.area is None else f", area {self._say.equals(shown.area)}"
        scale = "" if self._is_true else f" In the picture, {NOT_TO_SCALE}."
        return (
            f"{shown.title}, by a 3×2 matrix: {shown.lands(NAMES, self._say)}. The unit square "
            f"becomes {becomes}{area}.{scale}"
        )


def _counted(area: float) -> Row:
    return Row((Words("area of the unit square "), str(Rounded(area, 2, has_zeros=True))))
