"""`/matrix svd` with k: the nearest matrix of a rank, its errors, its picture and its steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.drawing.seen import seen

TWELVE = "; ".join(" ".join(str(i * j % 7 - 3) for j in range(12)) for i in range(9))


def asked(a: str, k: str) -> Answer:
    return answering.answer(Question("matrix svd", {"a": a, "k": k}), Style())


def test_the_nearest_matrix_of_rank_1_and_its_errors() -> None:
    found = asked("3 0; 4 5", "1")

    assert found.title == "Nearest of rank 1: off by √5"
    for fact in (
        "A₁ = [ 3/2  3/2 ]",
        "     [ 9/2  9/2 ]",
        "‖A − A₁‖₂ = σ₂ = √5 ≈ 2.2361",
        "‖A − A₁‖F = √5 ≈ 2.2361",
    ):
        assert fact in found.facts
    # 45 of 45 + 5
    assert "A₁ keeps the largest σ and so 90 % of the sum of all squares" in found.meaning


def test_equal_singular_values_leave_a_choice() -> None:
    assert "As σ₁ = σ₂, others are as near." in asked("1 0; 0 1", "1").meaning
    assert "others" not in asked("2 0; 0 1", "1").meaning


def test_at_the_rank_of_the_matrix_nothing_is_lost() -> None:
    found = asked("1 2; 2 4", "2")

    assert found.title == "A₂ = A: the rank of A is 1"
    assert found.working is None
    assert "‖A − A₂‖₂ = 0" in found.facts


def test_without_k_it_is_the_whole_decomposition() -> None:
    assert asked("3 0; 4 5", "").title == asked("3 0; 4 5", "  ").title == "A = U Σ Vᵀ"


@pytest.mark.parametrize("k", ["0", "3", "1/2", "-1", "two"])
def test_other_ranks_are_refused(k: str) -> None:
    with pytest.raises(InputError) as refused:
        asked("1 2 3; 4 5 6", k)
    assert refused.value.source == "k"


def test_the_steps_end_with_both_errors() -> None:
    working = asked("3 0 0; 0 2 0; 0 0 1", "1").working
    assert working is not None
    told = [line.strip() for line in working.plain().splitlines()]

    assert "A₁ = σ₁u₁v₁^⊤ = [3, 0, 0; 0, 0, 0; 0, 0, 0]" in told
    assert told[-3:] == [
        "‖A − A₁‖₂ = σ₂ = 2",
        "and in the Frobenius norm the root of the sum of their squares:",
        "‖A − A₁‖_F = √(σ₂² + σ₃²) = √5 ≈ 2.2361",
    ]


def test_more_layers_are_shown_one_by_one() -> None:
    working = asked("3 0 0; 0 2 0; 0 0 1", "2").working
    assert working is not None

    assert "A₂ = σ₁u₁v₁^⊤ + σ₂u₂v₂^⊤ = [3, 0, 0; 0, 2, 0; 0, 0, 0]" in working.plain()
    assert "σ₂u₂v₂^⊤ = [0, 0, 0; 0, 2, 0; 0, 0, 0]" in working.plain()


def test_the_picture_has_the_matrix_the_nearest_one_and_the_difference() -> None:
    question = Question("matrix svd", {"a": "3 0; 4 5", "k": "1"})
    found = seen(lambda: answering.reply(question, Style()).pictures[0])

    assert {"A", "A₁", "A − A₁", "Rank 1 keeps 90 % of the squares"} <= set(found.words)
    cells = [word for word in found.all_words if word.strip("−.0123456789") == ""]
    assert cells == ["3", "0", "4", "5", *["1.5"] * 2, *["4.5"] * 2, "1.5", "−1.5", "−0.5", "0.5"]


@pytest.mark.parametrize(
    ("a", "k", "theme"),
    [
        ("1 2 3 4 5 6 7 8; 1 1 1 2 2 2 3 3", "1", Theme.LIGHT),
        ("1000 0.5 3; 4 5 -2000; 1 1 1; 2 2 0.001", "2", Theme.DARK),
        (TWELVE, "3", Theme.DARK),
    ],
)
def test_pictures_can_be_read(a: str, k: str, theme: Theme) -> None:
    with recorded_paintings() as paintings:
        answering.reply(Question("matrix svd", {"a": a, "k": k}), Style(theme))
    assert [fault for painted in paintings for fault in faults(painted)] == []


@pytest.mark.parametrize("a", ["3 0; 4 5", "1 2 3; 4 5 6", "1/2 sqrt(2); 7 1; 0 2"])
def test_the_copy_runs_and_gives_the_same(a: str) -> None:
    *lines, last = answering.copies(
        Question("matrix svd", {"a": a, "k": "1"}), Style()
    ).numpy.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the bot itself wrote
    found = eval(last, names)  # noqa: S307 - likewise

    values = np.linalg.svd(np.array(names["A"], float), compute_uv=False)
    gap = np.linalg.norm(np.array(names["A"], float) - found, 2)
    assert gap == pytest.approx(values[1])


async def test_it_is_asked_and_answered_in_discord(classroom: Classroom) -> None:
    message = await classroom.ask("matrix svd", a="[3 0; 4 5]", k="1")
    post = posts.read(message)

    assert "‖A − A₁‖F = √5 ≈ 2.2361" in post.facts
    assert "the nearest matrix of rank 1" in post.alts[0]
