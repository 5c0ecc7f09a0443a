"""Planes of a system in three unknowns: told apart, and seen from where their meeting shows."""

from __future__ import annotations

import io
from itertools import combinations, pairwise

import numpy as np
import pytest
from PIL import Image

from bot.drawing.canvas import Canvas
from bot.drawing.depth import towards_viewer
from bot.drawing.style import Style, Theme
from bot.drawing.things import DASHED, Arrow, Fill, Line, Written
from bot.drawing.view import camera
from bot.topics.elimination import planes
from bot.topics.elimination.equations import System
from bot.topics.elimination.small_axes import SHORT_AXIS, draw_axes
from bot.topics.elimination.unknowns import Unknowns
from linalg_engine import elimination, notation
from tests.bot.topics.elimination.drawn import (
    MOVING,
    STILL,
    drawn,
    has_picture,
    recorded_views,
)

SYSTEMS = {
    "one point": ("[1 1 1; 1 -1 0; 0 1 -2]", "6 0 -4", "meet in one point: x = [8/5, 8/5, 14/5]"),
    "along the axes": ("[1 0 0; 0 1 0; 0 0 1]", "1 2 3", "Planes x₁ = 1; x₂ = 2; x₃ = 3."),
    "far away": ("[1 1 0; 0 1 1; 1 0 1]", "[100000, 200000, 305000]", "meet in one point"),
    "a line of three": ("[1 2 3; 4 5 6; 7 8 9]", "1 2 3", "meet in a line"),
    "a prism": ("[1 2 3; 4 5 6; 7 8 9]", "1 2 4", "no point in common"),
    "a right prism": ("[1 0 0; 0 1 0; 1 1 0]", "0 0 1", "no point in common"),
    "parallel": ("[1 1 1; 1 1 1]", "3 6", "no point in common"),
    "two parallel, one across": ("[1 1 1; 2 2 2; 1 0 0]", "3 7 1", "no point in common"),
    "two the same": ("[1 1 1; 2 2 2; 1 0 0]", "3 6 1", "Planes x₁ + x₂ + x₃ = 3; x₁ = 1."),
    "all the same": ("[1 2 3; 2 4 6; 3 6 9]", "1 2 3", "all say the same plane"),
    "one plane": ("[1 1 1]", "3", "Every point of the plane is a solution"),
    "an empty row": ("[1 1 1; 0 0 0; 1 -1 2]", "1 0 3", "The planes meet in a line"),
    "a broken row": ("[1 1 1; 0 0 0; 1 -1 2]", "1 4 3", "No point solves equation 2"),
    "nearly parallel": ("[1 1 1; 1 1 1.001; 1 1.001 1]", "3 3.001 3.001", "x = [1, 1, 1]"),
    "long numbers": ("[123456 -2.125 1/7; 1 0 1; 0 1 99999]", "1 2 3", "123456x₁ − 17/8 x₂"),
    "rounded": ("[sqrt(2) 1 0; 0 pi 1; 1 0 1]", "1 2 3", "1.4142x₁ + x₂ ≈ 1"),
}


def system(case: str) -> System:
    a, b, _ = SYSTEMS[case]
    return planes_of(a, b)


def planes_of(a: str, b: str) -> System:
    found = elimination.solve(notation.parse_matrix(a), notation.parse_vector(b))
    return System.of(found, Unknowns.of_matrix(found.matrix.shape[1]), Style())


@pytest.mark.parametrize("case", SYSTEMS)
@pytest.mark.parametrize("theme", Theme)
def test_planes_can_be_told_apart(case: str, theme: Theme) -> None:
    a, b, alt = SYSTEMS[case]
    picture = drawn("matrix solve", a, b, Style(theme, motion=False))
    assert alt in picture.picture.alt
    count = len(system(case).equations)
    stripes: list[int] = []
    for role in ("first", "second", "extra")[:count]:
        fills = picture.fills(role)
        assert len(fills) >= 2, "the plane, and its place in the key"
        outlines = [line for line in picture.of(Line, role) if line.width == 5]
        assert len(outlines) >= 4
        thin = [line for line in picture.of(Line, role) if line.width == 2.5]
        ends = [p for line in thin for p in line.points if (p[0] != p[1]).any()]
        ways = {tuple(np.round(_way(p), 2)) for p in ends}
        stripes.append(len(ways))
    assert stripes[0] == 0
    assert all(less < more for less, more in pairwise(stripes))


