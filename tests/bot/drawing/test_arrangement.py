"""Names of a crowd: what boxes and lines do to each other, and that arranging pays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.drawing import boxes
from bot.drawing.arrangement import Places, arrange
from bot.drawing.boxes import Box
from bot.drawing.labels import Label
from bot.drawing.leader_lines import Obstacles, Placed, place_names, rearranged
from tests.examples import examples

Points = NDArray[np.float64]
Line = tuple[tuple[int, int], tuple[int, int]]
BOUNDS = Box(0, 0, 1100, 700)

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


@given(st.lists(corners, min_size=1, max_size=8), lines)
def test_a_line_runs_over_what_lies_within_reach(points: list[tuple[int, int]], line: Line) -> None:
    marks = np.array(points, dtype=float)
    along = np.linspace(line[0], line[1], 4_001)
    apart = np.linalg.norm(along[:, None] - marks, axis=2).min(axis=0)

    found = boxes.run_over(np.array([line], dtype=float), marks, 2.0)

    assert (apart < 1.99).sum() <= found.item() <= (apart < 2.01).sum()


def places(*centres: tuple[float, float], costs: tuple[float, ...]) -> Places:
    """Return places of a name of 10 by 10 pixels, whose point is below the picture."""
    at = np.array(centres, dtype=float)
    ends = np.stack([np.broadcast_to([at[0, 0], -50.0], at.shape), at - [0, 5]], axis=1)
    return Places(at, boxes.boxes_around(at, (10, 10)), ends, np.array(costs))


def test_a_name_makes_way_where_that_costs_less_than_lying_on_another() -> None:
    dear = places((0, 0), (100, 0), costs=(0, 50))
    cheap = places((0, 0), (-100, 0), costs=(0, 5))

    assert arrange([dear, cheap]) == [0, 1]
    assert arrange([]) == []


def tangle(labels: list[Label], placed: list[Placed]) -> int:
    """Return how many lines cross each other or go through a name that is not theirs."""
    pairs = zip(labels, placed, strict=True)
    around = np.vstack([boxes.boxes_around(at.centre[None], label.size) for label, at in pairs])
    ties = [(i, at.leader) for i, at in enumerate(placed) if at.leader is not None]
    if not ties:
        return 0
    drawn = np.array([leader for _, leader in ties])
    through = boxes.pierce(drawn, around)
    through[np.arange(len(ties)), [i for i, _ in ties]] = False
    return int(boxes.cross(drawn, drawn).sum() // 2 + through.sum())


@examples(0.04)
@given(st.integers(0, 1000))
def test_arranged_names_lie_apart_inside_and_are_less_tangled(seed: int) -> None:
    generator = np.random.default_rng(seed)
    points = generator.normal(size=(30, 2)) * [110, 80] + [550, 350]
    labels = [Label("Ann", point, (125.0, 38.0), point - [550, 350]) for point in points]
    obstacles = Obstacles(BOUNDS, points, np.empty((0, 2)), np.empty((0, 4)))
    placed: list[Placed] = []
    for label in labels:
        around = obstacles.beside(*zip(labels, placed, strict=False))
        (at,) = place_names([label], around, [np.inf])
        assert at is not None
        placed.append(at)

    arranged = rearranged(labels, placed, obstacles)

    around = [Box.around(at.centre, label.size) for at, label in zip(arranged, labels, strict=True)]
    assert all(box.excess(BOUNDS) == pytest.approx(0) for box in around)
    assert not any(a.overlap(b, 0) for i, a in enumerate(around) for b in around[:i])
    assert tangle(labels, arranged) <= tangle(labels, placed)
