"""The plane in the coordinates of two vectors: a cell of their grid before and after a matrix.

The vectors are eigenvectors, or the chain of a Jordan block, whose second vector is sheared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import BROAD, HEIGHT, NORMAL, SMALL, WIDTH
from bot.drawing.view import View, fit
from bot.formula import Chain, Index, Minus, Row, Sum, Symbol, Term, VectorName, text
from bot.topics.decompositions import eigen_figure
from bot.topics.kit import eigen_words
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.decompositions import Eigen
    from linalg_engine.matrices import Matrix

A = Symbol("A")
NAMES = tuple(Index(VectorName("v"), place) for place in "12")
ROLES: tuple[Role, Role] = ("eigen", "eigen_other")

MOST = 6.0
"""Where an arrow is so many times as long as another one, the picture is another one."""

FLATTEST = 0.15
"""The least sine of the angle between the vectors."""

CELLS = 40
"""Lines of the grid on each side of the origin; those beyond the picture are not seen."""

LEGEND = "grey: a cell before A; coloured: after A"


@dataclass(frozen=True)
class Cell:
    """What is drawn of ``A = P J P⁻¹``, shape (2, 2).

    Attributes
    ----------
    p, j
        Real, J with the eigenvalues on its diagonal and 0 or 1 above it.
    """

    found: Eigen
    p: Matrix
    j: Matrix
    say: Notation

    @cached_property
    def basis(self) -> Floats:
        """The columns of P in the rows, the longer of length 1."""
        columns = as_float(self.p).T
        return columns / np.max(np.hypot(*columns.T))

    @cached_property
    def values(self) -> Floats:
        """J as floats."""
        return as_float(self.j)

    @cached_property
    def images(self) -> Floats:
        """What A makes of them, in the rows."""
        return self.values.T @ self.basis

    @property
    def is_sheared(self) -> bool:
        """Whether the second vector is not an eigenvector."""
        return bool(self.values[0, 1] != 0)

    @property
    def can_be_seen(self) -> bool:
        """Whether both cells can be drawn as large as they are."""
        lengths = np.hypot(*np.vstack([self.basis, self.images]).T)
        long = lengths[lengths > 0]
        (a, b), (c, d) = self.basis / np.hypot(*self.basis.T)[:, None]
        return bool(np.max(long) <= MOST * np.min(long) and abs(a * d - b * c) >= FLATTEST)

    def words(self) -> tuple[Formula, Formula]:
        """Return "A v₁ = 3v₁" and, where it is sheared, "A v₂ = 3v₂ + v₁"."""
        spaces = [space for space in self.found.spaces for _ in range(space.algebraic)]
        found: list[Formula] = []
        for k, (space, name) in enumerate(zip(spaces, NAMES, strict=True)):
            times = eigen_words.short(space, self.say)
            scaled = {"0": "0", "1": name, "−1": Minus(name)}.get(str(times), Term((times, name)))
            if k and self.is_sheared:
                scaled = NAMES[0] if str(times) == "0" else Sum((scaled, NAMES[0]))
            found.append(Chain(Row((A, " ", name)), (scaled,)))
        return found[0], found[1]

    def title(self) -> str:
        """Return what the picture shows."""
        if self.is_sheared:
            return "The grid is sheared: only the line of v₁ stays"
        if 0 in np.diag(self.values):
            return "Along v₁ and v₂, A scales and crushes"
        if np.min(np.diag(self.values)) < 0:
            return "The lines of the grid stay: A scales and flips cells"
        return "The lines of the grid stay: A only scales its cells"

    def alt(self) -> str:
        """Return the alt text."""
        vectors = (
            f"{text(n)} = {self.say.vector(v)}" for n, v in zip(NAMES, self.p.T, strict=True)
        )
        words = " and ".join(map(text, self.words()))
        return (
            f"The plane with a grid along {' and '.join(vectors)}. A cell of the grid, in grey, "
            f"and what the matrix {self.say.matrix(self.found.matrix)} makes of it: {words}. "
            f"{self.title()}."
        )


def draw(found: Eigen, p: Matrix, j: Matrix, style: Style) -> Picture:
    """Return a cell of the grid along the columns of P, before and after A, shape (2, 2).

    Where that cannot be seen the picture is that of ``/matrix eigen``.
    """
    cell = Cell(found, p, j, style.notation)
    if not cell.can_be_seen:
        return eigen_figure.draw(found, style)
    canvas = Canvas(style.theme)
    given = Chain(A, (cell.say.matrix(found.matrix),))
    words = [(each, NORMAL, colour) for each, colour in _written(canvas, cell)]
    canvas.prepare([(given, SMALL, canvas.colours.muted), *words])
    caption = Caption.fitted(canvas, cell.title(), LEGEND, given=given)
    view = _view(cell, caption.bottom)
    _draw_grid(canvas, cell, view)
    _draw_cells(canvas, cell, view)
    _draw_arrows(canvas, cell, view)
    write_labels(canvas, _labels(canvas, cell, view), Box(12, 12, WIDTH - 12, caption.bottom - 6))
    caption.cover(canvas)
    caption.write(canvas)
    return Picture("diagonalize.png", canvas.png(), cell.alt())


def _written(canvas: Canvas, cell: Cell) -> list[tuple[Formula, str]]:
    """Return the words at the arrows with their colours."""
    after = [(word, canvas.colours.of(_role(cell, k))) for k, word in enumerate(cell.words())]
    return [*after, *((name, canvas.colours.muted) for name in NAMES)]


def _role(cell: Cell, k: int) -> Role:
    """Return the role of the image of a vector: pink where A turns it over."""
    return "rest" if cell.values[k, k] < 0 else ROLES[k]


def _corners(rows: Floats) -> Floats:
    """Return the corners of the cell along two vectors."""
    return np.array([[0, 0], rows[0], rows[0] + rows[1], rows[1]])


def _view(cell: Cell, top: float) -> View:
    points = np.vstack([_corners(cell.basis), _corners(cell.images)])
    return fit(np.eye(2), points, Box(130, 90, WIDTH - 130, top - 70))


def _draw_grid(canvas: Canvas, cell: Cell, view: View) -> None:
    """Draw the lines along both vectors, those through the origin stronger."""
    far = 2 * (WIDTH + HEIGHT) / view.scale
    for along, across in (cell.basis, cell.basis[::-1]):
        direction = far * along / np.hypot(*along)
        for k in range(-CELLS, CELLS + 1):
            ends = view.pixels([k * across - direction, k * across + direction])
            colour = canvas.colours.grid if k else canvas.colours.axis
            canvas.line(ends, colour, 2 if k else 3.5, layer=0.5 if k else 0.6)


def _draw_cells(canvas: Canvas, cell: Cell, view: View) -> None:
    before, after = (view.pixels(_corners(rows)) for rows in (cell.basis, cell.images))
    canvas.polygon(before, canvas.colours.muted, 0.15)
    canvas.polygon(after, canvas.colours.result, 0.14)
    for corners, colour in ((before, canvas.colours.muted), (after, canvas.colours.result)):
        canvas.line(np.vstack([corners, corners[:1]]), colour, 3, layer=1.2)


def _draw_arrows(canvas: Canvas, cell: Cell, view: View) -> None:
    """Draw both vectors, broad and grey, and what A makes of them."""
    for k, (before, after) in enumerate(zip(cell.basis, cell.images, strict=True)):
        tip, end = view.pixels(before), view.pixels(after)
        canvas.arrow(view.offset, tip, canvas.colours.muted, BROAD, layer=2.6)
        colour = canvas.colours.of(_role(cell, k))
        if not after.any():
            canvas.marks(view.offset, "cross", canvas.colours.rest, 34)
        elif cell.values[k, k] < 0:
            eigen_figure.draw_flipped(canvas, view.offset, end, colour)
        else:
            canvas.arrow(view.offset, end, colour, 8)


def _labels(canvas: Canvas, cell: Cell, view: View) -> list[Label]:
    """Return the labels at the ends of A v₁ and A v₂, then of v₁ and v₂."""
    found: list[Label] = []
    for k, (word, image) in enumerate(zip(cell.words(), cell.images, strict=True)):
        end = view.pixels(image)
        found.append(labelled(canvas, word, end, end - view.offset, _role(cell, k), NORMAL))
    for name, v in zip(NAMES, cell.basis, strict=True):
        tip = view.pixels(v)
        found.append(labelled(canvas, name, tip, tip - view.offset, "muted", NORMAL))
    return found
