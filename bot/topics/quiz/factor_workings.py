"""Workings of factors, LU, QR and the singular value decomposition, that lead to the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Brackets,
    Chain,
    Function,
    Index,
    Minus,
    Norm,
    Operations,
    Power,
    Product,
    Quotient,
    Root,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
    text,
)
from bot.topics.kit.minus_lambda import LAMBDA, polynomial_in_lambda
from bot.topics.kit.row_operations import operation
from bot.topics.quiz.typed_arrays import SAY, numbered
from linalg_engine.decompositions.polynomials import characteristic_polynomial
from linalg_engine.elimination import RowOperation

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

A, L, U, Q, R, V, SIGMA = (Symbol(x) for x in "ALUQRVΣ")


def lu_found(a: Matrix, lower: Matrix, upper: Matrix) -> tuple[Block, ...]:
    """Return the way from A to L and U, all of shape (n, n), column by column."""
    left = a.copy()
    shown: list[Block] = []
    for column in range(len(a) - 1):
        steps: list[RowOperation] = []
        for row in range(column + 1, len(a)):
            factor = -lower[row, column]
            left[row] = left[row] + factor * left[column]
            steps.append(RowOperation("add", row, column, factor, left, ""))
        names = tuple(operation(step, SAY) for step in steps)
        shown.append(Operations(names, SAY.matrix(left)))
    return (
        "Make zeros below the diagonal:",
        SAY.matrix(a),
        *shown,
        f"U is what is left. L has the multiples that were subtracted{_added(lower)}:",
        _together((L, lower), (U, upper)),
    )


def _added(lower: Matrix) -> str:
    """Say what an addition puts into L, where there is one."""
    added = np.argwhere(lower < 0)
    if not len(added):
        return ""
    row, column = added[0]
    factor = lower.item(row, column)
    name = f"R{'₁₂₃'[column]}"
    times = name if factor == -1 else f"{SAY.number(-factor)}{name}"
    return f"; adding {times} subtracts {SAY.number(factor)} times {name}"


def qr_found(a: Matrix, q: Matrix, r: Matrix) -> tuple[Block, ...]:
    """Return the way from A, shape (m, n), to Q, (m, n), and R, (n, n), column by column."""
    first = numbered("a", 1)
    squares = Root(Sum(tuple(Power(SAY.number(x), "2") for x in a[:, 0])))
    blocks: list[Block] = [
        Sentence(("Divide ", first, ", the first column of A, by its length:")),
        Chain(_entry(0, 0), (Norm(first), squares, SAY.number(r[0, 0]))),
        _divided(first, q, r, 0),
    ]
    for k in range(1, a.shape[1]):
        blocks += _next_column(a, q, r, k)
    return (*blocks, "These are the columns of Q, and the entries of R:", _together((Q, q), (R, r)))


def _next_column(a: Matrix, q: Matrix, r: Matrix, k: int) -> tuple[Block, ...]:
    column, left = numbered("a", k + 1), numbered("u", k + 1)
    rest = a[:, k] - q[:, :k] @ r[:k, k]
    before = [numbered("q", j + 1) for j in range(k)]
    products = (
        Chain(_entry(j, k), (Product((name, column)), SAY.number(r[j, k])))
        for j, name in enumerate(before)
    )
    taken = tuple(Minus(Term((_entry(j, k), name))) for j, name in enumerate(before))
    length = Chain(_entry(k, k), (Norm(left), SAY.number(r[k, k])))
    of = " and ".join(map(text, before))
    return (
        Sentence(("From ", column, f" subtract its projection{'s' if k > 1 else ''} on {of}:")),
        Series(tuple(products)),
        Chain(left, (Sum((column, *taken)), SAY.vector(rest))),
        "Divide what is left by its length:",
        length,
        _divided(left, q, r, k),
    )


def _divided(name: Formula, q: Matrix, r: Matrix, k: int) -> Block:
    return Chain(numbered("q", k + 1), (Quotient(name, SAY.number(r[k, k])), SAY.vector(q[:, k])))


def _entry(row: int, column: int) -> Formula:
    return Index(Symbol("r"), f"{row + 1}{column + 1}")


def svd_found(a: Matrix, u: Matrix, values: Matrix, v: Matrix) -> tuple[Block, ...]:
    """Return the way from A to U, Σ and V, all of shape (2, 2), by the eigenvectors of AᵀA."""
    gram, name = a.T @ a, Term((Power(A, Symbol("T")), A))
    sizes = list(np.diag(values))
    first, second = (SAY.vector(column / max(abs(column))) for column in v.T)
    return (
        Sentence(("Find the eigenvalues of ", name, ":")),
        Chain(name, (SAY.matrix(gram),)),
        *_eigenvalues(gram, name, [x * x for x in sizes]),
        Series(tuple(_root(k, x) for k, x in enumerate(sizes))),
        Sentence(
            (
                *("Eigenvectors of ", name, " for them are ", first, " and ", second),
                ". Divided by their lengths, they are the columns of V:",
            )
        ),
        Chain(V, (SAY.matrix(v),)),
        Sentence(
            (
                *("The columns of ", Term((A, V)), ", divided by ", _sigma(0), " and ", _sigma(1)),
                ", are those of U:",
            )
        ),
        Series((Chain(Term((A, V)), (SAY.matrix(a @ v),)), Chain(U, (SAY.matrix(u),)))),
    )


def _eigenvalues(gram: Matrix, name: Formula, squares: list[Scalar]) -> tuple[Block, ...]:
    roots = "Their roots are the diagonal of Σ:"
    if not gram[0, 1]:
        return (f"It is diagonal: they are its entries. {roots}",)
    less = Sum((name, Minus(Term((LAMBDA, Symbol("I"))))))
    product = Term(tuple(Brackets(Sum((LAMBDA, Minus(SAY.number(x))))) for x in squares))
    polynomial = polynomial_in_lambda(list(characteristic_polynomial(gram)), SAY)
    one, other = (SAY.number(x) for x in squares)
    return (
        Chain(Function("det", Brackets(less)), (polynomial, product)),
        f"They are {one} and {other}. {roots}",
    )


def _root(k: int, value: Scalar) -> Chain:
    root, found = Root(SAY.number(value * value)), SAY.number(value)
    return Chain(_sigma(k), (root,) if text(root) == text(found) else (root, found))


def _sigma(k: int) -> Formula:
    return Index(Symbol("σ"), str(k + 1))


def _together(*named: tuple[Symbol, Matrix]) -> Series:
    return Series(tuple(Chain(name, (SAY.matrix(x),)) for name, x in named))
