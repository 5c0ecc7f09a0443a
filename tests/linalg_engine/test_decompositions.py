"""Decompositions held against SymPy (exact), SciPy and NumPy (floats), and their own laws."""

from __future__ import annotations

import math
import pickle
import random
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.linalg
import sympy
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine import decompositions
from linalg_engine.decompositions import Quadratic, eigenvalues, polynomials
from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON

Matrix = NDArray[Any]

SMALL_ERROR = 40.0
"""Units of rounding that a backward stable algorithm may be off at these sizes."""


def exact(*rows: str) -> Matrix:
    return np.array([[Fraction(x) for x in row.split()] for row in rows], dtype=object)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (test data, no secrets)


def random_exact(generator: random.Random, m: int, n: int) -> Matrix:
    rows = [[Fraction(generator.randint(-5, 5)) for _ in range(n)] for _ in range(m)]
    return np.array(rows, dtype=object)


def sympy_matrix(a: Matrix) -> Any:
    return sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])


@st.composite
def exact_matrices(draw: st.DrawFn) -> Matrix:
    m, n = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    entry = st.one_of(st.integers(-3, 3).map(Fraction), st.fractions(-9, 9, max_denominator=9))
    rows = st.lists(st.lists(entry, min_size=n, max_size=n), min_size=m, max_size=m)
    return np.array(draw(rows), dtype=object)


moderate = st.floats(-1e4, 1e4).filter(lambda x: x == 0 or abs(x) > 1e-4)


@st.composite
def float_matrices(draw: st.DrawFn, square: bool = False) -> Matrix:
    m = draw(st.integers(1, 6))
    n = m if square else draw(st.integers(1, 6))
    rows = st.lists(st.lists(moderate, min_size=n, max_size=n), min_size=m, max_size=m)
    return np.array(draw(rows), dtype=np.float64)


def relative_error(actual: Matrix, expected: Matrix) -> float:
    """In units of rounding, computed apart from the code under test."""
    size = np.linalg.norm(expected.astype(float)) or 1.0
    return float(np.linalg.norm((actual - expected).astype(float)) / (EPSILON * size))


def assert_orthonormal(columns: Matrix) -> None:
    gram = columns.conj().T @ columns
    assert np.allclose(gram, np.eye(gram.shape[0]), rtol=0, atol=1e-13)


def assert_signs(columns: Matrix) -> None:
    """The first of the largest entries is positive."""
    for column in columns.T:
        sizes = np.abs(column)
        leading = column[np.flatnonzero(sizes >= sizes.max() * (1 - 1e-9))[0]]
        assert leading.real > 0
        assert abs(leading.imag) < 1e-15


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


def test_lu_is_scipys() -> None:
    for seed in range(20):
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


def test_cholesky_is_exact_when_the_roots_are_rational() -> None:
    generator = seeded(1)
    for _ in range(100):
        n = generator.randint(1, 5)
        lower = np.tril(random_exact(generator, n, n) / 2)
        np.fill_diagonal(lower, [Fraction(generator.randint(1, 9), 3) for _ in range(n)])
        result = decompositions.cholesky(lower @ lower.T)
        assert result.is_exact
        assert np.array_equal(result.l, lower)


def test_cholesky_of_floats_is_scipys() -> None:
    for seed in range(20):
        b = np.random.default_rng(seed).normal(size=(6, 6))
        a = b @ b.T + 0.01 * np.eye(6)
        result = decompositions.cholesky(a)
        assert np.allclose(result.l, scipy.linalg.cholesky(a, lower=True), rtol=1e-9, atol=1e-12)
        assert result.reconstruction_error() < SMALL_ERROR
        assert relative_error(result.l @ result.l.T, a) < SMALL_ERROR
        assert np.allclose(
            result.unit_lower @ np.diag(result.pivots) @ result.unit_lower.T, a, rtol=0, atol=1e-12
        )


