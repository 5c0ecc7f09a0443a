"""The working of facts: sums, norms, AᵀA, the quadratic form and why it has its signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Absolute,
    Brackets,
    Chain,
    Function,
    Index,
    Norm,
    Power,
    Root,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    elided,
)
from bot.topics.facts import quadratic
from bot.topics.kit import eigen_words
from linalg_engine import decompositions
from linalg_engine.elimination import determinant
from linalg_engine.matrices import multiply

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.kinds import Properties
    from linalg_engine.matrices import Matrix

A = Symbol("A")
TRANSPOSED = Power(A, "⊤")

LARGEST = 4
"""Of larger matrices the sums are too long for a page."""


def facts(found: Properties, say: Notation) -> Working | None:
    """Return the working of what is said of a small matrix; None of others."""
    a = found.matrix
    if max(a.shape) > LARGEST:
        return None
    blocks: list[Block] = [Chain(A, (say.matrix(a),))]
    if found.trace is not None:
        blocks += ["The trace is the sum of the diagonal:"]
        total = say.number(found.trace)
        added = (say.sum_of(a.diagonal()), total) if len(a) > 1 else (total,)
        blocks += [Chain(Function("tr", A), added)]
    blocks += _norms(found, say)
    if found.is_square:
        blocks += _squares(found, say)
    if found.inertia is not None and a.any():
        blocks += _form(found, say)
    return Working("Facts", tuple(blocks))


def _norms(found: Properties, say: Notation) -> list[Block]:
    """Return the sums of squares and of sizes that the norms are made of."""
    sizes: Matrix = np.abs(found.matrix)
    columns, rows = sizes.sum(axis=0), sizes.sum(axis=1)
    squares = Sum(elided([Power(say.number(x), "2") for x in sizes.ravel().tolist() if x != 0]))
    blocks: list[Block] = []
    if found.matrix.any():
        blocks += ["Frobenius: the root of the sum of all squares:"]
        blocks += [Chain(_norm("F"), (Root(squares), *say.equals(found.frobenius).others))]
    return [
        *blocks,
        Sentence(("Sums of sizes ", Absolute(Index(Symbol("a"), "ij")), ", by columns and rows:")),
        Chain(_norm("1"), (_largest(columns, say), say.number(found.one))),
        Chain(_norm("∞"), (_largest(rows, say), say.number(found.infinity))),
    ]


def _norm(index: str) -> Formula:
    return Index(Norm(A), index)


def _largest(sums: Vector, say: Notation) -> Formula:
    return Function("max", Brackets(Series(tuple(map(say.number, sums)), ", ")))


def _squares(found: Properties, say: Notation) -> list[Block]:
    """Return AᵀA, whose eigenvalues are the squared singular values, and A² where that is asked."""
    a = found.matrix
    gram = Chain(Row((TRANSPOSED, A)), (say.matrix(multiply(a.T, a)),))
    end = "they are the identity" if "orthogonal" in found.kinds else "the eigenvalues are σ²"
    values = say.equals(found.spectral).others
    blocks: list[Block] = [
        f"Products of the columns; {end}:",
        gram,
        "The spectral norm is the largest σ:",
        Chain(_norm("2"), values),
    ]
    if {"projection", "involution", "nilpotent"} & set(found.kinds):
        square = say.matrix(multiply(a, a))
        blocks += ["Twice in a row:", Chain(Power(A, "2"), (square,))]
    return blocks


def _form(found: Properties, say: Notation) -> list[Block]:
    """Return the quadratic form, and its signs by leading minors or by eigenvalues."""
    a = found.matrix
    blocks: list[Block] = [
        "The quadratic form, row times column:",
        Chain(quadratic.FORM, (quadratic.expanded(a, say),)),
    ]
    definite = found.inertia.definiteness if found.inertia is not None else "zero"
    minors = [determinant(a[:k, :k]).value for k in range(1, len(a) + 1)]
    if definite in ("positive definite", "negative definite"):
        signs = "all positive" if definite == "positive definite" else "negative, positive, …"
        words = f"The determinants of the upper left corners, {signs}:"
        named = [Chain(_numbered("D", k), (say.number(x),)) for k, x in enumerate(minors, 1)]
    else:
        words = "It has the signs of the eigenvalues:"
        named = [
            Chain(_numbered("λ", k), eigen_words.eigenvalue(space, say).others)
            for k, space in enumerate(decompositions.eigen(a).spaces, 1)
        ]
    return [*blocks, words, Series(tuple(named)), f"So A is {definite}."]


def _numbered(name: str, k: int) -> Formula:
    return Index(Symbol(name), str(k))