def _way(line: np.ndarray) -> np.ndarray:
    along = line[1] - line[0]
    along = along / np.hypot(*along)
    return along if (along[0], along[1]) > (0, 0) else -along


def test_the_key_names_every_plane_and_the_solution() -> None:
    picture = drawn("matrix solve", *SYSTEMS["one point"][:2])
    assert picture.words[:6] == [
        "The planes meet in one point",
        "x₁ + x₂ + x₃ = 6",
        "x₁ − x₂ = 0",
        "x₂ − 2x₃ = −4",
        "x = [8/5, 8/5, 14/5]",
        picture.words[5],
    ]
    swatches = [picture.fills(role)[0] for role in ("first", "second", "extra")]
    for swatch, words in zip(swatches, picture.words[1:4], strict=True):
        written = picture.written(words)
        middle = swatch.corners.mean(axis=0)
        assert written.y == pytest.approx(middle[1])
        assert 28 <= middle[0] < written.x < 150
    dots = picture.dots("result")
    assert dots[0][1] == pytest.approx(picture.written("x = [8/5, 8/5, 14/5]").y)


def test_words_too_long_for_the_key_are_shorter() -> None:
    picture = drawn("matrix solve", *SYSTEMS["long numbers"][:2])
    assert "equation 1" in picture.words
    assert not any("123456" in word for word in picture.words)


def test_the_point_where_planes_meet_is_a_dot_in_its_place_in_a_box_with_numbers() -> None:
    with recorded_views(planes) as views:
        picture = drawn("matrix solve", *SYSTEMS["along the axes"][:2])
    assert picture.dots("result")[-1] == pytest.approx(views[0].pixels([1.0, 2, 3]).tolist())
    assert {"x₁", "x₂", "x₃"} <= set(picture.words)
    chords = picture.lines("text", 6)
    assert len(chords) == 6, "three lines, each dashed where it is behind a plane"
    hidden = [line for line in picture.of(Line, "text") if line.style == DASHED]
    assert len(hidden) == 3
    dot = np.array(picture.dots("result")[-1])
    for start, end in chords:
        assert min(np.hypot(*(start - dot)), np.hypot(*(end - dot))) < 1


def test_a_line_of_solutions_is_bold_and_green() -> None:
    with recorded_views(planes) as views:
        picture = drawn("matrix solve", *SYSTEMS["two the same"][:2])
    lines = picture.lines("result", 12)
    assert len(lines) == 1
    # Along [0, −1, 1], through the middle.
    along = views[0].pixels([0.0, -1, 1]) - views[0].offset
    (x, y), (u, v) = lines[0][1] - lines[0][0], along
    assert x * v == pytest.approx(y * u, abs=1)
    assert np.allclose(lines[0].mean(axis=0), views[0].offset, atol=1)
    assert float(np.hypot(*(lines[0][1] - lines[0][0]))) > 200
    assert any(word.startswith("x = [1, 2, 0] + t[0, −1, 1]") for word in picture.words)
    assert not picture.lines("text", 6)


