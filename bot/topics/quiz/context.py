"""Where an exercise stands that somebody sees: what its question carries beside its id."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, cast

from bot.topics.kit.question import Question
from bot.topics.quiz.exercise import Verdict
from bot.topics.quiz.schedule import LENGTH

if TYPE_CHECKING:
    from bot.topics.kit.question import Plain

COMMAND = "quiz start"

EXERCISE = "exercise"
"""The option, and the input, with an exercise's id."""

SEALED = "_sealed"
"""The input that says that the id is not shown."""

SOLUTION = "_solution"
"""The input, of no option, that asks for an exercise with its working."""


@dataclass(frozen=True)
class Field:
    """A field of the form in which an answer is given, as plain data.

    Attributes
    ----------
    label
        What goes in; it is the field's name as well, so that an error names what people see.
    placeholder
        How it may be written.
    values
        Of a menu, each with its words; None where one types.
    several
        Whether several can be chosen.
    """

    label: str
    placeholder: str = ""
    values: tuple[tuple[str, str], ...] | None = None
    several: bool = False


@dataclass(frozen=True)
class Context:
    """Where an exercise stands.

    Attributes
    ----------
    place, count
        Which of how many of the sitting it is, from 1; 0 where it is asked by itself.
    hints
        How many are shown.
    fields
        Of its form.
    typed
        What was typed, by label.
    problem
        Why that could not be read, in Markdown; "" where it could.
    verdict
        What it is worth; None before.
    moved
        Whether it was asked because a button of another one was pressed.
    disagreed
        Whether the person disagrees with the verdict.
    length
        How many exercises the sitting had at first.
    aside
        What there is to say of the sheet that it is of, in Markdown; "" where it is of none.
    sheet
        The number of that sheet; 0 where it is of none.
    """

    place: int = 0
    count: int = 0
    hints: int = 0
    fields: tuple[Field, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    problem: str = ""
    verdict: Verdict | None = None
    moved: bool = False
    disagreed: bool = False
    length: int = LENGTH
    aside: str = ""
    sheet: int = 0

    @classmethod
    def of(cls, question: Question) -> Context | None:
        """Return where the exercise of a question stands; None where it is only shown."""
        if "place" not in question.given:
            return None
        given = cast("dict[str, Any]", dict(question.given))
        given["fields"] = tuple(map(field_of, given["fields"]))
        given["verdict"] = None if given["verdict"] is None else _verdict(given["verdict"])
        return cls(**given)

    def question(self, exercise: str) -> Question:
        """Return the question that shows an exercise as it stands here."""
        # As it comes back from JSON, which knows lists alone.
        given: dict[str, Plain] = json.loads(json.dumps(asdict(self)))
        return Question(COMMAND, {EXERCISE: exercise}, given=given, private=True)


def bare(question: Question) -> Question:
    """Return the question that shows an exercise alone, as everybody may see it."""
    return Question(COMMAND, {EXERCISE: question.inputs.get(EXERCISE, "")})


def sealed(exercise: str) -> Question:
    """Return the question that shows an exercise without its id, by which it could be tried."""
    return Question(COMMAND, {EXERCISE: exercise, SEALED: "yes"})


def solution(exercise: str) -> Question:
    """Return the question that shows an exercise with its working."""
    return Question(COMMAND, {EXERCISE: exercise, SOLUTION: "yes"})


def field_of(given: Mapping[str, Any]) -> Field:
    """Return a field as it comes back from JSON."""
    values = given["values"]
    return Field(
        given["label"],
        given["placeholder"],
        None if values is None else tuple((value, words) for value, words in values),
        several=given["several"],
    )


def _verdict(given: Mapping[str, Any]) -> Verdict:
    return Verdict(given["score"], given["message"], tuple(given["read"]), given["mistake"])
