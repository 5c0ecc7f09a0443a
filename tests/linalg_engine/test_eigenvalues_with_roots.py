"""Eigenvalues and singular values of matrices with roots, where they are exact numbers."""

from __future__ import annotations

from collections import Counter

import mpmath
import numpy as np
import pytest

import linalg_engine as la
from linalg_engine.arrays import is_exact
from linalg_engine.exact import Surd
from tests.linalg_engine.some_matrices import SMALL_ERROR

EXACT = (
    "[2 √2; √2 3]", "[√2 1; 2 √2]", "[√2/2 -√2/2; √2/2 √2/2]", "[0 √2; -√2 0]", "[√2 √3; 0 √2]",
    "[0 √2 0; √2 0 √2; 0 √2 0]", "[1 √2 √2; √2 1 √2; √2 √2 1]", "[√3 √3; √3 √3]", "[0 √2; √2 1]",
    "[√2 1; 0 √2]", "[1+√2 1; 1 1+√2]",
)  # fmt: skip


@pytest.mark.parametrize("text", EXACT)
def test_each_eigenvector_is_only_scaled_exactly(text: str) -> None:
    a = la.parse_matrix(text)
    found = la.eigen(a)

    assert found.is_exact
    assert not found.is_numerical
    assert sum(space.algebraic for space in found.spaces) == len(a)
    for space in found.spaces:
        for v in space.basis:
            assert is_exact(v)
            assert np.any(v != 0)
            assert np.array_equal(a @ v, v * space.exact)
    assert found.reconstruction_error() < SMALL_ERROR


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # λ² - 5 λ + 4
        ("[2 √2; √2 3]", {"4": 1, "1": 1}),
        ("[√2 1; 2 √2]", {"2√2": 1, "0": 1}),
        # J √2 + (1 - √2) I: its polynomial has roots, but not only quadratic ones
        ("[√3/2 -1/2; 1/2 √3/2]", {"√3/2 + 1/2 i": 1, "√3/2 - 1/2 i": 1}),
        ("[√2 1; 0 √2]", {"√2": 2}),
        # λ² = 4 or 0
        ("[0 √2 0; √2 0 √2; 0 √2 0]", {"2": 1, "0": 1, "-2": 1}),
        ("[1+√2 1; 1 1+√2]", {"2 + √2": 1, "√2": 1}),
    ],
)
def test_eigenvalues_by_hand(text: str, values: dict[str, int]) -> None:
    found = la.eigen(la.parse_matrix(text))

    assert Counter({str(s.exact): s.algebraic for s in found.spaces}) == values


def test_eigenvalues_that_are_no_exact_numbers_are_floats() -> None:
    a = la.parse_matrix("[√2 1; 1 √3]")
    found = la.eigen(a)

    assert found.is_numerical
    theirs = mpmath.eigsy(mpmath.matrix([[mpmath.sqrt(2), 1], [1, mpmath.sqrt(3)]]))[0]
    assert sorted(found.values) == pytest.approx([float(x) for x in theirs], rel=1e-14)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[2 √2; √2 3]", "4 1"), ("[√2 1; 2 √2]", "3 0"), ("[√2 0; 0 √3]", "√3 √2"),
        ("[√2 √2; -√2 √2]", "2 2"), ("[√2; √3]", "√5"), ("[1 √2 √3]", "√6"),
    ],
)  # fmt: skip
def test_singular_values_are_exact(text: str, values: str) -> None:
    a = la.parse_matrix(text)
    found = la.svd(a)
    k = min(a.shape)

    assert " ".join(map(str, found.s)) == values
    assert is_exact(found.u)
    assert np.array_equal(found.u * found.s @ found.vt, a)
    assert np.array_equal(found.u.T @ found.u, np.eye(k))
    assert np.array_equal(found.vt @ found.vt.T, np.eye(k))
    assert any(isinstance(x, Surd) for x in a.flat)
