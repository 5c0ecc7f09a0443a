"""A picture beside the one of rank k, and below them how the singular values fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.animation import frames, gif
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.text import counted
from bot.topics.image.panels import TITLE, Panel, fitting, height_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.image.compressed import Compressed

CURVE = 190.0
"""Pixels of the singular values' height."""

LEAST = 1e-3
"""A share of the largest singular value below which none is drawn."""

FRAME_MILLISECONDS, LAST_MILLISECONDS = 550, 2500


def draw(shown: Compressed, style: Style) -> Picture:
    """Return the picture, the one of rank k, and the singular values."""
    k = shown.rank
    canvas = Canvas(style.theme, height=height_for(shown.source.pixels.shape))
    caption = Caption.fitted(canvas, _title(shown, k), shown.source.note)
    caption.write(canvas)
    low = _draw_pair(canvas, shown, k, caption.bottom)
    _draw_values(canvas, shown.singular_values, k, low)
    values = ", ".join(f"{x:.0f}" for x in shown.singular_values[:5])
    terms = counted(k, "column times row", "columns times rows")
    alt = (
        f"A picture beside the sum of its first {terms}: "
        f"{100 * shown.energy(k):.1f} % of the sum of squares in {shown.numbers(k):,} instead of "
        f"{shown.source.pixels.size:,} numbers. Below, the singular values fall: {values}, …"
    )
    return Picture("rank.png", canvas.photo(), alt)


def play(shown: Compressed, ranks: Sequence[int], style: Style) -> Picture:
    """Return an animation of growing rank."""
    canvas = Canvas(style.theme, height=height_for(shown.source.pixels.shape), zoom=0.5)
    caption = Caption.fitted(canvas, _title(shown, 100), shown.source.note)

    def draw_frame(rank: int) -> None:
        Caption.fitted(canvas, _title(shown, rank), shown.source.note).write(canvas)
        low = _draw_pair(canvas, shown, rank, caption.bottom)
        _draw_values(canvas, shown.singular_values, rank, low)

    draws = [lambda rank=rank: draw_frame(rank) for rank in ranks]
    images = frames(canvas, draws)
    milliseconds = [*[FRAME_MILLISECONDS] * (len(images) - 1), LAST_MILLISECONDS]
    alt = f"The picture of rank {', '.join(map(str, ranks))}, one after the other."
    return Picture("rank.gif", gif(images, milliseconds, style.theme), alt)


def _title(shown: Compressed, rank: int) -> str:
    share = shown.numbers(rank) / shown.source.pixels.size if rank <= shown.most else 1.0
    return f"Rank {rank}: {100 * share:.0f} % of the numbers"


def _draw_pair(canvas: Canvas, shown: Compressed, rank: int, bottom: float) -> float:
    """Draw both pictures below a pixel row; return the row below them."""
    pixels = shown.source.pixels
    half = (WIDTH - 3 * MARGIN) / 2
    room = bottom - TITLE - CURVE - TITLE - 2 * MARGIN
    scale = fitting(pixels.shape, half, room)
    top = bottom - TITLE
    Panel(pixels, f"the picture, rank {shown.own}", MARGIN, top, scale).draw(canvas)
    right = Panel(shown.pixels(rank), f"rank {rank}", 2 * MARGIN + half, top, scale)
    right.draw(canvas, canvas.colours.result)
    return top - right.height


def _draw_values(canvas: Canvas, values: Floats, rank: int, below: float) -> None:
    """Draw the singular values as bars, each gridline ten times the one below it."""
    largest = float(values[0]) or 1.0
    decades = -np.log10(LEAST)
    kept = values >= LEAST * largest
    count = max(int(kept.sum()), min(rank, len(values)))
    top = below - MARGIN - TITLE
    ground, width = top - CURVE, (WIDTH - 2 * MARGIN) / max(count, 20)
    for decade in range(int(decades) + 1):
        y = ground + CURVE * decade / decades
        canvas.line([(MARGIN, y), (WIDTH - MARGIN, y)], canvas.colours.grid, 2, layer=1)
    for i in range(count):
        share = max(float(values[i]) / largest, LEAST)
        height = CURVE * (1 + np.log10(share) / decades)
        colour = canvas.colours.result if i < rank else canvas.colours.axis
        canvas.bar(MARGIN + i * width, ground, max(width - 2, 1), max(height, 2), colour)
    words = "singular values, the kept ones green; each line is 10 times the one below"
    canvas.text((MARGIN, top + TITLE / 2), words, SMALL, canvas.colours.muted, "left")
