"""Exercises of systems, spaces, eigenvalues and factors, 1,000 seeds a kind and level.

Run: ``pytest -n0 -s tests/campaigns/test_exercises_b.py``, of fewer with ``SEEDS=50``. SymPy says
which answers are right; the working is looked at for numbers that nobody likes.
"""

from __future__ import annotations

import os
import re
from fractions import Fraction

import pytest

from bot.drawing.pages import Working
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import BY_NAME, ExerciseId
from bot.topics.quiz.making import made
from tests.bot.topics.quiz.agreement import IN_WORDS, check_agreement, check_notations
from tests.bot.topics.quiz.second_opinion import OPINIONS
from tests.bot.topics.quiz.stepping import finished

COUNT = int(os.environ.get("SEEDS", "1000"))

LEVELS = [(kind, level) for kind in OPINIONS for level in range(1, BY_NAME[kind].levels + 1)]


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_grades_are_those_of_sympy(kind: str, level: int) -> None:
    refused = sum(check_agreement(ExerciseId(kind, level, seed)) for seed in range(COUNT))
    print(f"{kind} {level}: {refused:,} wrong answers refused")
    assert refused >= COUNT


@pytest.mark.parametrize(("kind", "level"), [x for x in LEVELS if x[0] not in IN_WORDS])
def test_the_key_is_right_in_other_notations(kind: str, level: int) -> None:
    for seed in range(COUNT // 5):
        check_notations(ExerciseId(kind, level, seed))


@pytest.mark.parametrize("level", [1, 2, 3])
def test_any_accepted_row_operations_lead_to_the_reduced_form(level: int) -> None:
    steps = [finished(ExerciseId("nextstep", level, seed)) for seed in range(COUNT)]
    print(f"nextstep {level}: at most {max(steps)} steps")
    assert min(steps) >= 1


LARGEST, LARGEST_BELOW = 450, 12
"""Of the numbers in a working, and of the denominators; 450 = (15√2)² is the largest of AᵀA."""


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_the_working_has_friendly_numbers(kind: str, level: int) -> None:
    worst: tuple[int, int, str] = (0, 0, "")
    for seed in range(COUNT // 5):
        exercise = ExerciseId(kind, level, seed)
        working = made(exercise).working
        if isinstance(working, Question):
            found = answering.answer(working, Style()).working
            assert found, exercise
        else:
            found = Working("", working)
        # A row that is divided by its first entry names that entry, however large it is.
        # The zeros of λ² + pλ + q have p² and 4q in their formula.
        shown = re.sub(r"R[₀-₉] ← [^→,]*|.*(λ²|λ = ).*", "", found.plain())
        fractions = re.findall(r"(\d+)/(\d+)", shown)
        below = max((Fraction(int(a), int(b)).denominator for a, b in fractions), default=1)
        largest = max(map(int, re.findall(r"(?<![.\d])\d+(?![.\d])", shown)), default=0)
        worst = max(worst, (below, largest, str(exercise)))
        assert below <= LARGEST_BELOW, (exercise, shown)
        assert largest <= LARGEST, (exercise, shown)
    print(kind, level, *worst)
