"""Lines of a system in two unknowns: where they are drawn, named, and opened."""

from __future__ import annotations

import io
import math
from itertools import product

import numpy as np
import pytest
from PIL import Image

from bot.drawing.boxes import Box
from bot.drawing.style import COLOURS, WIDTH, Style, Theme
from bot.drawing.things import DASHED, Line, Marks, Written
from bot.drawing.view import View
from bot.topics.elimination import lines_figure
from bot.topics.elimination.lines_figure import across
from linalg_engine import notation
from tests.bot.topics.elimination.drawn import STILL, drawn, has_picture, in_units, recorded_views

SYSTEMS = {
    "one point": ("[2 1; 1 3]", "3 5"),
    "along the axes": ("[1 0; 0 1]", "-1 2"),
    "three through a point": ("[1 1; 1 -1; 2 1]", "2 0 3"),
    "parallel": ("[1/2 1; 1/2 1]", "1 2"),
    "three parallel": ("[1 1; 2 2; 3 3]", "1 3 2"),
    "a triangle": ("[1 1; 1 2; 1 3]", "1 2 2"),
    "four": ("[1 1; 1 2; 1 3; 1 4]", "6 5 7 10"),
    "two parallel and one across": ("[1 1; 1 1; 1 -1]", "1 2 0"),
    "one line": ("[1 2]", "4"),
    "an empty row": ("[0 0; 1 1]", "0 2"),
    "a broken row": ("[0 0; 1 1]", "3 2"),
    "tiny": ("[1e-4 0; 0 1e-4]", "1e-8 2e-8"),
    "huge": ("[1 0; 0 1]", "100000 300000"),
    "rounded": ("[pi 1; 1 sqrt(3)]", "2 1"),
    "nearly parallel": ("[1 2; 1.01 2]", "3 3.01"),
}


@pytest.mark.parametrize(("case", "theme"), list(product(SYSTEMS, Theme)))
def test_each_line_crosses_the_picture_where_its_equation_holds(case: str, theme: Theme) -> None:
    a, b = SYSTEMS[case]
    with recorded_views(lines_figure) as views:
        picture = drawn("matrix solve", a, b, Style(theme, motion=False))
    rows, right = notation.parse_matrix(a).astype(float), notation.parse_vector(b).astype(float)
    shown = [line for line in picture.of(Line) if line.width == 6 and line.style == "solid"]
    roles = ("first", "second", "extra", "column")
    found = []
    for line, role in zip(shown, roles, strict=False):
        assert line.colour == COLOURS[theme].of(role)
        (ends,) = line.points
        edges = [x in (0, WIDTH) or y < 1e-6 for x, y in ends.round(6)]
        assert sum(edges) >= 1
        holds = np.abs(in_units(views[0], ends) @ rows.T - right).max(axis=0)
        found += [
            i for i in range(len(rows)) if rows[i].any() and holds[i] < 1e-6 * (1 + abs(right[i]))
        ]
    assert sorted(set(found)) == [i for i, row in enumerate(rows) if row.any()]


def test_equations_and_the_solution_are_named() -> None:
    picture = drawn("matrix solve", "[2 1; 1 3]", "3 5")
    words = [word for word in picture.words if any(c in word for c in "x=")]
    assert sorted(words) == ["2x₁ + x₂ = 3", "x = [4/5, 7/5]", "x₁ + 3x₂ = 5"]
    assert picture.picture.alt == (
        "Lines 2x₁ + x₂ = 3; x₁ + 3x₂ = 5. The lines meet in one point: x = [4/5, 7/5]."
    )
    assert "The lines meet in one point" in picture.words
    colours = COLOURS[Theme.DARK]
    assert picture.written("2x₁ + x₂ = 3").lettering.colour == colours.first
    assert picture.written("x₁ + 3x₂ = 5").lettering.colour == colours.second


def test_the_solution_is_a_dot_in_its_place() -> None:
    with recorded_views(lines_figure) as views:
        picture = drawn("matrix solve", "[2 1; 1 3]", "3 5")
    assert np.allclose(picture.dots("result"), [views[0].pixels([0.8, 1.4])])
    image = Image.open(io.BytesIO(picture.picture.data)).convert("RGB")
    x, y = picture.dots("result")[0]
    pixel = image.getpixel((round(x), 825 - round(y)))
    assert pixel == pytest.approx((0x2C, 0xC2, 0x95), abs=12)


