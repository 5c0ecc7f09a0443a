"""One update of one person's vector with its numbers: by least squares, and by gradient descent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Chain,
    Index,
    Minus,
    Power,
    Product,
    Rounded,
    Row,
    Sentence,
    Sum,
    Symbol,
)
from bot.formula.numbers import decimal
from bot.topics.factorize.model import U, V
from bot.topics.kit.rounded import fits, rounded_column, rounded_matrix
from linalg_engine.factorization import round_below

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.factorization import Factorization

    Floats = NDArray[np.float64]

u, v, r, e = (Symbol(letter) for letter in "uvre")
LAMBDA, ETA = Symbol("λ"), Symbol("η")

MOST_RANK = 4
"""Equations that are written out."""

MOST_SHARE = 0.5
"""A step of gradient descent takes away at most this share of the error."""


def least_squares(found: Factorization) -> list[Block]:
    """Return the normal equations of one row of U, V held, and their solution."""
    i = _row(found)
    known = found.known[i]
    items, ratings = found.items[:, known], found.ratings[i, known]
    left = items @ items.T + found.ridge * np.eye(found.rank)
    right = items @ ratings
    count = int(known.sum())
    only = f" only the {count} columns of its known ratings "
    near = " count, and each product with "
    if count == 1:
        only, near = " only the column of its one known rating ", " counts, and the product with "
    possible = " shall be as near to its rating as possible. Least squares says:"
    blocks: list[Block] = [
        Sentence(("One update: hold ", V, f" and find row {i + 1} of ", U, ", called ", u, ".")),
        Sentence(("Of ", V, only, r, near, u, possible)),
        Chain(_sides(found), (Row((V, " ", r)),)),
    ]
    if found.ridge:
        shrinks = f" = {decimal(found.ridge, 2)}, added along the diagonal, keeps the numbers of "
        blocks.append(Sentence((LAMBDA, shrinks, u, " small.")))
    if found.rank > MOST_RANK or not fits(left):
        return blocks
    if fits(items):
        blocks.append(Chain(V, (rounded_matrix(items),)))
        blocks.append(Chain(r, (rounded_column(ratings),)))
    # A row of V that is 0, as of an axis that is not needed, makes the equations singular.
    solution: Floats = np.linalg.pinv(left) @ right
    return [
        *blocks,
        f"That is {found.rank} equation{'s' * (found.rank > 1)}, and the solution:",
        Chain(Row((rounded_matrix(left), " ", u)), (rounded_column(right),)),
        Chain(u, (rounded_column(solution),)),
    ]


def _sides(found: Factorization) -> Formula:
    squares = Row((V, " ", Power(V, "T"), " ", u))
    return Sum((squares, Row((LAMBDA, " ", u)))) if found.ridge else squares


def gradient_step(found: Factorization) -> list[Block]:
    """Return one step of gradient descent for one rating, from a vector of ones."""
    i = _row(found)
    j = int(np.flatnonzero(found.known[i])[0])
    item, rating = found.items[:, j], float(found.ratings[i, j])
    size = float(item @ item)
    start = np.ones(found.rank)
    before = float(start @ item)
    error = rating - before
    if not size or not error or found.rank > MOST_RANK:
        return []
    step = round_below(MOST_SHARE / size)
    moved = start + step * error * item
    here = f", and look at the rating in column {j + 1}, where "
    say = (rounded_column(start), here, v, " is the column of ", V, ". The error is")
    part, size_of_step = ". Go a part of the way, ", f" = {decimal(step)}:"
    return [
        Sentence(("Gradient descent finds the same in small steps. Say ", u, " is still ", *say)),
        Chain(
            e,
            (
                Sum((r, Minus(Row((u, " · ", v))))),
                Sum((_three(rating), Minus(_three(before)))),
                _three(error),
            ),
        ),
        Sentence(("Its square falls fastest along ", Product((e, v)), part, ETA, size_of_step)),
        Chain(Index(u, "new"), (Sum((u, Product((ETA, e, v)))), rounded_column(moved))),
        f"Now the prediction is {decimal(float(moved @ item), 3)}, nearer to {decimal(rating, 3)}.",
        "The next rating moves it on, and so all of them, again and again.",
    ]


def _row(found: Factorization) -> int:
    """Return the first row with a rating, counted from 0."""
    return int(np.flatnonzero(found.known.any(axis=1))[0])


def _three(x: float) -> Rounded:
    return Rounded(x, 3)
