"""1,000 exercises of each kind and level with vectors, matrices and data, held against SymPy.

Run: ``pytest -n0 -s tests/campaigns/test_exercises_a.py``, of fewer with ``SEEDS=200``. For each
the key and the right answer in every notation are accepted, each usual mistake is named, and all
answers with one thing wrong are rejected. Numbers are friendly: short, and none below a line that
one cannot work with by hand.
"""

from __future__ import annotations

import os
import re

import pytest

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.kinds import pictures
from bot.topics.quiz.making import made
from tests.bot.topics.quiz.checks import check
from tests.bot.topics.quiz.test_kinds_truths import LEVELS

COUNT = int(os.environ.get("SEEDS", "1000"))

LARGEST = {"similar": 99_999, "dominates": 99_999}
"""Number that people see in an exercise; tables have prices and steps in them."""

USUAL = 200

FEWEST = 30
"""Different exercises of a kind and level."""


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_exercises(kind: str, level: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "draw_four", lambda matrices, _style: matrices)
    for seed in range(COUNT):
        check(kind, level, seed)


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_numbers_are_friendly(kind: str, level: int) -> None:
    keys: set[str] = set()
    for seed in range(COUNT):
        exercise = made(ExerciseId(kind, level, seed))
        text = " ".join((*exercise.given, *exercise.key.values()))
        assert all(int(found) <= LARGEST.get(kind, USUAL) for found in re.findall(r"\d+", text)), (
            text
        )
        assert "." not in " ".join(exercise.key.values())
        keys.add(str((exercise.given, exercise.key)))
    assert len(keys) >= FEWEST
