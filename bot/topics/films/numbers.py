"""Numbers of films in formulas: as many decimals each, so that they are aligned."""

from __future__ import annotations

from bot.formula import Rounded


def four(x: float) -> Rounded:
    """Return a number with four decimals."""
    return Rounded(float(x), 4, has_zeros=True)


def two(x: float) -> Rounded:
    """Return a number with two decimals."""
    return Rounded(float(x), 2, has_zeros=True)
