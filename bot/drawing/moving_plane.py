"""The plane while a 2×2 matrix moves it: its grid, the unit square, and the arrows î and ĵ."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.ground import nice_step
from bot.drawing.things import DOTTED

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Role
    from bot.drawing.view import View

UNIT_SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=float)

ROLES: tuple[Role, Role] = ("first", "second")
"""The colours of î and ĵ, and of the lines along them."""

GRID_PIXELS = 100
"""The least distance of two grid lines; denser ones are noise, and bytes."""

BUNDLED = 20.0
"""Pixels between grid lines below which they fade: together they would be a band of colour."""

GRID_LAYER, AXIS_LAYER = 0.8, 1.0

ARROW_WIDTH, UNDER_WIDTH = 9, 17
"""Of an arrow, and of one that another lies on."""


@dataclass(frozen=True)
class MovingPlane:
    """The plane on a canvas.

    Attributes
    ----------
    view
        Of the plane before it moves.
    top
        The pixel row below which it is seen.
    """

    canvas: Canvas
    view: View
    top: float

    @cached_property
    def step(self) -> float:
        """Units from one grid line to the next."""
        return max(1.0, nice_step(GRID_PIXELS / self.view.scale))

    def draw_ground(self) -> None:
        """Draw what stays: the grid, and the outline of the unit square."""
        low, high = self._seen()
        columns, rows = (self._multiples(low[axis], high[axis]) for axis in (0, 1))
        canvas, still = self.canvas, np.eye(2)
        for lines in self._grid(columns, rows, low, high, still):
            canvas.lines(lines, canvas.colours.grid, 3, layer=GRID_LAYER)
        for axis in self._axes(low, high, still):
            canvas.lines(axis, canvas.colours.axis, 4, layer=AXIS_LAYER)
        corners = self.view.pixels([*UNIT_SQUARE, UNIT_SQUARE[0]])
        canvas.line(corners, canvas.colours.muted, 3, DOTTED)

    def draw_moved(self, a: Floats, *, flipped: bool) -> None:
        """Draw the plane at ``a``: the unit square, and lines along î and ĵ in their colours."""
        canvas = self.canvas
        square = self.view.pixels(UNIT_SQUARE @ a.T)
        colour = canvas.colours.of("rest" if flipped else "result")
        canvas.polygon(square, colour, 0.3, hatch="//" if flipped else None)
        reach = self.step * math.ceil(float(np.max(np.abs(self._seen()))) / self.step)
        steps, edge = self._multiples(-reach, reach), np.array([reach, reach])
        grid, axes = self._grid(steps, steps, -edge, edge, a), self._axes(-edge, edge, a)
        colours = [canvas.colours.of(role) for role in reversed(ROLES)]
        for lines, colour, apart in zip(grid, colours, self._apart(a), strict=True):
            opacity = 0.5 * min(1.0, apart / BUNDLED)
            canvas.lines(lines, colour, 2.5, layer=GRID_LAYER, opacity=opacity)
        for lines, colour in zip(axes, colours, strict=True):
            canvas.lines(lines, colour, 4, layer=GRID_LAYER, opacity=0.75)

    def draw_arrows(self, a: Floats) -> None:
        """Draw î and ĵ at ``a``, the shorter one on top, narrower where it hides the other."""
        ends = self.view.pixels(a.T)
        order = sorted((0, 1), key=lambda k: -float(np.hypot(*a[:, k])))
        under = UNDER_WIDTH if _same_direction(a[:, 0], a[:, 1]) else ARROW_WIDTH
        for k, width in zip(order, (under, ARROW_WIDTH), strict=True):
            self.canvas.arrow(self.view.offset, ends[k], self.canvas.colours.of(ROLES[k]), width)

    def _seen(self) -> tuple[Floats, Floats]:
        """Return the lowest and the highest coordinates in the picture."""
        low = -self.view.offset / self.view.scale
        return low, (np.array([self.canvas.width, self.top]) - self.view.offset) / self.view.scale

    def _multiples(self, low: float, high: float) -> Floats:
        """Return where the grid's lines are, without the axis."""
        found = np.arange(math.ceil(low / self.step), math.floor(high / self.step) + 1.0)
        return self.step * found[found != 0]

    def _grid(
        self, columns: Floats, rows: Floats, low: Floats, high: Floats, a: Floats
    ) -> tuple[Floats, Floats]:
        """Return grid lines between two corners moved by ``a``: the upright, the level ones.

        Each of shape (k, 2, 2).
        """
        upright = np.array([[(x, low[1]), (x, high[1])] for x in columns]).reshape(-1, 2, 2)
        level = np.array([[(low[0], y), (high[0], y)] for y in rows]).reshape(-1, 2, 2)
        return self.view.pixels(upright @ a.T), self.view.pixels(level @ a.T)

    def _apart(self, a: Floats) -> tuple[float, float]:
        """Return the pixels between grid lines that were upright and level before ``a``."""
        area = abs(float(np.linalg.det(a))) * self.step * self.view.scale
        along_i, along_j = (float(size) for size in np.hypot(*a))
        return area / (along_j or 1), area / (along_i or 1)

    def _axes(self, low: Floats, high: Floats, a: Floats) -> tuple[Floats, Floats]:
        return self._grid(np.zeros(1), np.zeros(1), low, high, a)


def _same_direction(p: Floats, q: Floats) -> bool:
    """Whether two arrows lie on top of each other."""
    product = float(np.hypot(*p) * np.hypot(*q))
    return float(p @ q) > 0.999 * product > 0
