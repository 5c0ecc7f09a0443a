"""Vectors: dot product, norm, angle, projection, distance, cross product.

Vectors are arrays of shape (n,). When every entry is exact they hold `fractions.Fraction` and
`Surd` (dtype object), and so do the results where they are exact numbers; otherwise they are
float64, and so are results whose exact numbers would be too long. Lengths and angles are
computed on scaled entries, so neither 1e200 nor 1e-200 overflows or vanishes on the way.

The formulas are those of Strang, *Introduction to Linear Algebra*, 6th ed., sections
1.2 (lengths and dot products) and 4.2 (projections).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import Vector, VectorLike, as_vector
from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import (
    Exact,
    Scalar,
    TooLongError,
    approximation,
    in_floats_when_too_long,
    is_exact_number,
    square_root,
)
from linalg_engine.results import result

LARGEST = Fraction(sys.float_info.max)
"""Larger results are refused, exact ones too, since they could not become floats."""

PARALLEL_TOLERANCE = 1e-14
"""Sine below which two float vectors count as parallel: a few units of rounding."""

PERPENDICULAR_TOLERANCE = 1e-14
"""The same for the cosine of two float vectors that count as perpendicular."""

ROOT_BITS = 64
"""Relative precision of a square root that becomes a float, which has 53 bits."""


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
        In [-1, 1]; exact for exact vectors, unless it is no exact number.
    relation
        One of "same direction", "opposite", "perpendicular", "acute", "obtuse".
        For exact vectors the first three are decided exactly.
    exact_degrees
        The angle in degrees where it is known to be a whole number: multiples of 15° and 36°
        between exact vectors. The special relations of float vectors hold up to rounding only.
    """

    radians: float
    cosine: Scalar
    relation: str
    exact_degrees: int | None

    @property
    def is_exact(self) -> bool:
        """Whether the angle in degrees is known exactly."""
        return self.exact_degrees is not None

    @property
    def degrees(self) -> float:
        """The angle in degrees, in [0, 180]."""
        if self.exact_degrees is not None:
            return float(self.exact_degrees)
        return math.degrees(self.radians)


SAME_DIRECTION = Angle(0.0, Fraction(1), "same direction", 0)
PERPENDICULAR = Angle(math.pi / 2, Fraction(0), "perpendicular", 90)
OPPOSITE = Angle(math.pi, Fraction(-1), "opposite", 180)


def _special_cosines() -> dict[Exact, int]:
    roots: list[Any] = [square_root(n) for n in (2, 3, 5, 6)]
    two, three, five, six = roots
    return {
        (six + two) / 4: 15,
        three / 2: 30,
        (1 + five) / 4: 36,
        two / 2: 45,
        Fraction(1, 2): 60,
        (five - 1) / 4: 72,
        (six - two) / 4: 75,
    }


DEGREES = _special_cosines()
"""Acute angles by their cosines: all of a rational number of degrees whose cosine is
a rational number or a `Surd`. (The cosine of 360°/n generates a field whose Galois group is
that of the units modulo n with ±1 taken as one; only for these n has it no elements of an order
above 2.)"""


