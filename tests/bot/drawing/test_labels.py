"""Labels and cameras: what is best is taken, and what is in the way is avoided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.drawing import boxes, fonts
from bot.drawing.arrays import Floats
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.labels import (
    CLOSE,
    DIRECTIONS,
    GAP,
    Label,
    free_centres,
    labelled,
    reaches,
    write_labels,
)
from bot.drawing.obstacles import Obstacles
from bot.drawing.style import Theme
from bot.drawing.things import Written
from bot.drawing.view import ARROW_CAMERAS, camera, fit, space_basis

BOUNDS = Box(0, 0, 1100, 700)
SIZE = (100.0, 40.0)


def label(x: float, y: float, away: tuple[float, float] = (0.0, 0.0)) -> Label:
    return Label("v", np.array([x, y]), SIZE, np.array(away))


def box(centre: NDArray[np.float64]) -> Box:
    return Box.around(centre, SIZE)


def placed(
    labels: Sequence[Label], lines: Sequence[Floats] = (), taken: Box | None = None
) -> list[Floats]:
    """Return the places of labels among lines and beside a box, all of them free."""
    canvas = Canvas(Theme.DARK)
    for line in lines:
        canvas.line(line, canvas.colours.axis)
    found = free_centres(canvas, labels, BOUNDS, None if taken is None else taken.corners[None])
    return [centre for centre in found if centre is not None]


@pytest.mark.parametrize("away", [(1.0, 0.0), (0.0, -3.0), (-2.0, 2.0)])
def test_a_label_stands_beside_its_point_on_the_side_that_it_wishes(
    away: tuple[float, float],
) -> None:
    (centre,) = placed([label(500, 300, away)])

    offset = centre - [500, 300]
    assert offset @ away / (np.linalg.norm(offset) * np.linalg.norm(away)) > 0.65
    around = box(centre).corners
    gap = np.maximum(around[:2] - [500, 300], [500, 300] - around[2:]).max()
    assert gap == pytest.approx(GAP)


def test_distance_and_the_wrong_side_cost() -> None:
    places = np.array([(600.0, 300), (500, 320), (490, 300), (500, 300)])

    wished = label(500, 300, (3, 0)).wishes(places, 25)
    any_side = label(500, 300).wishes(places, 25)

    # Half a pixel's distance each; a quarter turn away 25, the opposite side 50.
    assert any_side == pytest.approx([50, 10, 5, 0])
    assert wished == pytest.approx([50, 10 + 25, 5 + 50, 25])


def test_a_label_is_written_as_it_was_measured() -> None:
    canvas = Canvas(Theme.DARK)
    found = labelled(canvas, "word", np.zeros(2), np.zeros(2), "result", 42, bold=True)

    found.write(canvas, np.array([300.0, 200]))

    (thing,) = canvas.things
    assert isinstance(thing, Written)
    assert found.size == canvas.measure("word", 42, bold=True)
    assert (thing.x, thing.y, thing.anchor) == (300, 200, "center")
    assert (thing.lettering.size, thing.lettering.bold) == (42, True)
    assert thing.lettering.colour == canvas.colours.result
    assert canvas.box_of(thing).centre.tolist() == [300, 200]


def test_places_around_a_point_are_in_16_directions() -> None:
    assert DIRECTIONS.shape == (16, 2)
    assert np.hypot(*DIRECTIONS.T) == pytest.approx(np.ones(16))
    assert DIRECTIONS[[0, 2, 4, 8, 12]] == pytest.approx(
        np.array([(1, 0), (0.5**0.5, 0.5**0.5), (0, 1), (-1, 0), (0, -1)])
    )
    # A box 60 wide and 20 high.
    assert reaches(np.array([30.0, 10]))[[0, 4], 0].tolist() == [30, 10]
    assert reaches(np.array([[30.0, 10], [1, 2]])).shape == (2, 16, 1)


@given(st.integers(0, 10**6), st.integers(1, 9))
def test_labels_that_are_written_lie_apart_inside_and_on_nothing(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.uniform((0, 0), (1100, 700), (count, 2))
    canvas = Canvas(Theme.DARK)
    canvas.marks(points, "circle", canvas.colours.first, 20)
    tail, tip = rng.uniform(100, 600, (2, 2))
    canvas.arrow(tail, tip, canvas.colours.second)
    canvas.text(rng.uniform(200, 500, 2), "in the way", 34)
    taken = Obstacles.on(canvas).boxes
    labels = [labelled(canvas, f"v{k}", at, at - points.mean(0)) for k, at in enumerate(points)]

    left_out = write_labels(canvas, labels, BOUNDS)

    found = [canvas.box_of(thing) for thing in canvas.things[3:] if isinstance(thing, Written)]
    assert len(found) == count - left_out
    for k, each in enumerate(found):
        assert each.excess(BOUNDS) < 1e-6
        # 6 pixels stay free.
        assert not any(each.overlap(Box(*other), 5.9) for other in taken)
        assert not any(each.overlap(other, 5.9) for other in found[:k])


def placed_beside(labels: list[Label], taken: list[Box]) -> list[Floats]:
    """Return the labels' middles beside boxes on which none may lie."""
    avoid = np.array([each.corners for each in taken])
    found = free_centres(Canvas(Theme.DARK), labels, BOUNDS, avoid)
    return [centre for centre in found if centre is not None]


