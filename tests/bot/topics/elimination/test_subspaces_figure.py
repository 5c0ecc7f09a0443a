"""The four subspaces: each as it lies, named, in the same colours, rocking where it has depth."""

from __future__ import annotations

import io
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.drawing.depth import towards_viewer
from bot.drawing.style import COLOURS, SMALL, WIDTH, Role, Style, Theme
from bot.drawing.things import DASHED, Arrow, Fill, Line
from bot.topics.elimination import subspaces_figure
from bot.topics.kit.answering import reply
from bot.topics.kit.question import Question
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.topics.elimination.drawn import MOVING, STILL, Drawn, drawn, has_picture

SPACES = {
    "lines of the plane": ("[1 2; 2 4]", "the null space is the line along [−2, 1]"),
    "everything": ("[1 2; 3 4]", "The row space is the whole space; the null space is only 0"),
    "nothing": ("[0 0; 0 0]", "The row space is only 0; the null space is the whole space"),
    "a plane and a line": ("[1 2 3; 4 5 6; 7 8 9]", "the null space is the line along [1, −2, 1]"),
    "a line and a plane": ("[1 2 3; 2 4 6]", "the plane of [−2, 1, 0] and [−3, 0, 1]"),
    "all of space": ("[1 0 0; 0 1 0; 0 0 1]", "the column space is the whole space"),
    "one row": ("[1 2 3]", "The row space is the line along [1, 2, 3]"),
    "outputs alone": ("[1 2 3 4; 5 6 7 8; 9 10 11 12]", "the left null space is the line"),
    "inputs alone": ("[1 2; 2 4; 3 6; 4 8; 5 10]", "The row space is the line along [1, 2]"),
    "along an axis": ("[0 0 0; 0 0 0; 0 0 1]", "The row space is the line along [0, 0, 1]"),
}

SPATIAL = {
    "a plane and a line",
    "a line and a plane",
    "one row",
    "outputs alone",
    "along an axis",
}


@pytest.mark.parametrize("case", SPACES)
@pytest.mark.parametrize("theme", Theme)
def test_every_subspace_is_named_in_its_colour(case: str, theme: Theme) -> None:
    a, alt = SPACES[case]
    picture = drawn("matrix spaces", a, style=Style(theme, motion=False))
    assert alt in picture.picture.alt
    colours = COLOURS[theme]
    names = {"row space": "first", "column space": "first"}
    names |= {"null space": "second", "left null space": "second"}
    if case == "outputs alone":
        del names["row space"], names["null space"]
    if case == "inputs alone":
        del names["column space"], names["left null space"]
    for name, role in names.items():
        if f"{name}: 0" in picture.words:
            # Written on another subspace, in the colour that can be read there.
            assert picture.written(f"{name}: 0").lettering.colour == colours.text
            assert len(picture.dots("first" if role == "first" else "second")) >= 1
        else:
            assert picture.written(name).lettering.colour == getattr(colours, role)
    assert all(
        word.lettering.size >= SMALL
        for word in [picture.written(w) for w in names if w in picture.words]
    )


def test_lines_of_the_plane_have_their_slopes_and_a_right_angle() -> None:
    picture = drawn("matrix spaces", "[1 2; 2 4]")
    for role, along in (("first", (1, 2)), ("second", (-2, 1))):
        lines = picture.lines(role, 10)
        assert len(lines) == 2
        for start, end in lines:
            x, y = end - start
            assert x * along[1] == pytest.approx(y * along[0])
    corners = [line.points[0] for line in picture.of(Line, "text") if line.width == 3]
    assert len(corners) == 2
    for p, q, r in corners:
        assert (q - p) @ (r - q) == pytest.approx(0, abs=1e-6)


def test_a_space_of_its_own_is_a_square_and_the_origin_a_dot() -> None:
    picture = drawn("matrix spaces", "[1 2; 3 4]")
    squares = picture.fills("first")
    dots = picture.dots("second")
    assert len(squares) == len(dots) == 2
    for square, dot in zip(squares, dots, strict=True):
        assert square.corners.mean(axis=0) == pytest.approx(dot)
        width, height = np.ptp(square.corners, axis=0)
        assert width == pytest.approx(height)
        assert square.opacity == subspaces_figure.EVERYTHING


def test_all_of_space_is_three_faces_of_its_box() -> None:
    picture = drawn("matrix spaces", "[1 0 0; 0 1 0; 0 0 1]")
    assert len(picture.fills("first")) == 6
    assert len(picture.dots("second")) == 2


