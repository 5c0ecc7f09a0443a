"""The best table of a lower rank (Eckart and Young, 1936), as used to compress images."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import as_matrix
from linalg_engine.matrices import as_float
from linalg_engine.results import result

if TYPE_CHECKING:
    from linalg_engine.arrays import Floats, MatrixLike


@result
class LowRank:
    """A table as a sum of columns times rows, the weightiest first.

    Attributes
    ----------
    u
        Shape (m, r), orthonormal columns.
    singular_values
        Shape (r,), descending, r = min(m, n).
    vt
        Shape (r, n), orthonormal rows.
    """

    u: Floats
    singular_values: Floats
    vt: Floats

    @property
    def rank(self) -> int:
        """The rank of the table itself: how many singular values are not 0 within rounding.

        As NumPy's ``matrix_rank`` counts.
        """
        s = self.singular_values
        rounding = max(len(self.u), self.vt.shape[1]) * np.finfo(np.float64).eps
        return int((s > float(s[0]) * rounding).sum())

    def approximation(self, rank: int) -> Floats:
        """Return the nearest table of a rank, shape (m, n).

        Raises
        ------
        InputError
            If the rank is not from 1 to r.
        """
        k = self._checked(rank)
        return (self.u[:, :k] * self.singular_values[:k]) @ self.vt[:k]

    def energy(self, rank: int) -> float:
        """Return the share of the sum of squares that is kept, from 0 to 1; 1 of zeros."""
        k = self._checked(rank)
        total = self._squares[-1]
        return float(self._squares[k - 1] / total) if total > 0 else 1.0

    def error(self, rank: int) -> float:
        """Return the root of the sum of squared differences: that of the values left out."""
        k = self._checked(rank)
        return float(np.linalg.norm(self.singular_values[k:]))

    def numbers(self, rank: int) -> int:
        """Return how many numbers the columns, rows and values take: k (m + n + 1)."""
        k = self._checked(rank)
        return k * (len(self.u) + self.vt.shape[1] + 1)

    @cached_property
    def _squares(self) -> Floats:
        return np.cumsum(self.singular_values**2)

    def _checked(self, rank: int) -> int:
        return whole_number(rank, "The rank", 1, len(self.singular_values))


def low_rank(a: MatrixLike) -> LowRank:
    """Return a table as a sum of columns times rows.

    Parameters
    ----------
    a
        Shape (m, n).

    Examples
    --------
    >>> found = la.low_rank([[3, 0], [0, 1]])
    >>> found.approximation(1).tolist()
    [[3.0, 0.0], [0.0, 0.0]]
    >>> found.energy(1), found.error(1), found.numbers(1)
    (0.9, 1.0, 5)
    """
    u, s, vt = np.linalg.svd(as_float(as_matrix(a)), full_matrices=False)
    return LowRank(u, s, vt)
