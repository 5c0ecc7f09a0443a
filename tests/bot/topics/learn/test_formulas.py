"""Expressions as formulas: names, numbers put in, value; and as the words of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.drawing.pages import Working, typeset
from bot.drawing.style import Style, Theme
from bot.formula import Chain, Column, Listed, text
from bot.topics.learn.formulas import blocks
from bot.topics.learn.lesson import Lesson
from bot.topics.learn.values import Numbers, of_lesson

VALUES = {
    "ann": "[5, 1]",
    "bob": "[4, -1]",
    "long": "[1, 2, 3, 4, 5]",
    "A": "[2 0; 1 3]",
    "B": "[1 1; 0 1]",
    "n": "3",
    "half": "1/2",
    "r": "sqrt(26)",
}


def numbers(values: dict[str, str] = VALUES) -> Numbers:
    lesson = Lesson("name", 1, "Title", "about", values, (), Path("01_name.toml"))
    return Numbers(lesson, of_lesson(lesson, Style()).notation)


def shown(*expressions: str) -> list[str]:
    here = numbers()
    return [text(block) for block in blocks([here.worked_out(e) for e in expressions], here.say)]


@pytest.mark.parametrize(
    ("expression", "lines"),
    [
        ("ann", ["ann = [5, 1]"]),
        ("n", ["n = 3"]),
        ("2 + 3", ["2 + 3 = 5"]),
        ("n - (2 - half)", ["n − (2 − half) = 3 − (2 − 1/2) = 3/2"]),
        ("(n + 1) * 2", ["(n + 1) · 2 = (3 + 1) · 2 = 8"]),
        ("-n^2", ["−n² = −3² = −9"]),
        ("(-n)^2", ["(−n)² = (−3)² = 9"]),
        ("dot(ann, bob)", ["ann = [5, 1],  bob = [4, −1]", "ann · bob = 5 · 4 + 1 · (−1) = 19"]),
        ("ann' * bob", ["ann = [5, 1],  bob = [4, −1]", "ann^⊤ bob = 5 · 4 + 1 · (−1) = 19"]),
        ("norm(ann)", ["ann = [5, 1]", "‖ann‖ = √(5² + 1²) = √26 ≈ 5.099"]),
        ("norm(bob)", ["bob = [4, −1]", "‖bob‖ = √(4² + (−1)²) = √17 ≈ 4.1231"]),
        (
            "norm(ann - bob)",
            ["ann = [5, 1],  bob = [4, −1]", "‖ann − bob‖ = √(1² + 2²) = √5 ≈ 2.2361"],
        ),
        ("sum(ann)", ["ann = [5, 1]", "sum(ann) = 5 + 1 = 6"]),
        ("mean(ann)", ["ann = [5, 1]", "mean(ann) = (5 + 1)/2 = 3"]),
        ("sum(long)", ["long = [1, 2, 3, 4, 5]", "sum(long) = sum([1, 2, 3, 4, 5]) = 15"]),
        ("2ann", ["ann = [5, 1]", "2ann = 2[5, 1] = [10, 2]"]),
        ("n * ann", ["ann = [5, 1]", "n ann = 3[5, 1] = [15, 3]"]),
        ("ann + bob", ["ann = [5, 1],  bob = [4, −1]", "ann + bob = [5, 1] + [4, −1] = [9, 0]"]),
        (
            "A * ann",
            ["A = [2, 0; 1, 3],  ann = [5, 1]", "A ann = [2 · 5 + 0 · 1, 1 · 5 + 3 · 1] = [10, 8]"],
        ),
        (
            "A * B",
            [
                "A = [2, 0; 1, 3],  B = [1, 1; 0, 1]",
                "A B = [2, 0; 1, 3] [1, 1; 0, 1] = [2, 2; 1, 4]",
            ],
        ),
        (
            "(A + B) * ann",
            [
                "A = [2, 0; 1, 3],  B = [1, 1; 0, 1],  ann = [5, 1]",
                "(A + B) ann = [3 · 5 + 1 · 1, 1 · 5 + 4 · 1] = [16, 9]",
            ],
        ),
        ("det(A)", ["A = [2, 0; 1, 3]", "det(A) = det([2, 0; 1, 3]) = 6"]),
        ("A'", ["A = [2, 0; 1, 3]", "A^⊤ = [2, 0; 1, 3]^⊤ = [2, 1; 0, 3]"]),
        ("ann[2]", ["ann = [5, 1]", "ann₂ = [5, 1]₂ = 1"]),
        ("A[1, 2]", ["A = [2, 0; 1, 3]", "A_1, 2 = [2, 0; 1, 3]_1, 2 = 0"]),
        ("r", ["r = √26 ≈ 5.099"]),
        ("1/r", ["1/r = 1/√26 ≈ 0.1961"]),
        ("exp(n)", ["e^n = e³ ≈ 20.0855"]),
        ("abs(n - 5)", ["|n − 5| = |3 − 5| = 2"]),
        ("cross([1, 0, 0], [0, 1, 0])", ["[1, 0, 0] × [0, 1, 0] = [0, 0, 1]"]),
        ("5!", ["5! = 120"]),
        (
            "ann .* bob",
            ["ann = [5, 1],  bob = [4, −1]", "ann .* bob = [5, 1] .* [4, −1] = [20, −1]"],
        ),
        ("unit(ann)", ["ann = [5, 1]", "unit(ann) = unit([5, 1]) ≈ [0.9806, 0.1961]"]),
        (
            "A * unit(ann)",
            [
                "A = [2, 0; 1, 3],  ann = [5, 1]",
                (
                    "A unit(ann) ≈ [2 · 0.9806 + 0 · 0.1961, 1 · 0.9806 + 3 · 0.1961] "
                    "≈ [1.9612, 1.5689]"
                ),
            ],
        ),
        ("max(n, 5)", ["max(n, 5) = max(3, 5) = 5"]),
    ],
)
def test_expressions_as_formulas(expression: str, lines: list[str]) -> None:
    assert shown(expression) == lines


def test_names_are_given_once_for_all_lines() -> None:
    assert shown("dot(ann, ann)", "dot(ann, bob)") == [
        "ann = [5, 1],  bob = [4, −1]",
        "ann · ann = 5 · 5 + 1 · 1 = 26",
        "ann · bob = 5 · 4 + 1 · (−1) = 19",
    ]


def test_they_are_typeset_in_both_themes() -> None:
    here = numbers()
    expressions = ("A * ann", "norm(ann)/n", "dot(ann, bob)/(norm(ann)*norm(bob))", "A[1, 2]", "5!")
    found = tuple(blocks([here.worked_out(each) for each in expressions], here.say))
    for theme in Theme:
        pages = typeset(Working("Formulas", found), theme)
        assert "A ann = [2 · 5 + 0 · 1, 1 · 5 + 3 · 1] = [10, 8]" in pages[0].alt
        (page,) = typeset(Working("", found[:2]), theme)
        assert page.alt.startswith("A = [2, 0; 1, 3],  ann = [5, 1],")


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        ("no number", "no number"),
        ("{ann} and {2n}", "[5, 1] and 6"),
        ("{half} of it", "1/2 of it"),
        ("{r} long", "√26 ≈ 5.099 long"),
        ("cosine {1/r}", "cosine about 0.1961"),
        ("{exp(1)}", "about 2.7183"),
        ("{sqrt(8)}", "about 2.8284"),
        ("{A}", "[2, 0; 1, 3]"),
        ("{unit(ann)}", "about [0.9806, 0.1961]"),
    ],
)
def test_texts_are_filled(words: str, filled: str) -> None:
    assert numbers().filled(words) == filled


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("/dot a:{ann} b:{ann - bob}", "/dot a:[5, 1] b:[1, 2]"),
        ("/transform matrix:{A}", "/transform matrix:[[2, 0], [1, 3]]"),
        ("/vector norm v:[{half}, {r}]", "/vector norm v:[1/2, √26]"),
        ("/vector norm v:[{0.5*exp(0)}, {cos(1)/cos(1)}]", "/vector norm v:[1/2, 1.0]"),
    ],
)
def test_commands_are_filled_as_they_are_typed(line: str, typed: str) -> None:
    assert numbers().typed(line) == typed


def test_decimals_stay_decimals_where_a_lesson_is_written_in_them() -> None:
    here = numbers({"x": "[1.5, 0.25]", "y": "2x"})

    assert here.filled("{x} {y}") == "[1.5, 0.25] [3, 0.5]"
    assert here.typed("/vector norm v:{x}") == "/vector norm v:[1.5, 0.25]"


def test_vectors_are_columns_beside_matrices() -> None:
    here = numbers()
    for expressions, kind in ((["ann + bob"], Listed), (["A * ann", "ann + bob"], Column)):
        found = list(blocks([here.worked_out(each) for each in expressions], here.say))
        last = found[-1]
        assert isinstance(last, Chain)
        assert isinstance(last.others[-1], kind)
