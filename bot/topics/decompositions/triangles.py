"""Factors of a matrix side by side, with their triangles of zeros left empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import heat_map, matrices
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import HEIGHT, LARGE, NORMAL, SMALL, WIDTH
from bot.formula import Chain, Rounded, Row, Symbol, Words, text
from bot.formula.node import is_rounded
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.matrices import Matrix

MOST_NUMBERS = 6
"""Rows and columns of factors whose numbers can be read."""

TALLEST, WIDEST = 190.0, 230.0
"""Pixels of a cell."""

GAP, MARGIN, NAMES = 60.0, 30.0, 70.0
"""Pixels between two factors, around both, and above them for their names."""

KEY = 2 * matrices.MARGIN + matrices.KEY_HEIGHT
"""Pixels below factors in colours, for their key."""

CORNERS = ((-1, -1), (1, -1), (1, 1), (-1, 1))


@dataclass(frozen=True)
class Factor:
    """A factor of a matrix.

    Attributes
    ----------
    values
        Shape (m, n).
    empty
        The triangle in which all entries are 0: "upper" of a lower triangular matrix, "lower"
        of an upper triangular one; None for no triangle.
    role
        Its colour.
    """

    name: Formula
    values: Matrix
    empty: str | None
    role: Role

    def places(self) -> Iterator[tuple[int, int]]:
        """Return the places outside the empty triangle, row by row."""
        for i, j in np.ndindex(*self.values.shape):
            if not ((self.empty == "upper" and j > i) or (self.empty == "lower" and j < i)):
                yield i, j

    def empty_places(self) -> list[tuple[int, int]]:
        """Return the places in the empty triangle."""
        full = set(self.places())
        return [(i, j) for i, j in np.ndindex(*self.values.shape) if (i, j) not in full]


@dataclass(frozen=True)
class Shown:
    """The numbers of a factor as they are written, row by row, without the empty triangle."""

    numbers: tuple[Formula, ...]
    size: float
    is_rounded: bool


@dataclass(frozen=True)
class Product:
    """A matrix as a product of two factors: ``P A = L U``, the title says what it shows."""

    matrix: Matrix
    factors: tuple[Factor, Factor]
    title: Row
    name: str


def draw(product: Product, style: Style) -> Picture:
    """Return the factors: numbers in small ones, colours in larger ones."""
    shapes = [factor.values.shape for factor in product.factors]
    has_numbers = max(map(max, shapes)) <= MOST_NUMBERS
    say = style.notation
    given = Chain(Symbol("A"), (say.matrix(product.matrix),)) if has_numbers else None
    whole = Canvas(style.theme)
    caption = Caption.fitted(whole, product.title, given=given)
    cell = _cell(product, caption.bottom, has_numbers=has_numbers)
    tallest = max(m for m, _ in shapes) * cell[1]
    below = MARGIN if has_numbers else KEY
    canvas = Canvas(style.theme, height=round(HEIGHT - caption.bottom + NAMES + tallest + below))
    caption = replace(caption, height=canvas.height)
    panels = _panels(product, caption.bottom - NAMES, cell)
    pairs = [*zip(product.factors, panels, strict=True)]
    if has_numbers:
        numbers = [_shown(canvas, factor, panel, say) for factor, panel in pairs]
        size = min(shown.size for shown in numbers)
        for (factor, panel), shown in zip(pairs, numbers, strict=True):
            _draw_numbers(canvas, factor, panel, replace(shown, size=size))
            _write_name(canvas, factor, panel, rounded=shown.is_rounded)
    else:
        # The keys have half of the width each, since factors may be narrow.
        for (factor, panel), centre in zip(pairs, (WIDTH / 4, 3 * WIDTH / 4), strict=True):
            _draw_colours(canvas, factor, panel)
            _write_name(canvas, factor, panel)
            matrices.draw_key(canvas, panel.reach, centre)
    caption.write(canvas)
    return Picture(product.name, canvas.png(), _alt(product, say))


def _cell(product: Product, top: float, *, has_numbers: bool) -> tuple[float, float]:
    """Return the width and height of a cell, of which there are all below pixel row ``top``."""
    first, second = (factor.values.shape for factor in product.factors)
    width = (WIDTH - 2 * MARGIN - GAP) / (first[1] + second[1])
    below = MARGIN if has_numbers else KEY
    height = (top - NAMES - below) / max(first[0], second[0])
    side = min(width, height)
    return (min(width, WIDEST), min(height, TALLEST)) if has_numbers else (side, side)


def _panels(product: Product, top: float, cell: tuple[float, float]) -> list[Panel]:
    """Return where the factors are, beside each other below pixel row ``top``."""
    width, height = cell
    shapes = [factor.values.shape for factor in product.factors]
    left = (WIDTH - width * sum(n for _, n in shapes) - GAP) / 2
    middle = top - max(m for m, _ in shapes) * height / 2
    panels: list[Panel] = []
    for factor, (m, n) in zip(product.factors, shapes, strict=True):
        values = as_float(factor.values)
        start, reach = middle + m * height / 2, heat_map.scale(values)
        panels.append(Panel(values, left, start, width, height, reach=reach))
        left += n * width + GAP
    return panels


def _draw_numbers(canvas: Canvas, factor: Factor, panel: Panel, shown: Shown) -> None:
    """Draw the cells that are not empty, the diagonal stronger, with their numbers."""
    colour = canvas.colours.of(factor.role)
    half = np.array([panel.width, panel.height]) / 2 - 3
    for (i, j), number in zip(factor.places(), shown.numbers, strict=True):
        centre = np.array(panel.centre(i, j))
        corners = [centre + half * corner for corner in CORNERS]
        canvas.polygon(corners, colour, 0.34 if i == j else 0.16)
        canvas.text(centre, number, shown.size)
    empty = factor.empty_places()
    if empty:
        middle = np.mean([panel.centre(i, j) for i, j in empty], axis=0)
        canvas.text(middle, "0", LARGE, canvas.colours.muted)


def _shown(canvas: Canvas, factor: Factor, panel: Panel, say: Notation) -> Shown:
    """Return the numbers outside the triangle, exact where there is room for all of them."""
    values = [factor.values[place] for place in factor.places()]
    exact: list[Formula] = [say.number(value) for value in values]
    largest = max(factor.values.shape)
    sizes = (LARGE, SMALL) if largest < 4 else (NORMAL, SMALL) if largest == 4 else (SMALL,)
    for size in sizes:
        canvas.prepare([(number, size) for number in exact])
        if all(_fits(canvas, number, size, panel) for number in exact):
            return Shown(tuple(exact), size, is_rounded=any(map(is_rounded, exact)))
    for digits in (3, 2, 1):
        rounded = [str(Rounded(value, digits)) for value in values]
        if all(_fits(canvas, number, SMALL, panel) for number in rounded):
            return Shown(tuple(rounded), SMALL, is_rounded=True)
    fitting = (number if _fits(canvas, number, SMALL, panel) else "…" for number in rounded)
    return Shown(tuple(fitting), SMALL, is_rounded=True)


def _fits(canvas: Canvas, number: Formula, size: float, panel: Panel) -> bool:
    width, height = canvas.measure(number, size)
    return width <= panel.width - 10 and height <= panel.height - 4


def _draw_colours(canvas: Canvas, factor: Factor, panel: Panel) -> None:
    """Draw the numbers as colours, and leave the triangle of zeros empty."""
    heat_map.draw_colours(canvas, panel)
    if factor.empty is not None:
        canvas.polygon(_staircase(factor, panel), canvas.colours.background, layer=3.5)


def _staircase(factor: Factor, panel: Panel) -> Floats:
    """Return the corners of the empty triangle, shape (k, 2)."""
    m, n = factor.values.shape
    is_upper = factor.empty == "upper"
    end = panel.right if is_upper else panel.left
    corners = [(end, panel.top)]
    for i in range(m):
        x = panel.left + min(n, i + is_upper) * panel.width
        corners += [(x, panel.top - i * panel.height), (x, panel.top - (i + 1) * panel.height)]
    return np.array([*corners, (end, panel.bottom)])


def _write_name(canvas: Canvas, factor: Factor, panel: Panel, *, rounded: bool = False) -> None:
    """Write a factor's name above it, and whether its numbers are rounded."""
    name = Row((factor.name, Words(" ≈"))) if rounded else factor.name
    at = ((panel.left + panel.right) / 2, panel.top + NAMES / 2)
    canvas.text(at, name, NORMAL, canvas.colours.of(factor.role))


def _alt(product: Product, say: Notation) -> str:
    parts = [f"{text(product.title)}."]
    for factor in product.factors:
        m, n = factor.values.shape
        zeros = "" if factor.empty is None else f", all 0 in the {factor.empty} triangle"
        name = text(factor.name)
        if max(m, n) <= MOST_NUMBERS:
            parts.append(f"{Chain(name, (say.matrix(factor.values),))}{zeros}.")
        else:
            parts.append(f"{name}, {m}×{n}, in colours{zeros}.")
    return " ".join(parts)[:1000]
