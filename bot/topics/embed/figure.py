"""A one-hot row below a matrix of weights: its one lights the row that the product is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap
from bot.drawing.style import SMALL, WIDTH
from bot.formula.numbers import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Role, Style
    from bot.topics.embed.layer import Layer

MOST_WORDS, MOST_COLUMNS = 6, 4
"""Rows and columns of weights whose numbers can be read."""

HOT, WIDE, HIGH = 62.0, 132.0, 62.0
"""Pixels of a cell of the one-hot row, and of one with a weight."""

GAP, EDGE, NAMES = 36.0, 34.0, 46.0

TINT = 0.08
"""Opacity of a lit cell, on which its number can be read."""

LONGEST = 12
"""Letters of a word in the picture."""


def fits(layer: Layer) -> bool:
    """Whether the layer can be drawn with its numbers."""
    rows, columns = layer.weights.shape
    return rows <= MOST_WORDS and columns <= MOST_COLUMNS


def draw_look_up(layer: Layer, style: Style) -> Picture:
    """Return the one-hot row at the left of the product, and the weights above it."""
    rows, columns = layer.weights.shape
    words = fonts.names(layer.words, "word", LONGEST)[0]
    height = rows * HIGH + GAP + HIGH + NAMES + EDGE
    probe = _caption(Canvas(style.theme), words[layer.place], layer.place)
    canvas = Canvas(style.theme, height=round(probe.height - probe.bottom + EDGE + height))
    caption = _caption(canvas, words[layer.place], layer.place)
    caption.write(canvas)
    aside = max(rows * HOT, max(canvas.measure(word, SMALL)[0] for word in words) + 20)
    left = (WIDTH - aside - GAP - columns * WIDE) / 2
    right, top = left + aside + GAP, caption.bottom - EDGE
    below = top - rows * HIGH - GAP
    for k, word in enumerate(words):
        is_it = k == layer.place
        y = top - (k + 0.5) * HIGH
        colour = canvas.colours.of("row" if is_it else "muted")
        canvas.text((right - 20, y), word, SMALL, colour, "right")
        for j in range(columns):
            text = decimal(layer.weights[k, j], 2)
            _cell(canvas, (right + j * WIDE, y, WIDE), text, "row" if is_it else None)
        x = right - GAP - (rows - k) * HOT
        _cell(canvas, (x, below - HIGH / 2, HOT), str(int(is_it)), "first" if is_it else None)
    for j in range(columns):
        text = decimal(layer.product[0, j], 2)
        _cell(canvas, (right + j * WIDE, below - HIGH / 2, WIDE), text, "result")
    y = below - HIGH - NAMES / 2
    canvas.text((right - GAP, y), "one-hot", SMALL, canvas.colours.first, "right")
    canvas.text((right, y), "the product", SMALL, canvas.colours.result, "left")
    return Picture("embed.png", canvas.png(), _alt(layer))


def draw_map(layer: Layer, style: Style) -> Picture:
    """Return the words as points, where each has two numbers."""
    words = fonts.names(layer.words, "word", LONGEST)[0]
    points = as_float(layer.weights)
    others = np.flatnonzero(np.arange(len(words)) != layer.place).tolist()
    it = layer.place
    chart = PointMap(
        caption="The rows of the weights as points",
        kinds=(
            Kind(points[others], tuple(words[k] for k in others)),
            Kind(points[[it]], (words[it],), look=("result", "triangle")),
        ),
        axes=("first weight", "second weight"),
    )
    places = "; ".join(
        f"{word} at ({decimal(x, 2)}, {decimal(y, 2)})"
        for word, (x, y) in zip(layer.words, layer.weights, strict=True)
    )
    alt = f"Words as points, each by its row of weights: {places}."
    return Picture("embedded.png", point_map.draw(chart, style.theme).png, alt[:1000])


def _caption(canvas: Canvas, word: str, place: int) -> Caption:
    return Caption.fitted(
        canvas, f"{word} looks up row {place + 1}", "every other row is taken 0 times"
    )


def _cell(canvas: Canvas, place: tuple[float, float, float], text: str, role: Role | None) -> None:
    """Draw a cell with its number, lit in the colour of a role.

    Parameters
    ----------
    place
        Its left side, its middle's height, its width.
    """
    left, y, width = place
    corners = [
        (left, y - HIGH / 2),
        (left + width, y - HIGH / 2),
        (left + width, y + HIGH / 2),
        (left, y + HIGH / 2),
    ]
    colour = canvas.colours.of(role or "muted")
    if role:
        canvas.polygon(corners, colour, TINT)
    canvas.line([*corners, corners[0]], colour if role else canvas.colours.axis, 3 if role else 2)
    shown = text if canvas.measure(text, SMALL)[0] <= width - 8 else "…"
    canvas.text((left + width / 2, y), shown, SMALL, colour)


def _alt(layer: Layer) -> str:
    row = ", ".join(decimal(x, 3) for x in layer.product[0])
    return (
        f"The weights, a row for each of the words {', '.join(layer.words)}; below them the "
        f"one-hot row of {layer.word}, with its 1 at place {layer.place + 1}, and the product "
        f"[{row}], which is row {layer.place + 1} of the weights."
    )[:1000]
