"""An array as boxes of cells with its numbers; copies that stretch it are dashed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.cells import Cells
from bot.drawing.lettering import Lettering, size_of, width_of_words
from bot.drawing.style import NORMAL, SMALL, Theme
from bot.drawing.things import DASHED
from bot.formula import Rounded
from bot.topics.calc.operations import plain

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas
    from bot.formula import Formula, Notation

WIDEST, TALLEST = 150.0, 84.0
"""Pixels of a cell."""

TINT, INSET = 0.09, 3.0
"""Opacity of a cell, and pixels between two of them."""

BESIDE = 18.0
"""Pixels of a cell beside its number."""


@dataclass(frozen=True)
class Table(Cells):
    """An array's cells with its numbers.

    Attributes
    ----------
    own
        Shape (m, n): which entries are the array's own, and not copies that stretch it.
    shape
        As it is written beside it.
    """

    own: Any
    shape: str

    def fits(self, say: Notation) -> bool:
        """Whether the cells have room for the numbers."""
        return all(_fitting(x, self.width - BESIDE, say) is not None for x in self.entries.flat)

    def draw(self, canvas: Canvas, say: Notation) -> None:
        """Draw the cells; copies are dashed and grey."""
        colours = canvas.colours
        colour = colours.of(self.role)
        for i, j in np.ndindex(*self.entries.shape):
            west, north = self.left + j * self.width + INSET, self.top - i * self.height - INSET
            east, south = west + self.width - 2 * INSET, north - self.height + 2 * INSET
            corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
            if self.own[i, j]:
                canvas.polygon(corners[:-1], colour, TINT)
                canvas.line(corners, colour, 3)
            else:
                canvas.line(corners, colours.axis, 3, DASHED)
            content, size = _fitting(self.entries[i, j], self.width - BESIDE, say) or ("…", SMALL)
            at = ((west + east) / 2, (north + south) / 2)
            canvas.text(at, content, size, colour if self.own[i, j] else colours.muted)


def _fitting(entry: Any, room: float, say: Notation) -> tuple[Formula, float] | None:
    """Return a number as it fits into a cell and the size of its letters, None where it does not.

    Fractions are in one line, where their digits are larger.
    """
    value = plain(entry)
    exact = say.number(value)
    first = (str(exact),) if "/" in str(exact) else (exact, str(exact))
    for content in (*first, *(str(Rounded(value, digits)) for digits in (3, 2, 1))):
        for size in (NORMAL, SMALL):
            if _width(content, size) <= room:
                return content, size
    return None


def _width(content: Formula, size: float) -> float:
    if isinstance(content, str):
        return width_of_words(content, size)
    return size_of(Lettering(content, size, "#000000", Theme.LIGHT))[0]
