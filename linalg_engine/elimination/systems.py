"""Systems of linear equations ``A x = b``: one solution, none, or a family of them.

Strang, *Introduction to Linear Algebra*, 6th ed., sections 3.3 (the complete solution) and
4.3 (least squares).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from linalg_engine import vectors
from linalg_engine.arrays import MatrixLike, Vector, VectorLike, as_array, as_matrix, is_exact
from linalg_engine.elimination.row_reduction import RowReduction, row_reduce
from linalg_engine.errors import InputError
from linalg_engine.matrices import (
    Matrix,
    affordable,
    as_float,
    bounded,
    check_size,
    finite,
    join,
    multiply,
    overflow_in_words,
    shape_text,
)
from linalg_engine.results import result
from linalg_engine.vectors import Norm


@result
class LeastSquares:
    """The x that brings ``A x`` nearest to ``b``.

    Attributes
    ----------
    x
        Shape (n,); when several do, the shortest of them.
    fitted
        Shape (m,), ``A x``: the projection of ``b`` onto the column space.
    residual
        Shape (m,), ``b - A x``, perpendicular to every column of ``A``.
    distance
        The length of ``residual``.
    is_unique
        Whether ``x`` is the only one.
    """

    x: Vector
    fitted: Vector
    residual: Vector
    distance: Norm
    is_unique: bool


@result
class Solution:
    """All solutions of ``A x = b``: ``x = particular + t1 directions[0] + t2 directions[1] …``.

    Attributes
    ----------
    matrix, rhs
        ``A``, shape (m, n), and ``b``, shape (m,).
    kind
        "one", "none" or "many".
    particular
        Shape (n,), the solution with all free variables 0; None when there is none.
    directions
        One for each free variable, shape (n,): that variable is 1, the other free ones 0.
        They solve ``A x = 0``, whether or not ``A x = b`` has solutions.
    pivot_columns, free_columns
        Indices of the variables that are determined, and of those that are free.
    reduction
        Of ``[A | b]``.
    contradiction
        The row of ``reduction.rref`` that says 0 = something else; None when solvable.
    least_squares
        The least-squares solution when there is no solution, otherwise None.
    """

    matrix: Matrix
    rhs: Vector
    kind: Literal["one", "none", "many"]
    particular: Vector | None
    directions: tuple[Vector, ...]
    pivot_columns: tuple[int, ...]
    free_columns: tuple[int, ...]
    reduction: RowReduction
    contradiction: int | None
    least_squares: LeastSquares | None

    @property
    def is_exact(self) -> bool:
        """Whether everything is exact, without any rounding."""
        return self.reduction.is_exact


def solve(a: MatrixLike, b: VectorLike) -> Solution:
    """Solve ``A x = b``.

    Parameters
    ----------
    a
        Shape (m, n).
    b
        Shape (m,); a single row or column of m numbers, shape (1, m) or (m, 1), is taken too.

    Raises
    ------
    InputError
        If ``b`` does not have one number for each row of ``a``, or the result overflows.

    Examples
    --------
    >>> solution = la.solve([[1, 1], [2, 2]], [3, 6])
    >>> solution.kind
    'many'
    >>> print(*solution.particular, "plus multiples of", *solution.directions[0])
    3 0 plus multiples of -1 1
    """
    a = check_size(as_matrix(a))
    b = right_side(a, b)
    reduction = row_reduce(join(a, b.reshape(-1, 1)), augmented=1)
    a, b = reduction.matrix[:, :-1], reduction.matrix[:, -1]
    ends = bounded(reduction.rref)[:, -1]
    contradictions = np.flatnonzero(ends[reduction.rank :] != 0)
    solvable = len(contradictions) == 0
    free = reduction.free_columns
    return Solution(
        matrix=a,
        rhs=b,
        kind="none" if not solvable else "many" if free else "one",
        particular=_spread(ends, reduction) if solvable else None,
        directions=special_solutions(reduction),
        pivot_columns=reduction.pivots,
        free_columns=free,
        reduction=reduction,
        contradiction=None if solvable else reduction.rank + int(contradictions[0]),
        least_squares=None if solvable else least_squares(a, b),
    )


def least_squares(a: MatrixLike, b: VectorLike) -> LeastSquares:
    """Return the shortest x that makes ``‖A x - b‖`` smallest.

    With R the non-zero rows of the reduced form of A, the shortest x is ``Rᵀ y``, and y solves
    the normal equations of ``A Rᵀ``, whose columns are independent. For floats the singular
    value decomposition is used instead: normal equations lose half of the digits.

    Parameters
    ----------
    a
        Shape (m, n).
    b
        Shape (m,).

    Raises
    ------
    InputError
        If the result overflows.

    Examples
    --------
    >>> found = la.least_squares([[1, 0], [1, 1], [1, 2]], [6, 0, 0])
    >>> print(*found.x)
    5 -3
    >>> print(*found.residual)
    1 -2 1
    """
    a = check_size(as_matrix(a))
    b = right_side(a, b)
    reduction = row_reduce(a, record=False)
    x = _exact_least_squares(reduction, b) if is_exact(b) and reduction.is_exact else None
    if x is None:
        a, b = as_float(a), as_float(b)
        scale = float(np.max(np.abs(a))) or 1.0
        with overflow_in_words():
            x = finite(np.linalg.lstsq(a / scale, b)[0] / scale)
    with overflow_in_words():
        fitted = multiply(a, x)
        residual = b - fitted
    is_unique = reduction.rank == a.shape[1]
    return LeastSquares(x, fitted, residual, vectors.norm(residual), is_unique)


def right_side(a: Matrix, values: VectorLike) -> Vector:
    """Return ``b`` of ``A x = b``, shape (m,), from a list, a row or a column.

    Raises
    ------
    InputError
        If it does not have one number for each row of ``a``.
    """
    b = as_array(values)
    if b.ndim == 2 and 1 in b.shape:
        b = b.reshape(-1)
    if b.ndim != 1 or len(b) != len(a):
        given = f"is {shape_text(b)}" if b.ndim == 2 else f"has {len(b)}"
        raise InputError(
            f"The right-hand side needs one number for each row of the {shape_text(a)} matrix, "
            f"{len(a)} in all; this one {given}.",
            source="b",
            example="[" + ", ".join(str(i) for i in range(1, min(len(a), 9) + 1)) + "]",
        )
    return b


def special_solutions(reduction: RowReduction) -> tuple[Vector, ...]:
    """Return a basis of the null space, one vector for each free column.

    Each has a 1 at its own free column and a 0 at the others.
    """
    return tuple(_special_solution(reduction, column) for column in reduction.free_columns)


def _special_solution(reduction: RowReduction, column: int) -> Vector:
    solution = _spread(-reduction.rref[:, column], reduction)
    solution[column] += 1
    return solution


def _spread(ends: Vector, reduction: RowReduction) -> Vector:
    """Put the first entries at the pivot columns, and 0 at the free ones."""
    n = reduction.matrix.shape[1] - reduction.augmented
    zero = reduction.rref.flat[0] * 0
    spread = np.full(n, zero, dtype=reduction.rref.dtype)
    spread[list(reduction.pivots)] = ends[: reduction.rank]
    return spread + zero


def _exact_least_squares(reduction: RowReduction, b: Vector) -> Vector | None:
    """Solve the normal equations; None where their numbers get too long."""
    row_space = reduction.rref[: reduction.rank].T
    if reduction.rank == 0:
        return row_space.sum(axis=1) + b[0] * 0
    design = multiply(reduction.matrix, row_space)
    if not is_exact(design):
        return None
    normal = affordable(join(multiply(design.T, design), multiply(design.T, b).reshape(-1, 1)))
    if not is_exact(normal):
        return None
    return multiply(row_space, row_reduce(normal, augmented=1, record=False).rref[:, -1])
