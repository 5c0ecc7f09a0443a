"""Pictures that fail or come too late, for tests of what is left of an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.drawing.picture import Picture
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from bot.workers import TooSlowError, Workers

PROBLEM = "no room for a secret"


def break_pictures(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs run in this process, where each picture fails."""
    answer = answering.answer

    def undrawn(question: Question, style: Style) -> Answer:
        found = answer(question, style)
        return found if found.draw is None else replace(found, draw=_broken)

    monkeypatch.setattr(answering, "answer", undrawn)
    monkeypatch.setattr(workers, "run", _run)


def delay_pictures(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs run in this process, but for those that draw, which reach their time limit."""

    async def run(lane: str, function: Any, *args: Any) -> Any:
        if "bot.topics.kit.answering:reply" in args:
            raise TooSlowError
        return await _run(lane, function, *args)

    monkeypatch.setattr(workers, "run", run)


async def _run(_: str, function: Any, *args: Any) -> Any:
    return function(*args)


def _broken() -> Picture:
    raise ValueError(PROBLEM)
