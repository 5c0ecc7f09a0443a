"""A magnifier: a round inset in which an angle too small to be seen is opened.

Enlarged alike in all directions an angle stays as it is, so distances across the lines are
enlarged more than those along them; the inset says how many times.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.ground import nice_step
from bot.drawing.obstacles import Obstacles
from bot.drawing.style import SMALL
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.formula.node import Formula

RADIUS = 112.0

OPENED = 26.0
"""Degrees that an opened angle has at least; it has at most two and a half times as many."""

LINE = 42.0
"""Pixels above or below the inset for a line of words."""

WORDS = 300.0
"""Pixels of width for the words, and for the inset."""

PITCH = 5.0
"""Pixels between places that are tried for the inset."""

IN_THE_WAY = 200
"""The cost of a mark or word in the inset's place, where a point on a line costs 1."""

WANTED = 10
"""The cost of a place that a label would like, which can move."""

NONE = np.empty((0, 4))
"""No boxes."""

LAYER = 4.5
"""The inset lies on all else but words."""


@dataclass(frozen=True)
class Magnifier:
    """What is around a point, distances across a direction enlarged more than along it.

    A point of the inset is given by its distances from the middle along and across the direction.

    Attributes
    ----------
    centre
        Where the middle is, in pixels, shape (2,).
    along
        The direction in the picture, shape (2,), of length 1.
    scale
        Pixels per unit of distances along it.
    times
        How many times more distances across it are enlarged.
    """

    centre: Floats
    along: Floats
    scale: float
    times: float

    def pixels(self, points: ArrayLike) -> Floats:
        """Return pixel positions of points, both of shape (..., 2)."""
        frame = np.array([self.along, self.times * np.array([-self.along[1], self.along[0]])])
        return self.centre + self.scale * np.asarray(points, dtype=float) @ frame

    def draw(self, canvas: Canvas, magnified: Floats, name: Formula = "") -> None:
        """Draw the empty inset, tied to what it magnifies, a pixel position of shape (2,).

        Beside it stands a name, for example the angle, and how many times it opens.
        """
        colours = canvas.colours
        canvas.dot(self.centre, colours.background, RADIUS, LAYER)
        turns = np.linspace(0, 2 * np.pi, 90)
        rim = self.centre + RADIUS * np.column_stack([np.cos(turns), np.sin(turns)])
        canvas.line(rim, colours.muted, 3, layer=LAYER + 0.1)
        away = magnified - self.centre
        distance = float(np.hypot(*away))
        if distance > RADIUS:
            start = self.centre + away * (RADIUS / distance)
            canvas.line([start, magnified], colours.muted, 2.5, layer=2.2)
        # The words are on the side where the tie is not.
        side = -1 if away[1] > 0 else 1
        above, below = self.centre[1] + side * (RADIUS + LINE * np.array([0.5, 1.5]))[::-side]
        words = f"opened {decimal(self.times)} times"
        canvas.text((self.centre[0], below), words, SMALL, colours.muted)
        if name:
            canvas.text((self.centre[0], above), name, SMALL)

    def line(self, canvas: Canvas, ends: ArrayLike, colour: str, width: float = 5) -> None:
        """Draw what is inside of a straight line between two points, shape (2, 2)."""
        start, end = self.pixels(ends) - self.centre
        along = end - start
        # Where |start + share * along| is the radius.
        a, b, c = along @ along, start @ along, start @ start - RADIUS**2
        inside = b * b - a * c
        if inside <= 0:
            return
        root = math.sqrt(inside)
        shares = np.clip([(-b - root) / a, (-b + root) / a], 0, 1)
        if shares[0] < shares[1]:
            clipped = self.centre + start + shares[:, None] * along
            canvas.line(clipped, colour, width, layer=LAYER + 0.2)

    def arrow(self, canvas: Canvas, ends: ArrayLike, colour: str, width: float = 6) -> None:
        """Draw an arrow between two points that lie inside, shape (2, 2)."""
        tail, tip = self.pixels(ends)
        canvas.arrow(tail, tip, colour, width, LAYER + 0.3)


def opening(degrees: float) -> float:
    """Return how many times distances across must be enlarged to open an angle."""
    return nice_step(math.tan(math.radians(OPENED)) / math.tan(math.radians(degrees)))


def free_place(
    canvas: Canvas, bounds: Box, near: Floats, avoid: Floats = NONE, wanted: Floats = NONE
) -> Floats:
    """Return where the inset covers least, and near to the point that it magnifies, shape (2,).

    It keeps off what is drawn and off further boxes to ``avoid``, shape (p, 4), and if possible
    off those that are ``wanted`` by labels, shape (q, 4).
    """
    obstacles = Obstacles.on(canvas)
    taken = np.vstack([obstacles.boxes, avoid, wanted])
    prices = np.repeat([IN_THE_WAY, WANTED], [len(taken) - len(wanted), len(wanted)])
    start = np.array([bounds.left, bounds.bottom])
    columns, rows = ((np.array([bounds.right, bounds.top]) - start) // PITCH).astype(int)
    weights = np.zeros((rows + 1, columns + 1))
    for column, row in ((obstacles.points - start) // PITCH).astype(int):
        if 0 <= column < columns and 0 <= row < rows:
            weights[row + 1, column + 1] += 1
    cells = ((taken - np.tile(start, 2)) // PITCH).astype(int)
    for (left, bottom, right, top), price in zip(cells, prices, strict=True):
        held = (
            slice(max(0, bottom) + 1, max(0, top + 2)),
            slice(max(0, left) + 1, max(0, right + 2)),
        )
        weights[held] += price
    # Sums over all that lies below and left of a cell give those over any rectangle of cells.
    sums = weights.cumsum(axis=0).cumsum(axis=1)
    size = np.array([WORDS, 2 * (RADIUS + LINE)])
    width, height = np.ceil(size / PITCH).astype(int)
    covered = sums[height:, width:] - sums[:-height, width:]
    covered -= sums[height:, :-width] - sums[:-height, :-width]
    ys, xs = np.indices(covered.shape)
    centres = start + PITCH * np.column_stack([xs.ravel(), ys.ravel()]) + size / 2
    costs = covered.ravel() + np.hypot(*(centres - near).T) / 1000
    # The words take the side where the tie is not, which must be above or below.
    higher = near[1] - centres[:, 1]
    costs[np.abs(higher) <= LINE] = np.inf
    best = int(np.argmin(costs))
    return centres[best] + np.array([0, math.copysign(LINE, higher[best])])
