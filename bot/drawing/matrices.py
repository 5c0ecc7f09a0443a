"""A matrix of any size as colours, with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.formula import Row, Words, text
from bot.formula.numbers import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Formula
    from linalg_engine.matrices import Matrix

MARGIN = 30
KEY_HEIGHT, KEY_WIDTH, KEY_STEPS = 28, 150, 30
"""Pixels of the key, and its colours."""


NARROWEST = 3.0
"""How many times as long as wide the whole may be; else its cells are stretched."""


def draw_heat_map(a: Matrix, name: Formula, style: Style) -> Picture:
    """Return a matrix of any size as colours, 0 in between, with a key below it."""
    canvas = Canvas(style.theme)
    values = as_float(a)
    (m, n), largest = values.shape, heat_map.scale(values)
    caption = Caption.fitted(canvas, Row((name, Words(f": {m}×{n} entries"))))
    lowest = 2 * MARGIN + KEY_HEIGHT
    room = (WIDTH - 2 * MARGIN, caption.bottom - lowest - 8)
    width, height = max(1.0, room[0] / n), max(1.0, room[1] / m)
    # Cells are squares, but those of a long and narrow matrix are stretched to be seen.
    longest = min(width, height) * max(1.0, max(m, n) / min(m, n) / NARROWEST)
    width, height = min(width, longest), min(height, longest)
    left = (WIDTH - n * width) / 2
    top = lowest + (room[1] + m * height) / 2
    heat_map.draw_colours(canvas, Panel(values, left, top, width, height, reach=largest))
    draw_key(canvas, largest, canvas.width / 2)
    caption.write(canvas)
    alt = (
        f"Heat map of {text(name)}, {m} rows and {n} columns, entries from "
        f"{decimal(float(values.min()))} to {decimal(float(values.max()))}."
    )
    return Picture("heatmap.png", canvas.png(), alt)


def draw_key(canvas: Canvas, reach: float, centre: float) -> None:
    """Draw what the colours from ``-reach`` to ``reach`` mean, at the bottom around ``centre``."""
    values = np.linspace(-reach, reach, KEY_STEPS)[None]
    left, top = centre - KEY_WIDTH / 2, MARGIN + KEY_HEIGHT
    panel = Panel(values, left, top, KEY_WIDTH / KEY_STEPS, KEY_HEIGHT, reach=reach)
    heat_map.draw_colours(canvas, panel)
    muted, y = canvas.colours.muted, panel.top - KEY_HEIGHT / 2
    canvas.text((panel.left - 14, y), decimal(-reach, 3), SMALL, muted, "right")
    canvas.text((panel.right + 14, y), decimal(reach, 3), SMALL, muted, "left")
