"""The way back as an animation: W lays the plane into space, and what is lost stays behind it."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import above_plane, animation, fonts, tips
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.crowds import MOST_NAMES, size_of
from bot.drawing.ground import Floor, nice_step
from bot.drawing.head import Head
from bot.drawing.labels import labelled
from bot.drawing.leader_lines import write_names
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, WIDTH
from bot.drawing.view import fit, space_basis
from bot.formula import Chain, Row, Symbol, VectorName, Words
from bot.formula.numbers import decimal

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style, Theme
    from bot.formula import Formula
    from bot.topics.plane.flattened import Flattened

W, Y = Symbol("W"), VectorName("y")

NAME = "Back into space"

ROLES: tuple[Role, Role] = ("eigen", "eigen_other")
"""Of the plane's two directions."""

LINES = 6
"""Of the plane's grid along its longer side, about."""

LONGEST = 12
"""Characters of a name."""

SIDE, EDGE, LOWEST = 80, 56, 600
"""Pixels beside the scene, above and below it, and the least height of the picture."""

STEPS = {1: 14, 2: 8}
"""Frames of each part: the plane is laid into space, and what was lost appears."""

STEP_MILLISECONDS, HELD_MILLISECONDS, END_MILLISECONDS = 70, 900, 2500


def draw(shown: Flattened, style: Style) -> Picture:
    """Return a GIF: the plane lies flat, W lays it into space, and then what is lost is seen."""
    scene = _Scene(shown, style)
    parts = (1, 2) if _shows_lost(shown) else (1,)
    # The first frame, the end, is good as a still.
    times, lasts = [float(parts[-1]), 0.0], [END_MILLISECONDS, HELD_MILLISECONDS]
    for part in parts:
        count = STEPS[part]
        times += [part - 1 + animation.eased(k / count) for k in range(1, count + 1)]
        lasts += [STEP_MILLISECONDS] * (count - 1) + [HELD_MILLISECONDS]
    # The last frame is the first one again.
    frames = animation.frames(scene.canvas, [partial(scene.draw, t) for t in times[:-1]])
    return Picture("back.gif", animation.gif(frames, lasts[:-1], style.theme), _alt(shown))


class _Scene:
    """Draws frames on one canvas; its origin is the mean of the points."""

    def __init__(self, shown: Flattened, style: Style) -> None:
        self._shown = shown
        flat = np.column_stack([shown.flat, np.zeros(len(shown.flat))])
        self._rim = above_plane.corners(shown.placed)
        self._flat, self._grid = flat, _grid(self._rim)
        self._axis, self._angle = _rotation(shown.axes.T)
        ways = np.vstack([np.vstack([self._rim, flat]) @ self._at(k / 6).T for k in range(7)])
        ends = np.vstack([np.zeros(3), self._rim, self._rim @ shown.axes, shown.found.centred])
        self._floor = Floor.under(ends)
        seen = np.vstack([ways, ends, self._floor.corners()])
        basis = space_basis(shown.axes[:2], shown.axes[2:])
        matrix = Chain(W, (style.notation.matrix(shown.axes[:2].T.round(3)),))
        self.canvas, self._head = _sized(seen @ basis.T, matrix, style.theme)
        self._bounds = Box(12, 12, WIDTH - 12, self._head.bottom - 8)
        self._view = fit(basis, seen, Box(SIDE, EDGE, WIDTH - SIDE, self._head.bottom - EDGE))
        self._names = fonts.names(shown.names, "row", LONGEST)[0]
        self._floor.draw_lines(self.canvas, self._view)
        self.canvas.keep()
        # The names of the axes keep off all that passes by.
        for k in range(STEPS[1] + 1):
            t = 2 * animation.eased(k / STEPS[1])
            if len(flat) > MOST_NAMES:
                tips.cover(self.canvas, self._view.pixels(self._rim @ self._at(t).T))
            else:
                self._draw_things(t)
        self._axes = tips.placed(self.canvas, self._axis_names(), self._bounds)
        self.canvas.wipe()

    def draw(self, t: float) -> None:
        """Draw the frame at a time from 0 (flat) to 1 (in space) and 2 (what is lost)."""
        self._draw_things(t)
        tips.write(self.canvas, self._axes)
        if t == int(t) and len(self._names) <= MOST_NAMES:
            self._write_names(t)
        self._head.write(self.canvas, _line(t), "rest" if t > 1 else "muted")

    def _at(self, t: float) -> Floats:
        """Return the rotation that has laid the plane into space up to a time, shape (3, 3)."""
        return _turned(self._axis, min(t, 1.0) * self._angle)

    def _draw_things(self, t: float) -> None:
        """Draw the plane, its points, and what of them is lost."""
        canvas, view, a = self.canvas, self._view, self._at(t)
        rim = view.pixels(self._rim @ a.T)
        canvas.polygon(rim, canvas.colours.muted, 0.08, layer=0.7)
        canvas.lines(view.pixels(self._grid @ a.T), canvas.colours.muted, 2, layer=1, opacity=0.5)
        for end, role in zip(np.diag(self._rim[2])[:2], ROLES, strict=True):
            canvas.arrow(view.offset, view.pixels(end @ a.T), canvas.colours.of(role), 7)
        centres, size = view.pixels(self._flat @ a.T), size_of(len(self._flat))
        canvas.marks(centres, "circle", canvas.colours.first, size, layer=4)
        if t > 1:
            self._draw_lost(centres, t - 1, size)

    def _draw_lost(self, feet: Floats, share: float, size: float) -> None:
        """Draw the lines from the plane to where the points were, up to a share of each."""
        canvas, shown = self.canvas, self._shown
        points = self._view.pixels(shown.found.centred)
        ends = feet + share * (points - feet)
        for part, layer, opacity in ((shown.below, 0.5, 0.6), (~shown.below, 3.0, 1.0)):
            lines = np.stack([feet[part], ends[part]], axis=1)
            if len(lines):
                canvas.lines(lines, canvas.colours.rest, 4, layer=layer, opacity=opacity)
                canvas.marks(ends[part], "diamond", canvas.colours.rest, 0.7 * size, opacity, layer)

    def _write_names(self, t: float) -> None:
        centres = self._view.pixels(self._flat @ self._at(t).T)
        middle, radius = self._view.offset, size_of(len(centres)) / 2
        names = [
            (labelled(self.canvas, name, at, at - middle, "first"), radius)
            for name, at in zip(self._names, centres, strict=True)
        ]
        write_names(self.canvas, names, self._bounds)

    def _axis_names(self) -> list[Label]:
        """Return the names of the three columns, at the ends of the axes of space."""
        columns = fonts.names(self._shown.columns, "column", LONGEST)[0]
        origin = self._view.offset
        ends = self._view.pixels([end for end, _ in self._floor.names(numbered=False)])
        return [
            labelled(self.canvas, name, end, end - origin, "muted")
            for name, end in zip(columns, ends, strict=True)
        ]


