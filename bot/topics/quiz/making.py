"""From an exercise's id to the exercise, the same one in every process; and what one asks of it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bot.reference import load
from bot.topics.kit.syllabus import BY_NAME
from bot.topics.quiz.context import Field
from bot.topics.quiz.exercise import Blank
from bot.topics.quiz.wording import bare, is_no_answer
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.topics.kit.syllabus import ExerciseId
    from bot.topics.quiz.exercise import Exercise, Options, Typed, Verdict


NOT_KNOWN = "Take a hint, or try: after a wrong answer the working is shown."


def made(exercise: ExerciseId) -> Exercise:
    """Return the exercise."""
    make = load(f"bot.topics.quiz.kinds.{BY_NAME[exercise.kind].make}")
    # A text seeds the generator alike in every version of Python; a tuple's hash would not.
    return make(Random(str(exercise)), exercise.level)  # noqa: S311 - no secrets


def graded(exercise: ExerciseId, typed: Typed) -> Verdict:
    """Grade an answer.

    Raises
    ------
    InputError
        Where it cannot be read: that is no attempt.
    """
    return made(exercise).grade(typed)


def fields_of(exercise: ExerciseId) -> tuple[Field, ...]:
    """Return the fields of an exercise's form."""
    return tuple(map(_field, made(exercise).fields))


def form_graded(exercise: ExerciseId, filled: Mapping[str, str]) -> Verdict:
    """Grade what was filled in, by the labels of the fields.

    Raises
    ------
    InputError
        Where it cannot be read, or where nothing is chosen; its source is the label, and its
        example of the kind that is asked for.
    """
    found = made(exercise)
    typed = typed_in(found, filled)
    try:
        return found.grade(typed)
    except InputError as error:
        (first, *_), named = found.fields, {field.name: field for field in found.fields}
        field = named.get(error.source or "", first)
        if error.source in named:
            error.source = field.label
        error.example = field.placeholder if isinstance(field, Blank) else None
        raise


def typed_in(found: Exercise, filled: Mapping[str, str]) -> dict[str, str]:
    """Return what was filled in by the names of the fields.

    Raises
    ------
    InputError
        Where nothing is chosen, or what is not offered, or where somebody says not to know.
    """
    typed: dict[str, str] = {}
    for field in found.fields:
        given = filled.get(field.label, "")
        if isinstance(field, Blank):
            if is_no_answer(given):
                raise InputError(NOT_KNOWN)
            given = bare(given)
        else:
            _check_chosen(field, given)
        typed[field.name] = given
    return typed


def _check_chosen(options: Options, typed: str) -> None:
    """Refuse a choice of nothing, or of what was not offered."""
    chosen = typed.split("\n")
    offered = {value for value, _ in options.values}
    if not set(chosen) <= offered or (len(chosen) > 1 and not options.several):
        raise InputError("Please choose one of those offered.", source=options.label)


def _field(field: Blank | Options) -> Field:
    if isinstance(field, Blank):
        return Field(field.label, field.placeholder)
    return Field(field.label, values=field.values, several=field.several)
