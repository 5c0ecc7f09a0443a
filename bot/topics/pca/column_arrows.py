"""The columns as a list of named arrows, beside or above the points.

Drawn from the origin of the map they would cover points, and names at their tips each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.drawing.inset import Inset
from bot.drawing.lettering import width_of_words
from bot.drawing.style import SMALL

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.boxes import Box
    from bot.drawing.canvas import Canvas

LENGTH = 52.0
"""Pixels of the longest arrow."""

ROW = 54.0
"""Pixels from an arrow to the next below it."""

HEADING = "columns"

HEADING_HEIGHT = 42.0

GAP, PADDING = 14.0, 18.0
"""Pixels between an arrow and its name, and around both."""

WIDEST = 960.0
"""Pixels of arrows beside each other."""


@dataclass(frozen=True)
class ColumnArrows:
    """Directions of columns on paper.

    Attributes
    ----------
    arrows
        Shape (k, 2).
    names
        Of the k columns.
    unit
        The length of the longest arrow there may be.
    """

    arrows: Floats
    names: tuple[str, ...]
    unit: float

    @cached_property
    def _width(self) -> float:
        """Pixels of an arrow with its name."""
        name = max(width_of_words(name, SMALL) for name in self.names)
        heading = width_of_words(HEADING, SMALL)
        return 2 * PADDING + max(LENGTH + GAP + name, heading)

    def inset(self) -> Inset:
        """Return them as a part of a map: in rows, or one below the other."""
        count = len(self.names)
        beside = min(count, max(1, int(WIDEST // self._width)))
        rows = -(-count // beside)
        wide = (beside * self._width, HEADING_HEIGHT + rows * ROW)
        return Inset(wide, (self._width, HEADING_HEIGHT + count * ROW), self.draw)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw as many beside each other as there is room for in a box."""
        colours = canvas.colours
        top = box.top + 4  # over the ends of grid lines
        corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, top)]
        canvas.polygon([*corners, (box.left, top)], colours.background, layer=1.2)
        at = (box.left + PADDING, box.top - HEADING_HEIGHT / 2)
        canvas.text(at, HEADING, SMALL, colours.muted, "left")
        beside = round((box.right - box.left) / self._width)
        for number, (arrow, name) in enumerate(zip(self.arrows, self.names, strict=True)):
            row, column = divmod(number, beside)
            x = box.left + column * self._width + PADDING
            y = box.top - HEADING_HEIGHT - (row + 0.5) * ROW
            half = LENGTH / self.unit / 2 * arrow
            middle = (x + LENGTH / 2, y)
            canvas.arrow(middle - half, middle + half, colours.column, 5)
            canvas.text((x + LENGTH + GAP, y), name, SMALL, colours.column, "left")
