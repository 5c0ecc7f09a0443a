"""Pictures of a rating table as a product: the factors, the completed table, the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, heat_map, point_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.point_map import LOOKS, Kind, PointMap
from bot.drawing.style import SMALL, WIDTH
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.heat_map import ColumnNames
    from bot.drawing.style import Style
    from linalg_engine.factorization import Factorization


GAP = 42.0
"""Pixels between the table and its factors, with the names of the axes."""

MARGIN = 24.0

MOST_NUMBERED = 16
"""Rows or columns beyond which no numbers fit."""

LEAST_FACTOR = 34.0
"""Pixels of a column of U and of a row of V, however small the cells of the table."""

LARGEST_CELL = (170.0, 84.0)

PEOPLE, ITEMS = LOOKS[0], LOOKS[1]
"""How people and items look in every map: blue discs and orange squares."""


@dataclass(frozen=True)
class Naming:
    """What the rows and the columns are called, as typed; given names where there were none."""

    people: tuple[str, ...]
    items: tuple[str, ...]

    def written(self, longest: int) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Return names that can be drawn, and a remark where some cannot."""
        people, some = fonts.names(self.people, "row", longest)
        items, more = fonts.names(self.items, "column", longest)
        return people, items, fonts.note(some + more)


# The table and its factors


def draw_factors(found: Factorization, naming: Naming, style: Style) -> Picture:
    """Return the table with U at its left and V above it; biases, if any, in grey beside them."""
    canvas = Canvas(style.theme)
    people, items, remark = naming.written(30)
    left, above = _with_biases(found)
    m, n = found.ratings.shape
    notes = [f"left: U, a row each; above: V, a column each{_bias_words(found)}", remark]
    if max(m, n) > MOST_NUMBERED:
        notes.append("colours alone; Copy gives the numbers")
    head = Caption.fitted(canvas, equation(found), *notes)
    names_width = heat_map.widest(canvas, people, 230) if m <= MOST_NUMBERED else 36
    top = head.bottom - 10
    cell, factor, above_names = _cell_sizes(canvas, found, items, names_width, top)
    total = left.shape[1] * factor[0] + GAP + n * cell[0]
    x = MARGIN + names_width
    x += max(0.0, (WIDTH - MARGIN - x - total) / 2)
    y = top - above_names.height - above.shape[0] * factor[1] - GAP
    table_left, v_top = x + left.shape[1] * factor[0] + GAP, y + GAP + above.shape[0] * factor[1]
    middle = float(np.nanmean(found.ratings))
    reach = heat_map.scale(np.vstack([left, above.T]))
    u = Panel(left, x, y, factor[0], cell[1], reach=reach)
    v = Panel(above, table_left, v_top, cell[0], factor[1], reach=reach)
    r = Panel(found.ratings, table_left, y, *cell, middle, heat_map.scale(found.ratings, middle))
    for panel in (u, v, r):
        heat_map.draw_panel(canvas, panel)
    if m <= MOST_NUMBERED:
        heat_map.write_row_names(canvas, u, people, names_width)
    heat_map.write_column_names(canvas, v, above_names)
    _write_axes(canvas, found, u, v)
    head.write(canvas)
    alt = (
        f"The table R, {m}×{n}, with U, {m}×{found.rank}, at its left and V, {found.rank}×{n}, "
        f"above it: {equation(found)}. {_vectors_alt(found, naming)}"
    )
    return Picture("factors.png", canvas.png(), alt[:1000])


def equation(found: Factorization) -> str:
    """Return the model as a formula."""
    if has_biases(found):
        return f"R ≈ {decimal(found.mean, 2)} + biases + U V"
    return "R ≈ U V"


def counted(m: int, n: int) -> tuple[str, str]:
    """Return "4 people" and "1 item"."""
    return f"{m} {'person' if m == 1 else 'people'}", f"{n} item{'s' * (n != 1)}"


def has_biases(found: Factorization) -> bool:
    """Whether the model has more than the two factors."""
    return bool(found.mean or found.user_bias.any() or found.item_bias.any())


def _bias_words(found: Factorization) -> str:
    return "; b: biases" if has_biases(found) else ""


def _with_biases(found: Factorization) -> tuple[Floats, Floats]:
    """Return U and V with the biases as a last column and row."""
    if not has_biases(found):
        return found.users, found.items
    return (
        np.column_stack([found.users, found.user_bias]),
        np.vstack([found.items, found.item_bias]),
    )


def _cell_sizes(
    canvas: Canvas, found: Factorization, items: tuple[str, ...], names_width: float, top: float
) -> tuple[tuple[float, float], tuple[float, float], ColumnNames]:
    """Return cells of the table, U's width and V's height, and the names above the columns."""
    m, n = found.ratings.shape
    k = found.rank + has_biases(found)
    room = WIDTH - 2 * MARGIN - names_width - GAP
    width, factor_width = _shared(room, n, k, LARGEST_CELL[0])
    names = heat_map.column_names(canvas, items, width)
    room = top - names.height - GAP - MARGIN / 2
    height, factor_height = _shared(room, m, k, LARGEST_CELL[1])
    return (width, height), (factor_width, factor_height), names


def _shared(room: float, table: int, factor: int, largest: float) -> tuple[float, float]:
    """Return the size of the cells of the table and of a factor that share the room."""
    size = min(largest, room / (table + factor))
    if size >= LEAST_FACTOR:
        return size, size
    return (room - factor * LEAST_FACTOR) / table, LEAST_FACTOR


