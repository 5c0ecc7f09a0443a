"""A map in another basis: the same map."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linalg_engine as la
from tests.examples import examples
from tests.linalg_engine.some_matrices import Matrix, exact, exact_matrices


@examples(0.3)
@given(exact_matrices(square=True), st.integers(0, 99))
def test_the_map_is_the_same(a: Matrix, seed: int) -> None:
    n = len(a)
    below = np.tril(np.random.default_rng(seed).integers(-3, 4, (n, n)), -1)
    p = below.astype(object) + exact(
        *[" ".join("1" if i == j else "0" for j in range(n)) for i in range(n)]
    )

    found = la.change_of_basis(a, p)

    # P B = A P says so of every vector of the basis.
    assert (found.basis @ found.value == a @ found.basis).all()
    assert la.trace(found.value) == la.trace(a)
    assert la.determinant(found.value).value == la.determinant(a).value
    assert la.change_of_basis(found.value, found.back).value.tolist() == a.tolist()
    assert found.is_exact


def test_eigenvectors_make_it_diagonal() -> None:
    found = la.change_of_basis([[2, 1], [1, 2]], [[1, 1], [1, -1]])

    assert found.value.tolist() == exact("3 0", "0 1").tolist()


@pytest.mark.parametrize(
    ("a", "p", "message"),
    [
        ([[1, 2]], [[1, 0], [0, 1]], "needs a square matrix"),
        ([[1, 2], [3, 4]], [[1], [2]], "a basis has 2 vectors with 2 entries"),
        ([[1, 2], [3, 4]], [[1, 2], [2, 4]], r"dependent \(rank 1\)"),
        ([[1.0, 2.0], [3.0, 4.0]], [[0.1, 0.3], [0.2, 0.6]], "dependent"),
    ],
)
def test_what_is_no_basis_is_refused(a: Any, p: Any, message: str) -> None:
    with pytest.raises(la.InputError, match=message):
        la.change_of_basis(a, p)
