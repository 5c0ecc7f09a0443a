"""Powers of a matrix: the path of a vector, step by step."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from bot.drawing.boxes import distances
from bot.drawing.style import Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.products.path_figure import APART
from tests.bot.drawing.seen import Seen, grid, seen


def drawn(a: str, n: int, theme: Theme = Theme.DARK) -> Seen:
    question = Question("matrix power", {"a": a, "n": str(n)})
    return seen(lambda: answering.reply(question, Style(theme)).pictures[0])


@pytest.mark.parametrize("theme", Theme)
def test_each_point_is_the_matrix_times_the_one_before(theme: Theme) -> None:
    found = drawn("1 -1; 1 1", 5, theme)

    (x,) = found.arrows("muted")
    (last,) = found.arrows("result")
    origin, unit = x.tail, float(np.hypot(*(x.tip - x.tail)))
    points = [x.tip, *(mark.centres[0] for mark in found.marks("result")), last.tip]
    middle, pitch = grid(found)
    assert origin == pytest.approx(middle)
    assert pitch == pytest.approx(unit)
    path = [(point - origin) / unit for point in points]
    assert path[0] == pytest.approx([1, 0])
    for before, after in pairwise(path):
        assert after == pytest.approx(np.array([[1, -1], [1, 1]]) @ before)
    assert len(path) == 6
    steps = [arrow for arrow in found.arrows("text") if arrow.width == 4]
    assert [np.hypot(*(s.tail - p)) for s, p in zip(steps, points, strict=False)] == pytest.approx(
        [0] * 5
    )
    assert all(np.hypot(*(s.tip - p)) < 12 for s, p in zip(steps, points[1:], strict=True))


def test_the_words_are_the_powers_and_the_question() -> None:
    found = drawn("1 -1; 1 1", 4)

    words = {word for word in found.words if word.strip("−0123456789.")}
    assert words == {
        "The path spirals out",
        "A = [1, −1; 1, 1]",
        "x = [1, 0]",
        "A x",
        "A² x",
        "A³ x",
        "A⁴ x",
    }
    assert found.words["A⁴ x"][0] == found.colour("result")
    assert found.words["A² x"][0] == found.colour("muted")
    for k, mark in enumerate(found.marks("result"), 1):
        word = ("A x", "A² x", "A³ x", "A⁴ x")[k - 1]
        assert np.hypot(*(found.words[word][1].centre - mark.centres[0])) < 110
    assert "x = [1, 0], A x = [1, 1], A² x = [0, 2], A³ x = [−2, 2], A⁴ x = [−4, 0]" in (
        found.picture.alt
    )


@pytest.mark.parametrize(
    ("a", "n", "title", "lines"),
    [
        ("0 -1; 1 0", 4, "The path goes around and around", 0),
        ("1/2 -1/2; 1/2 1/2", 5, "The path spirals in", 0),
        ("1 -1; 1 1", 3, "The path spirals out", 0),
        ("2 1; 1 2", 2, "The path turns towards one line that stays", 2),
        ("1 1; 0 1", 3, "The path turns towards one line that stays", 1),
        ("2 0; 0 2", 3, "Every step stays on one line", 0),
        ("1 2; 2 4", 2, "One step, and the path stays on a line", 2),
        ("0 1; 0 0", 2, "Two steps crush every vector to 0", 1),
        ("-1 0; 0 1", 3, "Two steps lead back to the line of x", 2),
    ],
)
def test_the_title_says_where_the_path_goes(a: str, n: int, title: str, lines: int) -> None:
    found = drawn(a, n)

    assert title in found.words
    assert len(title) <= 60
    assert title in found.picture.alt
    assert len([*found.lines("eigen"), *found.lines("eigen_other")]) == lines


def test_the_line_of_the_largest_eigenvalue_is_the_first() -> None:
    found = drawn("1 0; 0 -2", 3)

    for role, direction in (("eigen", [0, 1]), ("eigen_other", [1, 0])):
        (line,) = found.lines(role)
        start, end = line.points[0]
        assert np.linalg.det([end - start, direction]) == pytest.approx(0, abs=1e-6)


def test_the_alt_text_tells_exact_points_exactly() -> None:
    # (0, 1/2) + (√2, 0) · 1; then (√2 · √2, 1/2 · √2) + …
    assert "x = [0, 1], A x = [√2, 1/2], A² x = [2 + √2/2, 1/4]" in (
        drawn("sqrt(2) sqrt(2); 0 1/2", 2).picture.alt
    )
    assert "A x ≈ [3.1416, 1]" in drawn("1 pi; 0 1", 2).picture.alt


def test_x_is_no_eigenvector_where_there_is_another() -> None:
    assert "x = [1, 0]" in drawn("1 1; 1 0", 2).words
    assert "x = [0, 1]" in drawn("1 1; 0 1", 2).words
    assert "x = [1, 1]" in drawn("2 0; 0 3", 2).words


def test_a_path_that_grows_too_much_is_shown_as_far_as_it_can_be_seen() -> None:
    found = drawn("1 1; 1 0", 10)

    assert "the first 6 of 10 steps" in found.words
    assert {"A x", "A⁶ x"} <= {*found.words}
    assert "A⁷ x" not in found.words
    assert "These are the first 6 of 10 steps." in found.picture.alt
    assert "the first of 3 steps" in drawn("100 0; 1 50", 3).words
    assert "steps" not in " ".join(drawn("2 1; 1 2", 2).words)


def test_of_points_close_together_one_is_named() -> None:
    found = drawn("0.9 0.3; 0.1 0.7", 5)

    points = [mark.centres[0] for mark in found.marks("result")]
    assert len(points) == 4
    assert np.hypot(*(points[2] - points[1])) < APART < np.hypot(*(points[1] - points[0]))
    assert {"A x", "A² x", "A⁵ x"} <= {*found.words}
    assert not {"A³ x", "A⁴ x"} & {*found.words}


def test_a_negative_power_is_a_path_under_the_inverse() -> None:
    found = drawn("1 2; 3 4", -1)

    (x,) = found.arrows("muted")
    (last,) = found.arrows("result")
    unit = np.hypot(*(x.tip - x.tail))
    assert (last.tip - x.tail) / unit == pytest.approx([-2, 1.5])
    assert "A⁻¹ x" in found.words


def test_other_powers_have_no_path() -> None:
    for a, n in (("1 2; 3 4", "0"), ("1 0 0; 0 1 0; 0 0 1", "2")):
        assert answering.reply(Question("matrix power", {"a": a, "n": n}), Style()).pictures == ()


def test_a_step_ends_at_the_edge_of_the_dot_and_short_ones_have_no_arrow() -> None:
    found = drawn("1 -1; 1 1", 5)

    (x,), (last,) = found.arrows("muted"), found.arrows("result")
    (*dots,) = (mark for mark in found.marks("result"))
    steps = found.arrows("text")
    ends = [*(mark.centres[0] for mark in dots), last.tip]
    for step, end in zip(steps, ends, strict=True):
        assert np.hypot(*(step.tip - end)) == pytest.approx(11)
        assert np.linalg.det([step.tip - step.tail, end - step.tail]) == pytest.approx(0, abs=1e-4)
    assert {mark.size for mark in dots} == {22}
    assert x.layer < steps[0].layer < last.layer
    # Halved at each step, the last ones are shorter than their dots are wide.
    short = drawn("1/2 0; 0 1/3", 8)
    assert len(short.marks("result")) == 8, "the last vector is one, too"
    assert 0 < len(short.arrows("text")) < 8
    gaps = [np.hypot(*(step.tip - step.tail)) for step in short.arrows("text")]
    assert min(gaps) > 2 * 11


def test_names_stand_beyond_their_points() -> None:
    found = drawn("0 -1; 1 0", 3)

    (x,), (last,) = found.arrows("muted"), found.arrows("result")
    for word, tip in (("x = [1, 0]", x.tip), ("A³ x", last.tip)):
        beyond = found.words[word][1].centre - tip
        assert np.hypot(*beyond) < 200
    assert found.words["x = [1, 0]"][1].centre[0] > x.tip[0]


def test_the_lines_run_through_the_origin_and_the_whole_picture() -> None:
    found = drawn("2 1; 1 2", 2)

    for role, direction in (("eigen", (1, 1)), ("eigen_other", (1, -1))):
        (line,) = found.lines(role)
        start, end = line.points[0]
        assert (start + end) / 2 == pytest.approx(found.arrows("muted")[0].tail)
        assert np.hypot(*(end - start)) > 2 * np.hypot(1100, 825)
        assert np.linalg.det([end - start, direction]) == pytest.approx(0, abs=1e-6)
        assert line.style != "solid"


@pytest.mark.parametrize(
    ("a", "n"), [("1 1/3; -6 7", 2), ("1/7 4; 1.57 -0.12", 5), ("1.95 -1.92; 1 1", 3)]
)
def test_the_name_of_a_short_x_is_nearest_to_its_own_point(a: str, n: int) -> None:
    found = drawn(a, n)

    (x,), (last,) = found.arrows("muted"), found.arrows("result")
    points = [x.tip, last.tip, *(mark.centres[0] for mark in found.marks("result"))]
    (own, *others) = distances(found.words["x = [1, 0]"][1].corners[None], np.array(points))[0]
    assert own < min(others) + 4


def test_numbers_that_get_long_or_too_large_on_the_way_are_drawn() -> None:
    # Roots with 200 decimals, then steps beyond the largest float.
    for a, n in (("1e-200 2; sqrt(2) 0.5", 9), ("1e200 0.1; 1e-200 1/2", 1)):
        assert "The path of a vector" in drawn(a, n).picture.alt
