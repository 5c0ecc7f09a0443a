"""What a layer does to the plane, as an animation: moved by W, shifted by b, folded by ReLU."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.ground import nice_step
from bot.drawing.head import Head
from bot.drawing.labels import labelled, write_labels
from bot.drawing.motion import motion
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL
from bot.drawing.view import fit
from bot.formula import Chain, Row, Words
from bot.topics.network.words import ONE
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.motion import Motion
    from bot.drawing.style import Role, Style
    from bot.formula import Formula
    from linalg_engine.networks import Layer

SIDE = 1100
"""Width and height in pixels."""

NEAREST = 2.0
"""Units around the origin that are always moved."""

LINES = 4
"""Lines of the grid on each side of an axis, about."""

MOST_RATIO = 12.0
"""How many times larger the plane may become: of a larger one, nothing before it would be seen."""

STEPS = 9
"""Frames of each part."""

STEP_MILLISECONDS, HELD_MILLISECONDS, END_MILLISECONDS = 70, 900, 2500

ROLES: tuple[Role, Role] = ("first", "second")
"""Of lines along î and along ĵ."""


def playing(found: Layer, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a layer of the plane as an animation, or None.

    That is for 2×2 weights with ReLU or no activation, of sizes that can be seen in one picture.
    """
    if found.weights.shape != (2, 2) or found.activation not in ("relu", "none"):
        return None
    way = Way.of(found)
    with np.errstate(over="ignore", invalid="ignore"):
        sizes = [float(np.abs(way.at(t, way.corners)).max()) for t in range(way.parts + 1)]
    is_seen = max(sizes) / MOST_RATIO <= sizes[0] and motion(found.weights).is_true
    return (lambda: _draw(found, way, style)) if is_seen else None


@dataclass(frozen=True)
class Way:
    """Where points of the plane are from time 0 to 1 (W), 2 (b), 3 (ReLU).

    Attributes
    ----------
    shift
        b, shape (2,).
    x
        The point that goes in, shape (2,).
    parts
        How many of the three there are; without ReLU it ends after 2.
    """

    layer: Layer
    shift: Floats
    x: Floats
    parts: int

    @classmethod
    def of(cls, found: Layer) -> Way:
        """Return the way of a layer."""
        shift = np.zeros(2) if found.bias is None else as_float(found.bias)
        return cls(found, shift, as_float(found.x), 3 if found.activation == "relu" else 2)

    @cached_property
    def reach(self) -> float:
        """Units on each side of the origin that are moved: whole steps of the grid."""
        far = max(NEAREST, float(np.abs(self.x).max()))
        return self.step * math.ceil(far / self.step - 1e-9)

    @cached_property
    def step(self) -> float:
        """Units from one line to the next."""
        return nice_step(max(NEAREST, float(np.abs(self.x).max())) / LINES)

    @property
    def corners(self) -> Floats:
        """The corners of what is moved, shape (4, 2)."""
        return self.reach * np.array([(-1.0, -1), (1, -1), (1, 1), (-1, 1)])

    def unfolded(self, t: float, points: Floats) -> Floats:
        """Return where points, shape (..., 2), are at a time up to 2."""
        a = self._motion.at(min(t, 1.0))
        return points @ a.T + min(max(t - 1, 0.0), 1.0) * self.shift

    def folded(self, t: float, points: Floats) -> Floats:
        """Return points after W and b as far as ReLU has moved them at a time."""
        s = min(max(t - 2, 0.0), 1.0)
        return np.where(points < 0, (1 - s) * points, points)

    def at(self, t: float, points: Floats) -> Floats:
        """Return where points, shape (..., 2), are at a time."""
        return self.folded(t, self.unfolded(t, points))

    def lines_at(self, t: float, axis: int) -> tuple[Floats, Floats]:
        """Return the grid's lines at a time, and the axis among them, shapes (k, 4, 2).

        Where ReLU folds a line, it has a corner: two of its points lie where it meets the axes.
        """
        count = round(self.reach / self.step)
        places = self.step * np.arange(-count, count + 1)
        ends = np.empty((len(places), 2, 2))
        ends[:, :, 1 - axis] = [-self.reach, self.reach]
        ends[:, :, axis] = places[:, None]
        lines = self.folded(t, _with_crossings(self.unfolded(t, ends)))
        return np.delete(lines, count, axis=0), lines[count : count + 1]

    @cached_property
    def _motion(self) -> Motion:
        return motion(self.layer.weights)


