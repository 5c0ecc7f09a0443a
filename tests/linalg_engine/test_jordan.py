"""Jordan's form, held against what matrices were built from and against SymPy."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given

import linalg_engine as la
from linalg_engine.decompositions import Jordan
from linalg_engine.decompositions.jordan import jordan_of
from linalg_engine.errors import InputError
from tests.examples import examples
from tests.linalg_engine.built_matrices import Block, built, coefficients, drawn_blocks
from tests.linalg_engine.some_matrices import (
    SMALL_ERROR,
    Matrix,
    as_sympy,
    exact,
    random_whole,
    root,
    seeded,
    seeds,
)


def j_of(found: Jordan) -> Matrix:
    """The matrix that the blocks describe."""
    n = len(found.matrix)
    j = np.full((n, n), Fraction(0), dtype=object)
    at = 0
    for block in found.blocks:
        for k in range(block.size):
            j[at + k, at + k] = block.exact
            if k:
                j[at + k - 1, at + k] = Fraction(1)
        at += block.size
    return j


def assert_exact(a: Matrix, found: Jordan) -> None:
    assert found.is_exact
    assert np.array_equal(found.j, j_of(found))
    assert np.array_equal(found.p, np.array([v for b in found.blocks for v in b.chain]).T)
    assert np.array_equal(a @ found.p, found.p @ found.j)
    assert np.array_equal(found.p @ found.inverse, np.eye(len(a)))


def value_at(polynomial: list[Fraction], x: Any) -> Any:
    value: Any = Fraction(0)
    for coefficient in polynomial:
        value = value * x + coefficient
    return value


def assert_as_built(a: Matrix, blocks: list[Block]) -> None:
    is_known = all(len(b.polynomial) < 3 for b in blocks)
    if not is_known and max(b.size for b in blocks) > 1:
        with pytest.raises(InputError, match="roots of quadratic equations"):
            la.jordan(a)
        return
    found = la.jordan(a)
    assert found.is_diagonal == all(block.size == 1 for block in blocks)
    if not is_known:
        assert not found.is_exact
        gap = a.astype(float) @ found.p - found.p @ found.j
        assert np.linalg.norm(gap) <= 1e-13 * np.linalg.norm(a.astype(float)) * len(a)
        return
    assert_exact(a, found)
    for polynomial in {block.polynomial for block in blocks}:
        sizes = sorted((b.size for b in blocks if b.polynomial == polynomial), reverse=True)
        by_value: dict[Any, list[int]] = {}
        for block in found.blocks:
            if value_at(coefficients(polynomial), block.exact) == 0:
                by_value.setdefault(block.exact, []).append(block.size)
        assert list(by_value.values()) == [sizes] * len(polynomial)


@examples(0.5)
@given(seeds)
def test_the_blocks_are_those_that_were_built_in(seed: int) -> None:
    generator = seeded(seed)
    blocks = drawn_blocks(generator)
    assert_as_built(built(blocks, generator), blocks)


@pytest.mark.parametrize(
    "blocks",
    [
        [Block((3,), 3), Block((3,), 2), Block((3,), 1), Block((0,), 2)],
        [Block((0, -2), 3), Block((0, -2), 1)],
        [Block((-2, 5), 2), Block((-2, 5), 2), Block((-2, 5), 1)],
        [Block((2, Fraction(1, 2)), 2), Block((0, 1), 2), Block((Fraction(1, 3),), 2)],
        [Block((0, 0, -2), 2)],
    ],
)
def test_several_blocks_of_one_eigenvalue(blocks: list[Block]) -> None:
    assert_as_built(built(blocks, seeded(2)), blocks)


@pytest.mark.parametrize("seed", range(8))
def test_the_form_is_sympys(seed: int) -> None:
    generator = seeded(seed)
    sizes = [generator.choice((1, 2, 3)) for _ in range(2)]
    blocks = [Block((generator.choice((-1, 0, 2)),), size) for size in sizes]
    a = built(blocks, generator)
    _, expected = sympy.Matrix(a.shape[0], a.shape[1], list(map(int, a.flat))).jordan_form()

    found = la.jordan(a)

    assert blocks_of(sympy.Matrix(found.j.tolist())) == blocks_of(expected)


@pytest.mark.parametrize("seed", range(6))
def test_quadratic_forms_are_sympys(seed: int) -> None:
    generator = seeded(seed)
    a = built([Block(generator.choice([(0, -2), (0, 1), (-2, 5)]), 1 + seed % 2)], generator)
    _, expected = sympy.Matrix(a.shape[0], a.shape[1], list(map(int, a.flat))).jordan_form()

    found = la.jordan(a)

    as_sympys = [[as_sympy(x) for x in row] for row in found.j.tolist()]
    assert blocks_of(sympy.Matrix(as_sympys)) == blocks_of(expected)


def blocks_of(j: Any) -> Counter[tuple[Any, int]]:
    """Each block's eigenvalue with its size, however they are ordered."""
    found: Counter[tuple[Any, int]] = Counter()
    size = 1
    for k in range(j.rows):
        if k + 1 < j.rows and j[k, k + 1] == 1:
            size += 1
        else:
            found[sympy.expand(j[k, k]), size] += 1
            size = 1
    return found


