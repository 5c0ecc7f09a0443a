"""`/matrix solve` of systems as equations, and equations given to the other commands."""

from __future__ import annotations

import re

import numpy as np
import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.topics.elimination.drawn import MOVING, drawn

SOLVED = [
    # 2(1 + y) + 3y = 5
    (
        "2x + 3y = 5, x - y = 1",
        ["x = 8/5 = 1.6", "y = 3/5 = 0.6"],
        ["          x   y", "A | b = [ 2   3 | 5 ]", "        [ 1  −1 | 1 ]"],
    ),
    (
        "price + 2 tax = 7\nprice - tax = 1",
        ["price = 3", "tax = 2"],
        ["          price  tax", "A | b = [     1    2 | 7 ]"],
    ),
    # x = 1/2 + z/2, and 2y = 4 + z − x
    ("x + 2y - z = 4; 2x - z = 1", ["x = 1/2 + 1/2 z", "y = 7/4 + 1/4 z", "z is free"], []),
    ("x1 + x_2 = 3", ["x₁ = 3 − x₂", "x₂ is free"], []),
    # The middle between the lines; the nearest to 1, 1 and 5 is their mean
    ("x + y = 1, x + y = 2", ["nothing solves all equations", "  x = 3/4 − t₁"], []),
    ("p = 1, p = 1, p = 5", ["nearest:", "  p = 7/3", "left sides p = [7/3, 7/3, 7/3]"], []),
    # 103.38... is too long as a fraction: then all of r is in decimals.
    (
        "x-3y=80; 2x+5y=100; 5x-2y=60; -x+8y=130; 10x-y=150",
        ["r = b − p ≈ [103.3803, −1.468, 1.7223, 39.243, −6.9813]"],
        [],
    ),
    ("0 = 1, x = 2", ["nothing solves all equations"], ["A | b = [ 0 | 1 ]", "        [ 1 | 2 ]"]),
    ("a + b + c = 3, b = c, a = 1", ["a = 1", "b = 1", "c = 1"], []),
    ("α + sqrt(2) β = 1, β = 1", ["α = 1 − √2 ≈ −0.4142"], ["A | b = [ 1  √2 | 1 ]"]),
    ("1/2x = 3", ["1/2x is read as (1/2)·x", "x = 6"], []),
    ("ｘ＋ｙ＝３; ｘ－ｙ＝１", ["x = 2", "y = 1"], []),
    ("X + y = 3, x - y = 1", ["X and x are two unknowns"], []),
]


@pytest.mark.parametrize(("text", "facts", "given"), SOLVED, ids=[text for text, _, _ in SOLVED])
def test_equations_are_solved_with_their_names(
    text: str, facts: list[str], given: list[str]
) -> None:
    answer = answering.answer(Question("matrix solve", {"a": text, "b": ""}), Style())

    assert {*facts, *given} <= set(answer.facts)


async def test_the_answer_has_its_names_and_buttons(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("matrix solve", a="2p + 3q = 5, p - q = 1"))

    assert post.title == "p = 8/5, q = 3/5"
    assert "A | b = [ 2   3 | 5 ]" in post.facts
    assert "(p, q) = (8/5, 3/5)" in post.alts[0]
    assert post.buttons == ["Steps", "Copy", "Edit", "Share", "Delete"]


def test_further_equations_may_be_in_b() -> None:
    inputs = {"a": "2x + 3y = 5", "b": "x - y = 1"}
    answer = answering.answer(Question("matrix solve", inputs), Style())

    assert "x = 8/5 = 1.6" in answer.facts


async def test_every_step_has_the_names(classroom: Classroom) -> None:
    message = await classroom.ask("matrix solve", a="x = 4 - 2q + p; p = 1")
    pressed = await classroom.student.click(message, label="Steps")
    said = " ".join(posts.alts(posts.private(pressed)))

    assert "p = 1" in said
    assert "−p + 2q + x = 4" in said
    assert "a column for p, q and x" in said
    assert "q = 5/2 − 1/2 x" in said
    assert "x is free" in said
    assert "x₁" not in said


