"""Sums of rationals times square roots, as numbers with arithmetic and order."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from numbers import Rational
from operator import ge, gt, le, lt
from typing import Any

from linalg_engine.exact.square_factors import square_part
from linalg_engine.exact.terms import (
    MAX_BITS,
    Term,
    Terms,
    TooLongError,
    added,
    approximated,
    canonical,
    multiplied,
    sign,
    text,
    with_a_root_negated,
)

FLOAT_BITS = 80
"""Relative precision at which a number becomes a float; a float has 53 bits."""


@dataclass(frozen=True, slots=True)
class Surd:
    """An irrational number: a sum of rationals times square roots of whole numbers.

    Made by `square_root` and by arithmetic, which mixes with int and Fraction. Results that are
    rational are Fractions; together with a float or a complex number the result is one. Real
    numbers can be compared, also with floats. Arithmetic raises `TooLongError` where the result
    would have more than `MAX_TERMS` terms or `MAX_BITS` bits.

    Attributes
    ----------
    terms
        Pairs ``(radicand, coefficient)``: the rational part with radicand 1 first, then the
        other positive radicands in ascending order, then the negative ones, -1 for i first.
        Radicands are not 0 and have no square factors, coefficients are not 0.

    Examples
    --------
    >>> golden = (1 + square_root(5)) / 2
    >>> golden
    Surd(1/2 + √5/2)
    >>> golden**2 - golden
    Fraction(1, 1)
    >>> float(golden)
    1.618033988749895
    >>> golden < Fraction(8, 5)
    False
    """

    terms: tuple[Term, ...]

    @property
    def is_real(self) -> bool:
        """Whether there is no imaginary part."""
        return self.terms[-1][0] > 0

    @property
    def real(self) -> Exact:
        """The real part."""
        return _number({r: c for r, c in self.terms if r > 0})

    @property
    def imag(self) -> Exact:
        """The imaginary part, a real number."""
        return _number({-r: c for r, c in self.terms if r < 0})

    def conjugate(self) -> Surd:
        """Return the complex conjugate."""
        return Surd(tuple((r, -c if r < 0 else c) for r, c in self.terms))

    # Arithmetic

    def __neg__(self) -> Surd:
        return Surd(tuple((r, -c) for r, c in self.terms))

    def __pos__(self) -> Surd:
        return self

    def __abs__(self) -> Any:
        """Return the absolute value: a float where that of a complex number is no `Surd`."""
        if self.is_real:
            return self if sign(dict(self.terms)) > 0 else -self
        root = square_root(self * self.conjugate())
        return abs(complex(self)) if root is None else root

    def __add__(self, other: Any) -> Any:
        if isinstance(other, (float, complex)):
            return _rounded(self) + other
        terms = _terms_of(other)
        return NotImplemented if terms is None else _number(added(self.terms, terms))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, _NUMBERS) else NotImplemented

    def __rsub__(self, other: Any) -> Any:
        return -self + other if isinstance(other, _NUMBERS) else NotImplemented

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, (float, complex)):
            return _rounded(self) * other
        terms = _terms_of(other)
        return NotImplemented if terms is None else _number(multiplied(self.terms, terms))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, (float, complex)):
            return _rounded(self) / other
        terms = _terms_of(other)
        if terms is None:
            return NotImplemented
        if isinstance(other, Surd):
            return self * _inverse(other)
        return _number({r: c / terms[0][1] for r, c in self.terms})

    def __rtruediv__(self, other: Any) -> Any:
        if isinstance(other, (float, complex)):
            return other / _rounded(self)
        return NotImplemented if _terms_of(other) is None else _inverse(self) * other

    def __pow__(self, exponent: Any) -> Any:
        """Return an integer power exactly, any other power as a float."""
        if isinstance(exponent, (float, complex)):
            return _rounded(self) ** exponent
        power = _whole(exponent)
        if power is None:
            return NotImplemented if _terms_of(exponent) is None else _rounded(self) ** exponent
        return _power(_inverse(self) if power < 0 else self, abs(power))

    def __rpow__(self, base: Any) -> Any:
        return base ** _rounded(self)

    # Order

    def __lt__(self, other: Any) -> bool:
        return _compare(self, other, lt)

    def __le__(self, other: Any) -> bool:
        return _compare(self, other, le)

    def __gt__(self, other: Any) -> bool:
        return _compare(self, other, gt)

    def __ge__(self, other: Any) -> bool:
        return _compare(self, other, ge)

    # Conversion

    def __float__(self) -> float:
        return float(approximation(self, FLOAT_BITS))

    def __complex__(self) -> complex:
        return complex(float(self.real), float(self.imag))

    def __str__(self) -> str:
        """Return ``1/2 - √5/2``, which the parsers read back unless it has an i."""
        return text(self.terms)

    def __repr__(self) -> str:
        return f"Surd({self})"


Exact = Fraction | Surd
"""An exact number."""

Scalar = Fraction | Surd | float
"""A number: exact unless it is a float."""

_NUMBERS = (Rational, Surd, float, complex)


def square_root(value: Exact | int) -> Exact | None:
    """Return the principal square root, or None where it is no exact number.

    Parameters
    ----------
    value
        A rational number: None where its square factors cannot be found within
        `MAX_DIVISOR`. Or a `Surd` with one root besides its rational part: None unless its own
        root is a sum of two roots.

    Examples
    --------
    >>> square_root(Fraction(50, 9))
    Surd(5√2/3)
    >>> square_root(9)
    Fraction(3, 1)
    >>> square_root(-1)
    Surd(i)
    >>> square_root(3 + 2 * square_root(2))
    Surd(1 + √2)
    """
    if isinstance(value, Surd):
        return _denested(value)
    value = Fraction(value)
    # Numerator and denominator separately: a√r / (b√s) = a√(rs) / (bs), and r and s have no
    # factor in common.
    top, bottom = square_part(abs(value.numerator)), square_part(value.denominator)
    if top is None or bottom is None:
        return None
    (a, r), (b, s) = top, bottom
    try:
        return _number({r * s if value >= 0 else -r * s: Fraction(a, b * s)})
    except TooLongError:
        return None


def approximation(value: Exact, bits: int) -> Fraction:
    """Return a rational number near a real one, with a relative error below ``2**-bits``.

    Raises
    ------
    TypeError
        If the number is not real.

    Examples
    --------
    >>> abs(approximation(square_root(2), 4) ** 2 - 2) < Fraction(1, 4)
    True
    """
    if isinstance(value, Fraction):
        return value
    if not value.is_real:
        raise TypeError("a complex number has no real approximation")
    return approximated(value.terms, bits)


def bits(value: Exact) -> tuple[int, int]:
    """Return the lengths in bits of the longest numerator and denominator in a number.

    Examples
    --------
    >>> bits(Fraction(5, 8))
    (3, 4)
    """
    if isinstance(value, Surd):
        sizes = [(r.bit_length() + c.numerator.bit_length(), c.denominator) for r, c in value.terms]
        return max(top for top, _ in sizes), max(bottom for _, bottom in sizes).bit_length()
    return value.numerator.bit_length(), value.denominator.bit_length()


# Numbers from terms, and back


def _number(terms: Terms) -> Exact:
    """Return the number with these terms, whose radicands have no square factors."""
    kept = canonical(terms)
    if not kept:
        return Fraction(0)
    return kept[0][1] if len(kept) == 1 and kept[0][0] == 1 else Surd(kept)


def _terms_of(value: object) -> tuple[Term, ...] | None:
    """Return the terms of an exact number, 0 included, and None for anything else."""
    if isinstance(value, Surd):
        return value.terms
    if isinstance(value, Fraction):
        return ((1, value),)
    if isinstance(value, Rational):
        # NumPy's integers are turned into Python's, which do not overflow.
        return ((1, Fraction(int(value.numerator), int(value.denominator))),)
    return None


def _inverse(x: Surd) -> Exact:
    """Multiply by conjugates until the product is rational.

    Each of them leaves a number in a smaller field, so there are at most as many as
    independent roots.
    """
    top: Exact = Fraction(1)
    rest: Exact = x
    while isinstance(rest, Surd):
        other = Surd(with_a_root_negated(rest.terms)) if rest.is_real else rest.conjugate()
        top, rest = top * other, rest * other
    return top / rest


def _power(base: Exact, exponent: int) -> Exact:
    """Multiply from the highest bit of the exponent down."""
    result: Exact = Fraction(1)
    for bit in f"{exponent:b}":
        result = result * result
        if bit == "1":
            result = result * base
        if max(bits(result)) > MAX_BITS:
            raise TooLongError
    return result


def _whole(exponent: object) -> int | None:
    """Return a whole number as an int, None for anything else."""
    if isinstance(exponent, Rational) and exponent.denominator == 1:
        return int(exponent.numerator)
    return None


def _compare(x: Surd, other: object, holds: Callable[[Any, Any], bool]) -> bool:
    if isinstance(other, float):
        if not math.isfinite(other):
            return holds(0.0, other)
        other = Fraction(other)
    terms = _terms_of(other)
    if terms is None:
        return NotImplemented
    if not x.is_real or terms[-1][0] < 0:
        raise TypeError("complex numbers have no order")
    return holds(sign(added(x.terms, terms, -1)), 0)


def _rounded(x: Surd) -> float | complex:
    return float(x) if x.is_real else complex(x)


def _denested(x: Surd) -> Exact | None:
    """Return ``√(a + b√r) = √((a + d)/2) ± √((a - d)/2)`` where ``d² = a² - b² r`` is rational."""
    if len(x.terms) != 2 or x.terms[0][0] != 1 or not x.is_real or x < 0:
        return None
    a, square = x.terms[0][1], (x - x.terms[0][1]) ** 2
    d = square_root(a * a - square)
    if not isinstance(d, Fraction):
        return None
    larger, smaller = square_root((a + d) / 2), square_root((a - d) / 2)
    if larger is None or smaller is None:
        return None
    return larger + smaller if x.terms[1][1] > 0 else larger - smaller
