"""Questions for processes of this machine and for a cluster, which are to answer alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle
from typing import Any

from bot.drawing.style import Style, Theme
from bot.reference import call
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.workers import SharedFile, Workers
from tests.bot import typed_questions
from tests.bot.workers.pools import run

COMMANDS = {command.name: command for command in discover().commands}

DOORS = ("reply", "steps", "turn", "copies")


@dataclass(frozen=True)
class Asked:
    """A question at one of the doors of workers."""

    door: str
    question: Question
    style: Style

    def __str__(self) -> str:
        return f"{self.door} of /{self.question.command} {dict(self.question.inputs)}"


def questions(model: str) -> list[Asked]:
    """Return some 200; those on films take the model in a file."""
    typed = [_with_films(question, model) for question in [*_examples(), *_typed()]]
    styles = cycle([Style(), Style(theme=Theme.LIGHT, motion=False), Style(numbers="decimals")])
    first = [Asked("reply", question, next(styles)) for question in typed]
    further = [Asked(door, each, Style()) for each in _examples() for door in DOORS[1:]]
    return first + [each for each in further if each.question.command not in ("pca", "transform")]


def _examples() -> list[Question]:
    return [_question(*typed) for typed in typed_questions.examples(COMMANDS)]


def _typed() -> list[Question]:
    """Return questions with answers, and some that are refused."""
    asked = typed_questions.of_each(
        COMMANDS,
        (*typed_questions.VECTORS, "[1, 2", "[0,0,0]"),
        (*typed_questions.PAIRS, ("[1]", "[1,2]")),
        (*typed_questions.MATRICES, "[1 2; 3 x]"),
    )
    return [_question(*typed) for typed in asked]


def _question(command: str, inputs: Mapping[str, str]) -> Question:
    left_out = {option.name: "" for option in COMMANDS[command].options}
    return Question(command, left_out | dict(inputs))


def _with_films(question: Question, model: str) -> Question:
    if not COMMANDS[question.command].supply:
        return question
    given = {"film": "shrek 2001", "likes": ["shrek 2001"], "model": SharedFile(model)}
    return replace(question, given=given)


def sample() -> list[Asked]:
    """Return a few of them, which need no model."""
    found = [each for each in questions("") if not COMMANDS[each.question.command].supply]
    return found[::40]


async def outcome(pool: Workers, asked: Asked) -> Any:
    """Return the answer, pictures included, or what its error says."""
    return await _outcome(partial(run, pool, call), asked)


async def outcome_here(asked: Asked) -> Any:
    """Return the same, computed in this process."""

    async def called(*args: Any) -> Any:
        return call(*args)

    return await _outcome(called, asked)


async def _outcome(ask: Callable[..., Awaitable[Any]], asked: Asked) -> Any:
    try:
        return await ask(f"bot.topics.kit.answering:{asked.door}", asked.question, asked.style)
    except Exception as error:
        said = {name: value for name, value in vars(error).items() if name != "traceback"}
        return type(error), said, str(error)
