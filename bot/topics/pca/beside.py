"""What else a picture of components shows: other axes, and rows and columns that do not count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.drawing.point_map import Kind, Stroke

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.legend import Look

LONGEST_NAME = 20

NOT_COUNTED: Look = ("text", "diamond")
"""The look of rows that do not count."""

EXPLAINED: Look = ("text", "circle")
"""The look of the row that is explained."""


@dataclass(frozen=True)
class Beside:
    """What else a picture shows.

    Attributes
    ----------
    axes
        Places of the components across and up.
    why
        Why columns were standardized, or "".
    rows, row_names
        Scores, shape (m, k), of rows that do not count.
    columns, column_names
        Correlations, shape (e, k), of columns that do not count.
    circle
        Whether a correlation circle comes with the picture.
    explained
        The name and the scores, shape (k,), of the row that is explained.
    """

    axes: tuple[int, int] = (0, 1)
    why: str = ""
    rows: Floats = field(default_factory=lambda: np.empty((0, 3)))
    row_names: tuple[str, ...] = ()
    columns: Floats = field(default_factory=lambda: np.empty((0, 3)))
    column_names: tuple[str, ...] = ()
    circle: bool = False
    explained: tuple[str, Floats] | None = None

    def kinds(self, place: Callable[[Floats], Floats]) -> tuple[Kind, ...]:
        """Return the rows that do not count, and the one that is explained.

        Parameters
        ----------
        place
            From scores, shape (m, k), to the paper, shape (m, 2).
        """
        found: list[Kind] = []
        if self.row_names:
            names = fonts.names(self.row_names, "row", LONGEST_NAME)[0]
            found.append(Kind(place(self.rows), names, "not counted", NOT_COUNTED))
        if self.explained is not None:
            found.append(Kind(place(self.explained[1][None]), (), "", EXPLAINED))
        return tuple(found)

    def strokes(self, place: Callable[[Floats], Floats]) -> tuple[Stroke, ...]:
        """Return the name of the row that is explained, which is always written."""
        if self.explained is None:
            return ()
        (point,) = place(self.explained[1][None])
        (name,), _ = fonts.names((self.explained[0],), "row", LONGEST_NAME)
        return (Stroke(point, point, "text", name),)

    def alt(self) -> str:
        """Return a sentence about the rows that do not count, for the alt text."""
        names = ", ".join(fonts.names(self.row_names[:6], "row", LONGEST_NAME)[0])
        return f"Shown, not counted: {names}. " if names else ""
