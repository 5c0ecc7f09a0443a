"""The form of `/class sheet`, also with what was typed into it and could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.classes.exercises import EXAMPLE
from bot.topics.classes.teachers import class_of
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Ask, Form, TextField
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.drawing.style import Style
    from bot.errors import UserError
    from bot.topics.kit.outcome import Press
    from bot.topics.kit.services import Services

COMMAND = "class sheet"

FIELDS = (
    ("title", "Title", "Week 3"),
    ("exercises", "Exercises: kinds with levels", EXAMPLE),
    ("due", "Due: a date and a time", "Friday 18:00, 4 Dec 6 pm, in 2 weeks"),
    ("zone", "In the time zone", "Europe/Berlin"),
)
"""Inputs, with what stands above and in their fields."""

LONGEST_REPEATED = 1_000
"""Characters of what was typed that a form repeats: more than any of it can be."""

PROBLEM = "problem"
"""Given: why a form could not be used, in Markdown."""


def sheet_form(typed: Mapping[str, str]) -> Form:
    """Return the form, with what was typed by input."""
    fields = (
        TextField(name, label, placeholder, typed.get(name, "")[:LONGEST_REPEATED], required=True)
        for name, label, placeholder in FIELDS
    )
    return Form(COMMAND, "A sheet of exercises", tuple(fields))


def refused(typed: Mapping[str, str], error: InputError | UserError) -> Ask:
    """Return what is shown for a form that could not be used: why, and a way back into it."""
    inputs = {name: typed.get(name, "")[:LONGEST_REPEATED] for name, _, _ in FIELDS}
    return Ask(
        Question(COMMAND, inputs, given={PROBLEM: _words(error)}, private=True), private=True
    )


def answer(question: Question, _: Style) -> Answer:
    """Say why a form could not be used."""
    return Answer(
        title="This sheet is not set yet",
        facts=(),
        meaning=str(question.given.get(PROBLEM, "")),
        draw=None,
        working=None,
        copies=Copies("", "", ""),
        extras=("classchange",),
        without=("copy", "edit", "share"),
    )


async def change(press: Press, services: Services) -> Form:
    """Open the form again.

    Raises
    ------
    UserError
        When who pressed did not fill it in, or is no teacher any more.
    """
    typed = press.asked().inputs
    press.only_the_asker()
    await class_of(press, services)
    return sheet_form(typed)


def _words(error: InputError | UserError) -> str:
    if not isinstance(error, InputError):
        return str(error)
    words = f"**{error.source}**: {escaped(error.problem)}"
    return f"{words}\nFor example: `{error.example}`" if error.example else words
