"""Elimination held against SymPy (exact), SciPy (floats), and its own laws."""

from __future__ import annotations

import math
import pickle
from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from linalg_engine import elimination, vectors
from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON
from tests.examples import examples
from tests.linalg_engine.some_matrices import (
    Matrix,
    exact,
    exact_matrices,
    random_exact,
    random_matrix,
    random_square,
    seeded,
    seeds,
)


def domain_matrix(a: Matrix) -> DomainMatrix:
    rows = [[QQ(x.numerator, x.denominator) for x in row] for row in a]
    return DomainMatrix(rows, a.shape, QQ)


def fraction(x: Any) -> Fraction:
    return Fraction(int(x.numerator), int(x.denominator))


def fractions(a: DomainMatrix) -> list[list[Fraction]]:
    return [[fraction(x) for x in row] for row in a.to_dense().to_list()]


def with_condition(n: int, condition: float, seed: int) -> Matrix:
    """A random matrix whose singular values go from 1 down to 1/condition."""
    generator = np.random.default_rng(seed)
    left = np.linalg.qr(generator.normal(size=(n, n)))[0]
    right = np.linalg.qr(generator.normal(size=(n, n)))[0]
    return left @ np.diag(np.logspace(0, -math.log10(condition), n)) @ right


# Against SymPy


@examples(5)
@given(seeds.map(random_matrix), st.booleans())
def test_reduced_forms_and_ranks_are_sympys(a: Matrix, record: bool) -> None:
    reference, pivots = domain_matrix(a).rref()
    result = elimination.row_reduce(a, record=record)
    assert result.is_recorded == record
    assert result.rref.tolist() == fractions(reference)
    assert result.pivots == tuple(pivots)
    assert result.rank == len(pivots)


@examples(2)
@given(seeds.map(random_matrix))
def test_null_spaces_are_sympys(a: Matrix) -> None:
    spaces = elimination.subspaces(a)
    null = fractions(domain_matrix(a).nullspace())
    assert row_space([list(v) for v in spaces.null]) == row_space(null)
    left = fractions(domain_matrix(a.T.copy()).nullspace())
    assert row_space([list(v) for v in spaces.left_null]) == row_space(left)


def row_space(vectors: list[list[Fraction]]) -> list[list[Fraction]]:
    """The one reduced basis of a span."""
    if not vectors:
        return []
    return fractions(domain_matrix(np.array(vectors, dtype=object)).rref()[0])


@examples(5)
@given(seeds.map(random_square))
def test_determinants_and_inverses_are_sympys(a: Matrix) -> None:
    reference = domain_matrix(a)
    determinant = elimination.determinant(a)
    assert determinant.value == fraction(reference.det())
    assert determinant.is_zero == (determinant.value == 0)
    if determinant.value == 0:
        with pytest.raises(InputError, match=f"rank is {reference.rank()}"):
            elimination.inverse(a)
    else:
        assert elimination.inverse(a).value.tolist() == fractions(reference.inv())


def random_system(seed: int) -> tuple[Matrix, Matrix]:
    """A matrix and a right side, which every second time is in its column space."""
    a, generator = random_matrix(seed), seeded(seed + 1)
    m, n = a.shape
    if seed % 2:
        return a, random_exact(generator, m, 1)[:, 0]
    return a, a @ random_exact(generator, n, 1)[:, 0]


def kind_of(a: Matrix, b: Matrix) -> str:
    """How many solutions there are, by SymPy's ranks."""
    rank = domain_matrix(a).rank()
    joined = domain_matrix(np.hstack([a, b.reshape(-1, 1)])).rank()
    return "none" if joined > rank else "one" if rank == a.shape[1] else "many"


@examples(5)
@given(seeds.map(random_system))
def test_solutions_are_complete_and_exact(system: tuple[Matrix, Matrix]) -> None:
    a, b = system
    n, rank = a.shape[1], domain_matrix(a).rank()
    solution = elimination.solve(a, b)
    assert solution.kind == kind_of(a, b)
    assert len(solution.directions) == len(solution.free_columns) == n - rank
    assert sorted(solution.pivot_columns + solution.free_columns) == list(range(n))
    for v, own in zip(solution.directions, solution.free_columns, strict=True):
        assert not np.any(a @ v)
        assert [v[c] for c in solution.free_columns] == [
            int(c == own) for c in solution.free_columns
        ]
    if solution.particular is None:
        assert solution.contradiction is not None
        row = solution.reduction.rref[solution.contradiction]
        assert not np.any(row[:-1])
        assert row[-1] != 0
    else:
        assert np.array_equal(a @ solution.particular, b)
        assert all(solution.particular[c] == 0 for c in solution.free_columns)


