"""A 2×3 matrix presses space onto the plane: the axes and the unit cube go along.

A picture of space on paper is such a matrix, too: so the movement begins at what a camera sees,
and each point moves straight to where A puts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation, tips
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.coordinates import direction, length
from bot.drawing.depth import Block
from bot.drawing.ground import nice_step
from bot.drawing.head import Head
from bot.drawing.labels import labelled
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, NORMAL, WIDTH
from bot.drawing.things import DASHED
from bot.drawing.view import fit, space_basis
from bot.formula import Accent, Row, VectorName, Words
from bot.topics.transform.inline import inline
from bot.topics.transform.laying import NOT_TO_SCALE, Laying
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.drawing.tips import Placed
    from bot.formula import Formula

ROLES: tuple[Role, Role, Role] = ("first", "second", "extra")
NAMES: tuple[Formula, ...] = (
    VectorName("î", "first"),
    VectorName("ĵ", "second"),
    Accent("k", "hat"),
)
NAMES_BEFORE = tuple(
    Row((name, f" = [{unit}]"))
    for name, unit in zip(NAMES, ("1, 0, 0", "0, 1, 0", "0, 0, 1"), strict=True)
)

CUBE = Block(np.zeros(3), np.ones(3))

NEAREST = 1.2
"""Units around the plane's origin that are always seen."""

LONG = 1.6
"""Units to either side of the line that lands on the origin."""

FACE_OPACITY = 0.05
"""Of the cube's faces, of which up to six lie on top of each other."""

GRID_PIXELS = 100
"""The least distance of two grid lines."""


def draw(shown: Laying, style: Style) -> Picture:
    """Return a GIF of space on its way onto the plane, or a still of it there."""
    press = _Press(shown, style, animation.ZOOM if style.motion else 1)
    if style.motion:
        data = animation.played(press.canvas, press.draw)
        return Picture("transform.gif", data, f"Animation. {press.alt()}")
    press.draw(1)
    return Picture("transform.png", press.canvas.png(), press.alt())