def test_a_label_is_nowhere_nearer_to_the_anchor_of_another() -> None:
    """Its nearest free place is beside the other point."""
    points = np.array([[500.0, 300.0], [590.0, 300.0]])
    taken = [Box(480, 200, 640, 285), Box(560, 315, 640, 400)]

    upper, other = placed_beside([label(500, 300, (0, 1)), label(590, 300, (-1, 0))], taken)

    for centre, own in ((upper, 0), (other, 1)):
        (distances,) = boxes.distances(box(centre).corners[None], points)
        assert distances[own] <= distances[1 - own] + 1


def test_labels_side_by_side_are_not_read_as_one() -> None:
    """Only one row is free, so that both must stand in it."""
    taken = [Box(0, 0, 1100, 265), Box(0, 335, 1100, 700)]

    first, second = placed_beside([label(500, 300, (1, 0)), label(480, 300, (1, 0))], taken)

    assert abs(first[1] - second[1]) < 25
    assert abs(first[0] - second[0]) - SIZE[0] >= 20


def test_labels_keep_off_lines_other_labels_and_what_is_written() -> None:
    line = np.array([[500.0, 300.0], [900.0, 300.0]])
    taken = Box(300, 250, 490, 350)

    first, second = placed([label(500, 300, (1, 0))] * 2, [line], taken)

    for centre in (first, second):
        assert not boxes.covered(
            box(centre).corners[None], np.linspace(line[0], line[1], 400), 0
        ).any()
        assert box(centre).overlap(taken, 0) == 0
    assert box(first).overlap(box(second), 0) == 0


def test_a_further_place_is_taken_where_it_is_the_best() -> None:
    more = np.array([[500.0, 345.0], [505.0, 300.0]])
    beside = replace(label(500, 300), more=more)

    (centre,) = placed([beside])
    (elsewhere,) = placed([beside], taken=box(more[1]))

    assert centre == pytest.approx(more[1])
    assert elsewhere != pytest.approx(more[1])


def test_a_label_that_would_lie_on_lines_takes_the_first_free_place_elsewhere() -> None:
    instead = np.array([[900.0, 600.0], [150.0, 600.0], [160.0, 500.0]])
    moving = replace(label(500, 300), instead=instead)
    crowd = [np.array([[300.0, y], [700.0, y]]) for y in range(100, 500, 20)]
    taken = box(instead[0])

    (alone,) = placed([moving])
    (elsewhere,) = placed([moving], crowd, taken)
    (no_better,) = placed([replace(moving, instead=instead[:1])], crowd, taken)

    assert np.hypot(*(alone - moving.anchor)) < 100
    assert elsewhere == pytest.approx(instead[1])
    assert np.hypot(*(no_better - moving.anchor)) < 250


def test_a_label_is_nearer_to_its_own_point_than_to_one_without_a_label() -> None:
    canvas = Canvas(Theme.DARK)
    (alone,) = free_centres(canvas, [label(500, 300, (1, 0))], BOUNDS)
    assert alone is not None

    (beside,) = free_centres(canvas, [label(500, 300, (1, 0))], BOUNDS, others=alone[None])

    assert beside is not None
    own, other = boxes.distances(box(beside).corners[None], np.array([(500, 300), alone]))[0]
    assert own <= other + CLOSE


