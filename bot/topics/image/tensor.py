"""`/image tensor`: a picture as numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_map import are_light
from bot.drawing.pages import Working
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.formula import Chain, Product, Rounded, Row, Sum
from bot.text import counted
from bot.topics.image import source
from bot.topics.image.panels import TITLE, Panel, fitting, height_for
from bot.topics.image.source import OPENED
from bot.topics.kit.answer import Answer, Copies
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.arrays import Bytes, Floats
    from bot.drawing.style import Style
    from bot.formula import Notation
    from bot.topics.image.source import Source
    from bot.topics.kit.question import Question

CHANNELS = ("red", "green", "blue")

CORNER = 5
"""Rows and columns of pixels whose numbers are shown."""

LEAST_CELL = 40.0
"""Pixels of the height of a number's box."""

MEANING = (
    "Every pixel is three numbers from 0 to 255: how much red, green and blue. A colour picture is "
    "a tensor, a box of numbers with three axes; a network gets nothing else of it."
)


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/image tensor``."""
    shown = source.of(question)
    m, n, c = shown.pixels.shape
    row, column = busiest(shown.grey())
    part = shown.pixels[row : row + CORNER, column : column + CORNER, 0]
    means = shown.pixels.reshape(-1, 3).mean(axis=0)
    facts = [
        f"shape        {m} × {n} × {c}: rows, columns, colours",
        f"numbers      {m * n * c:,}, whole ones from {shown.pixels.min()} to {shown.pixels.max()}",
        "means        " + ", ".join(f"{w} {x:.1f}" for w, x in zip(CHANNELS, means, strict=True)),
    ]
    if shown.is_smaller:
        facts.append(shown.note)
    facts.append(
        f"framed       rows {row + 1} to {row + len(part)}, "
        f"columns {column + 1} to {column + part.shape[1]}"
    )
    return Answer(
        title=f"A tensor of {m} × {n} × {c} = {m * n * c:,} numbers",
        facts=tuple(facts),
        meaning=MEANING,
        draw=lambda: _draw(shown, row, column, style),
        working=_working(shown, row, column, style.notation),
        copies=_copies(shown, part, row, column),
    )


def _working(shown: Source, row: int, column: int, say: Notation) -> Working:
    """Return what one pixel is, and where its numbers are in the picture as one long vector."""
    m, n, _ = shown.pixels.shape
    pixel = [Fraction(x) for x in shown.pixels[row, column].tolist()]
    pairs = list(zip(source.GREY, pixel, strict=True))
    light = sum((Fraction(str(weight)) * x for weight, x in pairs), Fraction(0))
    place = 3 * (n * row + column) + 1
    found = (
        f"All {m * n * 3:,} numbers, row by row and pixel by pixel, are one long vector, and these "
        f"three are its entries {place:,} to {place + 2:,}:"
    )
    closing = (
        "So a picture is a point in a space of as many dimensions, and two pictures have a "
        "distance and an angle."
    )
    return Working(
        "One pixel of the tensor",
        (
            f"The pixel in row {row + 1}, column {column + 1}: its red, green and blue.",
            say.vector(pixel),
            "How light it seems is a dot product with weights for the three colours:",
            Chain(
                Sum(tuple(Product((str(weight), say.number(x))) for weight, x in pairs)),
                (Rounded(light),),
            ),
            found,
            Chain(Row((f"3 · ({n} · {row} + {column}) + 1",)), (str(place),)),
            closing,
        ),
    )


def busiest(grey: Floats) -> tuple[int, int]:
    """Return the corner of the pixels that differ most from each other."""
    m, n = grey.shape
    if m <= CORNER or n <= CORNER:
        return 0, 0
    windows = np.lib.stride_tricks.sliding_window_view(grey, (CORNER, CORNER))
    spread = windows.std(axis=(2, 3))
    row, column = np.unravel_index(int(np.argmax(spread)), spread.shape)
    return int(row), int(column)


def _draw(shown: Source, row: int, column: int, style: Style) -> Picture:
    pixels = shown.pixels
    m, n, c = pixels.shape
    canvas = Canvas(style.theme, height=height_for(pixels.shape))
    caption = Caption.fitted(canvas, f"This picture is {m} × {n} × {c} numbers", shown.note)
    half = (WIDTH - 3 * MARGIN) / 2
    third = (WIDTH - 4 * MARGIN) / 3
    room = caption.bottom - 2 * TITLE - 2 * MARGIN
    scale = fitting((m, n), half, 0.58 * room)
    small = fitting((m, n), third, 0.42 * room)
    top = caption.bottom - TITLE
    panel = Panel(pixels, "the picture", MARGIN, top, scale)
    panel.draw(canvas)
    size = (min(CORNER, m), min(CORNER, n))
    panel.frame(canvas, row, column, size)
    _draw_numbers(canvas, pixels[row : row + size[0], column : column + size[1], 0], top, panel)
    below = top - max(panel.height, size[0] * LEAST_CELL) - MARGIN - TITLE
    for k, name in enumerate(CHANNELS):
        only = np.zeros_like(pixels)
        only[..., k] = pixels[..., k]
        Panel(only, name, MARGIN + k * (third + MARGIN), below, small).draw(canvas)
    caption.write(canvas)
    alt = (
        f"A picture of {counted(m, 'row')} and {counted(n, 'column')} of pixels, its red, "
        f"green and blue parts by themselves, and the red numbers of "
        f"{size[0]} × {size[1]} framed pixels: "
        f"{formatting.exact_matrix(pixels[row : row + size[0], column : column + size[1], 0])}."
    )
    return Picture("image.png", canvas.photo(), alt[:1000])


def _draw_numbers(canvas: Canvas, part: Bytes, top: float, beside: Panel) -> None:
    """Draw some pixels' red, each with its number."""
    m, n = part.shape
    left = max(2 * MARGIN + beside.width, WIDTH / 3)
    width = (WIDTH - MARGIN - left) / n
    height = max(beside.height / m, LEAST_CELL)
    for i in range(m):
        for j in range(n):
            value = int(part[i, j])
            x, y = left + j * width, top - (i + 1) * height
            block = np.zeros((round(height) - 4, round(width) - 4, 3), np.uint8)
            block[..., 0] = value
            canvas.image(block, round(x) + 2, round(y) + 2)
            at = (x + width / 2, y + height / 2)
            ink = "#000000" if are_light(block[0, 0]) else "#ffffff"
            canvas.text(at, str(value), SMALL, ink)
    canvas.text((left, top + TITLE / 2), "red in the frame", SMALL, canvas.colours.muted, "left")


def _copies(shown: Source, part: Bytes, row: int, column: int) -> Copies:
    below, right = row + len(part), column + part.shape[1]
    listed = formatting.exact_matrix(part)
    return Copies(
        text=f"red, rows {row + 1} to {below}, columns {column + 1} to {right}\n{listed}",
        numpy=(
            f"{OPENED}\n"
            "T.shape, T.min(), T.max()\n"
            "T.mean(axis=(0, 1))  # red, green, blue\n"
            f"T[{row}:{below}, {column}:{right}, 0]"
        ),
        latex=formatting.latex(part.astype(object)),
        pictures=(shown.file(),),
    )