class _Press:
    """Draws frames on one canvas."""

    def __init__(self, shown: Laying, style: Style, zoom: float) -> None:
        self.canvas = Canvas(style.theme, WIDTH, HEIGHT, zoom)
        self._shown, self._say = shown, style.notation
        self._target, self._is_true = shown.drawable
        self._null = self._drawn_null()
        self._head = Head.fitted(self.canvas, shown.title, shown.matrix, self._say)
        self._bounds = Box(12, 12, WIDTH - 12, self._head.bottom - 8)
        region = Box(130, 70, WIDTH - 130, self._head.bottom - 60)
        corners = CUBE.corners()
        self._start = fit(
            space_basis(np.eye(3)), np.vstack([corners, self._null, -self._null]), region
        )
        around = NEAREST * np.array([(1, 1), (-1, -1)])
        landed = np.vstack([corners @ self._target.T, around])
        self._end = fit(np.eye(2), landed, region)
        self._words_after = shown.words_after(NAMES, self._say)
        tips.prepare(self.canvas, ROLES, NAMES, NAMES_BEFORE, self._words_after)
        self._tips = tips.at_both_ends(self.canvas, self._bounds, self._draw_end)
        self.canvas.wipe()

    def _drawn_null(self) -> Floats:
        """Return what the drawn matrix puts on the origin, shape (k, 3), each `LONG` long.

        There always is something: k is at least 1.
        """
        matrices = as_float(self._shown.matrix), self._target
        true, drawn = (np.array([length(column) for column in a.T]) for a in matrices)
        # A column drawn half as long must be taken twice.
        shares = np.divide(true, drawn, out=np.ones(3), where=drawn > 0)
        found = [as_float(v) * (shares / shares.max()) for v in self._shown.spaces.null]
        return np.array([LONG * direction(v) for v in found])

    def draw(self, t: float) -> None:
        """Draw the frame at a time from 0 to 1."""
        self._draw_space(t)
        before, after = self._tips
        ends: dict[float, list[Placed]] = {0: before, 1: after}
        names = self._labels(t, NAMES)
        tips.write(self.canvas, ends.get(t) or tips.on_the_way(names, before, after, t))
        self._head.write(self.canvas, *self._line())

    def _draw_end(self, t: int) -> list[Label]:
        self._draw_space(t)
        for face in _faces():
            tips.cover(self.canvas, self._pixels(face, t))
        return self._labels(t, self._words_after if t else NAMES_BEFORE)

    def _pixels(self, points: Floats, t: float) -> Floats:
        """Return where points of space, shape (..., 3), are at a time from 0 to 1."""
        landed = self._end.pixels(points @ self._target.T)
        return (1 - t) * self._start.pixels(points) + t * landed

    def _draw_space(self, t: float) -> None:
        """Draw axes, unit cube and arrows at a time, and the plane as it comes to be seen."""
        canvas = self.canvas
        self._draw_grid(t)
        corners = CUBE.corners()
        for face in _faces():
            canvas.polygon(self._pixels(face, t), canvas.colours.result, FACE_OPACITY)
        canvas.lines(self._pixels(CUBE.edges(), t), canvas.colours.muted, 4, layer=2)
        canvas.marks(self._pixels(corners[1:], t), "circle", canvas.colours.text, 14, layer=2.5)
        ends = np.stack([-self._null, self._null], axis=1)
        canvas.lines(self._pixels(ends, t), canvas.colours.rest, 5, DASHED, layer=2.2)
        origin = self._pixels(np.zeros(3), t)
        for end, role in zip(self._pixels(np.eye(3), t), ROLES, strict=True):
            canvas.arrow(origin, end, canvas.colours.of(role), 9)
        canvas.dot(origin, canvas.colours.rest, 11)

    def _draw_grid(self, t: float) -> None:
        """Draw the plane's grid and axes, the fainter the earlier."""
        view, canvas, top = self._end, self.canvas, self._head.bottom
        step = nice_step(GRID_PIXELS / view.scale)
        pitch = view.scale * step
        columns, rows = (
            np.arange(start % pitch, end, pitch)
            for start, end in zip(view.offset, (WIDTH, top), strict=True)
        )
        lines = [[(x, 0), (x, top)] for x in columns] + [[(0, y), (WIDTH, y)] for y in rows]
        canvas.lines(lines, canvas.colours.grid, 3, layer=0.8, opacity=t)
        x, y = view.offset
        axes = [[(x, 0), (x, top)], [(0, y), (WIDTH, y)]]
        canvas.lines(axes, canvas.colours.axis, 4, layer=1, opacity=t)

    def _labels(self, t: float, words: Sequence[Formula]) -> list[Label]:
        origin, ends = self._pixels(np.zeros(3), t), self._pixels(np.eye(3), t)
        return [
            labelled(self.canvas, text, end, end - origin, role, NORMAL)
            for text, end, role in zip(words, ends, ROLES, strict=True)
        ]

    def _line(self) -> tuple[Formula, Role]:
        """Return the line below the title, and its colour."""
        null = self._shown.spaces.null
        if not self._is_true:
            return NOT_TO_SCALE, "muted"
        if len(null) == 1:
            named = Row((inline(self._say.vector(null[0])), Words(" lands on the origin")))
            return self._head.fitting(self.canvas, named, "a line lands on the origin"), "rest"
        return "a plane lands on the origin" if len(null) == 2 else "", "rest"

    def alt(self) -> str:
        """Return the alt text."""
        shown = self._shown
        null = " and ".join(str(self._say.vector(v)) for v in shown.spaces.null)
        scale = "" if self._is_true else f" In the picture, {NOT_TO_SCALE}."
        return (
            f"{shown.title}, by a 2×3 matrix: {shown.lands(NAMES, self._say)}. The unit cube goes "
            f"along. Dashed: what lands on the origin, the multiples of {null}.{scale}"
        )


def _faces() -> list[Floats]:
    """Return the six faces of the unit cube, each with its corners in order, shape (4, 3)."""
    corners = CUBE.corners()
    return [corners[corners[:, axis] == side][[0, 1, 3, 2]] for axis in range(3) for side in (0, 1)]
