"""Elimination on 2,000 rational matrices up to 12×12 whose answers are known, outside the suite.

Run: ``pytest -n0 -s tests/campaigns/test_known_matrices.py``. SymPy and mpmath answer for 200
small ones of them as well.
"""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import sympy

from linalg_engine import elimination
from tests.linalg_engine.known_matrices import check, check_invertible, invertible, known
from tests.linalg_engine.some_matrices import Matrix, seeded

COUNT = 1_000
BESIDE = 100
DIGITS = 60


def test_reduced_forms_null_spaces_and_solutions() -> None:
    for seed in range(COUNT):
        check(known(seed))


def test_determinants_inverses_and_solutions() -> None:
    for seed in range(COUNT):
        check_invertible(invertible(seeded(seed)))


def of_sympy(a: Matrix) -> sympy.Matrix:
    return sympy.Matrix([[sympy.Rational(x.numerator, x.denominator) for x in row] for row in a])


def test_sympy_finds_the_same() -> None:
    for seed in range(BESIDE):
        a = known(seed, most=5).matrix
        reduced, pivots = of_sympy(a).rref()
        found = elimination.row_reduce(a)
        assert of_sympy(found.rref) == reduced
        assert found.pivots == pivots
        assert [of_sympy(v.reshape(-1, 1)) for v in elimination.subspaces(a).null] == (
            of_sympy(a).nullspace()
        )
        square = invertible(seeded(seed), most=5).matrix
        assert of_sympy(elimination.inverse(square).value) == of_sympy(square).inv()
        assert sympy.Rational(str(elimination.determinant(square).value)) == of_sympy(square).det()


def of_mpmath(a: Matrix) -> Any:
    return mpmath.matrix([[mpmath.mpf(x.numerator) / x.denominator for x in row] for row in a])


def is_near(found: Matrix, theirs: Any) -> bool:
    ours = of_mpmath(found)
    error = mpmath.norm(ours - theirs, mpmath.inf)
    return bool(error <= mpmath.mpf(10) ** -20 * mpmath.norm(ours, mpmath.inf))


def test_mpmath_finds_the_same() -> None:
    with mpmath.workdps(DIGITS):
        for seed in range(BESIDE):
            a = invertible(seeded(seed), most=5).matrix
            b = a.sum(axis=1)
            assert is_near(elimination.inverse(a).value, of_mpmath(a) ** -1)
            solved = elimination.solve(a, b).particular
            assert solved is not None
            expected = mpmath.lu_solve(of_mpmath(a), of_mpmath(b.reshape(-1, 1)))
            assert is_near(solved.reshape(-1, 1), expected)
            determinant = np.array([[elimination.determinant(a).value]], dtype=object)
            assert is_near(determinant, mpmath.matrix([[mpmath.det(of_mpmath(a))]]))