@pytest.mark.parametrize("case", ["a prism", "a right prism"])
def test_a_prism_is_seen_along_its_direction_so_that_the_triangle_shows(case: str) -> None:
    with recorded_views(planes) as views:
        picture = drawn("matrix solve", *SYSTEMS[case][:2])
    ends = [fill for fill in picture.fills("rest") if len(fill.corners) >= 3]
    assert ends, "the ends of the prism are pink"
    assert len(picture.lines("text", 6)) >= 3
    if case == "a right prism":
        towards = towards_viewer(views[0].basis)
        assert np.degrees(np.arccos(abs(towards[2]))) == pytest.approx(planes.ALONG_A_PRISM)
        corners = np.vstack([fill.corners for fill in ends])
        expected = views[0].pixels([(0, 0, 0), (1, 0, 0), (0, 1, 0)])
        # The triangle of the three lines, somewhere along their direction.
        sides = sorted(np.hypot(*(p - q)) for p, q in combinations(expected, 2))
        spread = np.ptp(corners, axis=0)
        assert np.all(spread > 0.5 * sides[-1] * 0.3)


def test_parallel_planes_are_seen_from_the_side() -> None:
    with recorded_views(planes) as views:
        drawn("matrix solve", *SYSTEMS["parallel"][:2])
    tilt = abs(towards_viewer(views[0].basis) @ np.ones(3)) / np.sqrt(3)
    assert np.degrees(np.arccos(tilt)) == pytest.approx(planes.BESIDE_PARALLELS)


@pytest.mark.parametrize("case", SYSTEMS)
def test_no_plane_is_seen_edge_on(case: str) -> None:
    found = system(case)
    space = planes.space_of(found)
    towards = towards_viewer(planes.home(found, space))
    assert all(abs(float(plane.normal @ towards)) > 0.08 for plane in space.planes)


@pytest.mark.parametrize("case", SYSTEMS)
def test_planes_lie_as_the_system_says_also_when_they_are_stretched(case: str) -> None:
    found = system(case)
    space = planes.space_of(found)
    normals = np.array([plane.normal for plane in space.planes])
    offsets = np.array([plane.offset for plane in space.planes])
    assert np.allclose(np.linalg.norm(normals, axis=1), 1)
    rank = np.linalg.matrix_rank(normals, tol=1e-6)
    assert rank == len(found.found.pivot_columns)
    if found.found.kind != "none":
        assert np.allclose(normals @ space.middle, offsets)
    elif not found.is_broken:
        assert np.linalg.matrix_rank(np.column_stack([normals, offsets]), tol=1e-6) == rank + 1
    if space.common is not None:
        assert np.allclose(normals @ space.common, 0, atol=1e-9)
    for plane, section in zip(space.planes, space.sections, strict=True):
        assert np.allclose(plane.heights(section), 0, atol=1e-9 * (1 + abs(plane.offset)))


def test_only_planes_hard_to_tell_apart_are_stretched_and_the_picture_says_so() -> None:
    note = "stretched, to tell the planes apart"
    stretched = drawn("matrix solve", *SYSTEMS["nearly parallel"][:2])
    assert note in stretched.words
    assert "x₁" not in stretched.words, "no axes in stretched space"
    assert note not in drawn("matrix solve", *SYSTEMS["one point"][:2]).words
    normals = np.array([p.normal for p in planes.space_of(system("nearly parallel")).planes])
    assert all(abs(float(p @ q)) < 0.8 for p, q in combinations(normals, 2))


def test_small_axes_show_which_way_space_lies() -> None:
    with recorded_views(planes) as views:
        picture = drawn("matrix solve", *SYSTEMS["parallel"][:2])
    seen = [k for k in range(3) if np.hypot(*views[0].basis[:, k]) > SHORT_AXIS]
    names = [name for name in ("x₁", "x₂", "x₃") if name in picture.words]
    assert names == [("x₁", "x₂", "x₃")[k] for k in seen]
    for k, arrow in zip(seen, picture.of(Arrow, "muted"), strict=True):
        along = (arrow.tip - arrow.tail) / np.hypot(*(arrow.tip - arrow.tail))
        axis = views[0].basis[:, k] / np.hypot(*views[0].basis[:, k])
        assert np.allclose(along, axis)


