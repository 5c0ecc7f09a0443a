"""Where the entries of an array are drawn: cells of one size, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.drawing.style import Role


@dataclass(frozen=True)
class Cells:
    """The cells of an array.

    Attributes
    ----------
    entries
        Shape (m, n).
    left, top
        Pixel position of the corner.
    width, height
        Pixels of a cell.
    role
        What the array is, which decides its colour.
    """

    entries: Any
    left: float
    top: float
    width: float
    height: float
    role: Role

    @property
    def right(self) -> float:
        return self.left + self.entries.shape[1] * self.width

    @property
    def bottom(self) -> float:
        return self.top - self.entries.shape[0] * self.height

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def centre(self, i: int, j: int) -> tuple[float, float]:
        """Return the pixel position of the middle of a cell."""
        return self.left + (j + 0.5) * self.width, self.top - (i + 0.5) * self.height
