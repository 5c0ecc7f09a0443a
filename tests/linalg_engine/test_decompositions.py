"""Decompositions held against SymPy (exact), SciPy and NumPy (floats), and their own laws."""

from __future__ import annotations

import math
import pickle
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.linalg
from hypothesis import example, given

import linalg_engine as la
from linalg_engine import decompositions, elimination
from linalg_engine.arrays import is_exact
from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON, as_float
from tests.linalg_engine.some_matrices import (
    SMALL_ERROR,
    Matrix,
    assert_orthonormal,
    assert_signs,
    exact,
    exact_matrices,
    float_matrices,
    random_matrix,
    random_whole,
    seeded,
    seeds,
)


def relative_error(actual: Matrix, expected: Matrix) -> float:
    """In units of rounding, computed apart from the code under test."""
    size = np.linalg.norm(expected.astype(float)) or 1.0
    return float(np.linalg.norm((actual - expected).astype(float)) / (EPSILON * size))


# LU


@given(exact_matrices())
def test_lu_of_rational_matrices_is_exact(a: Matrix) -> None:
    result = decompositions.lu(a)
    assert result.is_exact
    assert np.array_equal(result.p @ a, result.l @ result.u)
    assert not np.any(np.triu(result.l, 1))
    assert not np.any(np.tril(result.u, -1))
    assert all(x == 1 for x in np.diag(result.l))
    assert result.reconstruction_error() == 0


@given(float_matrices())
def test_lu_of_floats_has_small_factors(a: Matrix) -> None:
    result = decompositions.lu(a)
    assert relative_error(result.l @ result.u, result.p @ a) < SMALL_ERROR
    assert result.reconstruction_error() < SMALL_ERROR
    assert np.max(np.abs(result.l)) <= 1
    assert round(np.linalg.det(result.p)) == (-1) ** result.swaps


@pytest.mark.parametrize("seed", range(20))
def test_lu_is_scipys(seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=(3 + seed % 5, 3 + seed % 4))
    factors: Any = scipy.linalg.lu(a)
    p, lower, upper = factors
    result = decompositions.lu(a)
    assert np.array_equal(result.p, p.T)
    assert np.allclose(result.l, lower, rtol=0, atol=1e-13)
    assert np.allclose(result.u, upper, rtol=0, atol=1e-13)


def test_exact_lu_swaps_only_when_it_must() -> None:
    assert decompositions.lu(exact("1 5", "9 2")).permutation == (0, 1)
    assert decompositions.lu(exact("0 5", "9 2")).permutation == (1, 0)
    assert decompositions.lu(exact("1 2 3", "2 4 1", "1 1 1")).permutation == (0, 2, 1)


# Cholesky


@given(seeds)
def test_cholesky_is_exact_when_the_roots_are_rational(seed: int) -> None:
    generator = seeded(seed)
    n = generator.randint(1, 5)
    lower = np.tril(random_whole(generator, n, n) / 2)
    np.fill_diagonal(lower, [Fraction(generator.randint(1, 9), 3) for _ in range(n)])
    result = decompositions.cholesky(lower @ lower.T)
    assert result.is_exact
    assert np.array_equal(result.l, lower)


@pytest.mark.parametrize("seed", range(20))
def test_cholesky_of_floats_is_scipys(seed: int) -> None:
    b = np.random.default_rng(seed).normal(size=(6, 6))
    a = b @ b.T + 0.01 * np.eye(6)
    result = decompositions.cholesky(a)
    assert np.allclose(result.l, scipy.linalg.cholesky(a, lower=True), rtol=1e-9, atol=1e-12)
    assert result.reconstruction_error() < SMALL_ERROR
    assert relative_error(result.l @ result.l.T, a) < SMALL_ERROR
    assert np.allclose(
        result.unit_lower @ np.diag(result.pivots) @ result.unit_lower.T, a, rtol=0, atol=1e-12
    )


def test_cholesky_of_rationals_is_exact_with_roots() -> None:
    a = exact("4 2 0", "2 3 1", "0 1 4")
    result = decompositions.cholesky(a)
    assert result.is_exact
    assert result.pivots.tolist() == [4, 2, Fraction(7, 2)]
    assert result.unit_lower.tolist() == [[1, 0, 0], [Fraction(1, 2), 1, 0], [0, Fraction(1, 2), 1]]
    assert [str(x) for x in np.diag(result.l)] == ["2", "√2", "√14/2"]
    assert np.array_equal(result.l @ result.l.T, a)


