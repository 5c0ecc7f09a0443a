"""Signed areas in the plane and volumes in space."""

from __future__ import annotations

import numpy as np

from linalg_engine.arrays import Vector, VectorLike, as_vector, is_exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, in_floats_when_too_long
from linalg_engine.results import result
from linalg_engine.vectors.entries import checked, pair, total
from linalg_engine.vectors.lengths import float_length
from linalg_engine.vectors.products import cross

FLAT_TOLERANCE = 1e-14
"""Share of the product of three float lengths below which a volume counts as 0."""


@result
class TripleProduct:
    """``a · (b × c)``: the signed volume of the box with slanted sides that they span.

    Attributes
    ----------
    a, b, c
        Shape (3,).
    cross
        ``b × c``.
    terms
        Shape (3,), the products ``a[i] * cross[i]``.
    value
        Their sum, exact for exact vectors; positive where a, b, c are right-handed. Sums of floats
        that are 0 up to rounding are 0.
    """

    a: Vector
    b: Vector
    c: Vector
    cross: Vector
    terms: Vector
    value: Scalar

    @property
    def is_zero(self) -> bool:
        """Whether the vectors lie in one plane."""
        return self.value == 0


@in_floats_when_too_long
def signed_area(a: VectorLike, b: VectorLike) -> Scalar:
    """Return ``a[0] b[1] - a[1] b[0]`` of two vectors in the plane.

    It is the area of their parallelogram, negative where the way from a to b is clockwise, and
    the third entry of their cross product in space.

    Raises
    ------
    InputError
        If the vectors do not both have 2 entries.

    Examples
    --------
    >>> la.signed_area([1, 2], [3, 4])
    Fraction(-2, 1)
    """
    a, b = pair(a, b, "a cross product")
    if len(a) != 2:
        raise InputError(
            f"A signed area needs two vectors with 2 entries; these have {len(a)}.",
            example="[1, 0] and [0, 1]",
        )
    products = checked(np.multiply, a, b[::-1])
    return total(products * np.array([1, -1]))


@in_floats_when_too_long
def triple(a: VectorLike, b: VectorLike, c: VectorLike) -> TripleProduct:
    """Return the triple product ``a · (b × c)`` of three vectors in space.

    Raises
    ------
    InputError
        If one of the vectors does not have 3 entries.

    Examples
    --------
    >>> la.triple([1, 0, 0], [0, 2, 0], [0, 0, 3]).value
    Fraction(6, 1)
    """
    a, b, c = as_vector(a), as_vector(b), as_vector(c)
    for v in (a, b, c):
        if len(v) != 3:
            raise InputError(
                f"The triple product needs vectors with 3 entries; one of these has {len(v)}.",
                example="[1, 0, 0], [0, 1, 0] and [0, 0, 1]",
            )
    if not all(map(is_exact, (a, b, c))):
        a, b, c = (v.astype(np.float64) for v in (a, b, c))
    product = cross(b, c)
    terms = checked(np.multiply, a, product)
    value = total(terms)
    if not is_exact(a) and _is_rounding(float(value), a, b, c):
        value = 0.0
    return TripleProduct(a, b, c, product, terms, value)


def _is_rounding(share: float, *vectors: Vector) -> bool:
    """Whether a volume is negligible beside that of perpendicular vectors of these lengths."""
    lengths = [float_length(v) for v in vectors]
    if 0 in lengths:
        return True
    for length in lengths:
        share /= length  # one after the other: their product may overflow
    return abs(share) <= FLAT_TOLERANCE
