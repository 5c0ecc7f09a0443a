"""What decimals may be rounded from, and how seldom that is said of decimals that are not."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

import linalg_engine as la
from linalg_engine.elimination.rounded_digits import (
    lower_rank,
    orthogonal,
    readings,
    turn_within,
)
from linalg_engine.matrices import Matrix


def last_reading(text: str) -> str:
    *_, last = readings(la.parse_matrix(text))
    return " ".join(map(str, last.matrix.flat))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[0.3333333333333333 1; 1 3]", "1/3 1 1 3"),
        ("[0.33 0.67]", "1/3 2/3"),
        ("[0.6666 -1.3333]", "2/3 -4/3"),
        ("[0.8660254 -0.5; 0.5 0.8660254]", "√3/2 -1/2 1/2 √3/2"),
        ("[1.41 1.732 2.449]", "√2 √3 √6"),
        ("[0.142857 7]", "1/7 7"),
        # as floats are printed after a few operations
        ("[0.30000000000000004 6.123233995736766e-17]", "3/10 0"),
        ("[1.9999999999999998 1]", "2 1"),
        ("[0.30000000000000004 0.29999999999999999]", "3/10 3/10"),
    ],
)
def test_the_simplest_number_is_read(typed: str, meant: str) -> None:
    assert last_reading(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["[0.5 0.25 1.5 0.75]", "[0.3 0.7]", "[1.00001 2.99999]", "[1/3 1/7 22/7]", "[pi 0.333]",
     "[0.125 0.375 0.0625]", "[3.14 2.72]", "[1 2]", "[0.66 0.67]"],
)  # fmt: skip
def test_short_and_arbitrary_decimals_are_taken_as_they_are(typed: str) -> None:
    assert list(readings(la.parse_matrix(typed))) == []


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("[0.3333333333333333 1; 1 3]", 1),
        ("[1.414 1; 2 1.414]", 1),
        ("[0.333 0.667 1; 0.5 1 1.5; 1 2 3]", 1),
        ("[0.7071 0.5; 1 0.7071]", 1),
        ("[0.333 0.667 0; 1 2 0; 0 0 5]", 2),
    ],
)
def test_a_lower_rank_is_found(typed: str, rank: int) -> None:
    a = la.parse_matrix(typed)
    found = lower_rank(a)

    assert found is not None
    assert la.rank(found.matrix) == rank < la.rank(a)


def test_the_coefficients_alone_may_have_a_lower_rank() -> None:
    # x/3 + 2y/3 = 1 and x + 2y = 4 contradict each other.
    a = la.parse_matrix("[0.333 0.667 1; 1 2 4]")

    assert lower_rank(a) is None
    found = lower_rank(a, augmented=1)
    assert found is not None
    assert la.solve(found.matrix[:, :2], found.matrix[:, 2]).kind == "none"


def test_a_rank_that_does_not_change_is_no_finding() -> None:
    assert lower_rank(la.parse_matrix("[0.333 0.333; 1 1]")) is None
    assert lower_rank(la.parse_matrix("[0.333 1; 1 2]")) is None


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("[0.7071 0.7071; 0.7071 -0.7071]", True),
        ("[0.577 0.577 0.577; 0.7071 -0.7071 0; 0.408 0.408 -0.816]", True),
        ("[0.6 -0.8; 0.8 0.6]", False),
        ("[0.707 0.707; 0.707 0.5]", False),
    ],
)
def test_orthonormal_columns_are_found(typed: str, *, is_found: bool) -> None:
    a = la.parse_matrix(typed)
    found = orthogonal(a)

    assert (found is not None) == is_found
    if found is not None:
        assert np.array_equal(la.multiply(found.matrix.T, found.matrix), np.eye(len(a)))


@pytest.mark.parametrize("degrees", [2, 15, 20, 37, 90 + 45, -75, 180 - 3])
@pytest.mark.parametrize("places", [3, 5, 8])
def test_a_turn_is_recognised_from_its_rounded_matrix(degrees: int, places: int) -> None:
    angle = np.radians(degrees)
    c, s = np.cos(angle), np.sin(angle)
    rows = [[Fraction(f"{x:.{places}f}") for x in row] for row in ((c, -s), (s, c))]

    assert turn_within(la.as_matrix(rows)) == degrees


@pytest.mark.parametrize(
    "text",
    ["[0.94 -0.342; 0.342 0.95]", "[0.94 0.342; 0.342 0.94]", "[pi 0; 0 pi]", "[0.9 -0.4; 0.4 0.9]",
     "[0.8 -0.6; 0.6 0.8]", "[√2/2 -√2/2; √2/2 √2/2]"],
)  # fmt: skip
def test_what_is_no_turn_or_exactly_one_is_not_recognised(text: str) -> None:
    assert turn_within(la.parse_matrix(text)) is None


def test_rounded_products_of_a_column_and_a_row_have_rank_1() -> None:
    generator = random.Random(1)
    for _ in range(40):
        column, row = (
            [Fraction(generator.randint(1, 12), generator.choice((1, 2, 3))) for _ in "123"]
            for _ in "12"
        )
        a = np.array([[x * y for y in row] for x in column], dtype=object)
        rounded = np.array([[round(x, 6) for x in line] for line in a], dtype=object)
        found = lower_rank(rounded)

        assert (found is None) == (la.rank(rounded) == 1)
        assert found is None or np.array_equal(found.matrix, a)


def decimals(generator: random.Random, places: int) -> Matrix:
    unit = 10**places
    rows = [[Fraction(generator.randint(-9 * unit, 9 * unit), unit) for _ in "123"] for _ in "123"]
    return np.array(rows, dtype=object)


@pytest.mark.parametrize("places", [1, 2, 3])
def test_nothing_is_said_of_decimals_at_random(places: int) -> None:
    generator = random.Random(places)
    for _ in range(20):
        a = decimals(generator, places)
        assert lower_rank(a) is None
        assert orthogonal(a) is None
        assert turn_within(a[:2, :2]) is None
