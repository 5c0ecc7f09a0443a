"""Names of points: each at its point or tied to it, in nobody's way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.drawing import boxes, leader_lines
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.labels import Label, labelled
from bot.drawing.leader_lines import NEAR, write_names
from bot.drawing.occupancy import Occupancy
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


@pytest.mark.parametrize(
    ("away", "side"), [((1.0, 0), 0), ((0.0, 1), 1), ((-1.0, 0), 2), ((0.0, -1), 3)]
)
def test_a_name_stands_6_pixels_from_its_mark(away: tuple[float, float], side: int) -> None:
    canvas = Canvas(Theme.DARK)
    canvas.marks([(500, 400)], "circle", canvas.colours.first, 2 * RADIUS)
    label = labelled(canvas, "Ann", np.array([500.0, 400]), np.array(away))

    write_names(canvas, [(label, RADIUS)], BOUNDS)

    (box,) = words_of(canvas)
    gaps = (box.left - 500, box.bottom - 400, 500 - box.right, 400 - box.top)
    assert gaps[side] == pytest.approx(RADIUS + 6)
    across = 1 - side % 2
    assert box.centre[across] == pytest.approx((500, 400)[across])


@pytest.mark.parametrize("x", [0.0, 30, 1070, 1100])
@pytest.mark.parametrize("y", [0.0, 30, 795, 825])
def test_names_at_the_edge_are_moved_inside(x: float, y: float) -> None:
    canvas = Canvas(Theme.DARK)
    bounds = Box(10, 50, 1090, 780)

    assert write_names(canvas, named(canvas, np.array([(x, y)])), bounds) == [True]

    (box,) = words_of(canvas)
    assert box.excess(bounds) < 1e-6
    offset = np.clip([x, y], box.corners[:2], box.corners[2:]) - [x, y]
    assert np.hypot(*offset) < 60


@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_the_last_free_place_within_reach_is_found(corner: tuple[int, int]) -> None:
    canvas = Canvas(Theme.DARK)
    label = labelled(canvas, "Ann", np.array([550.0, 400]), np.zeros(2))
    free = np.array(label.size) + 40
    low = np.array([300.0, 200]) + np.array(corner) * [400, 360]
    xs, ys = np.meshgrid(np.arange(0, 1101, 11), np.arange(0, 826, 11))
    places = np.stack([xs.ravel(), ys.ravel()], axis=1).astype(float)
    taken = ~np.all((places > low - 5) & (places < low + free + 5), axis=1)
    canvas.marks(places[taken], "square", canvas.colours.muted, 11)

    assert write_names(canvas, [(label, 0.0)], BOUNDS) == [True]

    (box,) = words_of(canvas)
    assert box.excess(Box(*low, *(low + free))) < 1e-6
    assert len(leaders_of(canvas)) == 1


def test_a_leader_line_is_thin_and_grey_and_lies_under_marks() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.marks([(500, 400)], "circle", canvas.colours.first, 300)
    label = labelled(canvas, "Ann", np.array([500.0, 400]), np.array([0.0, 1]))

    write_names(canvas, [(label, 0.0)], BOUNDS)

    (line,) = [thing for thing in canvas.things if isinstance(thing, Line)]
    assert (line.width, line.colour, line.layer) == (2, canvas.colours.muted, 3.5)
    assert line.points[0, 0].tolist() == [500, 400]
    assert line.points[0, 1] == pytest.approx([500, words_of(canvas)[0].bottom])


def test_names_need_a_line_from_20_pixels_on() -> None:
    label = Label("Ann", np.zeros(2), (20.0, 20.0), np.zeros(2))
    centres = np.array([(40.0, 0), (40.1, 0), (0, -60), (3, 4)])

    near, far, below, around = leader_lines._ties(label, centres, RADIUS)

    # From the mark's edge to the nearest point of the name.
    assert near.tolist() == [[30, 0], [30, 0]]
    assert far == pytest.approx(np.array([(10, 0), (30.1, 0)]))
    assert below == pytest.approx(np.array([(0, -10), (0, -50)]))
    assert around.tolist() == [[0, 0], [0, 0]], "the name covers its point"


def test_a_place_is_free_where_nothing_that_counts_is() -> None:
    nothing = np.empty((0, 4))
    names = np.array([(400.0, 400, 440, 420)])
    ground = leader_lines._Ground(
        BOUNDS,
        Occupancy(np.array([(100.0, 100, 120, 120)]), 1100, 825),
        Occupancy(nothing, 1100, 825),
        names,
        anchors=np.empty((0, 2)),
        leaders=np.array([[(600.0, 0), (600, 800)]]),
    )
    around = np.array(
        [
            (200.0, 200, 240, 220),  # free
            (124, 100, 160, 120),  # 4 pixels beside a mark are free
            (123, 100, 160, 120),
            (100, 122, 160, 140),  # 2 above it
            (100, 121, 160, 140),
            (444, 400, 480, 420),  # within 5 pixels of a name
            (446, 400, 480, 420),
            (580, 300, 620, 320),  # on a leader line
            (300, 300, 340, 320),  # its own line crosses that one
            (300, 500, 340, 520),  # its own line goes through a name
        ]
    )
    ties = np.repeat(around[:, None, :2], 2, axis=1)
    ties[8] = [(700, 310), (340, 310)]
    ties[9] = [(420, 300), (420, 600)]

    found = ground.free(around, ties)

    assert found.tolist() == [1, 1, 0, 1, 0, 0, 1, 0, 0, 0]


def test_names_rather_lie_beside_lines_than_on_them_and_lines_go_around_marks() -> None:
    canvas = Canvas(Theme.DARK)
    for y in range(404, 500, 10):
        canvas.line([(500, y), (700, y)], canvas.colours.axis)
    label = labelled(canvas, "Ann", np.array([500.0, 400]), np.array([1.0, 0.3]))

    write_names(canvas, [(label, RADIUS)], BOUNDS)

    (box,) = words_of(canvas)
    assert box.top < 404 or box.right < 500
    assert np.hypot(*(box.centre - [500, 400])) < 80


def test_names_keep_off_what_was_kept() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.text((560, 400), "a word", 34)
    (before,) = words_of(canvas)
    canvas.keep()
    label = labelled(canvas, "Ann", np.array([500.0, 400]), np.array([1.0, 0]))

    write_names(canvas, [(label, RADIUS)], BOUNDS)

    (box,) = words_of(canvas)
    assert box.overlap(before, 0) == 0


def test_a_name_that_needs_a_longer_line_is_left_out() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.marks([(500, 400)], "circle", canvas.colours.first, 2 * RADIUS)
    label = labelled(canvas, "Ann", np.array([500.0, 400.0]), np.zeros(2))
    crowd = np.stack(np.meshgrid(np.arange(10, 930, 20.0), np.arange(10, 820, 20.0)), axis=-1)
    canvas.marks(crowd.reshape(-1, 2), "circle", canvas.colours.muted, 16)

    assert write_names(canvas, [(label, RADIUS)], BOUNDS) == [False]


def test_places_all_over_the_picture_are_inside_it() -> None:
    label = Label("Ann", np.zeros(2), (60.0, 20.0), np.zeros(2))

    places = leader_lines._everywhere(label, Box(100, 50, 400, 200))

    assert places.min(axis=0).tolist() == [130, 60]
    assert (places.max(axis=0) < [370, 190]).all()
    assert (places.max(axis=0) >= [370 - 24, 190 - 24]).all()
    assert len(places) == 10 * 6


def test_a_name_that_could_be_that_of_a_mark_alike_is_written_elsewhere_or_left_out() -> None:
    at = np.array([500.0, 400.0])
    label = Label("Ann", at, (60.0, 40.0), np.array([1.0, 0]))
    near = np.array([[500.0, 400.0], [540.0, 400.0]])
    around = np.array([(546.0, 380, 606, 420), (516, 380, 576, 420), (400, 380, 470, 420)])
    ties = np.array(
        [[(510.0, 400), (546, 400)], [(500, 400), (500, 400)], [(490, 400), (470, 400)]]
    )

    found = leader_lines._are_mistakable(around, ties, label, RADIUS, near[1:])

    # Its line goes over the other mark; it is nearer to that; nothing is there.
    assert found.tolist() == [True, True, False]
    nobody = leader_lines._are_mistakable(around, ties, label, RADIUS, near[:0])
    assert not nobody.any()


@examples(0.1)
@example(1, 6, 20.0)
@given(st.integers(0, 10_000), st.integers(2, 60), st.floats(20, 150))
def test_no_name_could_be_that_of_another_mark(seed: int, count: int, spread: float) -> None:
    canvas = Canvas(Theme.DARK)
    points = np.random.default_rng(seed).normal(size=(count, 2)) * spread + [550, 400]
    names = named(canvas, points)[:12]

    written = write_names(canvas, names, BOUNDS, [points] * len(names))

    corners = np.array([box.corners for box in words_of(canvas)]).reshape(-1, 4)
    leaders = leaders_of(canvas)
    anchors = [
        label.anchor for (label, _), is_there in zip(names, written, strict=True) if is_there
    ]
    assert len(corners) == len(anchors)
    for box, anchor in zip(corners, anchors, strict=True):
        distance = np.linalg.norm(points - anchor, axis=1)
        others = points[distance > 2 * RADIUS]
        start = next((line for line in leaders if _begins_at(line, anchor)), None)
        if start is None:
            own = boxes.distances(box[None], anchor[None]).item()
            assert boxes.distances(box[None], others).min(initial=np.inf) > own - 5
        else:
            along = start[0] + np.linspace(0, 1, 200)[:, None] * (start[1] - start[0])
            gaps = np.linalg.norm(along[:, None] - others, axis=2)
            assert gaps.min(initial=np.inf) > RADIUS + 5
            assert boxes.distances(box[None], start[1:]).item() < 1e-6, "it ends at its name"


def _begins_at(line: Points, anchor: Points) -> bool:
    # At the mark's edge: another mark's line may begin within a mark that overlaps it.
    return bool(abs(np.linalg.norm(line[0] - anchor) - RADIUS) < 1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_a_leader_line_goes_through_the_mark_of_no_other_name(seed: int) -> None:
    """Of whatever look: marks of two kinds stand close together."""
    canvas = Canvas(Theme.DARK)
    middles = np.random.default_rng(seed).normal(size=(6, 2)) * 60 + [550, 400]
    points = np.vstack([middles, middles + np.array([1.6 * RADIUS, 0])])

    names = named(canvas, points)
    write_names(canvas, names, BOUNDS, [points[:6]] * 6 + [points[6:]] * 6)

    leaders = leaders_of(canvas)
    assert len(leaders)
    for line in leaders:
        own = np.argmin(abs(np.linalg.norm(points - line[0], axis=1) - RADIUS))
        others = points[np.linalg.norm(points - points[own], axis=1) > RADIUS]
        along = line[0] + np.linspace(0, 1, 400)[:, None] * (line[1] - line[0])
        gaps = np.linalg.norm(along[:, None] - others, axis=2)
        assert gaps.min() > RADIUS - 0.5


@pytest.mark.parametrize("seed", [7, 11, 30, 32])
def test_a_leader_line_touches_no_other_name(seed: int) -> None:
    """Marks lie so close together that names are outside of them."""
    canvas = Canvas(Theme.DARK)
    points = np.random.default_rng(seed).normal(size=(5, 2)) * 20 + [550, 400]

    assert all(write_names(canvas, named(canvas, points), BOUNDS))

    corners, leaders = np.array([box.corners for box in words_of(canvas)]), leaders_of(canvas)
    assert len(leaders)
    touches = boxes.pierce(leaders, corners + np.array([-7, -7, 7, 7]))
    own = np.argmin(boxes.distances(corners, leaders[:, 1]), axis=0)
    touches[np.arange(len(leaders)), own] = False
    assert not touches.any()


def test_a_landmark_is_rather_left_out_than_on_a_line() -> None:
    canvas = Canvas(Theme.DARK)
    points = np.array([[500.0, 400.0], [120.0, 700.0]])
    names = named(canvas, points)
    lines = [[(150, y), (1100, y)] for y in range(5, 825, 10)]
    canvas.lines(lines, canvas.colours.axis, 3)

    assert write_names(canvas, names, BOUNDS, [points] * 2) == [False, True]
    (box,) = words_of(canvas)
    assert box.right < 150
    assert write_names(canvas, names[:1], BOUNDS) == [True]
