"""What a factorization means and how it is found, with the numbers of one entry and one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.typeset import (
    Node,
    Working,
    brackets,
    formula,
    index,
    joined,
    operator,
    power,
    prose,
    relation,
    row,
    symbol,
    words,
)
from bot.topics.factorize.figure import has_biases
from bot.topics.kit.rounded import fits, rounded_column, rounded_matrix
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from linalg_engine.factorization import Factorization

R, U, V = symbol("R"), symbol("U"), symbol("V")
LITTLE_U = symbol("u")
LAMBDA = symbol("λ")

FIRST_SENTENCES = {
    "als": "Start with small random numbers, then take turns: hold V and find the best U, hold U "
    "and find the best V. How strongly the numbers are held near 0 is learned from the ratings.",
    "plain": "Start with small random numbers, then take turns: hold V and find the best U, hold U "
    "and find the best V (alternating least squares).",
    "wals": "The same in turns, with all cells: a blank counts as a 0 with a small weight, so that "
    "what nobody watched is not simply ignored (weighted alternating least squares).",
    "svd": "The singular value decomposition, cut off after the largest values, is the product of "
    "this rank nearest to R (Eckart and Young). Both sides share each value.",
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


def _meaning(found: Factorization) -> list[dict[str, Any]]:
    (m, n), k = found.ratings.shape, found.rank
    i, j = (int(x) for x in np.argwhere(found.known)[0])
    model: list[Node] = [U, " ", V]
    dot = "the dot product of row i of U and column j of V"
    if has_biases(found):
        model = [words("mean + biases + "), *model]
    predicted = float(found.predictions[i, j])
    given = decimal(float(found.ratings[i, j]), 3)
    return [
        prose(f"R, {m}×{n}, is taken apart into U, {m}×{k}, and V, {k}×{n}:"),
        formula(R, relation("≈"), *model),
        prose(f"An entry is {dot}. Row {i + 1}, column {j + 1}, where {given} is given:"),
        formula(
            index(symbol("r"), f"{i + 1}{'' if max(i, j) < 9 else ','}{j + 1}"),
            relation("≈"),
            *_terms(found, i, j),
            relation("≈"),
            decimal(predicted, 3),
        ),
    ]


def _terms(found: Factorization, i: int, j: int) -> list[Node]:
    nodes: list[Node] = [
        row(_bracketed(u, first=r == 0 and not has_biases(found)), operator("·"), _bracketed(v))
        for r, (u, v) in enumerate(zip(found.users[i], found.items[:, j], strict=True))
    ]
    if has_biases(found):
        biases = (found.mean, found.user_bias[i], found.item_bias[j])
        nodes = [*(_bracketed(b, first=p == 0) for p, b in enumerate(biases)), *nodes]
    return joined(nodes, "+")


def _bracketed(x: Any, *, first: bool = False) -> Node:
    shown = decimal(float(x), 3)
    return brackets(shown) if shown.startswith("−") and not first else shown


def _way(found: Factorization) -> list[dict[str, Any]]:
    blocks = [prose(FIRST_SENTENCES[found.method])]
    if found.method == "svd":
        values = np.linalg.norm(found.users, axis=0) * np.linalg.norm(found.items, axis=1)
        nodes: list[Node] = []
        for r, value in enumerate(values[:5], start=1):
            nodes += [words(",  ") if r > 1 else "", index(symbol("σ"), str(r)), relation("≈")]
            nodes.append(decimal(float(value), 3))
        return [*blocks, formula(*nodes)]
    if found.method == "plain":
        blocks += _normal_equations(found)
    return blocks


def _normal_equations(found: Factorization) -> list[dict[str, Any]]:
    """Return the small system of equations for the first row of U."""
    known = found.known[0]
    v = found.items[:, known]
    left, right = v @ v.T, v @ found.ratings[0, known]
    blocks = [
        prose(
            f"With V held, row 1 of U is least squares over its {int(known.sum())} known entries, "
            f"{found.rank} equations; a small λ keeps the numbers small:"
        ),
        formula(
            *(V, " ", power(V, "T"), " ", LITTLE_U, operator("+"), LAMBDA, " ", LITTLE_U),
            *(relation("="), V, " ", symbol("r")),
        ),
    ]
    if not fits(left) or found.rank > 4:
        return blocks
    return [
        *blocks,
        formula(
            *(rounded_matrix(left), " ", LITTLE_U, operator("+"), LAMBDA, " ", LITTLE_U),
            *(relation("≈"), rounded_column(right)),
        ),
        prose("At the end:"),
        formula(LITTLE_U, relation("≈"), rounded_column(found.users[0])),
    ]


def _end(found: Factorization, error: float) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    if len(found.objective) > 1:
        first, last = (decimal(float(found.objective[i]), 3) for i in (0, -1))
        rounds = len(found.objective) - 1
        blocks.append(
            prose(
                f"In {rounds} round{'s' * (rounds > 1)} {found.objective_name} fell from {first} "
                f"to {last}; it never rises."
            )
        )
    if found.starts > 1:
        blocks.append(prose(f"The best of {found.starts} random starts is shown."))
    blocks.append(
        prose(f"Left on the known entries: a root mean squared error of {decimal(error, 3)}.")
    )
    return blocks
