"""Questions while their answers are made: on disk before the answer, or in memory till they are."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot.faces import questions
from bot.faces.questions import Questions
from bot.store import Store
from bot.store.clock import DAY, milliseconds
from bot.topics.kit.question import Question

ANN, BEN = 101, 102


def question(number: int) -> Question:
    return Question("dot", {"a": str(number), "b": ""})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3"


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    opened = Store(f"sqlite:///{file}")
    await opened.open()
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Questions]:
    """Questions that are waited for, however busy the machine is."""
    monkeypatch.setattr(questions, "WRITE_PATIENCE", 60)
    found = Questions(store)
    yield found
    await found.close()


def on_disk(file: Path) -> set[str]:
    """Return the keys that are there after a kill at this moment."""
    with closing(sqlite3.connect(file)) as other:
        return {key for (key,) in other.execute("SELECT key FROM questions")}


async def test_a_question_is_found_by_its_key_at_once_and_later(asked: Questions) -> None:
    keys = [asked.remember(question(n), ANN) for n in range(3)]
    at_once = [await asked.recall(key) for key in keys]
    for key in keys:
        await asked.kept(key)

    assert [await asked.recall(key) for key in keys] == at_once == [question(n) for n in range(3)]
    assert await asked.recall("0" * 12) is None


async def test_keys_fit_into_a_button_and_differ_for_the_same_question(asked: Questions) -> None:
    keys = {asked.remember(question(0), ANN) for _ in range(100)}

    assert len(keys) == 100
    assert all(re.fullmatch("[0-9a-f]{12}", key) for key in keys)


async def test_what_is_kept_is_on_disk(asked: Questions, file: Path) -> None:
    keys = [asked.remember(question(n), n) for n in range(300)]
    await asyncio.gather(*(asked.kept(key) for key in keys))

    assert on_disk(file) == set(keys)


async def test_after_2500_later_questions_the_first_is_found(asked: Questions) -> None:
    first = asked.remember(question(-1), ANN)
    for n in range(2_500):
        last = asked.remember(question(n), ANN)
        if n % 500 == 499:
            await asked.kept(last)

    assert await asked.recall(first) == question(-1)


async def test_a_question_without_an_answer_is_forgotten(asked: Questions, file: Path) -> None:
    early, late, other = (asked.remember(question(n), ANN) for n in range(3))
    asked.forget(early)
    await asked.kept(other)
    asked.forget(late)
    await asked.close()

    assert on_disk(file) == {other}
    assert await asked.recall(early) is None


async def test_those_of_a_person_that_wait_are_forgotten(asked: Questions, file: Path) -> None:
    asked.remember(question(1), ANN)
    of_ben = asked.remember(question(2), BEN)

    asked.forget_all_of(ANN)
    await asked.kept(of_ben)

    assert on_disk(file) == {of_ben}


async def test_a_use_is_noted_once_a_day(
    asked: Questions, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = asked.remember(question(1), ANN)
    await asked.kept(key)
    later = (milliseconds() + DAY) * 1_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)

    assert await asked.recall(key) == question(1)
    await asked.close()

    assert await store.questions.find(key) == (question(1).to_json(), False)


async def test_what_is_over_is_forgotten_when_questions_come(
    asked: Questions, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = asked.remember(question(1), ANN)
    await asked.kept(old)
    later = (milliseconds() + 91 * DAY) * 1_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)

    new = asked.remember(question(2), ANN)
    await asked.kept(new)
    assert asked._tidying is not None
    await asked._tidying

    assert on_disk(file) == {new}


async def test_closing_writes_what_waits(store: Store, file: Path) -> None:
    asked = Questions(store)
    key = asked.remember(question(1), ANN)
    await asked.close()

    assert on_disk(file) == {key}


async def test_while_the_file_is_held_buttons_work_and_answers_do_not_wait(
    asked: Questions, file: Path
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        keys = [asked.remember(question(n), ANN) for n in range(3)]
        for key in keys:
            await asked.kept(key)
        assert [await asked.recall(key) for key in keys] == [question(n) for n in range(3)]
        assert on_disk(file) == set()
        other.execute("ROLLBACK")
    asked._retry_at = 0
    keys.append(asked.remember(question(3), ANN))
    assert asked._writer is not None
    await asked._writer
    assert on_disk(file) == set(keys)


@pytest.mark.parametrize("limit", ["MOST_WAITING", "MOST_CHARACTERS"])
async def test_what_waits_is_bounded(
    store: Store, file: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = len(question(0).to_json())
    monkeypatch.setattr(questions, limit, 3 if limit == "MOST_WAITING" else 3 * length)
    asked = Questions(store)

    keys = [asked.remember(question(n), ANN) for n in range(5)]
    await asked.close()

    assert on_disk(file) == set(keys[2:])
