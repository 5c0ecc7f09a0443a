"""A layer step by step: W x, + b, and the activation, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Brackets,
    Chain,
    Column,
    Function,
    Index,
    Minus,
    Power,
    Product,
    Quotient,
    Row,
    Sentence,
    Sum,
    Symbol,
    elided,
)
from bot.topics.network.words import MOST_NEURONS, dot_product
from linalg_engine.networks import below_largest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from bot.topics.network.words import Names
    from linalg_engine.networks import Layer

SOFTMAX = (
    "Softmax: subtract the largest sum, so that nothing grows too large (the result is the same), "
    "and take e to the power of each:"
)

E, Z = Symbol("e"), Symbol("z")


def blocks(found: Layer, names: Names, say: Notation) -> list[Block]:
    """Return the steps of one layer."""
    product = Brackets(names.product())
    shown: list[Block] = [
        Sentence(("A row of ", names.weights, " holds the weights of a neuron:")),
        Chain(names.weights, (say.matrix(found.weights),)),
        Sentence(("Multiply each with its entry of ", names.given, ", and add up:")),
    ]
    if max(found.weights.shape) > MOST_NEURONS:
        del shown[1]  # No phone could show it.
    for i in elided(range(len(found.products)), MOST_NEURONS):
        if isinstance(i, int):
            sides = dot_product(found, i, say), say.number(found.products[i])
            shown.append(Chain(Index(product, str(i + 1)), sides))
        else:
            shown.append(i)
    if found.bias is not None:
        columns = Sum((say.column(found.products), say.column(found.bias)))
        shown += [
            Sentence(("Add ", names.bias, ", entry by entry:")),
            Chain(names.sums(found), (columns, say.column(found.sums))),
        ]
    return [*shown, *_activation(found, names, say)]


def _activation(found: Layer, names: Names, say: Notation) -> list[Block]:
    output, result = names.output(found), say.column(found.output)
    match found.activation:
        case "relu":
            largest = _column(
                Function("max", Brackets(Row(("0, ", say.number(z))))) for z in found.sums
            )
            return [
                "ReLU keeps what is positive and makes 0 of the rest:",
                Chain(output, (largest, result)),
            ]
        case "sigmoid":
            curve = Quotient("1", Sum(("1", Power(E, Minus(Z)))))
            return [
                Sentence(("Sigmoid makes of every sum ", Z, " the number")),
                Chain(Function("σ", Brackets(Z)), (curve,)),
                Chain(output, (result,)),
            ]
        case "softmax":
            less = below_largest(found.sums)
            powers = np.exp(less)
            total = say.number(float(powers.sum()))
            raised = _column(Power(E, say.number(float(x))) for x in less)
            return [
                SOFTMAX,
                Chain(raised, (say.column(powers),)),
                Sentence(("Divide each by their sum, ", Row((total,)), ":")),
                Chain(output, (Product((Quotient("1", total), say.column(powers))), result)),
            ]
        case "none":
            return []


def _column(entries: Iterable[Formula]) -> Column:
    return Column(elided(tuple(entries), gap="⋮"))
