"""Matrices as tables: how a product comes about, and large ones as a heat map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, LARGE, NORMAL, SMALL, WIDTH
from linalg_engine.formatting import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Role, Style
    from linalg_engine.matrices import Matrix

CAPTION_HEIGHT = 84

MOST_CELLS = 4
"""Rows and columns of a product whose numbers can still be read on a phone."""


@dataclass(frozen=True)
class _Grid:
    """Where a matrix stands on the sheet: pixel position of its top left, size of a cell."""

    left: float
    top: float
    width: float
    height: float

    def centre(self, i: int, j: int) -> tuple[float, float]:
        return self.left + (j + 0.5) * self.width, self.top - (i + 0.5) * self.height


def fits(*matrices: Matrix) -> bool:
    """Whether a product of these matrices can be drawn with its numbers."""
    return all(max(a.shape) <= MOST_CELLS for a in matrices)


def draw_product(a: Matrix, b: Matrix, product: Matrix, style: Style) -> Picture:
    """Return Falk's scheme: B stands above the product, A at its left.

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
    grid_a = _Grid(left, middle, width, height)
    grid_b = _Grid(second_left, top, width, height)
    grid_ab = _Grid(second_left, middle, width, height)
    _highlight(canvas, grid_a, m - 1, 0, 1, k, "first")
    _highlight(canvas, grid_b, 0, n - 1, k, 1, "second")
    _highlight(canvas, grid_ab, m - 1, n - 1, 1, 1, "result")
    _write(canvas, grid_a, a, style, "first")
    _write(canvas, grid_b, b, style, "second")
    _write(canvas, grid_ab, product, style, "result")
    y = HEIGHT - CAPTION_HEIGHT / 2
    canvas.text((28, y), "Row times column", LARGE, anchor="left", bold=True)
    canvas.text((left + k * width / 2, top - k * height / 2), "A · B", LARGE, canvas.colours.muted)
    terms = " + ".join(f"{style.number(a[-1, j])} · {style.number(b[j, -1])}" for j in range(k))
    alt = (
        f"Matrix A, {m}×{k}, at the left; B, {k}×{n}, above; their product at the corner. Its last "
        f"entry is the last row of A times the last column of B: {terms} = "
        f"{style.number(product[-1, -1])}."
    )
    return Picture("product.png", canvas.png(), alt)


def draw_heat_map(a: Matrix, name: str, style: Style) -> Picture:
    """Return a matrix of any size as colours: orange above 0, blue below, strong when large."""
    canvas = Canvas(style.theme)
    values = as_float(a)
    largest = float(np.max(np.abs(values))) or 1.0
    side = min((WIDTH - 60) / a.shape[1], (HEIGHT - CAPTION_HEIGHT - 80) / a.shape[0])
    cell = max(1, int(side))
    strength = np.abs(values / largest)[..., None]
    base, above, below = (_rgb(canvas.colours.of(r)) for r in ("muted", "second", "first"))
    base = _rgb(canvas.colours.grid)
    ends = np.where((values > 0)[..., None], above, below)
    pixels = np.repeat(np.repeat(base + (ends - base) * strength, cell, 0), cell, 1)
    left = (WIDTH - pixels.shape[1]) // 2
    canvas.image(pixels, left, 64 + (HEIGHT - CAPTION_HEIGHT - 72 - pixels.shape[0]) // 2)
    caption = f"{name}: {a.shape[0]}×{a.shape[1]}"
    canvas.text((28, HEIGHT - CAPTION_HEIGHT / 2), caption, LARGE, anchor="left", bold=True)
    legend = f"orange up to {decimal(largest, 3)}, blue down to {decimal(-largest, 3)}"
    canvas.text((28, 30), legend, SMALL, canvas.colours.muted, "left")
    alt = (
        f"Heat map of {name}, {a.shape[0]} rows and {a.shape[1]} columns, entries from "
        f"{decimal(float(values.min()))} to {decimal(float(values.max()))}."
    )
    return Picture("heatmap.png", canvas.png(), alt)


def _highlight(
    canvas: Canvas, grid: _Grid, i: int, j: int, rows: int, columns: int, role: Role
) -> None:
    x, y = grid.left + j * grid.width, grid.top - i * grid.height
    w, h = columns * grid.width, rows * grid.height
    corners = [(x, y), (x + w, y), (x + w, y - h), (x, y - h)]
    canvas.polygon(corners, canvas.colours.of(role), 0.28)


def _write(canvas: Canvas, grid: _Grid, matrix: Matrix, style: Style, role: Role) -> None:
    m, n = matrix.shape
    for i in range(m):
        for j in range(n):
            word = style.number(matrix[i, j])
            wide, _ = canvas.measure(word, NORMAL)
            size = NORMAL if wide < grid.width - 8 else max(SMALL, NORMAL * (grid.width - 8) / wide)
            canvas.text(grid.centre(i, j), word, size, canvas.colours.of(role))
    right, bottom = grid.left + n * grid.width, grid.top - m * grid.height
    for x, inward in ((grid.left, 14), (right, -14)):
        bracket = [(x + inward, grid.top), (x, grid.top), (x, bottom), (x + inward, bottom)]
        canvas.line(bracket, canvas.colours.axis, 4)


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
