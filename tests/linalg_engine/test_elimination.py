"""Elimination held against SymPy (exact), SciPy (floats), and its own laws."""

from __future__ import annotations

import math
import pickle
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import sympy
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from linalg_engine import elimination
from linalg_engine.elimination import row_reduction
from linalg_engine.errors import InputError
from linalg_engine.matrices import EPSILON

Matrix = NDArray[Any]

RANDOM_MATRICES = 2100


def exact(*rows: str) -> Matrix:
    """``exact("1 1/2", "3 4")``."""
    return np.array([[Fraction(x) for x in row.split()] for row in rows], dtype=object)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (test data, no secrets)


def random_entry(generator: random.Random) -> Fraction:
    bottom = generator.choice((1, 1, 2, 3, 7, 12))
    return Fraction(generator.choice((0, generator.randint(-20, 20))), bottom)


def random_exact(generator: random.Random, m: int, n: int) -> Matrix:
    return np.array([[random_entry(generator) for _ in range(n)] for _ in range(m)], dtype=object)


def random_matrices(seed: int, count: int = RANDOM_MATRICES) -> Iterator[Matrix]:
    """Shapes up to 6×6, a third of them products that lower the rank."""
    generator = seeded(seed)
    for i in range(count):
        m, n = generator.randint(1, 6), generator.randint(1, 6)
        if i % 3:
            yield random_exact(generator, m, n)
        else:
            inner = generator.randint(1, 4)
            yield random_exact(generator, m, inner) @ random_exact(generator, inner, n)


def random_squares(seed: int, count: int = RANDOM_MATRICES) -> Iterator[Matrix]:
    for a in random_matrices(seed, count):
        size = min(a.shape)
        yield a[:size, :size]


def domain_matrix(a: Matrix) -> DomainMatrix:
    rows = [[QQ(x.numerator, x.denominator) for x in row] for row in a]
    return DomainMatrix(rows, a.shape, QQ)


def fraction(x: Any) -> Fraction:
    return Fraction(int(x.numerator), int(x.denominator))


def fractions(a: DomainMatrix) -> list[list[Fraction]]:
    return [[fraction(x) for x in row] for row in a.to_dense().to_list()]


rationals = st.fractions(-50, 50, max_denominator=12)


@st.composite
def exact_matrices(draw: st.DrawFn, square: bool = False) -> Matrix:
    m = draw(st.integers(1, 5))
    n = m if square else draw(st.integers(1, 5))
    entry = st.one_of(st.just(Fraction(0)), rationals, st.integers(-3, 3).map(Fraction))
    rows = st.lists(st.lists(entry, min_size=n, max_size=n), min_size=m, max_size=m)
    return np.array(draw(rows), dtype=object)


moderate = st.floats(-1e4, 1e4).filter(lambda x: x == 0 or abs(x) > 1e-4)


@st.composite
def float_matrices(draw: st.DrawFn) -> Matrix:
    m, n = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    rows = st.lists(st.lists(moderate, min_size=n, max_size=n), min_size=m, max_size=m)
    return np.array(draw(rows), dtype=np.float64)


def with_condition(n: int, condition: float, seed: int) -> Matrix:
    """A random matrix whose singular values go from 1 down to 1/condition."""
    generator = np.random.default_rng(seed)
    left = np.linalg.qr(generator.normal(size=(n, n)))[0]
    right = np.linalg.qr(generator.normal(size=(n, n)))[0]
    return left @ np.diag(np.logspace(0, -math.log10(condition), n)) @ right


def applied(before: Matrix, step: row_reduction.RowOperation) -> Matrix:
    """The row operation, written independently of the code under test."""
    rows = [list(row) for row in before]
    t, s, f = step.target, step.source, step.factor
    if step.kind == "swap":
        assert s is not None
        assert f is None
        rows[t], rows[s] = rows[s], rows[t]
    elif step.kind == "scale":
        assert s is None
        rows[t] = [x * f for x in rows[t]]
    else:
        assert s is not None
        rows[t] = [x + f * y for x, y in zip(rows[t], rows[s], strict=True)]
    return np.array(rows, dtype=before.dtype)


# Against SymPy


def test_reduced_forms_ranks_and_null_spaces_are_sympys() -> None:
    for i, a in enumerate(random_matrices(seed=1)):
        reference, pivots = domain_matrix(a).rref()
        for record in (False, i % 4 == 0):
            result = elimination.row_reduce(a, record=record)
            assert result.is_recorded == record
            assert result.rref.tolist() == fractions(reference)
            assert result.pivots == tuple(pivots)
        if i % 2:
            continue
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


def test_determinants_and_inverses_are_sympys() -> None:
    singular = 0
    for a in random_squares(seed=2):
        reference = domain_matrix(a)
        determinant = elimination.determinant(a)
        assert determinant.value == fraction(reference.det())
        assert determinant.is_zero == (determinant.value == 0)
        if determinant.value == 0:
            singular += 1
            with pytest.raises(InputError, match=f"rank is {reference.rank()}"):
                elimination.inverse(a)
        else:
            assert elimination.inverse(a).value.tolist() == fractions(reference.inv())
    assert 200 < singular < RANDOM_MATRICES - 200


