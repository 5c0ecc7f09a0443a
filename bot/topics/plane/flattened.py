"""Points in space, their best plane, and where they are in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit import reading
from bot.topics.kit.tables import named
from linalg_engine import notation
from linalg_engine.errors import InputError
from linalg_engine.principal_components import pca

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.topics.kit.question import Question
    from linalg_engine.principal_components import PCA

EXAMPLE = "0,0,1; 4,1,0; 8,0,2; 1,5,0"

FEWEST, MOST = 3, 1000
"""Points; all pairs of them are compared."""

NOTHING = 1e-12
"""A share of the cloud's size, or of a direction's length, that is 0 within rounding."""


@dataclass(frozen=True)
class Flattened:
    """n points in space and the plane that is nearest to them.

    Attributes
    ----------
    found
        All three principal components; the plane is that of the first two, through the mean.
    names
        Of the points, given ones where there were none.
    columns
        The three names.
    left_out
        How many rows had blanks.
    """

    found: PCA
    names: tuple[str, ...]
    columns: tuple[str, ...]
    left_out: int
    ignored: tuple[str, ...]

    @cached_property
    def axes(self) -> Floats:
        """Both directions of the plane and its normal, shape (3, 3), each of length 1."""
        first, second = self.found.components[:2]
        axes = np.array([first, second, np.cross(first, second)])
        return np.where(np.abs(axes) <= NOTHING, 0.0, axes)

    @cached_property
    def placed(self) -> Floats:
        """The points in the coordinates of the axes, from the mean, shape (n, 3)."""
        return self._without_rounding(self.found.centred @ self.axes.T)

    @cached_property
    def flat(self) -> Floats:
        """The points in the plane, shape (n, 2)."""
        return self.placed[:, :2]

    @cached_property
    def residuals(self) -> Floats:
        """How far each point is from the plane, shape (n,)."""
        return np.abs(self.placed[:, 2])

    @property
    def below(self) -> Booleans:
        """Which points lie below the plane, shape (n,)."""
        return (self.placed[:, 2] < 0) & (not self.is_exact)

    @property
    def kept(self) -> float:
        """The share of the squared distances from the mean that is left in the plane."""
        return float(self.found.explained_variance_ratio[:2].sum())

    @property
    def is_exact(self) -> bool:
        """Whether all points lie in the plane, within rounding."""
        return not self.residuals.any()

    @cached_property
    def closer(self) -> tuple[int, int]:
        """The two points whose distance shrinks most."""
        lost = _distances(self.placed) - _distances(self.flat)
        i, j = np.unravel_index(int(np.argmax(lost)), lost.shape)
        return min(int(i), int(j)), max(int(i), int(j))

    @property
    def distances(self) -> tuple[float, float]:
        """The distance of these two in space and in the plane."""
        i, j = self.closer
        apart = self._without_rounding(self.placed[i] - self.placed[j])
        return float(np.linalg.norm(apart)), float(np.linalg.norm(apart[:2]))

    def _without_rounding(self, numbers: Floats) -> Floats:
        """Return numbers with 0 for what is 0 beside the size of the cloud, within rounding."""
        size = float(np.abs(self.found.centred).max())
        return np.where(np.abs(numbers) <= NOTHING * size, 0.0, numbers)


def read(question: Question) -> Flattened:
    """Return the points of the question and their plane.

    Raises
    ------
    InputError
        Where they are no points in space, too few, or too many.
    """
    with reading.option("data"):
        text = question.inputs.get("data", "")
        if not text.strip():
            raise InputError("There are no data yet.", example=EXAMPLE)
        table = notation.parse_data(text)
        columns = table.values.shape[1]
        if columns != 3:
            raise InputError(
                f"A point in space has 3 numbers, and these rows have {columns}.", example=EXAMPLE
            )
        complete = ~np.asarray(np.isnan(table.values).any(axis=1))
        values = table.values[complete]
        if not FEWEST <= len(values) <= MOST:
            raise InputError(
                f"It takes {FEWEST} to {MOST} complete rows, and there are {len(values)}.",
                example=EXAMPLE,
            )
        names = named(table.row_labels, len(complete), "row")
        return Flattened(
            found=pca(values, 3),
            names=tuple(names[i] for i in np.flatnonzero(complete).tolist()),
            columns=named(table.column_labels, 3, "column"),
            left_out=int((~complete).sum()),
            ignored=table.ignored,
        )


def _distances(points: Floats) -> Floats:
    """Return the distance of every pair, shape (n, n)."""
    return np.linalg.norm(points[:, None] - points, axis=2)
