"""What reading an option adds to the engine: kept values, and commands that help in errors."""

from __future__ import annotations

import pytest

from bot.topics.kit import reading
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("2 + C", "There is no C. Save one with /vars set C [1 2; 3 4]."),
        ("2 u", "There is no u. Save one with /vars set u [1, 2, 3]."),
        ("2 + " + "q" * 30, f"Save one with /vars set {'q' * 23}… [1, 2, 3]."),
        ("2 x", "write × instead of x. Save one with /vars set x [1, 2, 3]."),
        ("A = 3", "is not allowed here. To keep a value under a name: /vars set A [1 2; 3 4]."),
        (r"[1 2; 2 4] \ [1, 2]", "has one value. /matrix solve shows all of them."),
        (
            r"[1 2; 2 4] \ [1, 3]",
            "no solution here. /matrix solve shows the x that comes nearest (least squares).",
        ),
        ("1/0", "This divides by 0, which has no answer."),
    ],
)
def test_an_error_names_the_command_that_helps(text: str, ending: str) -> None:
    with pytest.raises(InputError) as caught:
        reading.expression(Question("calc", {"expression": text}), "expression")

    assert caught.value.problem.endswith(ending)
    assert caught.value.source == "expression"
    assert caught.value.position is not None


@pytest.mark.parametrize("text", ["u v w", "u and v and w", "[1, 2] u w", "u x v w"])
def test_none_of_three_vectors_is_passed_over(text: str) -> None:
    kept = {"u": "[1, 2]", "v": "[3, 4]", "w": "[5, 6]"}

    with pytest.raises(InputError, match="Those are 3 vectors") as caught:
        reading.two_vectors(Question("dot", {"a": text, "b": ""}, kept))

    assert caught.value.source == "a"