def test_names_lie_on_no_line() -> None:
    for case in ("one point", "along the axes", "three through a point", "parallel"):
        picture = drawn("matrix solve", *SYSTEMS[case])
        lines = [line.points[0] for line in picture.of(Line) if line.width == 6]
        for written in picture.of(type(picture.written(picture.words[0]))):
            if written.lettering.size != 42:
                continue
            box = picture.painted.canvas.box_of(written)
            for start, end in lines:
                on_line = start + np.linspace(0, 1, 400)[:, None] * (end - start)
                inside = (on_line > box.corners[:2] + 2) & (on_line < box.corners[2:] - 2)
                assert not inside.all(axis=1).any(), written.lettering.content


def test_the_nearest_point_and_what_each_equation_misses() -> None:
    with recorded_views(lines_figure) as views:
        picture = drawn("matrix solve", "[1 1; 1 2; 1 3]", "1 2 2")
    nearest = np.array([2 / 3, 1 / 2])
    assert np.allclose(picture.dots("result"), [views[0].pixels(nearest)])
    rows, right = np.array([[1.0, 1], [1, 2], [1, 3]]), np.array([1.0, 2, 2])
    ways = [line.points[0] for line in picture.of(Line, "rest") if line.style == DASHED]
    assert len(ways) == 3
    for way, row, b in zip(ways, rows, right, strict=True):
        start, foot = in_units(views[0], way)
        assert np.allclose(start, nearest)
        assert row @ foot == pytest.approx(b)
        # The shortest way.
        assert (foot - start)[0] * row[1] == pytest.approx((foot - start)[1] * row[0])
    assert [word for word in picture.words if word.startswith("off by")] == [
        "off by 1/6",
        "off by 1/3",
        "off by 1/6",
    ]
    assert "nearest x = [2/3, 1/2]" in picture.words
    assert "pink: by how much each equation is off at the nearest x" in picture.words


def test_many_misses_have_no_numbers() -> None:
    picture = drawn("matrix solve", *SYSTEMS["four"])
    assert not [word for word in picture.words if word.startswith("off by")]
    assert "pink: from the nearest x to each line" in picture.words
    assert len([line for line in picture.of(Line, "rest") if line.style == DASHED]) >= 2


def test_what_is_missed_by_a_rounded_number_says_so() -> None:
    picture = drawn("matrix solve", "[1 0; 0 1; 1 1]", "0 0 pi")
    # The nearest x is [π/3, π/3].
    missed = [word for word in picture.words if word.startswith("off by")]
    assert missed == ["off by ≈ 1.0472"] * 3


def test_points_equally_near_to_parallel_lines_are_a_dashed_line() -> None:
    with recorded_views(lines_figure) as views:
        picture = drawn("matrix solve", "[1 0; 1 0]", "1 3")
    (line,) = [line for line in picture.of(Line, "result") if line.style == DASHED]
    assert in_units(views[0], line.points[0])[:, 0] == pytest.approx([2, 2])
    assert "all equally near" in picture.words
    assert not picture.dots("result")


def test_nothing_is_near_where_an_equation_is_broken() -> None:
    picture = drawn("matrix solve", "[0 0; 1 1]", "3 2")
    assert not picture.of(Line, "result")
    assert not picture.of(Line, "rest")
    assert not picture.dots("result")


@pytest.mark.parametrize(
    ("a", "b", "is_opened"),
    [
        ("[1 2; 1.01 2]", "3 3.01", True),
        ("[1 2; -1.01 -2]", "3 -3.01", True),
        ("[1 2; 2 1]", "3 3", False),
        ("[1 2; 1 2]", "3 4", False),
    ],
)
def test_an_angle_too_small_to_be_seen_is_opened(a: str, b: str, is_opened: bool) -> None:
    with recorded_views(lines_figure) as views:
        picture = drawn("matrix solve", a, b)
    insets = [marks for marks in picture.of(Marks) if marks.size > 200]
    assert len(insets) == is_opened
    assert any("opened" in word for word in picture.words) == is_opened
    if is_opened:
        centre = insets[0].centres[0]
        assert picture.dots("result")[-1] == pytest.approx(centre.tolist())
        inside = [picture.lines(role, 5)[0] for role in ("first", "second")]
        angles = [math.degrees(math.atan2(*(q - p)[::-1])) % 180 for p, q in inside]
        assert 20 < abs(angles[0] - angles[1]) < 100
        assert all(np.allclose((p + q) / 2, centre, atol=1e-3) for p, q in inside)
        # Along the lines, the inset is turned as they are.
        normal = np.array([1.0, 2])
        assert abs(angles[0] - math.degrees(math.atan2(-normal[0], normal[1])) % 180) < 40
        assert views[0].scale > 0