def test_cholesky_of_rationals_keeps_exact_pivots() -> None:
    result = decompositions.cholesky(exact("4 2", "2 3"))
    assert not result.is_exact
    assert result.pivots.tolist() == [4, 2]
    assert result.unit_lower.tolist() == [[1, 0], [Fraction(1, 2), 1]]
    assert result.l.tolist() == [[2, 0], [1, math.sqrt(2)]]


@pytest.mark.parametrize(
    ("a", "words"),
    [
        (exact("1 2", "3 4"), "row 1, column 2 is 2 but row 2, column 1 is 3"),
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
    assert np.allclose(result.q, [[0.6, -0.8], [0.8, 0.6]], rtol=0, atol=1e-15)
    assert np.allclose(result.r, [[5, 2.2], [0, 0.4]], rtol=0, atol=1e-14)


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


# Eigenvalues


def test_characteristic_polynomials_are_sympys() -> None:
    generator = seeded(2)
    for _ in range(60):
        n = generator.randint(1, 6)
        a = random_exact(generator, n, n) / generator.randint(1, 4)
        expected = sympy_matrix(a).charpoly().all_coeffs()
        found = decompositions.eigen(a).characteristic
        assert found is not None
        assert [sympy.Rational(str(c)) for c in found] == expected


def as_sympy(value: Fraction | Quadratic) -> Any:
    if isinstance(value, Fraction):
        return sympy.Rational(str(value))
    p, q = sympy.Rational(str(value.p)), sympy.Rational(str(value.q))
    return p + q * sympy.sqrt(value.r)


def test_exact_eigenvalues_and_multiplicities_are_sympys() -> None:
    generator = seeded(3)
    counts = {"rational": 0, "quadratic": 0, "defective": 0}
    for i in range(120):
        n = 2 + i % 2
        a = random_exact(generator, n, n)
        if i % 3 == 0:
            a = np.triu(np.sign(a).astype(int)).astype(object) * Fraction(1)
        result = decompositions.eigen(a)
        x: Any = sympy.Symbol("x")
        factored: Any = sympy.factor_list(sympy_matrix(a).charpoly(x).as_expr(), x)
        factors = factored[1]
        if any(sympy.degree(factor, x) > 2 for factor, _ in factors):
            assert not result.is_exact
            continue
        expected = {
            sympy.nsimplify(root): multiplicity
            for factor, multiplicity in factors
            for root in sympy.roots(factor, x)
        }
        found = {}
        for space in result.spaces:
            assert space.exact is not None
            found[sympy.expand(as_sympy(space.exact))] = space.algebraic
            counts["rational" if isinstance(space.exact, Fraction) else "quadratic"] += 1
            shifted = sympy_matrix(a) - as_sympy(space.exact) * sympy.eye(n)
            assert space.geometric == n - shifted.rank(simplify=True)
        assert found == {sympy.expand(root): count for root, count in expected.items()}
        counts["defective"] += result.is_defective
    assert min(counts.values()) > 5


@given(st.lists(st.fractions(-20, 20, max_denominator=7), min_size=1, max_size=6))
def test_every_rational_eigenvalue_is_found(values: list[Fraction]) -> None:
    n = len(values)
    change = np.array([[Fraction(min(i, j) + 1) for j in range(n)] for i in range(n)])
    back = np.array(
        [[Fraction(str(x)) for x in row] for row in sympy_matrix(change).inv().tolist()]
    )
    a = change @ np.diag(np.array(values, dtype=object)) @ back
    result = decompositions.eigen(a)
    assert not result.is_defective
    found = [space.exact for space in result.spaces for _ in range(space.algebraic)]
    assert found == sorted(values, reverse=True)
    for space in result.spaces:
        for v in space.basis:
            assert np.array_equal(a @ v, space.exact * v)
            assert math.gcd(*(int(x) for x in v)) == 1


def jordan(*blocks: tuple[int, int]) -> Matrix:
    """A Jordan matrix of (value, size) blocks, mixed by a whole-number change of basis."""
    n = sum(size for _, size in blocks)
    a = np.full((n, n), Fraction(0), dtype=object)
    start = 0
    for value, size in blocks:
        for i in range(start, start + size):
            a[i, i] = Fraction(value)
            if i + 1 < start + size:
                a[i, i + 1] = Fraction(1)
        start += size
    lower = np.tril(np.full((n, n), Fraction(1), dtype=object))
    back = np.array([[Fraction(int(i == j) - int(i == j + 1)) for j in range(n)] for i in range(n)])
    assert np.array_equal(lower @ back, np.eye(n))
    return lower @ a @ back


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([(2, 2)], {2: (2, 1)}),
        ([(2, 1), (2, 1)], {2: (2, 2)}),
        ([(3, 2), (3, 1), (-1, 1)], {3: (3, 2), -1: (1, 1)}),
        ([(0, 3), (5, 2)], {0: (3, 1), 5: (2, 1)}),
        ([(1, 2), (1, 2), (1, 2)], {1: (6, 3)}),
    ],
)
def test_multiplicities_of_jordan_matrices(
    blocks: list[tuple[int, int]], expected: dict[int, tuple[int, int]]
) -> None:
    result = decompositions.eigen(jordan(*blocks))
    assert {s.exact: (s.algebraic, s.geometric) for s in result.spaces} == expected
    assert result.is_defective == any(a != g for a, g in expected.values())
    assert result.vectors.shape[1] == sum(g for _, g in expected.values())