@result
class DotProduct:
    """The dot product of ``a`` and ``b`` with what explains it.

    Attributes
    ----------
    value
        ``sum(terms)``, exact for exact vectors.
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
    a, b = _pair(a, b, "a dot product")
    terms = _checked(np.multiply, a, b)
    value, square_a, square_b = _sum(terms), _square(a), _square(b)
    product = value if is_exact_number(value) else None
    return DotProduct(
        a=a,
        b=b,
        value=value,
        terms=terms,
        norm_a=_length(a, square_a),
        norm_b=_length(b, square_b),
        angle=None if is_zero(a) or is_zero(b) else _angle(a, b, product, square_a, square_b),
        projection=None if is_zero(b) else _projection(a, b, product, square_b),
    )


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
    if order == 2:
        return _length(v, _square(v))
    if is_exact(v) and order in (1, math.inf):
        return Norm(_sum(np.abs(v)) if order == 1 else max(np.abs(v)), order)
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
    _require_direction(v, "be scaled to length 1")
    length = norm(v).value
    if is_exact(v) and is_exact_number(length):
        return v * (1 / length)
    return _unit_float(v)


@in_floats_when_too_long
def distance(a: VectorLike, b: VectorLike) -> Norm:
    """Return the Euclidean distance ``‖a - b‖`` of two points of the same dimension.

    Examples
    --------
    >>> la.distance([1, 1], [4, 5]).value
    Fraction(5, 1)
    """
    a, b = _pair(a, b, "a distance")
    return norm(_checked(np.subtract, a, b))


@in_floats_when_too_long
def angle(a: VectorLike, b: VectorLike) -> Angle:
    """Return the angle between two non-zero vectors.

    The arc cosine would lose half of the digits near 0 and π. Exact vectors have an exact
    tangent instead, squared: ``(‖a‖²‖b‖² - (a·b)²) / (a·b)²``. For floats it is
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
    return _angle(a, b, _product(a, b), _square(a), _square(b))


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
    a, onto = _pair(a, onto, "a projection")
    _require_direction(onto, "span a line to project onto")
    return _projection(a, onto, _product(a, onto), _square(onto))


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
    """Whether the entries are exact numbers rather than floats."""
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
    """Apply entry by entry; an overflow is an `InputError`, not a NumPy warning."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        result = operation(a, b)
    if is_exact(result):
        overflows = any(abs(x) > LARGEST for x in result)
    else:
        overflows = not np.all(np.isfinite(result))
    if overflows:
        raise too_large()
    return result


def _sum(terms: Vector) -> Scalar:
    """Sum exactly: exact numbers as they are, floats with one rounding at the end."""
    if is_exact(terms):
        return _bounded(_sum_exactly(terms))
    try:
        return math.fsum(terms)
    except OverflowError:
        raise too_large() from None


def _sum_exactly(terms: Vector) -> Exact:
    return sum(terms, Fraction(0))


def _bounded(value: Exact) -> Exact:
    if abs(value) > LARGEST:
        raise too_large()
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
        raise too_large()
    return value


def _rounded_root(square: Exact) -> float:
    """Return the square root as a float, also where the square is beyond floats."""
    square = approximation(square, ROOT_BITS)
    bits = square.denominator.bit_length() - square.numerator.bit_length()
    shift = bits // 2 + ROOT_BITS
    scaled = square * Fraction(4) ** shift
    root = Fraction(math.isqrt(scaled.numerator // scaled.denominator))
    try:
        return float(root / Fraction(2) ** shift)
    except OverflowError:
        raise too_large() from None


# With exact sums of products, which `dot` computes once for all; None for float vectors


def _product(a: Vector, b: Vector) -> Exact | None:
    return _sum_exactly(a * b) if is_exact(a) else None


def _square(v: Vector) -> Exact | None:
    return _product(v, v)


@in_floats_when_too_long
def _length(v: Vector, square: Exact | None) -> Norm:
    if square is None or not is_exact(v):
        return Norm(_p_norm(v, 2), 2)
    root = square_root(square)
    return Norm(_rounded_root(square) if root is None else _bounded(root), 2)


@in_floats_when_too_long
def _projection(a: Vector, onto: Vector, product: Exact | None, square: Exact | None) -> Projection:
    if product is not None and square is not None and is_exact(a):
        factor: Scalar = _bounded(product / square)
        along = onto * factor
    else:
        direction = _unit_float(onto)
        scale = float(np.max(np.abs(a))) or 1.0
        length = float(np.dot(a / scale, direction)) * scale
        factor = length / _euclidean_of_any(onto)
        if math.isinf(factor):
            raise too_large()
        along = direction * length
    return Projection(factor, along, a - along)


@in_floats_when_too_long
def _angle(
    a: Vector, b: Vector, product: Exact | None, square_a: Exact | None, square_b: Exact | None
) -> Angle:
    if product is None or square_a is None or square_b is None or not is_exact(a):
        return _float_angle(a, b)
    return _exact_angle(product, square_a, square_b)


def _exact_angle(product: Exact, square_a: Exact, square_b: Exact) -> Angle:
    if product == 0:
        return PERPENDICULAR
    part, whole = product * product, square_a * square_b
    rest = whole - part
    if rest == 0:
        return SAME_DIRECTION if product > 0 else OPPOSITE
    if part >= rest:
        radians = math.atan(_rounded_root(_quotient(rest, part)))
    else:
        radians = math.pi / 2 - math.atan(_rounded_root(_quotient(part, rest)))
    exact = _exact_cosine(abs(product), square_a, square_b)
    cosine = _rounded_root(_quotient(part, whole)) if exact is None else exact
    degrees = None if exact is None else DEGREES.get(exact)
    if product > 0:
        return Angle(radians, cosine, "acute", degrees)
    return Angle(math.pi - radians, -cosine, "obtuse", None if degrees is None else 180 - degrees)


def _exact_cosine(product: Exact, square_a: Exact, square_b: Exact) -> Exact | None:
    """Return the quotient of a positive product by both lengths, None where it is not exact."""
    try:
        cosine = square_root(product * product / (square_a * square_b))
        if cosine is not None:
            return cosine
        # The root of each square may be found where that of their product is not.
        length_a, length_b = square_root(square_a), square_root(square_b)
        return None if length_a is None or length_b is None else product / (length_a * length_b)
    except TooLongError:
        return None


def _quotient(a: Exact, b: Exact) -> Fraction:
    """Return a / b of real numbers as a rational number, rounded where they have roots."""
    return approximation(a, ROOT_BITS) / approximation(b, ROOT_BITS)


def _float_angle(a: Vector, b: Vector) -> Angle:
    u, w = _unit_float(a), _unit_float(b)
    apart, together = _euclidean(u - w), _euclidean(u + w)
    cosine = math.fsum(u * w)
    if abs(cosine) <= PERPENDICULAR_TOLERANCE:
        return replace(PERPENDICULAR, cosine=0.0, exact_degrees=None)
    if apart <= PARALLEL_TOLERANCE:
        return replace(SAME_DIRECTION, cosine=1.0, exact_degrees=None)
    if together <= PARALLEL_TOLERANCE:
        return replace(OPPOSITE, cosine=-1.0, exact_degrees=None)
    relation = "acute" if cosine > 0 else "obtuse"
    radians = 2 * math.atan2(apart, together)
    return Angle(radians, math.cos(radians), relation, None)
