"""Eigenvalues and eigenvectors, exact where they can be, held against SymPy and SciPy."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.linalg
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from linalg_engine import decompositions
from linalg_engine.decompositions import polynomials
from tests.linalg_engine.some_matrices import (
    SMALL_ERROR,
    Matrix,
    as_sympy,
    assert_orthonormal,
    assert_signs,
    exact,
    float_matrices,
    random_whole,
    root,
    seeded,
    seeds,
)


def sympy_matrix(a: Matrix) -> Any:
    return sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])


@given(seeds)
def test_characteristic_polynomials_are_sympys(seed: int) -> None:
    generator = seeded(seed)
    n = generator.choice((1, 2, 3, 4, 5, 6, 7, 9))
    a = random_whole(generator, n, n) / generator.randint(1, 4)
    expected = sympy_matrix(a).charpoly().all_coeffs()
    found = decompositions.eigen(a).characteristic
    assert found is not None
    assert [sympy.Rational(str(c)) for c in found] == expected


def random_small_square(seed: int) -> Matrix:
    """Whole numbers, 2×2 or 3×3; a third are triangular with −1, 0 and 1, so often defective."""
    n = 2 + seed % 2
    a = random_whole(seeded(seed), n, n)
    return a if seed % 3 else np.triu(np.sign(a).astype(int)).astype(object) * Fraction(1)


@given(seeds.map(random_small_square))
@example(exact("1 1", "1 0"))
@example(exact("0 -1", "1 0"))
@example(exact("1 1 0", "0 1 1", "0 0 1"))
@example(exact("0 0 2", "1 0 0", "0 1 0"))
def test_exact_eigenvalues_and_multiplicities_are_sympys(a: Matrix) -> None:
    n = len(a)
    result = decompositions.eigen(a)
    x: Any = sympy.Symbol("x")
    factored: Any = sympy.factor_list(sympy_matrix(a).charpoly(x).as_expr(), x)
    factors = factored[1]
    if any(sympy.degree(factor, x) > 2 for factor, _ in factors):
        assert not result.is_exact
        return
    expected = {
        sympy.nsimplify(root): multiplicity
        for factor, multiplicity in factors
        for root in sympy.roots(factor, x)
    }
    found = {}
    for space in result.spaces:
        assert space.exact is not None
        found[sympy.expand(as_sympy(space.exact))] = space.algebraic
        shifted = sympy_matrix(a) - as_sympy(space.exact) * sympy.eye(n)
        assert space.geometric == n - shifted.rank(simplify=True)
    assert found == {sympy.expand(root): count for root, count in expected.items()}
    assert result.is_defective == any(s.geometric < s.algebraic for s in result.spaces)


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
    assert apart.spaces[0].exact == root(2)
    assert tied.is_defective
    assert not apart.is_defective


@given(
    st.lists(
        st.tuples(st.integers(-5, 5), st.integers(-9, 9)), min_size=2, max_size=3, unique=True
    ),
    st.integers(1, 6),
)
def test_every_quadratic_eigenvalue_is_found(pairs: list[tuple[int, int]], below: int) -> None:
    """Of blocks with x² - bx - c, mixed by a change of basis, and divided."""
    n = 2 * len(pairs)
    blocks = np.full((n, n), Fraction(0), dtype=object)
    for i, (b, c) in enumerate(pairs):
        blocks[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = exact(f"{b} {c}", "1 0")
    lower = np.tril(np.full((n, n), Fraction(1), dtype=object))
    back = np.array([[Fraction(int(i == j) - int(i == j + 1)) for j in range(n)] for i in range(n)])
    result = decompositions.eigen(lower @ blocks @ back / below)
    x: Any = sympy.Symbol("x")
    expected: list[Any] = []
    for b, c in pairs:
        expected += sympy.roots(x**2 - b * x - c, x, multiple=True)
    found: list[Any] = []
    for space in result.spaces:
        assert space.exact is not None
        found += [below * as_sympy(space.exact)] * space.algebraic
    key = sympy.default_sort_key
    assert sorted(map(sympy.expand, found), key=key) == sorted(map(sympy.expand, expected), key=key)


def test_a_rotation_has_a_complex_pair() -> None:
    result = decompositions.eigen(exact("0 -1", "1 0"))
    i = root(-1)
    assert [s.exact for s in result.spaces] == [i, -i]
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
            # LAPACK balances first: for [0 .375 0;0 0 3584.7;.0078125 0 8191] its own vectors are
            # off by 700 units of rounding.
            assert np.linalg.norm(gap) <= 1e-12 * size


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
    assert spread <= 1e-12 * max(np.linalg.norm(a), 1)


@pytest.mark.parametrize("seed", range(30))
def test_general_eigenvalues_are_scipys(seed: int) -> None:
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
    for value in shift:
        p = np.convolve(p, np.array([Fraction(1), -value], dtype=object))
    p = np.convolve(p, np.array([Fraction(1), Fraction(0), Fraction(-2)], dtype=object))
    companion = np.full((6, 6), Fraction(0), dtype=object)
    companion[0] = -p[1:]
    for i in range(5):
        companion[i + 1, i] = Fraction(1)
    found = {space.exact for space in decompositions.eigen(companion).spaces}
    assert found == {root(2), -root(2), *shift}


def test_equal_eigenvalues_of_floats_are_recognised() -> None:
    root = math.sqrt(2)
    tied = decompositions.eigen(np.array([[root, 1.0], [0.0, root]]))
    assert (tied.spaces[0].algebraic, tied.spaces[0].geometric) == (2, 1)
    change = np.array([[1.0, 2.0], [3.0, 7.0]])
    turned = change @ np.array([[root, 1.0], [0.0, root]]) @ np.linalg.inv(change)
    assert decompositions.eigen(turned).is_defective
    assert decompositions.eigen(turned).values == pytest.approx([root, root], abs=1e-12)
    assert not decompositions.eigen(root * np.eye(3)).is_defective


ROOT = math.sqrt(2)


@pytest.mark.parametrize(
    ("a", "expected"),
    [
        (np.diag([1e8 * ROOT, 1.0, 2.0]), [1e8 * ROOT, 2, 1]),
        (np.diag([1e17 * ROOT, 1.0, 2.0]), [1e17 * ROOT, 2, 1]),
        (
            np.array([[1e17 * ROOT, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 2.0]]),
            [1e17 * ROOT, 2, 1],
        ),
        # √2 ± √(10⁻¹⁴)
        (np.array([[ROOT, 1.0], [1e-14, ROOT]]), [ROOT + 1e-7, ROOT - 1e-7]),
        (exact("1e200 1 0", "0 1 0", "0 0 2"), [1e200, 2, 1]),
        (
            exact(
                *(
                    " ".join("1e8" if i == j == 0 else str(i) if i == j else "0" for j in range(7))
                    for i in range(7)
                )
            ),
            [1e8, 6, 5, 4, 3, 2, 1],
        ),
    ],
)
def test_eigenvalues_that_differ_stay_apart(a: Matrix, expected: list[float]) -> None:
    result = decompositions.eigen(a)
    assert len(result.spaces) == len(a)
    assert not result.is_defective
    assert result.values == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("size", [7, 20])
def test_close_eigenvalues_of_a_symmetric_matrix_stay_apart(size: int) -> None:
    generator = np.random.default_rng(size)
    turn = np.linalg.qr(generator.normal(size=(size, size)))[0]
    expected = 1 + 1e-11 * np.arange(size)[::-1]
    a = turn * expected @ turn.T
    result = decompositions.eigen((a + a.T) / 2)
    assert result.is_numerical
    assert result.values == pytest.approx(expected, rel=0, abs=1e-13)
    assert len(result.spaces) == size
    assert_orthonormal(result.vectors)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([(2, 2), (3, 1), (-1, 1)], {2: (2, 1), 3: (1, 1), -1: (1, 1)}),
        ([(2, 3), (1, 2)], {2: (3, 1), 1: (2, 1)}),
        ([(1, 2), (1, 1), (0, 1)], {1: (3, 2), 0: (1, 1)}),
        ([(1, 1), (1, 1), (1, 1), (3, 1)], {1: (3, 3), 3: (1, 1)}),
        ([(2, 3), (1, 2), (0, 2), (5, 1)], {2: (3, 1), 1: (2, 1), 0: (2, 1), 5: (1, 1)}),
    ],
)
def test_multiplicities_of_floats(
    blocks: list[tuple[int, int]], expected: dict[int, tuple[int, int]]
) -> None:
    """Times √2, of which no multiple is a float: LAPACK finds m-fold ones ε^(1/m) apart."""
    result = decompositions.eigen(ROOT * jordan(*blocks).astype(float))
    assert result.is_numerical
    found = {round(s.value.real / ROOT): (s.algebraic, s.geometric) for s in result.spaces}
    assert found == expected
    means = [s.value / ROOT for s in result.spaces]
    assert means == pytest.approx(sorted(expected, reverse=True), rel=0, abs=1e-12)


def test_zero_is_zero_and_not_a_rounding_error() -> None:
    result = decompositions.eigen(np.array([[ROOT, 2.0], [1.0, ROOT]]))
    assert result.values == pytest.approx([2 * ROOT, 0], rel=1e-15, abs=0)


def test_triangular_matrices_have_their_diagonal_exactly() -> None:
    generator = seeded(6)
    for n in (7, 9, 12):
        a = np.triu(random_whole(generator, n, n))
        for triangle in (a, a.T):
            result = decompositions.eigen(triangle)
            assert not result.is_numerical
            found = [space.exact for space in result.spaces for _ in range(space.algebraic)]
            assert found == sorted(np.diag(a), reverse=True)
            for space in result.spaces:
                assert space.exact is not None
                shifted = sympy_matrix(triangle) - as_sympy(space.exact) * sympy.eye(n)
                assert space.geometric == n - shifted.rank()
                for v in space.basis:
                    assert np.array_equal(triangle @ v, space.exact * v)


def test_quadratics_are_rounded_once() -> None:
    """The roots of x² - 2·10⁸ x + 1, and of x² - 2x + 13."""
    with mpmath.workdps(60):
        expected = float(mpmath.mpf(10**8) - mpmath.sqrt(mpmath.mpf(10**16 - 1)))
    assert decompositions.eigen(exact("200000000 -1", "1 0")).spaces[1].value == expected
    pair = decompositions.eigen(exact("2 -13", "1 0")).spaces
    assert [s.value for s in pair] == [complex(1, s * 2 * math.sqrt(3)) for s in (1, -1)]


def test_quadratics_whose_root_is_not_exact_are_rounded_once() -> None:
    """The square factors of 10³⁸ - 1 and 10³⁸ + 1 are not looked for."""
    with mpmath.workdps(90):
        expected = float(mpmath.mpf(10**19) - mpmath.sqrt(mpmath.mpf(10**38 - 1)))
    spaces = decompositions.eigen(exact(f"{2 * 10**19} -1", "1 0")).spaces
    assert [space.exact for space in spaces] == [None, None]
    assert spaces[1].value == expected
    assert decompositions.eigen(exact(f"{2 * 10**19} {-1 - 2 * 10**38}", "1 0")).values == (
        pytest.approx([complex(1e19, 1e19), complex(1e19, -1e19)], rel=1e-15)
    )


def test_triangular_matrices_with_roots_are_exact() -> None:
    a = exact("1 1 1", "0 1 2", "0 0 3") * root(2)
    a[0, 1] = Fraction(0)
    result = decompositions.eigen(a)
    assert [(s.exact, s.algebraic) for s in result.spaces] == [(3 * root(2), 1), (root(2), 2)]
    assert not result.is_numerical
    assert result.characteristic is None
    for space in result.spaces:
        for v in space.basis:
            assert np.array_equal(a @ v, space.exact * v)
    assert result.reconstruction_error() < SMALL_ERROR


def test_a_turn_by_45_degrees_has_exact_eigenvalues() -> None:
    half = root(Fraction(1, 2))
    result = decompositions.eigen(np.array([[half, -half], [half, half]]))
    assert not result.is_numerical
    assert [str(space.exact) for space in result.spaces] == ["√2/2 + √2/2 i", "√2/2 - √2/2 i"]
    assert result.values == pytest.approx([complex(0.5**0.5, s * 0.5**0.5) for s in (1, -1)])


@given(seeds)
def test_factors_are_irreducible_and_multiply_back(seed: int) -> None:
    x: Any = sympy.Symbol("x")
    generator = seeded(seed)
    expression = sympy.Integer(1)
    for multiplicity in (1, 2, 3):
        if generator.random() < 0.6:
            expression *= (x**2 + generator.randint(-4, 4)) ** multiplicity
    expression *= x - sympy.Rational(generator.randint(-3, 3), generator.randint(1, 3))
    p = tuple(Fraction(str(c)) for c in sympy.Poly(expression, x).all_coeffs())
    product = sympy.Integer(1)
    for factor, multiplicity in polynomials.factors(p):
        poly = sympy.Poly([sympy.Rational(str(c)) for c in factor], x)
        assert poly.is_irreducible
        assert poly.LC() == 1
        product *= poly.as_expr() ** multiplicity
    assert sympy.expand(product - expression) == 0


def test_symmetric_matrices_have_real_eigenvalues_that_are_no_roots() -> None:
    # A path whose last vertex has a loop: 2 cos(π/7), 2 cos(3π/7), 2 cos(5π/7).
    found = decompositions.eigen([[0, 1, 0], [1, 0, 1], [0, 1, 1]])

    assert found.values.dtype == np.float64
    assert found.values == pytest.approx([2 * math.cos(k * math.pi / 7) for k in (1, 3, 5)])


def test_two_quadratic_factors_of_a_symmetric_matrix_are_solved_exactly() -> None:
    # Blocks with the eigenvalues (3 ± √5)/2 and 4 ± √2, between rows of a Hadamard matrix.
    blocks = np.array([[1, 1, 0, 0], [1, 2, 0, 0], [0, 0, 3, 1], [0, 0, 1, 5]])
    h = np.array([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]])

    found = decompositions.eigen(h @ blocks @ h.T)

    exact = {str(space.exact) for space in found.spaces}
    assert exact == {"16 + 4√2", "6 + 2√5", "16 - 4√2", "6 - 2√5"}
