"""What A − λI is written with: its entries, and its determinant as a polynomial in λ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Minus, Power, Sum, Symbol, Term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from bot.formula import Formula, Notation
    from linalg_engine.matrices import Matrix

LAMBDA = Symbol("λ")


def entries(a: Matrix, say: Notation) -> tuple[tuple[Formula, ...], ...]:
    """Return the entries of A − λI, row by row."""
    return tuple(
        tuple(on_diagonal(x, say) if i == j else say.number(x) for j, x in enumerate(row))
        for i, row in enumerate(a)
    )


def on_diagonal(value: Fraction, say: Notation) -> Formula:
    """Return "3 − λ", or "−λ" for 0."""
    return Sum((say.number(value), Minus(LAMBDA))) if value else Minus(LAMBDA)


def polynomial_in_lambda(coefficients: Sequence[Fraction], say: Notation) -> Sum:
    """Return "2λ² − λ + 3" for its coefficients, the highest power first."""
    degree = len(coefficients) - 1
    terms: list[Formula] = []
    for k, coefficient in enumerate(coefficients):
        term = _times_power(say.number(abs(coefficient)), degree - k)
        if coefficient:
            terms.append(Minus(term) if coefficient < 0 else term)
    return Sum(tuple(terms))


def _times_power(size: Formula, exponent: int) -> Formula:
    """Return "3λ²", "λ" or "3"."""
    if exponent == 0:
        return size
    power = Power(LAMBDA, str(exponent)) if exponent > 1 else LAMBDA
    return power if str(size) == "1" else Term((size, power))
