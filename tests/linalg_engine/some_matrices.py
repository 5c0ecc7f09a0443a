"""Matrices to test with: written, random from a seed, or drawn."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine.exact import Exact, Scalar, Surd, is_exact_number, square_root

Matrix = NDArray[Any]

SMALL_ERROR = 40.0
"""Units of rounding that a backward stable algorithm may be off at these sizes."""


def exact(*rows: str) -> Matrix:
    """``exact("1 1/2", "3 4")``."""
    return np.array([[Fraction(x) for x in row.split()] for row in rows], dtype=object)


def root(value: Exact | int) -> Exact:
    """The square root, which is an exact number."""
    found = square_root(value)
    assert found is not None
    return found


def as_sympy(value: Scalar) -> Any:
    assert is_exact_number(value)
    terms = value.terms if isinstance(value, Surd) else [(1, value)]
    return sympy.Add(*[sympy.Rational(str(c)) * sympy.sqrt(r) for r, c in terms])


def seeded(seed: int) -> random.Random:
    return random.Random(seed)


def random_entry(generator: random.Random) -> Fraction:
    bottom = generator.choice((1, 1, 2, 3, 7, 12))
    return Fraction(generator.choice((0, generator.randint(-20, 20))), bottom)


def random_exact(generator: random.Random, m: int, n: int) -> Matrix:
    return np.array([[random_entry(generator) for _ in range(n)] for _ in range(m)], dtype=object)


def random_matrix(seed: int) -> Matrix:
    """Shapes up to 6×6, a third of them products that lower the rank."""
    generator = seeded(seed)
    m, n = generator.randint(1, 6), generator.randint(1, 6)
    if seed % 3:
        return random_exact(generator, m, n)
    inner = generator.randint(1, 4)
    return random_exact(generator, m, inner) @ random_exact(generator, inner, n)


def random_square(seed: int) -> Matrix:
    a = random_matrix(seed)
    size = min(a.shape)
    return a[:size, :size]


seeds = st.integers(0, 10**9)
"""Of what is made at random: faster than drawing each entry, where small examples say little."""

rationals = st.fractions(-50, 50, max_denominator=12)


@st.composite
def exact_matrices(draw: st.DrawFn, square: bool = False) -> Matrix:
    m = draw(st.integers(1, 5))
    n = m if square else draw(st.integers(1, 5))
    entry = st.one_of(st.just(Fraction(0)), rationals, st.integers(-3, 3).map(Fraction))
    rows = st.lists(st.lists(entry, min_size=n, max_size=n), min_size=m, max_size=m)
    return np.array(draw(rows), dtype=object)


moderate = st.floats(-1e4, 1e4).filter(lambda x: x == 0 or abs(x) > 1e-4)


@st.composite
def float_matrices(draw: st.DrawFn, square: bool = False) -> Matrix:
    m = draw(st.integers(1, 6))
    n = m if square else draw(st.integers(1, 6))
    rows = st.lists(st.lists(moderate, min_size=n, max_size=n), min_size=m, max_size=m)
    return np.array(draw(rows), dtype=np.float64)


def random_whole(generator: random.Random, m: int, n: int) -> Matrix:
    rows = [[Fraction(generator.randint(-5, 5)) for _ in range(n)] for _ in range(m)]
    return np.array(rows, dtype=object)


def assert_orthonormal(columns: Matrix) -> None:
    gram = columns.conj().T @ columns
    assert np.allclose(gram, np.eye(gram.shape[0]), rtol=0, atol=1e-13)


def assert_signs(columns: Matrix) -> None:
    """The first of the largest entries is positive."""
    for column in columns.T:
        sizes = np.abs(column)
        leading = column[np.flatnonzero(sizes >= sizes.max() * (1 - 1e-9))[0]]
        assert leading.real > 0
        assert abs(leading.imag) < 1e-15