@pytest.mark.parametrize("case", ["one point", "a prism", "a line of three"])
def test_planes_rock_where_pictures_may_move(case: str) -> None:
    a, b, alt = SYSTEMS[case]
    picture = drawn("matrix solve", a, b, MOVING)
    assert picture.picture.name == "system.gif"
    assert picture.picture.alt.startswith("Animation: the planes rock to and fro. Planes")
    assert alt in picture.picture.alt
    image = Image.open(io.BytesIO(picture.picture.data))
    assert getattr(image, "n_frames", 1) == 60
    assert len(picture.picture.data) < 1_200_000
    still = drawn("matrix solve", a, b, STILL)
    assert sorted(picture.words) == sorted(still.words)
    assert len(picture.of(Fill)) == len(still.of(Fill))


def test_four_planes_are_too_many_unless_some_are_the_same() -> None:
    assert not has_picture("matrix solve", "[1 0 0; 0 1 0; 0 0 1; 1 1 1]", "1 2 3 4")
    assert has_picture("matrix solve", "[1 0 0; 0 1 0; 0 0 1; 2 0 0]", "1 2 3 2")


def test_the_points_nearest_to_a_prism_are_a_green_line_with_the_ways_to_the_planes() -> None:
    a, b, _ = SYSTEMS["a right prism"]
    with recorded_views(planes) as views:
        picture = drawn("matrix solve", a, b)
    nearest = np.linalg.lstsq(notation.parse_matrix(a).astype(float), np.array([0.0, 0, 1]))[0]

    centre = system("a right prism").centre()
    _, *parts = picture.lines("result", 10)  # The first is in the key.
    seen = np.vstack(parts)
    # One line upwards through the nearest point, cut where planes are.
    across = np.array([-1.0, 1]) * (views[0].pixels([0.0, 0, 1]) - views[0].offset)[::-1]
    through = views[0].pixels((nearest - centre) * [1, 1, 0])
    assert (seen - through) @ across / np.hypot(*across) == pytest.approx(0, abs=1)
    ends = np.vstack([np.vstack(picture.lines("rest", 6)), through])
    for k, normal in enumerate(notation.parse_matrix(a).astype(float)):
        off = (normal @ nearest - (0, 0, 1)[k]) / (normal @ normal)
        foot = views[0].pixels((nearest - off * normal - centre) * [1, 1, 0])
        assert np.hypot(*(ends - foot).T).min() == pytest.approx(0, abs=1)
    assert "the nearest points" in picture.words
    assert planes.NEAREST in picture.words


def test_a_key_so_high_that_it_meets_the_small_axes_has_words_in_place_of_numbers() -> None:
    high = drawn("matrix solve", *SYSTEMS["two parallel, one across"][:2])
    low = drawn("matrix solve", *SYSTEMS["a prism"][:2])

    assert "the nearest points" in high.words
    assert "x = [1/4, 1/6, 1/12] + t[1, −2, 1]" in low.words


def test_names_of_small_axes_do_not_lie_on_each_other_in_any_frame() -> None:
    for degrees in range(0, 360, 15):
        canvas = Canvas(Theme.DARK)
        draw_axes(canvas, camera(degrees, 24), ("x₁", "x₂", "x₃"))
        boxes = [canvas.box_of(thing) for thing in canvas.things if isinstance(thing, Written)]
        assert len(boxes) >= 2
        assert not any(p.overlap(q, margin=0) for p, q in combinations(boxes, 2))


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        # The point, and the origin: a quarter more than the largest coordinate to each side,
        # at multiples of a step that divides that into three or a bit more.
        ("[1 0 0; 0 1 0; 0 0 1]", "1 2 3", [-4, -2, -2], [6, 6, 8]),
        ("[1 0 0; 0 1 0; 0 0 1]", "0 0 0", [-1, -1, -1], [1, 1, 1]),
        ("[1 1 0; 0 1 1; 1 0 1]", "2 2 2", [-0.5, -0.5, -0.5], [2.5, 2.5, 2.5]),
    ],
)
def test_planes_through_a_point_are_seen_in_a_box_around_it_and_the_origin(
    a: str, b: str, low: list[float], high: list[float]
) -> None:
    found = planes_of(a, b)
    space = planes.space_of(found)
    assert found.solution is not None
    assert space.block is not None
    assert space.block.low == pytest.approx(low)
    assert space.block.high == pytest.approx(high)
    assert space.middle == pytest.approx(found.solution.astype(float))
    for section in space.sections:
        assert (section >= space.block.low - 1e-9).all()
        assert (section <= space.block.high + 1e-9).all()


