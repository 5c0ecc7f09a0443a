"""From an exercise's id to the exercise: the same one in every process."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bot.reference import load
from bot.topics.quiz.syllabus import BY_NAME

if TYPE_CHECKING:
    from bot.topics.quiz.exercise import Exercise, Typed, Verdict
    from bot.topics.quiz.syllabus import ExerciseId


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