def test_irrational_multiplicities_are_exact() -> None:
    block = exact("0 1", "2 0")
    zero, one = exact("0 0", "0 0"), exact("1 0", "0 1")
    apart = decompositions.eigen(np.block([[block, zero], [zero, block]]))
    tied = decompositions.eigen(np.block([[block, one], [zero, block]]))
    assert [(s.algebraic, s.geometric) for s in apart.spaces] == [(2, 2), (2, 2)]
    assert [(s.algebraic, s.geometric) for s in tied.spaces] == [(2, 1), (2, 1)]
    assert apart.spaces[0].exact == Quadratic(Fraction(0), Fraction(1), 2)
    assert tied.is_defective
    assert not apart.is_defective


def test_a_rotation_has_a_complex_pair() -> None:
    result = decompositions.eigen(exact("0 -1", "1 0"))
    assert [s.exact for s in result.spaces] == [
        Quadratic(Fraction(0), Fraction(1), -1),
        Quadratic(Fraction(0), Fraction(-1), -1),
    ]
    assert result.values.tolist() == [1j, -1j]
    assert np.allclose(result.vectors[:, 0], np.array([1, -1j]) / math.sqrt(2), rtol=0, atol=1e-15)


@given(float_matrices(square=True))
def test_float_eigenvectors_are_eigenvectors(a: Matrix) -> None:
    result = decompositions.eigen(a)
    assert len(result.values) == len(a)
    assert np.allclose(np.linalg.norm(result.vectors, axis=0), 1)
    assert_signs(result.vectors)
    size = np.linalg.norm(a)
    assert abs(np.sum(result.values) - np.trace(a)) <= 1e-12 * size * len(a)
    for space in result.spaces:
        gap = a @ space.vectors - space.value * space.vectors
        assert np.linalg.norm(gap) <= 1e-6 * size
        if space.algebraic == 1 and len(result.spaces) == len(a):
            assert np.linalg.norm(gap) <= 1e-13 * size


@given(float_matrices(square=True))
def test_symmetric_matrices_have_perpendicular_eigenvectors(a: Matrix) -> None:
    a = a + a.T
    result = decompositions.eigen(a)
    assert result.is_symmetric
    assert not result.is_defective
    assert result.values.dtype == np.float64
    assert_orthonormal(result.vectors)
    assert np.all(np.diff(result.values) <= 0)
    spread = np.max(np.abs(result.values - scipy.linalg.eigvalsh(a)[::-1]))
    assert spread <= eigenvalues.CLUSTER_TOLERANCE * max(np.linalg.norm(a), 1)


