"""A layer with many weights as a heat map: x above W, and what comes out at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing import heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.network.words import Names
    from linalg_engine.networks import Layer

LARGEST_CELL = 90.0
NAME = 54.0
"""Pixels for a name, and the gap between panels."""

LEAST_STRIP = 30.0
"""Pixels of the height of x, and of the width of what comes out."""


def draw(found: Layer, names: Names, style: Style) -> Picture:
    """Return the heat map of the weights, with x above it and the output beside it."""
    canvas = Canvas(style.theme)
    m, n = map(int, found.weights.shape)
    output = names.output(found)
    muted = canvas.colours.muted
    named = (names.given, names.weights, output)
    canvas.prepare([(name, SMALL, muted) for name in named])
    caption = Caption.fitted(
        canvas,
        f"{m} neurons, {n} weights each",
        "yellow: positive, violet: negative, each panel by its own largest number",
    )
    caption.write(canvas)
    name_width = canvas.measure(output, SMALL)[0]
    left = MARGIN + NAME
    room = WIDTH - left - MARGIN - NAME - max(name_width, 2 * LEAST_STRIP)
    high = caption.bottom - 3 * NAME - LARGEST_CELL / 2
    width, height = min(LARGEST_CELL, room / n), min(LARGEST_CELL, high / m)
    strip = max(LEAST_STRIP, min(height, LARGEST_CELL / 2))
    top = caption.bottom - NAME / 2
    x, w, y = as_float(found.x), as_float(found.weights), as_float(found.output)
    above = Panel(x[None], left, top, width, strip, reach=heat_map.scale(x))
    weights = Panel(w, left, top - strip - NAME / 2, width, height, reach=heat_map.scale(w))
    beside = Panel(
        y[:, None],
        weights.right + NAME,
        weights.top,
        max(2 * LEAST_STRIP, width),
        height,
        reach=heat_map.scale(y),
    )
    for panel in (above, weights, beside):
        heat_map.draw_panel(canvas, panel)
    middle = (MARGIN + left) / 2 - 4
    canvas.text((middle, top - strip / 2), names.given, SMALL, muted)
    canvas.text((middle, (weights.top + weights.bottom) / 2), names.weights, SMALL, muted)
    canvas.text((beside.left, top - strip / 2), output, SMALL, muted, "left")
    alt = f"A layer of {m} neurons with {n} weights each, as colours, beside what goes in and out."
    return Picture("weights.png", canvas.png(), alt)
