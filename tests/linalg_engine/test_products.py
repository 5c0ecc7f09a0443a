"""Products, powers, trace and transpose."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import sympy
from hypothesis import given

from linalg_engine import elimination
from tests.linalg_engine.some_matrices import (
    exact,
    random_exact,
    seeded,
    seeds,
)


@given(seeds)
def test_products_are_numpys(seed: int) -> None:
    generator = seeded(seed)
    m, k, n = (generator.randint(1, 6) for _ in range(3))
    a, b = random_exact(generator, m, k), random_exact(generator, k, n)
    assert np.array_equal(elimination.multiply(a, b), a @ b)
    assert np.array_equal(elimination.multiply(a, b[:, 0]), a @ b[:, 0])
    mixed = elimination.multiply(a, b.astype(float))
    assert mixed.dtype == np.float64
    assert np.allclose(mixed, (a @ b).astype(float), rtol=1e-13, atol=1e-11)


def test_powers_are_repeated_products() -> None:
    a = exact("1 1/2 0", "2 -1 3", "0 1 1")
    product = np.array([[Fraction(i == j) for j in range(3)] for i in range(3)], dtype=object)
    for n in range(9):
        assert np.array_equal(elimination.power(a, n), product)
        assert np.array_equal(elimination.power(a, -n) @ product, elimination.power(a, 0))
        product = product @ a
    assert elimination.power(exact("1 1", "1 0"), 300)[0, 1] == sympy.fibonacci(300)


def test_powers_that_get_long_go_on_in_floats() -> None:
    steady = elimination.power(exact("1/2 1/2", "1/4 3/4"), 10**6)
    assert steady.dtype == np.float64
    assert np.allclose(steady, [[1 / 3, 2 / 3], [1 / 3, 2 / 3]], rtol=1e-9)
    assert elimination.power(exact("1 1", "0 1"), 10**6).tolist() == [[1, 10**6], [0, 1]]


def test_trace_and_transpose() -> None:
    a = exact("1 2", "3 1/2")
    assert elimination.trace(a) == Fraction(3, 2)
    assert elimination.trace(np.array([[1e16, 5.0], [5.0, 1.0]])) == 1e16 + 1
    assert elimination.transpose(exact("1 2 3")).tolist() == [[1], [2], [3]]
