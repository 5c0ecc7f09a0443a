"""Workings about two vectors that end where the question is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Chain,
    Function,
    Minus,
    Norm,
    Notation,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Sentence,
    Sum,
    Symbol,
    VectorName,
)
from bot.topics.quiz.numbers import root

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.arrays import Vector

SAY = Notation()
A, B, THETA = VectorName("a", "first"), VectorName("b", "second"), Symbol("θ")

MULTIPLY = "Multiply entry by entry, then add up:"


def products(a: Vector, b: Vector) -> Sum:
    """Return "1 · 3 + 2 · 4"."""
    return Sum(tuple(Product((SAY.number(x), SAY.number(y))) for x, y in zip(a, b, strict=True)))


def dot_found(a: Vector, b: Vector) -> tuple[Block, ...]:
    """Return how a · b is found."""
    columns = Product((SAY.column(a), SAY.column(b)))
    added = (products(a, b), SAY.sum_of(a * b), SAY.number(np.sum(a * b)))
    return MULTIPLY, Chain(Product((A, B)), (columns, *added))


def distance_found(a: Vector, b: Vector) -> tuple[Block, ...]:
    """Return how ‖a − b‖ is found."""
    way = Sum((A, Minus(B)))
    subtracted = Sum((SAY.column(a), Minus(SAY.column(b))))
    return (
        "Subtract entry by entry:",
        Chain(way, (subtracted, SAY.column(a - b))),
        "Square what comes out, add up, take the root:",
        _length(way, a - b, *SAY.equals(root(np.sum((a - b) ** 2))).others),
    )


def cosine_found(a: Vector, b: Vector) -> tuple[Block, ...]:
    """Return how cos θ is found, where θ is the angle between a and b, neither of them 0."""
    cosine = np.sum(a * b) / root(np.sum(a * a) * np.sum(b * b))
    exact, *decimal = SAY.equals(cosine).others
    return *_cosine(a, b), *(Chain(None, (each,), before=exact) for each in decimal)


def angle_found(a: Vector, b: Vector, degrees: int) -> tuple[Block, ...]:
    """Return how an angle between two vectors is found that is known by its cosine."""
    return (
        *_cosine(a, b),
        "The angle from 0° to 180° that has this cosine:",
        Chain(THETA, (f"{degrees}°",)),
    )


def _cosine(a: Vector, b: Vector) -> tuple[Block, ...]:
    dot, of_a, of_b = np.sum(a * b), np.sum(a * a), np.sum(b * b)
    lengths = Product((SAY.number(root(of_a)), SAY.number(root(of_b))))
    steps: list[Formula] = [
        Quotient(Product((A, B)), Row((Norm(A), Norm(B)))),
        Quotient(SAY.number(dot), lengths),
        Quotient(SAY.number(dot), SAY.number(root(of_a * of_b))),
        SAY.number(dot / root(of_a * of_b)),
    ]
    return (
        "The dot product and both lengths:",
        Chain(Product((A, B)), (products(a, b), SAY.number(dot))),
        _length(A, a, SAY.number(root(of_a))),
        _length(B, b, SAY.number(root(of_b))),
        "The dot product, divided by both lengths:",
        Chain(Function("cos", THETA), _without_repeats(steps)),
    )


def projection_found(a: Vector, b: Vector) -> tuple[Block, ...]:
    """Return how the projection of a on b is found."""
    dot, of_b = np.sum(a * b), np.sum(b * b)
    factor = dot / of_b
    share = Quotient(Product((A, B)), Product((B, B)))
    return (
        "Two dot products:",
        Chain(Product((A, B)), (products(a, b), SAY.number(dot))),
        Chain(Product((B, B)), (_squares(b), SAY.number(of_b))),
        Sentence(("Divide the first by the second. The projection is that many times ", B, ":")),
        Chain(share, (Quotient(SAY.number(dot), SAY.number(of_b)), SAY.number(factor))),
        Chain(
            Function("proj", A, B),
            (Product((SAY.number(factor), SAY.column(b))), SAY.column(factor * b)),
        ),
    )


def _length(name: Formula, v: Vector, *found: Formula) -> Chain:
    """Return "‖a‖ = √(2² + 4²) = √20 = 2√5"."""
    steps = [Root(_squares(v)), Root(SAY.number(np.sum(v * v))), *found]
    return Chain(Norm(name), _without_repeats(steps))


def _squares(v: Vector) -> Sum:
    return Sum(tuple(Power(SAY.number(x), "2") for x in v))


def _without_repeats(steps: list[Formula]) -> tuple[Formula, ...]:
    """Return the steps without those that look like the one before."""
    pairs = zip(["", *steps], steps, strict=False)
    return tuple(step for before, step in pairs if str(step) != str(before))
