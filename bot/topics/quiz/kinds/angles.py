"""The angle between two vectors, in degrees or by its cosine."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Function, Notation, Series, Symbol, VectorName, equals
from bot.topics.quiz import answers
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.kinds.plane import draw_arrows
from bot.topics.quiz.mistakes import Mistake, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn, exactly, integers, product, root
from bot.topics.quiz.vector_workings import angle_found, cosine_found
from linalg_engine import vectors

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed, Verdict
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Exact, Scalar

    Integers = tuple[int, ...]

SAY = Notation()
A, B, THETA = VectorName("a", "first"), VectorName("b", "second"), Symbol("θ")
COSINE = Function("cos", THETA)

LARGEST = {2: 4, 3: 2}
"""Entry, by how many there are."""

LARGEST_SQUARE = 50
"""Below the line of the square of a cosine."""

QUARTERS = {-8: 180, -6: 150, -4: 135, -2: 120, 0: 90, 2: 60, 4: 45, 6: 30, 8: 0}
"""Degrees by eight times the cosine's square, with the cosine's sign."""

PLANE, SPACE = (45, 90, 135, 180), (30, 45, 60, 90, 120, 135, 150)
"""Degrees that are asked for; between whole vectors in the plane there are no others."""


KNOWN = (
    "The cosines of 0°, 30°, 45°, 60° and 90° are 1, √3/2, √2/2, 1/2 and 0; "
    "where the cosine is below 0, subtract the angle from 180°."
)


def angle(random: Random, level: int) -> Exercise:
    """Return "What is the angle between a and b?"; level 3 asks for its cosine."""
    return _cosine(random) if level == 3 else _degrees(random, level)


def _degrees(random: Random, level: int) -> Exercise:
    entries, wanted = (2, random.choice(PLANE)) if level == 1 else (3, random.choice(SPACE))

    a, b = map(
        exactly, drawn(lambda: _two(random, entries), lambda two: _degrees_between(*two) == wanted)
    )
    return _exercise(
        a,
        b,
        asks="What is the angle θ between a and b, in degrees?",
        field=Blank("angle", "θ, in degrees", "a number such as 60"),
        key=str(wanted),
        last_hint=KNOWN,
        working=angle_found(a, b, wanted),
        grade=partial(_graded_degrees, right=wanted, cosine=vectors.angle(a, b).cosine),
    )


def _cosine(random: Random) -> Exercise:
    a, b = map(exactly, drawn(lambda: _two(random, 3), _has_friendly_cosine))
    return _exercise(
        a,
        b,
        asks="What is the cosine of the angle θ between a and b?",
        field=Blank("cosine", "cos θ", "a fraction, a root or a decimal: 1/3, sqrt(2)/3, 0.471"),
        key=str(vectors.angle(a, b).cosine),
        last_hint="Write it as one fraction.",
        working=cosine_found(a, b),
        grade=lambda typed: graded_number(
            typed,
            "cosine",
            COSINE,
            vectors.angle(a, b).cosine,
            _of_cosine(a, b),
            "That is not the dot product divided by both lengths.",
        ),
    )


def _exercise(
    a: Vector,
    b: Vector,
    *,
    asks: str,
    field: Blank,
    key: str,
    last_hint: str,
    working: tuple[Block, ...],
    grade: Callable[[Typed], Verdict],
) -> Exercise:
    return Exercise(
        asks=asks,
        given=(f"a {equals(SAY.vector(a))}", f"b {equals(SAY.vector(b))}"),
        blocks=(
            Series((Chain(A, (SAY.column(a),)), Chain(B, (SAY.column(b),)))),
            Chain(COSINE if field.name == "cosine" else THETA, ("?",)),
        ),
        fields=(field,),
        key={field.name: key},
        hints=(
            "The dot product and the two lengths together say what the angle is.",
            "The cosine of the angle is a · b, divided by the length of a and by the length of b.",
            (
                f"The length of a is {SAY.number(_length(a))}, and that of b is "
                f"{SAY.number(_length(b))}. Find a · b, and divide it by both. {last_hint}"
            ),
        ),
        working=working,
        grade=grade,
        draw=(lambda style: draw_arrows((("a", a), ("b", b)), style)) if len(a) == 2 else None,
    )


def _graded_degrees(typed: Typed, *, right: int, cosine: Scalar) -> Verdict:
    found = answers.number(typed, "angle")
    if isinstance(found, float):
        # 60° and π/3 are read as floats; nobody writes π in degrees.
        typed = {"angle": str(round(math.degrees(found), 6))}
    mistakes = [
        Mistake(
            "the cosine", cosine, "That is the cosine of the angle. Which angle has this cosine?"
        ),
        Mistake(
            "radians",
            math.radians(right),
            "That is the angle in radians. In degrees it is 180/π times as much.",
        ),
    ]
    if right != 90:
        message = "The sign of the dot product decides: below 0 the angle is more than 90 degrees."
        mistakes.append(Mistake("a sign", Fraction(180 - right), message))
    otherwise = "That is not the angle whose cosine is a · b divided by both lengths."
    return graded_number(typed, "angle", THETA, Fraction(right), mistakes, otherwise)


def _of_cosine(a: Vector, b: Vector) -> list[Mistake]:
    """Return the usual mistakes at a cosine."""
    dot, of_a, of_b = np.sum(a * b), np.sum(a * a), np.sum(b * b)
    return [
        Mistake(
            "a sign",
            -dot / root(of_a * of_b),
            "The sign is wrong: minus times plus is minus, in each product of entries.",
        ),
        Mistake(
            "no root taken",
            dot / (of_a * of_b),
            "Divide by the lengths, not by their squares: the roots are missing.",
        ),
        Mistake("not divided", dot, "That is the dot product. Divide it by both lengths."),
        Mistake("divided once", dot / root(of_a), "Divide by the length of b too."),
        Mistake("divided once", dot / root(of_b), "Divide by the length of a too."),
    ]


def _has_friendly_cosine(two: tuple[Integers, Integers]) -> bool:
    """Whether a cosine is a fraction or has one root, and no angle that everybody knows."""
    a, b = two
    dot, squares = product(a, b), product(a, a) * product(b, b)
    if dot**2 in (0, squares) or _degrees_between(a, b) is not None:
        return False
    is_small = Fraction(dot**2, squares).denominator <= LARGEST_SQUARE
    return is_small and is_told_apart(
        dot / root(Fraction(squares)), _of_cosine(exactly(a), exactly(b))
    )


def _degrees_between(a: Integers, b: Integers) -> int | None:
    """Return the angle where it is a multiple of 30 or 45 degrees."""
    dot, squares = product(a, b), product(a, a) * product(b, b)
    eighths, rest = divmod(8 * dot * abs(dot), squares)
    return None if rest else QUARTERS.get(eighths)


def _two(random: Random, entries: int) -> tuple[Integers, Integers]:
    """Return two vectors other than 0; only in space are some of their entries 0."""

    def one() -> Integers:
        return integers(random, entries, LARGEST[entries], zero=entries > 2)

    return drawn(one, any), drawn(one, any)


def _length(v: Vector) -> Exact:
    return root(np.sum(v * v))
