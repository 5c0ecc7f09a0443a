"""What powers come to, beside high powers in floats and matrices built from their answer."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import linalg_engine as la
from linalg_engine.powers.unit_circle import are_inside, order_of_roots, place_of_roots
from tests.linalg_engine.some_matrices import Matrix, exact

INTO = exact("1 2 0 1", "0 1 3 0", "0 0 1 -1", "0 0 0 1") @ exact(
    "1 0 0 0", "2 1 0 0", "0 1 1 0", "1 0 -2 1"
)
"""A matrix of whole numbers whose inverse has whole numbers too."""

BACK = la.inverse(INTO).value


def built(core: Matrix) -> Matrix:
    """A matrix similar to a smaller one, filled up with 1/2 on the diagonal."""
    n = len(core)
    full = exact("1/2 0 0 0", "0 1/2 0 0", "0 0 1/2 0", "0 0 0 1/2")
    full[:n, :n] = core
    return INTO @ full @ BACK


FATES = [
    (exact("1/3"), "converges", 1),
    (exact("1"), "converges", 1),
    (exact("1 0", "0 1"), "converges", 1),
    (exact("99/100 1", "0 99/100"), "converges", 1),
    (exact("-1"), "cycles", 2),
    (exact("0 -1", "1 0"), "cycles", 4),
    (exact("0 -1", "1 -1"), "cycles", 3),
    (exact("0 0 -1", "1 0 0", "0 1 0"), "cycles", 6),
    (exact("3/5 -4/5", "4/5 3/5"), "turns", None),
    (exact("1 1", "0 1"), "creeps", None),
    (exact("-1 1", "0 -1"), "creeps", None),
    (exact("101/100"), "grows", None),
    (exact("3 -1", "1 0"), "grows", None),
    (exact("0 -2", "1 0"), "grows", None),
    # A reciprocal polynomial with two roots on the circle, one inside and one outside (Salem).
    (exact("0 0 0 -1", "1 0 0 1", "0 1 0 1", "0 0 1 1"), "grows", None),
]


@pytest.mark.parametrize(("core", "fate", "period"), FATES)
def test_a_matrix_built_from_its_eigenvalues_has_their_fate(
    core: Matrix, fate: str, period: int | None
) -> None:
    found = la.long_run(built(core))

    assert (found.fate, found.period, found.is_numerical) == (fate, period, False)
    assert (found.limit is None) == (fate != "converges")


@pytest.mark.parametrize(("core", "fate", "period"), FATES)
def test_floats_have_the_same_fate(core: Matrix, fate: str, period: int | None) -> None:
    found = la.long_run(core.astype(float))

    # A chain is decided by its graph.
    assert (found.fate, found.period) == (fate, period)
    assert found.is_numerical == (found.chain is None)


@pytest.mark.parametrize(
    "core", [exact("1"), exact("1 0", "0 1"), exact("1 0", "0 0"), exact("1/3")]
)
def test_the_limit_is_exact(core: Matrix) -> None:
    a = built(core)

    found = la.long_run(a).limit

    ones = np.sum(np.diag(core) == 1)
    expected = (
        INTO @ np.diag(np.array([Fraction(int(k < ones)) for k in range(4)], dtype=object)) @ BACK
    )
    assert found is not None
    assert found.tolist() == expected.tolist()


def chains() -> st.SearchStrategy[Matrix]:
    """Chains of up to 5 states with many probabilities of 0."""
    weights = st.sampled_from([0, 0, 0, 1, 2, 5])

    def of(rows: list[list[int]]) -> Matrix:
        full = [row if any(row) else [1, *row[1:]] for row in rows]
        return np.array([[Fraction(x, sum(row)) for x in row] for row in full], dtype=object)

    sizes = st.integers(1, 5)
    return sizes.flatmap(
        lambda n: st.lists(st.lists(weights, min_size=n, max_size=n), min_size=n, max_size=n)
    ).map(of)


def settled(a: Matrix) -> NDArray[np.float64]:
    """A very high power, a multiple of every period of up to 5 states."""
    power = np.linalg.matrix_power(a.astype(float), 60)
    for _ in range(20):
        power = power @ power
        power /= power.sum(axis=1, keepdims=True)
    return power


@given(chains())
def test_a_chain_settles_as_its_high_powers_do(a: Matrix) -> None:
    found = la.long_run(a)
    power = settled(a)

    assert found.chain is not None
    assert not found.is_numerical
    if found.limit is not None:
        np.testing.assert_allclose(found.limit.astype(float), power, atol=1e-7)
        assert (found.limit @ a == found.limit).all()
        assert np.allclose(power @ a.astype(float), power, atol=1e-7)
    else:
        assert not np.allclose(power @ a.astype(float), power, atol=1e-3)
    assert found.period is not None
    later = power
    for k in range(1, found.period + 1):
        later = later @ a.astype(float)
        assert np.allclose(later, power, atol=1e-6) == (k == found.period)


@given(chains())
def test_classes_are_left_by_nobody_and_their_shares_stay(a: Matrix) -> None:
    chain = la.markov_chain(a)
    assert chain is not None

    inside = [state for states in chain.classes for state in states]
    assert sorted([*inside, *chain.passing]) == list(range(len(a)))
    for states, share in zip(chain.classes, chain.stationary, strict=True):
        assert all(a[i, j] == 0 for i in states for j in range(len(a)) if j not in states)
        assert all((x > 0) == (j in states) for j, x in enumerate(share))
        assert sum(share) == 1
        assert (share @ a == share).all()
    # A state that is passed holds nothing in the end.
    assert np.allclose(settled(a)[:, list(chain.passing)], 0, atol=1e-7)


@given(chains())
def test_columns_count_where_rows_do_not(a: Matrix) -> None:
    turned = la.markov_chain(a.T)
    assert turned is not None
    if turned.by_rows:
        assert (a.sum(axis=0) == 1).all()
    else:
        straight = la.markov_chain(a)
        assert straight is not None
        assert turned.classes == straight.classes
        assert [x.tolist() for x in turned.stationary] == [x.tolist() for x in straight.stationary]


@pytest.mark.parametrize("a", [exact("1/2 1/3", "1 0"), exact("2 -1", "0 1"), exact("1/2 1/2")])
def test_others_are_no_chain(a: Matrix) -> None:
    assert la.markov_chain(a) is None


def test_a_large_chain_is_decided_by_its_graph() -> None:
    n = 60
    a = np.zeros((n, n))
    for i, j in pairwise([*range(n), 0]):
        a[i, j] = 1.0

    assert (la.long_run(a).period, la.long_run(a).is_numerical) == (60, False)


def test_two_circles_come_round_together() -> None:
    a = exact("0 1 0 0 0", "1 0 0 0 0", "0 0 0 1 0", "0 0 0 0 1", "0 0 1 0 0")

    found = la.long_run(a)

    assert (found.fate, found.period) == ("cycles", 6)
    assert la.long_run(-a).period == 6


def test_roots_are_computed_with() -> None:
    a = np.array([[la.parse_scalar("sqrt(2)/2"), 1], [0, 1]], dtype=object)

    found = la.long_run(a)

    assert found.is_numerical
    assert found.limit is not None
    assert found.limit[0, 1] == la.parse_scalar("2 + sqrt(2)")  # 1 / (1 - √2/2)


def test_it_needs_a_square() -> None:
    with pytest.raises(la.InputError, match="square"):
        la.long_run([[1, 2]])


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=5))
def test_roots_inside_the_circle_are_those_of_numpy(tail: list[int]) -> None:
    p = (Fraction(7), *map(Fraction, tail))
    sizes = np.abs(np.roots([float(c) for c in p]))
    largest = float(sizes.max(initial=0.0))

    if abs(largest - 1) > 1e-3:
        assert are_inside(p) == (largest < 1)


def cyclotomic(k: int) -> tuple[Fraction, ...]:
    roots = [np.exp(2j * np.pi * m / k) for m in range(1, k + 1) if math.gcd(m, k) == 1]
    return tuple(Fraction(round(c)) for c in np.poly(roots).real)


@pytest.mark.parametrize("k", range(1, 20))
def test_roots_of_unity_have_their_order(k: int) -> None:
    p = cyclotomic(k)

    assert order_of_roots(p) == k
    assert place_of_roots(p) == "circle"


def test_a_result_of_zeros_keeps_its_kind() -> None:
    found: Any = la.long_run([[0.5, 0.25], [0.0, 0.5]]).limit
    assert found.dtype == np.float64
    assert not found.any()