async def test_a_copy_has_the_names_and_runs() -> None:
    question = Question("matrix solve", {"a": "2u + 3v = 5, u - v = 1", "b": ""})
    copies = answering.copies(question, Style())

    assert copies.text.splitlines() == ["2u + 3v = 5", "u - v = 1", "u = 8/5", "v = 3/5"]
    assert r"\begin{bmatrix} u \\ v \end{bmatrix}" in copies.latex
    *lines, last = copies.numpy.splitlines()
    known: dict[str, object] = {}
    exec("\n".join(lines), known)  # noqa: S102 (our own text)
    assert eval(last, known) == pytest.approx([1.6, 0.6])  # noqa: S307 (our own text)


def test_a_copy_without_a_solution_has_the_nearest() -> None:
    question = Question("matrix solve", {"a": "u + v = 1, u + v = 2", "b": ""})

    assert answering.copies(question, Style()).text.splitlines() == [
        "u + v = 1",
        "u + v = 2",
        "nothing solves all equations; nearest:",
        "u = 3/4 - t₁",
        "v = 3/4 + t₁",
        "with ‖A x − b‖ = √2/2",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2p + 3q = 5, p - q = 1", ["p", "q", "2p + 3q = 5", "(p, q) = (8/5, 3/5)"]),
        ("pens + 2 ink = 7; pens - ink = 1", ["pens", "ink", "pens − ink = 1"]),
        ("u + v = 1, u - v = 1, u = 5", ["nearest (7/3, 0)", "u", "v"]),
    ],
)
def test_lines_have_the_names_at_their_axes_and_points(text: str, names: list[str]) -> None:
    words = drawn("matrix solve", text).words

    assert set(names) <= set(words)
    assert not any("x" in each and "nearest x" not in each for each in words)


def test_planes_and_rows_have_the_names() -> None:
    planes = drawn("matrix solve", "p + q + r = 6, 2q + 5r = -4, 2p + 5q - r = 27")
    common = drawn("matrix solve", "p + 2q - r = 4, 2p - r = 1")
    rows = drawn("matrix rref", "2p + 3q = 5, p - q = 1", style=MOVING)

    assert {"p + q + r = 6", "[p, q, r] = [5, 3, −2]", "p", "q", "r"} <= set(planes.words)
    assert "[p, q, r] = [1/2, 7/4, 0] + r[1/2, 1/4, 1]" in common.words
    assert "2p + 3q = 5; p − q = 1" in rows.picture.alt
    assert "(p, q) = (8/5, 3/5) stays" in rows.picture.alt


@pytest.mark.parametrize(
    "text",
    [
        "[2 3; 1 -1] [p; q] = [5; 1]",
        "[[2,3],[1,-1]] * [p, q] = [5, 1]",
        r"$\begin{pmatrix}2&3\\1&-1\end{pmatrix} \begin{pmatrix}p\\q\end{pmatrix} = [5, 1]$",
        "M [p; q] = r",
    ],
)
def test_a_system_may_be_one_equation_of_matrices(text: str) -> None:
    own = {"M": "[[2, 3], [1, -1]]", "r": "[5, 1]"}
    answer = answering.answer(Question("matrix solve", {"a": text, "b": ""}, own), Style())

    assert answer.title == "p = 8/5, q = 3/5"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("M x = r", "x = [8/5, 3/5]"),
        ("[2 3; 1 -1] x = [5, 1]", "x = [8/5, 3/5]"),
        ("M v = [5, 1]", "v₁ = 8/5, v₂ = 3/5"),
        ("2(x) = (4)", "x = 2"),
    ],
)
def test_one_name_for_all_unknowns_has_entries(text: str, title: str) -> None:
    own = {"M": "[[2, 3], [1, -1]]", "r": "[5, 1]"}
    answer = answering.answer(Question("matrix solve", {"a": text, "b": ""}, own), Style())

    assert answer.title == title


def test_rref_reads_equations_as_the_augmented_matrix() -> None:
    question = Question("matrix rref", {"a": "2x + 3y = 5, x - y = 1"})
    answer = answering.answer(question, Style())

    for line in ("columns: x, y, right side", "A = [ 2   3  5 ]", "R = [ 1  0  8/5 ]"):
        assert line in answer.facts


OTHERS = [
    ("matrix det", "a", {}),
    ("matrix rank", "a", {}),
    ("matrix inverse", "a", {}),
    ("matrix eigen", "a", {}),
    ("vector norm", "v", {}),
    ("dot", "a", {"b": "[1, 2]"}),
    ("calc", "expression", {}),
]