@pytest.mark.parametrize("case", ["a plane and a line", "a line and a plane", "along an axis"])
def test_a_plane_and_its_normal_are_seen_well(case: str) -> None:
    picture = drawn("matrix spaces", SPACES[case][0])
    line_role, plane_role = (
        ("second", "first") if case == "a plane and a line" else ("first", "second")
    )
    shown = [line for line in picture.of(Line, line_role) if line.width == 10]
    assert {line.style == DASHED for line in shown} == {False, True}, "dashed behind the plane"
    assert picture.fills(plane_role)
    corners = [line.points[0] for line in picture.of(Line, "text") if line.width == 3]
    assert corners, "a right angle"


@pytest.mark.parametrize("case", SPACES)
def test_both_spaces_have_a_title_and_axes(case: str) -> None:
    picture = drawn("matrix spaces", SPACES[case][0])
    titles = [word for word in picture.words if word.startswith("ℝ")]
    maps = [word for word in picture.words if word == "A"]
    assert len(titles) == (1 if "alone" in case else 2)
    assert len(maps) == len(titles) - 1
    assert len(picture.of(Arrow, "text")) == len(titles) - 1
    for title in titles:
        letter = "x" if title.endswith("where x lives") else "y"
        dimension = "⁰¹²³".index(title[1])
        for k in range(dimension):
            assert f"{letter}{'₁₂₃'[k]}" in picture.words
    x = [picture.written(title).x for title in titles]
    assert x == ([WIDTH / 2] if len(titles) == 1 else [WIDTH / 4, 3 * WIDTH / 4])


@pytest.mark.parametrize(
    ("a", "note"),
    [
        ("[1 2; 3 4]", "A maps row space onto column space"),
        ("[1 2; 2 4]", "A maps row space onto column space, null space to 0"),
        ("[0 0; 0 0]", "A maps every x to 0"),
        ("[1 2; 2 4; 3 6; 4 8; 5 10]", "Row space and null space are perpendicular"),
    ],
)
def test_the_note_says_what_the_matrix_does(a: str, note: str) -> None:
    picture = drawn("matrix spaces", a)
    assert note in picture.words
    assert note in picture.picture.alt


def test_the_question_is_in_the_corner() -> None:
    picture = drawn("matrix spaces", "[1 2; 2 4]")
    assert picture.written("A = [1, 2; 2, 4]").lettering.colour == COLOURS[Theme.DARK].muted
    assert "Four subspaces, rank 1" in picture.words


@pytest.mark.parametrize("case", SPACES)
def test_what_has_depth_rocks_where_pictures_may_move(case: str) -> None:
    picture = drawn("matrix spaces", SPACES[case][0], style=MOVING).picture
    assert picture.name == ("spaces.gif" if case in SPATIAL else "spaces.png")
    assert picture.alt.startswith("Animation") == (case in SPATIAL)
    if case in SPATIAL:
        assert getattr(Image.open(io.BytesIO(picture.data)), "n_frames", 1) == 60
        assert len(picture.data) < 1_200_000


def test_the_first_frame_is_as_good_as_the_still() -> None:
    moving = drawn("matrix spaces", "[1 2 3; 4 5 6; 7 8 9]", style=MOVING)
    still = drawn("matrix spaces", "[1 2 3; 4 5 6; 7 8 9]", style=STILL)
    assert sorted(moving.words) == sorted(still.words)
    assert len(moving.of(Fill)) == len(still.of(Fill))


WHOLE = st.integers(-4, 4)
IN_THE_SUITE, IN_A_CAMPAIGN = 2, 60
IS_CAMPAIGN = settings().max_examples > 1000


@st.composite
def singular_matrices(draw: st.DrawFn) -> str:
    """Return a matrix of rank 1 or 2, of 3 rows or 3 columns."""
    m, n = draw(st.sampled_from([(3, 3), (2, 3), (3, 2)]))
    r = draw(st.integers(1, 2 if m == n else 1))
    left, right = (
        np.array(draw(st.lists(WHOLE, min_size=a * b, max_size=a * b))).reshape(a, b)
        for a, b in ((m, r), (r, n))
    )
    return "; ".join(" ".join(map(str, row)) for row in left @ right)


@given(singular_matrices(), st.sampled_from(Theme))
@settings(max_examples=IN_A_CAMPAIGN if IS_CAMPAIGN else IN_THE_SUITE, derandomize=not IS_CAMPAIGN)
def test_every_frame_can_be_read(a: str, theme: Theme) -> None:
    with recorded_paintings(every=True) as frames:
        reply(Question("matrix spaces", {"a": a}), Style(theme))

    assert not [fault for frame in frames for fault in faults(frame)]


def test_a_name_of_a_line_hidden_in_a_plane_is_in_the_picture() -> None:
    picture = drawn("matrix spaces", "[4 -6 -6; -6 9 9]", style=MOVING)

    assert {"row space", "null space", "column space", "left null space"} <= {*picture.words}


