"""The grid of the plane and the floor of space: few numbers, at their places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.canvas import Canvas
from bot.drawing.depth import Block
from bot.drawing.ground import Floor, draw_block, draw_grid, nice_step
from bot.drawing.style import COLOURS, WIDTH, Theme
from bot.drawing.things import Fill, Line, Written
from bot.drawing.view import View, camera
from bot.formula.node import text

COLOUR = COLOURS[Theme.DARK]
TOP = 740.0


def drawn(scale: float, origin: tuple[float, float], *, numbered: bool = True) -> Canvas:
    canvas = Canvas(Theme.DARK)
    draw_grid(canvas, View(np.eye(2), scale, np.array(origin)), TOP, numbered=numbered)
    return canvas


def numbers(canvas: Canvas) -> tuple[dict[float, float], dict[float, float]]:
    """Return the numbers along x and along y, with their pixels."""
    words = [thing for thing in canvas.things if isinstance(thing, Written)]
    value = {word: float(text(word.lettering.content).replace("−", "-")) for word in words}
    below = {value[word]: word.x for word in words if word.y == 26}
    aside = {value[word]: word.y for word in words if word.y != 26}
    return below, aside


@given(
    st.floats(0.01, 5000),
    st.floats(0, WIDTH),
    st.floats(0, TOP),
)
def test_both_axes_have_few_numbers_at_the_same_distance(scale: float, x: float, y: float) -> None:
    below, aside = numbers(drawn(scale, (x, y)))

    assert 1 <= len(below) <= 7
    assert len(aside) <= 5
    for number, pixel in below.items():
        assert pixel == pytest.approx(x + scale * number, abs=0.01 * WIDTH / 7)
    for number, pixel in aside.items():
        assert number != 0
        assert pixel == pytest.approx(y + scale * number, abs=0.01 * WIDTH / 7)
    if len(below) > 1:
        # The 0 of the upright axis is left out.
        step = min(np.diff(sorted(below)))
        for number in (*below, *aside):
            assert number / step == pytest.approx(round(number / step), abs=1e-3)
        gaps = np.diff(sorted({0.0, *aside})) if aside else np.zeros(0)
        assert gaps[1:-1] == pytest.approx(np.full(max(0, len(gaps) - 2), step), rel=1e-3)


def test_numbers_stand_on_every_second_line_where_lines_are_dense() -> None:
    below, aside = numbers(drawn(100, (200, 200)))

    assert sorted(below) == [0, 2, 4, 6, 8]
    assert sorted(aside) == [2, 4]
    lines = [thing for thing in drawn(100, (200, 200)).things if isinstance(thing, Line)]
    grid = next(line for line in lines if line.colour == COLOUR.grid)
    uprights = sorted(line[0, 0] for line in grid.points if line[0, 0] == line[1, 0])
    assert uprights == [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100]
    levels = sorted(line[0, 1] for line in grid.points if line[0, 1] == line[1, 1])
    assert levels == [0, 100, 200, 300, 400, 500, 600, 700]


def test_the_axes_cross_at_the_origin() -> None:
    canvas = drawn(100, (250, 300), numbered=False)

    axes = next(
        each for each in canvas.things if isinstance(each, Line) and each.colour == COLOUR.axis
    )
    assert axes.points.tolist() == [[[250, 0], [250, TOP]], [[0, 300], [WIDTH, 300]]]
    assert not [each for each in canvas.things if isinstance(each, Written)]


def test_the_corner_is_left_to_the_numbers_of_one_axis() -> None:
    below, _ = numbers(drawn(100, (0, 300)))

    assert min(below) == 2


def test_long_numbers_are_further_apart() -> None:
    below, _ = numbers(drawn(0.00035, (200, 200)))

    words = sorted(below.values())
    assert min(np.diff(words)) > 150


@pytest.mark.parametrize(
    ("least", "step"), [(0.9, 1), (1, 1), (1.1, 2), (3, 5), (6, 10), (0.012, 0.02), (1e7, 1e7)]
)
def test_steps_are_1_2_or_5_times_a_power_of_ten(least: float, step: float) -> None:
    assert nice_step(least) == pytest.approx(step)


def space() -> View:
    return View(camera(35, 22), 90.0, np.array([500.0, 300.0]))


def test_the_floor_lies_under_all_points_and_has_its_axes() -> None:
    floor = Floor.under(np.array([[0, 0, 0], [3, -2, 5], [1, 4, -1.0]]))
    canvas = Canvas(Theme.DARK)

    floor.draw(canvas, space(), numbered=True)

    # The longest side is 6 long, so lines are 1 apart.
    assert (floor.low.tolist(), floor.high.tolist(), floor.step) == ([0, -2, -1], [3, 4, 5], 1)
    words = {
        text(each.lettering.content): np.array([each.x, each.y])
        for each in canvas.things
        if isinstance(each, Written)
    }
    assert set(words) == {"x = 3", "y = 4", "z = 5"}
    for axis, name in enumerate(words):
        end = space().pixels(np.diag(floor.high)[axis])
        assert np.hypot(*(words[name] - end)) < 90
    (tint,) = (each for each in canvas.things if isinstance(each, Fill))
    corners = space().pixels([(0, -2, 0), (3, -2, 0), (3, 4, 0), (0, 4, 0)])
    assert tint.corners == pytest.approx(corners)
    grid, axes = (each for each in canvas.things if isinstance(each, Line))
    # 4 lines along y for x = 0..3, and 7 along x for y = -2..4
    assert grid.points.shape == (11, 2, 2)
    assert grid.points[0] == pytest.approx(space().pixels([(0, -2, 0), (0, 4, 0)]))
    assert grid.points[-1] == pytest.approx(space().pixels([(0, 4, 0), (3, 4, 0)]))
    assert axes.points[1] == pytest.approx(space().pixels([(0, -2, 0), (0, 4, 0)]))
    assert axes.points[2] == pytest.approx(space().pixels([(0, 0, -1), (0, 0, 5)]))


def test_names_alone_where_lengths_are_not_true() -> None:
    canvas = Canvas(Theme.DARK)

    Floor.under(np.eye(3)).draw(canvas, space(), numbered=False)

    words = [text(each.lettering.content) for each in canvas.things if isinstance(each, Written)]
    assert words == ["x", "y", "z"]


def test_a_box_has_its_edges_and_names_outside() -> None:
    canvas = Canvas(Theme.DARK)
    block = Block(np.zeros(3), np.array([2.0, 4.0, 3.0]))

    taken = draw_block(canvas, space(), block, ("p", "q", "r"), numbered=True)

    (edges,) = (each for each in canvas.things if isinstance(each, Line))
    assert edges.points.shape == (12, 2, 2)
    words = [text(each.lettering.content) for each in canvas.things if isinstance(each, Written)]
    assert {"p", "q", "r", "2", "4", "3"} <= set(words)
    assert len(taken) == len(words)