def test_columns_of_p_are_the_eigenvectors_that_eigen_lists() -> None:
    a = exact("1 2 0", "1 3 0", "0 0 -1")

    found = la.jordan(a)

    listed = [v for space in la.eigen(a).spaces for v in space.basis]
    assert np.array_equal(found.p.T, np.array(listed))


def test_a_chain_is_whole_and_short() -> None:
    # Strang, section 8.3: the eigenvector (1, -1), then any x with (A - 2I) x = (1, -1).
    found = la.jordan(exact("3 1", "-1 1"))

    [block] = found.blocks
    assert [v.tolist() for v in block.chain] == [[1, -1], [1, 0]]
    assert block.exact == 2


def test_triangular_matrices_with_roots_are_exact() -> None:
    a = exact("1 1 0", "0 1 0", "0 0 3") * root(2)

    found = la.jordan(a)

    assert_exact(a, found)
    assert [(block.exact, block.size) for block in found.blocks] == [(3 * root(2), 1), (root(2), 2)]


def test_floats_with_a_basis_of_eigenvectors_are_diagonalized() -> None:
    found = la.jordan([[0.5, 1.25], [1.0, 2.0]])

    assert found.is_diagonal
    assert found.reconstruction_error() < SMALL_ERROR


def test_what_is_real_beside_complex_eigenvalues_has_no_imaginary_part() -> None:
    # λ³ − 7λ² + 16λ − 13: one real zero, the first, and a pair
    found = la.jordan([[2, 1, 0], [0, 2, 1], [1, 0, 3]])

    assert found.p.dtype == np.complex128
    assert not np.any(np.imag(found.p[:, 0]))
    assert not np.any(np.imag(found.inverse[0]))
    largest = found.p[np.argmax(np.abs(found.p), axis=0), range(3)]
    assert not np.any(np.imag(largest))
    assert found.reconstruction_error() < SMALL_ERROR


def test_defective_floats_are_refused() -> None:
    turned = np.array([[1.0, 2.0], [3.0, 7.0]]) * 2**0.5
    a = turned @ np.array([[1.0, 1.0], [0.0, 1.0]]) @ np.linalg.inv(turned) * 2**0.5

    with pytest.raises(InputError, match="least rounding"):
        la.jordan(a)


def test_a_result_beyond_roots_that_are_kept_is_in_floats() -> None:
    # λ² - 2·10¹⁹ λ + 1: the square factors of 10³⁸ - 1 are not looked for.
    found = la.jordan(exact(f"{2 * 10**19} -1", "1 0"))

    assert found.is_diagonal
    assert not found.is_exact
    assert found.reconstruction_error() < SMALL_ERROR


def symmetric(seed: int) -> Matrix:
    generator = seeded(seed)
    n = generator.randint(1, 4)
    a = random_whole(generator, n, n)
    return a + a.T


@given(seeds.map(symmetric))
def test_symmetric_matrices_have_an_orthonormal_basis(a: Matrix) -> None:
    found = la.spectral(a)

    assert found.reconstruction_error() < SMALL_ERROR
    q = found.q
    if q.dtype == object:
        assert np.array_equal(q.T @ q, np.eye(len(a)))
        assert np.array_equal(q @ found.diagonal @ q.T, a)
    else:
        assert np.allclose(q.T @ q, np.eye(len(a)), rtol=0, atol=1e-14)
    for value, v in zip(found.values, found.directions, strict=True):
        assert np.allclose((a @ v - value * v).astype(float), 0, rtol=0, atol=1e-12)


def test_a_repeated_eigenvalue_gets_perpendicular_vectors() -> None:
    # ones everywhere but 3 on the diagonal: 5 along (1, 1, 1), 2 across
    found = la.spectral([[3, 1, 1], [1, 3, 1], [1, 1, 3]])

    assert found.values.tolist() == [5, 2, 2]
    assert found.q.dtype == object
    assert np.array_equal(found.q.T @ found.q, np.eye(3))


def test_only_symmetric_matrices_have_a_spectral_decomposition() -> None:
    with pytest.raises(InputError, match="its own transpose"):
        la.spectral([[1, 2], [3, 4]])


def test_lengths_that_are_no_exact_numbers_leave_exact_directions() -> None:
    # [2, 1 + √5] has the squared length 10 + 2√5.
    found = la.spectral([[1, 2], [2, 3]])

    assert found.q.dtype == np.float64
    assert [str(x) for x in found.directions[0]] == ["2", "1 + √5"]
    assert np.allclose(found.q.T @ found.q, np.eye(2), rtol=0, atol=1e-15)
    assert found.reconstruction_error() < SMALL_ERROR


def test_the_form_can_be_taken_from_known_eigenvectors() -> None:
    a = exact("5 4 2 1", "0 1 -1 -1", "-1 -1 3 0", "1 1 -1 2")  # Wikipedia's: 1, 2, 4 and 4

    found = jordan_of(la.eigen(a))

    assert [(block.exact, block.size) for block in found.blocks] == [(4, 2), (2, 1), (1, 1)]
    assert_exact(a, found)
