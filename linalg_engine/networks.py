"""Layers of a neural network: a matrix times a vector, a shift, and an activation.

Goodfellow, Bengio and Courville, *Deep Learning*, sections 6.1 to 6.3 and 4.1.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from linalg_engine.arguments import one_of
from linalg_engine.arrays import Matrix, Vector, as_matrix, as_vector, is_exact
from linalg_engine.errors import InputError
from linalg_engine.exact import in_floats_when_too_long
from linalg_engine.matrices import as_float, bounded, multiply, overflow_in_words
from linalg_engine.results import result

if TYPE_CHECKING:
    from linalg_engine.arrays import Floats, MatrixLike, VectorLike

Activation = Literal["relu", "none", "sigmoid", "softmax"]
"""What a layer does to its sums."""

FLAT = 1000
"""Beyond it, e to the power of minus a number is 0 in floats."""


@result
class Layer:
    """What a layer makes of a vector.

    Attributes
    ----------
    x
        What goes in, shape (n,).
    weights
        W, one row a neuron, shape (m, n).
    bias
        b, shape (m,); None where there is none.
    products
        W x, shape (m,).
    sums
        W x + b, shape (m,).
    output
        The activation of the sums, shape (m,). Exact where the input is, for "relu" and "none".
    """

    x: Vector
    weights: Matrix
    bias: Vector | None
    products: Vector
    sums: Vector
    activation: Activation
    output: Vector


@result
class TwoLayers:
    """A hidden layer with ReLU, and one of scores that softmax makes probabilities."""

    hidden: Layer
    scores: Layer


@in_floats_when_too_long
def layer(
    x: VectorLike,
    w: MatrixLike,
    b: VectorLike | None = None,
    activation: Activation = "relu",
) -> Layer:
    """Return what a layer makes of a vector: the activation of ``w x + b``.

    Parameters
    ----------
    x
        Shape (n,).
    w
        One row a neuron, shape (m, n).
    b
        Shape (m,).

    Raises
    ------
    InputError
        If the shapes do not fit, the activation has another name, or the sums overflow.

    Examples
    --------
    >>> found = la.layer([1, 3], [[2, -1], [1, 1]], [0, -2])
    >>> print(*found.sums, "->", *found.output)
    -1 2 -> 0 2
    """
    one_of(activation, "activation", get_args(Activation))
    return _layer(as_vector(x), as_matrix(w), _bias(b), activation, "W", "b")


@in_floats_when_too_long
def two_layers(
    x: VectorLike,
    w1: MatrixLike,
    b1: VectorLike | None,
    w2: MatrixLike,
    b2: VectorLike | None = None,
) -> TwoLayers:
    """Return what two layers make of a vector: ``softmax(w2 relu(w1 x + b1) + b2)``.

    Parameters
    ----------
    x
        Shape (n,).
    w1, b1
        Of the hidden layer, shapes (m, n) and (m,).
    w2, b2
        Of the scores, shapes (k, m) and (k,).

    Raises
    ------
    InputError
        If the shapes do not fit, or the sums overflow.

    Examples
    --------
    >>> found = la.two_layers([1, 2], [[1, 0], [0, -1]], None, [[2, 1], [2, 5]])
    >>> found.scores.output.tolist()
    [0.5, 0.5]
    """
    hidden = _layer(as_vector(x), as_matrix(w1), _bias(b1), "relu", "W₁", "b₁")
    second = as_matrix(w2)
    if second.shape[1] != len(hidden.output):
        raise InputError(
            f"The hidden layer has {_count(len(hidden.output), 'neuron')} and W₂ "
            f"{_count(second.shape[1], 'column')}: W₂ needs one column for each hidden neuron, "
            f"{_count(len(hidden.output), 'column')}.",
            source="w2",
        )
    return TwoLayers(hidden, _layer(hidden.output, second, _bias(b2), "softmax", "W₂", "b₂"))


def relu(v: VectorLike) -> Vector:
    """Return the entries that are positive, and 0 for the others, shape (n,); exact if ``v`` is.

    Examples
    --------
    >>> print(*la.relu(la.parse_vector("[-2, 1/2, 3]")))
    0 1/2 3
    """
    given = as_vector(v)
    if not is_exact(given):
        return np.maximum(given, 0.0)
    kept = np.empty(len(given), dtype=object)
    kept[:] = [x if x > 0 else Fraction(0) for x in given]
    return kept


def sigmoid(v: VectorLike) -> Floats:
    """Return ``1 / (1 + exp(-x))`` of every entry, shape (n,).

    Examples
    --------
    >>> la.sigmoid([0, 1000]).tolist()
    [0.5, 1.0]
    """
    return np.exp(-np.logaddexp(0, -as_float(as_vector(v))))


def softmax(v: VectorLike) -> Floats:
    """Return ``exp(x)`` of every entry over their sum, shape (n,): positive, and 1 in all.

    The largest entry is subtracted first, which changes nothing but keeps every power below 1.

    Examples
    --------
    >>> la.softmax([0, 0]).tolist(), la.softmax([1000, 0]).tolist()
    ([0.5, 0.5], [1.0, 0.0])
    """
    powers = np.exp(below_largest(as_vector(v)))
    return powers / powers.sum()


def below_largest(v: Vector) -> Floats:
    """Return the entries less the largest one, shape (n,), no lower than −`FLAT`.

    Examples
    --------
    >>> below_largest(la.as_vector([3, 1])).tolist()
    [0.0, -2.0]
    """
    with np.errstate(over="ignore"):  # −1e308 less 1e308 is as far below as can be.
        differences = v - v.max()
    if is_exact(v):
        differences = np.array([max(x, -FLAT) for x in differences], dtype=object)
    return np.maximum(differences.astype(np.float64), -FLAT)


def _layer(
    x: Vector,
    w: Matrix,
    b: Vector | None,
    activation: Activation,
    called_w: str,
    called_b: str,
) -> Layer:
    m, n = map(int, w.shape)
    if n != len(x):
        raise InputError(
            f"{called_w} has {_count(n, 'column')} and x {_entries(len(x))}: every neuron, a row "
            f"of {called_w}, needs one weight for each entry of x. With {_count(len(x), 'column')} "
            f"in {called_w}, or {_entries(n)} in x, they fit.",
            source="x",
        )
    if b is not None and len(b) != m:
        raise InputError(
            f"{called_w} has {_count(m, 'row')} and {called_b} {_entries(len(b))}: every neuron "
            f"has one number that is added, so {called_b} needs {_entries(m)}.",
            source=called_b.translate(PLAIN),
        )
    products = multiply(w, x)
    sums = products if b is None else _added(products, b)
    return Layer(x, w, b, products, sums, activation, _activated(sums, activation))


PLAIN = str.maketrans("₁₂", "12")
"""From the name of a vector to that of an argument."""


def _added(a: Vector, b: Vector) -> Vector:
    if is_exact(a) and is_exact(b):
        return bounded(a + b)
    with overflow_in_words():
        return as_float(a) + as_float(b)


def _activated(sums: Vector, activation: Activation) -> Vector:
    match activation:
        case "relu":
            return relu(sums)
        case "sigmoid":
            return sigmoid(sums)
        case "softmax":
            return softmax(sums)
        case "none":
            return sums


def _bias(b: VectorLike | None) -> Vector | None:
    return None if b is None else as_vector(b)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"
