"""Row operations, one accepted step after the other, until the reduced form is reached."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from random import Random

import sympy

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.reduced_form import progress
from linalg_engine.elimination.typed_operations import parse_row_operation
from linalg_engine.matrices import Matrix, exact_array
from tests.bot.topics.quiz.made_once import made_once
from tests.bot.topics.quiz.second_opinion import given

MOST_STEPS = 60


def operations(a: Matrix, random: Random) -> list[str]:
    """Return many row operations as texts, useful ones and others, in random order."""
    rows, columns = a.shape
    found = []
    for i, j in permutations(range(rows), 2):
        found.append(f"swap R{i + 1} R{j + 1}")
        quotients = {-a[i, c] / a[j, c] for c in range(columns) if a[j, c]} | {Fraction(2)}
        found += [f"R{i + 1} + ({q}) R{j + 1}" for q in sorted(quotients) if q]
    for i in range(rows):
        found += [f"({1 / x}) R{i + 1}" for x in sorted({*a[i]}) if x]
    random.shuffle(found)
    return found


def finished(exercise: ExerciseId) -> int:
    """Do accepted operations, any of them, until none is; check where that ends.

    Returns
    -------
    steps
        How many were needed.
    """
    question = given(made_once(exercise).given)["A"]
    a = exact_array([[Fraction(str(x)) for x in row] for row in question.tolist()])
    random = Random(exercise.seed)
    for steps in range(MOST_STEPS):
        for text in operations(a, random):
            done = parse_row_operation(text, len(a))
            after = done.done_to(a)
            if after and progress(a, done, after[-1].matrix):
                a = after[-1].matrix
                break
        else:
            reached = sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in a])
            assert reached == question.rref()[0], (exercise, a)
            return steps
    raise AssertionError(f"no end of steps that are said to be progress: {exercise}")
