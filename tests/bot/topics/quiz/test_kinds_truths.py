"""Exercises with vectors, matrices and data, held against SymPy; the campaign tries 1,000 each."""

from __future__ import annotations

import pytest

from bot.topics.kit.syllabus import BY_NAME
from bot.topics.quiz.kinds import pictures
from tests.bot.topics.quiz.checks import check
from tests.bot.topics.quiz.truths import TRUTHS

SEEDS = (1, 2)

LEVELS = [(kind, level) for kind in TRUTHS for level in range(1, BY_NAME[kind].levels + 1)]


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_graded_as_sympy_finds(kind: str, level: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "draw_four", lambda matrices, _style: matrices)
    for seed in SEEDS:
        check(kind, level, seed)
