"""Lengths: norms, distances, unit vectors."""

from __future__ import annotations

import math

import numpy as np

from linalg_engine.arguments import real_number
from linalg_engine.arrays import Floats, Vector, VectorLike, as_vector, is_exact
from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import (
    Exact,
    Scalar,
    bounded_scalar,
    in_floats_when_too_long,
    is_exact_number,
    rounded_root,
    square_root,
)
from linalg_engine.results import result
from linalg_engine.vectors.entries import checked, exact_square, pair, require_direction, total


@result
class Norm:
    """The length of a vector.

    Attributes
    ----------
    value
        The norm, non-negative; exact for exact entries and the orders 1, 2 and infinity,
        unless the root is no exact number.
    order
        The p of the p-norm, at least 1, or `math.inf`.
    """

    value: Scalar
    order: float


@in_floats_when_too_long
def norm(v: VectorLike, order: float = 2) -> Norm:
    """Return the p-norm of ``v``: ``(sum |v[i]|**p) ** (1/p)``.

    Parameters
    ----------
    v
        Shape (n,).
    order
        p, at least 1; `math.inf` gives the largest absolute entry.

    Raises
    ------
    InputError
        If ``order`` is no number, or below 1: that is not a norm (the triangle inequality fails).

    Examples
    --------
    >>> la.norm([3, 4]).value
    Fraction(5, 1)
    >>> la.norm([1, -2, 2], order=1).value
    Fraction(5, 1)
    """
    order = real_number(order, "The order p of a norm")
    if not order >= 1:
        raise InputError(
            "The order p of a norm is 1 or more (1, 2, 3, … or inf); "
            "below 1 the triangle inequality fails.",
            example="2",
        )
    v = as_vector(v)
    if order == 2:
        return euclidean_norm(v, exact_square(v))
    if is_exact(v) and order in (1, math.inf):
        return Norm(total(np.abs(v)) if order == 1 else max(np.abs(v)), order)
    return Norm(_p_norm(v, order), order)


@in_floats_when_too_long
def unit(v: VectorLike) -> Vector:
    """Return ``v / ‖v‖``, shape (n,): exact when the norm is, else float64.

    Raises
    ------
    InputError
        If ``v`` is zero: it has no direction.

    Examples
    --------
    >>> print(*la.unit([3, 4]))
    3/5 4/5
    """
    v = as_vector(v)
    require_direction(v, "be scaled to length 1")
    length = norm(v).value
    if is_exact(v) and is_exact_number(length):
        return v * (1 / length)
    return unit_float(v)


@in_floats_when_too_long
def distance(a: VectorLike, b: VectorLike) -> Norm:
    """Return the Euclidean distance ``‖a - b‖`` of two points of the same dimension.

    Examples
    --------
    >>> la.distance([1, 1], [4, 5]).value
    Fraction(5, 1)
    """
    a, b = pair(a, b, "a distance")
    return norm(checked(np.subtract, a, b))


@in_floats_when_too_long
def euclidean_norm(v: Vector, square: Exact | None) -> Norm:
    """Return the norm of ``v``, whose `exact_square` is given."""
    if square is None or not is_exact(v):
        return Norm(_p_norm(v, 2), 2)
    root = square_root(square)
    return Norm(rounded_root(square) if root is None else bounded_scalar(root), 2)


def unit_float(v: Vector) -> Floats:
    """Return ``v / ‖v‖`` as floats."""
    small = _scaled(v)
    return small / float_length(small)


def float_length(v: Vector) -> float:
    """Return the Euclidean norm as a float, infinite where it is beyond floats."""
    return math.hypot(*v.tolist())


def _p_norm(v: Vector, order: float) -> float:
    largest = float(np.max(np.abs(v)))
    if order == math.inf or largest == 0:
        return largest
    if order == 2:
        value = float_length(v)
    else:
        ratios = _scaled(np.abs(v))
        value = largest * math.fsum(ratios**order) ** (1 / order)
    if math.isinf(value):
        raise too_large()
    return value


def _scaled(v: Vector) -> Floats:
    """Return ``v`` divided by its largest absolute entry, as floats of at most 1."""
    return (v / np.max(np.abs(v))).astype(np.float64)
