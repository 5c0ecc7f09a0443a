"""One exercise held against what is true of it: in the suite for a few, in a campaign for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.making import made
from tests.bot.topics.quiz.truths import Matrix, Truth, truth
from tests.bot.topics.quiz.typing_answers import choices, near_misses, notations


def check(kind: str, level: int, seed: int) -> None:
    """Hold an exercise against SymPy: right in any notation, mistakes named, the rest rejected."""
    exercise = made(ExerciseId(kind, level, seed))
    found = truth(kind, exercise)
    assert found.right.keys() == exercise.key.keys()
    for typed in right_answers(exercise, found.right):
        verdict = exercise.grade(typed)
        assert verdict.score == 1, (kind, level, seed, typed, verdict)
    for name, typed in mistaken(found):
        verdict = exercise.grade(typed)
        assert verdict.mistake == name, (kind, level, seed, typed, verdict)
        assert verdict.score < 1
    for typed in wrong_answers(kind, exercise, found.right):
        verdict = exercise.grade(typed)
        assert verdict.score < 1, (kind, level, seed, typed, verdict)
        assert verdict.message


def right_answers(exercise: Exercise, right: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Return the right answer in each notation, the other fields in the first."""
    yield dict(exercise.key)
    first = {name: notations(value)[0] for name, value in right.items()}
    for name, value in right.items():
        for text in notations(value):
            yield {**first, name: text}


def mistaken(found: Truth) -> Iterator[tuple[str, dict[str, str]]]:
    """Return each usual mistake with its name, as it is typed."""
    for name, typed in found.mistakes:
        yield name, {field: notations(value)[0] for field, value in typed.items()}


def wrong_answers(
    kind: str, exercise: Exercise, right: Mapping[str, Any]
) -> Iterator[dict[str, str]]:
    """Return answers with one thing wrong: a number, an entry, one or more choices."""
    first = {name: notations(value)[0] for name, value in right.items()}
    for field in exercise.fields:
        if isinstance(field, Blank):
            for value in near_misses(right[field.name]):
                if kind != "firstdirection" or not _is_along(value, right[field.name]):
                    yield {**first, field.name: notations(value)[0]}
    yield from choices(exercise, right)


def _is_along(value: Matrix, direction: Matrix) -> bool:
    return value.row_join(direction).rank() == 1
