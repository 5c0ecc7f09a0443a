"""Rational matrices built from their eigenvalues, ``A = P J P⁻¹``: all is known beforehand."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

import numpy as np

from tests.linalg_engine.some_matrices import Matrix

MOST_ROWS = 12

POLYNOMIALS = (
    (-2,), (0,), (1,), (3,), (Fraction(1, 3),),  # x = -2, 0, …
    (0, -2), (-1, -1), (2, Fraction(1, 2)),  # √2, the golden ratio, -1 ± √2/2
    (0, 1), (-2, 5), (-1, 1),  # i, 1 ± 2i, 1/2 ± √3/2 i
    (0, 0, -2), (0, -3, 1), (1, -2, -1),  # ∛2, and two with three real roots
    (0, 0, -1, 1),
)  # fmt: skip
"""Irreducible: the coefficients after the first, which is 1; of degree 1 the root itself."""


class Block(NamedTuple):
    """Which polynomial, and how many ones above the diagonal of its Jordan blocks, plus one."""

    polynomial: tuple[Any, ...]
    size: int


def coefficients(polynomial: tuple[Any, ...]) -> list[Fraction]:
    rest = [-polynomial[0]] if len(polynomial) == 1 else list(polynomial)
    return [Fraction(1), *map(Fraction, rest)]


def drawn_blocks(generator: Random) -> list[Block]:
    blocks: list[Block] = []
    rows = 0
    while rows < MOST_ROWS and (not blocks or generator.random() < 0.75):
        known = [block.polynomial for block in blocks] if generator.random() < 0.4 else []
        block = Block(generator.choice(known or POLYNOMIALS), generator.choice((1, 1, 1, 2, 3)))
        rows += len(block.polynomial) * block.size
        if rows <= MOST_ROWS:
            blocks.append(block)
    return blocks


def block_matrix(block: Block) -> Matrix:
    """A companion matrix on the diagonal, repeated, with identities above."""
    d = len(block.polynomial)
    a = np.full((d * block.size, d * block.size), Fraction(0), dtype=object)
    last = [-c for c in coefficients(block.polynomial)[:0:-1]]
    for start in range(0, len(a), d):
        for i in range(1, d):
            a[start + i, start + i - 1] = Fraction(1)
        a[start : start + d, start + d - 1] = last
        for i in range(d):
            if start + d < len(a):
                a[start + i, start + d + i] = Fraction(1)
    return a


def unimodular(n: int, generator: Random) -> tuple[Matrix, Matrix]:
    """A whole matrix of determinant 1 with its inverse, from a few row operations."""
    p = np.array([[Fraction(int(i == j)) for j in range(n)] for i in range(n)], dtype=object)
    back = p.copy()
    for _ in range(2 * n if n > 1 else 0):
        i, j = generator.sample(range(n), 2)
        c = Fraction(generator.choice((-2, -1, 1, 2)))
        p[i] = p[i] + c * p[j]
        back[:, j] = back[:, j] - c * back[:, i]
    return p, back


def built(blocks: list[Block], generator: Random) -> Matrix:
    parts = [block_matrix(block) for block in blocks]
    n = sum(map(len, parts))
    j = np.full((n, n), Fraction(0), dtype=object)
    at = 0
    for part in parts:
        j[at : at + len(part), at : at + len(part)] = part
        at += len(part)
    p, back = unimodular(n, generator)
    return p @ j @ back
