"""What holds for the exercises of every kind; `test_kinds_campaign` tries more seeds."""

from __future__ import annotations

from functools import cache

import pytest

from bot.topics.kit.syllabus import KINDS, SUBJECTS, ExerciseId
from bot.topics.quiz.exercise import HINTS, Blank, Exercise
from bot.topics.quiz.making import made
from bot.topics.quiz.words import RIGHT
from linalg_engine.errors import InputError

SEEDS = range(20)

LEVELS = [(kind.name, level) for kind in KINDS for level in range(1, kind.levels + 1)]


@cache
def exercise_of(kind: str, level: int, seed: int) -> Exercise:
    """Return an exercise, made once for all tests."""
    return made(ExerciseId(kind, level, seed))


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_the_key_is_right(kind: str, level: int) -> None:
    for seed in SEEDS:
        exercise = exercise_of(kind, level, seed)
        verdict = exercise.grade(exercise.key)
        assert verdict.score == 1, (kind, level, seed, exercise.key, verdict)
        assert verdict.message == RIGHT or verdict.message.startswith(f"{RIGHT} ")
        assert verdict.read


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_what_people_see_fits(kind: str, level: int) -> None:
    for seed in SEEDS:
        exercise = exercise_of(kind, level, seed)
        assert 0 < len(exercise.asks) <= 200
        assert all(len(line) <= 60 for line in exercise.given)
        assert len(exercise.hints) == HINTS
        assert 1 <= len(exercise.fields) <= 4
        assert {field.name for field in exercise.fields} == exercise.key.keys()
        for field in exercise.fields:
            assert 0 < len(field.label) <= 45
            if isinstance(field, Blank):
                assert len(field.placeholder) <= 100
            else:
                assert 2 <= len(field.values) <= 25
                chosen = exercise.key[field.name].split("\n")
                assert set(chosen) <= {value for value, _ in field.values}


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_an_unreadable_answer_is_no_attempt(kind: str, level: int) -> None:
    exercise = exercise_of(kind, level, 1)
    for field in exercise.fields:
        if isinstance(field, Blank):
            with pytest.raises(InputError):
                exercise.grade({**exercise.key, field.name: "I do not know ((["})


@pytest.mark.parametrize(("kind", "level"), LEVELS)
def test_seeds_give_different_exercises_and_each_the_same_again(kind: str, level: int) -> None:
    one, again = exercise_of(kind, level, 7), made(ExerciseId(kind, level, 7))
    assert (one.given, one.key, one.asks) == (again.given, again.key, again.asks)
    others = {str(exercise_of(kind, level, seed).given) for seed in SEEDS}
    assert len(others) > len(SEEDS) / 2


def test_kinds_are_declared_once_with_a_known_subject() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert {kind.subject for kind in KINDS} <= SUBJECTS.keys()
    assert all(kind.name.isalpha() and kind.name.islower() for kind in KINDS)