def test_cholesky_is_in_floats_where_a_root_is_not_exact() -> None:
    # The square factors of 10³⁸ + 1 are not looked for.
    result = decompositions.cholesky(exact(f"1 {10**19}", f"{10**19} {2 * 10**38 + 1}"))
    assert not result.is_exact
    assert result.pivots.tolist() == [1, 10**38 + 1]
    assert result.l.tolist() == [[1, 0], [1e19, 1e19]]


@pytest.mark.parametrize(
    ("a", "words"),
    [
        (exact("1 2", "3 4"), "row 1, column 2 is 2 but row 2, column 1 is 3"),
        (exact("1 1/2", "5000001/10000000 1"), "is 0.5 but row 2, column 1 is 0.5000001"),
        (exact("1 2", "2 1"), "positive definite .* pivot 2 is −3"),
        (exact("1 2", "2 4"), "pivot 2 is 0"),
        (exact("0 0", "0 1"), "pivot 1 is 0"),
        (np.array([[2.0, math.sqrt(2)], [math.sqrt(2), 1.0]]), "pivot 2 is 0"),
        (exact("1 2 3", "4 5 6"), "square matrix; this one is 2×3"),
    ],
)
def test_cholesky_says_what_is_missing(a: Matrix, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decompositions.cholesky(a)


# QR and SVD


@given(float_matrices())
def test_qr(a: Matrix) -> None:
    result = decompositions.qr(a)
    assert relative_error(result.q @ result.r, a) < SMALL_ERROR
    assert result.reconstruction_error() < SMALL_ERROR
    assert_orthonormal(result.q)
    assert not np.any(np.tril(result.r, -1))
    assert np.all(np.diag(result.r) >= 0)


def test_qr_by_hand() -> None:
    result = decompositions.qr(exact("3 1", "4 2"))
    assert np.array_equal(result.q, exact("3/5 -4/5", "4/5 3/5"))
    assert np.array_equal(result.r, exact("5 11/5", "0 2/5"))


@given(seeds.map(random_matrix))
@example(exact("0 1", "0 2"))
@example(exact("1 2 3", "2 4 7"))
@example(exact("0 0 1", "0 0 2", "0 0 2"))
@example(exact("1 1", "1 1.000000000000000000000000000001"))
def test_qr_of_rational_matrices_is_exact_or_rounded_once(a: Matrix) -> None:
    result = decompositions.qr(a)
    m, n = a.shape
    k = min(m, n)
    assert (result.q.shape, result.r.shape) == ((m, k), (k, n))
    assert not np.any(np.tril(result.r, -1))
    assert all(x >= 0 for x in np.diag(result.r))
    if is_exact(result.q):
        assert np.array_equal(result.q.T @ result.q, np.eye(k))
        assert np.array_equal(result.q @ result.r, a)
    else:
        squares = as_float(result.q) ** 2
        assert np.allclose(squares.sum(axis=0), 1, rtol=0, atol=1e-15)
        assert result.reconstruction_error() < SMALL_ERROR


def test_qr_has_every_digit_beside_a_large_entry() -> None:
    # a₂ − (q₁ · a₂) q₁ is [3, 0, −1], but for 10⁻¹⁷ of it
    found = decompositions.qr(exact("3 6 3", "1e17 1e17 0", "1 0 -1"))
    assert as_float(found.q[:, 1]) == pytest.approx(
        [3 / 10**0.5, -8e-17 / 10**0.5, -1 / 10**0.5], 1e-12
    )
    assert as_float(found.r[1]) == pytest.approx([0, 10**0.5, 10**0.5], rel=1e-15)
    found = decompositions.qr(exact("1 3 2", "1e9 1e9 0", "1 0 -1"))
    assert as_float(found.r[1]) == pytest.approx([0, 5**0.5, 5**0.5], rel=1e-15)
    assert found.r[2, 2] == 0


@given(float_matrices())
def test_svd(a: Matrix) -> None:
    result = decompositions.svd(a)
    assert relative_error(result.u * result.s @ result.vt, a) < SMALL_ERROR
    assert result.reconstruction_error() < SMALL_ERROR
    assert_orthonormal(result.u)
    assert_orthonormal(result.vt.T)
    assert_signs(result.u)
    assert np.all(np.diff(result.s) <= 0)
    assert np.allclose(result.s, scipy.linalg.svdvals(a), rtol=0, atol=1e-14 * max(result.s[0], 1))
    layers = sum(result.layers, np.zeros(a.shape))
    assert relative_error(layers, a) < SMALL_ERROR
    assert all(np.linalg.matrix_rank(layer) == 1 for layer in result.layers)


@pytest.mark.parametrize("condition", [1.0, 1e6, 1e12])
def test_the_condition_number(condition: float) -> None:
    generator = np.random.default_rng(5)
    left, right = (np.linalg.qr(generator.normal(size=(6, 6)))[0] for _ in range(2))
    a = left @ np.diag(np.geomspace(1, 1 / condition, 6)) @ right
    result = decompositions.svd(a)
    assert result.rank == 6
    assert result.condition == pytest.approx(condition, rel=20 * EPSILON * condition + 1e-12)


def test_singular_matrices_have_an_infinite_condition_number() -> None:
    assert decompositions.svd(exact("1 2", "2 4")).rank == 1
    assert decompositions.svd(exact("1 2", "2 4")).condition == math.inf
    assert decompositions.svd(exact("0 0", "0 0")).layers == ()


def test_hilbert_matrix_is_ill_conditioned() -> None:
    hilbert = np.array([[Fraction(1, i + j + 1) for j in range(8)] for i in range(8)])
    expected = np.linalg.cond(scipy.linalg.hilbert(8))
    assert decompositions.svd(hilbert).condition == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("a", "expected"),
    [
        (exact("1e17 0", "0 1"), [1e17, 1]),
        (exact("1 0", "0 1e-17"), [1, 1e-17]),
        (exact("1e200 0", "0 1"), [1e200, 1]),
        (exact("1e200 0", "0 1e-320"), [1e200, 1e-320]),
        (exact("1e17 0 0", "0 1 0"), [1e17, 1]),
    ],
)
def test_small_singular_values_of_exact_matrices_are_not_zero(
    a: Matrix, expected: list[float]
) -> None:
    result = decompositions.svd(a)
    assert result.rank == 2
    assert result.values == pytest.approx(expected, rel=1e-3)
    assert not result.has_uncertain_vectors


