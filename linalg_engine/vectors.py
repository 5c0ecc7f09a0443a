"""Vectors: dot product, norm, angle, projection, distance, cross product.

Vectors are arrays of shape (n,). When every entry is rational they hold
`fractions.Fraction` (dtype object) and whatever is rational in the result is exact;
otherwise they are float64. Lengths and angles are computed on scaled
entries, so neither 1e200 nor 1e-200 overflows or vanishes on the way.

The formulas are those of Strang, *Introduction to Linear Algebra*, 6th ed., sections
1.2 (lengths and dot products) and 4.2 (projections).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Vector, VectorLike, as_vector
from linalg_engine.errors import InputError
from linalg_engine.results import result

Scalar = Fraction | float
"""A number: exact where it is a `Fraction`."""

LARGEST = Fraction(sys.float_info.max)
"""Results beyond are refused, exact ones too: nobody could draw or convert them."""

PARALLEL_TOLERANCE = 1e-14
"""Sine below which two float vectors count as parallel: a few units of rounding."""

PERPENDICULAR_TOLERANCE = 1e-14
"""The same for the cosine of two float vectors that count as perpendicular."""


@result
class Norm:
    """The length of a vector.

    Attributes
    ----------
    value
        The norm, non-negative; a `Fraction` where it is known to be rational.
    order
        The p of the p-norm, at least 1, or `math.inf`.
    square
        For order 2 and rational entries: the exact square of the norm, so that it can
        be shown as a root; otherwise None.
    """

    value: Scalar
    order: float
    square: Fraction | None


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


@result
class Angle:
    """The angle between two vectors.

    Attributes
    ----------
    radians
        In [0, π].
    cosine
        In [-1, 1].
    relation
        One of "same direction", "opposite", "perpendicular", "acute", "obtuse".
        For rational vectors the first three are decided exactly.
    is_exact
        Whether the angle in degrees is known exactly: multiples of 30° and 45° between
        rational vectors. The special relations of float vectors hold up to rounding only.
    """

    radians: float
    cosine: float
    relation: str
    is_exact: bool

    @property
    def degrees(self) -> float:
        """The angle in degrees, in [0, 180]."""
        return math.degrees(self.radians)


SAME_DIRECTION = Angle(0.0, 1.0, "same direction", is_exact=True)
PERPENDICULAR = Angle(math.pi / 2, 0.0, "perpendicular", is_exact=True)
OPPOSITE = Angle(math.pi, -1.0, "opposite", is_exact=True)


SQUARED_COSINES = {Fraction(3, 4), Fraction(1, 2), Fraction(1, 4)}
"""Of 30°, 45° and 60°: with 0° and 90° the only rational ones of a rational number of degrees
(Niven, *Irrational Numbers*, 1956, corollary 3.12)."""


@result
class DotProduct:
    """The dot product of ``a`` and ``b`` with all that explains it.

    Attributes
    ----------
    value
        ``sum(terms)``, a `Fraction` for rational vectors.
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
    def cosine(self) -> float | None:
        """Cosine similarity in [-1, 1]; None when one of the vectors is zero."""
        return None if self.angle is None else self.angle.cosine


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
    a, b = _pair(a, b, "a dot product")
    terms = _checked(np.multiply, a, b)
    return DotProduct(
        a=a,
        b=b,
        value=_sum(terms),
        terms=terms,
        norm_a=norm(a),
        norm_b=norm(b),
        angle=None if is_zero(a) or is_zero(b) else angle(a, b),
        projection=None if is_zero(b) else project(a, b),
    )


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
        If ``order`` is below 1: that is not a norm (the triangle inequality fails).

    Examples
    --------
    >>> la.norm([3, 4]).value
    Fraction(5, 1)
    >>> la.norm([1, -2, 2], order=1).value
    Fraction(5, 1)
    """
    if not order >= 1:
        raise InputError(
            "The order p of a norm is 1 or more (1, 2, 3, … or inf); "
            "below 1 the triangle inequality fails.",
            example="2",
        )
    v = as_vector(v)
    if is_exact(v) and order == 2:
        square = _sum_exactly(v * v)
        return Norm(_exact_root(square), 2, square)
    if is_exact(v) and order in (1, math.inf):
        return Norm(_sum(np.abs(v)) if order == 1 else max(np.abs(v)), order, None)
    return Norm(_p_norm(v, order), order, None)


def unit(v: VectorLike) -> Vector:
    """Return ``v / ‖v‖``, shape (n,): exact when the norm is rational, else float64.

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
    _require_direction(v, "be scaled to length 1")
    length = norm(v).value
    if isinstance(length, Fraction):
        return v / length
    scaled = _scaled(v)
    return scaled / _euclidean(scaled)