def test_what_is_drawn_is_of_every_kind() -> None:
    kinds = Counter(kind_of(*random_system(seed)) for seed in range(60))
    singular = sum(domain_matrix(random_square(seed)).det() == 0 for seed in range(60))
    assert min(kinds[kind] for kind in ("one", "none", "many")) > 6
    assert 6 < singular < 54


@examples(0.5)
@given(seeds.map(random_matrix))
def test_reduced_forms_are_those_of_sympys_own_matrix(a: Matrix) -> None:
    matrix = sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])
    reduced, pivots = matrix.rref()
    result = elimination.row_reduce(a)
    assert sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in result.rref]) == reduced
    assert result.pivots == pivots
    null = [[Fraction(str(x)) for x in v] for v in matrix.nullspace()]
    assert [list(v) for v in elimination.subspaces(a).null] == null


@pytest.mark.parametrize("n", [2, 5, 8])
def test_hilbert_and_vandermonde(n: int) -> None:
    hilbert = np.array([[Fraction(1, i + j + 1) for j in range(n)] for i in range(n)], dtype=object)
    inverse = elimination.inverse(hilbert).value
    assert np.array_equal(inverse, scipy.linalg.invhilbert(n, exact=True))
    points = [Fraction(k * k - 3, 2) for k in range(n)]
    vandermonde = np.array([[x**j for j in range(n)] for x in points], dtype=object)
    expected = math.prod(points[j] - points[i] for i in range(n) for j in range(i + 1, n))
    assert elimination.determinant(vandermonde).value == expected


# Floats


@pytest.mark.parametrize("condition", [1e0, 1e4, 1e8, 1e12])
@pytest.mark.parametrize("n", [2, 6, 20])
def test_inverses_and_solutions_up_to_the_condition_number(n: int, condition: float) -> None:
    for seed in range(5):
        a = with_condition(n, condition, seed)
        allowed = 10 * n * EPSILON * condition
        reference = scipy.linalg.inv(a)
        error = np.linalg.norm(elimination.inverse(a).value - reference)
        assert error <= allowed * np.linalg.norm(reference)
        b = np.arange(1.0, n + 1)
        solution = elimination.solve(a, b)
        assert solution.kind == "one"
        assert solution.particular is not None
        expected = scipy.linalg.solve(a, b)
        gap = np.linalg.norm(solution.particular - expected)
        assert gap <= allowed * np.linalg.norm(expected)
        value, reference = float(elimination.determinant(a).value), float(scipy.linalg.det(a))
        assert abs(value - reference) <= allowed * abs(reference)
        assert not elimination.determinant(a).is_zero


@pytest.mark.parametrize(("m", "n", "r"), [(5, 5, 3), (8, 4, 2), (4, 9, 4), (60, 80, 30)])
def test_the_rank_of_floats_survives_rounding(m: int, n: int, r: int) -> None:
    generator = np.random.default_rng(m * n)
    a = generator.normal(size=(m, r)) @ generator.normal(size=(r, n))
    assert elimination.rank(a) == r
    spaces = elimination.subspaces(a)
    assert not spaces.is_exact
    assert (len(spaces.null), len(spaces.left_null)) == (n - r, m - r)
    scale = np.linalg.norm(a)
    for v in spaces.null:
        assert np.linalg.norm(a @ v) <= 1e-10 * scale * np.linalg.norm(v)
    for y in spaces.left_null:
        assert np.linalg.norm(y @ a) <= 1e-10 * scale * np.linalg.norm(y)


def test_scaling_rows_and_columns_changes_no_rank() -> None:
    assert elimination.rank(np.diag([1e-12, 1e12])) == 2
    a = np.array([[1e-10, 1e10], [1e-10, 2e10]])
    assert elimination.rank(a) == 2
    dependent = np.array([[math.sqrt(2), 2.0], [1.0, math.sqrt(2)]])
    assert elimination.rank(dependent) == 1
    assert elimination.rank(np.diag([1e-9, 1e9]) @ dependent) == 1


