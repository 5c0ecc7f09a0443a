"""Pictures of a rating table as a product: the table between its factors, and the map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import heat_key, heat_map, point_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.heat_key import Scale
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap
from bot.drawing.style import HEIGHT, NORMAL, SMALL, WIDTH
from bot.drawing.table_names import (
    APART,
    LINE,
    MOST_WIDTH,
    column_names,
    width_of_rows,
    write_row_names,
)
from bot.formula import Row, Words
from bot.formula.numbers import decimal
from bot.topics.factorize.model import Arranged, Naming, R, U, V, equation, has_biases

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.legend import Look
    from bot.drawing.style import Style
    from linalg_engine.factorization import Factorization


TALL = 1060
"""Pixels that a picture is high where rows would have no names in one of the usual height."""

GAP = 46.0
"""Pixels between the table and its factors, with the names of the axes."""

LEAST_FACTOR = 38.0
"""Pixels of a column of U and of a row of V, however small the cells of the table."""

GIVEN_PLACES = 3
"""Decimals of the table itself: people seldom type more."""

LEAST_NAME = 160.0
"""Pixels for names of rows, however many columns there are."""

LARGEST_CELL = (190.0, 96.0)

PEOPLE: Look = ("row", "circle")
ITEMS: Look = ("column", "square")
"""How people and items look in every map."""


BOTH = Row((U, Words(", "), V))


# The table and its factors


def draw_factors(found: Factorization, naming: Naming, style: Style) -> Picture:
    """Return the table with U at its left and V above it, and the biases, if any, beside them."""
    arranged = Arranged.of(found, naming)
    found = arranged.found
    left, above = _with_biases(found)
    (m, n), k = found.ratings.shape, left.shape[1]
    canvas = Canvas(style.theme)
    # Names of rows leave room for those of columns.
    most = WIDTH - 2 * MARGIN - GAP - k * LEAST_FACTOR - n * APART
    names_width = width_of_rows(canvas, arranged.people, min(MOST_WIDTH, max(LEAST_NAME, most)))
    width, factor_width = _shared(WIDTH - 2 * MARGIN - names_width - GAP, n, k, LARGEST_CELL[0])
    names = column_names(canvas, arranged.items, width)
    caption = Caption.fitted(canvas, equation(found), arranged.order, arranged.remark)
    head = HEIGHT - caption.bottom + heat_key.HEIGHT + names.height
    for room in (HEIGHT, TALL):
        height, factor_height = _shared(room - head - GAP - MARGIN, m, k, LARGEST_CELL[1])
        if height >= LINE:
            break
    canvas_height = round(head + k * factor_height + GAP + m * height + MARGIN)
    canvas = Canvas(style.theme, WIDTH, canvas_height)
    caption = replace(caption, height=canvas_height)
    total = names_width + k * factor_width + GAP + n * width
    x = MARGIN + names_width + (WIDTH - 2 * MARGIN - total) / 2
    v_top = canvas_height - head
    y, table_left = v_top - k * factor_height - GAP, x + k * factor_width + GAP
    middle = float(np.nanmean(found.ratings))
    reach = heat_map.scale(np.vstack([left, above.T]))
    u = Panel(left, x, y, factor_width, height, reach=reach)
    v = Panel(above, table_left, v_top, width, factor_height, reach=reach)
    r = Panel(
        found.ratings, table_left, y, width, height, middle, heat_map.scale(found.ratings, middle)
    )
    for panel, places in ((u, 2), (v, 2), (r, GIVEN_PLACES)):
        heat_map.draw_panel(canvas, panel, places)
    write_row_names(canvas, u, arranged.people, names_width)
    names.write(canvas, v)
    _write_axes(canvas, found, u, v)
    caption.write(canvas)
    scales = [
        ratings_scale(r),
        Scale(BOTH, -reach, reach, 0, reach),
    ]
    heat_key.write_key(canvas, caption.bottom, scales, blanks=bool(np.isnan(r.values).any()))
    alt = (
        f"The table R, {m}×{n}, with U, {m}×{found.rank}, at its left and V, {found.rank}×{n}, "
        f"above it{in_order(arranged)}: {equation(found)}. {_vectors_alt(arranged)}"
    )
    return Picture("factors.png", canvas.png(), alt[:1000])


def in_order(arranged: Arranged) -> str:
    """Return the order of rows and columns as a part of an alt text."""
    return f", {arranged.order}" if arranged.order else ""


def ratings_scale(panel: Panel) -> Scale:
    """Return what the key says of the table itself."""
    low, high = float(np.nanmin(panel.values)), float(np.nanmax(panel.values))
    return Scale(R, low, high, panel.middle, panel.reach)


def counted(m: int, n: int) -> tuple[str, str]:
    """Return "4 people" and "1 item"."""
    return f"{m} {'person' if m == 1 else 'people'}", f"{n} item{'s' * (n != 1)}"


def _with_biases(found: Factorization) -> tuple[Floats, Floats]:
    """Return U and V with the biases as a last column and row."""
    if not has_biases(found):
        return found.users, found.items
    return (
        np.column_stack([found.users, found.user_bias]),
        np.vstack([found.items, found.item_bias]),
    )


def _shared(room: float, table: int, factor: int, largest: float) -> tuple[float, float]:
    """Return the size of the cells of the table and of a factor that share the room."""
    size = min(largest, room / (table + factor))
    if size >= LEAST_FACTOR:
        return size, size
    return (room - factor * LEAST_FACTOR) / table, LEAST_FACTOR


def _write_axes(canvas: Canvas, found: Factorization, u: Panel, v: Panel) -> None:
    """Number the axes, above the columns of U and at the left of the rows of V, and name both."""
    names = [str(i + 1) for i in range(found.rank)] + ["b"] * has_biases(found)
    for i, name in enumerate(names):
        canvas.text((u.centre(0, i)[0], u.top + 22), name, SMALL, canvas.colours.muted)
        canvas.text((v.left - 20, v.centre(i, 0)[1]), name, SMALL, canvas.colours.muted)
    # The name of a low first row reaches above it.
    canvas.text((u.left - 24, u.top + 22 + max(0, (LINE - u.height) / 2)), U, NORMAL)
    canvas.text((v.left - 66, v.centre(0, 0)[1]), V, NORMAL)


def _vectors_alt(arranged: Arranged) -> str:
    found = arranged.found
    if max(found.ratings.shape) > 8:
        return "Strong colours are large numbers."
    listed = listed_vectors(arranged.naming, found.users, found.items.T)
    return f"Vectors: {'; '.join(listed)}."


def listed_vectors(naming: Naming, people: Floats, items: Floats) -> list[str]:
    """Return each name with its coordinates, shapes (m, k) and (n, k), as alt texts have them."""
    return [
        f"{name} ({', '.join(decimal(float(x), 2) for x in vector)})"
        for names, vectors in ((naming.people, people), (naming.items, items))
        for name, vector in zip(names, vectors, strict=True)
    ]


# The map


def draw_map(found: Factorization, naming: Naming, style: Style, *, caption: str) -> Picture:
    """Return people and items in one plane, by their first two axes.

    Parameters
    ----------
    found
        With at least two axes.
    """
    users, items = found.users[:, :2], found.items[:2].T
    count = len(users) + len(items)
    people_names, item_names, remark = naming.written(26 if count <= 14 else 16)
    others = f"2 of {found.rank} axes" if found.rank > 2 else ""
    shown = PointMap(
        caption=caption,
        # Where a person and an item coincide, the circle lies on the square.
        kinds=(
            Kind(items, item_names, "items", ITEMS),
            Kind(users, people_names, "people", PEOPLE),
        ),
        axes=("axis 1", "axis 2"),
        notes=(others, remark),
    )
    drawn = point_map.draw(shown, style.theme)
    return Picture("map.png", drawn.png, map_alt("plane", naming, users, items))


def map_alt(where: str, naming: Naming, people: Floats, items: Floats) -> str:
    """Return the alt text of a map, shapes (m, k) and (n, k)."""
    listed = listed_vectors(naming, people, items)
    more = "; …" if len(listed) > 24 else ""
    counts = " and ".join(counted(len(people), len(items)))
    return f"Map of {counts} in one {where}: {'; '.join(listed[:24])}{more}."[:1000]