def distance(a: VectorLike, b: VectorLike) -> Norm:
    """Return the Euclidean distance ``‖a - b‖`` of two points of the same dimension.

    Examples
    --------
    >>> la.distance([1, 1], [4, 5]).value
    Fraction(5, 1)
    """
    a, b = _pair(a, b, "a distance")
    return norm(_checked(np.subtract, a, b))


def angle(a: VectorLike, b: VectorLike) -> Angle:
    """Return the angle between two non-zero vectors.

    The arc cosine would lose half of the digits near 0 and π. Rational vectors have an
    exact tangent instead, squared: ``(‖a‖²‖b‖² - (a·b)²) / (a·b)²``. For floats it is
    ``2 atan2(‖u - w‖, ‖u + w‖)`` of the unit vectors (Kahan, *Miscalculating Area and
    Angles of a Needle-like Triangle*, 2014, section 12).

    Raises
    ------
    InputError
        If the lengths differ or one of the vectors is zero.

    Examples
    --------
    >>> la.angle([1, 0], [0, 2]).relation
    'perpendicular'
    >>> round(la.angle([1, 2], [3, 1]).degrees, 4)
    45.0
    """
    a, b = _pair(a, b, "an angle")
    _require_direction(a, "make an angle")
    _require_direction(b, "make an angle")
    return _exact_angle(a, b) if is_exact(a) else _float_angle(a, b)


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
    a, onto = _pair(a, onto, "a projection")
    _require_direction(onto, "span a line to project onto")
    if is_exact(a):
        factor: Scalar = _bounded(_sum_exactly(a * onto) / _sum_exactly(onto * onto))
        along = onto * factor
    else:
        direction = _unit_float(onto)
        scale = float(np.max(np.abs(a))) or 1.0
        length = float(np.dot(a / scale, direction)) * scale
        factor = length / _euclidean_of_any(onto)
        if math.isinf(factor):
            raise _too_large()
        along = direction * length
    return Projection(factor, along, a - along)


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
    a, b = _pair(a, b, "a cross product")
    if len(a) != 3:
        raise InputError(
            f"The cross product lives in 3 dimensions; these vectors have {len(a)}.",
            example="[1, 0, 0] and [0, 1, 0]",
        )
    forward = _checked(np.multiply, a[[1, 2, 0]], b[[2, 0, 1]])
    backward = _checked(np.multiply, a[[2, 0, 1]], b[[1, 2, 0]])
    return _checked(np.subtract, forward, backward)


def is_exact(v: Vector) -> bool:
    """Whether the entries are rational numbers rather than floats."""
    return v.dtype == object


def is_zero(v: Vector) -> bool:
    """Whether every entry is 0."""
    return not np.any(v != 0)


def _pair(a: VectorLike, b: VectorLike, purpose: str) -> tuple[Vector, Vector]:
    """Check that the lengths agree; make both float unless both are exact."""
    a, b = as_vector(a), as_vector(b)
    if len(a) != len(b):
        raise InputError(
            f"The vectors must have the same number of entries for {purpose}: "
            f"the first has {len(a)}, the second has {len(b)}.",
            example="[1, 2, 3] and [4, 5, 6]",
        )
    if is_exact(a) and is_exact(b):
        return a, b
    return a.astype(np.float64), b.astype(np.float64)


def _require_direction(v: Vector, purpose: str) -> None:
    if is_zero(v):
        raise InputError(
            f"The zero vector has no direction, so it cannot {purpose}. "
            "Give at least one entry that is not 0.",
            example="[" + ", ".join(["1"] + ["0"] * (min(len(v), 3) - 1)) + "]",
        )


