"""Products of two vectors: dot and cross."""

from __future__ import annotations

import numpy as np

from linalg_engine.arrays import Vector, VectorLike, as_vector, is_exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, in_floats_when_too_long, is_exact_number
from linalg_engine.results import result
from linalg_engine.vectors.angles import Angle, angle_between
from linalg_engine.vectors.entries import (
    ROUNDING,
    checked,
    exact_square,
    is_zero,
    pair,
    total,
    without_rounding,
)
from linalg_engine.vectors.lengths import Norm, euclidean_norm
from linalg_engine.vectors.projections import Projection, projection


@result
class DotProduct:
    """The dot product of ``a`` and ``b`` with what explains it.

    Attributes
    ----------
    value
        ``sum(terms)``, exact for exact vectors; of floats 0 where rounding explains the rest.
    terms
        Shape (n,), the products ``a[i] * b[i]``.
    norm_a, norm_b
        Euclidean norms.
    angle
        None when one of the vectors is zero: it has no direction.
    projection
        Of ``a`` onto ``b``; None when ``b`` is zero.
    """

    a: Vector
    b: Vector
    value: Scalar
    terms: Vector
    norm_a: Norm
    norm_b: Norm
    angle: Angle | None
    projection: Projection | None

    @property
    def cosine(self) -> Scalar | None:
        """Cosine similarity in [-1, 1]; None when one of the vectors is zero."""
        return None if self.angle is None else self.angle.cosine


@in_floats_when_too_long
def dot(a: VectorLike, b: VectorLike) -> DotProduct:
    """Return the dot product of two vectors of the same length.

    Parameters
    ----------
    a, b
        Shape (n,).

    Raises
    ------
    InputError
        If the lengths differ or a float result overflows.

    Examples
    --------
    >>> la.dot([1, 2, 3], [4, 5, 6]).value
    Fraction(32, 1)
    >>> la.dot([1, 0], [1, 1]).angle.degrees
    45.0
    """
    given_a, given_b = as_vector(a), as_vector(b)
    a, b = pair(given_a, given_b, "a dot product")
    terms = checked(np.multiply, a, b)
    value, square_a, square_b = total(terms), exact_square(given_a), exact_square(given_b)
    product = value if is_exact_number(value) else None
    if product is None and abs(value) <= ROUNDING * float(np.abs(terms).sum()):
        value = 0.0
    has_angle = not (is_zero(a) or is_zero(b))
    return DotProduct(
        a=given_a,
        b=given_b,
        value=value,
        terms=terms,
        norm_a=euclidean_norm(given_a, square_a),
        norm_b=euclidean_norm(given_b, square_b),
        angle=angle_between(a, b, product, square_a, square_b) if has_angle else None,
        projection=None if is_zero(b) else projection(a, b, product, square_b),
    )


@in_floats_when_too_long
def cross(a: VectorLike, b: VectorLike) -> Vector:
    """Return the cross product ``a × b``, shape (3,), perpendicular to both.

    Raises
    ------
    InputError
        If the vectors do not both have 3 entries.

    Examples
    --------
    >>> print(*la.cross([1, 0, 0], [0, 1, 0]))
    0 0 1
    """
    a, b = pair(a, b, "a cross product")
    if len(a) != 3:
        raise InputError(
            f"The cross product lives in 3 dimensions; these vectors have {len(a)}.",
            example="[1, 0, 0] and [0, 1, 0]",
        )
    forward = checked(np.multiply, a[[1, 2, 0]], b[[2, 0, 1]])
    backward = checked(np.multiply, a[[2, 0, 1]], b[[1, 2, 0]])
    product = checked(np.subtract, forward, backward)
    if is_exact(product):
        return product
    return without_rounding(product, np.abs(forward) + np.abs(backward))
