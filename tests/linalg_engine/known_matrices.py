"""Rational matrices built from what is asked of them: reduced form, inverse, solutions."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import NamedTuple

import numpy as np

from linalg_engine import elimination
from tests.linalg_engine.some_matrices import Matrix, seeded

MOST_ROWS = 12

SCALES = tuple(Fraction(10) ** k for k in (-12, -3, 0, 0, 0, 4, 15))
"""Rows and columns differ in size."""


class Known(NamedTuple):
    """A matrix ``product @ [reduced; 0]`` and a right-hand side."""

    matrix: Matrix
    reduced: Matrix
    pivots: tuple[int, ...]
    solution: Matrix
    rhs: Matrix
    contradicting: Matrix | None


class Invertible(NamedTuple):
    """A square matrix, its inverse and its determinant."""

    matrix: Matrix
    inverse: Matrix
    determinant: Fraction


def entry(generator: Random) -> Fraction:
    """Return a small fraction, every fourth time 0."""
    if generator.random() < 0.25:
        return Fraction(0)
    return Fraction(generator.randint(-9, 9), generator.choice((1, 1, 2, 3, 7)))


def zeros(m: int, n: int) -> Matrix:
    return np.full((m, n), Fraction(0), dtype=object)


def unimodular(generator: Random, n: int) -> tuple[Matrix, Matrix]:
    """Return a matrix of determinant 1 and its inverse, by row operations on the identity."""
    a, inverse = zeros(n, n), zeros(n, n)
    for i in range(n):
        a[i, i] = inverse[i, i] = Fraction(1)
    for _ in range(2 * n if n > 1 else 0):
        target, source = generator.sample(range(n), 2)
        factor = Fraction(generator.randint(-3, 3), generator.choice((1, 1, 2)))
        a[target] += factor * a[source]
        inverse[:, source] -= factor * inverse[:, target]
    return a, inverse


def invertible(generator: Random, most: int = MOST_ROWS) -> Invertible:
    """Return ``P D Q`` with unequal scales in D."""
    n = generator.randint(1, most)
    (p, p_inverse), (q, q_inverse) = unimodular(generator, n), unimodular(generator, n)
    scales = [generator.choice(SCALES) * generator.choice((-3, 1, 2)) for _ in range(n)]
    column = np.array([[x] for x in scales], dtype=object)
    determinant = Fraction(1)
    for x in scales:
        determinant *= x
    return Invertible(p @ (column * q), (q_inverse / column.T) @ p_inverse, determinant)


def known(seed: int, most: int = MOST_ROWS) -> Known:
    """Return a matrix of any rank; dependent columns are of unequal scale."""
    generator = seeded(seed)
    m, n = generator.randint(1, most), generator.randint(1, most)
    rank = generator.randint(1, min(m, n))
    pivots = tuple(sorted(generator.sample(range(n), rank)))
    reduced = zeros(m, n)
    for i, pivot in enumerate(pivots):
        reduced[i, pivot] = Fraction(1)
    for column in set(range(n)) - set(pivots):
        scale = generator.choice(SCALES)
        for i in range(sum(pivot < column for pivot in pivots)):
            reduced[i, column] = entry(generator) * scale
    scales = np.array([[generator.choice(SCALES)] for _ in range(m)], dtype=object)
    left = scales * unimodular(generator, m)[0]
    matrix = left @ reduced
    solution = zeros(n, 1)[:, 0]
    solution[list(pivots)] = [entry(generator) for _ in pivots]
    contradicting = None
    if rank < m:
        beyond = zeros(m, 1)[:, 0]
        beyond[generator.randrange(rank, m)] = Fraction(1)
        contradicting = matrix @ solution + left @ beyond
    return Known(matrix, reduced, pivots, solution, matrix @ solution, contradicting)


def check(case: Known) -> None:
    """Hold rref, rank, solutions and subspaces against what the matrix was built from."""
    a, rank = case.matrix, len(case.pivots)
    for record in (True, False):
        found = elimination.row_reduce(a, record=record)
        assert np.array_equal(found.rref, case.reduced)
        assert found.pivots == case.pivots
    free = [k for k in range(a.shape[1]) if k not in case.pivots]
    null = [null_vector(case, k) for k in free]
    spaces = elimination.subspaces(a)
    assert [list(v) for v in spaces.null] == null
    assert [list(v) for v in spaces.row] == case.reduced[:rank].tolist()
    assert [list(v) for v in spaces.column] == [list(a[:, k]) for k in case.pivots]
    assert elimination.rank(np.array([*spaces.left_null, *spaces.column])) == len(a)
    assert not any(np.any(v @ a) for v in spaces.left_null)
    solved = elimination.solve(a, case.rhs)
    assert solved.kind == ("many" if free else "one")
    assert solved.particular is not None
    assert list(solved.particular) == list(case.solution)
    assert [list(v) for v in solved.directions] == null
    if case.contradicting is not None:
        assert elimination.solve(a, case.contradicting).kind == "none"


def null_vector(case: Known, column: int) -> list[Fraction]:
    """Return the solution of A x = 0 in which one free variable is 1 and the others are 0."""
    v = zeros(case.matrix.shape[1], 1)[:, 0]
    v[column] = Fraction(1)
    v[list(case.pivots)] = -case.reduced[: len(case.pivots), column]
    return list(v)


def check_invertible(case: Invertible) -> None:
    """Hold determinant, inverse and the one solution against what the matrix was built from."""
    assert elimination.determinant(case.matrix).value == case.determinant
    assert np.array_equal(elimination.inverse(case.matrix).value, case.inverse)
    b = case.matrix.sum(axis=1)
    solved = elimination.solve(case.matrix, b)
    assert solved.particular is not None
    assert set(solved.particular) == {Fraction(1)}
