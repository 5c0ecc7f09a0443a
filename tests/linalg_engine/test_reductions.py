"""Sums, means and spreads of all entries and by axis, beside NumPy and Python's statistics."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import evaluate
from tests.linalg_engine.some_matrices import root

F = Fraction

VALUES: dict[str, Any] = {
    "sum(M)": 21, "sum(M, 0)": [[5, 7, 9]], "sum(M, 1)": [6, 15], "sum(M, axis=0)": [[5, 7, 9]],
    "np.sum(M, axis=1)": [6, 15], "np.sum(M, axis=1, keepdims=True)": [6, 15], "M.sum()": 21,
    "M.sum(axis=-1)": [6, 15], "M.mean(0)": [[F(5, 2), F(7, 2), F(9, 2)]], "mean(1, 2, 6)": 3,
    "mean([1/2, 1/3])": F(5, 12), "average(1, 2)": F(3, 2), "median([3, 1, 2])": 2,
    "median(M)": F(7, 2),
    "prod(M)": 720, "max(M)": 6, "min(M, 0)": [[1, 2, 3]], "max(M, 1)": [3, 6], "max(3, 7, 5)": 7,
    "max([√2, 7/5])": root(2), "sum(v, 0)": 6, "sum(v')": 6, "sum(5)": 5, "M - mean(M, 0)": [
    [F(-3, 2)] * 3, [F(3, 2)] * 3], "M - mean(M, 1)": [[-1, 0, 1], [-1, 0, 1]],
    # The population's spread, divided by n, and the sample's, by n - 1
    "var([1, 2, 3, 4])": F(5, 4), "std([1, 2, 3, 4])": root(5) / 2,
    "stdev([1, 2, 3, 4])": root(15) / 3,
    "pstdev([1, 2, 3, 4])": root(5) / 2, "variance([1, 2, 3, 4])": F(5, 3),
    "pvariance([1, 2, 3, 4])": F(5, 4), "np.std([1,2,3,4], ddof=1)": root(15) / 3,
    "stdev(M, 0)": [[3 * root(2) / 2] * 3], "std([5])": 0,
    # Places from 1, as in A[1, 2]
    "argmax([3, 9, 9])": 2, "argmin([3, 1, 2])": 2, "argmax(M)": [2, 3],
    "argmax(M, 0)": [[2, 2, 2]],
    "sort([3, 1, 2])": [1, 2, 3], "sort([3 1; 2 5])": [[1, 3], [2, 5]],
    "sort([3 1; 2 5], 0)": [[2, 1], [3, 5]], "cumsum(v)": [1, 3, 6],
    "cumsum(M)": [1, 3, 6, 10, 15, 21],
    "cumsum(M, 0)": [[1, 2, 3], [5, 7, 9]], "cumsum(M, 1)": [[1, 3, 6], [4, 9, 15]],
    "cumprod(v)": [1, 2, 6], "sum(√2, √2)": 2 * root(2), "trace([√2 1; 1 √2])": 2 * root(2),
}  # fmt: skip


def matrix(rows: Any) -> np.ndarray:
    return np.vectorize(F, otypes=[object])(np.array(rows, dtype=object))


VARIABLES: dict[str, Any] = {"M": matrix([[1, 2, 3], [4, 5, 6]]), "v": matrix([1, 2, 3])}


@pytest.mark.parametrize(("typed", "expected"), VALUES.items())
def test_value(typed: str, expected: Any) -> None:
    value: Any = evaluate(typed, VARIABLES)
    wanted = np.array(expected, dtype=object)
    assert np.shape(value) == wanted.shape
    assert np.array_equal(np.asarray(value, object), wanted)
    assert all(map(is_exact_number, np.asarray(value, object).flat))


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("mean(M, 2)", "an axis as in NumPy, 0 (down each column) or 1 (along each row)"),
        ("sum(v, 1)", "0 alone"),
        ("max(M, 5)", "write maximum(A, b)"),
        ("sum(M, v)", "an axis as in NumPy"),
        ("sum(M, 1, 2)", "an axis behind it"),
        ("sum(1, v)", "one vector or matrix"),
        ("stdev([5])", "two numbers or more"),
        ("std(v, ddof=2)", "ddof is 0, to divide by n, or 1"),
        ("sum()", "sum is written sum(A) or sum(A, axis)"),
        ("sum([])", "bracket is empty"),
        ("sum(1e308, 1e308)", "too large"),
    ],
)
def test_error(typed: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(typed, VARIABLES)
    assert part in caught.value.problem
    assert caught.value.position is not None


NUMPY: dict[str, Callable[..., Any]] = {
    "sum": np.sum, "mean": np.mean, "std": np.std, "var": np.var, "max": np.max, "min": np.min,
    "median": np.median, "prod": np.prod, "cumsum": np.cumsum, "argmax": lambda a, axis: np.argmax(
    a, axis) + 1, "stdev": lambda a, axis: np.std(a, axis, ddof=1),
}  # fmt: skip


@given(
    st.integers(0, 2**32),
    st.sampled_from(sorted(NUMPY)),
    st.sampled_from([None, 0, 1]),
    st.booleans(),
)
def test_agreement_with_numpy(seed: int, name: str, axis: int | None, exact: bool) -> None:
    a: Any = np.random.default_rng(seed).integers(-5, 6, (3, 4))
    if name == "argmax" and axis is None:
        axis = 0
    expected = NUMPY[name](a, axis=axis)
    given_matrix = matrix(a) if exact else a.astype(float)
    value: Any = evaluate(
        f"{name}(A)" if axis is None else f"{name}(A, {axis})", {"A": given_matrix}
    )
    shown = np.asarray(value, float)
    # What is left of the columns is a row.
    assert shown.shape == ((1, 4) if axis == 0 and np.ndim(expected) == 1 else np.shape(expected))
    np.testing.assert_allclose(shown.reshape(np.shape(expected)), expected, rtol=1e-12, atol=1e-12)
    assert all(map(is_exact_number, np.asarray(value, object).flat)) or not exact


@given(st.lists(st.fractions(-5, 5, max_denominator=9), min_size=2, max_size=8))
def test_agreement_with_statistics(numbers: list[Fraction]) -> None:
    typed = f"([{', '.join(map(str, numbers))}])"
    for name in ("mean", "median", "variance", "pvariance"):
        assert evaluate(name + typed) == getattr(statistics, name)(numbers)
    for name, square in (("stdev", "variance"), ("pstdev", "pvariance")):
        assert evaluate(f"{name}{typed}^2") == getattr(statistics, square)(numbers)


def test_sums_of_many_numbers_stay_exact() -> None:
    """Whole numbers are cheap: 100×100 of them are added exactly."""
    a = matrix(np.arange(10_000).reshape(100, 100))
    assert evaluate("sum(A)", {"A": a}) == sum(range(10_000))
    assert is_exact_number(evaluate("mean(A)", {"A": a}))