def _checked(operation: Callable[[Vector, Vector], Vector], a: Vector, b: Vector) -> Vector:
    """Apply entry by entry; an overflow is said in words, not as a NumPy warning."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        result = operation(a, b)
    if is_exact(result):
        too_large = any(abs(x) > LARGEST for x in result)
    else:
        too_large = not np.all(np.isfinite(result))
    if too_large:
        raise _too_large()
    return result


def _too_large() -> InputError:
    return InputError(
        "The result is larger than a computer's floating-point numbers go "
        "(about 1.8 × 10³⁰⁸); use smaller entries."
    )


def _sum(terms: Vector) -> Scalar:
    """Sum exactly: rationals as they are, floats with one rounding at the end."""
    if is_exact(terms):
        return _bounded(_sum_exactly(terms))
    try:
        return math.fsum(terms)
    except OverflowError:
        raise _too_large() from None


def _sum_exactly(terms: Vector) -> Fraction:
    return sum(terms, Fraction(0))


def _bounded(value: Fraction) -> Fraction:
    if abs(value) > LARGEST:
        raise _too_large()
    return value


def _scaled(v: Vector) -> NDArray[np.float64]:
    """Return ``v`` divided by its largest absolute entry, as floats of at most 1."""
    return (v / np.max(np.abs(v))).astype(np.float64)


def _unit_float(v: Vector) -> NDArray[np.float64]:
    scaled = _scaled(v)
    return scaled / _euclidean(scaled)


def _euclidean(v: NDArray[np.float64]) -> float:
    return math.hypot(*v)


def _euclidean_of_any(v: Vector) -> float:
    return math.hypot(*(float(x) for x in v))


def _p_norm(v: Vector, order: float) -> float:
    largest = float(np.max(np.abs(v)))
    if order == math.inf or largest == 0:
        return largest
    if order == 2:
        value = _euclidean_of_any(v)
    else:
        ratios = _scaled(np.abs(v))
        value = largest * math.fsum(ratios**order) ** (1 / order)
    if math.isinf(value):
        raise _too_large()
    return value


def _exact_root(square: Fraction) -> Scalar:
    """Return the square root of a rational: itself rational, or rounded only at the end."""
    root = Fraction(math.isqrt(square.numerator), math.isqrt(square.denominator))
    if root * root == square:
        return root
    bits = square.denominator.bit_length() - square.numerator.bit_length()
    shift = bits // 2 + 64
    scaled = square * Fraction(4) ** shift
    root = Fraction(math.isqrt(scaled.numerator // scaled.denominator))
    return _to_float(root / Fraction(2) ** shift)


def _to_float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        raise _too_large() from None


def _exact_angle(a: Vector, b: Vector) -> Angle:
    product = _sum_exactly(a * b)
    square = product * product
    gram = _sum_exactly(a * a) * _sum_exactly(b * b) - square
    if product == 0:
        return PERPENDICULAR
    if gram == 0:
        return SAME_DIRECTION if product > 0 else OPPOSITE
    if square >= gram:
        radians = math.atan(_exact_root(gram / square))
    else:
        radians = math.pi / 2 - math.atan(_exact_root(square / gram))
    squared_cosine = square / (square + gram)
    size, is_exact = float(_exact_root(squared_cosine)), squared_cosine in SQUARED_COSINES
    if product > 0:
        return Angle(radians, size, "acute", is_exact)
    return Angle(math.pi - radians, -size, "obtuse", is_exact)


def _float_angle(a: Vector, b: Vector) -> Angle:
    u, w = _unit_float(a), _unit_float(b)
    apart, together = _euclidean(u - w), _euclidean(u + w)
    cosine = math.fsum(u * w)
    if abs(cosine) <= PERPENDICULAR_TOLERANCE:
        return replace(PERPENDICULAR, is_exact=False)
    if apart <= PARALLEL_TOLERANCE:
        return replace(SAME_DIRECTION, is_exact=False)
    if together <= PARALLEL_TOLERANCE:
        return replace(OPPOSITE, is_exact=False)
    relation = "acute" if cosine > 0 else "obtuse"
    radians = 2 * math.atan2(apart, together)
    return Angle(radians, math.cos(radians), relation, is_exact=False)