@pytest.mark.parametrize("case", ["a prism", "a right prism", "a line of three", "two the same"])
def test_sheets_are_rectangles_along_what_planes_share_and_end_on_one_tube(case: str) -> None:
    space = planes.space_of(system(case))
    assert space.common is not None
    common = space.common / np.linalg.norm(space.common)
    radii, lengths = [], []
    for section in space.sections:
        a, b, c, d = section
        assert a - b == pytest.approx(d - c)
        assert (a - b) @ (a - d) == pytest.approx(0, abs=1e-9)
        assert np.cross(a - d, common) == pytest.approx(np.zeros(3), abs=1e-9)
        lengths.append(np.linalg.norm(a - d))
        across = section - (section @ common)[:, None] * common
        radii += [*np.linalg.norm(across, axis=1)]
    assert radii == pytest.approx([radii[0]] * len(radii))
    share = 0.5 if "prism" in case else 0.8
    assert lengths == pytest.approx([share * 2 * radii[0]] * len(lengths))


@pytest.mark.parametrize("case", SYSTEMS)
def test_what_is_seen_reaches_beyond_where_planes_meet_and_not_far_beyond(case: str) -> None:
    found = system(case)
    space = planes.space_of(found)
    furthest = planes._furthest(found, space.planes)
    points = space.points()
    assert np.isfinite(points).all()
    if found.solution is None and furthest:
        radius = np.linalg.norm(points, axis=1)
        assert 1.7 * furthest < radius.max() < 2.7 * furthest


@pytest.mark.parametrize("case", ["one point", "a prism", "a right prism", "far away"])
def test_two_planes_meet_in_a_line_as_long_as_both_are_seen(case: str) -> None:
    found = system(case)
    space = planes.space_of(found)
    for i, j in found.meeting:
        start, end = planes._chord(space, (i, j))
        size = np.linalg.norm(end - start)
        assert size > 0.1 * np.ptp(space.sections[i])
        for k in (i, j):
            heights = space.planes[k].heights(np.array([start, end]))
            assert heights == pytest.approx([0, 0], abs=1e-6 * (1 + abs(space.planes[k].offset)))
        # It ends at the edge of one of the two: a step further is outside of a sheet.
        for at, out in ((start, start - end), (end, end - start)):
            inside = [_contains(space.sections[k], at - 1e-3 * out) for k in (i, j)]
            beyond = [_contains(space.sections[k], at + 1e-3 * out) for k in (i, j)]
            assert all(inside)
            assert not all(beyond)


def _contains(polygon: np.ndarray, point: np.ndarray) -> bool:
    """Whether a point in the plane of a convex polygon is inside: it turns one way only."""
    turns = np.cross(np.roll(polygon, -1, axis=0) - polygon, point - polygon)
    return bool((turns @ turns[0] >= 0).all())


@pytest.mark.parametrize("case", ["one point", "a line of three"])
def test_planes_lie_within_the_picture_beside_their_key(case: str) -> None:
    picture = drawn("matrix solve", *SYSTEMS[case][:2])
    keys = [picture.painted.canvas.box_of(picture.written(words)) for words in picture.words[1:4]]
    title = picture.painted.canvas.box_of(picture.written(picture.words[0]))
    for role in ("first", "second", "extra"):
        for fill in picture.fills(role)[1:]:
            (left, low), (right, high) = fill.corners.min(axis=0), fill.corners.max(axis=0)
            assert max(box.right for box in keys) < left
            assert right < 1100
            assert 0 < low < high < title.bottom
