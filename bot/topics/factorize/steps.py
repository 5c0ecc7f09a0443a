"""What a factorization means and how it is found, with the numbers of one entry and one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    About,
    Chain,
    Index,
    Power,
    Product,
    Rounded,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Words,
)
from bot.topics.factorize.model import has_biases
from bot.topics.kit.rounded import fits, rounded_column, rounded_matrix
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.factorization import Factorization

R, U, V = Symbol("R"), Symbol("U"), Symbol("V")
LITTLE_U = Symbol("u")
LAMBDA = Symbol("λ")
REGULARIZED = Row((LAMBDA, " ", LITTLE_U))

TURNS = (
    "Start with small random numbers, then take turns: hold ",
    V,
    " and find the best ",
    U,
    ", hold ",
    U,
    " and find the best ",
    V,
)

LEARNED = ". How strongly the numbers are held near 0 is learned from the ratings."
TRUNCATED = (
    "The singular value decomposition, truncated after the largest values, is the product of this "
    "rank nearest to "
)
ROOTS = " each get the root of each value."

FIRST_SENTENCES: dict[str, Block] = {
    "als": Sentence((*TURNS, LEARNED)),
    "plain": Sentence((*TURNS, " (alternating least squares).")),
    "wals": "The same in turns, with all cells: a blank counts as a 0 with a small weight, so that "
    "what nobody watched is not simply ignored (weighted alternating least squares).",
    "svd": Sentence((TRUNCATED, R, " (Eckart and Young). ", U, " and ", V, ROOTS)),
    "nmf": "Take turns as in alternating least squares, but let no number fall below 0: each axis "
    "can only add.",
}


def working(found: Factorization, error: float) -> Working:
    """Return the meaning of one entry, the way to U and V, and how far the error fell.

    Parameters
    ----------
    error
        The root mean squared error on the known entries.
    """
    blocks = [*_meaning(found), *_way(found), *_end(found, error)]
    return Working("A table as a product", tuple(blocks))


def _meaning(found: Factorization) -> list[Block]:
    (m, n), k = found.ratings.shape, found.rank
    i, j = (int(x) for x in np.argwhere(found.known)[0])
    model: Formula = Row((U, " ", V))
    dot = (
        "the dot product of row ",
        Symbol("i"),
        " of ",
        U,
        " and column ",
        Symbol("j"),
        " of ",
        V,
    )
    if has_biases(found):
        model = Sum((Words("mean"), Words("biases"), model))
    given = decimal(float(found.ratings[i, j]), 3)
    entry = Index(Symbol("r"), f"{i + 1}{'' if max(i, j) < 9 else ','}{j + 1}")
    return [
        Sentence(
            (R, f", {m}×{n}, is factored into ", U, f", {m}×{k}, and ", V, f", {k}×{n}:"),
        ),
        Chain(R, (About(model),)),
        Sentence(("An entry is ", *dot, f". Row {i + 1}, column {j + 1}, where {given} is given:")),
        Chain(entry, (_terms(found, i, j), _three(found.predictions[i, j]))),
    ]


def _terms(found: Factorization, i: int, j: int) -> Sum:
    products = (
        Product((_three(u), _three(v)))
        for u, v in zip(found.users[i], found.items[:, j], strict=True)
    )
    if not has_biases(found):
        return Sum(tuple(products))
    biases = (found.mean, found.user_bias[i], found.item_bias[j])
    return Sum((*map(_three, biases), *products))


def _three(x: Any) -> Rounded:
    return Rounded(float(x), 3)


def _way(found: Factorization) -> list[Block]:
    blocks: list[Block] = [FIRST_SENTENCES[found.method]]
    if found.method == "svd":
        values = np.linalg.norm(found.users, axis=0) * np.linalg.norm(found.items, axis=1)
        chains = (
            Chain(Index(Symbol("σ"), str(r)), (_three(value),))
            for r, value in enumerate(values, start=1)
        )
        return [*blocks, Series(tuple(chains))]
    if found.method == "plain":
        blocks += _normal_equations(found)
    return blocks


def _normal_equations(found: Factorization) -> list[Block]:
    """Return the small system of equations for the first row of U."""
    known = found.known[0]
    v = found.items[:, known]
    left, right = v @ v.T, v @ found.ratings[0, known]
    squares = Row((V, " ", Power(V, "T"), " ", LITTLE_U))
    squares_over = (
        f" is least squares over its {int(known.sum())} known entries, {found.rank} equations; "
        "a small "
    )
    blocks: list[Block] = [
        Sentence(
            ("With ", V, " held, row 1 of ", U, squares_over, LAMBDA, " keeps the numbers small:")
        ),
        Chain(Sum((squares, REGULARIZED)), (Row((V, " ", Symbol("r"))),)),
    ]
    if not fits(left) or found.rank > 4:
        return blocks
    with_numbers = Row((rounded_matrix(left), " ", LITTLE_U))
    return [
        *blocks,
        Chain(Sum((with_numbers, REGULARIZED)), (rounded_column(right),)),
        "At the end:",
        Chain(LITTLE_U, (rounded_column(found.users[0]),)),
    ]


def _end(found: Factorization, error: float) -> list[Block]:
    blocks: list[Block] = []
    if len(found.objective) > 1:
        first, last = (decimal(float(found.objective[i]), 3) for i in (0, -1))
        rounds = len(found.objective) - 1
        blocks.append(
            f"In {rounds} round{'s' * (rounds > 1)} {found.objective_name} fell from {first} "
            f"to {last}; it never rises."
        )
    if found.starts > 1:
        blocks.append(f"The best of {found.starts} random starts is shown.")
    blocks.append(f"Root mean squared error on the known entries: {decimal(error, 3)}.")
    return blocks
