"""Pictures of a rating table as a product: the factors, the completed table, the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import heading
from bot.drawing.picture import Picture
from bot.drawing.point_map import LOOKS, Kind, PlaneMap
from bot.drawing.style import SMALL, WIDTH
from bot.topics.factorize import heat_map
from bot.topics.factorize.heat_map import Panel
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.drawing.style import Style
    from bot.topics.factorize.heat_map import ColumnNames
    from linalg_engine.factorization import Factorization

    Floats = NDArray[np.float64]

GAP = 42.0
"""Pixels between the table and its factors; the names of the axes stand there."""

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
        note = "names in letters that I cannot draw are numbers here" if some + more else ""
        return people, items, note


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
    head = heading(canvas, equation(found), notes)
    names_width = heat_map.widest(canvas, people, 230) if m <= MOST_NUMBERED else 36
    width, factor_width, height, factor_height, above_names = _cell_sizes(
        canvas, found, items, names_width, head.bottom - 10
    )
    x = MARGIN + names_width
    total = left.shape[1] * factor_width + GAP + n * width
    x += max(0.0, (WIDTH - MARGIN - x - total) / 2)
    y = head.bottom - 10 - above_names.height - above.shape[0] * factor_height - GAP
    table_left = x + left.shape[1] * factor_width + GAP
    middle = float(np.nanmean(found.ratings))
    reach = heat_map.scale(np.vstack([left, above.T]), 0.0)
    u = Panel(left, x, y, factor_width, height, 0.0, reach)
    v = Panel(
        above,
        table_left,
        y + GAP + above.shape[0] * factor_height,
        width,
        factor_height,
        0.0,
        reach,
    )
    r = Panel(
        found.ratings, table_left, y, width, height, middle, heat_map.scale(found.ratings, middle)
    )
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
    """Return what the table is taken for."""
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
) -> tuple[float, float, float, float, ColumnNames]:
    """Return widths of cells in the table and in U, heights in the table and in V, and names."""
    m, n = found.ratings.shape
    k = found.rank + has_biases(found)
    room = WIDTH - 2 * MARGIN - names_width - GAP
    width = min(LARGEST_CELL[0], room / (n + k))
    factor_width = width
    if width < LEAST_FACTOR:
        factor_width = LEAST_FACTOR
        width = (room - k * factor_width) / n
    names = heat_map.column_names(canvas, items, width)
    room = top - names.height - GAP - MARGIN / 2
    height = min(LARGEST_CELL[1], room / (m + k))
    factor_height = height
    if height < LEAST_FACTOR:
        factor_height = LEAST_FACTOR
        height = (room - k * factor_height) / m
    return width, factor_width, height, factor_height, names


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
    rows = [
        f"{name} ({', '.join(decimal(float(x), 2) for x in vector)})"
        for names, vectors in ((naming.people, found.users), (naming.items, found.items.T))
        for name, vector in zip(names, vectors, strict=True)
    ]
    return f"Vectors: {'; '.join(rows)}."


# The completed table


def draw_completed(
    found: Factorization,
    unknown: NDArray[np.bool_],
    error: float,
    naming: Naming,
    style: Style,
) -> Picture:
    """Return the table with its blanks filled in, or what the factors say of every cell.

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
    marked = unknown if some else None
    head_room = heading(canvas, "The blanks, predicted", ["framed cells are predicted", remark])
    names_width = heat_map.widest(canvas, people, 300) if m <= 16 else 0
    width = min(LARGEST_CELL[0], (WIDTH - 2 * MARGIN - names_width) / n)
    names = heat_map.column_names(canvas, items, width)
    height = min(LARGEST_CELL[1], (head_room.bottom - names.height - MARGIN) / m)
    middle = float(np.nanmean(found.ratings))
    left = MARGIN + names_width + (WIDTH - 2 * MARGIN - names_width - n * width) / 2
    top = head_room.bottom - names.height
    panel = Panel(
        values, left, top, width, height, middle, heat_map.scale(found.ratings, middle), marked
    )
    written = heat_map.draw_panel(canvas, panel)
    if names_width:
        heat_map.write_row_names(canvas, panel, people, names_width)
    heat_map.write_column_names(canvas, panel, names)
    caption = "The blanks, predicted" if some else "What the factors say"
    how = "framed" if written else "small"
    note = f"{how} cells are predicted" if some else f"error ≈ {decimal(error, 3)} (RMSE)"
    heading(canvas, caption, [note, remark]).write(canvas)
    return Picture("completed.png", canvas.png(), _completed_alt(values, unknown, error, naming))


def _completed_alt(values: Floats, unknown: NDArray[np.bool_], error: float, naming: Naming) -> str:
    cells = np.argwhere(unknown)
    if not len(cells):
        return (
            f"The table as the factors rebuild it, {values.shape[0]}×{values.shape[1]}, with a "
            f"root mean squared error of {decimal(error, 3)} on the known entries."
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
    shown = PlaneMap(
        caption=caption,
        kinds=(Kind(points, people_names, "", PEOPLE), Kind(films, item_names, "", ITEMS)),
        axes=("axis 1", "axis 2" if len(items) > 1 else ""),
        notes=(f"discs: rows, squares: columns{axes}", note, remark),
    )
    drawn = point_map.draw(shown, style.theme)
    listed = [
        f"{who} ({', '.join(decimal(float(x), 2) for x in point)})"
        for names, spots in ((naming.people, points), (naming.items, films))
        for who, point in zip(names, spots, strict=True)
    ]
    more = "; …" if len(listed) > 24 else ""
    counts = " and ".join(counted(len(points), len(films)))
    alt = f"Map of {counts}: {'; '.join(listed[:24])}{more}."
    return Picture(name, drawn.png, alt[:1000])


def _two(points: Floats) -> Floats:
    """Return the first two coordinates of each point; a missing one is 0."""
    return np.pad(points, ((0, 0), (0, max(0, 2 - points.shape[1]))))[:, :2]
