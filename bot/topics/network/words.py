"""A layer in names, sentences and formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.formula import (
    Brackets,
    Chain,
    Function,
    Index,
    Minus,
    Product,
    Row,
    Sum,
    Symbol,
    VectorName,
    elided,
)
from bot.text import percent

if TYPE_CHECKING:
    from bot.formula import Formula, Notation
    from linalg_engine.exact import Scalar
    from linalg_engine.networks import Activation, Layer

MOST_NEURONS = 8
"""Neurons that are worked out one by one."""

MOST_IN_TITLE = 6
"""Entries of a vector in the title beside "…"."""

FUNCTIONS: dict[Activation, str] = {"relu": "ReLU", "sigmoid": "σ", "softmax": "softmax"}


@dataclass(frozen=True)
class Names:
    """What a layer's parts are called."""

    given: Formula
    weights: Formula
    bias: Formula

    def product(self) -> Formula:
        """Return ``W x``."""
        return Row((self.weights, " ", self.given))

    def sums(self, found: Layer) -> Formula:
        """Return ``W x + b``, or without b where there is none."""
        product = self.product()
        return product if found.bias is None else Sum((product, self.bias))

    def output(self, found: Layer) -> Formula:
        """Return ``ReLU(W x + b)``."""
        return activated(found.activation, self.sums(found))


ONE = Names(VectorName("x"), Symbol("W"), VectorName("b"))
HIDDEN, SCORES = (
    Names(VectorName(given), Index(Symbol("W"), k), Index(VectorName("b"), k))
    for given, k in (("x", "1"), ("h", "2"))
)


def activated(activation: Activation, of: Formula) -> Formula:
    """Return the activation of a formula."""
    name = FUNCTIONS.get(activation)
    return of if name is None else Function(name, Brackets(of))


def signed(value: Scalar, say: Notation) -> Formula:
    """Return a number as a term of a sum, subtracted where it is negative."""
    return Minus(say.number(-value)) if value < 0 else say.number(value)


def dot_product(found: Layer, neuron: int, say: Notation) -> Sum:
    """Return what is added up for a neuron: ``2·1 + (−1)·3``."""
    pairs = zip(found.weights[neuron], found.x, strict=True)
    terms: list[Formula] = [
        Product((say.number(weight), say.number(x)), is_tight=True) for weight, x in pairs
    ]
    return Sum(elided(terms))


def neuron_lines(found: Layer, say: Notation, called: str = "neuron") -> list[str]:
    """Return each neuron worked out: ``neuron 1: 2·1 + (−1)·3 + 1 = 0 → 0``."""
    m = len(found.sums)
    return [
        _line(found, i, say, called) if isinstance(i, int) else f"… {m} neurons in all"
        for i in elided(range(m), MOST_NEURONS)
    ]


def _line(found: Layer, neuron: int, say: Notation, called: str) -> str:
    terms = dot_product(found, neuron, say).terms
    if found.bias is not None:
        terms = (*terms, signed(found.bias[neuron], say))
    line = f"{called} {neuron + 1}: {Chain(Sum(terms), (say.number(found.sums[neuron]),))}"
    if found.activation == "none":
        return line
    return f"{line} → {say.number(found.output[neuron])}"


def meaning(found: Layer) -> str:
    """Return what the layer does, in one or two sentences."""
    match found.activation:
        case "relu":
            return f"{relu_title(found)}: {_relu_reason(found)}"
        case "softmax":
            return (
                "Softmax turns the sums into positive numbers that add up to 1, so they are read "
                f"as probabilities: {most_probable(found)}."
            )
        case "sigmoid":
            return (
                "Sigmoid presses every sum between 0 and 1: a sum of 0 becomes 0.5, a large one "
                "nearly 1, a very negative one nearly 0."
            )
        case "none":
            return (
                "Without an activation a layer is only a matrix times a vector, and a shift: two "
                "of them would again be one."
            )


def relu_title(found: Layer) -> str:
    """Return how many neurons are off."""
    count, off = len(found.output), sum(y == 0 for y in found.output)
    if count == 1:
        return "The neuron is off" if off else "The neuron is on"
    if off in (0, count):
        every = "Both" if count == 2 else f"All {count}"
        return f"{every} neurons are {'off' if off else 'on'}"
    return f"{off} of {count} neurons {'is' if off == 1 else 'are'} off"


def _relu_reason(found: Layer) -> str:
    off = sum(y == 0 for y in found.output)
    if off == 0:
        return "where a sum is positive, ReLU leaves it as it is."
    if off == len(found.output):
        return "no sum is positive, and ReLU makes 0 of what is not."
    sums = "its sum is" if off == 1 else "their sums are"
    return (
        f"{sums} not positive, so ReLU makes 0 of {'it' if off == 1 else 'them'}; the rest stays."
    )


def most_probable(found: Layer, called: str = "neuron") -> str:
    """Return "neuron 2 has 88 %", or that several have the most."""
    output = found.output
    largest = float(max(output))
    first = [i + 1 for i, y in enumerate(output) if float(y) > largest - 1e-12]
    if len(first) > 1:
        return f"{len(first)} {called}s share the most, {percent(largest, 0)} each"
    return f"{called} {first[0]} has {percent(largest, 0)}"
