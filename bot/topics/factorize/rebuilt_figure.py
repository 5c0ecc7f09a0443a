"""The table, the same rebuilt from its factors, and what is between them: three panels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import heat_key, heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_key import Scale
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, SMALL, WIDTH
from bot.drawing.table_names import ColumnNames, column_names, width_of_rows, write_row_names
from bot.formula.numbers import decimal
from bot.topics.factorize.figure import GIVEN_PLACES, TALL, in_order, ratings_scale
from bot.topics.factorize.model import Arranged

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.style import Style
    from bot.topics.factorize.study import Study

TITLES = ("given", "rebuilt", "error")

TITLE = 44.0
"""Pixels of a panel's title, above it or, turned, at its left."""

GAP = 26.0
"""Pixels between two panels."""

LARGEST_CELL = (200.0, 80.0)

LONGEST_NAME = 190.0
"""Pixels of a row's name."""

MOST_AROUND = 16
"""Rows and columns of a table that is drawn large also where its numbers find no room."""

SIDE = 0.24
"""Share of the width that small panels beside a large one take."""


@dataclass(frozen=True)
class Layout:
    """Where the three panels are.

    Attributes
    ----------
    places
        Left and top of each panel; tops are counted from the end of the key downwards.
    cells
        Width and height of the cells of each.
    names
        Above the columns of those panels that have names there.
    height
        Pixels of all.
    named_rows, named_columns
        The panels that have names there.
    turned
        Whether titles are at the left of their panels.
    """

    places: tuple[tuple[float, float], ...]
    cells: tuple[tuple[float, float], ...]
    names: ColumnNames
    height: float
    named_rows: tuple[int, ...]
    named_columns: tuple[int, ...]
    turned: bool = False


def draw_rebuilt(study: Study, style: Style) -> Picture:
    """Return the table, the prediction of every cell, and the differences.

    Blanks that are predicted are clipped to the scale of the ratings.
    """
    arranged = Arranged.of(study.found, study.naming)
    found, cells = arranged.found, np.ix_(arranged.rows, arranged.columns)
    unknown, guessed = study.unknown[cells], study.guessed[cells]
    given = np.where(unknown, np.nan, found.ratings)
    rebuilt = np.where(unknown, np.where(guessed, found.clipped, np.nan), found.predictions)
    middle = float(np.nanmean(found.ratings))
    reach = heat_map.scale(found.ratings, middle)
    tables = (given, rebuilt, rebuilt - given)
    # One decimal is enough to compare stars, not to compare what is between 0 and 1.
    places = 1 if reach >= 1 else 2
    canvas = Canvas(style.theme)
    title = _title(int(guessed.sum()), study.error)
    caption = Caption.fitted(canvas, title, arranged.order, arranged.remark)
    head = HEIGHT - caption.bottom + heat_key.HEIGHT
    layout = _layout(canvas, arranged, tables[1], places, head + MARGIN)
    height = round(head + layout.height + MARGIN)
    canvas = Canvas(style.theme, WIDTH, height)
    caption = replace(caption, height=height)
    panels = [
        Panel(table, left, height - head - top, *cells, middle=centre, reach=reach)
        for table, (left, top), cells, centre in zip(
            tables, layout.places, layout.cells, (middle, middle, 0.0), strict=True
        )
    ]
    panels[1] = replace(panels[1], marked=guessed if guessed.any() else None)
    decimals = (GIVEN_PLACES, places, places)
    readable = [
        heat_map.cell_words(canvas, panel, most) is not None
        for panel, most in zip(panels, decimals, strict=True)
    ]
    for number, panel in enumerate(panels):
        # Panels of one size have numbers together.
        alike = [cells == layout.cells[number] for cells in layout.cells]
        if all(np.array(readable)[alike]):
            heat_map.draw_panel(canvas, panel, decimals[number])
        else:
            heat_map.draw_colours(canvas, panel)
        _write_words(canvas, number, panel, layout, arranged)
    caption.write(canvas)
    scales = [ratings_scale(panels[0]), Scale("error", -reach, reach, 0.0, reach)]
    some, blanks = bool(guessed.any()), bool(unknown.any())
    heat_key.write_key(canvas, caption.bottom, scales, blanks=blanks, predicted=some)
    return Picture("rebuilt.png", canvas.png(), _alt(arranged, guessed, study.error))


def _title(blanks: int, error: float) -> str:
    shown = f"error ≈ {decimal(error, 2)}" if error else "no error"
    if blanks:
        return f"{blanks} blank{'s' * (blanks > 1)} predicted, {shown} on the rest"
    return f"Rebuilt from U and V, {shown}"


def _names_width(canvas: Canvas, arranged: Arranged) -> float:
    return width_of_rows(canvas, arranged.people, LONGEST_NAME)


# Where the panels are


