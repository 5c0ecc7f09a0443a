"""The best table of a lower rank, held against SciPy and the theorem of Eckart and Young."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import svdvals

import linalg_engine as la
from linalg_engine.approximation import low_rank


@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(1, 8), st.data())
def test_the_error_is_the_tail_of_the_singular_values(
    seed: int, m: int, n: int, data: st.DataObject
) -> None:
    a = np.random.default_rng(seed).normal(size=(m, n))
    k = data.draw(st.integers(1, min(m, n)))
    s = np.asarray(svdvals(a))

    found = low_rank(a)

    assert found.singular_values == pytest.approx(s, abs=1e-12)
    difference = np.linalg.norm(a - found.approximation(k))
    assert found.error(k) == pytest.approx(difference, abs=1e-12)
    assert found.error(k) == pytest.approx(np.sqrt((s[k:] ** 2).sum()), abs=1e-12)
    assert found.energy(k) == pytest.approx(1 - difference**2 / (a**2).sum())
    assert np.linalg.matrix_rank(found.approximation(k)) <= k


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 6), st.integers(0, 4))
def test_the_rank_is_what_numpy_counts(seed: int, m: int, n: int, terms: int) -> None:
    generator = np.random.default_rng(seed)
    a = generator.integers(-9, 10, (m, terms)) @ generator.integers(-9, 10, (terms, n))

    assert low_rank(a).rank == np.linalg.matrix_rank(a)


@given(st.integers(0, 10**6))
def test_no_other_table_of_the_rank_is_nearer(seed: int) -> None:
    generator = np.random.default_rng(seed)
    a = generator.normal(size=(5, 4))
    best = low_rank(a)
    near = best.approximation(2) + 0.01 * generator.normal(size=(5, 4))
    other = low_rank(near).approximation(2)

    assert np.linalg.norm(a - other) >= best.error(2) - 1e-12


def test_numbers_that_are_stored_and_the_energy_of_nothing() -> None:
    assert low_rank(np.ones((180, 240))).numbers(10) == 10 * (180 + 240 + 1)
    assert low_rank([[0, 0], [0, 0]]).energy(1) == 1


@pytest.mark.parametrize("rank", [0, 3, 1.0])
def test_a_rank_that_a_table_has_not_is_refused(rank: int) -> None:
    with pytest.raises(la.InputError, match="The rank must be a whole number from 1 to 2"):
        low_rank([[1, 2, 3], [4, 5, 6]]).approximation(rank)
