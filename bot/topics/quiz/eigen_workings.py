"""Workings about eigenvalues and eigenvectors that end where the question is answered."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import (
    Brackets,
    Chain,
    Function,
    Index,
    Minus,
    Power,
    Product,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
    VectorName,
)
from bot.formula import (
    Matrix as Shown,
)
from bot.topics.kit.minus_lambda import LAMBDA, entries, on_diagonal, polynomial_in_lambda
from bot.topics.quiz.reductions import equations, reduced_blocks
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

A, P, D, ONE, X = Symbol("A"), Symbol("P"), Symbol("D"), Symbol("I"), VectorName("x")


def shifted(a: Matrix, value: Fraction) -> Matrix:
    """Return A − λI, shape (n, n)."""
    return a - value * identity(len(a), like=a)


def eigenvalues_found(a: Matrix, values: Sequence[int]) -> tuple[Block, ...]:
    """Return how the eigenvalues of a matrix follow from det(A − λI)."""
    less = Sum((A, Minus(Term((LAMBDA, ONE)))))
    polynomial, product = _determinant(a, [Fraction(x) for x in values])
    steps = (crosswise(a), polynomial, product) if len(a) == 2 else (polynomial, product)
    found = enumerate(map(Fraction, values), start=1)
    return (
        "An eigenvalue is a λ for which det(A − λI) is 0. Subtract λ from the diagonal:",
        Chain(less, (Shown(entries(a, SAY)),)),
        "Its determinant, and that as a product:"
        if len(a) == 2
        else "Multiply the determinant out. Small whole numbers, put in for λ, show where it is 0:",
        Chain(Function("det", Brackets(less)), steps),
        "One of the brackets is 0 for:",
        Series(tuple(Chain(Index(LAMBDA, str(k)), (SAY.number(x),)) for k, x in found)),
    )


def crosswise(a: Matrix) -> Formula:
    """Return ``(2 − λ)(3 − λ) − 5 · (−1)``, the determinant of A − λI, shape (2, 2)."""
    (p, q), (r, s) = a
    diagonal = Term((Brackets(on_diagonal(p, SAY)), Brackets(on_diagonal(s, SAY))))
    return Sum((diagonal, Minus(Product((SAY.number(q), SAY.number(r))))))


def _determinant(a: Matrix, values: Sequence[Fraction]) -> tuple[Formula, Formula]:
    """Return det(A − λI) as a polynomial, and as a product of its zeros' brackets."""
    sign = (-1) ** len(a)
    zeros = list(values).count(Fraction(0))
    power = (LAMBDA if zeros == 1 else Power(LAMBDA, str(zeros)),) if zeros else ()
    factors = Term((*power, *(Brackets(_plus(LAMBDA, -x)) for x in values if x)))
    polynomial = polynomial_in_lambda([sign * x for x in characteristic_polynomial(a)], SAY)
    return polynomial, factors if sign > 0 else Minus(factors)


def _plus(first: Formula, number: Fraction) -> Sum:
    shown = SAY.number(abs(number))
    return Sum((first, Minus(shown) if number < 0 else shown))


def solved(matrix: Matrix, basis: Sequence[Vector]) -> tuple[Block, ...]:
    """Return how (A − λI) x = 0 is solved, where A − λI is given, shape (n, n)."""
    reduction = row_reduce(matrix, record=False)
    free, names = reduction.free_columns, unknowns(reduction.free_columns)
    last: Formula
    if len(free) == 1:
        chosen = f"; {names} is free. With {names}\u00a0=\u00a0{SAY.number(basis[0][free[0]])}:"
        last = Chain(X, (SAY.vector(basis[0]),))
    else:
        chosen = f"; {names} are free. Two choices that give whole numbers:"
        last = Series(tuple(map(SAY.vector, basis)))
    return (
        *reduced_blocks("Subtract λ from the diagonal, and reduce", matrix),
        Sentence(("The rows now say ", *equations(reduction.rref), chosen)),
        last,
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
    values = [value for value, basis in spaces for _ in basis]
    less = Sum((A, Minus(Term((LAMBDA, ONE)))))
    blocks: list[Block] = [
        "Find the λ for which det(A − λI) is 0:",
        Chain(Function("det", Brackets(less)), _determinant(a, values)),
        "For each λ solve (A − λI) x = 0:",
    ]
    for value, basis in spaces:
        matrix = shifted(a, value)
        size = ONE if abs(value) == 1 else Term((SAY.number(abs(value)), ONE))
        name = Sum((A, size if value < 0 else Minus(size))) if value else A
        taken = [part for v in basis for part in (" and ", SAY.vector(v))][1:]
        says = equations(row_reduce(matrix, record=False).rref)
        blocks += [
            Chain(name, (SAY.matrix(matrix),)),
            Sentence(("So ", *says, ": take ", *taken, ".")),
        ]
    return (
        *blocks,
        "The columns of P are these vectors. D has their λ in the same order:",
        Series((Chain(P, (SAY.matrix(p),)), Chain(D, (SAY.matrix(d),)))),
    )


def times_x(value: Fraction) -> Formula:
    """Return ``3x``, ``−x`` or ``0``."""
    if not value:
        return "0"
    size = X if abs(value) == 1 else Term((SAY.number(abs(value)), X))
    return Minus(size) if value < 0 else size


def done_to_eigenvectors(value: Fraction) -> str:
    """Say in a sentence what A does to eigenvectors of an eigenvalue."""
    if value in (0, 1):
        return "A takes them to 0." if value == 0 else "A leaves them as they are."
    if value == -1:
        return "A turns them round."
    turned = "turns them round and " if value < 0 else ""
    return f"A {turned}makes them {abs(value)} times as long."
