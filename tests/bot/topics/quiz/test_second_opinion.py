"""Exercises held against SymPy; `tests/campaigns/test_exercises_b.py` tries 1,000 seeds of each."""

from __future__ import annotations

import pytest

from bot.topics.kit.syllabus import BY_NAME, ExerciseId
from tests.bot.topics.quiz.agreement import IN_WORDS, check_agreement, check_notations
from tests.bot.topics.quiz.second_opinion import OPINIONS

LEVELS = [(kind, 1 + k % BY_NAME[kind].levels) for k, kind in enumerate(OPINIONS)]
"""One level of each kind."""


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_grades_are_those_of_sympy(kind: str, level: int) -> None:
    assert check_agreement(ExerciseId(kind, level, 3)) >= 2


@pytest.mark.parametrize("kind", sorted(OPINIONS.keys() - IN_WORDS))
def test_the_key_is_right_in_other_notations(kind: str) -> None:
    check_notations(ExerciseId(kind, 2, 4))
