"""Singular values and vectors of rational matrices: exact, held against SymPy, mpmath and laws."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from linalg_engine import decompositions, elimination
from linalg_engine.arrays import is_exact
from linalg_engine.decompositions import SVD
from linalg_engine.errors import InputError
from linalg_engine.exact import Exact, square_root
from linalg_engine.matrices import as_float
from tests.examples import examples
from tests.linalg_engine.some_matrices import (
    Matrix,
    as_sympy,
    assert_orthonormal,
    assert_signs,
    exact,
    exact_matrices,
    random_matrix,
    random_whole,
    root,
    seeded,
    seeds,
)

small = st.integers(-9, 9).map(Fraction) | st.fractions(-9, 9, max_denominator=6)


def assert_is_decomposition(found: SVD) -> None:
    """All laws of U, Σ and Vᵀ, exactly where they are exact."""
    assert_signs(as_float(found.u))
    assert np.all(np.diff(as_float(found.s)) <= 0)
    assert found.rank == elimination.rank(found.matrix)
    assert is_exact(found.u) == is_exact(found.vt)
    if is_exact(found.u):
        assert np.array_equal((found.u * found.s) @ found.vt, found.matrix)
        assert np.array_equal(found.u.T @ found.u, np.eye(len(found.s)))
        assert np.array_equal(found.vt @ found.vt.T, np.eye(len(found.s)))
        assert found.reconstruction_error() == 0
        assert np.array_equal(sum(found.layers, found.matrix * 0), found.matrix)
        assert_signs(as_float(found.vt[found.rank :].T))
    else:
        assert not np.any(np.signbit(found.u) & (found.u == 0))
        assert not np.any(np.signbit(found.vt) & (found.vt == 0))
        assert_orthonormal(found.u)
        assert_orthonormal(found.vt.T)
        assert found.reconstruction_error() < 100
        assert all(layer.dtype == np.float64 for layer in found.layers)
    if is_exact(found.s):
        assert found.squares is not None
        assert np.array_equal(found.s * found.s, found.squares)


def test_a_textbook_example() -> None:
    # Strang, Introduction to Linear Algebra, section 7.2, example 3.
    found = decompositions.svd(exact("3 0", "4 5"))

    assert found.s.tolist() == [3 * root(5), root(5)]
    tenth, half = 1 / root(10), 1 / root(2)
    assert np.array_equal(found.u, np.array([[1, 3], [3, -1]]) * tenth)
    assert np.array_equal(found.vt, np.array([[1, 1], [1, -1]]) * half)
    assert found.condition == 3
    assert isinstance(found.condition, Fraction)
    assert found.layers[0].tolist() == [[1.5, 1.5], [4.5, 4.5]]
    assert found.tolerance == 0


def test_singular_values_are_exact_where_the_vectors_are_not() -> None:
    # AᵀA has eigenvalues (15 ± 5√5)/2, and vectors whose lengths are roots of roots.
    found = decompositions.svd(exact("2 1", "1 3"))

    assert found.s.tolist() == [(5 + root(5)) / 2, (5 - root(5)) / 2]
    assert found.u.dtype == found.vt.dtype == np.float64
    golden = (1 + 5**0.5) / 2
    assert found.u[:, 0] == pytest.approx(np.array([1, golden]) / math.hypot(1, golden), rel=1e-15)
    assert found.condition == (3 + root(5)) / 2


def test_singular_values_that_are_roots_of_roots_are_rounded_once() -> None:
    found = decompositions.svd(exact("1 1", "1 0", "1 0"))

    # AᵀA = [3 1; 1 1] has eigenvalues 2 ± √2.
    assert found.squares is not None
    assert found.squares.tolist() == [2 + root(2), 2 - root(2)]
    with mpmath.workdps(40):
        expected = [float(mpmath.sqrt(2 + sign * mpmath.sqrt(2))) for sign in (1, -1)]
    assert found.s.tolist() == expected
    assert_is_decomposition(found)
    small = decompositions.svd(found.matrix * Fraction("1e-200"))
    assert small.s == pytest.approx(np.array(expected) * 1e-200, rel=1e-15, abs=0)


def test_vectors_are_not_exact_where_singular_values_are_not() -> None:
    # AᵀA = [2 1 0; 1 2 1; 0 1 2] has eigenvalues 2 and 2 ± √2, and to these vectors of length 2.
    found = decompositions.svd(exact("1 0 0", "1 1 0", "0 1 1", "0 0 1"))

    assert not is_exact(found.s)
    assert found.vt[0] == pytest.approx([0.5, 0.5**0.5, 0.5], rel=1e-15)
    assert_is_decomposition(found)


@given(st.lists(small, min_size=4, max_size=4))
@example([Fraction(1), Fraction(2), Fraction(2), Fraction(4)])
@example([Fraction(0)] * 4)
@example([Fraction(0), Fraction(-1), Fraction(1), Fraction(0)])
def test_all_singular_values_of_small_2_by_2_matrices_are_exact(entries: list[Fraction]) -> None:
    """(σ₁ ± σ₂)² = ‖A‖² ± 2|det A| is rational."""
    a = np.array(entries, dtype=object).reshape(2, 2)
    found = decompositions.svd(a)

    assert is_exact(found.s)
    first, second = found.s
    assert first >= second >= 0
    determinant = a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]
    assert first * second == abs(determinant)
    assert first * first + second * second == np.sum(a * a)
    assert (second == 0) == (determinant == 0)
    assert_is_decomposition(found)


@given(seeds.map(random_matrix) | exact_matrices())
@example(exact("1 1 0", "0 1 1", "1 0 1"))
@example(exact("1 2 3", "4 5 6", "7 8 9"))
@example(exact("1 2 2", "2 4 4"))
@example(exact("2 0 0", "0 3 0", "0 0 3"))
@example(exact("1 -2 -2", "2 -1 2"))
@example(exact("1 2 0", "0 1 0", "0 0 5"))
@example(exact("-1 -2 -2 0", "-2 -4 -4 0"))
def test_any_rational_matrix(a: Matrix) -> None:
    found = decompositions.svd(a)

    assert_is_decomposition(found)
    expected = np.linalg.svd(as_float(a), compute_uv=False)
    assert np.allclose(as_float(found.s), expected, rtol=0, atol=1e-13 * max(expected[0], 1))


def reflection(v: Matrix) -> Matrix:
    """A rational orthogonal matrix: I − 2 v vᵀ / (vᵀ v)."""
    one = np.array([[Fraction(int(i == j)) for j in range(len(v))] for i in range(len(v))])
    return one - np.outer(v, v) * (Fraction(2) / np.dot(v, v))


@given(seeds, st.integers(1, 8), st.integers(1, 8))
@example(864851, 7, 8)
def test_matrices_made_of_their_factors(seed: int, m: int, n: int) -> None:
    """Repeated values and zeros among them, of wide and of tall matrices."""
    generator = seeded(seed)
    k = min(m, n)
    values: list[Exact] = [Fraction(generator.choice((0, 1, 1, 2, 5)), 2) for _ in range(k)]
    sigma = np.array([[Fraction(0)] * n for _ in range(m)])
    sigma[range(k), range(k)] = values
    left, right = (
        reflection(random_whole(generator, 1, size)[0] + Fraction(11, 2)) for size in (m, n)
    )
    if k > 1 and generator.random() < 0.5:
        # Two equal values times [1 1; 1 -1], which is orthogonal but for a factor √2.
        sigma[:2, :2] = values[0] * np.array([[1, 1], [1, -1]])
        values[:2] = [values[0] * root(2)] * 2
    found = decompositions.svd(left @ sigma @ right)

    assert found.s.tolist() == sorted(values, reverse=True)
    if 0 not in values and len(set(values)) == k:
        # Each axis is rational then; of several for one value the lengths may be beyond factoring.
        assert is_exact(found.u)
    assert_is_decomposition(found)


@examples(0.2)
@given(st.lists(small, min_size=6, max_size=6))
def test_squares_are_eigenvalues_as_sympy_has_them(entries: list[Fraction]) -> None:
    a = np.array(entries, dtype=object).reshape(3, 2)
    found = decompositions.svd(a)

    assert found.squares is not None
    typed = sympy.Matrix(3, 2, [sympy.Rational(str(x)) for x in entries])
    x = sympy.Symbol("x")
    expected = (typed.T * typed).charpoly(x).as_expr()
    first, second = map(as_sympy, found.squares)
    assert sympy.expand((x - first) * (x - second) - expected) == 0


@pytest.mark.parametrize("scale", ["1e-150", "1e150", "1/7"])
def test_huge_and_small_entries(scale: str) -> None:
    found = decompositions.svd(exact("3 0", "4 5") * Fraction(scale))

    assert found.s.tolist() == [3 * root(5) * Fraction(scale), root(5) * Fraction(scale)]
    assert found.condition == 3
    assert_is_decomposition(found)


def test_entries_of_very_different_sizes() -> None:
    # The determinant is 0, and only exactly.
    found = decompositions.svd(exact("1e200 1", "1 1e-200"))

    assert found.rank == 1
    assert found.s.tolist() == [Fraction("1e200") + Fraction("1e-200"), 0]
    assert as_float(found.vt) == pytest.approx(np.array([[1, 1e-200], [-1e-200, 1]]), rel=1e-15)


def test_roots_beside_entries_of_very_different_sizes() -> None:
    a = exact("0 0 0 1", "0 0 1 0", "1 0 0 1", "1e200 1 1e-200 0")
    a[2, 2] = root(2)
    found = decompositions.svd(a)

    # mpmath's svd_r with 900 digits.
    assert found.s == pytest.approx(np.array([1e200, 2, 1, 5e-201]), rel=1e-14, abs=0)


def test_roots_that_get_too_long_in_elimination_are_left_to_floats() -> None:
    a = exact("7/12 1e200 1e200", "-2 -1 2", "1/3 0 1e-200")
    a[2, 1] = root(3) / 2
    found = decompositions.svd(a)

    assert found.s[0] == pytest.approx(2**0.5 * 1e200, rel=1e-14)
    assert found.rank >= 1


def test_a_condition_number_beyond_floats_is_infinite() -> None:
    found = decompositions.svd(exact("1e200 0", "0 1e-320"))

    assert found.rank == 2
    assert found.condition == math.inf
    assert isinstance(found.condition, float)


def test_columns_that_differ_in_the_thirtieth_digit() -> None:
    found = decompositions.svd(exact("1 1", "1 1.000000000000000000000000000001"))

    assert found.rank == 2
    with mpmath.workdps(90):
        a = mpmath.matrix([[1, 1], [1, 1 + mpmath.mpf(10) ** -30]])
        expected = [float(x) for x in mpmath.svd_r(a, compute_uv=False)]
    assert as_float(found.s) == pytest.approx(expected, rel=1e-14)


def test_values_beyond_floats_are_refused_in_words() -> None:
    with pytest.raises(InputError, match="larger than any floating-point number"):
        decompositions.svd(exact("1e308 1e308", "1e308 1e308"))


def test_an_irreducible_cubic_is_left_to_floats() -> None:
    a = exact("1 1 1", "0 1 1", "0 0 1")
    found = decompositions.svd(a)

    assert found.squares is None
    assert found.s.dtype == np.float64
    assert found.s == pytest.approx(np.linalg.svd(as_float(a), compute_uv=False), rel=1e-14)


def test_twelve_rows_are_exact_and_thirteen_are_not() -> None:
    for n, is_exact_size in ((12, True), (13, False)):
        ones = np.array([[Fraction(1)] * n for _ in range(n)])
        found = decompositions.svd(ones)
        assert is_exact(found.s) == is_exact_size
        assert found.values[0] == pytest.approx(n)
        assert np.count_nonzero(found.values) == found.rank == 1


def test_a_row_and_a_column() -> None:
    for a in (exact("3 4 12"), exact("3", "4", "12")):
        found = decompositions.svd(a)
        assert found.s.tolist() == [13]
        assert_is_decomposition(found)
    assert decompositions.svd(exact("1 1 1")).s.tolist() == [square_root(3)]
