"""Cosines, nearest rows and the odd one out, held against SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

import linalg_engine as la
from linalg_engine import similarity


def table(seed: int, rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns))


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 7))
def test_cosines_are_those_of_scipy(seed: int, rows: int, columns: int) -> None:
    a, v = table(seed, rows, columns), table(seed + 1, 1, columns)

    assert la.cosines(a, v[0]) == pytest.approx(1 - cdist(a, v, "cosine")[:, 0], abs=1e-12)


@given(st.integers(0, 10**6), st.integers(1, 6000), st.integers(1, 10))
def test_small_integers_give_the_same_as_floats(seed: int, rows: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    a = generator.integers(-127, 128, (rows, 5), dtype=np.int8)
    v = generator.normal(size=5)
    expected = np.sort(la.cosines(a.astype(float), v))[::-1][:count]

    places, found = la.most_similar(a, v, count)

    assert found == pytest.approx(expected, abs=1e-12)
    assert la.cosines(a[places].astype(float), v) == pytest.approx(found, abs=1e-12)


def test_blocks_have_no_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    a = np.arange(-30, 30, dtype=np.int8).reshape(20, 3)
    whole = la.cosines(a, [1, 2, -1])

    monkeypatch.setattr(similarity, "BLOCK", 3)

    assert la.cosines(a, [1, 2, -1]) == pytest.approx(whole, abs=1e-14)


def test_the_length_does_not_count_and_zero_is_like_nothing() -> None:
    assert la.cosines([[3, 4], [300, 400], [0, 0], [-6, -8]], [3, 4]).tolist() == [1, 1, 0, -1]
    assert la.cosines(np.zeros((1, 2), np.int8), [3, 4]).tolist() == [0]
    assert la.cosines([[1, 2]], [0, 0]).tolist() == [0]


def test_squares_neither_overflow_nor_vanish() -> None:
    tiny, huge = [[1e-200, 1e-200]], [[1e200, 1e200]]

    assert la.cosines(tiny, [1, 0])[0] == pytest.approx(np.sqrt(0.5))
    assert la.cosines(huge, [1, 0])[0] == pytest.approx(np.sqrt(0.5))


def test_rows_that_are_left_out_do_not_count_and_equal_ones_keep_their_order() -> None:
    rows = [[1, 0], [0, 1], [2, 0], [1, 1]]

    assert la.most_similar(rows, [1, 0], 3)[0].tolist() == [0, 2, 3]
    assert la.most_similar(rows, [1, 0], 9, [0])[0].tolist() == [2, 3, 1]


@given(st.integers(0, 10**6), st.integers(3, 8))
def test_the_odd_one_has_the_least_mean_cosine(seed: int, rows: int) -> None:
    a = table(seed, rows, 4)
    cosines = 1 - cdist(a, a, "cosine")
    expected = [np.delete(cosines[i], i).mean() for i in range(rows)]

    odd, means = la.odd_one_out(a)

    assert means == pytest.approx(expected, abs=1e-12)
    assert means[odd] == means.min()


def test_a_word_among_others_is_odd() -> None:
    assert la.odd_one_out([[1, 0.1], [-1, 0.3], [1, 0]])[0] == 1


def test_what_cannot_be_compared_is_refused_in_words() -> None:
    with pytest.raises(la.InputError, match="have 2 entries, and the one beside them 3"):
        la.cosines([[1, 2]], [1, 2, 3])
    with pytest.raises(la.InputError, match="three vectors or more"):
        la.odd_one_out([[1, 2], [3, 4]])
    with pytest.raises(la.InputError, match="The number of rows must be a whole number of 1"):
        la.most_similar([[1, 2]], [1, 2], 0)