def _layout(
    canvas: Canvas, arranged: Arranged, rebuilt: Floats, places: int, taken: float
) -> Layout:
    """Return the first layout in which numbers have room, or else the one of the largest cells."""
    for height in (HEIGHT, TALL):
        for lay_out in (_below, _beside, _around):
            layout = lay_out(canvas, arranged, height - taken)
            if heat_map.cell_words(canvas, Panel(rebuilt, 0, 0, *layout.cells[1]), places):
                return layout
    if max(arranged.found.ratings.shape) <= MOST_AROUND:
        return _around(canvas, arranged, HEIGHT - taken)
    layouts = [lay_out(canvas, arranged, HEIGHT - taken) for lay_out in (_below, _beside)]
    return max(layouts, key=lambda layout: min(layout.cells[0]))


def _below(canvas: Canvas, arranged: Arranged, room: float) -> Layout:
    """Return panels below each other, their titles at the left."""
    (m, n), names_width = arranged.found.ratings.shape, _names_width(canvas, arranged)
    start = MARGIN + TITLE + names_width
    width = min(LARGEST_CELL[0], (WIDTH - MARGIN - start) / n)
    names = column_names(canvas, arranged.items, width, upwards=n > 6)
    height = min(LARGEST_CELL[1], (room - names.height - 2 * GAP) / (3 * m))
    left = start + (WIDTH - MARGIN - start - n * width) / 2
    places = tuple((left, names.height + number * (m * height + GAP)) for number in range(3))
    total = names.height + 3 * m * height + 2 * GAP
    cells = ((width, height),) * 3
    return Layout(places, cells, names, total, (0, 1, 2), (0,), turned=True)


def _beside(canvas: Canvas, arranged: Arranged, room: float) -> Layout:
    """Return panels beside each other, their titles above them."""
    (m, n), names_width = arranged.found.ratings.shape, _names_width(canvas, arranged)
    start = MARGIN + names_width
    width = min(LARGEST_CELL[0], (WIDTH - MARGIN - start - 2 * GAP) / (3 * n))
    names = column_names(canvas, arranged.items, width)
    top = TITLE + names.height
    height = min(LARGEST_CELL[1], (room - top) / m)
    left = start + (WIDTH - MARGIN - start - 3 * n * width - 2 * GAP) / 2
    places = tuple((left + number * (n * width + GAP), top) for number in range(3))
    total = top + m * height
    return Layout(places, ((width, height),) * 3, names, total, (0,), (0, 1, 2))


def _around(canvas: Canvas, arranged: Arranged, room: float) -> Layout:
    """Return the rebuilt table large, and the others small at its right."""
    (m, n), names_width = arranged.found.ratings.shape, _names_width(canvas, arranged)
    start, side = MARGIN + names_width, SIDE * WIDTH
    width = min(LARGEST_CELL[0], (WIDTH - MARGIN - start - GAP - side) / n)
    names = column_names(canvas, arranged.items, width)
    top = TITLE + names.height
    height = min(LARGEST_CELL[1], (room - top) / m)
    total = top + m * height
    small = (side / n, min(side / n, ((total - GAP) / 2 - TITLE) / m))
    right = WIDTH - MARGIN - side
    places = ((right, TITLE), (start, top), (right, TITLE + (total + GAP) / 2))
    return Layout(places, (small, (width, height), small), names, total, (1,), (1,))


def _write_words(
    canvas: Canvas, number: int, panel: Panel, layout: Layout, arranged: Arranged
) -> None:
    """Write the title of a panel, and names at its edges."""
    names_width = _names_width(canvas, arranged)
    if number in layout.named_rows:
        write_row_names(canvas, panel, arranged.people, names_width)
    if number in layout.named_columns:
        layout.names.write(canvas, panel)
    middle = ((panel.left + panel.right) / 2, (panel.top + panel.bottom) / 2)
    if layout.turned:
        at = (panel.left - names_width - TITLE / 2 - 4, middle[1])
        canvas.text(at, TITLES[number], SMALL, canvas.colours.muted, turned=True)
    else:
        above = layout.names.height if number in layout.named_columns else 0
        at = (middle[0], panel.top + above + TITLE / 2)
        canvas.text(at, TITLES[number], SMALL, canvas.colours.muted)


def _alt(arranged: Arranged, guessed: Booleans, error: float) -> str:
    found, naming = arranged.found, arranged.naming
    m, n = found.ratings.shape
    alt = (
        f"The table, {m}×{n}{in_order(arranged)}, the same rebuilt from the factors, and the "
        f"differences, with a root mean squared error of {decimal(error, 3)} on the known entries."
    )
    cells = np.argwhere(guessed)
    if not len(cells):
        return alt
    listed = [
        f"{naming.people[i]} and {naming.items[j]} {decimal(float(found.clipped[i, j]), 2)}"
        for i, j in cells[:12]
    ]
    more = f" and {len(cells) - 12} more" if len(cells) > 12 else ""
    return f"{alt} Predicted: {'; '.join(listed)}{more}."[:1000]
