"""The cosines of all pairs of words as a heat map; those of the odd one out are framed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import heat_key, heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_key import Scale
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, WIDTH
from bot.drawing.table_names import column_names, width_of_rows, write_row_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style

LARGEST_CELL = (220.0, 100.0)

NOTE = "cosines of all pairs; framed: those of the odd one out"


def draw(units: Floats, words: Sequence[str], odd: int, style: Style) -> Picture:
    """Return a picture of the table of cosines.

    Parameters
    ----------
    units
        The words' vectors, each of length 1, shape (n, d).
    odd
        The place of the odd one out.
    """
    n = len(words)
    table = units @ units.T
    np.fill_diagonal(table, np.nan)
    caption_words = f"The odd one out: {words[odd]}"
    canvas = Canvas(style.theme)
    caption = Caption.fitted(canvas, caption_words, NOTE)
    start = MARGIN + width_of_rows(canvas, words)
    width = min(LARGEST_CELL[0], (WIDTH - MARGIN - start) / n)
    names = column_names(canvas, words, width)
    head = HEIGHT - caption.bottom + heat_key.HEIGHT
    cell = min(LARGEST_CELL[1], (HEIGHT - head - names.height - MARGIN) / n)
    height = round(head + names.height + n * cell + MARGIN)
    canvas = Canvas(style.theme, WIDTH, height)
    caption = replace(caption, height=height)
    marked = np.zeros((n, n), dtype=bool)
    marked[odd] = marked[:, odd] = True
    marked[odd, odd] = False
    left = start + (WIDTH - MARGIN - start - n * width) / 2
    top = height - head - names.height
    panel = Panel(table, left, top, width, cell, reach=1.0, marked=marked)
    heat_map.draw_panel(canvas, panel)
    write_row_names(canvas, panel, words, left - MARGIN)
    names.write(canvas, panel)
    caption.write(canvas)
    low = round(float(np.nanmin(table)), 2)
    heat_key.write_key(canvas, caption.bottom, [Scale("cosine", min(0.0, low), 1.0, 0.0, 1.0)])
    pairs = [
        f"{words[i]} and {words[j]} {table[i, j]:.2f}" for i in range(n) for j in range(i + 1, n)
    ]
    alt = f"The table of cosines of {n} words: {'; '.join(pairs)}. Odd one out: {words[odd]}."
    return Picture("odd.png", canvas.png(), alt[:1000])
