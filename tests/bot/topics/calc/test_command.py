"""`/calc`: one line of numbers, vectors, matrices and kept names."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.posts import Post


async def ask(classroom: Classroom, expression: str) -> Post:
    """Return an answer."""
    return posts.read(await classroom.ask("calc", expression=expression))


async def keep(classroom: Classroom, **values: str) -> None:
    for name, value in values.items():
        await classroom.student.slash(classroom.channel, "vars set", name=name, value=value)


@pytest.mark.parametrize(
    ("expression", "title"),
    [
        ("1/2 + 1/3", "= 5/6 ≈ 0.8333"),
        ("0.5 + 0.25", "= 0.75"),
        ("[1,2,3] . [4,5,6]", "= 32"),
        ("2*[1,2] - [0,1]", "= [2, 3]"),
        ("cross([1,0,0], [0,1,0])", "= [0, 0, 1]"),
        ("norm([3,4])", "= 5"),
        ("norm([1,1])", "= √2 ≈ 1.4142"),
        ("norm([pi])", "≈ 3.1416"),
        ("det([1 2; 3 4])", "= −2"),
        ("inv([1 2; 3 4]) [5, 6]", "= [−4, 9/2]"),
        ("[1 2; 3 4] \\ [5, 6]", "= [−4, 9/2]"),
        ("rank([1 2; 2 4])", "= 1"),
        ("[1/3, sqrt(2)]", "= [1/3, √2]"),
        ("[1/3, pi]", "≈ [0.3333, 3.1416]"),
        ("[1 2; 3 4]^2", "A 2×2 matrix"),
        ("2^100", "= 1267650600228229401496703205376"),
        ("-3^40", "= −12157665459056928801"),
        ("2^200", "≈ 1.607×10⁶⁰"),
        ("[1 2; 3 4] .* [5 6; 7 8]", "A 2×2 matrix"),
        ("exp([0, 1])", "≈ [1, 2.7183]"),
        ("sum([1 2; 3 4] > 2)", "= 2"),
        ("std([1,2,3,4])", "= √5/2 ≈ 1.118"),
        ("(1+2i)*(3-i)", "= 5 + 5i"),
        ("sqrt(-1)", "= i"),
        ("e^(i*pi)", "≈ −1"),
        ("sin(pi/6)", "= 1/2 = 0.5"),
        ("3i + 4j", "= [3, 4]"),
    ],
)
async def test_the_title_is_the_value(classroom: Classroom, expression: str, title: str) -> None:
    post = await ask(classroom, expression)

    assert post.title == title
    assert post.facts[0] == expression


async def test_a_matrix_stands_in_aligned_lines_with_decimals_below_fractions(
    classroom: Classroom,
) -> None:
    post = await ask(classroom, "[1 20; 3 4] / 3")

    exact, decimal = ["= [ 1/3  20/3 ]", "  [   1   4/3 ]"], ["≈ [ 0.3333", "  [      1"]
    assert post.facts[:3] == ["[1 20; 3 4] / 3", *exact]
    assert [line[:10] for line in post.facts[3:]] == decimal
    assert post.meaning.startswith("Computed exactly.")


async def test_what_is_rounded_is_said(classroom: Classroom) -> None:
    post = await ask(classroom, "pi * [1 0; 0 1]")

    assert post.facts[1].startswith("≈ [ 3.1416")
    assert "rounded" in post.meaning


async def test_the_kept_values_in_it_are_named(classroom: Classroom) -> None:
    await keep(classroom, A="[1 2; 3 4]", b="[5,6]", unused="[7]", r="sqrt(2)", p="pi")

    post = await ask(classroom, "A \\ b * r * p")

    assert post.facts[2:] == [
        "A = [[1, 2], [3, 4]]",
        "b = [5, 6]",
        "p ≈ 3.141592653589793",
        "r = √2",
    ]


async def test_copies(classroom: Classroom) -> None:
    await keep(classroom, A="[1 2; 3 4]")
    message = await classroom.ask("calc", expression="A / 2")

    copied = posts.private(await classroom.student.click(message, label="Copy"))

    text, numpy, latex = posts.texts(copied)
    assert "A / 2 = [[1/2, 1], [3/2, 2]]" in text
    assert "A = np.array([[1, 2], [3, 4]])\nA / 2" in numpy
    assert r"\begin{bmatrix} \frac{1}{2} & 1 \\ \frac{3}{2} & 2 \end{bmatrix}" in latex


async def test_there_are_no_steps_and_no_button_for_them(classroom: Classroom) -> None:
    message = await classroom.ask("calc", expression="1 + 1")

    assert posts.labels(message) == ["Copy", "Edit", "Share", "Delete"]


async def test_an_edited_expression_is_answered_in_place(classroom: Classroom) -> None:
    message = await classroom.ask("calc", expression="1 + 1")
    form = await classroom.student.click(message, label="Edit")

    changed = await classroom.student.submit_modal(form, {"expression": "[1,2]\n+ [3,4]"})

    post = posts.read(posts.response(changed))
    assert post.title == "= [4, 6]"
    assert post.facts[0] == "[1,2] + [3,4]"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("[1 2; 3 4] [1,2,3]", "2"),
        ("A + 1", "A"),
        ("rref([1 2; 3 4])", "It has a command of its own: /matrix rref."),
        ("eig [1 2; 3 4]", "/matrix eigen"),
        ("pca([1 2; 3 4])", "/pca"),
        ("[1,2] * [3,4]", "entry by entry (NumPy"),
        ("rank([i 1; 1 i])", "for real numbers only"),
        ("10**10**10", "1.8×10³⁰⁸"),
        ("det([1 2 3; 4 5 6])", "square"),
        ("1/0", "divides by 0"),
        ("9^9^9^9", "too large"),
        ("I(10^9)", "100"),
        ("[1e308]*10", "1.8 × 10³⁰⁸"),
        ("(" * 3000 + ")" * 3000, "inside one another"),
        ("import os", "There is no import"),
        ("```", ""),
    ],
)
async def test_what_cannot_be_computed_is_told_to_the_asker_alone(
    classroom: Classroom, expression: str, words: str
) -> None:
    told = await classroom.refusal("calc", expression=expression)

    assert told.startswith("**expression**: ")
    assert words in told


async def test_what_was_typed_cannot_leave_its_block(classroom: Classroom) -> None:
    post = await ask(classroom, "```\n[1,2]\n```")

    assert post.facts[0] == "ˋˋˋ [1,2] ˋˋˋ"
    assert post.title == "= [1, 2]"


@pytest.mark.parametrize(
    "expression", ["ones(100)", "zeros(60, 40)", "1" * 300, "[" + "1/9999," * 450 + "1]"]
)
async def test_the_largest_answers_fit_into_a_message(
    classroom: Classroom, expression: str
) -> None:
    reply = answering.reply(Question("calc", {"expression": expression}), Style())

    assert isinstance(reply, Reply)
    assert len("\n".join([reply.title, *reply.facts, reply.meaning])) < 3900
    await ask(classroom, expression)


def test_many_long_names_fit_into_a_message() -> None:
    names = [f"{'n' * 28}{k:03}" for k in range(50)]
    kept = dict.fromkeys(names, "1" * 300)

    reply = answering.reply(Question("calc", {"expression": "+".join(names)}, kept), Style())

    assert len(reply.facts) == 12
    assert reply.facts[-1] == "… and 42 more of your values"
    assert len("\n".join([reply.title, *reply.facts, reply.meaning])) < 3900
