"""Whether lessons are right: their numbers, pictures and commands are made here, once each."""

from __future__ import annotations

import asyncio
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from bot.drawing.pages import typeset
from bot.drawing.style import Style
from bot.errors import UserError
from bot.text import counted
from bot.topics.kit import answering
from bot.topics.kit.line import head, named_options, read
from bot.topics.kit.outcome import Ask
from bot.topics.kit.registry import discover
from bot.topics.learn import reading
from bot.topics.learn.answer import card_answer
from bot.topics.learn.asking import Asker, line_asked, question_of
from bot.topics.learn.files import all_files
from bot.topics.learn.lesson import Claim, Guess, LessonError, Try
from bot.topics.learn.place import GUESS, Place
from bot.topics.learn.values import Numbers, line_on, of_lesson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from bot.topics.kit.declaration import Command
    from bot.topics.kit.line import Line
    from bot.topics.kit.question import Question
    from bot.topics.kit.services import Services
    from bot.topics.learn.lesson import Lesson

STYLE = Style(motion=False)

_OPTION = re.compile(r"(?<!\S)([a-z_]+):(?=\S)")
"""What looks like an option."""


def mistakes(files: Iterable[Path] | None = None) -> list[LessonError]:
    """Return the first mistake of each file that has one; of all lessons by default."""
    found: list[LessonError] = []
    names: dict[str, str] = {}
    for file in all_files() if files is None else files:
        try:
            lesson = reading.read(file)
            check(lesson)
        except LessonError as error:
            found.append(error)
            continue
        other = names.setdefault(lesson.name, file.name)
        if other != file.name:
            found.append(LessonError(file.name, 1, f"{other} is called {lesson.name}, too."))
    return found


def listed(found: Sequence[LessonError]) -> str:
    """Return mistakes in all lessons as text, a line each, and their number."""
    count = counted(len(all_files()), "lesson")
    return "\n".join([*map(str, found), f"{count}, {len(found) or 'none'} with a mistake."])


def check(lesson: Lesson) -> None:
    """Compute, draw and ask everything in a lesson.

    Raises
    ------
    LessonError
        At the first mistake.
    """
    numbers = Numbers(lesson, of_lesson(lesson, STYLE).notation)
    for number in range(1, lesson.end):
        _check_card(Place(lesson, number), numbers)


def _check_card(place: Place, numbers: Numbers) -> None:
    card, path = place.card, ("cards", place.number - 1)
    command = None
    if isinstance(card, Claim):
        with numbers.mistakes(*path, "shows"):
            command = _asked(line_on(numbers, place.number), is_shown=True)
    if isinstance(card, Try):
        with numbers.mistakes(*path, "command"):
            tried = _asked(line_on(numbers, place.number), is_shown=False)
            if tried is not None:
                answering.words(tried, STYLE)
    question = question_of(place, command)
    found = card_answer(question, place, STYLE)
    if isinstance(card, Guess):
        for number in range(len(card.choices)):
            card_answer(question.changed(GUESS, str(number)), place, STYLE)
    if found.page is not None:
        typeset(found.page, STYLE.theme)
    if found.draw is not None:
        with numbers.mistakes(*path, "shows"):
            found.draw()


def _asked(typed: str, *, is_shown: bool) -> Question | None:
    """Return the question of a command; None where it is about films, which are not learned here.

    Raises
    ------
    InputError, UserError
        When it cannot be asked.
    """
    found = _strictly(typed, {command.name: command for command in discover().commands})
    command = found.command
    if not command.answer or (is_shown and command.private):
        raise UserError(f"/{command.name} gives no answer that a card could show.")
    if command.supply and is_shown:
        raise UserError(f"The picture of /{command.name} is of what people have rated.")
    if command.supply:
        return None
    outcome = asyncio.run(line_asked(_HERE, Asker(0), found))
    if not isinstance(outcome, Ask):
        raise UserError(f"/{command.name} needs more than this.")
    return outcome.question


def _strictly(typed: str, commands: Mapping[str, Command]) -> Line:
    """Read a command all of whose options are named."""
    command, start = head(typed, commands)
    named = named_options(typed, start, command)
    first = named[0][1] if named else len(typed)
    found = read(typed, commands)
    names = ", ".join(option.name for option in command.options) or "none"
    for text in (typed[start:first], *(given.text for given in found.typed.values())):
        if unknown := _OPTION.search(text):
            raise UserError(f"/{command.name} has no option {unknown[1]}; it has {names}.")
    if typed[start:first].strip():
        raise UserError(f"Write the options with their names; /{command.name} has {names}.")
    if missing := found.missing():
        raise UserError(f"{missing[0].name} is missing; /{command.name} has {names}.")
    found.inputs()
    return found


class _Here:
    """Workers that compute in this process, at once."""

    async def run(self, _lane: str, function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)


_HERE = cast("Services", SimpleNamespace(workers=_Here()))
"""All that commands need who ask about nobody."""
