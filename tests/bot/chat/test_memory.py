"""What is known until the bot ends."""

from __future__ import annotations

import asyncio
import re

from bot.chat import memory
from bot.chat.memory import Pace, Questions, Turns
from bot.topics.kit.question import Question

ANN, BEN = 101, 102


def question(number: int) -> Question:
    return Question("dot", {"a": str(number), "b": ""})


def test_a_question_is_found_by_its_key() -> None:
    questions = Questions()
    keys = [questions.remember(question(n), ANN) for n in range(3)]

    assert [questions.recall(key) for key in keys] == [question(n) for n in range(3)]


def test_keys_fit_into_a_button_and_differ_for_the_same_question() -> None:
    questions = Questions()
    keys = {questions.remember(question(0), ANN) for _ in range(100)}

    assert len(keys) == 100
    assert all(re.fullmatch("[0-9a-f]{12}", key) for key in keys)


def test_an_unknown_key_finds_nothing() -> None:
    questions = Questions()
    questions.remember(question(0), ANN)

    assert questions.recall("0" * 12) is None


def test_the_oldest_question_is_forgotten_first() -> None:
    questions = Questions()
    keys = [questions.remember(question(n), ANN) for n in range(memory.MOST_QUESTIONS + 1)]

    assert questions.recall(keys[0]) is None
    assert questions.recall(keys[1]) == question(1)
    assert questions.recall(keys[-1]) == question(memory.MOST_QUESTIONS)


def test_a_question_in_use_is_kept() -> None:
    questions = Questions()
    keys = [questions.remember(question(n), ANN) for n in range(memory.MOST_QUESTIONS)]
    questions.recall(keys[0])
    questions.remember(question(-1), ANN)

    assert questions.recall(keys[0]) == question(0)
    assert questions.recall(keys[1]) is None


def test_long_questions_are_forgotten_before_they_fill_the_memory() -> None:
    questions = Questions()
    fifth = "1" * (memory.MOST_CHARACTERS // 5)
    inputs, variables = {"a": "A"}, {"A": fifth}

    keys = [questions.remember(Question("dot", inputs, variables), ANN) for _ in range(6)]

    assert [questions.recall(key) is None for key in keys] == [True, True] + [False] * 4


def test_a_person_is_forgotten_with_all_that_was_asked_and_others_are_not() -> None:
    questions = Questions()
    of_ann = [questions.remember(question(n), ANN) for n in range(3)]
    of_ben = questions.remember(question(3), BEN)

    questions.forget_all_of(ANN)

    assert [questions.recall(key) for key in of_ann] == [None] * 3
    assert questions.recall(of_ben) == question(3)


async def test_a_key_is_taken_by_one_at_a_time_and_others_do_not_wait() -> None:
    turns = Turns()
    async with turns.of("a"):
        waiting = asyncio.ensure_future(turns.of("a").acquire())
        async with turns.of("b"):
            await asyncio.sleep(0)
        assert not waiting.done()
    assert await waiting


async def test_a_key_that_nobody_holds_is_forgotten() -> None:
    turns = Turns()
    for number in range(100):
        async with turns.of(str(number)):
            pass

    assert len(turns._locks) <= 1


def test_a_person_may_so_often_in_so_long_and_others_do_not_count() -> None:
    times = [0.0, 10.0, 20.0, 59.0, 60.5, 61.0, 70.5]
    clock = iter([*times, times[-1]])
    pace = Pace(2, 60, lambda: next(clock))

    # At 60.5 the first is a minute old, at 70.5 the second.
    assert [when for when in times if pace.take(1)] == [0.0, 10.0, 60.5, 70.5]
    assert pace.take(2)


def test_people_are_forgotten_after_their_time() -> None:
    now = 0.0
    pace = Pace(2, 60, lambda: now)
    for person in range(1000):
        pace.take(person)
    now = 61.0
    pace.take(-1)

    assert len(pace._times) == 1
