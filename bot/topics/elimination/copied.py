"""What is copied of answers by elimination: text, code and LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Braces, Chain, Function, Row, Series, Words, whole
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from bot.topics.kit.code_copies import code_copy, simplified, sympy_copy
from bot.topics.kit.matrix_words import copies, numpy_copy
from linalg_engine import formatting
from linalg_engine.arrays import is_exact
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Determinant, Inverse, RowReduction, Solution, Subspaces
    from linalg_engine.matrices import Matrix

SMALLER_IS_ZERO = "iszerofunc=lambda x: abs(x) < {least:.0e}"
"""For SymPy on floats, which is exact about their rounding errors."""

ZERO = 1e-12
"""The relative size below which a float is taken for a rounding error there."""

SPACES_IN_SYMPY = """\
R, pivots = A.rref({option})
column = [A[:, k] for k in pivots]
row = [R[i, :] for i in range(len(pivots))]
null = A.nullspace({option})
left_null = A.T.nullspace({option})
column, row, null, left_null"""

SPACES_IN_NUMPY = """\
U, s, Vt = np.linalg.svd(A)
r = np.linalg.matrix_rank(A)
U[:, :r].T, Vt[:r], Vt[r:], U[:, r:].T"""
"""Orthonormal bases of the column, row, null and left null space, a vector in each row."""


def of_rref(reduction: RowReduction) -> Copies:
    """Return the copies of ``/matrix rref``."""
    a = reduction.matrix
    return Copies(
        text="\n".join(
            (matrix_words.text_copy("A", a), matrix_words.text_copy("R", reduction.rref))
        ),
        numpy=sympy_copy({"A": a}, f"A.rref({_option(a)})"),
        latex=copies({"A": a}, "", {"R": reduction.rref}).latex,
    )


def of_rank(a: Matrix, rank: int) -> Copies:
    """Return the copies of a rank."""
    return Copies(
        text=f"{matrix_words.text_copy('A', a)}\nrank = {rank}",
        numpy=code_copy(
            {"A": a},
            "np.linalg.matrix_rank(A)",
            f"A.rank({simplified(a)})",
            lambda: np.linalg.matrix_rank(as_float(a)),
            np.array(rank),
        ),
        latex=Chain(Function("rank", whole(a)), (str(rank),)).latex(),
    )


def of_determinant(found: Determinant) -> Copies:
    """Return the copies of ``/matrix det``."""
    a = found.matrix
    shown = np.array(found.value, dtype=object)
    return Copies(
        text=f"{matrix_words.text_copy('A', a)}\n{matrix_words.text_copy('det A', found.value)}",
        numpy=code_copy(
            {"A": a},
            "np.linalg.det(A)",
            "sympy.simplify(A.det())",
            lambda: np.linalg.det(as_float(a)),
            shown,
        ),
        latex=Chain(Function("det", whole(a)), (whole(found.value),)).latex(),
    )


def of_inverse(found: Inverse) -> Copies:
    """Return the copies of ``/matrix inverse``."""
    a = found.matrix
    return _of_matrix(
        a, "A⁻¹", found.value, "np.linalg.inv(A)", "A.inv()", lambda: np.linalg.inv(as_float(a))
    )


def of_pseudo_inverse(a: Matrix, value: Matrix) -> Copies:
    """Return the copies of a pseudo-inverse."""
    return _of_matrix(
        a, "A⁺", value, "np.linalg.pinv(A)", "A.pinv()", lambda: np.linalg.pinv(as_float(a))
    )


def of_spaces(found: Subspaces, named: Mapping[str, Sequence[Vector]]) -> Copies:
    """Return the copies of ``/matrix spaces``: code for all four."""
    a = found.matrix
    exact = SPACES_IN_SYMPY.format(option=simplified(a))
    return Copies(
        text="\n".join(
            [matrix_words.text_copy("A", a)]
            + [f"{name}: {_span(basis)}" for name, basis in named.items()]
        ),
        numpy=sympy_copy({"A": a}, exact) if is_exact(a) else numpy_copy({"A": a}, SPACES_IN_NUMPY),
        latex=Series(
            tuple(
                Row((Words(f"{name}: "), Function("span", Braces(_columns(basis)))))
                for name, basis in named.items()
            ),
            ",   ",
        ).latex(),
    )


def solving(found: Solution) -> str:
    """Return code that solves a system, or finds the nearest x."""
    a, b = found.matrix, found.rhs
    given = {"A": a, "b": b}
    floats = (as_float(a), as_float(b)) if is_exact(a) and is_exact(b) else (a, b)
    if found.least_squares is not None:
        nearest = "x = np.linalg.lstsq(A, b)[0]\nx, A @ x, b - A @ x"
        return code_copy(
            given,
            nearest,
            "x = A.pinv() * b\nx, A * x, b - A * x",
            lambda: np.linalg.lstsq(*floats)[0],
            found.least_squares.x,
        )
    if found.kind == "many" or found.particular is None:
        if found.is_exact:
            return sympy_copy(given, "A.gauss_jordan_solve(b)  # the free variables are tau0, …")
        return numpy_copy(given, "np.linalg.lstsq(A, b)[0]  # the shortest solution")
    square = a.shape[0] == a.shape[1]
    return code_copy(
        given,
        "np.linalg.solve(A, b)" if square else "np.linalg.lstsq(A, b)[0]",
        "A.gauss_jordan_solve(b)[0]",
        lambda: (np.linalg.solve if square else _nearest)(*floats),
        found.particular,
    )


def _nearest(a: Matrix, b: Vector) -> Vector:
    return np.linalg.lstsq(a, b)[0]


def _option(a: Matrix) -> str:
    if is_exact(a):
        return simplified(a)
    return SMALLER_IS_ZERO.format(least=ZERO * float(np.max(np.abs(a))) or ZERO)


def _of_matrix(
    a: Matrix,
    name: str,
    value: Matrix,
    in_numpy: str,
    in_sympy: str,
    computed: Callable[[], Matrix],
) -> Copies:
    plain = copies({"A": a}, in_numpy, {name: value})
    return Copies(plain.text, code_copy({"A": a}, in_numpy, in_sympy, computed, value), plain.latex)


def _columns(basis: Sequence[Vector]) -> Series:
    return Series(tuple(whole(v) for v in basis), ", ")


def _span(basis: Sequence[Vector]) -> str:
    return "span of " + ", ".join(map(formatting.exact_vector, basis)) if basis else "{0}"
