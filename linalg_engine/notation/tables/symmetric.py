"""Tables of numbers between the columns themselves: correlations and covariances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MatrixKind = Literal["", "correlation", "covariance"]
"""What a table seems to be, "" for one of measurements."""

ROUNDING = 1e-6
"""Share of the largest number, by which numbers written twice may differ."""

LEAST = 3
"""Columns without names from which on symmetry is no accident."""


def matrix_kind(
    values: NDArray[np.float64], rows: Sequence[str], columns: Sequence[str]
) -> MatrixKind:
    """Return whether ``values``, shape (m, n), are correlations or covariances of the columns.

    Correlations are symmetric, with 1 on the diagonal and nothing larger beside it. Covariances
    are symmetric without a negative eigenvalue, and the rows have the columns' names.
    """
    m, n = values.shape
    if m != n or n < 2 or np.isnan(values).any():
        return ""
    size = float(np.abs(values).max())
    if not np.allclose(values, values.T, rtol=0, atol=ROUNDING * size):
        return ""
    named = bool(rows) and tuple(rows) == tuple(columns)
    if not named and (bool(rows) or n < LEAST):
        return ""
    if np.all(np.abs(np.diag(values) - 1) <= ROUNDING) and size <= 1 + ROUNDING:
        return "correlation"
    least = float(np.linalg.eigvalsh(values)[0])
    varies = bool(np.all(np.diag(values) > 0))
    return "covariance" if named and varies and least >= -ROUNDING * size else ""
