"""Determinants of matrices that one can do by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Function, Notation, Symbol, equals
from bot.topics.quiz.determinant_workings import determinant as determinant_of
from bot.topics.quiz.determinant_workings import determinant_found, sparsest, without
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.mistakes import Mistake, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn, matrix_of

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.pages import Block
    from linalg_engine.matrices import Matrix

SAY = Notation()
A = Symbol("A")
DET_A = Function("det", A)

LARGEST = {1: 6, 2: 3, 3: 2}
"""Entry, by level."""

LARGEST_DETERMINANT = 40

ZEROS = {1: range(1), 2: range(1, 4), 3: range(6, 9)}
"""How many zeros a matrix has, by level, so that one can do it by hand."""


def determinant(random: Random, level: int) -> Exercise:
    """Return "What is det A?"."""
    size = level + 1

    def fits(a: Matrix) -> bool:
        if np.count_nonzero(a == 0) not in ZEROS[level]:
            return False
        right = determinant_of(a)
        return 0 < abs(right) <= LARGEST_DETERMINANT and is_told_apart(right, _mistakes(a, right))

    a = drawn(lambda: matrix_of(random, (size, size), LARGEST[level]), fits)
    right = determinant_of(a)
    return Exercise(
        asks="What is the determinant of A?",
        given=(f"A {equals(SAY.matrix(a))}",),
        blocks=(Chain(A, (SAY.matrix(a),)), Chain(DET_A, ("?",))),
        fields=(Blank("det", "det A", "one number"),),
        key={"det": str(right)},
        hints=_small_hints(a) if size == 2 else _large_hints(a),
        working=determinant_found(a),
        grade=lambda typed: graded_number(
            typed, "det", DET_A, right, _mistakes(a, right), "That is not the determinant of A."
        ),
    )


def _small_hints(a: Matrix) -> tuple[Block, ...]:
    x, y = SAY.number(a[0, 0]), SAY.number(a[1, 1])
    return (
        "Look at the two diagonals of A.",
        "Multiply along each. From the product of top left and bottom right subtract the other.",
        (
            f"From top left to bottom right: {x} times {y} is {SAY.number(a[0, 0] * a[1, 1])}. "
            "Subtract the product of the other two."
        ),
    )


def _large_hints(a: Matrix) -> tuple[Block, ...]:
    name, places = sparsest(a)
    first = next(place for place in places if a[place])
    sign = "plus" if sum(first) % 2 == 0 else "minus"
    return (
        "Look for a row or a column with many zeros.",
        (
            "Expand along it: each entry times the determinant that is left without its row and "
            "column, with the signs + − + − as on a chessboard, + at the top left."
        ),
        (
            f"Take {name}. Its entry {SAY.number(a[first])} has the sign {sign}, "
            f"and {SAY.matrix(without(a, first))} is left without its row and column."
        ),
    )


def _mistakes(a: Matrix, right: Fraction) -> list[Mistake]:
    diagonal = np.prod(np.diag(a))
    mistakes = [
        Mistake("a sign", -right, "The size is right and the sign is wrong."),
        Mistake(
            "only the diagonal",
            diagonal,
            "That is the product along the diagonal: enough only where all below it or all above "
            "it is 0.",
        ),
    ]
    if len(a) == 2:
        added = diagonal + a[0, 1] * a[1, 0]
        message = "The product along the other diagonal is subtracted, not added."
        return [*mistakes, Mistake("added", added, message)]
    minors = [determinant_of(np.delete(a[1:], k, 1)) for k in range(len(a))]
    unsigned = sum((x * minor for x, minor in zip(a[0], minors, strict=True)), Fraction(0))
    # Without the signs it may come out right, or as wrong as by another mistake.
    if unsigned not in (right, -right, diagonal):
        message = "The signs of the parts go + − + −, beginning with + at the top left."
        mistakes.append(Mistake("no signs of minors", unsigned, message))
    return mistakes
