"""Arrays as boxes of cells, with their shapes, and the order in which a loop goes through them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.style import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Role
    from bot.topics.vectorize.calculations import Calculation
    from bot.topics.vectorize.timing import Timing

SIDE = 50.0
"""Pixels of a cell."""

GAP, NAME = 26.0, 46.0
"""Pixels between arrays, and for the name and shape of one."""

ASIDE, COLUMN_GAP = 60.0, 100.0
"""Pixels beside a column and between it and a table: their names are wider than they are."""

RESULT = 2
"""Which of three arrays is the result."""

SHOWN_NUMBERS, SHOWN_ROWS = 8, 4
"""Cells that stand for all of a vector, and for the rows and columns of a table."""

LIT, DONE = 0.9, 0.3
"""Opacities of a cell that is worked on, and of one that is done."""

Cell = tuple[int, int]


@dataclass(frozen=True)
class Array:
    """An array's cells.

    Attributes
    ----------
    left, top
        Pixels from the corner of the diagram, to the right and downwards.
    rows, columns
        How many cells are drawn.
    label
        Its name and shape, written above or below it.
    """

    left: float
    top: float
    rows: int
    columns: int
    role: Role
    label: str
    is_above: bool = False

    @property
    def bottom(self) -> float:
        return self.top + self.rows * SIDE

    @property
    def label_at(self) -> tuple[float, float]:
        """Where the middle of the label is, in pixels as ``left`` and ``top`` are."""
        y = self.top - NAME / 2 if self.is_above else self.bottom + NAME / 2
        return self.left + self.columns * SIDE / 2, y

    def corners(self, cell: Cell, left: float, top: float) -> list[tuple[float, float]]:
        """Return the corners of a cell of a diagram whose own corner is ``left``, ``top``."""
        west, north = left + self.left + cell[1] * SIDE, top - self.top - cell[0] * SIDE
        east, south = west + SIDE, north - SIDE
        return [(west, south), (east, south), (east, north), (west, north)]


@dataclass(frozen=True)
class Diagram:
    """Two arrays on their way to a third.

    Attributes
    ----------
    steps
        For each step of the loop, the cell of each array that it works on.
    """

    arrays: tuple[Array, Array, Array]
    steps: tuple[tuple[tuple[Cell, ...], ...], ...]

    @property
    def shown(self) -> int:
        """How many cells stand for n."""
        return max(self.arrays[0].rows, self.arrays[0].columns)

    @property
    def height(self) -> float:
        """Pixels from its top to its lower end."""
        return max(array.bottom for array in self.arrays) + NAME

    def draw(self, canvas: Canvas, left: float, top: float, step: int | None) -> None:
        """Draw the arrays, lit up to a step of the loop, or all of them at once where it is None.

        Parameters
        ----------
        step
            The number of steps that the loop has made, the last of which is lit.
        """
        made = self.steps if step is None else self.steps[:step]
        now = made if step is None else made[-1:]
        for k, array in enumerate(self.arrays):
            lit = {cell for cells in now for cell in cells[k]}
            # Of the result, what is done stays; of what it is made of, nothing does.
            done = {cell for cells in made for cell in cells[k]} if k == RESULT else set[Cell]()
            colour = canvas.colours.of(array.role)
            for cell in itertools.product(range(array.rows), range(array.columns)):
                corners = array.corners(cell, left, top)
                if cell in lit or cell in done:
                    canvas.polygon(corners, colour, LIT if cell in lit else DONE)
                canvas.line([*corners, corners[0]], canvas.colours.axis, 2)
            x, y = array.label_at
            canvas.text((left + x, top - y), array.label, SMALL, colour)


def of(timing: Timing) -> Diagram:
    """Return the arrays of a calculation, and the order in which its loop goes through them."""
    calculation, n = timing.calculation, timing.n
    match calculation.power:
        case 1:
            return _sum(calculation, n)
        case 2:
            return _distances(n)
        case _:
            return _product(n)


def _sum(calculation: Calculation, n: int) -> Diagram:
    """Two vectors, the same one twice in a sum of squares, and the sum of their products."""
    first, second = (calculation.given * 2)[:2]
    shown = min(SHOWN_NUMBERS, n)
    lower = NAME + SIDE + GAP
    last = lower + SIDE + NAME + GAP
    middle = shown * SIDE / 2
    arrays = (
        Array(0, NAME, 1, shown, "first", f"{first}  ({n},)", is_above=True),
        Array(0, lower, 1, shown, "second", f"{second}  ({n},)"),
        Array(middle - SIDE / 2, last, 1, 1, "result", "total  ()"),
    )
    return Diagram(arrays, tuple((((0, j),), ((0, j),), ((0, 0),)) for j in range(shown)))


def _distances(n: int) -> Diagram:
    """A column and a row, and the table that they are stretched to."""
    shown = min(SHOWN_ROWS, n)
    start, left, top = ASIDE, ASIDE + SIDE + COLUMN_GAP, NAME + SIDE + GAP
    arrays = (
        Array(start, top, shown, 1, "first", f"x  ({n}, 1)"),
        Array(left, NAME, 1, shown, "second", f"x  (1, {n})", is_above=True),
        Array(left, top, shown, shown, "result", f"d  ({n}, {n})"),
    )
    steps = tuple((((i, 0),), ((0, j),), ((i, j),)) for i, j in _cells(shown))
    return Diagram(arrays, steps)


def _product(n: int) -> Diagram:
    """A at the left of its product with B, and B above it."""
    shown = min(SHOWN_ROWS, n)
    left, top = shown * SIDE + max(GAP, 200 - shown * SIDE), NAME + shown * SIDE + GAP
    arrays = (
        Array(0, top, shown, shown, "row", f"a  ({n}, {n})"),
        Array(left, NAME, shown, shown, "column", f"b  ({n}, {n})", is_above=True),
        Array(left, top, shown, shown, "result", f"c  ({n}, {n})"),
    )
    whole = range(shown)
    steps = tuple(
        (tuple((i, k) for k in whole), tuple((k, j) for k in whole), ((i, j),))
        for i, j in _cells(shown)
    )
    return Diagram(arrays, steps)


def _cells(shown: int) -> Iterator[Cell]:
    return itertools.product(range(shown), range(shown))
