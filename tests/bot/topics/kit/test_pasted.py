"""What people paste into commands: read, and what was taken for what is said."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError

STYLE = Style()


def ask(command: str, **inputs: str) -> Reply:
    empty = dict.fromkeys((option.name for option in discover().command(command).options), "")
    return answering.reply(Question(command, empty | inputs), STYLE)


@pytest.mark.parametrize(
    "typed",
    [
        "matrix(c(1,2,3,4), nrow=2, byrow=TRUE)",
        "2×2 Matrix{Int64}:\n 1  2\n 3  4",
        "1;2\n3;4",
        "> 1 2\n> 3 4",
        "[1 2; 3 4] % A",
    ],
)
def test_a_pasted_matrix_has_its_determinant(typed: str) -> None:
    assert ask("matrix det", a=typed).title == "det A = −2"


@pytest.mark.parametrize("typed", ["diag(1,2,3)", "diag([1 2 3])", r"\operatorname{diag}(1, 2, 3)"])
def test_a_diagonal_is_a_matrix(typed: str) -> None:
    assert ask("matrix det", a=typed).title == "det A = 6"


def test_vectors_by_their_units() -> None:
    assert ask("dot", a="3i + 4j", b="2i - j").title.endswith("= 2")
    assert ask("dot", a="3i + 4j, 2i - j", b="").title.endswith("= 2")


def test_places_in_brackets_are_said_to_be_counted_from_1() -> None:
    picked = ask("calc", expression="[1 2;3 4](1,2)")
    assert picked.title == "= 2"
    assert "counted from 1" in picked.meaning
    assert "counted from 1" not in ask("calc", expression="[1 2;3 4] [1,2]").meaning


def test_a_last_column_taken_for_b_is_said() -> None:
    words = "the last column of A is taken for b"
    assert words in ask("matrix solve", a="[1 2;3 4]", b="").meaning
    assert words not in ask("matrix solve", a="[1 | 2; 3 | 4]", b="").meaning
    assert words not in ask("matrix solve", a="[1;3]", b="[2,4]").meaning


@pytest.mark.parametrize(
    ("matrix", "said", "not_said"),
    [
        ("[2 1; 0 3]", ["only stretches"], ["turned over", "crushed"]),
        ("[1 1; 0 1/2]", ["kept where λ = 1 and shrunk where 0 < λ < 1"], ["stretch"]),
        ("[-1 1; 0 2]", ["turned over where λ < 0"], ["only stretches", "crushed"]),
        ("[0 1; 0 2]", ["crushed to 0 where λ = 0"], ["only stretches", "turned over"]),
        ("[1 0 0; 0 -1 1; 0 0 0]", ["turned over", "crushed to 0"], ["only stretches"]),
    ],
)
def test_what_happens_along_eigenvectors(matrix: str, said: list[str], not_said: list[str]) -> None:
    meaning = ask("matrix eigen", a=matrix).meaning
    assert all(words in meaning for words in said)
    assert not any(words in meaning for words in not_said)


def test_axes_that_are_crushed_are_not_stretched() -> None:
    [picture] = ask("matrix svd", a="[0 0; 0 0]").pictures
    assert "Σ crushes both axes" in picture.alt
    [picture] = ask("matrix svd", a="[1 2; 2 4]").pictures
    assert "and crushes the second" in picture.alt


def test_an_error_writes_its_numbers_alike() -> None:
    with pytest.raises(InputError, match=r"column 2 is 0\.7078 but row 2, column 1 is 0\.97014"):
        ask("matrix cholesky", a="[1 0.7078; 0.97014 2]")
    with pytest.raises(InputError, match="column 2 is 1/2 but row 2, column 1 is 1/3"):
        ask("matrix cholesky", a="[1 1/2; 1/3 2]")
