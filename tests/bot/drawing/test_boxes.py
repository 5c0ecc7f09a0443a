"""Boxes and lines, many at a time, against their equations."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing import boxes

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

    found = boxes.on_polygon(np.array([[*low, *high]]), polygon)

    assert (inside and start[0] != end[0]) <= found.item() <= near
