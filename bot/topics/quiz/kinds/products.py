"""Products of vectors: the dot product, and the mistakes that people make with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Notation, Product, VectorName, equals
from bot.topics.kit.question import Question
from bot.topics.quiz.answers import is_it, is_vector, number
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.numbers import vector_of
from linalg_engine import vectors

if TYPE_CHECKING:
    from random import Random

    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Vector

SAY = Notation()
A, B = VectorName("a"), VectorName("b")

LENGTHS = {1: 2, 2: 3, 3: 4}
"""Entries by level."""


def dot(random: Random, level: int) -> Exercise:
    """Return "What is a · b?"."""
    a, b = (vector_of(random, LENGTHS[level], largest=4 + level) for _ in range(2))
    right = vectors.dot(a, b).value
    first = a[0] * b[0]
    return Exercise(
        asks="What is the dot product a · b?",
        given=(f"a {equals(SAY.vector(a))}", f"b {equals(SAY.vector(b))}"),
        blocks=(
            Chain(A, (SAY.column(a),)),
            Chain(B, (SAY.column(b),)),
            Chain(Product((A, B)), ("?",)),
        ),
        fields=(Blank("dot", "a · b", "one number"),),
        key={"dot": str(right)},
        hints=(
            "The dot product is one number, not a vector.",
            "Multiply entry by entry, then add up the products.",
            f"The first product is {a[0]} times {b[0]}, which is {first}. Add the others to it.",
        ),
        working=Question("dot", {"a": SAY.vector(a).text(), "b": SAY.vector(b).text()}),
        grade=lambda typed: _graded_dot(typed, a, b),
    )


def _graded_dot(typed: Typed, a: Vector, b: Vector) -> Verdict:
    products = a * b
    right = np.sum(products)
    if is_vector(typed, "dot"):
        message = "The dot product is one number: add up the products of the entries."
        return Verdict(0, message, (typed["dot"],), "entry by entry")
    found = number(typed, "dot")
    read = (f"a · b {equals(SAY.number(found))}",)
    if is_it(found, right):
        return Verdict(1, "Right.", read)
    if found == np.sum(np.abs(products)):
        message = "A sign is lost: minus times plus is minus. Look at each product's sign."
        return Verdict(0, message, read, "a sign")
    if found == np.sum(a) * np.sum(b):
        message = "Multiply entry by entry first, and add up after that."
        return Verdict(0, message, read, "added before multiplied")
    return Verdict(0, "That is not the sum of the products.", read)
