"""The nearest matrix of a lower rank, beside NumPy, and beside other matrices of that rank."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linalg_engine as la
from tests.examples import examples
from tests.linalg_engine.some_matrices import exact, root


def matrices() -> st.SearchStrategy[list[list[int]]]:
    def of(shape: tuple[int, int]) -> st.SearchStrategy[list[list[int]]]:
        row = st.lists(st.integers(-5, 5), min_size=shape[1], max_size=shape[1])
        return st.lists(row, min_size=shape[0], max_size=shape[0])

    return st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(of)


@examples(0.3)
@given(matrices(), st.data())
def test_errors_are_those_of_the_difference(rows: list[list[int]], data: st.DataObject) -> None:
    a = np.array(rows, float)
    k = data.draw(st.integers(1, min(a.shape)))

    found = la.truncated(rows, k)

    gap = a - found.value.astype(float)
    assert float(found.spectral_error) == pytest.approx(np.linalg.norm(gap, 2), abs=1e-9)
    assert float(found.frobenius_error) == pytest.approx(np.linalg.norm(gap), abs=1e-9)
    assert np.linalg.matrix_rank(found.value.astype(float), tol=1e-9) <= k
    total = (a**2).sum()
    assert found.kept == pytest.approx(1 - (gap**2).sum() / total if total else 1)


@examples(0.3)
@given(matrices(), st.integers(0, 10**6))
def test_no_other_matrix_of_the_rank_is_nearer(rows: list[list[int]], seed: int) -> None:
    a = np.array(rows, float)
    found = la.truncated(rows, 1)
    generator = np.random.default_rng(seed)
    u, v = generator.normal(size=len(a)), generator.normal(size=a.shape[1])
    near = found.value.astype(float) + 0.1 * np.outer(u, v)
    left, s, right = np.linalg.svd(near)
    other = s[0] * np.outer(left[:, 0], right[0])

    assert np.linalg.norm(a - other, 2) >= float(found.spectral_error) - 1e-9
    assert np.linalg.norm(a - other) >= float(found.frobenius_error) - 1e-9


def test_the_layers_of_an_exact_matrix_add_up_exactly() -> None:
    found = la.truncated([[3, 0], [4, 5]], 1)

    # σ₁ u₁ v₁ᵀ = 3√5 · [1, 3]/√10 · [1, 1]/√2
    assert found.value.tolist() == exact("3/2 3/2", "9/2 9/2").tolist()
    assert found.spectral_error == found.frobenius_error == root(5)
    assert found.kept == pytest.approx(0.9)


def test_several_layers_are_kept() -> None:
    found = la.truncated([[3, 0, 0], [0, 2, 0], [0, 0, 1]], 2)

    assert found.value.tolist() == exact("3 0 0", "0 2 0", "0 0 0").tolist()
    assert found.kept == pytest.approx(13 / 14)


def test_errors_are_exact_where_only_the_squares_are() -> None:
    found = la.truncated([[2, 0, 0], [0, 1, 1], [0, 0, 1]], 1)

    # The squares of the others are (3 ± √5)/2, which add up to 3.
    assert found.frobenius_error == root(3)
    assert found.value.tolist() == exact("2 0 0", "0 0 0", "0 0 0").tolist()


@pytest.mark.parametrize(
    ("a", "k", "is_unique"),
    [
        ([[1, 0], [0, 1]], 1, False),
        ([[1, 0], [0, 1]], 2, True),
        ([[2, 0], [0, 1]], 1, True),
        ([[1, 2], [2, 4]], 1, True),
        (np.eye(3), 2, False),
        ([[0, 0], [0, 0]], 1, True),
    ],
)
def test_of_equal_singular_values_either_could_be_kept(a: Any, k: int, is_unique: bool) -> None:
    assert la.truncated(a, k).is_unique == is_unique


def test_the_rank_of_the_matrix_gives_the_matrix() -> None:
    found = la.truncated([[1, 2], [2, 4]], 1)

    assert found.value.tolist() == exact("1 2", "2 4").tolist()
    assert (found.spectral_error, found.frobenius_error, found.kept) == (0, 0, 1)


@pytest.mark.parametrize("k", [0, 3, -1, 1.5])
def test_k_is_a_rank(k: Any) -> None:
    with pytest.raises(la.InputError, match="The rank k must be a whole number from 1 to 2"):
        la.truncated([[1, 2, 3], [4, 5, 6]], k)
