"""What stands above a moving picture: its title, the matrix, and a line that may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.caption import CAPTION_HEIGHT, LINE_HEIGHT, MARGIN, Caption
from bot.drawing.style import NORMAL
from bot.formula import Chain, Symbol

if TYPE_CHECKING:
    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Role
    from bot.formula import Formula, Notation
    from linalg_engine.matrices import Matrix

COVER_LAYER = 5
"""Over all that moves, below words."""


@dataclass(frozen=True)
class Head:
    """A caption, and below its title room for a line."""

    caption: Caption

    @classmethod
    def fitted(cls, canvas: Canvas, title: str, matrix: Matrix, say: Notation) -> Head:
        """Return the head; the matrix is left out where it is too large for the corner."""
        return cls(Caption.fitted(canvas, title, given=given(matrix, say)))

    @property
    def bottom(self) -> float:
        """The pixel row below which the picture has room."""
        return min(self.caption.bottom, self._line - NORMAL)

    def fitting(self, canvas: Canvas, *lines: Formula) -> Formula:
        """Return the first of some lines that finds room beside the matrix, or the last."""
        room = canvas.width - 3 * MARGIN - self.caption.given_size[0]
        return next((line for line in lines if canvas.measure(line, NORMAL)[0] <= room), lines[-1])

    def write(self, canvas: Canvas, line: Formula, role: Role) -> None:
        """Write title, matrix and line on a ground of their own."""
        corners = [
            (0, self.bottom),
            (canvas.width, self.bottom),
            (canvas.width, canvas.height),
            (0, canvas.height),
        ]
        canvas.polygon(corners, canvas.colours.background, layer=COVER_LAYER)
        self.caption.write(canvas)
        canvas.text((MARGIN, self._line), line, NORMAL, canvas.colours.of(role), "left")

    @property
    def _line(self) -> float:
        titles = CAPTION_HEIGHT + LINE_HEIGHT * (len(self.caption.lines) - 1)
        return self.caption.height - titles - NORMAL / 2


def given(matrix: Matrix, say: Notation) -> Formula:
    """Return the question: "A = [1 2; 3 4]"."""
    return Chain(Symbol("A"), (say.matrix(matrix),))
