"""What is said of a matrix, beside SymPy and NumPy, and of matrices that are built to be so."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import linalg_engine as la
from linalg_engine.kinds import inertia
from tests.examples import examples
from tests.linalg_engine.some_matrices import Matrix, as_sympy, exact

T, H = la.parse_scalar("sqrt(3)/2"), Fraction(1, 2)
CHAIN = "stochastic rows", "stochastic columns"

KINDS: list[tuple[Matrix, set[str]]] = [
    (exact("1 2", "3 4"), set()),
    (exact("2 1", "1 3"), {"symmetric"}),
    (exact("0 1", "-1 0"), {"skew-symmetric", "orthogonal"}),
    (exact("3/5 -4/5", "4/5 3/5"), {"orthogonal"}),
    (np.array([[T, -H], [H, T]], dtype=object), {"orthogonal"}),
    (exact("0 1 0", "0 0 1", "1 0 0"), {"orthogonal", "permutation", *CHAIN}),
    (exact("2 0", "0 3"), {"diagonal", "symmetric"}),
    (exact("1 2", "0 3"), {"upper triangular"}),
    (exact("1 0", "2 3"), {"lower triangular"}),
    (exact("0 2", "0 0"), {"upper triangular", "nilpotent"}),
    (exact("2 -1", "2 -1"), {"projection"}),
    (exact("4/5 2/5", "2/5 1/5"), {"projection", "symmetric"}),
    (exact("3 -4", "2 -3"), {"involution"}),
    (exact("2 2 -2", "5 1 -3", "1 5 -3"), {"nilpotent"}),
    (exact("1/2 1/2", "1 0"), {"stochastic rows"}),
    (exact("1/2 1", "1/2 0"), {"stochastic columns"}),
    (exact("0 0", "0 0"), {"zero", "diagonal", "symmetric", "projection", "nilpotent"}),
    (
        exact("1 0", "0 1"),
        {
            *("identity", "diagonal", "symmetric", "orthogonal", "permutation", "projection"),
            *("involution", *CHAIN),
        },
    ),
    (exact("3/5", "4/5"), {"orthonormal columns"}),
    (exact("3/5 4/5"), {"orthonormal rows"}),
    (exact("1 2 3", "4 5 6"), set()),
    (exact("0 0"), {"zero"}),
]


@pytest.mark.parametrize(("a", "kinds"), KINDS)
def test_kinds(a: Matrix, kinds: set[str]) -> None:
    assert set(la.properties(a).kinds) == kinds


@pytest.mark.parametrize(("a", "kinds"), KINDS)
def test_floats_are_of_the_same_kinds(a: Matrix, kinds: set[str]) -> None:
    found = la.properties(a.astype(float))

    # Powers of floats are 0 for certain only where their places say so.
    is_sure = bool(np.all(np.tril(a) == 0))
    assert set(found.kinds) == kinds - (set() if is_sure else {"nilpotent"})
    assert found.is_numerical


@pytest.mark.parametrize(("a", "kinds"), KINDS)
@pytest.mark.parametrize("place", [(0, 0), (-1, -1)])
def test_one_part_in_a_quadrillion_is_a_difference(
    a: Matrix, kinds: set[str], place: tuple[int, int]
) -> None:
    other = a.copy()
    other[place] = other[place] + Fraction(1, 10**15)

    lost = {"identity", "orthogonal", "permutation", "projection", "involution", "zero", *CHAIN}
    assert lost.isdisjoint(la.properties(other).kinds)
    assert kinds & {"symmetric"} <= set(la.properties(other).kinds)


def small(rows: int, columns: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(-3, 3), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


@examples(0.3)
@given(st.integers(1, 4).flatmap(lambda n: small(n, n)))
def test_sympy_says_the_same(rows: list[list[int]]) -> None:
    found, other = la.properties(rows), sympy.Matrix(rows)

    assert ("symmetric" in found.kinds) == other.is_symmetric()
    assert ("nilpotent" in found.kinds) == (other.is_nilpotent() or other.is_zero_matrix)
    assert ("diagonal" in found.kinds) == other.is_diagonal()
    assert ("skew-symmetric" in found.kinds) == (
        bool(any(other.flat())) and other.is_anti_symmetric()
    )
    assert found.determinant == other.det()
    assert found.trace == other.trace()
    assert found.rank == other.rank()
    if found.nilpotency is not None:
        assert (other**found.nilpotency).is_zero_matrix
        assert found.nilpotency == 1 or not (other ** (found.nilpotency - 1)).is_zero_matrix


@examples(0.3)
@given(st.integers(1, 4).flatmap(lambda n: small(n, n)))
def test_inertia_counts_the_signs_of_the_eigenvalues(rows: list[list[int]]) -> None:
    a = np.array(rows)
    symmetric = a + a.T
    found = la.properties(symmetric.tolist()).inertia
    assert found is not None

    values = np.linalg.eigvalsh(symmetric)
    assert found.positive == (values > 1e-9).sum()
    assert found.negative == (values < -1e-9).sum()
    assert found.zero == (abs(values) <= 1e-9).sum()
    assert found == inertia(symmetric.astype(float))


@pytest.mark.parametrize(
    ("a", "definiteness"),
    [
        (exact("2 1", "1 2"), "positive definite"),
        (exact("1 1", "1 1"), "positive semidefinite"),
        (exact("-2 1", "1 -2"), "negative definite"),
        (exact("-1 1", "1 -1"), "negative semidefinite"),
        (exact("0 1", "1 0"), "indefinite"),
        (exact("0 0", "0 0"), "zero"),
        (exact("0 1 0", "1 0 0", "0 0 0"), "indefinite"),
        (exact("0 1 1", "1 0 3", "1 3 0"), "indefinite"),
        (exact("1 1", f"1 {10**30 + 1}/{10**30}"), "positive definite"),
        (exact("1 1", f"1 {10**30 - 1}/{10**30}"), "indefinite"),
    ],
)
def test_definiteness_is_decided(a: Matrix, definiteness: str) -> None:
    found = la.properties(a).inertia
    assert found is not None
    assert found.definiteness == definiteness


def test_inertia_without_a_pivot_on_the_diagonal() -> None:
    # The determinant is 6, the trace 0: one eigenvalue is positive.
    assert inertia(exact("0 1 1", "1 0 3", "1 3 0")).positive == 1


def test_definiteness_with_roots() -> None:
    a = np.array([[la.parse_scalar("sqrt(2)"), 1], [1, la.parse_scalar("sqrt(2)/2")]], dtype=object)

    found = la.properties(a)

    # √2 times √2/2 is 1 exactly.
    assert found.inertia is not None
    assert found.inertia.definiteness == "positive semidefinite"
    assert not found.is_numerical


@examples(0.3)
@given(st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(lambda size: small(*size)))
def test_norms_are_those_of_numpy(rows: list[list[int]]) -> None:
    found, a = la.properties(rows), np.array(rows, float)

    assert float(found.frobenius) == pytest.approx(np.linalg.norm(a))
    assert float(found.spectral) == pytest.approx(np.linalg.norm(a, 2))
    assert float(found.one) == np.linalg.norm(a, 1)
    assert float(found.infinity) == np.linalg.norm(a, np.inf)
    if found.rank == min(a.shape):
        s = np.linalg.svd(a, compute_uv=False)
        assert float(found.condition) == pytest.approx(s[0] / s[-1], rel=1e-8)
    else:
        assert found.condition == np.inf


def test_norms_are_exact_numbers() -> None:
    found = la.properties([[3, 0], [4, 5]])

    # AᵀA has the eigenvalues 45 and 5.
    assert as_sympy(found.frobenius) == sympy.sqrt(50)
    assert as_sympy(found.spectral) == sympy.sqrt(45)
    assert (found.one, found.infinity, found.condition) == (7, 9, 3)


def test_an_orthogonal_matrix_with_roots_keeps_lengths_exactly() -> None:
    found = la.properties(np.array([[T, -H], [H, T]], dtype=object))

    assert (found.spectral, found.condition, found.determinant) == (1, 1, 1)
    assert not isinstance(found.spectral, float)
    assert not isinstance(found.condition, float)


@pytest.mark.parametrize("a", [[[10**200, 1], [1, 10**200]], [[1e200, 1.0], [1.0, 1e200]]])
def test_large_entries_have_no_determinant_that_is_a_float(a: Any) -> None:
    found = la.properties(a)

    assert found.determinant is None
    assert found.kinds == ("symmetric",)
    assert found.inertia is not None
    assert found.inertia.definiteness == "positive definite"


def test_large_triangles_are_nilpotent_by_their_places() -> None:
    a = np.triu(np.ones((60, 60)), 1)

    assert la.properties(a).nilpotency == 60
    assert la.properties(a.astype(int).tolist()).nilpotency == 60
