"""Pictures of distances: points and the straight line, or pairs of bars and a sum of squares."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from bot.drawing.things import Fill, Line, Marks
from bot.topics.vectors.distance_figure import draw_distance
from linalg_engine import vectors
from tests.bot.drawing.painted import of
from tests.bot.topics.vectors.seen import COLOUR, DARK, Seen, exact, same, seen


def distance(a: Sequence[object], b: Sequence[object]) -> Seen:
    p, q = exact(*a), exact(*b)
    return seen(lambda: draw_distance(p, q, vectors.distance(p, q), DARK))


def test_points_stand_at_their_coordinates_with_the_line_between() -> None:
    shown = distance([1, 2], [4, 6])

    assert same([mark[None] for mark in shown.marks("first")], [(1, 2)])
    assert same([mark[None] for mark in shown.marks("second")], [(4, 6)])
    assert same(shown.lines("result", least=10), [(1, 2), (4, 6)])
    assert same(shown.lines("muted"), [(4, 6), (1, 6)], [(1, 6), (1, 2)])


def test_names_numbers_and_pythagoras_are_written() -> None:
    shown = distance([1, 2], [4, 6])

    assert {
        "‖a − b‖ = √(3² + 4²) = 5",
        "a = [1, 2]",
        "b = [4, 6]",
        "distance 5",
        "3",
        "4",
    } <= set(shown.words)
    assert shown.colour_of("a = [1, 2]") == COLOUR.first
    assert shown.colour_of("b = [4, 6]") == COLOUR.second
    assert shown.colour_of("distance 5") == COLOUR.result
    assert shown.picture.alt == (
        "Two points, a = [1, 2] and b = [4, 6], joined by a line of length 5."
    )


def test_one_leg_alone_is_the_distance_itself() -> None:
    assert not distance([1, 2], [5, 2]).lines("muted")


def test_a_point_and_itself() -> None:
    shown = distance([1, 2], [1, 2])

    assert {"‖a − b‖ = 0: the same point", "a = b = [1, 2]"} <= set(shown.words)
    assert not shown.lines("result")
    assert same([mark[None] for mark in shown.marks("first")], [(1, 2)])
    assert not shown.marks("second")


def test_points_far_from_the_origin_are_seen_around_their_middle() -> None:
    shown = distance([1000, 1000], [1003, 1004])

    assert "axes through the middle: the origin is far away" in shown.words
    (p,), (q,) = (
        [mark.centres[0] for mark in of(shown.painted, Marks) if mark.colour == colour]
        for colour in (COLOUR.first, COLOUR.second)
    )
    assert np.hypot(*(p - q)) > shown.painted.canvas.width / 4
    # The axes cross in the middle.
    (axes,) = (line for line in of(shown.painted, Line) if line.colour == COLOUR.axis)
    assert (p + q) / 2 == pytest.approx([axes.points[0][0, 0], axes.points[1][0, 1]])


def test_in_space_points_hang_above_the_floor() -> None:
    shown = distance([1, 2, 3], [4, 5, 1])

    assert {"‖a − b‖ = √(3² + 3² + 2²) = √22", "distance √22", "x = 4", "y = 5"} <= set(shown.words)
    (p,) = (
        m.centres[0] for m in of(shown.painted, Marks) if m.colour == COLOUR.first and m.size > 20
    )
    drops = [line.points[0] for line in of(shown.painted, Line) if line.colour == COLOUR.first]
    assert drops[0][0] == pytest.approx(p)
    assert drops[0][1][0] == pytest.approx(p[0]), "straight down"
    assert drops[0][1][1] < p[1]


def test_many_entries_are_pairs_of_bars_with_their_squared_differences() -> None:
    a, b = [1, -2, 5, 4], [4, 6, 4, 4]

    shown = distance(a, b)

    # Differences −3, −8, 1, 0; 9 + 64 + 1 + 0 = 74
    assert {"‖a − b‖ = √74 ≈ 8.6023", "9", "+64", "+1", "74", "total"} <= set(shown.words)
    assert {"a", "b", "a_i − b_i", "(a_i − b_i)²"} <= set(shown.words)
    assert {"−3", "−8", "−2", "6", "5"} <= set(shown.words)
    for values, bars in ((a, shown.fills("first")), (b, shown.fills("second"))):
        heights = [np.ptp(bar.corners[:, 1]) for bar in bars]
        assert np.array(heights) / heights[0] == pytest.approx(np.abs(values) / abs(values[0]))
    pairs = zip(shown.fills("first"), shown.fills("second"), strict=True)
    for first, second in pairs:
        assert first.corners[:, 0].max() <= second.corners[:, 0].min()
    first, second = shown.fills("first")[0], shown.fills("second")[0]
    assert np.ptp(second.corners[:, 1]) == pytest.approx(4 * np.ptp(first.corners[:, 1]))
    squares = [np.ptp(fill.corners[:, 1]) for fill in shown.fills("result")]
    assert np.array(squares) / squares[0] == pytest.approx(np.array([9, 64, 1, 0]) / 9)
    alt = shown.picture.alt
    for words in (
        "[1, −2, 5, 4]",
        "[4, 6, 4, 4]",
        "9, 64, 1, 0, add up to 74",
        "distance √74 ≈ 8.6023",
    ):
        assert words in alt


def test_the_bars_of_squares_stand_on_each_other() -> None:
    steps = distance([1, -2, 5, 4], [4, 6, 4, 4]).fills("result")

    for lower, upper in pairwise(steps):
        assert upper.corners[:, 1].min() == pytest.approx(lower.corners[:, 1].max())
    assert all(isinstance(step, Fill) for step in steps)
