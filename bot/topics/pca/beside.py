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

ALWAYS_NAMED = 6
"""Rows that do not count whose names are written whatever else there is."""

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
            names = ("",) * ALWAYS_NAMED + self._written[ALWAYS_NAMED:]
            points = place(self.rows)
            found.append(Kind(points, names[: len(points)], "not counted", NOT_COUNTED))
        if self.explained is not None:
            found.append(Kind(place(self.explained[1][None]), (), "", EXPLAINED))
        return tuple(found)

    def strokes(self, place: Callable[[Floats], Floats]) -> tuple[Stroke, ...]:
        """Return the names that are always written."""
        explained = self.explained[0] if self.explained else ""
        points = place(self.rows[:ALWAYS_NAMED]) if self.row_names else ()
        rows = zip(points, self._written[:ALWAYS_NAMED], self.row_names, strict=False)
        found = [Stroke(at, at, "text", words) for at, words, name in rows if name != explained]
        if self.explained is not None:
            (point,) = place(self.explained[1][None])
            (words,), _ = fonts.names((explained,), "row", LONGEST_NAME)
            found.append(Stroke(point, point, "text", words))
        return tuple(found)

    @property
    def _written(self) -> tuple[str, ...]:
        return fonts.names(self.row_names, "row", LONGEST_NAME)[0]

    def alt(self) -> str:
        """Return a sentence about the rows that do not count, for the alt text."""
        names = ", ".join(fonts.names(self.row_names[:6], "row", LONGEST_NAME)[0])
        return f"Shown, not counted: {names}. " if names else ""
