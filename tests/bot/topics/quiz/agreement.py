"""Whether the grades of an exercise agree with a second opinion: used with few seeds and many."""

from __future__ import annotations

from random import Random

from bot.topics.kit.syllabus import ExerciseId
from linalg_engine.errors import InputError
from tests.bot.topics.quiz.made_once import made_once
from tests.bot.topics.quiz.other_answers import BASES, changed_ones, notations, right_ones
from tests.bot.topics.quiz.second_opinion import OPINIONS, given

IN_WORDS = {"howmany", "reduced"}
"""Kinds without numbers to type."""


def check_agreement(exercise: ExerciseId) -> int:
    """Hold an exercise's grades against SymPy's; return how many wrong answers were refused."""
    kind, random = exercise.kind, Random(exercise.seed)
    found, opinion = made_once(exercise), OPINIONS[exercise.kind]
    question = given(found.given)
    assert opinion(question, found.key) == 1, (exercise, found.key)
    for typed in right_ones(kind, found.key, random):
        assert opinion(question, typed) == 1, (exercise, typed)
        assert found.grade(typed).score == 1, (exercise, typed, found.grade(typed))
    refused = 0
    for typed in changed_ones(kind, found.key, question, random):
        score = opinion(question, typed)
        try:
            verdict = found.grade(typed)
        except InputError:
            assert score < 1, (exercise, typed)
        else:
            assert verdict.score == score, (exercise, found.given, typed, verdict)
        refused += score < 1
    return refused


def check_notations(exercise: ExerciseId) -> None:
    """Try the key in other notations."""
    found = made_once(exercise)
    for name, text in found.key.items():
        if exercise.kind in IN_WORDS or text == "independent":
            continue
        are_vectors = BASES.get(exercise.kind) == name or name == "directions"
        for other in notations(text, are_vectors=are_vectors):
            verdict = found.grade({**found.key, name: other})
            assert verdict.score == 1, (exercise, found.given, other, verdict)
