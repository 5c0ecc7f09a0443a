"""A matrix, the nearest one of rank k, and what is between them: three panels of colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing import heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, WIDTH
from bot.formula import Index, Minus, Sum, Symbol
from bot.formula.numbers import decimal
from bot.text import percent
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.decompositions import Truncated
    from linalg_engine.matrices import Matrix

A = Symbol("A")

LARGEST = 60
"""Rows or columns of the largest matrix whose cells can still be seen."""

GAP = 40.0
"""Pixels between two panels."""

NAME = 66.0
"""Pixels above a panel for its name."""

LARGEST_CELL = (150.0, 110.0)

HEIGHT, TALLEST = 825, 1400
"""Pixels of the picture: side by side, and one below the other."""


def fits(a: Matrix) -> bool:
    """Whether a matrix has cells that can be seen, and more than one of them."""
    return max(a.shape) <= LARGEST and a.size > 1


def draw(found: Truncated, style: Style) -> Picture:
    """Return A, the nearest matrix of a lower rank, and their difference, on one scale."""
    tables = [as_float(found.svd.matrix), as_float(found.value)]
    tables.append(tables[0] - tables[1])
    reach = heat_map.scale(tables[0])
    m, n = tables[0].shape
    is_stacked = n > 2 * m and n > 4
    rows, columns = (3, 1) if is_stacked else (1, 3)
    room = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns
    width = min(LARGEST_CELL[0], room / n)
    tallest = ((TALLEST if is_stacked else HEIGHT) - 130) / rows - NAME
    height = min(LARGEST_CELL[1], max(0.72 * width, 46.0), tallest / m)
    panel_height = NAME + m * height
    head = 130
    canvas = Canvas(style.theme, WIDTH, round(head + rows * panel_height + (rows - 1) * 10 + 30))
    caption = Caption.fitted(canvas, _title(found), "colours on one scale, 0 in between")
    caption.write(canvas)
    name = Index(A, str(found.k))
    names = (A, name, Sum((A, Minus(name))))
    canvas.prepare([(each, NORMAL) for each in names])
    for place, (table, words) in enumerate(zip(tables, names, strict=True)):
        down, across = (place, 0) if is_stacked else (0, place)
        left = MARGIN + across * (room + GAP) + (room - n * width) / 2
        top = canvas.height - head - down * (panel_height + 10) - NAME
        panel = Panel(table, left, top, width, height, reach=reach)
        heat_map.draw_panel(canvas, panel)
        canvas.text((left + n * width / 2, top + NAME / 2), words, NORMAL)
    return Picture("nearest-rank.png", canvas.png(), _alt(found))


def _title(found: Truncated) -> str:
    if found.k >= found.svd.rank:
        return f"Rank {found.svd.rank}: nothing is lost"
    return f"Rank {found.k} keeps {percent(found.kept)} of the squares"


def _alt(found: Truncated) -> str:
    m, n = found.svd.matrix.shape
    spectral, frobenius = decimal(found.spectral_error), decimal(found.frobenius_error)
    return (
        f"Three tables of colours with {m} rows and {n} columns: A, the nearest matrix of rank "
        f"{found.k}, and what is left. The error is {spectral} in the spectral norm, {frobenius} "
        f"in the Frobenius norm. {_title(found)}."
    )
