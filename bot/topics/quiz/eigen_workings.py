"""Workings about eigenvalues and eigenvectors that end where the question is answered."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import (
    Brackets,
    Chain,
    Function,
    Minus,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
)
from bot.formula import (
    Matrix as Shown,
)
from bot.topics.kit.minus_lambda import LAMBDA, entries, polynomial_in_lambda
from bot.topics.quiz.reductions import reduced_blocks
from bot.topics.quiz.typed_arrays import SAY, unknowns
from linalg_engine.decompositions.polynomials import characteristic_polynomial
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

A, P, D = Symbol("A"), Symbol("P"), Symbol("D")


def shifted(a: Matrix, value: Fraction) -> Matrix:
    """Return A − λI, shape (n, n)."""
    return a - value * identity(len(a), like=a)


def eigenvalues_found(a: Matrix, values: Sequence[int]) -> tuple[Block, ...]:
    """Return how the eigenvalues of a matrix follow from det(A − λI); none of them is 0."""
    sign = (-1) ** len(a)
    less = Sum((A, Minus(Term((LAMBDA, Symbol("I"))))))
    factors = Term(tuple(Brackets(_plus(LAMBDA, -x)) for x in values))
    signed = factors if sign > 0 else Minus(factors)
    polynomial = polynomial_in_lambda([sign * x for x in characteristic_polynomial(a)], SAY)
    found = ", ".join(str(SAY.number(x)) for x in values)
    return (
        "An eigenvalue is a λ for which det(A − λI) is 0. Subtract λ from the diagonal:",
        Chain(less, (Shown(entries(a, SAY)),)),
        "Multiply the determinant out, and write it as a product:",
        Chain(Function("det", Brackets(less)), (polynomial, signed)),
        f"It is 0 where a bracket is 0: the eigenvalues are {found}.",
    )


def _plus(first: Formula, number: int) -> Sum:
    shown = SAY.number(Fraction(abs(number)))
    return Sum((first, Minus(shown) if number < 0 else shown))


def solved(matrix: Matrix, basis: Sequence[Vector]) -> tuple[Block, ...]:
    """Return how (A − λI) x = 0 is solved, where A − λI is given, shape (n, n)."""
    free = row_reduce(matrix, record=False).free_columns
    are_free = "is" if len(free) == 1 else "are"
    each = "A vector that solves it" if len(free) == 1 else "One vector for each"
    return (
        *reduced_blocks("Subtract λ from the diagonal, and reduce", matrix),
        f"Free {are_free} {unknowns(free)}. {each}, in whole numbers:",
        *(SAY.vector(v) for v in basis),
    )


def diagonalized(
    a: Matrix, spaces: Sequence[tuple[Fraction, Sequence[Vector]]], p: Matrix, d: Matrix
) -> tuple[Block, ...]:
    """Return the way to P and D: for each eigenvalue what (A − λI) x = 0 gives.

    Parameters
    ----------
    a, p, d
        Shape (n, n).
    spaces
        Each eigenvalue with a basis of its eigenspace.
    """
    blocks: list[Block] = ["Solve (A − λI) x = 0 for each λ with det(A − λI) = 0."]
    for value, basis in spaces:
        name = Sentence(("For ", Chain(LAMBDA, (SAY.number(value),)), ", reduce A − λI:"))
        matrix = shifted(a, value)
        reduced = SAY.matrix(row_reduce(matrix, record=False).rref)
        vectors = [part for v in basis for part in (" and ", SAY.vector(v))][1:]
        solutions = Sentence(("(A − λI) x = 0 is solved by ", *vectors, "."))
        blocks += [name, Sentence((SAY.matrix(matrix), "  →  ", reduced)), solutions]
    return (
        *blocks,
        "The columns of P are these vectors, and D has their λ in the same order:",
        Series((Chain(P, (SAY.matrix(p),)), Chain(D, (SAY.matrix(d),)))),
    )
