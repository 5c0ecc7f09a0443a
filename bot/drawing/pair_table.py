"""A number for each pair of named things, as a square heat map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.drawing import heat_key, heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_map import Panel
from bot.drawing.style import HEIGHT, WIDTH
from bot.drawing.table_names import column_names, width_of_rows, write_row_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.heat_key import Scale
    from bot.drawing.style import Theme

LARGEST_CELL = (220.0, 100.0)


def draw(
    table: Floats,
    names: Sequence[str],
    marked: Booleans,
    scale: Scale,
    title: str,
    note: str,
    theme: Theme,
) -> bytes:
    """Return a PNG of the table, as high as it needs to be.

    Parameters
    ----------
    table
        Shape (n, n), nan on the diagonal.
    marked
        Shape (n, n): the cells that are framed.
    """
    n = len(names)
    canvas = Canvas(theme)
    caption = Caption.fitted(canvas, title, note)
    start = MARGIN + width_of_rows(canvas, names)
    width = min(LARGEST_CELL[0], (WIDTH - MARGIN - start) / n)
    above = column_names(canvas, names, width)
    head = HEIGHT - caption.bottom + heat_key.HEIGHT
    cell = min(LARGEST_CELL[1], (HEIGHT - head - above.height - MARGIN) / n)
    height = round(head + above.height + n * cell + MARGIN)
    canvas = Canvas(theme, WIDTH, height)
    caption = replace(caption, height=height)
    left = start + (WIDTH - MARGIN - start - n * width) / 2
    top = height - head - above.height
    panel = Panel(table, left, top, width, cell, scale.middle, scale.reach, marked)
    heat_map.draw_panel(canvas, panel)
    write_row_names(canvas, panel, names, left - MARGIN)
    above.write(canvas, panel)
    caption.write(canvas)
    heat_key.write_key(canvas, caption.bottom, [scale])
    return canvas.png()