@pytest.mark.parametrize("size", [12, 16])
def test_exact_matrices_have_their_exact_condition_number(size: int) -> None:
    hilbert = np.array([[Fraction(1, i + j + 1) for j in range(size)] for i in range(size)])
    result = decompositions.svd(hilbert)
    with mpmath.workdps(80):
        expected = mpmath.svd_r(mpmath.hilbert(size), compute_uv=False)
        condition = float(expected[0] / expected[size - 1])
    assert result.rank == size
    assert result.condition == pytest.approx(condition, rel=1e-12)
    assert result.has_uncertain_vectors


def test_singular_values_of_every_size() -> None:
    result = decompositions.svd(exact("1e40 0 0", "0 1e-40 0", "0 0 1"))
    assert result.rank == 3
    assert result.values == pytest.approx([1e40, 1, 1e-40])
    assert result.condition == pytest.approx(1e80)


def test_a_small_singular_value_that_no_float_matrix_has() -> None:
    """10¹⁷ + 1 is no float: rounded, the matrix is singular."""
    result = decompositions.svd(exact("1e17 1e17", f"1e17 {10**17 + 1}"))
    # σ₁ σ₂ is the determinant, 10¹⁷.
    assert result.rank == 2
    assert result.values == pytest.approx([2e17, 0.5])
    assert result.condition == pytest.approx(4e17)


@example(exact("1 0 0", "0 1 1", "559/12 0 1"))
@given(exact_matrices())
def test_the_rank_of_an_exact_matrix_is_that_of_elimination(a: Matrix) -> None:
    result = decompositions.svd(a)
    assert result.rank == elimination.rank(a)
    assert np.count_nonzero(result.values) == result.rank
    assert result.reconstruction_error() < max(SMALL_ERROR, 1.1 * lapack_error(a))


def lapack_error(a: Matrix) -> float:
    """Return the same error of LAPACK's SVD, of the matrix scaled to entries around 1.

    It may be larger than `SMALL_ERROR`: LAPACK's dbdsqr drops off-diagonal entries of up to
    (2⁵³)^(1/8) units of 2⁻⁵³ beside the diagonal, 49 of ours, and so it does in the matrix above.
    """
    matrix = a.astype(float)
    scaled = matrix / (np.max(np.abs(matrix)) or 1.0)
    u, s, vt = np.linalg.svd(scaled, full_matrices=False)
    return float(np.linalg.norm(u * s @ vt - scaled) / EPSILON / (np.linalg.norm(scaled) or 1.0))