def test_general_eigenvalues_are_scipys() -> None:
    for seed in range(30):
        n = 2 + seed % 7
        a = np.random.default_rng(seed).normal(size=(n, n))
        result = decompositions.eigen(a)
        expected = sorted(scipy.linalg.eigvals(a), key=lambda z: (-z.real, -z.imag))
        assert np.allclose(result.values, expected, rtol=0, atol=1e-12)
        assert result.reconstruction_error() < SMALL_ERROR
        assert not result.is_defective


def test_exact_input_gives_better_eigenvalues_than_rounding_allows() -> None:
    """A companion matrix with close roots: LAPACK loses digits, exact refinement does not."""
    shift = [Fraction(k, 1) + Fraction(1, 1000) * k * k for k in range(1, 5)]
    p = np.array([Fraction(1)], dtype=object)
    for root in shift:
        p = np.convolve(p, np.array([Fraction(1), -root], dtype=object))
    p = np.convolve(p, np.array([Fraction(1), Fraction(0), Fraction(-2)], dtype=object))
    companion = np.full((6, 6), Fraction(0), dtype=object)
    companion[0] = -p[1:]
    for i in range(5):
        companion[i + 1, i] = Fraction(1)
    found = {space.exact for space in decompositions.eigen(companion).spaces}
    roots = {Quadratic(Fraction(0), Fraction(sign), 2) for sign in (1, -1)}
    assert found == roots | set(shift)


def test_equal_eigenvalues_of_floats_are_recognised() -> None:
    root = math.sqrt(2)
    tied = decompositions.eigen(np.array([[root, 1.0], [0.0, root]]))
    assert (tied.spaces[0].algebraic, tied.spaces[0].geometric) == (2, 1)
    change = np.array([[1.0, 2.0], [3.0, 7.0]])
    turned = change @ np.array([[root, 1.0], [0.0, root]]) @ np.linalg.inv(change)
    assert decompositions.eigen(turned).is_defective
    assert decompositions.eigen(turned).values == pytest.approx([root, root], abs=1e-12)
    assert not decompositions.eigen(root * np.eye(3)).is_defective


def test_quadratics_are_rounded_once() -> None:
    close = Quadratic(Fraction(10**8), Fraction(-1), 10**16 - 1)
    with mpmath.workdps(60):
        expected = float(mpmath.mpf(10**8) - mpmath.sqrt(mpmath.mpf(10**16 - 1)))
    assert close.value() == expected
    assert Quadratic(Fraction(1), Fraction(2), -3).value() == complex(1, 2 * math.sqrt(3))


def test_square_free_parts_multiply_back() -> None:
    x: Any = sympy.Symbol("x")
    generator = seeded(4)
    for _ in range(30):
        expression = sympy.Integer(1)
        for multiplicity in (1, 2, 3):
            if generator.random() < 0.6:
                expression *= (x**2 + generator.randint(-4, 4)) ** multiplicity
        expression *= x - generator.randint(-3, 3)
        coefficients = sympy.Poly(expression, x).all_coeffs()
        p = tuple(Fraction(int(c)) for c in coefficients)
        product = sympy.Integer(1)
        for part, multiplicity in polynomials.square_free_parts(p):
            poly = sympy.Poly([sympy.Rational(str(c)) for c in part], x)
            assert poly.is_sqf
            product *= poly.as_expr() ** multiplicity
        assert sympy.expand(product - expression) == 0


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
        (lambda: decompositions.svd(np.full((9, 9), 1.7e308)), "larger than a computer's"),
        (lambda: decompositions.qr(np.full((9, 9), 1.7e308)), "larger than a computer's"),
        (lambda: decompositions.eigen(np.full((9, 9), 1.7e308)), "larger than a computer's"),
        (lambda: decompositions.svd(exact("1e400")), "larger than a computer's"),
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
