"""Maps of named points: every point where it is, a dozen names in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.drawing.boxes import Box
from bot.drawing.crowds import LOOKS, MOST_NAMES
from bot.drawing.inset import Inset
from bot.drawing.point_map import FAINT_LAYER, Kind, PointMap, Stroke, draw
from bot.drawing.style import COLOURS, Theme
from bot.drawing.things import Arrow, Fill, Line, Marks, Picture
from tests.bot.drawing.maps import cloud, drawn, names
from tests.bot.drawing.painted import of, placement, words_of
from tests.bot.drawing.rules import recorded_paintings
from tests.examples import examples

Points = NDArray[np.float64]

CLOUDS: dict[str, Callable[[int, np.random.Generator], Points]] = {
    "round": lambda n, rng: rng.normal(size=(n, 2)),
    "flat": lambda n, rng: rng.normal(size=(n, 2)) * [9, 0.1],
    "one far away": lambda n, rng: np.vstack([[[50, 3]], rng.normal(size=(n - 1, 2)) * 0.01]),
    "all the same": lambda n, _: np.ones((n, 2)),
    "tiny": lambda n, rng: rng.normal(size=(n, 2)) * 1e-9,
}


@pytest.mark.parametrize("kind", ["round", "flat", "tiny"])
def test_a_dozen_points_have_their_names_in_the_colour_of_their_marks(kind: str) -> None:
    points = CLOUDS[kind](MOST_NAMES, np.random.default_rng(1))

    found, painted = drawn(cloud(points, names(MOST_NAMES)))

    words = words_of(painted)
    assert found.shown == found.names == MOST_NAMES
    for name in names(MOST_NAMES):
        assert words[name].lettering.colour == COLOURS[Theme.DARK].first


@examples(0.06)
@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=1, max_size=25),
    st.integers(0, 14),
)
@example([(0, 0)] * 11, 14)
def test_names_of_any_points_lie_apart_and_how_many_there_are_is_said(
    points: list[tuple[int, int]], letters: int
) -> None:
    labels = tuple(f"{i} {'m' * letters}" for i in range(len(points)))

    found, painted = drawn(cloud(np.array(points, dtype=float), labels))

    words = words_of(painted)
    assert found.shown == len({*labels} & {*words}) <= MOST_NAMES
    said = f"{found.shown} of {len(points)} names shown"
    assert (said in words) == (found.shown < len(points))
    assert found.shown >= min(len({*points}), 6)


@pytest.mark.parametrize("kind", ["one far away", "all the same"])
def test_names_of_points_in_one_place_surround_it(kind: str) -> None:
    points = CLOUDS[kind](MOST_NAMES, np.random.default_rng(1))

    found, painted = drawn(cloud(points, names(MOST_NAMES)))

    assert found.shown >= 4
    assert f"{found.shown} of 12 names shown" in words_of(painted)


def test_where_a_map_chooses_its_names_they_are_not_counted() -> None:
    shown = replace(cloud(np.zeros((20, 2)), names(20)), has_landmarks=True)

    _, painted = drawn(shown)

    assert not any("names shown" in word for word in words_of(painted))


def test_of_many_names_those_of_the_extremes_are_shown_in_grey() -> None:
    rng = np.random.default_rng(2)
    ends = np.array([[30.0, 0.0], [-28.0, 1.0], [0.0, 20.0], [2.0, -19.0]])
    points = np.vstack([rng.normal(size=(596, 2)), ends])
    labels = (*names(596), "East", "West", "North", "South")

    found, painted = drawn(cloud(points, labels))

    words = words_of(painted)
    assert {"East", "West", "North", "South"} <= {*words}
    assert found.shown <= MOST_NAMES
    assert f"{found.shown} of 600 names shown" in words
    assert words["East"].lettering.colour == COLOURS[Theme.DARK].muted


def test_points_that_lie_on_each_other_share_a_name_in_a_crowd() -> None:
    points = np.vstack([np.zeros((40, 2)), [[5.0, 5.0]]])

    found, painted = drawn(cloud(points, names(41)))

    assert found.shown == 2
    assert "Student 41" in words_of(painted)


def test_marks_stand_at_their_coordinates_and_one_unit_is_as_long_both_ways() -> None:
    rng = np.random.default_rng(3)
    kinds = tuple(
        Kind(rng.normal(size=(5, 2)) * [4, 2], (), f"kind {i}", look)
        for i, look in enumerate(LOOKS)
    )

    _, painted = drawn(PointMap("Six", kinds, ("x", "y")))

    marks = [thing for thing in of(painted, Marks) if len(thing.centres) == 5]
    assert len(marks) == len(kinds)
    scale, offset = placement(np.vstack([k.points for k in kinds]), marks)
    for kind, found in zip(kinds, marks, strict=True):
        role, shape = kind.look
        assert found.centres == pytest.approx(scale * kind.points + offset, abs=1e-6)
        assert (found.colour, found.shape) == (COLOURS[Theme.DARK].of(role), shape)
    assert {f"kind {i}" for i in range(6)} <= {*words_of(painted)}


def test_the_grid_has_the_same_step_both_ways_and_the_axes_their_names() -> None:
    _, painted = drawn(cloud(np.array([[0.0, 0.0], [4.0, 2.0]])))

    words = words_of(painted)
    assert {"↑ PC2, 20 %", "PC1, 73 % →", "A cloud"} <= {*words}
    numbers = {name: words[name] for name in ("1", "2") if name in words}
    assert numbers
    (grid,) = [line for line in of(painted, Line) if line.layer == 0.5]
    xs = sorted({line[0, 0] for line in grid.points if line[0, 0] == line[1, 0]})
    ys = sorted({line[0, 1] for line in grid.points if line[0, 1] == line[1, 1]})
    assert np.diff(xs) == pytest.approx(np.diff(ys)[0])


def test_strokes_and_arrows_have_their_ends_roles_and_names() -> None:
    corners = np.array([[0.0, 0.0], [4.0, 2.0]])
    strokes = (
        Stroke(corners[0], corners[1], "eigen", "PC1", width=7, is_arrow=True),
        Stroke(np.array([0.0, 2.0]), np.array([4.0, 0.0]), "rest", width=3),
        Stroke(np.array([1.0, 2.0]), np.array([3.0, 0.0]), "rest", is_faint=True),
    )

    _, painted = drawn(PointMap("Lines", (Kind(corners),), strokes=strokes, has_grid=False))

    (marks,), (arrow,) = of(painted, Marks), of(painted, Arrow)
    assert [arrow.tail, arrow.tip] == [pytest.approx(centre) for centre in marks.centres]
    assert arrow.colour == COLOURS[Theme.DARK].eigen
    roses = [line for line in of(painted, Line) if line.colour == COLOURS[Theme.DARK].rest]
    plain, faint = sorted(roses, key=lambda line: -line.layer)
    scale, offset = placement(corners, [marks])
    assert plain.points[0] == pytest.approx(scale * np.array([[0, 2], [4, 0]]) + offset)
    assert faint.points[0] == pytest.approx(scale * np.array([[1, 2], [3, 0]]) + offset)
    assert faint.layer == FAINT_LAYER
    assert faint.opacity < plain.opacity == 1
    assert words_of(painted)["PC1"].lettering.colour == COLOURS[Theme.DARK].eigen


def test_an_area_lies_between_what_is_faint_and_what_is_not() -> None:
    corners = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 2.0], [0.0, 2.0]])
    kinds = (Kind(np.array([[1.0, 1.0]]), is_faint=True), Kind(np.array([[2.0, 1.0]])))

    _, painted = drawn(PointMap("A plane", kinds, areas=(corners,), has_grid=False))

    (area,) = of(painted, Fill)
    below, above = of(painted, Marks)
    scale, offset = placement(np.array([[1.0, 1.0], [2.0, 1.0]]), [below, above])
    assert area.corners == pytest.approx(scale * corners + offset)
    assert below.layer < area.layer < above.layer
    assert below.opacity < above.opacity == 1


def test_an_inset_is_drawn_where_no_points_are() -> None:
    boxes: list[Box] = []
    inset = Inset((300, 120), (150, 240), lambda _, box: boxes.append(box))
    points = np.random.default_rng(4).normal(size=(60, 2))

    with recorded_paintings() as paintings:
        draw(PointMap("With an inset", (Kind(points),), inset=inset), Theme.DARK)

    (box,), (marks,) = boxes, of(paintings[0], Marks)
    inside = (marks.centres > box.corners[:2]) & (marks.centres < box.corners[2:])
    assert not inside.all(axis=1).any()


def test_a_crowd_lies_below_all_and_most_of_it_is_seen() -> None:
    crowd = np.vstack([np.random.default_rng(1).uniform((-9, 0), (9, 4), (500, 2)), [(0, 4000)]])

    _, painted = drawn(PointMap("A crowd", (Kind(np.array([[1.0, 1.0]])),), crowd=crowd))

    (picture,), (marks,) = of(painted, Picture), of(painted, Marks)
    assert picture.layer < min(thing.layer for thing in painted.things if thing is not picture)
    is_shaded = np.any(picture.pixels != picture.pixels[0, 0], axis=2)
    rows, columns = np.nonzero(is_shaded)
    middle = marks.centres[0]
    assert columns.min() < middle[0] - 300
    assert columns.max() > middle[0] + 200
    assert np.ptp(rows) > 100


def test_many_points_are_small() -> None:
    rng = np.random.default_rng(5)
    few, many = (of(drawn(cloud(rng.normal(size=(count, 2))))[1], Marks)[0] for count in (20, 3000))

    assert few.size > 2 * many.size
    assert few.opacity == 1 > many.opacity
