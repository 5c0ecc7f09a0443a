"""Options that hold an expression instead of a list of numbers."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from tests.bot.asking import asked_with

KEPT = {"A": "[[1, 2], [3, 4]]", "a": "[1, 2]", "b": "[5, 6]"}


def ask(command: str, **inputs: str) -> Reply:
    return answering.reply(Question(command, inputs), Style())


@pytest.mark.parametrize(
    ("typed", "det"),
    [
        ("2*[1 2;3 4]", "−8"),
        ("2[1 2;3 4]", "−8"),
        ("-[1 2;3 5]", "−1"),
        ("inv([1 2;3 4])", "−1/2"),
        ("[1 2;3 4]^2", "4"),
        ("[1 2;3 4]²", "4"),
        ("[1 2;3 4]' * [5 6;7 8]", "4"),
        ("[1 2;3 4] - I(2)", "−6"),
        ("I(2)", "1"),
        (r"\frac{1}{2}\begin{bmatrix}2&4\\6&8\end{bmatrix}", "−2"),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}^{-1}", "−1/2"),
    ],
)
def test_an_expression_without_names_is_computed(typed: str, det: str) -> None:
    assert ask("matrix det", a=typed).title == f"det A = {det}"


def test_vectors_and_numbers_are_computed_too() -> None:
    assert ask("vector norm", v="2*[3,4]", p="").title == "‖v‖ = 10"
    assert ask("vector norm", v="[3,0,0] × [0,2,0]", p="").title == "‖v‖ = 6"
    assert ask("dot", a="[1,2] + [3,4]", b="3*[1,0]").title == "a · b = 12"
    assert ask("matrix power", a="[1 1;0 1]", n="rank([1 2;3 4])").title == "A²"


@pytest.mark.parametrize(
    ("command", "inputs", "said"),
    [
        ("matrix det", {"a": "inv([1 2;2 4])"}, "no inverse"),
        ("matrix det", {"a": "[1 2;3 4] + [1 2 3]"}, "does not fit"),
        ("matrix rank", {"a": "det([1 2;3 4])"}, "one number"),
        ("matrix det", {"a": "[1 2;3 4]^1000000"}, "larger than"),
        ("matrix det", {"a": "I(100)^-1 * I(100)^-1"}, "too much work"),
        # Side by side two lists are not a product here: one may be the right side.
        ("matrix solve", {"a": "[1 2;3 4] [5;6]", "b": ""}, "more than one matrix"),
        ("matrix solve", {"a": "2*[1 2;3 4] [5;6]", "b": ""}, "holds a list"),
        ("matrix solve", {"a": "[1 2;3 4]^T [5;6]", "b": ""}, "more than one matrix"),
        ("vector norm", {"v": "[1,2] dot [3,4]", "p": ""}, "two vectors"),
        ("vector norm", {"v": "[1,2] · [3,4]", "p": ""}, "one number"),
        ("vector norm", {"v": "[1, foo]", "p": ""}, "'foo' is not a number"),
        ("vector norm", {"v": "2i", "p": ""}, "write [3, 4]"),
    ],
)
def test_what_is_no_vector_or_matrix_is_refused(
    command: str, inputs: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said.replace("[", r"\[")):
        ask(command, **inputs)


@pytest.mark.parametrize(
    ("command", "inputs", "reminder"),
    [
        ("matrix det", {"a": "2A"}, ["A is 2A here; your own A = [[1, 2], [3, 4]]"]),
        ("transform", {"matrix": "A'"}, ["A is A' here; your own A = [[1, 2], [3, 4]]"]),
        ("dot", {"a": "b", "b": "2 b"}, ["b is 2 b here; your own b = [5, 6]"]),
        ("matrix det", {"a": "2A```\n"}, ["A is 2Aˋˋˋ here; your own A = [[1, 2], [3, 4]]"]),
        ("matrix det", {"a": "A"}, []),
        ("matrix solve", {"a": "A", "b": "b"}, []),
        ("dot", {"a": "a b", "b": ""}, []),
        ("matrix det", {"a": "A = [5 6;7 8]"}, []),
    ],
)
def test_a_name_that_means_something_else_in_the_answer_is_explained(
    command: str, inputs: dict[str, str], reminder: list[str]
) -> None:
    question = asked_with(Question(command, inputs), KEPT)
    facts = answering.reply(question, Style()).facts
    assert [fact for fact in facts if "your own" in fact] == reminder
