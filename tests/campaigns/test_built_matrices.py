"""Rational matrices up to 12×12 whose decompositions are known, because they were built from them.

    pytest -n0 -q --hypothesis-profile=campaign tests/campaigns/test_built_matrices.py

Eigenvalues are repeated, defective, quadratic and complex; columns depend on each other on very
different scales; singular values are roots of rationals and of quadratics. SymPy and mpmath are
asked as well where matrices are small.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given

import linalg_engine as la
from linalg_engine.arrays import is_exact
from tests.linalg_engine import test_jordan, test_known_eigenvalues
from tests.linalg_engine.built_matrices import Block, built, drawn_blocks
from tests.linalg_engine.some_matrices import (
    Matrix,
    as_sympy,
    random_whole,
    root,
    seeded,
    seeds,
)

BESIDE, MOST_BESIDE = 200, 5
"""Matrices of which SymPy and mpmath are asked, and their most rows."""


@given(seeds)
def test_eigenvalues_and_jordan_forms(seed: int) -> None:
    generator = seeded(seed)
    blocks = drawn_blocks(generator)
    a = built(blocks, generator)

    test_known_eigenvalues.assert_as_built(a, blocks)
    test_jordan.assert_as_built(a, blocks)


def dependent_columns(generator: Random) -> tuple[Matrix, int]:
    """Columns of which some are combinations of others, scaled by powers of ten; and the rank."""
    m, n = generator.randint(1, 12), generator.randint(1, 12)
    rank = generator.randint(1, min(m, n))
    # Lower triangular with 7 on the diagonal, beside an identity: both have full rank.
    left = np.tril(random_whole(generator, m, rank), -1) + np.eye(m, rank, dtype=int) * Fraction(7)
    right = random_whole(generator, rank, n)
    right[:, :rank] = np.eye(rank, dtype=int) * Fraction(1)
    scales = [Fraction(10) ** generator.randint(-12, 12) for _ in range(n)]
    order = generator.sample(range(n), n)
    return (left @ right * np.array(scales, dtype=object))[:, order], rank


@given(seeds)
def test_qr_of_dependent_columns_of_unequal_scale(seed: int) -> None:
    a, rank = dependent_columns(seeded(seed))

    found = la.qr(a)

    q, r = found.q, found.r
    assert la.rank(a) == rank
    if not is_exact(q):
        assert np.allclose(q.T @ q, np.eye(q.shape[1]), rtol=0, atol=1e-12)
        assert found.reconstruction_error() < 100
        return
    assert np.array_equal(q.T @ q, np.eye(q.shape[1]))
    assert np.array_equal(q @ r, a)
    assert not np.any(np.tril(r, -1))
    independent = [
        np.linalg.matrix_rank(np.eye(1)) and la.rank(a[:, : j + 1]) for j in range(len(r))
    ]
    steps = np.diff([0, *independent])
    assert [x > 0 for x in np.diag(r)] == [step == 1 for step in steps]


def orthogonal(n: int, generator: Random) -> Matrix:
    """A rational orthogonal matrix, by Cayley's transform of a skew one."""
    s = np.full((n, n), Fraction(0), dtype=object)
    for _ in range(n):
        i, j = generator.randrange(n), generator.randrange(n)
        if i != j:
            s[i, j] = Fraction(generator.randint(-1, 1))
            s[j, i] = -s[i, j]
    one = np.array([[Fraction(int(i == j)) for j in range(n)] for i in range(n)], dtype=object)
    return (one - s) @ la.inverse(one + s).value


def with_known_singular_values(generator: Random) -> tuple[Matrix, list[Any]]:
    """A matrix made of 2×2 and 1×1 blocks between orthogonal ones; the squares, descending."""
    squares: list[Any] = []
    blocks: list[Matrix] = []
    for _ in range(generator.randint(1, 3)):
        if generator.random() < 0.4:
            x = Fraction(generator.randint(0, 6), generator.randint(1, 3))
            blocks.append(np.array([[x]], dtype=object))
            squares.append(x * x)
            continue
        block = random_whole(generator, 2, 2)
        t, d = sum(x * x for x in block.flat), block[0, 0] * block[1, 1] - block[0, 1] * block[1, 0]
        half = root(t * t - 4 * d * d)
        blocks.append(block)
        squares += [(t + half) / 2, (t - half) / 2]
    n = sum(map(len, blocks))
    a = np.full((n, n), Fraction(0), dtype=object)
    at = 0
    for block in blocks:
        a[at : at + len(block), at : at + len(block)] = block
        at += len(block)
    scale = Fraction(10) ** generator.randint(-9, 9)
    a = orthogonal(n, generator) @ a @ orthogonal(n, generator) * scale
    extra = generator.randint(0, 2)
    a = np.vstack([a, np.full((extra, n), Fraction(0), dtype=object)])
    return a, sorted((x * scale**2 for x in squares), reverse=True)


@given(seeds)
def test_singular_values_that_were_built_in(seed: int) -> None:
    a, squares = with_known_singular_values(seeded(seed))

    found = la.svd(a)

    assert found.squares is not None
    assert found.squares.tolist() == squares
    assert found.rank == sum(x != 0 for x in squares)
    if is_exact(found.u):
        assert np.array_equal(found.u.T @ found.u, np.eye(found.u.shape[1]))
        assert np.array_equal(found.vt @ found.vt.T, np.eye(len(found.vt)))
        assert np.array_equal(found.u * found.s @ found.vt, a)
    else:
        assert found.reconstruction_error() < 100


@pytest.mark.parametrize("seed", range(BESIDE))
def test_sympy_and_mpmath_say_the_same(seed: int) -> None:
    generator = seeded(seed)
    choices = [(-2,), (0,), (1,), (3,), (0, -2), (0, 1), (-2, 5)]
    blocks: list[Block] = []
    rows = 0
    while not blocks or generator.random() < 0.6:
        block = Block(generator.choice(choices), generator.choice((1, 1, 2)))
        rows += len(block.polynomial) * block.size
        if rows > MOST_BESIDE:
            break
        blocks.append(block)
    a = built(blocks, generator)
    known = sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])

    found = la.jordan(a)

    _, expected = known.jordan_form()
    shown = sympy.Matrix([[as_sympy(x) for x in row] for row in found.j.tolist()])
    assert test_jordan.blocks_of(shown) == test_jordan.blocks_of(expected)
    with mpmath.workdps(60):
        whole = mpmath.matrix([[mpmath.mpf(int(x)) for x in row] for row in a])
        values = sorted(map(float, mpmath.svd_r(whole, compute_uv=False)), reverse=True)
    found_values = la.svd(a).values.astype(float)
    assert found_values == pytest.approx(values, rel=1e-12, abs=1e-14 * max(values))
    r = la.qr(a).r
    assert is_exact(r)
    if known.det() != 0:
        _, sympys = known.QRdecomposition()
        for x, y in zip(r.flat, sympys, strict=True):
            assert sympy.simplify(as_sympy(x) - y) == 0