def _with_crossings(segments: Floats) -> Floats:
    """Return segments, shape (k, 2, 2), with their points on the axes, shape (k, 4, 2)."""
    start, end = segments[:, 0], segments[:, 1]
    change = end - start
    shares = np.where(change != 0, -start / np.where(change != 0, change, 1), 0.0)
    shares = np.sort(np.clip(shares, 0, 1), axis=1)
    shares = np.column_stack([np.zeros(len(shares)), shares, np.ones(len(shares))])
    return start[:, None] + shares[..., None] * change[:, None]


def _draw(found: Layer, way: Way, style: Style) -> Picture:
    plane = _Plane(found, way, style)
    parts = [part for part in range(way.parts) if part != 1 or found.bias is not None]
    # The first frame, the end, is good as a still.
    times = [parts[-1] + 1.0, 0.0]
    lasts = [END_MILLISECONDS, HELD_MILLISECONDS]
    for part in parts:
        times += [part + animation.eased(k / STEPS) for k in range(1, STEPS + 1)]
        lasts += [STEP_MILLISECONDS] * (STEPS - 1) + [HELD_MILLISECONDS]
    # The last frame is the first one again.
    times, lasts = times[:-1], lasts[:-1]
    drawn = animation.frames(plane.canvas, [partial(plane.draw, t) for t in times])
    end = style.notation.vector(found.output)
    steps = ["W moves the plane"]
    steps += ["b shifts it"] * (found.bias is not None)
    steps += ["ReLU presses what is negative onto the axes"] * (way.parts == 3)
    alt = f"Animation. {', '.join(steps)}. x goes from {style.notation.vector(found.x)} to {end}."
    return Picture("network.gif", animation.gif(drawn, lasts, style.theme), alt)


class _Plane:
    """Draws frames on one canvas."""

    def __init__(self, found: Layer, way: Way, style: Style) -> None:
        self.canvas = Canvas(style.theme, SIDE, SIDE, animation.ZOOM)
        self._found, self._way, self._say = found, way, style.notation
        given = Chain(ONE.weights, (self._say.matrix(found.weights),))
        names = [self._point(t) for t in range(way.parts + 1)]
        result = self.canvas.colours.result
        self.canvas.prepare(
            [
                (given, SMALL, self.canvas.colours.muted),
                *((name, NORMAL, result) for name in names),
                *((self._line(t), NORMAL, self.canvas.colours.muted) for t in range(4)),
            ]
        )
        title = "What the layer does to the plane"
        self._head = Head(Caption.fitted(self.canvas, title, given=given))
        self._bottom = self._head.bottom
        seen = np.vstack([way.at(t, way.corners) for t in np.linspace(0, way.parts, 13)])
        region = Box(60, 60, SIDE - 60, self._bottom - 40)
        self._view = fit(np.eye(2), np.vstack([seen, np.zeros(2)]), region)
        self._draw_ground()
        self.canvas.keep()

    def draw(self, t: float) -> None:
        """Draw the frame at a time."""
        canvas, way = self.canvas, self._way
        for axis, role in enumerate(reversed(ROLES)):
            grid, middle = way.lines_at(t, axis)
            colour = canvas.colours.of(role)
            canvas.lines(self._view.pixels(grid), colour, 3, layer=1.2, opacity=0.6)
            canvas.lines(self._view.pixels(middle), colour, 6, layer=1.3)
        at = self._view.pixels(way.at(t, way.x))
        canvas.dot(at, canvas.colours.result, 13)
        if t == int(t):
            away = at - self._view.offset
            label = labelled(canvas, self._point(int(t)), at, away, "result", NORMAL)
            write_labels(canvas, [label], Box(16, 16, SIDE - 16, self._bottom - 12))
        self._head.write(canvas, self._line(math.ceil(t)), "muted")

    def _draw_ground(self) -> None:
        """Draw the axes, and where ReLU changes nothing."""
        canvas, (x, y) = self.canvas, self._view.offset
        if self._way.parts == 3:
            corner = [(x, y), (SIDE, y), (SIDE, self._bottom), (x, self._bottom)]
            canvas.polygon(corner, canvas.colours.result, 0.08, layer=0.3)
        axes = [[(x, 0), (x, self._bottom)], [(0, y), (SIDE, y)]]
        canvas.lines(axes, canvas.colours.axis, 4)

    def _point(self, t: int) -> Formula:
        """Return the name of the point at the end of a part, with its coordinates."""
        found, say = self._found, self._say
        names = (ONE.given, ONE.product(), ONE.sums(found), ONE.output(found))
        values = (found.x, found.products, found.sums, found.output)
        return Chain(names[t], (say.vector(values[t]),))

    def _line(self, part: int) -> Formula:
        """Return what a part does, in words."""
        return (
            Words("before"),
            Row((ONE.weights, Words(" moves it"))),
            Row((ONE.bias, Words(" shifts it"))),
            Words("ReLU: negative becomes 0"),
        )[part]
