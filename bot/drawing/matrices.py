"""Pictures of matrices: a product with its numbers, and a heat map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import heat_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import CAPTION_HEIGHT, Caption
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, LARGE, NORMAL, SMALL, WIDTH
from linalg_engine.formatting import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Role, Style
    from linalg_engine.matrices import Matrix

MOST_CELLS = 4
"""Rows and columns of a product whose numbers can still be read on a phone."""


def fits(*matrices: Matrix) -> bool:
    """Whether a product of these matrices can be drawn with its numbers."""
    return all(max(a.shape) <= MOST_CELLS for a in matrices)


def draw_product(a: Matrix, b: Matrix, product: Matrix, style: Style) -> Picture:
    """Return Falk's scheme: B above the product, A at its left.

    The row of A and the column of B that make an entry meet at it (S. Falk, "Ein
    übersichtliches Schema für die Matrizenmultiplikation", ZAMM 31, 1951).
    """
    canvas = Canvas(style.theme)
    (m, k), n = a.shape, b.shape[1]
    gap = 30.0
    top = HEIGHT - CAPTION_HEIGHT - 8
    width = min(190.0, (WIDTH - 60 - gap) / (k + n))
    height = min(110.0, (top - 30 - gap) / (k + m))
    left = (WIDTH - width * (k + n) - gap) / 2
    top -= (top - 30 - gap - (k + m) * height) / 2
    middle, second_left = top - k * height - gap, left + k * width + gap
    panel_a = Panel(as_float(a), left, middle, width, height)
    panel_b = Panel(as_float(b), second_left, top, width, height)
    panel_ab = Panel(as_float(product), second_left, middle, width, height)
    _highlight(canvas, panel_a, slice(m - 1, m), slice(0, k), "first")
    _highlight(canvas, panel_b, slice(0, k), slice(n - 1, n), "second")
    _highlight(canvas, panel_ab, slice(m - 1, m), slice(n - 1, n), "result")
    _write(canvas, panel_a, a, style, "first")
    _write(canvas, panel_b, b, style, "second")
    _write(canvas, panel_ab, product, style, "result")
    Caption.fitted(canvas, "Row times column").write(canvas)
    canvas.text((left + k * width / 2, top - k * height / 2), "A · B", LARGE, canvas.colours.muted)
    say = style.notation
    terms = " + ".join(f"{say.number(a[-1, j])} · {say.number(b[j, -1])}" for j in range(k))
    alt = (
        f"Matrix A, {m}×{k}, at the left; B, {k}×{n}, above; their product at the corner. Its last "
        f"entry is the last row of A times the last column of B: {terms} = "
        f"{say.number(product[-1, -1])}."
    )
    return Picture("product.png", canvas.png(), alt)


def draw_heat_map(a: Matrix, name: str, style: Style) -> Picture:
    """Return a matrix of any size as colours: orange above 0, blue below 0."""
    canvas = Canvas(style.theme)
    values = as_float(a)
    (m, n), largest = values.shape, heat_map.scale(values)
    side = max(1, int(min((WIDTH - 60) / n, (HEIGHT - CAPTION_HEIGHT - 80) / m)))
    top = 64 + (HEIGHT - CAPTION_HEIGHT - 72 - m * side) // 2 + m * side
    panel = Panel(values, (WIDTH - n * side) // 2, top, side, side, reach=largest)
    heat_map.draw_colours(canvas, panel)
    Caption.fitted(canvas, f"{name}: {m}×{n}").write(canvas)
    legend = f"orange up to {decimal(largest, 3)}, blue down to {decimal(-largest, 3)}"
    canvas.text((28, 30), legend, SMALL, canvas.colours.muted, "left")
    alt = (
        f"Heat map of {name}, {m} rows and {n} columns, entries from "
        f"{decimal(float(values.min()))} to {decimal(float(values.max()))}."
    )
    return Picture("heatmap.png", canvas.png(), alt)


def _highlight(canvas: Canvas, panel: Panel, rows: slice, columns: slice, role: Role) -> None:
    left, right = (panel.left + j * panel.width for j in (columns.start, columns.stop))
    top, bottom = (panel.top - i * panel.height for i in (rows.start, rows.stop))
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    canvas.polygon(corners, canvas.colours.of(role), 0.28)


def _write(canvas: Canvas, panel: Panel, matrix: Matrix, style: Style, role: Role) -> None:
    for (i, j), entry in np.ndenumerate(matrix):
        word, room = str(style.notation.number(entry)), panel.width - 8
        wide, _ = canvas.measure(word, NORMAL)
        size = NORMAL if wide < room else max(SMALL, NORMAL * room / wide)
        canvas.text(panel.centre(i, j), word, size, canvas.colours.of(role))
    for x, inward in ((panel.left, 14), (panel.right, -14)):
        ys = [panel.top, panel.top, panel.bottom, panel.bottom]
        bracket = np.column_stack([[x + inward, x, x, x + inward], ys])
        canvas.line(bracket, canvas.colours.axis, 4)