def test_a_label_lies_on_no_box_to_avoid() -> None:
    canvas = Canvas(Theme.DARK)
    whole = np.array([[0.0, 0.0, 1100.0, 330.0]])
    everything = np.array([[0.0, 0.0, 1100.0, 825.0]])

    (free,) = free_centres(canvas, [label(500, 300, (0, -1))], BOUNDS, whole)

    assert free is not None
    assert box(free).bottom >= 330
    assert free_centres(canvas, [label(500, 300)], BOUNDS, everything) == [None]
    assert write_labels(canvas, [label(500, 300)], BOUNDS, everything) == 1
    assert not canvas.things


def test_a_label_at_the_edge_stays_inside() -> None:
    (centre,) = placed([label(1095, 695, (1, 1))])

    assert box(centre).excess(BOUNDS) == 0


@given(st.floats(1, 200), st.floats(1, 200))
def test_the_edge_of_a_box_is_where_its_reach_ends(width: float, height: float) -> None:
    ends = DIRECTIONS * reaches(np.array([width, height]))

    assert np.max(np.abs(ends / [width, height]), axis=1) == pytest.approx(1)


@given(st.text(max_size=40), st.integers(1, 30))
def test_what_is_cut_fits_and_no_more_is_cut_than_must_be(name: str, longest: int) -> None:
    shown = fonts.cut_end(name, lambda text: len(text) <= longest)

    assert len(shown) <= longest
    if len(name) <= longest:
        assert shown == name
    else:
        assert shown == f"{name[: longest - 1].rstrip()}…"


def test_names_that_would_look_alike_keep_their_ends() -> None:
    given = ["the first of many films", "the first of many books", "Up", "Up"]

    shown = fonts.cut(given, lambda text: len(text) <= 12)

    assert shown == ["the fi…films", "the fi…books", "Up", "Up"]


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_a_camera_keeps_lengths_on_paper_and_up_above(azimuth: float, elevation: float) -> None:
    basis = camera(azimuth, elevation)

    assert basis @ basis.T == pytest.approx(np.eye(2), abs=1e-12)
    assert basis[0, 2] == 0
    assert basis[1, 2] > 0


def test_where_all_cameras_are_equal_the_usual_one_is_taken() -> None:
    basis = ARROW_CAMERAS.clearest(lambda bases: np.zeros(len(bases)))

    assert basis == pytest.approx(camera(35, 22))


def test_the_camera_that_shows_most_is_taken() -> None:
    view = camera(65, 12)

    basis = ARROW_CAMERAS.clearest(lambda bases: 9 * (bases * view).sum(axis=(1, 2)))

    assert basis == pytest.approx(view)


def test_cameras_for_arrows_keep_y_to_the_right() -> None:
    assert (ARROW_CAMERAS.bases[:, 0, 1] > 0).all()


@given(st.integers(0, 10**6))
@example(36181)  # A camera near the usual one would show less than half of the first arrow.
@example(5405)  # And here, where the other ones show less of the angle.
@example(19043)
def test_arrows_in_space_are_told_apart(seed: int) -> None:
    first, second = np.random.default_rng(seed).normal(size=(2, 3))
    p, q = (space_basis(np.array([first, second])) @ v for v in (first, second))

    assert min(np.hypot(*p) / np.linalg.norm(first), np.hypot(*q) / np.linalg.norm(second)) > 0.5
    inside = abs(first @ second) / (np.linalg.norm(first) * np.linalg.norm(second))
    if inside < np.cos(np.radians(30)):
        assert abs(p[0] * q[1] - p[1] * q[0]) / (np.hypot(*p) * np.hypot(*q)) > np.sin(
            np.radians(15)
        )


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=1, max_size=9))
def test_a_view_fills_its_region_and_keeps_shapes(points: list[tuple[int, int]]) -> None:
    region = Box(100, 50, 1000, 700)

    pixels = fit(np.eye(2), np.array(points), region).pixels(points)

    low, high = pixels.min(axis=0), pixels.max(axis=0)
    assert np.all(low > [99.9, 49.9])
    assert np.all(high < [1000.1, 700.1])
    assert (low + high) / 2 == pytest.approx([550, 375])
