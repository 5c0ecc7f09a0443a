"""Determinants as areas and volumes: the shape, its size inside, pink and hatched when flipped."""

from __future__ import annotations

import io
from itertools import product

import numpy as np
import pytest
from PIL import Image

from bot.drawing import arrows
from bot.drawing.style import LARGE, NORMAL, Style, Theme
from bot.drawing.things import DASHED, Arrow, Fill, Line
from bot.topics.elimination import determinant_figure
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine import notation
from tests.bot.topics.elimination.drawn import (
    MOVING,
    STILL,
    Drawn,
    drawn,
    has_picture,
    in_units,
    recorded_views,
)

EYE_4 = "[1 0 0 0; 0 1 0 0; 0 0 1 0; 0 0 0 1]"

AREAS = {
    "larger": ("[3 1; 1 2]", "det A = 5", "area 5"),
    "flipped": ("[1 3; 2 1]", "det A = −5", "area 5"),
    "fraction": ("[1/2 1/3; 1/4 1/5]", "det A = 1/60", "area 1/60"),
    "root": ("[sqrt(2) 1; 0 1]", "det A = √2", "area √2"),
    "rounded": ("[pi 1; 0 1]", "det A ≈ 3.1416", "area ≈ 3.1416"),
    "identity": ("[1 0; 0 1]", "det A = 1", "area 1"),
}


@pytest.mark.parametrize("case", AREAS)
@pytest.mark.parametrize("theme", Theme)
def test_an_area_is_the_parallelogram_of_the_columns(case: str, theme: Theme) -> None:
    a, title, size = AREAS[case]
    with recorded_views(arrows) as views:
        picture = drawn("matrix det", a, style=Style(theme, motion=False))
    columns = notation.parse_matrix(a).astype(float).T
    role = "rest" if case == "flipped" else "result"
    (area,) = picture.fills(role)
    assert np.allclose(
        in_units(views[0], area.corners), [(0, 0), columns[0], columns.sum(axis=0), columns[1]]
    )
    assert (area.hatch is not None) == (case == "flipped")
    for column, name in zip(columns, ("first", "second"), strict=True):
        (arrow,) = picture.of(Arrow, name)
        assert np.allclose(in_units(views[0], [arrow.tail, arrow.tip]), [(0, 0), column])
    assert picture.written(title).lettering.size == LARGE
    assert picture.written(size).lettering.size == NORMAL
    outline = [line for line in picture.of(Line, role) if line.points.shape[1] == 5]
    assert len(outline) == 1


def test_the_question_and_its_columns_are_written() -> None:
    picture = drawn("matrix det", "[1 3; 2 1]")
    assert "A = [1, 3; 2, 1]" in picture.words
    assert {"column 1 = [1, 2]", "column 2 = [3, 1]"} <= set(picture.words)
    assert "pink, flipped: column 2 is clockwise of column 1" in picture.words
    assert picture.picture.alt == (
        "The columns [1, 2] and [3, 1] span a parallelogram of area 5; det A = −5. "
        "It is flipped, so it is pink and hatched."
    )


def test_the_size_is_written_inside() -> None:
    picture = drawn("matrix det", "[3 1; 1 2]")
    written = picture.written("area 5")
    (area,) = picture.fills("result")
    low, high = area.corners.min(axis=0), area.corners.max(axis=0)
    assert np.all(low < [written.x, written.y])
    assert np.all([written.x, written.y] < high)


@pytest.mark.parametrize(("a", "is_seen"), [("[3 1; 1 2]", True), ("[100 1; 1 20]", False)])
def test_the_unit_square_is_beside_columns_of_its_size(a: str, is_seen: bool) -> None:
    with recorded_views(arrows) as views:
        picture = drawn("matrix det", a)
    squares = [line for line in picture.of(Line, "muted") if line.points.shape[1] == 5]
    assert len(squares) == is_seen
    if is_seen:
        corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
        assert np.allclose(in_units(views[0], squares[0].points[0]), corners)


