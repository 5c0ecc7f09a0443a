"""From vectors of any size and dimension to points of the plane and of space."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.coordinates import (
    LONGEST_RATIO,
    coordinates,
    direction,
    length,
    moderate,
    side_by_side,
    unit_circle,
)

ENTRIES = st.integers(-99, 99)
PAIRS = st.integers(4, 8).flatmap(
    lambda n: st.tuples(*[st.lists(ENTRIES, min_size=n, max_size=n)] * 2)
)


@given(PAIRS)
def test_lengths_and_angles_are_kept_beyond_space(pair: tuple[list[int], list[int]]) -> None:
    a, b = np.array(pair, dtype=float)

    (p, q), note = coordinates(a, b)

    assert note == "seen in the plane that they span"
    assert p.shape == q.shape == (2,)
    assert p @ q == pytest.approx(a @ b, abs=1e-6)
    assert (np.hypot(*p), np.hypot(*q)) == pytest.approx((length(a), length(b)))


def test_up_to_space_coordinates_stay_as_they_are() -> None:
    assert coordinates(np.array([1.0, 2.0, 3.0]))[0][0].tolist() == [1, 2, 3]
    assert coordinates(np.array([3.0]))[0][0].tolist() == [3, 0]
    (p,), note = coordinates(np.array([1.0, 2.0, 2.0, 4.0]))
    assert (p.tolist(), note) == ([5, 0], "seen along its own line")


def test_numbers_beyond_squares_of_floats_get_a_unit() -> None:
    points, note = moderate(np.array([3e200, 1e180]), np.array([-1e200, 0]))

    assert note == "in units of 3×10²⁰⁰"
    assert points[0].tolist() == [1, 0]
    assert points[1] == pytest.approx([-1 / 3, 0])


def test_lengths_too_different_are_changed_but_not_directions() -> None:
    a, b = np.array([3.0, 4.0]), np.array([0.0, 5 * LONGEST_RATIO + 1])

    p, q, to_scale = side_by_side(a, b)

    assert not to_scale
    assert p == pytest.approx(np.array([0.6, 0.8]) * 0.45)
    assert q == pytest.approx([0, 1])
    _, _, to_scale = side_by_side(a, np.array([0.0, 5 * LONGEST_RATIO]))
    assert to_scale


@given(st.lists(ENTRIES, min_size=1, max_size=5).filter(any))
def test_a_direction_has_length_1(entries: list[int]) -> None:
    v = np.array([Fraction(entry) for entry in entries], dtype=object)

    u = direction(v)

    assert math.hypot(*u) == pytest.approx(1)
    assert u * length(v.astype(float)) == pytest.approx(v.astype(float))


def test_the_unit_circle_is_closed() -> None:
    circle = unit_circle()

    assert np.hypot(*circle.T) == pytest.approx(1)
    assert circle[0] == pytest.approx(circle[-1])
    assert np.diff(np.unwrap(np.arctan2(circle[:, 1], circle[:, 0]))).sum() == pytest.approx(
        2 * math.pi
    )


def test_ordinary_sizes_need_no_unit() -> None:
    for size in (1e-99, 1.0, 1e99):
        (p,), note = moderate(np.array([size, -size]))
        assert (p.tolist(), note) == ([size, -size], "")
    for size, unit in ((1e-101, "10⁻¹⁰¹"), (1e101, "10¹⁰¹")):
        (p,), note = moderate(np.array([size, -size]))
        assert p == pytest.approx([1, -1])
        assert note.startswith("in units of")
        assert unit in note
    assert moderate(np.zeros(2))[0][0].tolist() == [0, 0]
    assert moderate(np.zeros(2))[1] == ""


def test_coordinates_that_could_not_be_seen_are_0() -> None:
    p, q = moderate(np.array([1.0, 1.1e-9]), np.array([0.9e-9, -2.0]))[0]

    assert p.tolist() == [1, 0]
    assert q.tolist() == [0, -2]
    assert moderate(np.array([1.0, 1.1e-9]))[0][0].tolist() == [1, 1.1e-9]


@pytest.mark.parametrize("axis", [0, 1])
def test_the_longer_vector_lies_along_x_and_the_other_above(axis: int) -> None:
    long, short = np.array([0, 3.0, 0, 4]), np.array([0, 1.0, 2, 0])

    points, _ = coordinates(*((long, short), (short, long))[axis])

    p, q = points if axis == 0 else points[::-1]
    assert p == pytest.approx([5, 0])
    # (3·1) / 5 along, and the rest at right angles.
    assert q == pytest.approx([0.6, np.sqrt(5 - 0.36)])


def test_vectors_on_one_line_and_zero_have_no_second_coordinate() -> None:
    v = np.array([1.0, 2, 2, 4])

    (p, q), _ = coordinates(v, -2 * v)
    (r, zero), _ = coordinates(v, 0 * v)

    assert p == pytest.approx([-5, 0])
    assert q == pytest.approx([10, 0])
    assert r == pytest.approx([5, 0])
    assert zero.tolist() == [0, 0]


def test_a_zero_vector_changes_no_lengths() -> None:
    p, q, is_true = side_by_side(np.array([1e9, 0]), np.zeros(2))

    assert (p.tolist(), q.tolist(), is_true) == ([1e9, 0], [0, 0], True)
    short, long, _ = side_by_side(np.array([0, 1.0]), np.array([100.0, 0]))
    assert (short.tolist(), long.tolist()) == ([0, 0.45], [1, 0])
    long, short, _ = side_by_side(np.array([100.0, 0]), np.array([0, 1.0]))
    assert (short.tolist(), long.tolist()) == ([0, 0.45], [1, 0])


def test_the_unit_circle_has_120_points_from_the_right() -> None:
    circle = unit_circle()

    assert circle.shape == (120, 2)
    assert circle[0].tolist() == [1, 0]
    assert circle[30][1] > 0.99
