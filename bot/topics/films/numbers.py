"""Numbers of films in formulas: two decimals each, so that they are aligned."""

from __future__ import annotations

from bot.formula import Rounded


def two(x: float) -> Rounded:
    """Return a number with two decimals."""
    return Rounded(float(x), 2, has_zeros=True)
