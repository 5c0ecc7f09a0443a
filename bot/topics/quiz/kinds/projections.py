"""The projection of one vector on another."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Function, Notation, Series, VectorName, equals
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.kinds.plane import draw_arrows
from bot.topics.quiz.mistakes import Mistake, graded_vector, is_told_apart
from bot.topics.quiz.numbers import drawn, exactly, integers, product, root
from bot.topics.quiz.vector_workings import projection_found

if TYPE_CHECKING:
    from random import Random

    from linalg_engine.arrays import Vector

SAY = Notation()
A, B = VectorName("a", "first"), VectorName("b", "second")
SHADOW = Function("proj", A, B)

FACTORS = {
    1: (1, 2, 3, -1, -2),
    2: (1, 2, 3, -1, -2),
    3: (Fraction(1, 2), Fraction(3, 2), Fraction(-1, 2), Fraction(1, 3), Fraction(2, 3)),
}
"""How many times b the projection is, by level."""

PLACEHOLDERS = {2: "a vector: [1, 2] or 1 2", 3: "a vector: [1, 2, 3] or 1 2 3"}
"""By the number of entries."""

LARGEST = 9
"""Entry of a."""


def projection(random: Random, level: int) -> Exercise:
    """Return "What is the projection of a on b?"."""
    entries = 2 if level == 1 else 3
    factor = Fraction(random.choice(FACTORS[level]))

    def draw() -> tuple[tuple[int, ...], tuple[int, ...]]:
        b, rest = (integers(random, entries, largest=3, zero=True) for _ in range(2))
        return b, rest

    def fits(drawn: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
        b, rest = drawn
        if product(b, rest) or not any(rest) or sum(map(bool, b)) < 2:
            return False
        if any(x % factor.denominator for x in b):
            return False
        a = factor * exactly(b) + exactly(rest)
        return max(abs(a)) <= LARGEST and is_told_apart(
            factor * exactly(b), _mistakes(a, exactly(b))
        )

    b, rest = map(exactly, drawn(draw, fits))
    a = factor * b + rest
    right = factor * b
    return Exercise(
        asks="What is the projection of a on b?",
        given=(f"a {equals(SAY.vector(a))}", f"b {equals(SAY.vector(b))}"),
        blocks=(
            Series((Chain(A, (SAY.column(a),)), Chain(B, (SAY.column(b),)))),
            Chain(SHADOW, ("?",)),
        ),
        fields=(Blank("projection", "the projection of a on b", PLACEHOLDERS[entries]),),
        key={"projection": SAY.vector(right).text()},
        hints=(
            "The projection is the shadow of a on the line of b, so it is a multiple of b.",
            "It is b times a number: a · b divided by b · b.",
            (
                f"Here b · b is {np.sum(b * b)}. Find a · b, divide it by that, and multiply b by "
                "what comes out."
            ),
        ),
        working=projection_found(a, b),
        grade=lambda typed: graded_vector(typed, "projection", SHADOW, right, _mistakes(a, b)),
        draw=(lambda style: draw_arrows((("a", a), ("b", b)), style)) if level == 1 else None,
    )


def _mistakes(a: Vector, b: Vector) -> list[Mistake]:
    dot, of_a, of_b = np.sum(a * b), np.sum(a * a), np.sum(b * b)
    along = dot / of_b * b
    return [
        Mistake(
            "b projected on a",
            dot / of_a * a,
            "That is the projection of b on a: a multiple of b is asked for.",
        ),
        Mistake(
            "the rest",
            a - along,
            "That is a minus its projection. The projection itself is asked for.",
        ),
        Mistake(
            "not divided",
            dot * b,
            "That is b times a · b: divide by b · b as well.",
        ),
        Mistake(
            "divided by the length",
            dot / root(of_b) * b,
            "Divide by b · b, the square of the length, not by the length.",
        ),
        Mistake("a sign", -along, "It points the other way: look at the sign of a · b."),
        Mistake(
            "only the factor",
            dot / of_b,
            "That is how many times b it is: multiply b by this number.",
        ),
    ]
