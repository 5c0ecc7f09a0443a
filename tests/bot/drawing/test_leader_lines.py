"""Names of points: each at its point or tied to it, in nobody's way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.drawing import boxes
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.labels import Label, labelled
from bot.drawing.leader_lines import NEAR, write_names
from bot.drawing.style import Theme
from bot.drawing.things import Line, Written
from tests.examples import examples

Points = NDArray[np.float64]
BOUNDS = Box(0, 0, 1100, 825)
RADIUS = 10.0


def named(canvas: Canvas, points: Points, name: str = "Ann") -> list[tuple[Label, float]]:
    """Return names for points whose marks are drawn."""
    canvas.marks(points, "circle", canvas.colours.first, 2 * RADIUS)
    labels = [labelled(canvas, f"{name} {i}", point, np.zeros(2)) for i, point in enumerate(points)]
    return [(label, RADIUS) for label in labels]


def words_of(canvas: Canvas) -> list[Box]:
    return [canvas.box_of(thing) for thing in canvas.things if isinstance(thing, Written)]


def leaders_of(canvas: Canvas) -> Points:
    lines = [thing.points[0] for thing in canvas.things if isinstance(thing, Line)]
    return np.array(lines).reshape(-1, 2, 2)


@pytest.mark.parametrize("away", [(1.0, 0.0), (0.0, -3.0), (-2.0, 2.0)])
def test_a_name_alone_stands_beside_its_mark_on_the_side_that_it_wishes(
    away: tuple[float, float],
) -> None:
    canvas = Canvas(Theme.DARK)
    canvas.marks([(500, 400)], "circle", canvas.colours.first, 2 * RADIUS)
    label = labelled(canvas, "Ann", np.array([500.0, 400.0]), np.array(away))

    assert write_names(canvas, [(label, RADIUS)], BOUNDS) == [True]

    (box,) = words_of(canvas)
    offset = box.centre - [500, 400]
    assert offset @ away / (np.linalg.norm(offset) * np.linalg.norm(away)) > 0.65
    assert np.linalg.norm(np.clip([500, 400], box.corners[:2], box.corners[2:]) - [500, 400]) < 30
    assert len(leaders_of(canvas)) == 0


def test_in_a_crowd_a_name_is_outside_and_tied_to_its_mark() -> None:
    canvas = Canvas(Theme.DARK)
    crowd = np.random.default_rng(1).uniform((420, 320), (580, 480), size=(400, 2))
    canvas.marks(crowd, "circle", canvas.colours.muted, 12)
    label = labelled(canvas, "Ann", np.array([500.0, 400.0]), np.zeros(2))

    assert write_names(canvas, [(label, RADIUS)], BOUNDS) == [True]

    (box,), (leader,) = words_of(canvas), leaders_of(canvas)
    assert boxes.covered(box.corners[None], crowd, 6).item() == 0
    start, end = leader
    assert np.linalg.norm(start - [500, 400]) == pytest.approx(RADIUS)
    assert Box(box.left - 1, box.bottom - 1, box.right + 1, box.top + 1).excess(BOUNDS) == 0
    assert np.clip(end, box.corners[:2], box.corners[2:]) == pytest.approx(end)
    assert np.linalg.norm(end - start) > NEAR


def test_where_all_is_taken_a_name_is_left_out() -> None:
    canvas = Canvas(Theme.DARK)
    xs, ys = np.meshgrid(np.arange(0, 1101, 30), np.arange(0, 826, 30))
    marks = np.stack([xs, ys], axis=-1).reshape(-1, 2).astype(float)

    names = named(canvas, marks)[:3]

    assert write_names(canvas, names, BOUNDS) == [False, False, False]
    assert words_of(canvas) == []


def test_the_first_name_gets_the_place_that_all_wish() -> None:
    canvas = Canvas(Theme.DARK)
    at = np.array([500.0, 400.0])
    labels = [labelled(canvas, name, at, np.array([1.0, 0.0])) for name in ("Ann", "Bob")]

    write_names(canvas, [(label, RADIUS) for label in labels], BOUNDS)

    first, second = words_of(canvas)
    assert first.left > 500
    assert first.centre[1] == pytest.approx(400)
    assert second.overlap(first, 0) == 0


def test_a_name_keeps_off_lines_and_arrowheads_where_it_can() -> None:
    canvas = Canvas(Theme.DARK)
    line = np.array([[510.0, 400.0], [900.0, 400.0]])
    canvas.line(line, canvas.colours.axis)
    canvas.arrow((500, 300), (500, 420), canvas.colours.first)
    label = labelled(canvas, "Ann", np.array([500.0, 400.0]), np.array([1.0, 0.0]))

    write_names(canvas, [(label, RADIUS)], BOUNDS)

    (box,) = words_of(canvas)
    assert not boxes.pierce(line[None], box.corners[None]).any()
    assert box.overlap(Box(485, 390, 515, 420), 0) == 0


def test_no_leader_line_goes_through_words_that_were_there() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.marks([(500, 400)], "circle", canvas.colours.muted, 300)
    for y in (200, 240, 560, 600):
        canvas.text((500, y), "a long remark that is in the way", 34)
    before = np.array([box.corners for box in words_of(canvas)])
    label = labelled(canvas, "Ann", np.array([500.0, 400.0]), np.array([0.0, 1.0]))

    assert write_names(canvas, [(label, 0.0)], BOUNDS) == [True]

    (leader,) = leaders_of(canvas)
    assert not boxes.pierce(leader[None], before).any()


@examples(0.1)
@given(st.integers(0, 10_000), st.integers(1, 12), st.floats(0, 150))
def test_names_lie_apart_inside_and_off_marks_and_leader_lines_cross_nothing(
    seed: int, count: int, spread: float
) -> None:
    canvas = Canvas(Theme.DARK)
    points = np.random.default_rng(seed).normal(size=(count, 2)) * spread + [550, 400]
    names = named(canvas, points)

    written = write_names(canvas, names, BOUNDS)

    found = words_of(canvas)
    assert sum(written) == len(found) >= min(count, 8)
    corners = np.array([box.corners for box in found])
    assert all(box.excess(BOUNDS) < 1e-6 for box in found)
    assert not any(a.overlap(b, 0) for i, a in enumerate(found) for b in found[:i])
    assert boxes.covered(corners, points, RADIUS - 0.1).sum() == 0
    leaders = leaders_of(canvas)
    assert not boxes.cross(leaders, leaders).any()
    ends = np.clip(leaders[:, None, 1], corners[:, :2], corners[:, 2:]) - leaders[:, None, 1]
    own = np.argmin(np.linalg.norm(ends, axis=2), axis=1)
    through = boxes.pierce(leaders, corners)
    through[np.arange(len(leaders)), own] = False
    assert not through.any()


def test_a_name_that_needs_a_longer_line_is_left_out() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.marks([(500, 400)], "circle", canvas.colours.first, 2 * RADIUS)
    label = labelled(canvas, "Ann", np.array([500.0, 400.0]), np.zeros(2))
    crowd = np.stack(np.meshgrid(np.arange(10, 930, 20.0), np.arange(10, 820, 20.0)), axis=-1)
    canvas.marks(crowd.reshape(-1, 2), "circle", canvas.colours.muted, 16)

    assert write_names(canvas, [(label, RADIUS)], BOUNDS) == [False]
