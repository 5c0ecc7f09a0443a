"""A plane whose axes have scales of their own, with numbers along both."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.ground import nice_step
from bot.drawing.style import SMALL
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas

APART = np.array([190.0, 95.0])
"""The least pixels between two numbers along the axes."""

BESIDE = 14.0
"""Pixels between a number and its axis."""

BETWEEN = 30.0
"""The least pixels between two numbers along x."""

BELOW = 58.0
"""Pixels below the plane for the numbers there."""

NARROW, MARGIN = 24.0, 34.0
"""Pixels at the left and at the right of it all."""

MOST_DIGITS = 12
"""Digits that may be needed to tell neighbouring numbers apart."""


@dataclass(frozen=True)
class Axes:
    """What is seen of the plane, and where.

    Attributes
    ----------
    low, high
        Shape (2,): the coordinates of its corners.
    box
        The pixels that it takes.
    steps
        Shape (2,): from one number to the next.
    """

    low: Floats
    high: Floats
    box: Box
    steps: Floats

    @classmethod
    def around(cls, canvas: Canvas, low: Floats, high: Floats, bottom: float, top: float) -> Axes:
        """Return the plane between two pixel rows, as broad as its numbers leave it room."""
        box = Box(NARROW, bottom + BELOW, canvas.width - MARGIN, top)
        axes = cls(low, high, box, _steps(low, high, box))
        widest = max(canvas.measure(word, SMALL)[0] for _, word in axes.numbers(1))
        box = Box(NARROW + widest + BESIDE, box.bottom, box.right, top)
        return _spaced(cls(low, high, box, _steps(low, high, box)), canvas)

    def pixels(self, points: Floats) -> Floats:
        """Return pixel positions, shape (..., 2), of points of that shape."""
        size = np.array([self.box.right - self.box.left, self.box.top - self.box.bottom])
        corner = np.array([self.box.left, self.box.bottom])
        return corner + (points - self.low) / (self.high - self.low) * size

    def numbers(self, axis: int) -> list[tuple[float, str]]:
        """Return the places along an axis that have a number, and those."""
        step, low, high = self.steps[axis], self.low[axis], self.high[axis]
        count = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
        places = [k * float(step) for k in count]
        digits = 4
        while digits < MOST_DIGITS and len({*_written(places, digits)}) < len(places):
            digits += 1
        return list(zip(places, _written(places, digits), strict=True))

    def draw(self, canvas: Canvas) -> None:
        """Draw grid and numbers; the lines at 0 stand out."""
        box, colours = self.box, canvas.colours
        for place, word in self.numbers(0):
            x = float(self.pixels(np.array([place, self.low[1]]))[0])
            self._line(canvas, [(x, box.bottom), (x, box.top)], is_zero=place == 0)
            half = canvas.measure(word, SMALL)[0] / 2
            at = min(max(x, half + 8), canvas.width - half - 8)
            canvas.text((at, box.bottom - BELOW + SMALL / 2), word, SMALL, colours.muted)
        for place, word in self.numbers(1):
            y = float(self.pixels(np.array([self.low[0], place]))[1])
            self._line(canvas, [(box.left, y), (box.right, y)], is_zero=place == 0)
            if y <= box.top - SMALL / 2:  # above is the axis's name
                canvas.text((box.left - BESIDE, y), word, SMALL, colours.muted, "right")

    def _line(self, canvas: Canvas, ends: list[tuple[float, float]], *, is_zero: bool) -> None:
        colour = canvas.colours.axis if is_zero else canvas.colours.grid
        canvas.line(ends, colour, 3.5 if is_zero else 2, layer=0.6 if is_zero else 0.5)


def _spaced(axes: Axes, canvas: Canvas) -> Axes:
    """Return the plane with numbers so far apart along x that none touches the next."""
    numbers = axes.numbers(0)
    widest = max(canvas.measure(word, SMALL)[0] for _, word in numbers)
    pitch = axes.steps[0] / (axes.high[0] - axes.low[0]) * (axes.box.right - axes.box.left)
    if widest + BETWEEN <= pitch or len(numbers) < 2:
        return axes
    farther = nice_step(1.01 * float(axes.steps[0]))
    return _spaced(replace(axes, steps=np.array([farther, axes.steps[1]])), canvas)


def _written(places: list[float], digits: int) -> list[str]:
    return [formatting.decimal(place, digits) for place in places]


def _steps(low: Floats, high: Floats, box: Box) -> Floats:
    size = np.array([box.right - box.left, box.top - box.bottom])
    least = (high - low) * APART / size
    return np.array([nice_step(float(step)) for step in least])
