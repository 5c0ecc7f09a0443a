"""The inverse, or a vector that shows that there is none."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Power, Symbol, equals
from bot.topics.quiz.answers import notation
from bot.topics.quiz.determinant_workings import diagonals
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.inverse_workings import inverse_found
from bot.topics.quiz.mistakes import Mistake, graded_matrix
from bot.topics.quiz.reductions import first_step
from bot.topics.quiz.rounding import exactly, measured
from bot.topics.quiz.typed_arrays import SAY, accepted, matrix_like, short_numbers
from bot.topics.quiz.whole_matrices import drawn, exact, of_rank, unimodular
from linalg_engine import determinant, inverse
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.errors import InputError
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

A = Symbol("A")

DETERMINANTS = (-4, -2, 2, 4, 5)
"""Of matrices whose inverse is not whole."""

SAYS_NONE = re.compile(r"\b(?:no|none|not|singular|impossible|undefined|DNE)\b", re.IGNORECASE)
"""``no inverse``, ``not invertible``"""


def inverses(random: Random, level: int) -> Exercise:
    """Return "What is the inverse of A? If it has none, give x ≠ 0 with A x = 0."."""
    a, is_singular = _square(random, level)
    size = len(a)
    if is_singular:
        reduction = row_reduce(a, record=False)
        found, key = None, SAY.vector(special_solutions(reduction)[0]).text()
    else:
        found = inverse(a).value
        key = SAY.matrix(found).text()
    return Exercise(
        asks="What is the inverse of A? If there is none, give a vector x that is not 0 with "
        "A x = 0.",
        given=(f"A {equals(SAY.matrix(a))}",),
        blocks=(Chain(A, (SAY.matrix(a),)), Chain(Power(A, "−1"), ("?",))),
        fields=(
            Blank(
                "inverse",
                "The inverse, or a vector x",
                "[1 2; 3 4]   or   [2, -1]" if size == 2 else "[1 0 2; 0 1 0; 3 0 1]",
            ),
        ),
        key={"inverse": key},
        hints=(
            "A matrix has an inverse exactly where its determinant is not 0.",
            *(_small_hints(a) if size == 2 else _large_hints(a)),
        ),
        working=inverse_found(a, found),
        grade=lambda typed: _graded(typed, a, is_singular=is_singular),
    )


def _small_hints(a: Matrix) -> tuple[Block, Block]:
    det = a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]
    return (
        (
            "Exchange the two numbers on the main diagonal, change the signs of the two others, "
            "and divide all by the determinant. Where that is 0, look for x with A x = 0 instead."
        ),
        f"The determinant is {diagonals(a)}, which is {SAY.number(det)}.",
    )


def _large_hints(a: Matrix) -> tuple[Block, Block]:
    extended = np.hstack([a, identity(len(a), like=a)])
    return (
        (
            "Write the identity beside A, and reduce both until A is the identity. A row of zeros "
            "on the left says that there is no inverse."
        ),
        first_step(extended, len(a), of=" of [A | I]"),
    )


def _square(random: Random, level: int) -> tuple[Matrix, bool]:
    """Return a matrix, and whether it has no inverse."""
    size = 3 if level == 3 else 2
    is_singular = random.random() < (0.2, 0.4, 0.3)[level - 1]
    if is_singular:
        return exact(of_rank(random, size, size, size - 1)[0]), True
    if level != 2:
        return exact(unimodular(random, size, 5)[0]), False
    while True:
        a = drawn(random, range(-5, 6), 2, 2)
        if int(a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]) in DETERMINANTS and np.all(a != 0):
            return exact(a), False


def _graded(typed: Typed, a: Matrix, *, is_singular: bool) -> Verdict:
    if SAYS_NONE.search(typed["inverse"]):
        raise InputError(
            "If there is no inverse, type a vector x other than 0 with A x = 0.",
            example="[2, -1]",
            source="inverse",
        )
    found = matrix_like(a, typed, "inverse")
    # A single row or column is a vector.
    if 1 in found.shape:
        return _graded_vector(found.reshape(-1), a, is_singular=is_singular)
    if is_singular:
        message = "A has no inverse: its columns depend on each other. Give x with A x = 0."
        read = (f"A⁻¹ {equals(notation(typed).matrix(found))}",)
        return Verdict(0, message, read, "an inverse where there is none")
    right = inverse(a).value
    verdict = graded_matrix(typed, "inverse", Power(A, "−1"), right, _mistakes(a, right))
    if verdict.is_right:
        return accepted(verdict.read, is_rounded=not np.array_equal(found, right))
    return verdict


def _mistakes(a: Matrix, right: Matrix) -> list[Mistake]:
    """Return the usual wrong answers to an invertible matrix."""
    det = determinant(a).value
    found = [
        Mistake(
            "determinant forgotten",
            right * det,
            f"Nearly: divide by the determinant, {SAY.number(det)}.",
        ),
        Mistake(
            "transposed", right.T, "Rows and columns are exchanged: this is the inverse of Aᵀ."
        ),
        Mistake("a sign", -right, "Every sign is wrong: look at the sign of the determinant."),
    ]
    if len(a) == 2:
        swapped = a.copy()
        swapped[0, 0], swapped[1, 1] = a[1, 1], a[0, 0]
        message = "The diagonal is exchanged rightly, but the two others must change their signs."
        found.append(Mistake("signs beside the diagonal", swapped / det, message))
    if np.all(a != 0):
        message = "One over each entry is not the inverse: A times it must be the identity."
        found.append(Mistake("entry by entry", 1 / a, message))
    return found


def _graded_vector(found: Vector, a: Matrix, *, is_singular: bool) -> Verdict:
    read = (f"x {equals(SAY.vector(found))}",)
    if not is_singular:
        message = "A has an inverse: its determinant is not 0, so only x = 0 gives A x = 0."
        return Verdict(0, message, read, "no inverse where there is one")
    if len(found) != len(a):
        return Verdict(0, f"x needs {len(a)} entries.", read, "number of entries")
    if not np.any(found != 0):
        return Verdict(0, "Any matrix times 0 is 0; x must not be 0.", read, "zero vector")
    x = measured(found)
    with short_numbers():
        product = exactly(a) @ x
    if product.agrees(Fraction(0)) and not x.is_zero:
        return accepted(read, is_rounded=x.is_rounded)
    message = f"A has no inverse, but A x is {SAY.vector(product.values)} here, not 0."
    return Verdict(0, message, read)