def _shows_lost(shown: Flattened) -> bool:
    return not shown.is_exact and len(shown.flat) <= above_plane.MOST_DISTANCES


def _line(t: float) -> Formula:
    """Return what is seen at a time, in words."""
    if t > 1:
        return Words("what is lost stands upright on the plane")
    if t > 0:
        return Row((Words("in space, from the mean: "), W, " ", Y))
    return Row((Words("each point is two numbers: "), Y))


def _sized(paper: Floats, matrix: Formula, theme: Theme) -> tuple[Canvas, Head]:
    """Return a canvas no higher than the scene needs, whose points are ``paper``, shape (k, 2)."""
    title = "W lays the plane back into space"
    canvas = Canvas(theme, WIDTH, HEIGHT, animation.ZOOM)
    above = HEIGHT - Head(Caption.fitted(canvas, title, given=matrix)).bottom
    wide, high = np.ptp(paper, axis=0)
    needed = above + high / wide * (WIDTH - 2 * SIDE) + 2 * EDGE
    # Even, so that half of it is whole.
    height = 2 * math.ceil(min(HEIGHT - 1, max(LOWEST, needed)) / 2)
    canvas = Canvas(theme, WIDTH, height, animation.ZOOM)
    return canvas, Head(Caption.fitted(canvas, title, given=matrix))


def _grid(rim: Floats) -> Floats:
    """Return the lines of a grid in a rectangle, shape (k, 2, 3), whose corners are given."""
    (left, bottom, _), (right, top, _) = rim[0].tolist(), rim[2].tolist()
    step = nice_step(max(right - left, top - bottom) / LINES)
    xs = [step * k for k in range(math.ceil(left / step), math.floor(right / step) + 1)]
    ys = [step * k for k in range(math.ceil(bottom / step), math.floor(top / step) + 1)]
    lines = [[(x, bottom, 0), (x, top, 0)] for x in xs]
    return np.array([*lines, *([(left, y, 0), (right, y, 0)] for y in ys)])


def _rotation(a: Floats) -> tuple[Floats, float]:
    """Return the axis, of length 1, and the angle of a rotation, shape (3, 3)."""
    axis = np.linalg.eigh(a + a.T)[1][:, -1]
    across = np.array([a[2, 1] - a[1, 2], a[0, 2] - a[2, 0], a[1, 0] - a[0, 1]])
    return axis, math.atan2(float(axis @ across), float(np.trace(a)) - 1)


def _turned(axis: Floats, angle: float) -> Floats:
    """Return the rotation around an axis by an angle, shape (3, 3) (Rodrigues' formula)."""
    x, y, z = axis
    cross = np.array([(0, -z, y), (z, 0, -x), (-y, x, 0)])
    return np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * cross @ cross


def _alt(shown: Flattened) -> str:
    columns = (", ".join(decimal(float(x), 3) for x in axis) for axis in shown.axes[:2])
    where = "All points are where they were."
    if not shown.is_exact:
        farthest = decimal(float(shown.residuals.max()), 3)
        where = f"The points were up to {farthest} away from it: that is lost."
    if _shows_lost(shown):
        where += " Then lines go from the plane to where they were."
    return (
        f"Animation. A plane with {len(shown.flat)} points lies flat, and the 3×2 matrix with the "
        f"columns ({') and ('.join(columns)}) lays it into space. {where}"
    )
