"""Angles between vectors."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

from linalg_engine.arrays import Vector, VectorLike, is_exact
from linalg_engine.exact import (
    Exact,
    Scalar,
    TooLongError,
    approximation,
    in_floats_when_too_long,
    rounded_root,
    square_root,
)
from linalg_engine.exact.floats import ROOT_BITS
from linalg_engine.results import result
from linalg_engine.vectors.entries import exact_product, exact_square, pair, require_direction
from linalg_engine.vectors.lengths import float_length, unit_float

PARALLEL_TOLERANCE = 1e-14
"""Sine below which two float vectors count as parallel: a few units of rounding."""

PERPENDICULAR_TOLERANCE = 1e-14
"""The same for the cosine of two float vectors that count as perpendicular."""


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
    a, b = pair(a, b, "an angle")
    require_direction(a, "make an angle")
    require_direction(b, "make an angle")
    return angle_between(a, b, exact_product(a, b), exact_square(a), exact_square(b))


@in_floats_when_too_long
def angle_between(
    a: Vector, b: Vector, product: Exact | None, square_a: Exact | None, square_b: Exact | None
) -> Angle:
    """Return the angle; `exact_product` and `exact_square` of non-zero vectors are given."""
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
        radians = math.atan(rounded_root(_quotient(rest, part)))
    else:
        radians = math.pi / 2 - math.atan(rounded_root(_quotient(part, rest)))
    exact = _exact_cosine(abs(product), square_a, square_b)
    cosine = rounded_root(_quotient(part, whole)) if exact is None else exact
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
    u, w = unit_float(a), unit_float(b)
    apart, together = float_length(u - w), float_length(u + w)
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