def test_solutions_are_complete_and_exact() -> None:
    generator = seeded(3)
    kinds = {"one": 0, "none": 0, "many": 0}
    for a in random_matrices(seed=3):
        m, n = a.shape
        b = random_exact(generator, m, 1)[:, 0]
        if generator.random() < 0.5:
            b = a @ random_exact(generator, n, 1)[:, 0]
        rank = domain_matrix(a).rank()
        joined = domain_matrix(np.hstack([a, b.reshape(-1, 1)])).rank()
        kind = "none" if joined > rank else "one" if rank == n else "many"
        solution = elimination.solve(a, b)
        kinds[kind] += 1
        assert solution.kind == kind
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
    assert min(kinds.values()) > 200


def test_a_sample_against_sympys_own_matrix() -> None:
    for a in random_matrices(seed=4, count=40):
        matrix = sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])
        reduced, pivots = matrix.rref()
        result = elimination.row_reduce(a)
        assert sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in result.rref]) == (
            reduced
        )
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


# The working


@given(exact_matrices())
def test_each_exact_step_leads_from_the_matrix_before_to_the_one_after(a: Matrix) -> None:
    result = elimination.row_reduce(a)
    before = result.matrix
    for step in result.steps:
        assert np.array_equal(applied(before, step), step.matrix)
        assert step.reason
        assert step.factor not in (0, 1) or step.kind == "add"
        before = step.matrix
    assert np.array_equal(before, result.rref)
    assert np.array_equal(result.matrix, a)


@given(float_matrices())
def test_each_float_step_does_so_up_to_rounding(a: Matrix) -> None:
    result = elimination.row_reduce(a)
    assert not result.is_exact
    before, size = a, 1e4
    for step in result.steps:
        after = applied(before, step)
        size = max(size, float(np.max(np.abs(after))))
        assert np.allclose(after, step.matrix, rtol=0, atol=20 * EPSILON * size)
        before = step.matrix
    assert np.array_equal(before, result.rref)


@given(exact_matrices(square=True))
def test_the_determinant_is_the_signed_product_of_its_pivots(a: Matrix) -> None:
    result = elimination.determinant(a)
    assert result.echelon is not None
    assert not np.any(np.tril(result.echelon, -1))
    assert tuple(np.diag(result.echelon)) == result.pivots
    assert result.value == result.sign * math.prod(result.pivots)
    assert {step.kind for step in result.steps} <= {"swap", "add"}
    if len(a) in (2, 3):
        assert result.value == sum(term.value for term in result.cofactors)
        for term in result.cofactors:
            assert term.entry == a[0, term.column]
            assert term.value == term.sign * term.entry * term.minor_value
    else:
        assert result.cofactors == ()


@given(st.data())
def test_the_determinant_of_a_product_is_the_product(data: st.DataObject) -> None:
    a, b = data.draw(exact_matrices(square=True)), data.draw(exact_matrices(square=True))
    n = min(len(a), len(b))
    a, b = a[:n, :n], b[:n, :n]
    determinant = elimination.determinant
    product = determinant(elimination.multiply(a, b)).value
    assert product == determinant(a).value * determinant(b).value


def operations(a: Matrix, augmented: int = 0) -> list[tuple[str, int, int | None, Any]]:
    steps = elimination.row_reduce(a, augmented).steps
    return [(step.kind, step.target, step.source, step.factor) for step in steps]


def test_a_pivot_of_one_is_fetched_and_the_reason_said() -> None:
    result = elimination.row_reduce(exact("3 5", "1 2"))
    assert result.steps[0].kind == "swap"
    assert result.steps[0].reason == "a pivot of 1 avoids fractions"


def test_no_swap_where_none_is_needed() -> None:
    assert operations(exact("2 3", "4 5"))[0] == ("add", 1, 0, -2)
    assert operations(exact("1 3", "1 5"))[0] == ("add", 1, 0, -1)


def test_a_pivot_that_divides_the_others_is_fetched() -> None:
    steps = elimination.row_reduce(exact("6 1", "3 5", "9 4")).steps
    assert (steps[0].kind, steps[0].target, steps[0].source) == ("swap", 0, 1)
    assert steps[0].reason == "3 divides every entry below it, which avoids fractions"


def test_a_needed_swap_says_so() -> None:
    steps = elimination.row_reduce(exact("0 5", "4 6")).steps
    assert steps[0].reason == "the pivot place holds 0; row 2 has 4 there"


def test_a_row_of_multiples_is_divided_at_once() -> None:
    assert operations(exact("2 4 6", "3 1 0"))[:2] == [
        ("scale", 0, None, Fraction(1, 2)),
        ("add", 1, 0, -3),
    ]