def test_both_panels_are_seen_from_one_camera() -> None:
    normals = [np.array([0.0, 0, 1]), np.array([1.0, 0, 0])]
    towards = towards_viewer(subspaces_figure.home(normals))
    assert all(0.2 < abs(float(normal @ towards)) < 0.9 for normal in normals)


def test_spaces_of_four_dimensions_are_not_drawn() -> None:
    assert not has_picture("matrix spaces", "[1 2 3 4; 5 6 7 8; 1 0 0 1; 2 2 2 2]")
    assert not has_picture("matrix spaces", "[5]")


def test_panels_are_squares_side_by_side_with_the_map_between() -> None:
    picture = drawn("matrix spaces", "[1 2; 2 4]")
    boxes = [line.points.reshape(-1, 2) for line in picture.of(Line, "axis")]
    edges = [(*box.min(axis=0), *box.max(axis=0)) for box in boxes]
    for side, (left, low, right, high) in enumerate(edges):
        assert right - left == pytest.approx(high - low)
        assert (left + right) / 2 == pytest.approx((side + 0.5) * WIDTH / 2)
        assert left - side * WIDTH / 2 == pytest.approx(65) or low == pytest.approx(75)
        title = picture.painted.canvas.box_of(
            picture.written(("ℝ², where x lives", "ℝ², where A x lives")[side])
        )
        assert 0 < low < high < title.bottom
        assert title.centre[0] == pytest.approx((left + right) / 2)
        # Lines end at the edges of the box, and meet in its middle.
        for role in ("first", "second"):
            line = picture.lines(role, 10)[side]
            assert line.mean(axis=0) == pytest.approx([(left + right) / 2, (low + high) / 2])
            size = np.abs(line - line.mean(axis=0)).max()
            assert size == pytest.approx((right - left) / 2)
        # The right angle: its corner a fifth of half a side along each.
        corner = [line.points[0] for line in picture.of(Line, "text") if line.width == 3][side]
        u, both, w = corner - [(left + right) / 2, (low + high) / 2]
        assert [np.hypot(*u), np.hypot(*w)] == pytest.approx([0.1 * (right - left)] * 2)
        assert u + w == pytest.approx(both)
    (arrow,) = picture.of(Arrow, "text")
    assert (arrow.tail + arrow.tip)[0] / 2 == pytest.approx(WIDTH / 2)
    assert arrow.tail[1] == arrow.tip[1]
    assert 60 < arrow.tip[0] - arrow.tail[0] < edges[1][0] - edges[0][2] + 60
    name = picture.written("A")
    assert name.x == pytest.approx(WIDTH / 2)
    assert 20 < name.y - arrow.tip[1] < 60
    assert arrow.tip[1] > edges[0][3]


@pytest.mark.parametrize("case", ["lines of the plane", "everything"])
def test_names_stand_beside_their_subspaces(case: str) -> None:
    picture = drawn("matrix spaces", SPACES[case][0])
    canvas = picture.painted.canvas
    for side, names in enumerate(
        (("row space", "null space"), ("column space", "left null space"))
    ):
        half = (side * WIDTH / 2, (side + 1) * WIDTH / 2)
        for name, role in zip(names, ("first", "second"), strict=True):
            if name not in picture.words:
                word = picture.written(f"{name}: 0")
                dots = [at for at in picture.dots(role) if half[0] < at[0] < half[1]]
                assert min(np.hypot(word.x - x, word.y - y) for x, y in dots) < 160
                continue
            box = canvas.box_of(picture.written(name))
            assert half[0] < box.left < box.right < half[1]
            gaps = {
                each: min(_gap(box.corners, points) for points in _outlines(picture, each, half))
                for each in ("first", "second")
                if _outlines(picture, each, half)
            }
            assert min(gaps, key=lambda each: gaps[each]) == role
            assert 4 < gaps[role] < 120


def _outlines(picture: Drawn, role: Role, half: tuple[float, float]) -> list[np.ndarray]:
    """Return points along the lines of a role in a half of the picture."""
    lines = [p for line in picture.of(Line, role) for p in line.points]
    shares = np.linspace(0, 1, 60)[:, None]
    return [
        start + shares * (end - start)
        for line in lines
        for start, end in pairwise(line)
        if half[0] < start[0] < half[1]
    ]


def _gap(corners: np.ndarray, points: np.ndarray) -> float:
    """Return the distance of a box from the nearest of some points."""
    outside = np.maximum(0, np.maximum(corners[:2] - points, points - corners[2:]))
    return float(np.hypot(*outside.T).min())