@pytest.mark.parametrize(
    ("a", "note"),
    [
        ("[1 2; 2 4]", "the columns lie on one line: no area is left"),
        ("[1 2 3; 4 5 6; 7 8 9]", "the columns lie in one plane: no volume is left"),
        ("[1 0; 0 1]", "the columns span this area"),
        ("[1 0 0; 0 1 0; 0 0 1]", "the columns span this volume"),
        ("[0 1 0; 1 0 0; 0 0 1]", "pink, flipped: they are left-handed"),
    ],
)
def test_the_note_says_what_the_sign_means(a: str, note: str) -> None:
    picture = drawn("matrix det", a)
    assert note in picture.words
    has_size = any(word.startswith(("area", "volume")) for word in picture.words)
    assert has_size == ("no " not in note)


def test_huge_columns_are_in_units_of_their_own() -> None:
    picture = drawn("matrix det", "[1e200 0; 0 1e100]")
    assert any("in units of 1×10²⁰⁰" in word for word in picture.words)


# In space


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(
    ("a", "value", "role"),
    [
        ("[2 1 0; 0 2 1; 1 0 2]", "9", "result"),
        ("[0 1 0; 2 0 0; 0 0 1]", "2", "rest"),
        ("[1 1/2 0; 0 1/3 0; 0 0 1]", "1/3", "result"),
    ],
)
def test_a_volume_is_the_parallelepiped_of_the_columns(
    a: str, value: str, role: str, theme: Theme
) -> None:
    with recorded_views(determinant_figure) as views:
        picture = drawn("matrix det", a, style=Style(theme, motion=False))
    columns = notation.parse_matrix(a).astype(float).T
    faces = [fill for fill in picture.of(Fill) if fill.colour == picture.fills(role)[0].colour]
    assert len(faces) == 6
    drawn_corners = {tuple(p) for face in faces for p in np.round(face.corners, 3).tolist()}
    corners = views[0].pixels(np.array(list(product((0, 1), repeat=3))) @ columns)
    assert drawn_corners == {tuple(p) for p in np.round(corners, 3).tolist()}
    assert len([face for face in faces if face.hatch]) == (3 if role == "rest" else 0)
    styles = [line.style for line in picture.of(Line) if line.points.shape[1] == 5]
    assert styles.count("solid") == styles.count(DASHED) == 3
    for column, name in zip(columns, ("first", "second", "extra"), strict=True):
        (arrow,) = picture.of(Arrow, name)
        assert np.allclose([arrow.tail, arrow.tip], views[0].pixels([np.zeros(3), column]))
    assert f"volume {value}" in picture.words
    assert "column 3 = [0, 1, 2]" in picture.words or value != "9"
    assert f"of volume {value};" in picture.picture.alt


def test_faces_to_the_viewer_lie_on_the_others() -> None:
    picture = drawn("matrix det", "[0 1 0; 2 0 0; 0 0 1]")
    layers = {bool(fill.hatch): fill.layer for fill in picture.fills("rest")}
    assert layers[True] > layers[False]


def test_a_volume_turns_on_request() -> None:
    question = Question("matrix det", {"a": "[2 1 0; 0 2 1; 1 0 2]"})
    (picture,) = answering.turn(question, MOVING)
    assert getattr(Image.open(io.BytesIO(picture.data)), "n_frames", 1) == 60
    assert picture.name == "determinant.gif"
    assert picture.alt.startswith("Animation: it rocks to and fro. The columns [2, 0, 1]")
    assert answering.answer(Question("matrix det", {"a": "[1 2; 3 4]"}), MOVING).turn is None
    still: Drawn = drawn("matrix det", "[2 1 0; 0 2 1; 1 0 2]", style=MOVING)
    assert still.picture.name == "determinant.png"


@pytest.mark.parametrize("a", ["[0 0; 0 0]", "[0 0 0; 0 0 0; 0 0 0]", "[5]", EYE_4])
def test_nothing_to_see_is_not_drawn(a: str) -> None:
    assert not has_picture("matrix det", a)
    assert answering.answer(Question("matrix det", {"a": a}), STILL).turn is None


def test_the_number_of_an_axis_keeps_off_arrowheads() -> None:
    # The first column ends just beyond the end of the x axis on paper; `drawn` holds the rules.
    picture = drawn("matrix det", "[1 0 -3; -3 -4 1; -3 0 -4]", style=Style(Theme.LIGHT))

    assert {"x", "y", "z"} & {word[0] for word in picture.words}
