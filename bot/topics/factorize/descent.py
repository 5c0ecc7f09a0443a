"""What is said of gradient descent: its facts, least squares beside it, one step worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Index, Minus, Power, Product, Row, Sentence, Sum, Symbol
from bot.formula.numbers import decimal
from bot.topics.factorize.error_axis import shown
from bot.topics.factorize.model import R, U, V
from bot.topics.kit.rounded import fits, rounded_column, rounded_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.factorization import Descent, Factorization

    Floats = NDArray[np.float64]

E, ETA, LAMBDA = Symbol("E"), Symbol("η"), Symbol("λ")
u, e, r = Symbol("u"), Symbol("e"), Symbol("r")

SAME = 0.01
"""Share by which the objectives of the same minimum differ at most."""

MOST_RANK = 4
"""Numbers of a row whose step is written out."""

MOST_RATINGS = 8
"""Ratings of a row whose step is written out."""


def facts(descent: Descent, least: float) -> list[str]:
    """Return the lines of a reply; ``least`` is the error by least squares."""
    steps = f"{descent.steps:,} step{'s' * (descent.steps != 1)}"
    return [
        f"{steps} with the learning rate {decimal(descent.learning_rate)}",
        f"least squares ends at the error {shown(least)}",
    ]


def sentence(found: Factorization, descent: Descent, by_least_squares: Factorization) -> str:
    """Say whether the steps came to where least squares ends."""
    gap = float(found.objective[-1] - by_least_squares.objective[-1])
    largest = SAME * max(float(by_least_squares.objective[-1]), 1e-3 * float(found.objective[0]))
    if abs(gap) <= largest:
        return "Gradient descent walks, in small steps, to where least squares jumps."
    if gap < 0:
        return "Gradient descent ended in a lower minimum than least squares did."
    if not descent.settled:
        return "The error still falls at the last step: least squares is there at once."
    return (
        "Gradient descent ended in a minimum that is not the lowest: there are several where a "
        "table has blanks."
    )


def working(found: Factorization, descent: Descent) -> list[Block]:
    """Return the rule of a step, one step of one row with its numbers, and errors on the way."""
    if not descent.steps:
        return ["All ratings are 0, and so are the factors."]
    ridge = ""
    if found.ridge:
        ridge = f"; λ = {decimal(found.ridge, 2)} keeps the numbers small"
    every = "Start with small random numbers. At every step, look at the errors "
    return [
        Sentence((every, E, " of the known entries, with 0 for a blank:")),
        Chain(E, (Sum((R, Minus(Row((U, " ", V))))),)),
        "All numbers move a little in the direction in which the sum of the squares falls fastest:",
        Chain(Index(U, "new"), (_moved(U, Row((E, " ", Power(V, "T"))), found.ridge),)),
        Chain(Index(V, "new"), (_moved(V, Row((Power(U, "T"), " ", E)), found.ridge),)),
        Sentence(("The learning rate ", ETA, f" = {decimal(descent.learning_rate)}{ridge}.")),
        *_one_row(found, descent),
        f"The error on the known entries: {errors_on_the_way(descent)}.",
    ]


def errors_on_the_way(descent: Descent) -> str:
    """Return errors at the start, after 1, 10, 100, … steps, and at the end, in words."""
    marks = [step for step in (1, 10, 100, 1000) if step < descent.steps]
    errors = descent.errors.tolist()
    later = [f"{shown(errors[step])} after {step:,}" for step in (*marks, descent.steps)]
    return ", ".join([f"{shown(errors[0])} at the start", *later])


def _moved(matrix: Formula, downhill: Formula, ridge: float) -> Sum:
    """Return ``matrix + η (downhill - λ matrix)``, without λ where there is no ridge."""
    if not ridge:
        return Sum((matrix, Row((ETA, " ", downhill))))
    inside = Sum((downhill, Minus(Row((LAMBDA, " ", matrix)))))
    return Sum((matrix, Product((ETA, inside))))


def _one_row(found: Factorization, descent: Descent) -> list[Block]:
    """Return one step of the first row with ratings, from a vector of ones, V as it ended."""
    i = int(np.flatnonzero(found.known.any(axis=1))[0])
    known = found.known[i]
    items, ratings = found.items[:, known], found.ratings[i, known]
    if found.rank > MOST_RANK or len(ratings) > MOST_RATINGS or not fits(items):
        return []
    start = np.ones(found.rank)
    errors = ratings - start @ items
    moved = start + descent.learning_rate * (items @ errors - found.ridge * start)
    before, after = _size(errors), _size(ratings - moved @ items)
    return [
        Sentence(
            (
                f"For example row {i + 1} of ",
                U,
                ", called ",
                u,
                ": say all its numbers are still 1. The known columns of ",
                V,
                ", as they end up, and the errors, with ",
                r,
                " for its ratings, are",
            )
        ),
        Chain(V, (rounded_matrix(items),)),
        Chain(e, (Sum((r, Minus(Row((Power(V, "T"), " ", u))))), rounded_column(errors))),
        Chain(Index(u, "new"), (_moved(u, Row((V, " ", e)), found.ridge), rounded_column(moved))),
        f"In this row the error falls from {shown(before)} to {shown(after)}.",
    ]


def _size(errors: Floats) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))
