"""Arrows too long for a picture: drawn shorter, with a break in the shaft that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas

LONGEST = 6.0
"""The largest length, beside one of 1, that is drawn as it is."""

SHORTENED = 3.2
"""The length of a longer one in the picture, or more where another one is longer."""

APART = 1.25
"""How much longer than the others a shortened arrow is at least."""

BREAK_AT = 0.62
"""Where the break is, as a share of the shaft."""

NOTE = "// longer than drawn"


def drawn_lengths(lengths: Sequence[float]) -> list[float]:
    """Return lengths as they are drawn, in the same order: too long ones shortened.

    Examples
    --------
    >>> drawn_lengths([1.0, 0.5, 1000.0, 200.0])
    [1.0, 0.5, 4.0, 3.2]
    """
    drawn: dict[float, float] = {}
    longest = 0.0
    for length in sorted({*lengths}):
        longest = length if length <= LONGEST else max(SHORTENED, APART * longest)
        drawn[length] = longest
    return [drawn[length] for length in lengths]


def draw_break(canvas: Canvas, tail: Floats, tip: Floats, colour: str, width: float) -> None:
    """Draw the break in the shaft of an arrow, at pixels."""
    along = (tip - tail) / np.hypot(*(tip - tail))
    across = np.array([-along[1], along[0]])
    middle = tail + BREAK_AT * (tip - tail)
    gap = 0.9 * width * along
    canvas.line([middle - gap, middle + gap], canvas.colours.background, 2.4 * width, layer=3.4)
    slant = 1.9 * width * across + 0.7 * width * along
    for place in (middle - gap, middle + gap):
        canvas.line([place - slant, place + slant], colour, 0.6 * width, layer=3.5)
