"""Exact numbers: rationals, and sums of rationals times square roots.

A rational number is a `fractions.Fraction`. `Surd` holds what square roots add to them, such as
``1/2 + √5/2`` or ``2 - 3i``, in one form only: the radicands are whole numbers without square
factors, and the roots of different such numbers are linearly independent over the rationals
(Besicovitch, *On the linear independence of fractional powers of integers*, 1940). So two
numbers are equal exactly where their terms are, and a `Surd` is never 0 and never rational.

Everything else, such as cube roots and most roots of roots, is a float.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, wraps
from numbers import Rational
from operator import ge, gt, le, lt
from typing import Any, TypeGuard, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import too_large

MAX_TERMS = 16
"""Terms of one number: the degree of the field that four different roots generate."""

MAX_BITS = 2048
"""Bits of a numerator, a denominator or a radicand of a `Surd`, and of a power of one."""

MAX_DIVISOR = 10_000
"""Square factors of larger primes are found only where the cofactor is small."""

FLOAT_BITS = 80
"""Relative precision at which a number becomes a float; a float has 53 bits."""

GUARD_BITS = 16
"""Bits beyond the wanted precision with which roots are first added."""

Term = tuple[int, Fraction]
"""A radicand and its coefficient; the radicand 1 has the rational part."""

Terms = Mapping[int, Fraction]
"""The same for a whole number."""

F = TypeVar("F", bound=Callable[..., Any])


class TooLongError(ArithmeticError):
    """An exact number has more than `MAX_TERMS` terms or `MAX_BITS` bits."""


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
            return self if self > 0 else -self
        root = square_root(self * self.conjugate())
        return abs(complex(self)) if root is None else root

    def __add__(self, other: Any) -> Any:
        if isinstance(other, (float, complex)):
            return _rounded(self) + other
        terms = _terms_of(other)
        return NotImplemented if terms is None else _number(_sum(self.terms, terms))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, _NUMBERS) else NotImplemented

    def __rsub__(self, other: Any) -> Any:
        return -self + other if isinstance(other, _NUMBERS) else NotImplemented

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, (float, complex)):
            return _rounded(self) * other
        terms = _terms_of(other)
        return NotImplemented if terms is None else _number(_product(self.terms, terms))

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
        text = ""
        for radicand, coefficient in self.terms:
            sign = "-" if coefficient < 0 else "+"
            text += f" {sign} " if text else sign.strip("+")
            text += _term(radicand, abs(coefficient))
        return text

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
    top, bottom = _square_part(abs(value.numerator)), _square_part(value.denominator)
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
    return _approximated(value.terms, bits)


def is_exact_number(value: object) -> TypeGuard[Exact]:
    """Whether a number is rational or a `Surd`.

    Examples
    --------
    >>> is_exact_number(square_root(2)), is_exact_number(0.5)
    (True, False)
    """
    return isinstance(value, (Rational, Surd))


def has_roots(array: NDArray[Any]) -> bool:
    """Whether an array has an entry that is a `Surd`.

    Examples
    --------
    >>> has_roots(np.array([Fraction(1), square_root(2)]))
    True
    """
    # Of the ways to ask each entry, the quickest.
    return array.dtype == object and Surd in map(type, array.ravel().tolist())


def degree(numbers: Iterable[object]) -> int:
    """Return the degree over the rationals of the field that numbers generate.

    That many terms have a sum, a product or a quotient of them at most. It is a power of two,
    and `MAX_TERMS` times two where it would be larger than `MAX_TERMS`.

    Examples
    --------
    >>> degree([square_root(2), square_root(3), square_root(6) + 1])
    4
    """
    reached = {1}
    for radicand in {r for x in numbers if isinstance(x, Surd) for r, _ in x.terms}:
        if radicand not in reached:
            reached |= {_product_of_roots(radicand, r)[0] for r in reached}
        if len(reached) > MAX_TERMS:
            break
    return len(reached)


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


def as_floats(array: NDArray[Any]) -> NDArray[np.float64]:
    """Return an array of real numbers as float64.

    Raises
    ------
    InputError
        If a number is beyond the range of floats.

    Examples
    --------
    >>> as_floats(np.array([Fraction(1, 2), square_root(2)]))
    array([0.5       , 1.41421356])
    """
    try:
        return array.astype(np.float64)
    except OverflowError:
        raise too_large() from None


def in_floats_when_too_long(function: F) -> F:
    """Make a function of arrays compute in floats where exact numbers get `TooLongError`."""

    @wraps(function)
    def computed(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TooLongError:
            return function(*map(_in_floats, args), **kwargs)

    return cast("F", computed)


def _in_floats(argument: Any) -> Any:
    """Return an array, or a list of numbers, in floats; anything else as it is."""
    if isinstance(argument, np.ndarray | list | tuple):
        return as_floats(np.asarray(argument, dtype=object))
    return argument


# The one form of a number


def _number(terms: Terms) -> Exact:
    """Return the number with these terms, whose radicands have no square factors."""
    kept = [(r, c) for r, c in terms.items() if c]
    if not kept:
        return Fraction(0)
    if len(kept) == 1 and kept[0][0] == 1:
        return kept[0][1]
    if len(kept) > MAX_TERMS or any(_longest(r, c) > MAX_BITS for r, c in kept):
        raise TooLongError
    return Surd(tuple(sorted(kept, key=lambda term: (term[0] < 0, abs(term[0])))))


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


def _longest(radicand: int, coefficient: Fraction) -> int:
    longest = max(abs(radicand), abs(coefficient.numerator), coefficient.denominator)
    return longest.bit_length()


def _term(radicand: int, size: Fraction) -> str:
    """Return "5√2/3", "2i" or "√3/2 i"."""
    if radicand == 1:
        return str(size)
    if radicand == -1:
        return "i" if size == 1 else f"{size}i" if size.denominator == 1 else f"{size} i"
    top = "" if size.numerator == 1 else str(size.numerator)
    bottom = "" if size.denominator == 1 else f"/{size.denominator}"
    return f"{top}√{abs(radicand)}{bottom}{'' if radicand > 0 else ' i'}"


# Arithmetic


def _sum(a: Iterable[Term], b: Iterable[Term], sign: int = 1) -> dict[int, Fraction]:
    total = dict(a)
    for radicand, coefficient in b:
        total[radicand] = total.get(radicand, 0) + sign * coefficient
    return total


def _product(a: Iterable[Term], b: Iterable[Term]) -> dict[int, Fraction]:
    total: dict[int, Fraction] = {}
    b = tuple(b)
    for r, c in a:
        for s, d in b:
            radicand, factor = _product_of_roots(r, s)
            total[radicand] = total.get(radicand, 0) + factor * c * d
    return total


def _product_of_roots(r: int, s: int) -> tuple[int, int]:
    """Return (t, factor) with ``√r √s = factor √t``; the root of -r is i √r."""
    common = math.gcd(r, s)
    return (r // common) * (s // common), -common if r < 0 and s < 0 else common


def _inverse(x: Surd) -> Exact:
    """Multiply by conjugates until the product is rational.

    Each of them leaves a number in a smaller field, so there are at most as many as
    independent roots.
    """
    top: Exact = Fraction(1)
    rest: Exact = x
    while isinstance(rest, Surd):
        other = _conjugate(rest)
        top, rest = top * other, rest * other
    return top / rest


def _conjugate(x: Surd) -> Surd:
    """Return x with other signs of its roots: i becomes -i, or else one √g becomes -√g.

    The factor g of the radicands divides each of them or has nothing in common with it.
    """
    if not x.is_real:
        return x.conjugate()
    g = x.terms[-1][0]
    for r, _ in x.terms:
        common = math.gcd(g, r)
        g = g if common == 1 else common
    return Surd(tuple((r, c if r % g else -c) for r, c in x.terms))


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


# Roots


@lru_cache(maxsize=4096)
def _square_part(number: int) -> tuple[int, int] | None:
    """Return (a, r) with ``number = a² r`` and r without square factors, or None."""
    root = math.isqrt(number)
    if root * root == number:
        return root, 1
    if number.bit_length() > MAX_BITS:
        return None
    a, r = 1, 1
    for prime in _PRIMES:
        # What has no factor up to its cube root has two prime factors at most.
        if prime**3 > number:
            break
        while number % prime == 0:
            number //= prime
            a, r = (a, r * prime) if r % prime else (a * prime, r // prime)
    root = math.isqrt(number)
    if root * root == number:
        return a * root, r
    return (a, r * number) if number < MAX_DIVISOR**3 else None


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


def _primes_up_to(limit: int) -> tuple[int, ...]:
    is_prime = np.ones(limit + 1, dtype=bool)
    is_prime[:2] = False
    for divisor in range(2, math.isqrt(limit) + 1):
        is_prime[divisor * divisor :: divisor] = False
    return tuple(np.flatnonzero(is_prime).tolist())


_PRIMES = _primes_up_to(MAX_DIVISOR)


# Size


def _sign(terms: Terms) -> int:
    """Return -1, 0 or 1 for a real number."""
    kept = tuple((r, c) for r, c in terms.items() if c)
    signs = {1 if c > 0 else -1 for _, c in kept}
    if len(signs) < 2:
        return sum(signs)
    return 1 if _approximated(kept, 1) > 0 else -1


def _approximated(terms: tuple[Term, ...], precision: int) -> Fraction:
    """Return a real number that is not 0 with a relative error below ``2**-precision``."""
    common = math.lcm(*(c.denominator for _, c in terms))
    squares = [(c > 0, r * (c * common).numerator ** 2) for r, c in terms]
    shift = precision + GUARD_BITS
    while True:
        roots = [(is_plus, math.isqrt(square << 2 * shift)) for is_plus, square in squares]
        total = sum(root if is_plus else -root for is_plus, root in roots)
        # Each root is less than 1 too small.
        if abs(total) >> precision > len(terms):
            return Fraction(total, common << shift)
        shift *= 2


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
    return holds(_sign(_sum(x.terms, terms, -1)), 0)


def _rounded(x: Surd) -> float | complex:
    return float(x) if x.is_real else complex(x)
