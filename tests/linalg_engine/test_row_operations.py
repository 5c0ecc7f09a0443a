"""The steps of row reduction: each leads to the next matrix, in the order of a teacher."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine import elimination
from linalg_engine.elimination import row_reduction
from linalg_engine.matrices import EPSILON
from tests.linalg_engine.some_matrices import (
    Matrix,
    exact,
    exact_matrices,
    float_matrices,
)


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
            assert term.entry == a[term.row, term.column]
            left = [i for i in range(len(a)) if i != term.row]
            kept = [j for j in range(len(a)) if j != term.column]
            assert term.minor.tolist() == a[np.ix_(left, kept)].tolist()
            assert term.minor_value == elimination.determinant(term.minor).value
            assert term.value == term.sign * term.entry * term.minor_value
    else:
        assert result.cofactors == ()


@pytest.mark.parametrize(
    ("a", "places"),
    [
        (exact("1 2 3", "4 5 6", "7 8 9"), [(0, 0), (0, 1), (0, 2)]),
        (exact("1 2 3", "4 5 6", "0 8 9"), [(2, 0), (2, 1), (2, 2)]),
        (exact("1 0 3", "4 5 6", "7 0 9"), [(0, 1), (1, 1), (2, 1)]),
        (exact("1 0 0", "4 0 6", "7 8 0"), [(0, 0), (0, 1), (0, 2)]),
        (exact("0 2", "3 4"), [(0, 0), (0, 1)]),
    ],
)
def test_the_expansion_is_along_the_line_with_the_most_zeros(
    a: Matrix, places: list[tuple[int, int]]
) -> None:
    found = elimination.determinant(a).cofactors

    assert [(term.row, term.column) for term in found] == places


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
