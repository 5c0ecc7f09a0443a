"""Bases: of a span, of a column, row or null space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Sentence, Series, Symbol, equals, text
from bot.topics.quiz.bases import Space, graded_basis
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.reductions import (
    echelon_blocks,
    echelon_form,
    equations,
    first_step,
    reduced_blocks,
)
from bot.topics.quiz.typed_arrays import SAY, numbered, unknowns
from bot.topics.quiz.whole_matrices import exact, of_rank
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed, Verdict
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

A = Symbol("A")

NOT_IN = "not in the span: it is no sum of multiples of the given vectors."

SHAPES = {1: (2, 3, 1), 2: (3, 3, 2), 3: (3, 4, 2)}
"""Rows, columns and rank by level."""


def spanbasis(random: Random, level: int) -> Exercise:
    """Return "Give a basis of the span of v₁, v₂, …"."""
    rows, columns, rank = SHAPES[level]
    a = exact(of_rank(random, rows, columns, rank)[0])
    names = [numbered("v", k) for k in range(1, rows + 1)]
    return Exercise(
        asks="Give a basis of the span of these vectors.",
        given=tuple(f"{text(x)} {equals(SAY.vector(v))}" for x, v in zip(names, a, strict=True)),
        blocks=(Series(tuple(Chain(x, (SAY.column(v),)) for x, v in zip(names, a, strict=True))),),
        fields=_fields(columns),
        key=_key(echelon_form(a)[:rank]),
        hints=(
            (
                "The span is all that sums of multiples of the vectors reach. A basis reaches the "
                "same with as few vectors as possible."
            ),
            (
                "Write the vectors as the rows of a matrix, and make zeros below each row's first "
                "number that is not 0. The rows that are left are a basis."
            ),
            first_step(a),
        ),
        working=(
            *echelon_blocks("Write the vectors as the rows of a matrix, and make zeros", a),
            *_rows_left(a, rank),
        ),
        grade=lambda typed: _graded(
            typed, "the span", a, lambda _, label: (f"{label} is {NOT_IN}", ""), "b"
        ),
    )


def _rows_left(a: Matrix, rank: int) -> tuple[Block, ...]:
    return (
        "Row operations do not change what the rows span. The rows that are not 0 are a basis:",
        Series(tuple(SAY.vector(v) for v in echelon_form(a)[:rank])),
    )


def rowspace(random: Random, level: int) -> Exercise:
    """Return "Give a basis of the row space of A"."""
    rows, columns, rank = SHAPES[level]
    a = exact(of_rank(random, rows, columns, rank)[0])

    def outside(v: Vector, label: str) -> tuple[str, str]:
        if len(a) == a.shape[1] and any(np.array_equal(v, column) for column in a.T):
            return f"{label} is a column of A; this is about its rows.", "columns for rows"
        return f"{label} is no sum of multiples of the rows of A.", ""

    return _of_matrix(
        "the row space",
        a,
        echelon_form(a)[:rank],
        (
            "The row space is all that sums of multiples of the rows reach.",
            (
                "Row operations do not change it. Make zeros below each row's first number that is "
                "not 0; the rows that are left are a basis."
            ),
            first_step(a),
        ),
        (*echelon_blocks("Make zeros in A", a), *_rows_left(a, rank)),
        lambda typed: _graded(typed, "the row space", a, outside),
    )


def columnspace(random: Random, level: int) -> Exercise:
    """Return "Give a basis of the column space of A"."""
    rows, columns, rank = {1: (2, 2, 1), 2: (3, 3, 2), 3: (3, 4, 2)}[level]
    a, right = (exact(x) for x in of_rank(random, rows, columns, rank))
    pivots = [int(np.flatnonzero(row != 0)[0]) for row in right[:rank]]

    def outside(v: Vector, label: str) -> tuple[str, str]:
        if any(np.array_equal(v, column) for column in right.T):
            message = (
                f"{label} is a column of the reduced form. Row operations change the column "
                "space: take the same columns of A itself."
            )
            return message, "columns of the reduced form"
        return f"{label} is no sum of multiples of the columns of A.", ""

    return _of_matrix(
        "the column space",
        a,
        a[:, pivots].T,
        (
            "The column space is all that sums of multiples of the columns reach.",
            (
                "Make zeros in A below each row's first number that is not 0, its pivot. Which "
                "columns have a pivot then? These columns of A itself are a basis."
            ),
            first_step(a),
        ),
        (
            *echelon_blocks("Make zeros in A", a),
            _columns(pivots),
            Series(tuple(SAY.vector(a[:, k]) for k in pivots)),
        ),
        lambda typed: _graded(typed, "the column space", a.T, outside),
    )


def _columns(pivots: list[int]) -> str:
    if len(pivots) == 1:
        return f"Column {pivots[0] + 1} has a pivot now. This column of A itself is a basis:"
    numbers = " and ".join(str(k + 1) for k in pivots)
    return f"Columns {numbers} have pivots now. These columns of A itself are a basis:"


def nullspace(random: Random, level: int) -> Exercise:
    """Return "Give a basis of the null space of A"."""
    rows, columns, rank = {1: (2, 3, 2), 2: (3, 4, 3), 3: (3, 4, 2)}[level]
    a, right = (exact(x) for x in of_rank(random, rows, columns, rank))
    reduction = row_reduce(right, record=False)
    pivots = list(reduction.pivots)

    def outside(v: Vector, label: str) -> tuple[str, str]:
        flipped = v.copy()
        flipped[pivots] = -flipped[pivots]
        if not np.any(a @ flipped):
            message = (
                f"{label} has a wrong sign: what stands in the column of the free unknown "
                "changes its sign on the other side of the equation."
            )
            return message, "a sign"
        product = SAY.vector(a @ v)
        return f"A times {label.lower()} is {product}, not 0.", ""

    space = Space("the null space", a, columns - rank, outside)
    free = unknowns(reduction.free_columns)
    basis = special_solutions(reduction)
    is_one = len(basis) == 1
    return _of_matrix(
        "the null space",
        a,
        basis,
        (
            "The null space is all x with A x = 0.",
            (
                "Reduce A. An unknown whose column has no pivot (a row's first 1) is free: set it "
                "to 1, other free ones to 0, and find the rest. Each gives one vector."
            ),
            f"{free} is free: set it to 1."
            if is_one
            else f"{free} are free: set the first to 1 and the second to 0, then the other way.",
        ),
        (
            *reduced_blocks("Reduce A", a),
            Sentence(
                (
                    "With 0 on the right the rows now say ",
                    *equations(right),
                    f"; {free} is free. With 1 for it:"
                    if is_one
                    else f"; {free} are free. With 1 for one and 0 for the other:",
                )
            ),
            Series(tuple(map(SAY.vector, basis))),
        ),
        lambda typed: graded_basis(typed, "basis", space),
    )


def _of_matrix(
    name: str,
    a: Matrix,
    basis: Iterable[Vector],
    hints: tuple[Block, ...],
    working: tuple[Block, ...],
    grade: Callable[[Typed], Verdict],
) -> Exercise:
    basis = list(basis)
    return Exercise(
        asks=f"Give a basis of {name} of A.",
        given=(f"A {equals(SAY.matrix(a))}",),
        blocks=(Chain(A, (SAY.matrix(a),)),),
        fields=_fields(len(basis[0])),
        key=_key(basis),
        hints=hints,
        working=working,
        grade=grade,
    )


def _fields(length: int) -> tuple[Blank]:
    example = "[1, 0, 2, 1] [0, 3, 1, 0]" if length == 4 else "[1, 0, 2] [0, 3, 1]"
    return (Blank("basis", "The vectors of a basis", example if length > 2 else "[1, 5] [0, 3]"),)


def _key(basis: Iterable[Vector]) -> dict[str, str]:
    return {"basis": ", ".join(SAY.vector(v).text() for v in basis)}


def _graded(
    typed: Typed,
    name: str,
    vectors: Matrix,
    outside: Callable[[Vector, str], tuple[str, str]],
    letter: str = "v",
) -> Verdict:
    return graded_basis(typed, "basis", Space.spanned(name, vectors, outside, letter))
