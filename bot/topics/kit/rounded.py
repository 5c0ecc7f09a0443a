"""Typeset matrices of rounded numbers, which stand behind "≈"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.drawing.typeset import Node

    Floats = NDArray[np.float64]

PLACES = 3

WIDEST = 34
"""Characters in a row of a matrix that a page has room for, beside its name."""

ROUNDING = 1e-12
"""Share of the largest number below which another is 0 up to rounding."""

GAP = 2
"""Characters that the space between two columns takes."""


def fits(a: Floats) -> bool:
    """Whether a matrix is narrow enough for a page."""
    columns = [max(len(word(x)) for x in column) for column in _tidy(a).T]
    return sum(columns) + GAP * (len(columns) - 1) <= WIDEST


def rounded_matrix(a: Floats) -> Node:
    """Return a matrix of shape (m, n)."""
    return {"kind": "matrix", "rows": [[word(x) for x in row] for row in _tidy(a)], "bar": None}


def rounded_column(v: Floats) -> Node:
    """Return a vector of shape (n,) as a column."""
    return {"kind": "column", "items": [word(x) for x in _tidy(v)]}


def _tidy(a: Floats) -> Floats:
    """Return the numbers with 0 for those that are nothing but rounding beside the largest."""
    return np.where(np.abs(a) < ROUNDING * np.max(np.abs(a)), 0.0, a)


def word(x: Any) -> str:
    """Return a number as it stands in a matrix."""
    return decimal(float(x), PLACES) if abs(x) < 100 else decimal(float(x), 1)
