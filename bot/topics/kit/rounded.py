"""Matrices of floats, as they are typeset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Column, Matrix, Rounded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WIDEST = 34
"""Characters in a row of a matrix that a page has room for, beside its name."""

ROUNDING = 1e-12
"""Numbers below this share of the largest are shown as 0."""

GAP = 2
"""Characters that the space between two columns takes."""


def fits(a: Floats) -> bool:
    """Whether a matrix is narrow enough for a page."""
    columns = [max(len(str(entry)) for entry in column) for column in _entries(a.T)]
    return sum(columns) + GAP * (len(columns) - 1) <= WIDEST


def rounded_matrix(a: Floats) -> Matrix:
    """Return a matrix of shape (m, n)."""
    return Matrix(_entries(a))


def rounded_column(v: Floats) -> Column:
    """Return a vector of shape (n,) as a column."""
    return Column(_entries(v[None, :])[0])


def _entries(a: Floats) -> tuple[tuple[Rounded, ...], ...]:
    """Return the entries with rounding errors, relative to the largest, set to 0."""
    tidy = np.where(np.abs(a) < ROUNDING * np.max(np.abs(a)), 0.0, a)
    return tuple(tuple(Rounded(x, 3 if abs(x) < 100 else 1) for x in row) for row in tidy.tolist())
