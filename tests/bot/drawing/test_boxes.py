"""Boxes and lines, many at a time, against their equations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing import boxes
from bot.drawing.boxes import Box

Line = tuple[tuple[int, int], tuple[int, int]]

corners = st.tuples(st.integers(-9, 9), st.integers(-9, 9))
lines = st.tuples(corners, corners)


@given(lines, lines)
def test_lines_cross_where_their_equations_say_so(a: Line, b: Line) -> None:
    matrix = np.array([np.subtract(a[1], a[0]), np.subtract(b[0], b[1])]).T.astype(float)
    crosses = False
    if abs(np.linalg.det(matrix)) > 0.5:  # whole numbers: else it is 0
        at = np.linalg.solve(matrix, np.subtract(b[0], a[0]))
        crosses = bool(np.all(at > 1e-9) and np.all(at < 1 - 1e-9))

    found = boxes.cross(np.array([a], dtype=float), np.array([b], dtype=float))

    assert found.item() == crosses


@given(lines, corners, st.integers(1, 6), st.integers(1, 6))
def test_a_line_goes_through_a_box_where_a_point_of_it_is_inside(
    line: Line, corner: tuple[int, int], width: int, height: int
) -> None:
    low = np.array(corner, dtype=float)
    high = low + np.array([width, height])
    along = np.linspace(line[0], line[1], 20_001)
    inside = np.all((along > low + 1e-3) & (along < high - 1e-3), axis=1)
    near = np.all((along > low - 1e-3) & (along < high + 1e-3), axis=1)

    found = boxes.pierce(np.array([line], dtype=float), np.array([[*low, *high]]))

    assert inside.any() <= found.item() <= near.any()


@given(lines, st.integers(1, 6), corners, st.integers(1, 6), st.integers(1, 6))
def test_a_box_meets_a_polygon_where_a_point_of_it_is_inside(
    line: Line, thick: int, corner: tuple[int, int], width: int, height: int
) -> None:
    # A parallelogram: the line, moved upwards.
    start, end = np.array(line, dtype=float)
    up = np.array([0.0, thick])
    polygon = np.array([start, end, end + up, start + up])
    shares = np.linspace(0, 1, 101)
    u, w = np.meshgrid(shares, shares)
    points = start + u[..., None] * (end - start) + w[..., None] * up
    low = np.array(corner, dtype=float)
    high = low + np.array([width, height])
    reach = 0.2  # more than from one of the points to the next
    inside = ((points > low + 1e-3) & (points < high - 1e-3)).all(axis=2).any()
    near = ((points > low - reach) & (points < high + reach)).all(axis=2).any()

    found = boxes.Polygon.of(polygon).meets(np.array([[*low, *high]]))

    assert (inside and start[0] != end[0]) <= found.item() <= near


def test_a_line_that_only_touches_a_box_does_not_go_through_it() -> None:
    box = np.array([[0.0, 0, 10, 20]])
    beside = [[(-5, 20), (15, 20)], [(-5, 15), (5, 25)], [(10, 5), (30, 5)]]

    assert not boxes.pierce(np.array(beside, dtype=float), box).any()
    assert boxes.pierce(np.array([[(9.0, 5), (30, 5)]]), box).all()


def test_a_box_knows_its_sides_and_its_middle() -> None:
    box = Box.around(np.array([10.0, 20]), (6, 4))

    assert box == Box(7, 18, 13, 22)
    assert box.corners.tolist() == [7, 18, 13, 22]
    assert box.centre.tolist() == [10, 20]
    assert boxes.boxes_around(np.array([(10, 20), (0, 0.0)]), (6, 4)).tolist() == [
        [7, 18, 13, 22],
        [-3, -2, 3, 2],
    ]


def test_boxes_share_their_common_area_with_room_around_it() -> None:
    box = Box(0, 0, 10, 10)

    assert box.overlap(Box(6, 8, 20, 30), 0) == 4 * 2
    assert box.overlap(Box(-20, -30, 4, 2), 0) == 4 * 2
    assert box.overlap(Box(6, 8, 20, 30)) == (4 + 6) * (2 + 6)
    assert box.overlap(Box(15, 0, 20, 10)) == 1 * 16
    assert box.overlap(Box(16, 0, 20, 10)) == box.overlap(Box(0, 16, 10, 20)) == 0
    assert box.overlap(Box(50, 50, 60, 60)) == 0, "apart both ways"


def test_a_box_sticks_out_at_each_side() -> None:
    bounds = Box(0, 0, 10, 20)

    assert Box(-1, -2, 13, 24).excess(bounds) == 1 + 2 + 3 + 4
    assert [
        Box(-1, 0, 10, 20).excess(bounds),
        Box(0, -2, 10, 20).excess(bounds),
        Box(0, 0, 13, 20).excess(bounds),
        Box(0, 0, 10, 24).excess(bounds),
        Box(1, 1, 9, 19).excess(bounds),
    ] == [1, 2, 3, 4, 0]


def test_boxes_meet_up_to_a_margin_on_every_side() -> None:
    shifts = np.array([(x, y) for x in np.arange(-20, 21) for y in np.arange(-40, 41)]) + 0.5
    centre, others = np.zeros((1, 2)), shifts.astype(float)

    found = boxes.meet(boxes.boxes_around(centre, (8, 20)), boxes.boxes_around(others, (8, 20)))

    assert found.shape == (1, len(shifts))
    # As near as their own size and 5 pixels more.
    assert found[0].tolist() == np.all(np.abs(shifts) < [13, 25], axis=1).tolist()


@given(st.lists(st.tuples(corners, st.integers(0, 5)), max_size=4), st.lists(corners, max_size=9))
def test_points_in_boxes_are_counted(
    given: list[tuple[tuple[int, int], int]], points: list[tuple[int, int]]
) -> None:
    around = [(x, y, x + size, y + 2 * size) for (x, y), size in given]

    found = boxes.covered(
        np.array(around, dtype=float).reshape(-1, 4),
        np.array(points, dtype=float).reshape(-1, 2),
        1.5,
    )

    assert found.tolist() == [
        sum(left - 1.5 < x < right + 1.5 and low - 1.5 < y < top + 1.5 for x, y in points)
        for left, low, right, top in around
    ]


@given(lines, corners)
def test_a_line_is_as_far_from_a_point_as_the_nearest_of_its_points(
    line: Line, point: tuple[int, int]
) -> None:
    start, end = np.array(line, dtype=float)
    along = start + np.linspace(0, 1, 2001)[:, None] * (end - start)
    nearest = np.linalg.norm(along - point, axis=1).min()

    found = boxes.away(np.array([line], dtype=float), np.array([point], dtype=float))

    assert found.item() == pytest.approx(nearest, abs=0.02)
