"""A system without a solution, worked to the end: normal equations, projection, rest."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.topics.elimination.drawn import drawn


def steps(a: str, b: str) -> str:
    working = answering.answer(Question("matrix solve", {"a": a, "b": b}), Style()).working
    assert working is not None
    return working.plain()


def test_the_line_through_three_points_by_hand() -> None:
    found = steps("1 0; 1 1; 1 2", "6 0 0")

    # 3 c + 3 d = 6, 3 c + 5 d = 0 (Strang, section 4.3)
    for line in (
        "A^⊤A = [3, 3; 3, 5]",
        "A^⊤ b = [6, 0]",
        "x = [5, −3]",
        "p = A x = [5, 2, −1]",
        "P = [5/6, 1/3, −1/6; 1/3, 1/3, 1/3; −1/6, 1/3, 5/6]",
        "r = b − p = [1, −2, 1]",
        "‖r‖ = √(1 + 4 + 1) = √6",
    ):
        assert line in found.splitlines()


def test_dependent_columns_have_a_family_and_the_shortest() -> None:
    found = steps("1 2; 2 4", "3 7").splitlines()

    # 5 x + 10 y = 17
    assert "x = [17/5, 0] + t₁[−2, 1]" in found
    assert found[found.index("x = [17/5, 0] + t₁[−2, 1]") + 2] == "x = [17/25, 34/25]"


def test_floats_stop_at_the_contradiction() -> None:
    assert steps("pi; 1", "1 1").endswith("there is no solution.")


def test_projection_and_rest_are_in_the_facts() -> None:
    found = answering.answer(Question("matrix solve", {"a": "1;2", "b": "3 7"}), Style()).facts

    assert "p = A x = [17/5, 34/5]" in found
    assert "r = b − p = [−2/5, 1/5]" in found


@pytest.mark.parametrize(
    ("a", "b", "alt"),
    [
        ("1; 2", "3 7", "in the plane: b = [3, 7], and A x = [17/5, 34/5]"),
        ("1; 2; 2", "3 1 0", "in space: b = [3, 1, 0], and A x = [5/9, 10/9, 10/9]"),
        ("1 0 0 0; 0 1 1 1; 0 0 0 0", "1 2 3", "on the plane of the columns"),
    ],
)
def test_systems_without_lines_and_planes_show_the_projection(a: str, b: str, alt: str) -> None:
    picture = drawn("matrix solve", a, b).picture

    assert picture.name == "nearest.png"
    assert alt in picture.alt


def test_squares_that_are_too_long_are_rounded() -> None:
    inputs = {"a": "sqrt(2); 1e-200", "b": "1 1"}

    assert answering.answer(Question("matrix solve", inputs), Style()).title == "No solution"
