"""How the inverse of a small matrix is found, or a vector that shows that there is none."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Chain,
    Function,
    Power,
    Product,
    Quotient,
    Symbol,
    VectorName,
    text,
)
from bot.topics.quiz.determinant_workings import diagonals
from bot.topics.quiz.reductions import reduced_blocks
from bot.topics.quiz.typed_arrays import SAY, numbered
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from linalg_engine.matrices import Matrix

A = Symbol("A")

MOST_MATRICES = 2
"""After the first one: they are wide with the identity beside them."""


def inverse_found(a: Matrix, inverse: Matrix | None) -> tuple[Block, ...]:
    """Return the way to the inverse, shape (2, 2) or (3, 3); None where there is none."""
    if len(a) == 2:
        det = a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]
        return _determinant_of(a, det), *(
            _null_vector(a) if inverse is None else _exchanged(a, det)
        )
    if inverse is None:
        return _null_vector(a)
    extended = np.hstack([a, identity(len(a), like=a)])
    return (
        *reduced_blocks(
            "Write the identity beside A, and reduce", extended, len(a), most=MOST_MATRICES
        ),
        "Left of the bar is the identity, right of it the inverse.",
    )


def _changed(a: Matrix) -> Matrix:
    """Return a matrix of shape (2, 2) with its diagonal exchanged and the other signs changed."""
    return np.array([[a[1, 1], -a[0, 1]], [-a[1, 0], a[0, 0]]])


def _determinant_of(a: Matrix, det: Fraction) -> Chain:
    return Chain(Function("det", A), (diagonals(a), SAY.number(det)))


def _exchanged(a: Matrix, det: Fraction) -> tuple[Block, ...]:
    over = Product((Quotient("1", SAY.number(det)), SAY.matrix(_changed(a))))
    steps = (over, SAY.matrix(_changed(a) / det))
    return (
        (
            "That is not 0, so there is an inverse. Exchange the main diagonal, "
            "change the two other signs, and divide by det A:"
        ),
        Chain(Power(A, "−1"), steps[1:] if det == 1 else steps),
    )


def _null_vector(a: Matrix) -> tuple[Block, ...]:
    reduction = row_reduce(a, record=False)
    free = text(numbered("x", reduction.free_columns[0] + 1))
    is_small = len(a) == 2
    asked = "That is 0: there is no inverse. For A x = 0 reduce A" if is_small else "Reduce A"
    said = (
        f"A row of zeros: {free} is free." if is_small else "A row of zeros: there is no inverse."
    )
    return (
        *reduced_blocks(asked, a),
        f"{said} For A x = 0 with {free} = 1 the other rows give:",
        Chain(VectorName("x"), (SAY.vector(special_solutions(reduction)[0]),)),
    )