def test_partial_pivoting_brings_up_the_largest_entry() -> None:
    steps = elimination.row_reduce(np.array([[1e-20, 1.0], [1.0, 1.0]])).steps
    assert steps[0].kind == "swap"
    assert "rounding" in steps[0].reason
    solution = elimination.solve(np.array([[1e-20, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0]))
    assert solution.particular is not None
    assert solution.particular.tolist() == [1.0, 1.0]


def test_a_float_determinant_knows_what_is_rounding() -> None:
    dependent = np.array([[math.sqrt(2), 2.0], [1.0, math.sqrt(2)]])
    assert elimination.determinant(dependent).value == 0
    assert elimination.determinant(dependent).is_zero
    assert not elimination.determinant(np.diag([1e-12, 1e12])).is_zero
    assert elimination.determinant(np.diag([1e200, 1e200, 1e-300])).value == pytest.approx(1e100)
    assert elimination.determinant(np.array([[0.0, 2.0], [3.0, 0.0]])).value == -6


# Least squares, subspaces


@examples(0.5)
@given(seeds.map(random_system))
def test_least_squares_agree_with_sympys_pseudoinverse(system: tuple[Matrix, Matrix]) -> None:
    a, b = system
    matrix = sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])
    expected = matrix.pinv() * sympy.Matrix([sympy.Rational(str(x)) for x in b])
    result = elimination.least_squares(a, b)
    assert [sympy.Rational(str(x)) for x in result.x] == list(expected)
    assert not np.any(a.T @ result.residual)
    assert np.array_equal(result.fitted + result.residual, b)
    assert result.distance == vectors.norm(result.residual)
    if not isinstance(result.distance.value, float):
        assert result.distance.value**2 == sum(x * x for x in result.residual)
    assert result.is_unique == (matrix.rank() == matrix.cols)


def test_least_squares_of_floats_are_scipys() -> None:
    generator = np.random.default_rng(7)
    a = generator.normal(size=(12, 5)) * 1e150
    b = generator.normal(size=12)
    solution = elimination.solve(a, b)
    assert solution.kind == "none"
    assert solution.least_squares is not None
    fit: Any = scipy.linalg.lstsq(a, b)
    assert np.allclose(solution.least_squares.x, fit[0], rtol=1e-12, atol=0)


@given(exact_matrices())
def test_the_four_subspaces_are_perpendicular_in_pairs(a: Matrix) -> None:
    m, n = a.shape
    spaces = elimination.subspaces(a)
    assert len(spaces.column) == len(spaces.row) == spaces.rank
    assert len(spaces.null) == n - spaces.rank
    assert len(spaces.left_null) == m - spaces.rank
    assert all(v @ w == 0 for v in spaces.row for w in spaces.null)
    assert all(v @ w == 0 for v in spaces.column for w in spaces.left_null)


# Edges


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (4, 1), (3, 3), (2, 5)])
@pytest.mark.parametrize("kind", ["exact", "float"])
def test_zero_matrices(shape: tuple[int, int], kind: str) -> None:
    m, n = shape
    a = np.full(shape, Fraction(0), dtype=object) if kind == "exact" else np.zeros(shape)
    result = elimination.row_reduce(a)
    assert (result.rank, result.steps) == (0, ())
    assert result.is_exact == (kind == "exact")
    spaces = elimination.subspaces(a)
    assert [v.tolist() for v in spaces.null] == np.eye(n).tolist()
    assert [v.tolist() for v in spaces.left_null] == np.eye(m).tolist()
    right = a[:, 0] + 1
    solution = elimination.solve(a, right)
    assert solution.kind == "none"
    assert solution.least_squares is not None
    assert not np.any(solution.least_squares.x)
    assert float(solution.least_squares.distance.value) == pytest.approx(math.sqrt(m))
    assert elimination.solve(a, a[:, 0]).kind == "many"


def test_one_by_one() -> None:
    a = exact("-2/3")
    assert elimination.determinant(a).value == Fraction(-2, 3)
    assert elimination.inverse(a).value.tolist() == [[Fraction(-3, 2)]]
    assert elimination.solve(a, np.array([Fraction(2)], dtype=object)).particular == [-3]


