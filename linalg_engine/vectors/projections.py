"""Projections on a line."""

from __future__ import annotations

import math

import numpy as np

from linalg_engine.arrays import Vector, VectorLike, is_exact
from linalg_engine.errors import too_large
from linalg_engine.exact import Exact, Scalar, bounded_scalar, in_floats_when_too_long
from linalg_engine.results import result
from linalg_engine.vectors.entries import (
    ROUNDING,
    exact_product,
    exact_square,
    pair,
    require_direction,
    without_rounding,
)
from linalg_engine.vectors.lengths import float_length, unit_float


@result
class Projection:
    """``v`` split along a line: ``v = along + rejection``.

    Attributes
    ----------
    factor
        ``along = factor * onto``.
    along
        Shape (n,), the orthogonal projection of ``v`` onto the line of ``onto``.
    rejection
        Shape (n,), perpendicular to ``onto``.
    """

    factor: Scalar
    along: Vector
    rejection: Vector


@in_floats_when_too_long
def project(a: VectorLike, onto: VectorLike) -> Projection:
    """Split ``a`` into its projection on the line of ``onto`` and the orthogonal rest.

    Raises
    ------
    InputError
        If the lengths differ or ``onto`` is zero: it spans no line.

    Examples
    --------
    >>> split = la.project([3, 4], onto=[1, 0])
    >>> print(*split.along, "and", *split.rejection)
    3 0 and 0 4
    """
    a, onto = pair(a, onto, "a projection")
    require_direction(onto, "span a line to project onto")
    return projection(a, onto, exact_product(a, onto), exact_square(onto))


@in_floats_when_too_long
def projection(a: Vector, onto: Vector, product: Exact | None, square: Exact | None) -> Projection:
    """Project on the line of ``onto``; `exact_product` and `exact_square` are given."""
    if product is not None and square is not None and is_exact(a):
        factor: Scalar = bounded_scalar(product / square)
        along = onto * factor
        return Projection(factor, along, a - along)
    direction = unit_float(onto)
    scale = float(np.max(np.abs(a))) or 1.0
    terms = (a / scale).astype(np.float64) * direction
    length = math.fsum(terms) * scale
    if abs(length) <= ROUNDING * float(np.abs(terms).sum()) * scale:
        length = 0.0
    factor = length / float_length(onto)
    if math.isinf(factor):
        raise too_large()
    along = direction * length
    return Projection(factor, along, without_rounding(a - along, np.abs(a)))
