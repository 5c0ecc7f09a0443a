"""Products of vectors: the dot product, and the mistakes that people make with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Notation, Product, Series, VectorName, equals
from bot.topics.quiz.answers import is_vector
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.kinds.plane import draw_arrows
from bot.topics.quiz.mistakes import Mistake, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn, root, vector_of
from bot.topics.quiz.vector_workings import dot_found

if TYPE_CHECKING:
    from random import Random

    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Vector

SAY = Notation()
A, B = VectorName("a", "first"), VectorName("b", "second")

ENTRIES = {1: 2, 2: 3, 3: 4}
"""By level."""


def dot(random: Random, level: int) -> Exercise:
    """Return "What is a · b?"."""

    def draw() -> tuple[Vector, Vector]:
        a, b = (vector_of(random, ENTRIES[level], largest=4 + level) for _ in range(2))
        return a, b

    a, b = drawn(draw, lambda pair: is_told_apart(np.sum(pair[0] * pair[1]), _mistakes(*pair)))
    first = a[0] * b[0]
    return Exercise(
        asks="What is the dot product a · b?",
        given=(f"a {equals(SAY.vector(a))}", f"b {equals(SAY.vector(b))}"),
        blocks=(
            Series((Chain(A, (SAY.column(a),)), Chain(B, (SAY.column(b),)))),
            Chain(Product((A, B)), ("?",)),
        ),
        fields=(Blank("dot", "a · b", "one number"),),
        key={"dot": str(np.sum(a * b))},
        hints=(
            "The dot product is one number, not a vector.",
            "Multiply entry by entry, then add up the products.",
            (
                f"The first product is {SAY.number(a[0])} times {SAY.number(b[0])}, which is "
                f"{SAY.number(first)}. Add the others to it."
            ),
        ),
        working=dot_found(a, b),
        grade=lambda typed: _graded(typed, a, b),
        draw=(lambda style: draw_arrows((("a", a), ("b", b)), style)) if level == 1 else None,
    )


def _graded(typed: Typed, a: Vector, b: Vector) -> Verdict:
    if is_vector(typed, "dot"):
        message = "The dot product is one number: add up the products of the entries."
        return Verdict(0, message, (typed["dot"],), "entry by entry")
    shown, right = Product((A, B)), np.sum(a * b)
    otherwise = "That is not the sum of the products."
    return graded_number(typed, "dot", shown, right, _mistakes(a, b), otherwise)


def _mistakes(a: Vector, b: Vector) -> list[Mistake]:
    mistakes = [
        Mistake(
            "lengths multiplied",
            root(np.sum(a * a) * np.sum(b * b)),
            "Those are the two lengths, multiplied. Multiply entry by entry instead, and add up.",
        ),
        Mistake(
            "added before multiplied",
            np.sum(a) * np.sum(b),
            "Multiply entry by entry first, and add up after that.",
        ),
    ]
    if (sizes := np.sum(np.abs(a * b))) != np.sum(a * b):
        message = "A sign is lost: minus times plus is minus. Look at the sign of each product."
        mistakes.append(Mistake("a sign", sizes, message))
    return mistakes
