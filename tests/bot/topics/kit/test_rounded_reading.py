"""The line that says what an answer would be if its decimals were rounded."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover

HINT = "if these digits are rounded"


def hints(command: str, **given: str) -> list[str]:
    inputs = {option.name: "" for option in discover().command(command).options}
    answer = answering.answer(Question(command, {**inputs, **given}), Style())
    return [fact for fact in answer.facts if fact.startswith(HINT)]


THIRD = "[0.333 1; 1 3]"


@pytest.mark.parametrize(
    ("command", "given", "outcome"),
    [
        ("matrix rank", {"a": THIRD}, "(0.333 for 1/3): rank 1, R = [1 3; 0 0]"),
        ("matrix rref", {"a": THIRD}, "(0.333 for 1/3): rank 1, R = [1 3; 0 0]"),
        ("matrix det", {"a": THIRD}, "(0.333 for 1/3): det A = 0, and A has no inverse"),
        ("matrix inverse", {"a": THIRD}, "(0.333 for 1/3): det A = 0, and A has no inverse"),
        ("matrix eigen", {"a": THIRD}, "(0.333 for 1/3): eigenvalues 10/3, 0"),
        ("transform", {"matrix": THIRD}, "(0.333 for 1/3): onto a line"),
        # y = 5/3, twice
        (
            "matrix solve",
            {"a": "[0 3; 0 -1]", "b": "[5, -1.67]"},
            "(1.67 for 5/3): infinitely many solutions, x = [0, 5/3] + t₁ [1, 0]",
        ),
        # x/3 = 1 and x = 4
        ("matrix solve", {"a": "[0.333; 1]", "b": "[1, 4]"}, None),
        # x/3 + y = 1, x + 3y = 4
        ("matrix solve", {"a": THIRD, "b": "[1, 4]"}, "(0.333 for 1/3): no solution"),
        ("matrix det", {"a": "[1.41 1; 2 1.41]"}, "(1.41 for √2): det A = 0, and A has no inverse"),
        (
            "transform", {"matrix": "[0.8660254 -0.5; 0.5 0.8660254]"},
            "(0.8660254 for √3/2): rotation by 30°",
        ),
        ("transform", {"matrix": "[0.71 -0.71; 0.71 0.71]"}, "(0.71 for √2/2): rotation by 45°"),
        ("transform", {"matrix": "[0.71 0.71; 0.71 -0.71]"}, "(0.71 for √2/2): reflection"),
        ("transform", {"matrix": "[0.94 0.342; -0.342 0.94]"}, ": rotation by 20°"),
        ("transform", {"matrix": "[0.5 -0.9; 0.9 0.5]"}, None),
        ("matrix rank", {"a": "[0.5 0.25; 1.5 0.7]"}, None),
        ("matrix inverse", {"a": "[1/3 1; 1 2]"}, None),
        ("matrix eigen", {"a": "[pi 1; 1 3]"}, None),
    ],
)  # fmt: skip
def test_the_answer_for_rounded_digits_is_one_line(
    command: str, given: dict[str, str], outcome: str | None
) -> None:
    expected = [] if outcome is None else [f"{HINT} {outcome}".replace(" :", ":")]
    assert hints(command, **given) == expected


def test_many_numbers_are_not_all_named() -> None:
    [line] = hints("matrix rank", a="[0.333 0.667 1.333; 0.167 0.333 0.667; 0.143 0.286 0.571]")

    assert line == (
        f"{HINT} (0.333 for 1/3, 0.667 for 2/3, 1.333 for 4/3, …): "
        "rank 1, R = [1 2 4; 0 0 0; 0 0 0]"
    )


def test_a_large_reduced_form_is_not_repeated() -> None:
    [line] = hints("matrix rank", a="[0.333 1 0 0 0; 1 3 0 0 0; 0 0 1 0 0]")

    assert line == f"{HINT} (0.333 for 1/3): rank 2"
