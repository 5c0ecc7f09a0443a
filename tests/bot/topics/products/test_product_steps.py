"""The steps of a matrix product: entry by entry, as far as they are few."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.question import Question


def steps(a: str, b: str) -> str:
    question = Question("matrix multiply", {"a": a, "b": b})
    working = answering.answer(question, Style(Theme.DARK)).working
    assert working is not None
    return working.plain()


def test_each_entry_of_a_small_product_is_computed() -> None:
    told = steps("1 2; 3 4", "5 6; 7 8")

    for line in ("c₁₁ = 1 · 5 + 2 · 7 = 19", "c₂₂ = 3 · 6 + 4 · 8 = 50"):
        assert line in told


@pytest.mark.parametrize(
    ("a", "b", "end"),
    [
        ("1 0 0; 0 1 0; 0 0 1", "1 2 3; 4 5 6; 7 8 9", "c₃₃ = 0 · 3 + 0 · 6 + 1 · 9 = 9"),
        ("1 0; 0 1", "1 2 3 4 5; 6 7 8 9 10", "… and so on for the other entry."),
        ("1; 2; 3; 4", "1 2 3 4", "… and so on for the other 7 entries."),
    ],
)
def test_the_tenth_entry_and_those_after_it_are_only_counted(a: str, b: str, end: str) -> None:
    told = steps(a, b).splitlines()

    assert told[-1].strip() == end
    assert sum(line.strip().startswith("c") for line in told) == 9
