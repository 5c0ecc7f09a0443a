"""Questions for processes of this machine and for a cluster, which are to answer alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle
from typing import Any

from bot.drawing.style import Style, Theme
from bot.reference import call
from bot.topics.kit import line
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.workers import SharedFile, Workers
from tests.bot.workers.pools import run

COMMANDS = {command.name: command for command in discover().commands}

DOORS = ("reply", "steps", "turn", "copies")

UNLIKE_ITSELF = "data vectorize"
"""It times a loop anew each time."""

VECTORS = ("[3, 4]", "1 2 2", "(1; 1/2; -.5)", "<1, sqrt(2), 2e-3>", "[1, 2", "[0,0,0]")
PAIRS = (("[1,2]", "[3,1]"), ("[0,0,1]", "[1,1,0]"), ("[.5, .25]", "[2, -3]"), ("[1]", "[1,2]"))
MATRICES = ("[2 1; 1 2]", "[4 2; 2 10]", "[0 1; -1 0]", "[1/2 0; 0 3]", "[1 2; 2 4]", "[1 2; 3 x]")
OF_VECTORS = ("vector norm", "vector unit")
OF_PAIRS = ("dot", "vector angle", "vector distance", "vector project")
OF_MATRICES = (
    "transform",
    "matrix det",
    "matrix inverse",
    "matrix rref",
    "matrix spaces",
    "matrix lu",
    "matrix qr",
    "matrix eigen",
    "matrix svd",
    "matrix facts",
)


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
    """Return the example of each command that answers."""
    found: list[Question] = []
    for command in COMMANDS.values():
        if command.answer and command.name != UNLIKE_ITSELF:
            read = line.read(f"/{command.name} {command.example}", COMMANDS).typed
            found.append(_question(command.name, {name: text.text for name, text in read.items()}))
    return found


def _typed() -> list[Question]:
    return [
        *(_question(name, {"v": vector}) for name in OF_VECTORS for vector in VECTORS),
        *(_question(name, {"a": a, "b": b}) for name in OF_PAIRS for a, b in PAIRS),
        *(
            _question(name, {COMMANDS[name].options[0].name: matrix})
            for name in OF_MATRICES
            for matrix in MATRICES
        ),
    ]


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
