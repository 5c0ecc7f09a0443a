"""Buttons of cards that were shown before their lesson's file was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from simcord import Env

from bot.chat.client import StudyBot
from bot.drawing.style import Style
from bot.errors import UserError
from bot.topics.kit.answer import Answer
from bot.topics.kit.outcome import Ask, Press
from bot.topics.kit.question import Question
from bot.topics.kit.services import Services
from bot.topics.learn import asking, files, presses
from bot.topics.learn.answer import answer
from bot.topics.learn.place import SHOWN, Place
from bot.topics.quiz.presses import try_it
from linalg_engine.errors import InputError
from tests.bot.topics.learn.lesson_file import RIGHT, written

STUDENT = 101

CARD = """
[[cards]]
kind = "claim"
title = "The length again"
text = "It is the same one."
shows = "/vector norm v:{v} p:2"
"""

LONG = RIGHT + CARD + CARD
"""Seven cards, of which the last two are claims."""


class AtOnce:
    """Workers that compute in this process."""

    async def run(self, _lane: str, job: Callable[..., Any], *arguments: Any) -> Any:
        return job(*arguments)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only lesson, of seven cards, which a test may change."""
    monkeypatch.setattr(files, "DIRECTORY", tmp_path)
    change(tmp_path, LONG)
    yield tmp_path
    monkeypatch.undo()
    files.lessons.cache_clear()


def change(folder: Path, content: str | None) -> None:
    """Change the file of the lesson, or remove it, and start again."""
    for file in folder.glob("*.toml"):
        file.unlink()
    if content is None:
        written(folder, RIGHT.replace('"Lengths"', '"Areas"'), "03_areas.toml")
    else:
        written(folder, content)
    files.lessons.cache_clear()


@pytest.fixture
async def services(simcord_env: Env, simcord_bot: StudyBot) -> Services:
    await simcord_env.settle()
    workers: Any = AtOnce()
    return replace(simcord_bot.desk.services, workers=workers)


def card(number: int, **more: Any) -> Question:
    inputs = {"lesson": "lengths", "_card": str(number), "_guess": ""}
    return Question("learn", {**inputs, **more}, private=True)


def place(number: int) -> Place:
    return Place(files.lessons()["lengths"], number)


def press(question: Question) -> Press:
    return Press(STUDENT, None, "", question=question, asker=STUDENT)


def shown(outcome: object) -> Answer:
    assert isinstance(outcome, Ask)
    return answer(outcome.question, Style())


async def test_a_lesson_with_fewer_cards(folder: Path, services: Services) -> None:
    before = shown(await presses.go_on(press(card(6)), services))
    assert before.meaning.endswith("7 of 7")
    last = await asking.shown(services, STUDENT, place(7))

    change(folder, RIGHT)

    for number in (5, 6, 7):
        done = shown(await presses.go_on(press(card(number)), services))
        assert done.title == "Done: Lengths"
    back = shown(await presses.back(press(card(7)), services))
    assert back.meaning.endswith("5 of 5")
    assert answer(last.question, Style()).title == "Done: Lengths"
    await services.store.lessons.keep(STUDENT, "lengths", 7)
    listed = shown(await presses.listed(press(card(7)), services))
    assert "**2. Lengths** · done" in listed.meaning
    request = asking.Request("learn", {}, STUDENT)
    assert shown(await asking.learn(request, services)).title == "Done: Lengths"
    with pytest.raises(UserError, match="I no longer know this button"):
        await presses.run(press(card(7)), services)


async def test_a_card_that_has_become_another_one(folder: Path, services: Services) -> None:
    claim = await asking.shown(services, STUDENT, place(2))
    assert SHOWN in claim.question.given
    fewer = RIGHT.replace('choices = ["{long}", "{sum(v)}"]', 'choices = ["{long}", "6", "7"]')
    assert answer(card(1, _guess="2"), Style()).choices, "no such choice is a guess"

    # The claim goes behind the formula.
    parts = fewer.split("[[cards]]\n")
    change(folder, "[[cards]]\n".join([*parts[:2], parts[3], parts[2], *parts[4:]]))

    formula = answer(claim.question, Style())
    assert formula.title == "Squares"
    assert formula.page is not None
    assert formula.draw is None, "that was the picture of the claim"
    assert "Your guess: 7" in answer(card(1, _guess="2"), Style()).meaning


async def test_a_lesson_that_is_gone(folder: Path, services: Services) -> None:
    await services.store.lessons.keep(STUDENT, "lengths", 3)
    exercise = card(5, exercise="norm-1-00c0ff")

    change(folder, None)

    for hook in (presses.go_on, presses.back, presses.run, presses.following):
        with pytest.raises(InputError, match="There is no lesson of this name"):
            await hook(press(card(3)), services)
    request = asking.Request("learn", {}, STUDENT)
    assert shown(await asking.learn(request, services)).meaning.endswith("3. Areas · 1 of 5")
    # An exercise that was shown is an exercise still.
    assert isinstance(await try_it(press(exercise), services), Ask)
