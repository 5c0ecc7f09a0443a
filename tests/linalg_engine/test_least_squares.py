"""Normal equations, projection matrices, pseudo-inverses and polynomials through points."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial

import linalg_engine as la
from linalg_engine.arrays import is_exact
from linalg_engine.errors import InputError
from tests.examples import examples
from tests.linalg_engine.some_matrices import (
    Matrix,
    exact,
    exact_matrices,
    float_matrices,
    rationals,
    root,
)

LONG = "12345678901234567/98765432109876543"


def rhs(a: Matrix) -> Matrix:
    """Some right-hand side, in the column space only by chance."""
    return np.array([Fraction((3 * k * k + 5) % 11 - 4) for k in range(len(a))], dtype=object)


def to_sympy(a: Matrix) -> Any:
    return sympy.Matrix(a.shape[0], a.shape[1], [sympy.Rational(str(x)) for x in a.flat])


# Normal equations


@examples(0.4)
@given(exact_matrices())
def test_the_residual_is_perpendicular_to_every_column(a: Matrix) -> None:
    found = la.normal_equations(a, rhs(a))

    assert found.is_exact
    assert not np.any(a.T @ found.nearest.residual)
    assert np.array_equal(found.gram, a.T @ a)
    assert np.array_equal(found.moments, a.T @ rhs(a))


@examples(0.4)
@given(exact_matrices())
def test_every_solution_of_the_normal_equations_is_equally_near(a: Matrix) -> None:
    found = la.normal_equations(a, rhs(a))
    solution, nearest = found.solution, found.nearest

    assert solution.particular is not None
    assert np.array_equal(a @ solution.particular, nearest.fitted)
    assert len(solution.directions) == a.shape[1] - la.rank(a)
    for direction in solution.directions:
        assert not np.any(a @ direction)
        # The shortest has no part along the others.
        assert direction @ nearest.x == 0


@examples(0.4)
@given(float_matrices())
def test_the_nearest_x_of_floats_is_that_of_lstsq(a: Matrix) -> None:
    b = rhs(a).astype(float)
    found = la.least_squares(a, b)
    expected = np.linalg.lstsq(a / np.max(np.abs(a) + 1e-300), b)[0]

    assert np.allclose(found.fitted, a @ expected / np.max(np.abs(a) + 1e-300), atol=1e-9)


def test_dependent_columns_have_a_family_of_nearest_x_and_the_shortest() -> None:
    found = la.normal_equations(exact("1 2", "2 4", "0 0"), [5, 0, 7])

    # 5 x + 10 y = 5: x = 1 - 2 t, shortest where [1, 2] goes.
    assert found.solution.kind == "many"
    assert found.solution.particular is not None
    assert found.solution.particular.tolist() == [1, 0]
    assert found.nearest.x.tolist() == [Fraction(1, 5), Fraction(2, 5)]
    assert found.nearest.residual.tolist() == [4, -2, 7]


# Projection matrices


@examples(0.4)
@given(exact_matrices())
def test_a_projection_matrix_projects_once_and_for_all(a: Matrix) -> None:
    p = la.projection_matrix(a)

    assert np.array_equal(p, p.T)
    assert np.array_equal(p @ p, p)
    assert np.array_equal(p @ a, a)
    assert la.trace(p) == la.rank(a)


@examples(0.4)
@given(float_matrices())
def test_a_projection_matrix_of_floats_does_so_up_to_rounding(a: Matrix) -> None:
    p = la.projection_matrix(a)

    assert np.allclose(p @ p, p, atol=1e-12)
    assert np.allclose(p @ a, a, atol=1e-9 * max(1.0, float(np.max(np.abs(a)))))


def test_a_projection_matrix_with_roots_is_exact() -> None:
    p = la.projection_matrix([[root(2)], [1]])

    assert p.tolist() == [[Fraction(2, 3), root(2) / 3], [root(2) / 3, Fraction(1, 3)]]


# Pseudo-inverses


@examples(0.4)
@given(exact_matrices())
def test_the_four_conditions_of_penrose_hold_exactly(a: Matrix) -> None:
    found = la.pseudo_inverse(a)
    x = found.value

    assert found.is_exact
    assert x.shape == a.T.shape
    assert np.array_equal(a @ x @ a, a)
    assert np.array_equal(x @ a @ x, x)
    assert np.array_equal(a @ x, (a @ x).T)
    assert np.array_equal(x @ a, (x @ a).T)
    if found.rank:
        assert np.array_equal(found.columns @ found.rows, a)


@examples(0.2)
@given(exact_matrices())
def test_the_pseudo_inverse_is_sympys_and_numpys(a: Matrix) -> None:
    value = la.pseudo_inverse(a).value

    assert to_sympy(value) == to_sympy(a).pinv()
    reference = np.linalg.pinv(a.astype(float), rcond=1e-12)
    assert np.allclose(value.astype(float), reference, atol=1e-8 * (1 + np.max(np.abs(reference))))


@pytest.mark.parametrize(
    ("a", "value", "independent"),
    [
        (exact("1 2", "3 4"), "-2 1 3/2 -1/2", "both"),
        (exact("1 2", "2 4"), "1/25 2/25 2/25 4/25", "neither"),
        (exact("1", "2"), "1/5 2/5", "columns"),
        (exact("1 2"), "1/5 2/5", "rows"),
        (exact("0 0"), "0 0", "neither"),
    ],
)
def test_pseudo_inverses_worked_by_hand(a: Matrix, value: str, independent: str) -> None:
    found = la.pseudo_inverse(a)

    assert " ".join(map(str, found.value.flat)) == value
    assert found.independent == independent


def test_a_pseudo_inverse_with_roots_is_exact() -> None:
    found = la.pseudo_inverse([[root(2), root(2)], [1, 1]])

    assert found.value.tolist() == [[root(2) / 6, Fraction(1, 6)]] * 2


def test_the_pseudo_inverse_of_floats_is_scaled_before_it_is_found() -> None:
    a = np.array([[1e-200, 2e-200], [2e-200, 4e-200]])
    found = la.pseudo_inverse(a)

    assert not found.is_exact
    expected = np.array([[0.04, 0.08], [0.08, 0.16]])
    assert np.allclose(found.value * 1e-200, expected, rtol=1e-12, atol=0)


def test_long_numbers_are_worked_in_floats() -> None:
    a = np.array([[Fraction(LONG) ** (i + j + 1) for j in range(9)] for i in range(40)])
    found = la.pseudo_inverse(a)

    assert found.value.shape == (9, 40)
    assert is_exact(found.value) == (found.core is not None)


# Polynomials


@examples(0.4)
@given(
    st.lists(st.tuples(rationals, rationals), min_size=1, max_size=7),
    st.integers(0, 3),
)
def test_the_residual_is_perpendicular_to_all_powers_of_x(
    points: list[tuple[Fraction, Fraction]], degree: int
) -> None:
    x, y = (list(column) for column in zip(*points, strict=True))
    degree = min(degree, len(set(x)) - 1)
    found = la.fit_polynomial(x, y, degree)

    assert found.is_exact
    assert not np.any(found.design.T @ found.residual)
    assert np.array_equal(found.design @ found.coefficients + found.residual, y)
    assert found.squares == sum(r * r for r in found.residual)
    if found.r_squared is not None:
        assert 0 <= found.r_squared <= 1
    if degree == len(set(x)) - 1 == len(x) - 1:
        assert found.squares == 0


@pytest.mark.parametrize("degree", [0, 1, 2, 5, 10])
def test_floats_far_from_zero_keep_their_digits(degree: int) -> None:
    x = np.linspace(1900, 2020, 60)
    y = 1e6 * np.sin(x / 25)
    found = la.fit_polynomial(x, y, degree)
    expected = Polynomial.fit(x, y, degree)

    assert not found.is_exact
    assert np.allclose(found.fitted, expected(x), rtol=0, atol=1e-6)
    assert np.allclose(found.at(x), expected(x), rtol=0, atol=1e-6)
    spread = np.var(y)
    assert found.r_squared == pytest.approx(1 - np.mean((y - expected(x)) ** 2) / spread, abs=1e-9)


@pytest.mark.parametrize("x", [[1, 2, 3, 5, 8], [1.5, 2.25, 3.0, 5.0, 8.0]])
def test_a_fit_around_another_place_is_the_same_polynomial(x: list[float]) -> None:
    found = la.fit_polynomial(x, [2, 1, 4, 4, 9], 3)
    moved = [float(c) for c in found.around(1000)]
    places = np.array([1.0, 2.5, 7.0])

    assert np.allclose(Polynomial(moved)(places - 1000), found.at(places), rtol=0, atol=1e-5)
    assert found.around(0) == pytest.approx(found.coefficients)


def test_exact_and_rounded_fits_agree() -> None:
    x, y = [1, 2, 3, 5, 8], [2, 1, 4, 4, 9]
    whole = la.fit_polynomial(x, y, 2)
    rounded = la.fit_polynomial([float(v) for v in x], [float(v) for v in y], 2)

    assert np.allclose(rounded.coefficients, whole.coefficients.astype(float), rtol=1e-12)
    assert np.allclose(rounded.at(np.array([4.5])), whole.at(np.array([4.5])), rtol=1e-12)
    assert float(whole.squares) == pytest.approx(rounded.squares, rel=1e-12)


@pytest.mark.parametrize("scale", [1e-150, 1e-12, 1e12, 1e140])
def test_huge_and_tiny_scales_change_nothing_but_the_scale(scale: float) -> None:
    x, y = np.array([1.0, 2, 3, 4]), np.array([1.0, 3, 2, 5])
    found = la.fit_polynomial(x * scale, y * scale, 1)

    # slope 1.1 and constant 0 by hand: mean 2.5 and 2.75, 5.5 / 5
    assert found.coefficients[1] == pytest.approx(1.1, rel=1e-12)
    assert found.coefficients[0] == pytest.approx(0, abs=1e-12 * scale)
    assert found.r_squared == pytest.approx(6.05 / 8.75, rel=1e-12)


def test_equal_y_leave_nothing_to_explain() -> None:
    assert la.fit_polynomial([1, 2, 3], [4, 4, 4], 1).r_squared is None
    assert la.fit_polynomial([0.1, 0.2, 0.3], [0.1, 0.1, 0.1], 1).r_squared is None


@pytest.mark.parametrize(
    ("x", "y", "degree", "said"),
    [
        ([1, 2], [1], 1, "there are 2 x and 1 y"),
        ([3, 3, 3], [1, 2, 3], 1, "vertical line"),
        ([1], [1], 1, "at least 2 points, and this is one"),
        ([1, 1, 2], [1, 2, 3], 2, "2 different x determine a polynomial of degree 1 at most"),
        ([1, 2, 3], [1, 2, 3], 11, "from 0 to 10"),
        ([0.0, 1e-20, 1.0], [1.0, 2.0, 3.0], 2, "so close together"),
        ([1.0, 2.0], [1e308, -1e308], 0, "larger than any"),
    ],
)
def test_what_cannot_be_fitted(x: list[float], y: list[float], degree: int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        la.fit_polynomial(x, y, degree)
