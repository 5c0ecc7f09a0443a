"""A layer with many weights as a heat map: x above W, and what comes out at its right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.drawing import heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, SMALL, WIDTH
from bot.topics.network import sign_key
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.network.words import Names
    from linalg_engine.networks import Layer

LARGEST_CELL = (110.0, 76.0)
"""Width and height in pixels."""

FOOT = 76.0
"""Pixels for the key below."""

NAME = 54.0
"""Pixels for a name, and the gap between panels."""

LEAST_STRIP = 30.0
"""Least pixels of the height of x, and half of those of the width of what comes out."""


def draw(found: Layer, names: Names, style: Style, file: str = "weights.png") -> Picture:
    """Return the heat map of the weights, with x above it and the output beside it."""
    canvas = Canvas(style.theme)
    m, n = map(int, found.weights.shape)
    output = names.output(found)
    muted = canvas.colours.muted
    canvas.prepare([(name, SMALL, muted) for name in (names.given, names.weights, output)])
    title = f"{_count(m, 'neuron')}, {_count(n, 'weight')} each"
    caption = Caption.fitted(canvas, title, "colours: by the largest number of each panel")
    left = MARGIN + NAME
    beside = max(canvas.measure(output, SMALL)[0], 2 * LEAST_STRIP)
    width = min(LARGEST_CELL[0], (WIDTH - left - MARGIN - NAME - beside) / n)
    head = HEIGHT - caption.bottom + NAME / 2
    height = min(LARGEST_CELL[1], (HEIGHT - head - LARGEST_CELL[1] - NAME / 2 - FOOT) / m)
    strip = max(LEAST_STRIP, height)
    canvas = Canvas(style.theme, WIDTH, round(head + strip + NAME / 2 + m * height + FOOT))
    caption = replace(caption, height=canvas.height)
    caption.write(canvas)
    top = canvas.height - head
    x, w, y = as_float(found.x), as_float(found.weights), as_float(found.output)
    above = Panel(x[None], left, top, width, strip, reach=heat_map.scale(x))
    weights = Panel(w, left, above.bottom - NAME / 2, width, height, reach=heat_map.scale(w))
    start = weights.right + NAME
    out = Panel(y[:, None], start, weights.top, beside, height, reach=heat_map.scale(y))
    for panel in (above, weights, out):
        heat_map.draw_panel(canvas, panel)
    middle = (MARGIN + left) / 2 - 4
    canvas.text((middle, top - strip / 2), names.given, SMALL, muted)
    canvas.text((middle, (weights.top + weights.bottom) / 2), names.weights, SMALL, muted)
    canvas.text((start, top - strip / 2), output, SMALL, muted, "left")
    sign_key.write(canvas, FOOT / 2 - 6, "number")
    alt = f"A layer: {title}, as colours, beside what goes in and what comes out."
    return Picture(file, canvas.png(), alt)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
