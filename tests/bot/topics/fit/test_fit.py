"""`/fit`: the polynomial nearest to points, in simulated Discord."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from numpy.polynomial import Polynomial

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Fill, Line, Marks
from bot.topics.fit import asking
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine import polynomial_fits
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings
from tests.bot.intake.workbook_files import xlsx

COLOUR = COLOURS[Theme.DARK]
STRANG = "(0,6) (1,0) (2,0)"
"""Strang, section 4.3: 5 - 3 x, off by 1, -2 and 1."""

MARKS = "name,hours,score,age\nann,1,2,20\nbob,2,3,21\ncy,4,4,?\ndee,6,7,30\n"


def answered(points: str, **inputs: str) -> Answer:
    return answering.answer(Question("fit", {"points": points, **inputs}), Style())


def drawn(points: str, **inputs: str) -> Painted:
    with recorded_paintings() as paintings:
        answering.reply(Question("fit", {"points": points, **inputs}), Style())
    (painted,) = paintings
    assert not faults(painted)
    return painted


async def test_the_line_of_three_points(classroom: Classroom) -> None:
    message = await classroom.ask("fit", points=STRANG)
    post = posts.read(message)

    assert post.title == "y = −3x + 5"
    for fact in (
        "AᵀA = [ 3  3 ]",
        "Aᵀy = [6, 0]",
        "residuals = [1, −2, 1]",
        "sum of squared residuals = 6",
        # 24 differences from the mean 2, squared
        "R² = 3/4 = 0.75 (moderate)",
    ):
        assert fact in post.facts
    assert "The line explains 75 % of the differences in y" in post.meaning
    assert "The largest residual is −2, at x = 1" in post.alts[0]
    assert post.buttons == ["Steps", "Copy", "Edit", "Share", "Delete"]
    steps = posts.alts(posts.private(await classroom.student.click(message, label="Steps")))
    for line in ("y = c₀ + c₁x", "A^⊤A = [3, 3; 3, 5]", "c = [5, −3]", "T = 16 + 4 + 4 = 24"):
        assert any(line in page for page in steps)


async def test_another_degree_from_the_menu(classroom: Classroom) -> None:
    message = await classroom.ask("fit", points=STRANG)
    (menu,) = [
        part
        for row in message.components
        for part in row.get("components", ())
        if "degree" in str(part.get("custom_id"))
    ]
    assert [option["label"] for option in menu["options"]] == [
        "0: the mean",
        "1: a line",
        "2: a parabola",
    ]

    chosen = await classroom.student.select(message, ["2"], custom_id=menu["custom_id"])

    post = posts.read(posts.response(chosen))
    assert post.title == "y = 3x² − 9x + 6"
    assert "as many coefficients as there are points" in post.meaning


async def test_a_form_opens_and_a_file_is_read(classroom: Classroom) -> None:
    form = await classroom.student.slash(classroom.channel, "fit")
    assert form.modal is not None
    filled = await classroom.student.submit_modal(form, {"points": STRANG, "degree": ["0"]})
    assert posts.read(posts.response(filled)).title == "y = 2"

    post = posts.read(await classroom.ask("fit", file=("m.csv", MARKS.encode())))

    assert post.facts[0] == "x: hours, y: score; 4 points"


async def test_another_sheet_of_a_workbook(classroom: Classroom) -> None:
    rows: list[list[Any]] = [["x", "y"], [0, 6], [1, 0], [2, 0]]
    book = xlsx({"First": rows, "Second": [*rows, [3, 7]]})
    message = await classroom.ask("fit", file=("b.xlsx", book))
    (menu,) = [
        part
        for row in message.components
        for part in row.get("components", ())
        if "sheet" in str(part.get("custom_id"))
    ]

    chosen = await classroom.student.select(message, ["Second"], custom_id=menu["custom_id"])

    assert posts.read(posts.response(chosen)).facts[0] == "x: x, y: y; 4 points"


@pytest.mark.parametrize(
    "points",
    [
        "(0,6) (1,0) (2,0)",
        "(0|6), (1|0), (2|0)",
        "P(0|6), Q(1|0), R₃(2|0)",
        "[(0, 6), (1, 0), (2, 0)]",
        "0 6\n1 0\n2 0",
        "0,6 1,0 2,0",
        "[0 1 2; 6 0 0]",
        "[0, 1, 2] [6, 0, 0]",
        "x = 0 1 2\ny = 6 0 0",
        "x: [0, 1, 2]; y: [6, 0, 0]",
        "x\t0\t1\t2\ny\t6\t0\t0",
        "| x | 0 | 1 | 2 |\n| y | 6 | 0 | 0 |",
        "x: 0; 1; 2\ny: 6; 0; 0",
        "hours,score\n0,6\n1,0\n2,0",
        "| a | b |\n|---|---|\n| 0 | 6 |\n| 1 | 0 |\n| 2 | 0 |",
        "name,a,b\nann,0,6\nbob,1,0\ncy,2,0",
        "0;6\n1;0\n2;0",
    ],
)
def test_ways_to_write_points(points: str) -> None:
    assert answered(points).title == "y = −3x + 5"


@pytest.mark.parametrize(
    ("inputs", "title", "names"),
    [
        # 59 is the sum of 4 times the squares of 1, 2, 4, 6 less their mean
        ({}, "y = 56/59 x + 54/59", "x: hours, y: score; 4 points"),
        ({"x": "AGE"}, "", "x: age, y: score; 3 points"),
        ({"x": "age", "y": "1"}, "", "x: age, y: hours; 3 points"),
        ({"x": "score"}, "", "x: score, y: hours; 4 points"),
    ],
)
def test_columns_are_chosen_by_name_or_number(
    inputs: dict[str, str], title: str, names: str
) -> None:
    found = answered(MARKS, **inputs)
    columns = {"hours": [1, 2, 4, 6], "score": [2, 3, 4, 7], "age": [20, 21, np.nan, 30]}
    x, y = (np.array(columns[n], float) for n in re.findall(r"[xy]: (\w+)", found.facts[0]))
    kept = ~np.isnan(x + y)
    expected = Polynomial.fit(x[kept], y[kept], 1).convert().coef

    assert found.facts[0].startswith(names)
    assert notation_of(found) == pytest.approx(expected, rel=1e-12)
    if not kept.all():
        assert "left out: 1 row with blanks" in found.facts
    assert {choice.name for choice in found.choices} == {"degree", "x", "y"}
    assert title in ("", found.title)


def notation_of(found: Answer) -> list[float]:
    """Return the coefficients that are copied."""
    (line,) = [line for line in found.copies.text.splitlines() if line.startswith("c ")]
    numbers = re.findall(r"-?\d+(?:/\d+)?", line)
    return [float(a) / float(b or 1) for a, _, b in (n.partition("/") for n in numbers)]


@pytest.mark.parametrize(
    ("points", "degree", "fact", "meaning"),
    [
        ("1 3; 2 3; 3 3", "1", "R² has no value: all y are equal", "All points lie on the line."),
        ("1 2; 1 3; 1 4", "0", "R² = 0 (none)", "the mean leaves the smallest sum of squares"),
        ("1 1; 2 4; 3 9; 4 16", "2", "R² = 1 (exact)", "All points lie on the parabola."),
        ("(1,2)", "0", "y = 2", "All y are the same."),
        # twice each x
        ("1 2; 1 4; 2 3; 2 7", "1", "y = 2x + 1", "The line explains"),
        ("1e-9 1e12; 2e-9 3e12; 3e-9 4e12", "1", "y ≈ 1.5×10²¹x − 3.333×10¹¹", "rounded"),
        ("1000000001 2; 1000000002 3; 1000000003 4", "1", "R² ≈ 1 (strong)", "All points lie"),
    ],
)
def test_special_points(points: str, degree: str, fact: str, meaning: str) -> None:
    found = answered(points, degree=degree)

    assert fact in found.facts
    assert meaning in found.meaning


def test_far_away_x_are_counted_from_their_middle() -> None:
    points = "; ".join(f"{x} {(x - 2000) ** 2 / 7 + 3}" for x in range(1990, 2011))

    assert "y ≈ 0.1429u² + 3 with u = x − 2000" in answered(points, degree="2").facts


@pytest.mark.parametrize(
    ("points", "inputs", "said"),
    [
        ("", {}, "no points yet"),
        ("hello", {}, "number"),
        ("1 2 3", {}, "."),
        ("a,b\n1,x\n2,y\n3,z", {}, "only one column of numbers"),
        ("1 2; 1 3; 1 5", {}, "vertical line"),
        ("1 2; 2 3", {"degree": "2"}, "degree 1 at most, not 2"),
        ("(1, 2)", {}, "at least 2 points"),
        ("1 2; 2 3; 3 5", {"degree": "11"}, "from 0 to 10"),
        ("1 2; 2 3; 3 5", {"degree": "1.5"}, "whole number"),
        ("x = 1 2 3\ny = 2 3", {}, "3 x and 2 y"),
        (MARKS, {"x": "height"}, "no column “height” of numbers; there are hours, score, age"),
        (MARKS, {"x": "hours", "y": "1"}, "the same column"),
        ("1e200 1e200; 2e200 5e200; 3e200 1e200", {}, "larger than any"),
    ],
)
def test_what_cannot_be_fitted_is_said(points: str, inputs: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        answered(points, **inputs)


# Steps and copies


def test_steps_only_where_they_are_exact_and_few() -> None:
    many = "; ".join(f"{k} {k * k % 7}" for k in range(13))

    assert answered(many).working is None
    assert answered(many).steps_name == ""
    assert answered("pi 1; 2 3; 3 1").working is None


@pytest.mark.parametrize("degree", ["0", "1", "3"])
def test_the_copy_computes_what_is_shown(degree: str) -> None:
    found = answered("1 2; 2 3; 3.5 7; 4 4; 5 1/3", degree=degree)
    *lines, last = found.copies.numpy.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the bot itself wrote
    coefficients, squares = eval(last, names)  # noqa: S307 - likewise

    assert coefficients == pytest.approx(notation_of(found), rel=1e-9)
    (line,) = [line for line in found.copies.text.splitlines() if line.startswith("sum")]
    top, _, bottom = line.split("= ")[1].partition("/")
    assert squares == pytest.approx(int(top) / int(bottom or 1), rel=1e-9)


def test_many_points_are_copied_as_a_file() -> None:
    text = "\n".join(f"{k},{k * k % 11}" for k in range(150))
    ((name, content),) = answered(text).copies.files

    assert name == "points.csv"
    assert content.splitlines()[7] == "7.0,5.0"


# The picture


def test_points_curve_residuals_and_squares_are_drawn() -> None:
    painted = drawn(STRANG)

    (marks,) = [m for m in of(painted, Marks) if m.colour == COLOUR.first]
    assert len(marks.centres) == 3
    residuals = np.vstack([line.points for line in of(painted, Line) if line.colour == COLOUR.rest])
    assert residuals.shape == (3, 2, 2)
    heights = residuals[:, 0, 1] - residuals[:, 1, 1]
    assert heights / heights[0] == pytest.approx([1, -2, 1])
    assert residuals[:, 0, 0] == pytest.approx(residuals[:, 1, 0])
    assert residuals[:, 0] == pytest.approx(marks.centres)
    squares = [fill for fill in of(painted, Fill) if fill.colour == COLOUR.rest]
    sides = [np.ptp(fill.corners, axis=0) for fill in squares]
    assert np.array(sides)[:, 0] == pytest.approx(np.abs(heights))
    assert np.array(sides)[:, 1] == pytest.approx(np.abs(heights))
    # The curve goes through the other ends.
    (curve,) = [line.points[0] for line in of(painted, Line) if line.colour == COLOUR.result]
    at = np.interp(residuals[:, 1, 0], curve[:, 0], curve[:, 1])
    assert at == pytest.approx(residuals[:, 1, 1], abs=0.5)


def test_a_curve_that_leaves_the_plane_is_cut_off_at_its_edges() -> None:
    painted = drawn("1 2; 2 1; 3 4; 4 3; 5 7; 6 5; 7 9; 8 6", degree="7")

    parts = [line.points[0] for line in of(painted, Line) if line.colour == COLOUR.result]
    assert len(parts) == 3
    grid = [p for line in of(painted, Line) if line.colour == COLOUR.grid for p in line.points]
    upright = [p for p in grid if p[0, 0] == p[1, 0]]
    low, high = min(p[:, 1].min() for p in upright), max(p[:, 1].max() for p in upright)
    for part in parts:
        assert part[:, 1].min() >= low - 1e-6
        assert part[:, 1].max() <= high + 1e-6


@pytest.mark.parametrize(
    ("points", "residuals", "squares"),
    [
        ("; ".join(f"{k} {k + k * k % 5}" for k in range(9)), True, True),
        ("; ".join(f"{k} {k * k % 5}" for k in range(30)), True, False),
        ("; ".join(f"{k} {k * k % 5}" for k in range(200)), False, False),
        ("1 1; 2 2; 3 3", False, False),
    ],
)
def test_what_is_left_is_drawn_where_it_can_be_seen(
    points: str, residuals: bool, squares: bool
) -> None:
    painted = drawn(points)

    assert any(line.colour == COLOUR.rest for line in of(painted, Line)) is residuals
    assert any(fill.colour == COLOUR.rest for fill in of(painted, Fill)) is squares


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(
    "points", ["1e9 0; 1000000001 1; 1000000002 5", "1e200 1; 2e200 3; 3e200 2", "0 0; 0 1", "5 5"]
)
def test_odd_scales_can_be_read(points: str, theme: Theme) -> None:
    inputs = {"points": points, "degree": "0" if points in ("0 0; 0 1", "5 5") else "1"}
    with recorded_paintings() as paintings:
        answering.reply(Question("fit", inputs), Style(theme))

    assert not [fault for painted in paintings for fault in faults(painted)]


def test_the_bound_on_the_degree_is_the_engines() -> None:
    assert asking.LARGEST_DEGREE == polynomial_fits.MOST_DEGREE
