"""The lessons of this installation."""

from __future__ import annotations

import logging
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.topics.learn.lesson import Lesson, LessonError
from bot.topics.learn.reading import read
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

log = logging.getLogger(__name__)

_NUMBER = re.compile(r"(?:lesson |lektion )?0*([0-9]{1,3})", re.ASCII)

DIRECTORY = Path(__file__).with_name("lessons")


def all_files() -> list[Path]:
    """Return the files, in the order of the lecture."""
    return sorted(DIRECTORY.glob("*.toml"))


@cache
def lessons() -> Mapping[str, Lesson]:
    """Return the lessons by name; one with a mistake is left out, and the log says why."""
    return {lesson.name: lesson for lesson in _readable()}


def _readable() -> Iterator[Lesson]:
    for file in all_files():
        try:
            yield read(file)
        except LessonError as error:
            log.error("A lesson is left out. %s", error)  # noqa: TRY400 - the author's mistake


def named(typed: str) -> Lesson:
    """Return the lesson of a name, a title or a number.

    Raises
    ------
    InputError
        When there is none.
    """
    wanted = " ".join(typed.casefold().split())
    if number := _NUMBER.fullmatch(wanted):
        wanted = number[1]
    for lesson in lessons().values():
        known = (lesson.name, str(lesson.number), lesson.title, lesson.heading)
        if wanted in map(str.casefold, known):
            return lesson
    # A number is not part of another: 0 is no lesson, and not the one with 10.
    titles = () if number else lessons().values()
    near = [lesson for lesson in titles if wanted in lesson.heading.casefold()]
    if len(near) == 1:
        return near[0]
    raise InputError(
        "There is no lesson of this name; they are offered while you type.",
        example=next(iter(lessons())),
        source="lesson",
    )