def _write_axes(canvas: Canvas, found: Factorization, u: Panel, v: Panel) -> None:
    """Number the axes: above the columns of U and at the left of the rows of V."""
    names = [str(i + 1) for i in range(found.rank)] + ["b"] * has_biases(found)
    for i, name in enumerate(names):
        canvas.text((u.centre(0, i)[0], u.top + 22), name, SMALL, canvas.colours.muted)
        if v.height >= LEAST_FACTOR - 1:
            canvas.text((v.left - 22, v.centre(i, 0)[1]), name, SMALL, canvas.colours.muted)
    canvas.text((u.left - 20, u.top + 22), "U", SMALL, bold=True)
    canvas.text((v.left - 62, v.centre(0, 0)[1]), "V", SMALL, bold=True)


def _vectors_alt(found: Factorization, naming: Naming) -> str:
    if max(found.ratings.shape) > 8:
        return "Strong colours are large numbers."
    return f"Vectors: {'; '.join(_listed(naming, found.users, found.items.T))}."


def _listed(naming: Naming, people: Floats, items: Floats) -> list[str]:
    """Return each name with its coordinates, shapes (m, k) and (n, k), as alt texts have them."""
    return [
        f"{name} ({', '.join(decimal(float(x), 2) for x in vector)})"
        for names, vectors in ((naming.people, people), (naming.items, items))
        for name, vector in zip(names, vectors, strict=True)
    ]


# The completed table


def draw_completed(
    found: Factorization,
    unknown: Booleans,
    error: float,
    naming: Naming,
    style: Style,
) -> Picture:
    """Return the table with its blanks predicted, or with the prediction of every cell.

    Parameters
    ----------
    unknown
        Shape (m, n): the cells that are predicted.
    error
        The root mean squared error on the others.
    """
    canvas = Canvas(style.theme)
    people, items, remark = naming.written(30)
    m, n = found.ratings.shape
    some = bool(unknown.any())
    values = found.completed() if some else found.predictions
    # All possible captions and notes are as high as this one.
    room = Caption.fitted(canvas, "The blanks, predicted", "framed cells are predicted", remark)
    names_width = heat_map.widest(canvas, people, 300) if m <= MOST_NUMBERED else 0
    width = min(LARGEST_CELL[0], (WIDTH - 2 * MARGIN - names_width) / n)
    names = heat_map.column_names(canvas, items, width)
    top = room.bottom - names.height
    height = min(LARGEST_CELL[1], (top - MARGIN) / m)
    left = MARGIN + names_width + (WIDTH - 2 * MARGIN - names_width - n * width) / 2
    middle = float(np.nanmean(found.ratings))
    reach = heat_map.scale(found.ratings, middle)
    marked = unknown if some else None
    panel = Panel(values, left, top, width, height, middle, reach, marked)
    written = heat_map.draw_panel(canvas, panel)
    if names_width:
        heat_map.write_row_names(canvas, panel, people, names_width)
    heat_map.write_column_names(canvas, panel, names)
    caption = "The blanks, predicted" if some else "The reconstructed table"
    how = "framed" if written else "small"
    note = f"{how} cells are predicted" if some else f"error ≈ {decimal(error, 3)} (RMSE)"
    Caption.fitted(canvas, caption, note, remark).write(canvas)
    return Picture("completed.png", canvas.png(), _completed_alt(values, unknown, error, naming))


def _completed_alt(values: Floats, unknown: Booleans, error: float, naming: Naming) -> str:
    cells = np.argwhere(unknown)
    if not len(cells):
        return (
            f"The table reconstructed from the factors, {values.shape[0]}×{values.shape[1]}, with "
            f"a root mean squared error of {decimal(error, 3)} on the known entries."
        )
    listed = [
        f"{naming.people[i]} and {naming.items[j]} {decimal(float(values[i, j]), 2)}"
        for i, j in cells[:12]
    ]
    more = f" and {len(cells) - 12} more" if len(cells) > 12 else ""
    return f"The completed table; predicted: {'; '.join(listed)}{more}."[:1000]


# The map


def draw_map(
    users: Floats,
    items: Floats,
    naming: Naming,
    style: Style,
    *,
    caption: str,
    note: str = "",
    name: str = "map.png",
) -> Picture:
    """Return people and items in one plane, by their first two axes.

    Parameters
    ----------
    users, items
        Shapes (m, k) and (k, n); with k = 1 all lie on a line.
    """
    count = len(users) + items.shape[1]
    people_names, item_names, remark = naming.written(26 if count <= 14 else 16)
    points, films = _two(users), _two(items.T)
    axes = {1: "; one axis: all on a line", 2: ""}.get(len(items), f"; 2 of {len(items)} axes")
    shown = PointMap(
        caption=caption,
        kinds=(Kind(points, people_names, "", PEOPLE), Kind(films, item_names, "", ITEMS)),
        axes=("axis 1", "axis 2" if len(items) > 1 else ""),
        notes=(f"discs: rows, squares: columns{axes}", note, remark),
    )
    drawn = point_map.draw(shown, style.theme)
    listed = _listed(naming, points, films)
    more = "; …" if len(listed) > 24 else ""
    counts = " and ".join(counted(len(points), len(films)))
    alt = f"Map of {counts}: {'; '.join(listed[:24])}{more}."
    return Picture(name, drawn.png, alt[:1000])


def _two(points: Floats) -> Floats:
    """Return the first two coordinates of each point; a missing one is 0."""
    return np.pad(points, ((0, 0), (0, max(0, 2 - points.shape[1]))))[:, :2]