@given(exact_matrices())
def test_r_is_zero_where_a_column_depends_on_those_before(a: Matrix) -> None:
    result = decompositions.qr(a)
    ranks = [0, *(elimination.rank(a[:, : j + 1]) for j in range(len(result.r)))]
    for j in range(len(result.r)):
        if ranks[j + 1] == ranks[j]:
            assert result.r[j, j] == 0
        elif ranks[j] == j:
            assert result.r[j, j] > 0
    assert result.reconstruction_error() < SMALL_ERROR


def test_rounding_errors_of_zero_are_zero() -> None:
    assert decompositions.qr(exact("1 2", "2 4")).r[1, 1] == 0
    assert decompositions.qr(exact("1 2 3", "4 5 6", "7 8 9")).r[2, 2] == 0
    assert decompositions.qr(np.array([[1, math.pi], [2, 2 * math.pi]])).r[1, 1] == 0
    # Perpendicular columns, of lengths √2 and √3.
    assert decompositions.qr(exact("1 1", "-1 1", "0 1")).r[0, 1] == 0
    # Singular values 6, √3 + 1 and √3 − 1: to 6 belongs the axis (0, 1, −1).
    found = decompositions.svd(exact("0 1 1", "1 4 -2", "1 -2 4"))
    assert found.u[0, 0] == 0
    assert found.vt[0, 0] == 0
    # Small beside the rest of its column, yet no rounding error.
    assert decompositions.qr(exact("1 1", "0 1e17")).r[0, 1] == 1
    assert decompositions.qr(np.array([[math.pi, 1e17], [0, 1]])).r[1, 1] == 1


# Edges


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (4, 1), (3, 3)])
def test_zero_matrices(shape: tuple[int, int]) -> None:
    for a in (np.full(shape, Fraction(0), dtype=object), np.zeros(shape)):
        assert not np.any(decompositions.lu(a).u)
        assert not np.any(decompositions.qr(a).r)
        result = decompositions.svd(a)
        assert result.rank == 0
        assert result.reconstruction_error() == 0
        assert result.condition == math.inf
    if shape == (3, 3):
        result = decompositions.eigen(np.zeros(shape))
        assert (result.spaces[0].algebraic, result.spaces[0].geometric) == (3, 3)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_extreme_sizes(scale: float) -> None:
    a = np.array([[2.0, 1.0], [0.5, 3.0]])
    big = a * scale
    assert decompositions.svd(big).condition == pytest.approx(decompositions.svd(a).condition)
    assert decompositions.eigen(big).values / scale == pytest.approx(decompositions.eigen(a).values)
    for name in ("svd", "qr", "lu", "eigen"):
        assert getattr(decompositions, name)(big).reconstruction_error() < SMALL_ERROR


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: decompositions.eigen(exact("1 2 3", "4 5 6")), "square matrix; this one is 2×3"),
        (
            lambda: decompositions.svd(np.full((9, 9), 1.7e308)),
            "larger than any floating-point number",
        ),
        (
            lambda: decompositions.qr(np.full((9, 9), 1.7e308)),
            "larger than any floating-point number",
        ),
        (
            lambda: decompositions.eigen(np.full((9, 9), 1.7e308)),
            "larger than any floating-point number",
        ),
        (lambda: decompositions.svd(exact("1e400")), "larger than any floating-point number"),
        (lambda: decompositions.lu(np.ones((101, 2))), "up to 100×100"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(call: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        call()


def test_results_cross_processes() -> None:
    result = decompositions.eigen(exact("1 1", "1 0"))
    copy = pickle.loads(pickle.dumps(result))  # noqa: S301 (our own)
    assert repr(copy) == repr(result)


@pytest.mark.parametrize(
    "text",
    ["[√2 1; 2 √2]", "[√2 1; 1 √3]", "[√2 0 1; 0 √2 0; 1 1 1]", "[√2/2 -√2/2; √2/2 √2/2]",
     "[√2 √8 1; 1 2 √2]"],
)  # fmt: skip
def test_qr_of_matrices_with_roots_is_exact(text: str) -> None:
    a = la.parse_matrix(text)
    found = la.qr(a)
    k = min(a.shape)

    assert is_exact(found.q)
    assert np.array_equal(found.q.T @ found.q, np.eye(k))
    assert np.array_equal(found.q @ found.r, a)
    assert all(found.r[i, i] >= 0 for i in range(k))
    assert not any(found.r[i, j] for i in range(k) for j in range(i))


def test_qr_knows_a_dependent_column_among_many_roots() -> None:
    a = la.parse_matrix("[√2 √3 √5; √7 √11 √13; √2+√7 √3+√11 √5+√13]")
    found = la.qr(a)

    assert found.r[2, 2] == 0
    assert found.reconstruction_error() < SMALL_ERROR
