"""The axis of errors that curves share: lines at round levels, from 0 upward."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.drawing.ground import nice_step
from bot.drawing.style import SMALL, WIDTH
from bot.formula.numbers import decimal
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas

HEIGHT = 720
BOTTOM, RIGHT = 132, WIDTH - 70

LEVELS = 5
"""Lines at most between 0 and the largest error."""


def shown(error: float) -> str:
    """Return an error with three significant figures."""
    return decimal(float(f"{error:.3g}"), 3)


def draw_levels(canvas: Canvas, highest: float, scale: float) -> float:
    """Draw a line at each level of the error; return where the lines begin.

    Parameters
    ----------
    highest
        The largest error, above 0.
    scale
        Pixels for an error of 1.
    """
    step = nice_step(highest / LEVELS)
    levels = [k * step for k in range(math.floor(highest / step) + 1)]
    words = [formatting.decimal(level) for level in levels]
    left = 40 + max(canvas.measure(word, SMALL)[0] for word in words)
    for level, word in zip(levels, words, strict=True):
        y = BOTTOM + scale * level
        canvas.line([(left, y), (RIGHT, y)], canvas.colours.grid, 2, layer=1)
        canvas.text((16, y), word, SMALL, canvas.colours.muted, "left")
    return left
