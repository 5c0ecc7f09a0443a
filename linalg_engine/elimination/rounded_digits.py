"""What decimals may be rounded from: 0.333 from 1/3, 0.8660254 from √3/2.

A number with d decimals stands for an interval of some units of its last digit, and one with the
digits of a float for a few units in the last place. The simplest number in that interval is taken
for what was meant where it is so simple that it is hardly there by chance: about ``2**c`` numbers
have a numerator and a denominator of c bits together, so that one of them is found in an interval
of relative width ``2**-b`` with a chance of ``2**(c - b)``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from linalg_engine.arrays import Floats, Matrix, is_exact
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.exact import Exact, Surd, degree, square_root
from linalg_engine.matrices import identity, multiply
from linalg_engine.results import result

EVIDENCE = 3
"""Bits by which a number has to be simpler than the digits that may be rounded from it."""

ROOT_COST = 2
"""Bits that a root costs beside the number below it."""

FLOAT_DIGITS = range(15, 18)
"""Significant digits of a float as programs print it."""

FLOAT_BITS = 49
"""Relative precision of such a number after a few operations."""

NOISE = Fraction(1, 2**45)
"""A float below this share of the largest may be a rounding error of 0."""

MAX_DIGITS = 40
"""Numbers with more digits are taken as they are."""

MAX_ENTRIES = 121
"""Larger arrays are taken as they are."""

MAX_DEGREE = 4
"""Of the field that roots generate: two independent ones. More are there by chance."""

FEWEST_PLACES = 2
"""Decimals of a number that may be the cosine or the sine of a turn: 0.5 is typed on purpose."""

TURNS = (15, 5, 1)
"""Degrees of which the angle of a turn is a multiple, the roundest first."""

Simplest = Callable[[Fraction, Fraction], tuple[Exact, float] | None]
"""The simplest number of a kind between two positive ones, and its cost in bits."""


@result
class Reading:
    """A matrix of the numbers that decimals may be rounded from.

    Attributes
    ----------
    matrix
        Shape (m, n), exact.
    meant
        Each number that was changed, in the order of reading, with what it may stand for.
    """

    matrix: Matrix
    meant: tuple[tuple[Fraction, Exact], ...]


def readings(a: Matrix) -> Iterator[Reading]:
    """Yield what an exact matrix may be rounded from: fractions alone, then fractions and roots.

    Examples
    --------
    >>> [reading] = readings(la.parse_matrix("[0.333 0.25; 1 0.75]"))
    >>> print(*reading.matrix.flat)
    1/3 1/4 1 3/4
    >>> list(readings(la.parse_matrix("[0.31 0.25; 1 0.75]")))
    []
    """
    if not is_exact(a) or a.size > MAX_ENTRIES:
        return
    entries = [x for x in a.flat if isinstance(x, Fraction)]
    largest = max(map(abs, entries), default=Fraction(0))
    before: tuple[tuple[Fraction, Exact], ...] = ()
    for kinds in ((_simplest_fraction,), (_simplest_fraction, _simplest_root)):
        found = ((x, _meant(x, largest, kinds)) for x in dict.fromkeys(entries))
        meant = tuple((x, y) for x, y in found if y is not None)
        if meant not in ((), before):
            known: dict[Exact, Exact] = dict(meant)
            read = np.fromiter((known.get(x, x) for x in a.flat), object, a.size)
            if degree(read) <= MAX_DEGREE and _is_one_to_one(meant):
                yield Reading(read.reshape(a.shape), meant)
        before = meant


def lower_rank(a: Matrix, augmented: int = 0) -> Reading | None:
    """Return what a matrix may be rounded from where that has a lower rank, else None.

    Parameters
    ----------
    a
        Shape (m, n).
    augmented
        How many of the last columns are right-hand sides: the rank of all columns or of the
        others may be lower.

    Examples
    --------
    >>> reading = lower_rank(la.parse_matrix("[1.414 1; 2 1.414]"))
    >>> print(*reading.matrix.flat, "rank", la.rank(reading.matrix))
    √2 1 2 √2 rank 1
    >>> lower_rank(la.parse_matrix("[1.41 1; 2 1.5]")) is None
    True
    """
    before: tuple[int, ...] = ()
    for reading in readings(a):
        before = before or _ranks(a, augmented)
        after = _ranks(reading.matrix, augmented)
        if any(new < old for new, old in zip(after, before, strict=False)):
            return reading
    return None


def orthogonal(a: Matrix) -> Reading | None:
    """Return what a matrix may be rounded from where only that has orthonormal columns, else None.

    Examples
    --------
    >>> print(*orthogonal(la.parse_matrix("[0.707 -0.707; 0.707 0.707]")).matrix[0])
    √2/2 -√2/2
    """
    for reading in readings(a):
        if _is_orthogonal(reading.matrix) and not _is_orthogonal(a):
            return reading
    return None


def turn_within(a: Matrix) -> int | None:
    """Return the degrees of a turn whose matrix, shape (2, 2), is rounded to ``a``, else None.

    Positive counter-clockwise, from -179 to 180; None where the matrix itself is of a turn.

    Examples
    --------
    >>> turn_within(la.parse_matrix("[0.94 -0.342; 0.342 0.94]"))
    20
    >>> turn_within(la.parse_matrix("[0.9 -0.4; 0.4 0.9]")) is None
    True
    """
    if not is_exact(a) or _is_orthogonal(a) or any(isinstance(x, Surd) for x in a.flat):
        return None
    angle = math.degrees(math.atan2(a[1, 0], a[0, 0]))
    for step in TURNS:
        degrees = round(angle / step) * step
        if all(_is_rounded_from(x, y) for x, y in zip(a.flat, _turn(degrees).flat, strict=True)):
            return degrees if degrees > -180 else 180
    return None


class _Interval(NamedTuple):
    """What the size of a decimal may be rounded from, and the bits that it tells."""

    low: Fraction
    high: Fraction
    bits: float


def _ranks(a: Matrix, augmented: int) -> tuple[int, ...]:
    """Return the rank of all columns and that without the right-hand sides; none if not exact."""
    parts = (a, a[:, : a.shape[1] - augmented]) if augmented else (a,)
    found = [row_reduce(part, record=False) for part in parts]
    return tuple(part.rank for part in found) if all(part.is_exact for part in found) else ()


def _is_orthogonal(a: Matrix) -> bool:
    """Whether the columns of an exact matrix are perpendicular and of length 1."""
    return bool(np.array_equal(multiply(a.T, a), identity(a.shape[1], like=a)))


def _is_one_to_one(meant: tuple[tuple[Fraction, Exact], ...]) -> bool:
    """Whether different decimals of the same length stand for different numbers: not 0.66, 0.67."""
    seen: dict[tuple[Exact, int], Fraction] = {}
    for x, y in meant:
        significant, places = _decimal_digits(x) or (0, 0)
        is_float = significant in FLOAT_DIGITS
        if not is_float and seen.setdefault((abs(y), places), abs(x)) != abs(x):
            return False
    return True


def _turn(degrees: int) -> Floats:
    radians = math.radians(degrees)
    c, s = math.cos(radians), math.sin(radians)
    return np.array([[c, -s], [s, c]])


def _is_rounded_from(x: Fraction, y: float) -> bool:
    digits = _decimal_digits(x)
    if digits is None or digits[1] < FEWEST_PLACES:
        return x == y
    interval = _interval(x, *digits)
    return interval.low <= abs(y) <= interval.high and (x > 0) == (y > 0)


def _meant(x: Fraction, largest: Fraction, kinds: tuple[Simplest, ...]) -> Exact | None:
    """Return the number that another may be rounded from, None where it is taken as it is."""
    digits = _decimal_digits(x)
    if x.denominator == 1 or digits is None or digits[0] > MAX_DIGITS:
        return None
    if digits[0] in FLOAT_DIGITS and abs(x) < NOISE * largest:
        return Fraction(0)
    low, high, bits = _interval(x, *digits)
    found = [candidate for kind in kinds if (candidate := kind(low, high)) is not None]
    value, cost = min(found, key=lambda candidate: candidate[1])
    if value == abs(x) or bits - cost < EVIDENCE:
        return None
    return value if x > 0 else -value


def _interval(x: Fraction, significant: int, places: int) -> _Interval:
    size = abs(x)
    if significant in FLOAT_DIGITS:
        unit = size / 2**FLOAT_BITS
        return _Interval(size - unit, size + unit, FLOAT_BITS)
    unit = Fraction(1, 10**places)
    # Rounded, or cut off: then it is anything below the next digit.
    return _Interval(size - unit / 2, size + unit * 99 / 100, math.log2(size / unit))


def _decimal_digits(x: Fraction) -> tuple[int, int] | None:
    """Return the significant digits of a decimal and those after its point, None for 1/3."""
    rest, places = x.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1 or places > MAX_DIGITS:
        return None
    return len(str(abs(x.numerator) * 10**places // x.denominator)), places


def _simplest_fraction(low: Fraction, high: Fraction) -> tuple[Exact, float] | None:
    found = _simplest(low, high)
    return found, _bits(found)


def _simplest_root(low: Fraction, high: Fraction) -> tuple[Exact, float] | None:
    square = _simplest(low * low, high * high)
    root = square_root(square)
    if root is None or isinstance(root, Fraction):
        return None
    return root, _bits(square) + ROOT_COST


def _bits(x: Fraction) -> float:
    return math.log2(max(x.numerator, 1)) + math.log2(x.denominator)


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """Return the fraction with the smallest denominator in ``[low, high]``, ``0 <= low < high``.

    By continued fractions: the whole parts that both ends have in common, then the smallest whole
    number between what is left.
    """
    whole = math.ceil(low)
    if whole <= high:
        return Fraction(whole)
    below = whole - 1
    return below + 1 / _simplest(1 / (high - below), 1 / (low - below))
