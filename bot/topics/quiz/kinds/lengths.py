"""Lengths: of a vector, and of the way from one point to another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.formula import Chain, Minus, Norm, Notation, Series, Sum, VectorName, equals
from bot.topics.kit.question import Question
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.kinds.plane import draw_points
from bot.topics.quiz.mistakes import Mistake, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn, exactly, integers, product, root, vector_of
from bot.topics.quiz.vector_workings import distance_found

if TYPE_CHECKING:
    from random import Random

    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Exact

SAY = Notation()
A, B, V = VectorName("a", "first"), VectorName("b", "second"), VectorName("v")
WAY = Norm(Sum((A, Minus(B))))

PLACEHOLDER = "a number or a root: 5, sqrt(14) or 3.742"

ENTRIES = {1: 2, 2: 3, 3: 4}
LARGEST = {1: 15, 2: 6, 3: 5}
"""Entries of a vector, and the largest, by level."""

LARGEST_SQUARE = 60
"""Under a root that is not whole."""

NO_ROOT = "That is the square of the length: take its root."
ADDED = "The entries are added up: square them first, and take the root at the end."


def norm(random: Random, level: int) -> Exercise:
    """Return "How long is v?"."""
    v = drawn(lambda: _way(random, level), lambda v: is_told_apart(_length(v), _of_length(v)))
    return Exercise(
        asks="How long is the vector v?",
        given=(f"v {equals(SAY.vector(v))}",),
        blocks=(Chain(V, (SAY.column(v),)), Chain(Norm(V), ("?",))),
        fields=(Blank("length", "‖v‖, the length", PLACEHOLDER),),
        key={"length": str(_length(v))},
        hints=(
            "Think of Pythagoras: the entries are steps at right angles to one another.",
            "Square every entry, add up the squares, and take the root of the sum.",
            (
                f"The first square is {SAY.number(v[0])} times {SAY.number(v[0])}, which is "
                f"{v[0] ** 2}. Add the other squares, and take the root at the end."
            ),
        ),
        working=Question("vector norm", {"v": SAY.vector(v).text(), "p": ""}),
        grade=lambda typed: graded_number(
            typed,
            "length",
            Norm(V),
            _length(v),
            _of_length(v),
            "That is not the root of the sum of the squares.",
        ),
    )


def distance(random: Random, level: int) -> Exercise:
    """Return "How far is it from a to b?"."""

    def draw() -> tuple[Vector, Vector]:
        a = vector_of(random, ENTRIES[level], largest=5)
        return a, a - _way(random, level)

    a, b = drawn(
        draw,
        lambda pair: all(pair[1]) and is_told_apart(_length(pair[0] - pair[1]), _of_way(*pair)),
    )
    first = a[0] - b[0]
    return Exercise(
        asks="How far is it from the point a to the point b?",
        given=(f"a {equals(SAY.vector(a))}", f"b {equals(SAY.vector(b))}"),
        blocks=(
            Series((Chain(A, (SAY.column(a),)), Chain(B, (SAY.column(b),)))),
            Chain(WAY, ("?",)),
        ),
        fields=(Blank("distance", "‖a − b‖, the distance", PLACEHOLDER),),
        key={"distance": str(_length(a - b))},
        hints=(
            "The way from one point to the other is a vector: how long is it?",
            "Subtract entry by entry, square, add up, and take the root.",
            (
                f"The first entries differ by {abs(first)}, and the square of that is {first**2}. "
                "Add the other squares, and take the root at the end."
            ),
        ),
        working=distance_found(a, b),
        grade=lambda typed: graded_number(
            typed,
            "distance",
            WAY,
            _length(a - b),
            _of_way(a, b),
            "That is not the length of a − b.",
        ),
        draw=(lambda style: draw_points((("a", a), ("b", b)), style)) if level == 1 else None,
    )


def _of_length(v: Vector) -> list[Mistake]:
    """Return the usual mistakes at the length of a vector."""
    square = np.sum(v * v)
    mistakes = [
        Mistake("no root taken", square, NO_ROOT),
        Mistake("entries added", np.sum(np.abs(v)), ADDED),
        Mistake("a negative length", -root(square), "A length is never negative."),
    ]
    if np.sum(v) != np.sum(np.abs(v)):
        mistakes.append(Mistake("signs added", np.sum(v), ADDED))
    if (signed := np.sum(v * np.abs(v))) not in (0, square):
        message = "A square is never negative: minus times minus is plus."
        mistakes.append(Mistake("a sign", root(abs(signed)), message))
    return mistakes


def _of_way(a: Vector, b: Vector) -> list[Mistake]:
    """Return the usual mistakes at the distance of two points."""
    way = a - b
    apart: Any = _length(a) - _length(b)
    return [
        Mistake("no root taken", np.sum(way * way), NO_ROOT),
        Mistake("entries added", np.sum(np.abs(way)), ADDED),
        Mistake(
            "added, not subtracted",
            _length(a + b),
            "That is the length of a + b. The way from one point to the other is a − b."
            + (" Minus a negative number is plus." if np.any(b < 0) else ""),
        ),
        Mistake(
            "lengths subtracted",
            abs(apart),
            "Those are the two lengths, subtracted. Subtract the vectors first, then take the "
            "length.",
        ),
        Mistake("a negative length", -_length(way), "A distance is never negative."),
    ]


def _way(random: Random, level: int) -> Vector:
    """Return a vector whose length is whole, or the root of a small number."""

    def is_friendly(v: tuple[int, ...]) -> bool:
        square = product(v, v)
        return math.isqrt(square) ** 2 == square if level == 1 else square <= LARGEST_SQUARE

    return exactly(drawn(lambda: integers(random, ENTRIES[level], LARGEST[level]), is_friendly))


def _length(v: Vector) -> Exact:
    return root(np.sum(v * v))
