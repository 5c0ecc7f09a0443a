"""What a factorization means and how it is found, with the numbers of one entry and one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    About,
    Chain,
    Index,
    Product,
    Quotient,
    Rounded,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Words,
)
from bot.formula.numbers import decimal
from bot.topics.factorize import descent
from bot.topics.factorize.model import R, U, V, has_biases
from bot.topics.factorize.updates import gradient_step, least_squares

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.topics.factorize.comparison import Comparison, Match
    from linalg_engine.factorization import Factorization

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
    "The singular value decomposition, cut off after the largest values, is the product of this "
    "rank nearest to "
)
ROOTS = " each get the root of each value."

NEAREST: Block = Sentence((TRUNCATED, R, " (Eckart and Young). ", U, " and ", V, ROOTS))

FIRST_SENTENCES: dict[str, Block] = {
    "als": Sentence((*TURNS, LEARNED)),
    "plain": Sentence((*TURNS, " (alternating least squares).")),
    "wals": "Take turns as in alternating least squares, but over all cells: a blank counts as a 0 "
    "with a small weight, so that what nobody watched is not simply ignored.",
    "svd": NEAREST,
    "nmf": "Take turns as in alternating least squares, but let no number fall below 0: each axis "
    "can only add.",
}


def working(found: Factorization, error: float, compared: Comparison | None) -> Working:
    """Return the meaning of one entry, the way to U and V, and how far the error fell.

    Parameters
    ----------
    error
        The root mean squared error on the known entries.
    compared
        Where dot product and cosine disagree in the picture.
    """
    blocks = [*_meaning(found), *_way(found), _end(error)]
    if compared is not None:
        blocks += _compared(compared)
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
            (
                R,
                f", {m}×{n}, becomes ",
                U,
                f", {m}×{k}, a row for each person, times ",
                V,
                f", {k}×{n}, a column for each item:",
            )
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
    if found.descent is not None:
        return [*descent.working(found, found.descent), *_starts(found)]
    is_exact = found.method in ("plain", "svd") and found.starts == 0
    blocks: list[Block] = [NEAREST if is_exact else FIRST_SENTENCES[found.method]]
    if is_exact:
        chains = (
            Chain(Index(Symbol("σ"), str(r)), (_three(value),))
            for r, value in enumerate(found.strengths, start=1)
        )
        blocks.append(Series(tuple(chains)))
    is_least_squares = found.method in ("plain", "svd")
    if is_least_squares:
        blocks += least_squares(found)
    if (rounds := len(found.objective) - 1) > 0:
        blocks.append(f"After {rounds} round{'s' * (rounds > 1)} the numbers hardly change.")
    blocks += _starts(found)
    return [*blocks, *gradient_step(found)] if is_least_squares else blocks


def _starts(found: Factorization) -> list[Block]:
    few = found.starts <= 1
    return [] if few else [f"The best of {found.starts} random starts is shown."]


def _end(error: float) -> str:
    return (
        "Error: the root of the mean of the squared differences on the known entries, "
        f"{decimal(error, 3)}."
    )


def _compared(shown: Comparison) -> list[Block]:
    """Work out dot products and cosines of one person with two items."""
    divided = ": the cosine is the dot product divided by both lengths, so only directions count."
    whose = f"Dot product and cosine for row {shown.person + 1} of "
    blocks: list[Block] = [Sentence((whose, U, divided))]
    for match in (shown.close, shown.most):
        blocks += _of_match(shown, match)
    return blocks


def _of_match(shown: Comparison, match: Match) -> list[Block]:
    user, item = shown.users[shown.person], shown.items[:, match.item]
    dot = Sum(tuple(Product((_three(a), _three(b))) for a, b in zip(user, item, strict=True)))
    lengths = Product((_three(np.linalg.norm(user)), _three(match.length)))
    return [
        Sentence((f"Column {match.item + 1} of ", V, ":")),
        Chain(Words("dot"), (dot, _three(match.dot))),
        Chain(Words("cosine"), (Quotient(_three(match.dot), lengths), _three(match.cosine))),
    ]
