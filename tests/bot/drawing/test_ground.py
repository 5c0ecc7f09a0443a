"""The grid of the plane and the floor of space: few numbers, at their places."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.canvas import Canvas
from bot.drawing.depth import Block
from bot.drawing.ground import Floor, beside_point, draw_block, draw_grid, nice_step
from bot.drawing.style import COLOURS, HEIGHT, SMALL, WIDTH, Theme
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


def flat(scale: float = 100) -> View:
    """x to the right, z upwards, y towards the viewer."""
    return View(np.array([(1.0, 0, 0), (0, 0, 1)]), scale, np.array([500.0, 300]))


def placed(canvas: Canvas) -> dict[str, tuple[float, float]]:
    words = [thing for thing in canvas.things if isinstance(thing, Written)]
    assert {(word.anchor, word.lettering.size) for word in words} == {("center", SMALL)}
    assert {word.lettering.colour for word in words} == {COLOUR.muted}
    return {text(word.lettering.content): (word.x, word.y) for word in words}


def test_names_of_the_floors_axes_stand_just_beyond_their_ends_and_inside_the_picture() -> None:
    floor = Floor(np.zeros(3), np.array([2.0, 1, 3]), 1)
    canvas, wide = Canvas(Theme.DARK), Canvas(Theme.DARK)
    width, height = (canvas.measure(name, SMALL)[0] for name in ("x", "z"))

    floor.draw(canvas, flat(), numbered=False)
    floor.draw(wide, flat(1000), numbered=False)

    near, edge = placed(canvas), placed(wide)
    # 14 pixels of gap, and half of the letters' width or height.
    assert near["x"] == pytest.approx((700 + width / 2 + 14, 300))
    assert near["z"] == pytest.approx((500, 600 + SMALL / 2 + 14))
    assert near["y"] == pytest.approx((500, 300)), "seen from its end"
    assert edge["x"] == pytest.approx((WIDTH - width / 2 - 8, 300))
    assert edge["z"] == pytest.approx((500, HEIGHT - SMALL / 2 - 8))
    below = Canvas(Theme.DARK)
    Floor(np.zeros(3), np.array([-9.0, 1, -9]), 1).draw(below, flat(), numbered=False)
    assert placed(below)["x"][0] == pytest.approx(width / 2 + 8)
    assert placed(below)["z"][1] == pytest.approx(SMALL / 2 + 8)
    assert height > 0


def test_a_floor_has_room_for_short_axes_and_for_nothing() -> None:
    none = Floor.under(np.zeros((1, 3)))
    flat_points = Floor.under(np.array([(0, 0, 0), (6, 0.5, -1)]))

    assert (none.low.tolist(), none.high.tolist()) == ([0, 0, 0], [0.4, 0.4, 0.4])
    assert (flat_points.low.tolist(), flat_points.high.tolist()) == ([0, 0, -1], [6, 2, 2])
    assert flat_points.step == 1


def test_what_a_picture_of_a_floor_must_contain() -> None:
    floor = Floor(np.array([-1.0, -2, -3]), np.array([4.0, 5, 6]), 1)

    assert floor.corners().tolist() == [
        [-1, -2, 0],
        [4, -2, 0],
        [4, 5, 0],
        [-1, 5, 0],
        [0, 0, -3],
        [0, 0, 6],
    ]


def test_floor_and_axes_lie_in_layers_below_everything() -> None:
    canvas = Canvas(Theme.DARK)

    Floor(np.zeros(3), np.ones(3), 1).draw_lines(canvas, flat())

    tint, grid, axes = canvas.things
    assert isinstance(tint, Fill)
    assert isinstance(grid, Line)
    assert isinstance(axes, Line)
    assert (tint.colour, tint.opacity) == (COLOUR.grid, 0.22)
    assert [(line.colour, line.width) for line in (grid, axes)] == [
        (COLOUR.grid, 2),
        (COLOUR.axis, 3.5),
    ]
    assert tint.layer < grid.layer < axes.layer == 1


def test_a_box_has_its_edges_and_names_outside() -> None:
    canvas = Canvas(Theme.DARK)
    block = Block(np.zeros(3), np.array([2.0, 4.0, 3.0]))

    draw_block(canvas, space(), block, ("p", "q", "r"), numbered=True)

    (edges,) = (each for each in canvas.things if isinstance(each, Line))
    assert edges.points.shape == (12, 2, 2)
    assert (edges.colour, edges.width) == (COLOUR.axis, 2)
    words = placed(canvas)
    assert {*words} == {"p", "q", "r", "0", "2", "4", "3"}
    corners = space().pixels(block.corners())
    left, bottom, right, top = *corners.min(axis=0), *corners.max(axis=0)
    # The level edges at the bottom, the upright one at the left.
    assert words["p"][1] < space().pixels([1, 4, 0])[1]
    assert words["q"][1] < space().pixels([2, 2, 0])[1]
    assert words["r"][0] < space().pixels([2, 0, 1.5])[0] - 12
    assert left - 60 < words["r"][0] < right
    assert bottom - 60 < words["p"][1] < top


def test_words_of_a_box_stand_beside_its_outer_edges() -> None:
    """Seen from the front and a little from above: each edge and share by hand."""
    basis = np.array([(1.0, 0, 0), (0, 0.6, 0.8)])
    view = View(basis, 100, np.array([300.0, 200]))
    block = Block(np.zeros(3), np.array([4.0, 1, 5]))
    canvas = Canvas(Theme.DARK)

    draw_block(canvas, view, block, ("p", "q", "r"), numbered=True)

    words = [thing for thing in canvas.things if isinstance(thing, Written)]
    places = [(text(word.lettering.content), word.x, word.y) for word in words]
    # The front edge of the floor goes from (300, 200) to (700, 200): numbers near its ends.
    low = 200 - SMALL / 2 - 12
    assert places[:3] == [
        ("0", pytest.approx(300 + 0.12 * 400), pytest.approx(low)),
        ("4", pytest.approx(300 + 0.88 * 400), pytest.approx(low)),
        ("p", pytest.approx(500), pytest.approx(low)),
    ]
    # The upright edge at the left goes from (300, 200) to (300, 600), or lies 60 higher.
    upright = [place for place in places if place[0] in ("5", "r")]
    for (word, x, y), share in zip(upright, (0.88, 0.5), strict=True):
        assert x == pytest.approx(300 - canvas.measure(word, SMALL)[0] / 2 - 12)
        assert y in (pytest.approx(200 + share * 400), pytest.approx(260 + share * 400))


def test_words_of_a_box_lie_on_no_others() -> None:
    canvas = Canvas(Theme.DARK)
    tiny = Block(np.zeros(3), np.full(3, 0.3))

    draw_block(canvas, space(), tiny, ("a long name", "q", "r"), numbered=True)

    boxes = [canvas.box_of(thing) for thing in canvas.things if isinstance(thing, Written)]
    assert 0 < len(boxes) < 9
    assert not any(a.overlap(b, 0) for i, a in enumerate(boxes) for b in boxes[:i])


@given(st.floats(0, 2 * math.pi), st.floats(10, 200), st.floats(10, 60))
def test_words_beside_a_point_clear_it_by_12_pixels(
    turn: float, width: float, height: float
) -> None:
    outward = np.array([math.cos(turn), math.sin(turn)])

    box = beside_point(np.array([500.0, 400]), outward, (width, height))

    assert (box.right - box.left, box.top - box.bottom) == pytest.approx((width, height))
    offset = box.centre - [500, 400]
    assert offset / np.hypot(*offset) == pytest.approx(outward)
    gap = np.abs(offset) - np.array([width, height]) / 2
    assert gap.max() == pytest.approx(12)


def test_numbers_keep_inside_the_picture() -> None:
    canvas = drawn(100, (200, 200))
    words = {text(w.lettering.content): w for w in canvas.things if isinstance(w, Written)}
    assert {(w.lettering.colour, w.lettering.size) for w in words.values()} == {
        (COLOUR.muted, SMALL)
    }
    assert (words["8"].y, words["8"].anchor) == (26, "center")
    below, aside = numbers(canvas)
    assert {(word.x, word.anchor) for word in canvas.things if isinstance(word, Written)} >= {
        (12, "left")
    }

    # 200 pixels apart: of numbers at the very ends none may stick out.
    assert sorted(aside) == [2, 4]
    assert sorted(numbers(drawn(200, (200, 515)))[1]) == [-2, -1, 1]
    assert sorted(numbers(drawn(200, (200, 516)))[1]) == [-2, -1]
    assert sorted(numbers(drawn(200, (200, 251)))[1]) == [-1, 1, 2]
    assert sorted(numbers(drawn(200, (200, 250)))[1]) == [1, 2]
    half = canvas.measure("0", SMALL)[0] / 2
    assert 0 in numbers(drawn(200, (100 + half, 300)))[0]
    assert 0 not in numbers(drawn(200, (99.9 + half, 300)))[0]
    assert 0 in numbers(drawn(200, (WIDTH - 8 - half, 300)))[0]
    assert 0 not in numbers(drawn(200, (WIDTH - 7.9 - half, 300)))[0]
    assert below
