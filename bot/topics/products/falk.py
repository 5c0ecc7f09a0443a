"""Falk's scheme of a product: B above it, A at its left, swept entry by entry.

The row of A and the column of B that make an entry meet at it (S. Falk, "Ein übersichtliches
Schema für die Matrizenmultiplikation", ZAMM 31, 1951).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.canvas import Canvas
from bot.drawing.caption import CAPTION_HEIGHT, MARGIN
from bot.drawing.cells import Cells
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, LARGE, NORMAL, SMALL, WIDTH
from bot.formula import Brackets, Chain, Product, Rounded, Row, Sum, Symbol, text
from bot.formula.node import Level, level, typst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

MOST_CELLS = 4
"""Rows and columns of a product whose numbers can still be read on a phone."""

WIDEST, TALLEST = 190.0, 130.0
"""Pixels of a cell."""

GAP, NAMES, EDGE = 34.0, 44.0, 30.0
"""Pixels between the matrices, for their names above and below, and around all."""

TALLEST_LINE = 72.0
"""Pixels from one line of the sum to the next."""

TINT = 0.1
"""Opacity of a lit cell, on which its number, of the same colour, can be read."""

CELL_MILLISECONDS = 1100
SWEEP_MILLISECONDS = 9000
"""For an entry, and for all of many."""

LAST_MILLISECONDS = 2500


def fits(*matrices: Matrix) -> bool:
    """Whether a product of these matrices can be drawn with its numbers."""
    return all(max(a.shape) <= MOST_CELLS for a in matrices)


class Grid(Cells):
    """The cells of a matrix between its brackets, of which some are lit."""

    def light(self, canvas: Canvas, rows: slice, columns: slice) -> None:
        """Tint some cells."""
        left, right = (self.left + j * self.width for j in (columns.start, columns.stop))
        top, bottom = (self.top - i * self.height for i in (rows.start, rows.stop))
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        colour = canvas.colours.of(self.role)
        canvas.polygon(corners, colour, TINT)
        canvas.line([*corners, corners[0]], colour, 4, layer=2.2)

    def draw_brackets(self, canvas: Canvas) -> None:
        """Draw the brackets of a matrix."""
        for x, inward in ((self.left, 14), (self.right, -14)):
            ys = [self.top, self.top, self.bottom, self.bottom]
            bracket = np.column_stack([[x + inward, x, x, x + inward], ys])
            canvas.line(bracket, canvas.colours.axis, 4)


@dataclass(frozen=True)
class Scheme:
    """A product of matrices a, shape (m, k), and b, shape (k, n), on a canvas."""

    canvas: Canvas
    a: Matrix
    b: Matrix
    product: Matrix
    say: Notation

    @cached_property
    def grids(self) -> tuple[Grid, Grid, Grid]:
        """Where A, B and their product are."""
        k, n = self.b.shape
        width = min(WIDEST, (WIDTH - 2 * EDGE - GAP) / (k + n))
        height = _cell_height(self.a, self.b)
        left = (WIDTH - width * (k + n) - GAP) / 2
        top = self.canvas.height - CAPTION_HEIGHT - NAMES
        middle, right = top - k * height - GAP, left + k * width + GAP
        return (
            Grid(self.a, left, middle, width, height, "row"),
            Grid(self.b, right, top, width, height, "column"),
            Grid(self.product, right, middle, width, height, "result"),
        )

    def cells(self) -> Iterator[tuple[int, int]]:
        """Return the places of the product, row by row."""
        yield from np.ndindex(*self.product.shape)

    def prepare(self) -> None:
        """Set all numbers together."""
        colours = self.canvas.colours
        self.canvas.prepare(
            [
                (self.say.number(entry), NORMAL, colours.of(grid.role))
                for grid in self.grids
                for entry in grid.entries.flat
            ]
        )

    def draw_factors(self) -> None:
        """Draw what stays: the names, the brackets, the entries of A and of B."""
        a, b, product = self.grids
        for grid in self.grids:
            grid.draw_brackets(self.canvas)
        for grid in (a, b):
            for place in np.ndindex(*grid.entries.shape):
                self._write_entry(grid, *place)
        muted = self.canvas.colours.muted
        below, above = a.bottom - NAMES / 2 - 4, b.top + NAMES / 2
        self.canvas.text(((a.left + a.right) / 2, below), Symbol("A"), SMALL, muted)
        self.canvas.text(((b.left + b.right) / 2, above), Symbol("B"), SMALL, muted)
        name = Row((Symbol("A"), " ", Symbol("B")))
        self.canvas.text(((product.left + product.right) / 2, below), name, SMALL, muted)

    def draw_cell(self, i: int, j: int) -> None:
        """Draw an entry as it is made: its row, its column, its sum, and the entries before it."""
        a, b, product = self.grids
        k = len(self.b)
        a.light(self.canvas, slice(i, i + 1), slice(0, k))
        b.light(self.canvas, slice(0, k), slice(j, j + 1))
        product.light(self.canvas, slice(i, i + 1), slice(j, j + 1))
        for place in self.cells():
            if place <= (i, j):
                self._write_entry(product, *place)
        self._write_sum(i, j)
        words = f"Row {i + 1} of A times column {j + 1} of B"
        self.canvas.text(
            (MARGIN, self.canvas.height - CAPTION_HEIGHT / 2),
            words,
            LARGE,
            anchor="left",
            bold=True,
        )

    def _write_entry(self, grid: Grid, i: int, j: int) -> None:
        room = (grid.width - 16, grid.height - 6)
        content, size = self._fitting(grid.entries[i, j], room)
        self.canvas.text(grid.centre(i, j), content, size, self.canvas.colours.of(grid.role))

    def _fitting(self, entry: Scalar, room: tuple[float, float]) -> tuple[Formula, float]:
        """Return a number as it fits into a width and height, and the size of its letters."""
        exact = self.say.number(entry)
        rounded = [str(Rounded(entry, digits)) for digits in (3, 1)]
        for content in (exact, str(exact), *rounded):
            for size in (NORMAL, SMALL):
                width, height = self.canvas.measure(content, size)
                if width <= room[0] and height <= room[1]:
                    return content, size
        return "…", SMALL

    def _write_sum(self, i: int, j: int) -> None:
        """Write the products and their sum into the corner between A and B."""
        a, b, _ = self.grids
        k = len(self.b)
        room = b.top - b.bottom
        line = min(TALLEST_LINE, room / (k + 1))
        centre = (a.left + a.right) / 2
        y = (b.top + b.bottom) / 2 + k * line / 2
        half = (a.right - a.left) / 2 - 50
        colours = self.canvas.colours
        first, *others = [self._fitting(x, (half, line)) for x in self.a[i]]
        lefts = [first, *(_bracketed(*other) for other in others)]
        rights = [_bracketed(*self._fitting(x, (half, line))) for x in self.b[:, j]]
        total = self._fitting(self.product[i, j], (2 * half, line))
        widest = max(self.canvas.measure(*left)[0] for left in lefts)
        sign = centre - 70 - max(widest, self.canvas.measure(*total)[0] / 2)
        for position, (left, right) in enumerate(zip(lefts, rights, strict=True)):
            if position:
                self.canvas.text((sign, y), "+", NORMAL, colours.muted, "left")
            self.canvas.text((centre - 16, y), *left, colours.row, "right")
            self.canvas.text((centre, y), "·", NORMAL, colours.muted)
            self.canvas.text((centre + 16, y), *right, colours.column, "left")
            y -= line
        rule = [(sign, y + line / 2), (2 * centre - sign, y + line / 2)]
        self.canvas.line(rule, colours.axis, 3)
        equal = "≈" if self.say.number(self.product[i, j]).is_rounded else "="
        self.canvas.text((sign, y), equal, NORMAL, colours.muted, "left")
        self.canvas.text((centre, y), *total, colours.result)

    def alt(self) -> str:
        """Return the alt text."""
        (m, k), n = self.a.shape, self.b.shape[1]
        terms = Sum(
            tuple(
                Product((self.say.number(x), self.say.number(y)))
                for x, y in zip(self.a[-1], self.b[:, -1], strict=True)
            )
        )
        last = Chain(terms, (self.say.number(self.product[-1, -1]),))
        return (
            f"Matrix A, {m}×{k}, at the left: {self.say.matrix(self.a)}; B, {k}×{n}, above: "
            f"{self.say.matrix(self.b)}; their product at the corner: "
            f"{self.say.matrix(self.product)}. Its last entry is the last row of A times the last "
            f"column of B: {text(last)}."
        )[:1000]


def _cell_height(a: Matrix, b: Matrix) -> float:
    room = HEIGHT - CAPTION_HEIGHT - EDGE - 2 * NAMES - GAP
    return min(TALLEST, room / (len(a) + len(b)))


def _height(a: Matrix, b: Matrix) -> int:
    """Return the height of a picture that the scheme fills."""
    cells = (len(a) + len(b)) * _cell_height(a, b)
    return round(CAPTION_HEIGHT + 2 * NAMES + GAP + EDGE + cells)


def _bracketed(number: Formula, size: float) -> tuple[Formula, float]:
    """Return a number in brackets where its minus would follow another sign."""
    if level(number) >= Level.PRODUCT:
        return number, size
    # Plain digits stay words, set in the face of the others.
    is_plain = isinstance(typst(number), str)
    return (f"({text(number)})" if is_plain else Brackets(number)), size


def draw_still(a: Matrix, b: Matrix, product: Matrix, style: Style) -> Picture:
    """Return the finished scheme, the last entry with its row, its column and its sum."""
    canvas = Canvas(style.theme, height=_height(a, b))
    scheme = Scheme(canvas, a, b, product, style.notation)
    scheme.prepare()
    scheme.draw_factors()
    *_, last = scheme.cells()
    scheme.draw_cell(*last)
    return Picture("product.png", canvas.png(), scheme.alt())


def draw_sweep(a: Matrix, b: Matrix, product: Matrix, style: Style) -> Picture:
    """Return a GIF: the finished scheme, then entry by entry how it is made."""
    canvas = Canvas(style.theme, height=_height(a, b), zoom=animation.ZOOM)
    scheme = Scheme(canvas, a, b, product, style.notation)
    scheme.prepare()
    scheme.draw_factors()
    canvas.keep()
    cells = [*scheme.cells()]
    images = animation.frames(canvas, [partial(scheme.draw_cell, *cell) for cell in cells])
    each = min(CELL_MILLISECONDS, SWEEP_MILLISECONDS // len(cells))
    times = [LAST_MILLISECONDS] + [each] * (len(cells) - 1)
    data = animation.gif([images[-1], *images[:-1]], times, style.theme)
    return Picture("product.gif", data, f"Animation, entry by entry. {scheme.alt()}")
