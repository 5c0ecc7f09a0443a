"""What is said of a singular value decomposition: true words, exact numbers."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.style import Style
from bot.topics.decompositions.svd_words import kind
from bot.topics.kit import answering
from bot.topics.kit.matrix_words import NUMERICAL
from bot.topics.kit.question import Question


def answer(a: str) -> tuple[tuple[str, ...], str]:
    """Return facts and meaning."""
    found = answering.reply(Question("matrix svd", {"a": a}), Style())
    return found.facts, found.meaning


@pytest.mark.parametrize(
    ("a", "said"),
    [
        ("3 0; 4 5", "Vᵀ reflects, Σ stretches along the axes, U reflects again: every"),
        ("1 1; 0 1", "Vᵀ turns, Σ stretches along the axes, U turns again:"),
        ("2 0; 0 -1", "Vᵀ reflects, Σ stretches along the axes, U keeps all:"),
        ("3 0; 0 2", "Vᵀ keeps all, Σ stretches along the axes, U keeps all:"),
        ("2 0 0; 0 -1 0; 0 0 1/2", "Vᵀ turns and reflects, Σ stretches along the axes, U keeps"),
        ("1 2; 2 4", "Σ stretches along the axes (to 0 where σ is 0), U"),
        ("1 2 2; 2 4 4", "Vᵀ turns, Σ stretches along the axes (to 0 where σ is 0), U reflects:"),
    ],
)
def test_what_the_factors_do(a: str, said: str) -> None:
    _, meaning = answer(a)

    assert said in meaning


@given(st.integers(0, 10**6), st.integers(2, 5))
def test_only_a_matrix_with_determinant_minus_1_reflects(seed: int, size: int) -> None:
    q = scipy.stats.special_ortho_group.rvs(size, random_state=seed)

    mirrored = q.copy()
    mirrored[:, 0] *= -1
    assert kind(q) == "turn"
    assert kind(mirrored) == kind(mirrored.T) == "reflect"
    assert kind(mirrored[:, :-1]) == kind(mirrored[:-1]) == "turn"
    assert kind(np.eye(size)) == "keep"


@pytest.mark.parametrize(
    ("a", "said"),
    [
        ("3 0; 4 5", ["singular values: 3√5 ≈ 6.7082, √5 ≈ 2.2361", "number = 3"]),
        ("1 1 1; -1 -3 -3; 2 4 4", ["singular values: ≈ 7.5884, ≈ 0.6456, 0", "rank = 2"]),
        ("1 2; 2 4", ["singular values: 5, 0", "rank = 1, condition number is infinite"]),
        ("1 1; 1 0; 1 0", ["singular values: ≈ 1.8478, ≈ 0.7654", "number = 1 + √2 ≈ 2.4142"]),
        ("1 1; 0 1", ["singular values: 1/2 + √5/2 ≈ 1.618, −1/2 + √5/2 ≈ 0.618"]),
    ],
)
def test_numbers_are_exact_where_they_can_be(a: str, said: list[str]) -> None:
    facts, _ = answer(a)

    shown = " | ".join(facts)
    assert [words for words in said if words not in shown] == []


@pytest.mark.parametrize(
    ("a", "is_rounded"), [("3 0; 4 5", False), ("1 2; 2 4", False), ("1 1; 0 1", True)]
)
def test_rounding_is_owned_up_to_where_there_is_some(a: str, is_rounded: bool) -> None:
    _, meaning = answer(a)

    assert (NUMERICAL in meaning) == is_rounded