def test_across_goes_from_edge_to_edge() -> None:
    view, frame = View(np.eye(2), 10.0, np.zeros(2)), Box(0, 0, 100, 50)
    assert across(np.array([1.0, 0]), 3, view, frame).tolist() == [[30, 0], [30, 50]]
    assert across(np.array([0.0, 1]), 2, view, frame)[:, 1].tolist() == [20, 20]
    diagonal = across(np.array([1.0, -1]) / math.sqrt(2), 0, view, frame)
    assert sorted(diagonal.round(9).tolist()) == [[0, 0], [50, 50]]
    for normal in (np.array([1.0, 0]), np.array([0.6, 0.8])):
        assert across(normal, 300, view, frame).shape == (0, 2)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("[1 0; 0 1; 1 1; 1 2; 1 3; 1 4]", "1 2 3 4 5 6", False),
        ("[1 0; 0 1; 1 1; 1 2; 1 3]", "1 2 3 4 5", True),
        ("[1 0; 0 1; 1 1; 1 2; 1 3; 2 6]", "1 2 3 4 5 10", True),
        ("[1 0; 0 1]", "1e9 1", False),
        ("[1 2 3 4]", "1", False),
    ],
)
def test_few_lines_with_moderate_numbers_are_drawn(a: str, b: str, expected: bool) -> None:
    assert has_picture("matrix solve", a, b) == expected


def test_the_origin_is_seen_beside_one_solution() -> None:
    for b in ("3 5", "300 -500", "0.003 0.005"):
        with recorded_views(lines_figure) as views:
            drawn("matrix solve", "[2 1; 1 3]", b, STILL)
        x, y = views[0].offset
        assert 0 < x < WIDTH
        assert 0 < y < 760


def test_far_away_numbers_that_would_all_read_alike_are_left_out() -> None:
    near = drawn("matrix solve", "[1 0; 1 0; 0 1]", "1 2 3")
    assert "2" in near.words
    far = drawn("matrix solve", "[1 0; 1 0; 0 1]", "1 1.00001 3")
    assert not [word for word in far.words if word.replace(".", "").isdigit()]


@pytest.mark.parametrize(
    ("a", "b", "centre", "reach"),
    [
        # Around the solution, a quarter more than its largest coordinate, so with the origin.
        ("[2 1; 1 3]", "3 5", (0.8, 1.4), 1.75),
        ("[1 0; 0 1]", "0 0", (0, 0), 1),
        # Around the point nearest to all: parallel lines 1 away from it on both sides,
        ("[1 0; 1 0]", "1 3", (2, 0), 1.3),
        # or the corners of a triangle, of which two are √5 away.
        ("[1 0; 0 1; 1 1]", "0 0 3", (1, 1), 1.8 * 5**0.5),
        # A corner far off is left out: lines 1 and −1 beside [0, 0], and one that meets both there.
        ("[1 0; 1 0; 1 1/100]", "-1 1 0", (0, 0), 1.3),
    ],
)
def test_what_must_be_seen_lies_around_the_solution_or_the_nearest_point(
    a: str, b: str, centre: tuple[float, float], reach: float
) -> None:
    with recorded_views(lines_figure) as views:
        picture = drawn("matrix solve", a, b)
    low, high = (views[0].pixels(np.array(centre) + way * reach) for way in (-1, 1))
    largest = max(picture.of(Written), key=lambda written: written.lettering.size)
    title = picture.painted.canvas.box_of(largest)
    # As large as can be between margins of 60 px and the head of the picture.
    assert low[1] == pytest.approx(60, abs=0.5)
    assert low[0] + high[0] == pytest.approx(WIDTH)
    assert low[0] >= 60
    assert title.bottom - 130 < high[1] < title.bottom