@pytest.mark.parametrize(("command", "option", "more"), OTHERS, ids=[c for c, _, _ in OTHERS])
@pytest.mark.parametrize("text", ["2x + 3y = 5, x - y = 1", "x - y = 1", "y = 2x + 1"])
def test_other_commands_say_which_one_solves_equations(
    command: str, option: str, more: dict[str, str], text: str
) -> None:
    options = {each.name: "" for each in discover().command(command).options}
    question = Question(command, {**options, option: text, **more})

    with pytest.raises(InputError, match="/matrix solve solves them") as caught:
        answering.answer(question, Style())

    assert caught.value.source == option


async def test_a_refusal_shows_where_the_equations_are(classroom: Classroom) -> None:
    refusal = await classroom.refusal("matrix det", a="2x + 3y = 5, x - y = 1")

    assert "2x + 3y = 5, x - y = 1\n^" in refusal


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"a": "x y = 6, x + y = 5"}, "multiplies x by y"),
        ({"a": "x + y^2 = 6"}, "a power of y"),
        ({"a": "x + y > 3"}, "This is an inequality"),
        ({"a": "2x + 3y, x - y"}, "no = in this equation"),
        ({"a": "[2]", "b": "[?]"}, "no number in this place"),
        ({"a": "[2]", "b": "[qq]"}, "'qq' is not a number"),
        ({"a": "2x + 3y = 5", "b": "[1, 2]"}, "hold the right-hand side already"),
        ({"a": "A = [1 2; 3 xy]", "b": "[1, 2]"}, "'xy' is not a number"),
        ({"a": "[2 3; 1 -1] [x; y; z] = [5; 1]"}, "2 columns, so it needs 2 different unknowns"),
        ({"a": "[1 2; 3 4] [" + "abcd " * 900 + "?] = [1; 2]"}, "joins this number"),
        ({"a": "+".join(f"a{k}" for k in range(101)) + " = 1"}, "more than 100 unknowns"),
        ({"a": "(" * 300 + "x" + ")" * 300 + " = 1"}, "brackets inside one another"),
    ],
)
def test_what_is_no_linear_system_is_refused_in_words(inputs: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)):
        answering.answer(Question("matrix solve", {"b": "", **inputs}), Style())


def test_a_name_in_front_of_a_matrix_is_no_unknown() -> None:
    inputs = {"a": "A = [1 -2; 3 4]", "b": "b = [1, 2]"}
    answer = answering.answer(Question("matrix solve", inputs), Style())

    assert "A = [ 1  −2 ]" in answer.facts


def test_a_matrix_without_b_says_how_it_is_read() -> None:
    augmented, square = (
        answering.answer(Question("matrix solve", {"a": a, "b": ""}), Style())
        for a in ("[1 2 3; 4 5 6]", "[1 2; 3 4]")
    )

    said = "No b was given, so the last column of A is taken for b: the first row says "
    assert f"{said}x₁ + 2x₂ = 3. Exactly" in augmented.meaning
    assert f"{said}x₁ = 2. For a system with all of its columns, give b." in square.meaning


def test_own_values_are_unknowns_in_equations_and_values_elsewhere() -> None:
    own = {"x": "[1, 2]", "k": "3"}
    equations = Question("matrix solve", {"a": "2x = 6", "b": ""}, own)
    matrix = Question("matrix solve", {"a": "[2 0; 0 k]", "b": "x"}, own)
    product = Question("matrix solve", {"a": "k x = 6", "b": ""}, own)

    assert answering.answer(equations, Style()).facts[:2] == (
        "x is an unknown here; your own x = [1, 2]",
        "          x",
    )
    assert answering.answer(matrix, Style()).title == "x = [1/2, 2/3]"
    with pytest.raises(InputError, match="type your own value instead"):
        answering.answer(product, Style())


def test_a_hundred_unknowns_are_answered_in_a_few_lines() -> None:
    text = "; ".join(f"x{k} = {k}" for k in range(1, 101))
    reply = answering.answer(Question("matrix solve", {"a": text, "b": ""}), Style())

    assert reply.title == "One solution"
    assert len(reply.facts) < 40
    assert "… 100 unknowns in all" in reply.facts
    assert np.max([len(line) for line in reply.facts]) < 60
