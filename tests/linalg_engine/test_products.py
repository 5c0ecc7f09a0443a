"""Products, powers, trace and transpose."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from linalg_engine import elimination
from linalg_engine.notation import parse_scalar
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


@pytest.mark.parametrize(
    ("shape", "roots", "is_exact"),
    [
        ((15, 15, 15), "√2", True),  # 100 · 2² · 15³ = 1,350,000 of 1,500,000
        ((16, 16, 16), "√2", False),
        ((2, 40, 40), "√2", True),
        ((2, 50, 50), "√2", False),
        ((9, 9, 9), "√2 √3", True),
        ((10, 10, 10), "√2 √3", False),
        ((100, 37, 1), "√2", True),
        ((100, 38, 1), "√2", False),
    ],
)
def test_products_with_roots_are_exact_while_that_is_cheap(
    shape: tuple[int, int, int], roots: str, is_exact: bool
) -> None:
    m, k, n = shape
    generator = seeded(1)
    a, b = random_exact(generator, m, k), random_exact(generator, k, n)
    for i, root in enumerate(roots.split()):
        a[i, 0] += parse_scalar(root)
    product = elimination.multiply(a, b)

    assert (product.dtype == object) == is_exact
    assert np.allclose(product.astype(float), a.astype(float) @ b.astype(float), rtol=1e-12)
