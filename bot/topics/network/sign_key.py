"""The key of colours for signs: which are positive, and which negative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.caption import MARGIN
from bot.drawing.style import SMALL

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas

STROKE, GAP = 50.0, 16.0
"""Pixels of a stroke, and between it and its words."""


def write(canvas: Canvas, y: float, noun: str, more: str = "") -> None:
    """Write the key in a row around pixel row ``y``, with more words behind it."""
    x = float(MARGIN)
    colours = canvas.colours
    for colour, sign in ((colours.high, "positive"), (colours.low, "negative")):
        text = f"{sign} {noun}"
        canvas.line([(x, y), (x + STROKE, y)], colour, 8)
        x += STROKE + GAP
        canvas.text((x, y), text, SMALL, colours.muted, "left")
        x += canvas.measure(text, SMALL)[0] + STROKE
    if more:
        canvas.text((x, y), more, SMALL, colours.muted, "left")