def test_below_first_then_from_the_last_pivot_up() -> None:
    assert operations(exact("1 1 1 6", "0 1 2 8", "0 0 2 6"), augmented=1) == [
        ("scale", 2, None, Fraction(1, 2)),
        ("add", 1, 2, -2),
        ("add", 0, 2, -1),
        ("add", 0, 1, -1),
    ]


def test_whole_numbers_stay_whole_where_a_pivot_allows_it() -> None:
    steps = elimination.row_reduce(exact("2 3 1", "1 4 7", "5 -1 3")).steps
    first_clearing = [step for step in steps if step.kind == "add" and step.source == 0]
    assert all(x.denominator == 1 for step in first_clearing[:2] for x in step.matrix.flat)


def test_augmented_columns_get_no_pivot() -> None:
    result = elimination.row_reduce(exact("1 2 3", "2 4 7"), augmented=1)
    assert result.pivots == (0,)
    assert result.free_columns == (1,)
    assert result.rref.tolist() == [[1, 2, 3], [0, 0, 1]]


def test_steps_of_large_or_long_matrices_are_not_kept() -> None:
    large = np.eye(11).astype(int).astype(object) * Fraction(2)
    assert not elimination.row_reduce(large).is_recorded
    assert elimination.row_reduce(large).rref.tolist() == np.eye(11).tolist()
    long = exact(f"{10**200} 1", f"1 {10**199 + 1}")
    assert elimination.row_reduce(long).steps == ()
    assert elimination.row_reduce(long).rank == 2


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
    assert elimination.determinant(dependent).is_zero
    assert not elimination.determinant(np.diag([1e-12, 1e12])).is_zero
    assert elimination.determinant(np.diag([1e200, 1e200, 1e-300])).value == pytest.approx(1e100)
    assert elimination.determinant(np.array([[0.0, 2.0], [3.0, 0.0]])).value == -6


# Least squares, subspaces


def test_least_squares_agree_with_sympys_pseudoinverse() -> None:
    generator = seeded(5)
    for a in random_matrices(seed=5, count=30):
        b = random_exact(generator, len(a), 1)[:, 0]
        matrix = sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])
        expected = matrix.pinv() * sympy.Matrix([sympy.Rational(str(x)) for x in b])
        result = elimination.least_squares(a, b)
        assert [sympy.Rational(str(x)) for x in result.x] == list(expected)
        assert not np.any(a.T @ result.residual)
        assert np.array_equal(result.fitted + result.residual, b)
        assert result.distance.square == sum(x * x for x in result.residual)
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


# Products and powers


def test_products_are_numpys() -> None:
    generator = seeded(6)
    for _ in range(100):
        m, k, n = (generator.randint(1, 6) for _ in range(3))
        a, b = random_exact(generator, m, k), random_exact(generator, k, n)
        assert np.array_equal(elimination.multiply(a, b), a @ b)
        assert np.array_equal(elimination.multiply(a, b[:, 0]), a @ b[:, 0])
        mixed = elimination.multiply(a, b.astype(float))
        assert mixed.dtype == np.float64
        assert np.allclose(mixed, (a @ b).astype(float), rtol=1e-13, atol=1e-11)


def test_powers_are_repeated_products() -> None:
    a = exact("1 1/2 0", "2 -1 3", "0 1 1")
    product = np.array([[Fraction(i == j) for j in range(3)] for i in range(3)], dtype=object)
    for n in range(9):
        assert np.array_equal(elimination.power(a, n), product)
        assert np.array_equal(elimination.power(a, -n) @ product, elimination.power(a, 0))
        product = product @ a
    assert elimination.power(exact("1 1", "1 0"), 300)[0, 1] == sympy.fibonacci(300)


def test_powers_that_get_long_go_on_in_floats() -> None:
    steady = elimination.power(exact("1/2 1/2", "1/4 3/4"), 10**6)
    assert steady.dtype == np.float64
    assert np.allclose(steady, [[1 / 3, 2 / 3], [1 / 3, 2 / 3]], rtol=1e-9)
    assert elimination.power(exact("1 1", "0 1"), 10**6).tolist() == [[1, 10**6], [0, 1]]


def test_trace_and_transpose() -> None:
    a = exact("1 2", "3 1/2")
    assert elimination.trace(a) == Fraction(3, 2)
    assert elimination.trace(np.array([[1e16, 5.0], [5.0, 1.0]])) == 1e16 + 1
    assert elimination.transpose(exact("1 2 3")).tolist() == [[1], [2], [3]]


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
    assert solution.least_squares.distance.value == pytest.approx(math.sqrt(m))
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
        (lambda: elimination.power(exact("1 2", "3 4"), 10**6), "larger than a computer's"),
        (lambda: elimination.power(exact("1 2", "3 4"), 10**10), "exponent"),
        (lambda: elimination.determinant(np.diag([1e200, 1e200])), "larger than a computer's"),
        (lambda: elimination.determinant(exact("1e200 0", "0 1e200")), "larger than a computer"),
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
