"""The quadratic form xᵀAx of a symmetric matrix, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Index, Minus, Power, Row, Sum, Symbol, Term

if TYPE_CHECKING:
    from bot.formula import Formula, Notation
    from linalg_engine.matrices import Matrix

LARGEST = 4
"""Forms of more variables are too long to be read."""

FORM = Row((Power(Symbol("x"), "⊤"), Symbol("A"), Symbol("x")))


def variables(count: int) -> tuple[Formula, ...]:
    """Return x, y, z, or x₁ to x₄."""
    if count <= 3:
        return tuple(map(Symbol, "xyz"[:count]))
    return tuple(Index(Symbol("x"), str(k + 1)) for k in range(count))


def expanded(a: Matrix, say: Notation) -> Formula:
    """Return ``2x² + 2xy + 3y²``: the entries off the diagonal count twice."""
    names = variables(len(a))
    terms: list[Formula] = []
    for i, first in enumerate(names):
        for j in range(i, len(names)):
            coefficient = a[i, j] if i == j else 2 * a[i, j]
            if coefficient != 0:
                product = (Power(first, "2"),) if i == j else (first, names[j])
                size = say.number(abs(coefficient))
                term = Term(product if str(size) == "1" else (size, *product))
                terms.append(Minus(term) if coefficient < 0 else term)
    return Sum(tuple(terms)) if terms else "0"


def as_text(form: Formula) -> str:
    """Return a form for a line of text, with ² where it has ^2."""
    return str(form).replace("^2", "²")
