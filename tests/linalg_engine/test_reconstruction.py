"""The errors that decompositions report of themselves: large as soon as one factor is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from linalg_engine.decompositions import cholesky, eigen, lu, qr, svd
from linalg_engine.decompositions.conventions import rounding_units
from linalg_engine.matrices import EPSILON, as_float

A = np.array([[4.0, 1.5, 0.5], [1.5, 3.0, 1.0], [0.5, 1.0, 5.0]])

FACTORS: list[tuple[Callable[..., Any], str]] = [
    (lu, "l"),
    (lu, "u"),
    (cholesky, "l"),
    (qr, "q"),
    (qr, "r"),
    (svd, "u"),
    (svd, "s"),
    (svd, "vt"),
]


@pytest.mark.parametrize(("decompose", "name"), FACTORS)
def test_a_wrong_factor_shows(decompose: Callable[..., Any], name: str) -> None:
    found = decompose(A)
    wrong = as_float(getattr(found, name)).copy()
    wrong.flat[0] += 1e-6

    assert found.reconstruction_error() < 40
    assert replace(found, **{name: wrong}).reconstruction_error() > 1e8


def test_a_wrong_eigenvalue_shows() -> None:
    found = eigen(A)
    first, *others = found.spaces
    moved = replace(first, value=first.value + 1e-6)

    assert found.reconstruction_error() < 40
    assert replace(found, spaces=(moved, *others)).reconstruction_error() > 1e8


def test_the_unit_is_the_rounding_of_the_whole_matrix() -> None:
    reference = np.array([[3.0, 0.0], [0.0, 4.0]])
    difference = np.array([[0.0, 10 * EPSILON], [0.0, 0.0]])

    assert rounding_units(difference, reference) == pytest.approx(2.0)
    assert rounding_units(1e200 * difference, 1e200 * reference) == pytest.approx(2.0)
    assert rounding_units(0 * difference, reference) == 0


def test_every_difference_counts_also_exact_ones() -> None:
    ones = np.ones((2, 2))
    exact = np.full((2, 2), Fraction(1))
    zeros = np.full((2, 2), Fraction(0))

    assert rounding_units(ones, ones) == pytest.approx(1 / EPSILON)
    assert rounding_units(exact, 10**400 * exact) == 0
    assert rounding_units(exact, exact) == pytest.approx(1 / EPSILON)
    assert rounding_units(zeros, exact) == 0
    assert rounding_units(ones, 0 * ones) == pytest.approx(2 / EPSILON)
