"""The questions behind the buttons."""

from __future__ import annotations

import re

from bot import memory
from bot.answers import Question
from bot.memory import Questions


def question(number: int) -> Question:
    return Question("dot", {"a": str(number), "b": ""})


def test_a_question_is_found_by_its_key() -> None:
    questions = Questions()
    keys = [questions.remember(question(n)) for n in range(3)]

    assert [questions.recall(key) for key in keys] == [question(n) for n in range(3)]


def test_keys_fit_into_a_button_and_differ_for_the_same_question() -> None:
    questions = Questions()
    keys = {questions.remember(question(0)) for _ in range(100)}

    assert len(keys) == 100
    assert all(re.fullmatch("[0-9a-f]{12}", key) for key in keys)


def test_an_unknown_key_finds_nothing() -> None:
    questions = Questions()
    questions.remember(question(0))

    assert questions.recall("0" * 12) is None


def test_the_oldest_question_is_forgotten_first() -> None:
    questions = Questions()
    keys = [questions.remember(question(n)) for n in range(memory.MOST_QUESTIONS + 1)]

    assert questions.recall(keys[0]) is None
    assert questions.recall(keys[1]) == question(1)
    assert questions.recall(keys[-1]) == question(memory.MOST_QUESTIONS)


def test_a_question_in_use_is_kept() -> None:
    questions = Questions()
    keys = [questions.remember(question(n)) for n in range(memory.MOST_QUESTIONS)]
    questions.recall(keys[0])
    questions.remember(question(-1))

    assert questions.recall(keys[0]) == question(0)
    assert questions.recall(keys[1]) is None


def test_long_questions_are_forgotten_before_they_fill_the_memory() -> None:
    questions = Questions()
    fifth = "1" * (memory.MOST_CHARACTERS // 5)
    inputs, variables = {"a": "A"}, {"A": fifth}

    keys = [questions.remember(Question("dot", inputs, variables)) for _ in range(6)]

    assert [questions.recall(key) is None for key in keys] == [True, True] + [False] * 4