def test_results_cross_processes() -> None:
    result = elimination.solve(exact("1 2", "3 4"), exact("5 6")[0])
    assert repr(pickle.loads(pickle.dumps(result))) == repr(result)  # noqa: S301 (our own)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: elimination.inverse(exact("1 2 3", "4 5 6")), "square matrix; this one is 2×3."),
        (lambda: elimination.determinant(exact("1 2")), "determinant needs a square"),
        (lambda: elimination.trace(exact("1 2")), "The trace needs a square"),
        (lambda: elimination.power(exact("1 2"), 2), "A power needs a square"),
        (lambda: elimination.inverse(exact("1 2", "2 4")), "rank is 1, and a 2×2 .* rank 2"),
        (lambda: elimination.power(exact("1 2", "2 4"), -1), "has no inverse"),
        (
            lambda: elimination.multiply(exact("1 2 3", "4 5 6"), exact("1 2", "3 4")),
            "A 2×3 times a 2×2 does not fit: 3 columns meet 2 rows",
        ),
        (lambda: elimination.multiply(exact("1", "2"), exact("1", "2")), "1 column meet"),
        (lambda: elimination.solve(exact("1 2", "3 4"), exact("1 2 3")[0]), "2 in all; .* has 3"),
        (lambda: elimination.solve(exact("1 2", "3 4"), exact("1 2", "3 4")), "this one is 2×2"),
        (
            lambda: elimination.power(exact("1 2", "3 4"), 10**6),
            "larger than any floating-point number",
        ),
        (lambda: elimination.power(exact("1 2", "3 4"), 10**10), "exponent"),
        (
            lambda: elimination.determinant(np.diag([1e200, 1e200])),
            "larger than any floating-point number",
        ),
        (
            lambda: elimination.determinant(exact("1e200 0", "0 1e200")),
            "larger than any floating-point number",
        ),
        (lambda: elimination.multiply(np.full((2, 2), 1e200), np.full((2, 2), 1e200)), "larger"),
        (lambda: elimination.trace(np.full((2, 2), 1.7e308)), "larger"),
        (lambda: elimination.rank(np.ones((101, 2))), "up to 100×100 here; this one is 101×2"),
        (lambda: elimination.inverse(np.ones((101, 101))), "up to 100×100"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(call: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        call()


def ten_digits(m: int, n: int) -> Matrix:
    generator = seeded(m * n)
    rows = [
        [Fraction(generator.randint(1, 10**10), generator.randint(1, 10**10)) for _ in range(n)]
        for _ in range(m)
    ]
    return np.array(rows, dtype=object)


def test_ten_digit_fractions_stay_exact_at_10x10() -> None:
    a = ten_digits(10, 10)
    inverse = elimination.inverse(a)
    assert inverse.is_exact
    assert fractions(domain_matrix(a).inv()) == inverse.value.tolist()
    assert elimination.determinant(a).value == fraction(domain_matrix(a).det())


def test_what_would_take_too_long_is_done_in_floats() -> None:
    a = ten_digits(30, 30)
    assert not elimination.row_reduce(a).is_exact
    assert elimination.rank(a) == 30
    whole = np.array(seeded(1).choices([Fraction(k) for k in range(9)], k=10**4))
    assert not elimination.inverse(whole.reshape(100, 100)).is_exact


@pytest.mark.parametrize("rhs", [[[1, 2], [3, 4]], [[1, 2, 3, 4], [5, 6, 7, 8]], [1, 2, 3]])
@pytest.mark.parametrize("solve", [elimination.solve, elimination.least_squares])
def test_a_right_hand_side_is_one_number_for_each_row(solve: Any, rhs: Any) -> None:
    with pytest.raises(InputError, match="one number for each row of the 4×4 matrix") as caught:
        solve(np.eye(4), rhs)
    assert caught.value.example == "[1, 2, 3, 4]"


@pytest.mark.parametrize("rhs", [[1, 2, 3, 4], [[1, 2, 3, 4]], [[1], [2], [3], [4]]])
def test_a_right_hand_side_may_be_a_row_or_a_column(rhs: Any) -> None:
    particular = elimination.solve(np.eye(4), rhs).particular
    assert particular is not None
    assert particular.tolist() == [1, 2, 3, 4]
