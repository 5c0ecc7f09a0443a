"""Sums of rationals times square roots, as radicands with their coefficients.

The form is canonical: radicands are whole numbers without square factors. The roots of different
such numbers are linearly independent over the rationals (Besicovitch, *On the linear independence
of fractional powers of integers*, 1940), so two sums are equal exactly where their terms are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

MAX_TERMS = 16
"""Terms of one number: the degree of the field that four different roots generate."""

MAX_BITS = 2048
"""Bits of a numerator, a denominator or a radicand of a `Surd`, and of a power of one."""

GUARD_BITS = 16
"""Bits beyond the wanted precision with which roots are first added."""

Term = tuple[int, Fraction]
"""A radicand and its coefficient; the radicand 1 has the rational part."""

Terms = Mapping[int, Fraction]
"""The same for a whole number."""


class TooLongError(ArithmeticError):
    """An exact number has more than `MAX_TERMS` terms or `MAX_BITS` bits."""


def canonical(terms: Terms) -> tuple[Term, ...]:
    """Return the terms that are not 0 in order: positive radicands ascending, then negative ones.

    Raises
    ------
    TooLongError
        If there are more than `MAX_TERMS`, or one with a root is longer than `MAX_BITS`.
    """
    kept = [(r, c) for r, c in terms.items() if c]
    is_rational = len(kept) == 1 and kept[0][0] == 1
    if len(kept) > MAX_TERMS or (
        not is_rational and any(_longest(*term) > MAX_BITS for term in kept)
    ):
        raise TooLongError
    return tuple(sorted(kept, key=lambda term: (term[0] < 0, abs(term[0]))))


def added(a: Iterable[Term], b: Iterable[Term], sign: int = 1) -> dict[int, Fraction]:
    """Return the terms of ``a + sign * b``."""
    total = dict(a)
    for radicand, coefficient in b:
        total[radicand] = total.get(radicand, 0) + sign * coefficient
    return total


def multiplied(a: Iterable[Term], b: tuple[Term, ...]) -> dict[int, Fraction]:
    """Return the terms of ``a * b``."""
    total: dict[int, Fraction] = {}
    for r, c in a:
        for s, d in b:
            radicand, factor = product_of_roots(r, s)
            total[radicand] = total.get(radicand, 0) + factor * c * d
    return total


def product_of_roots(r: int, s: int) -> tuple[int, int]:
    """Return (t, factor) with ``√r √s = factor √t``; the root of -r is i √r."""
    common = math.gcd(r, s)
    return (r // common) * (s // common), -common if r < 0 and s < 0 else common


def with_a_root_negated(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return real terms in which one √g has become -√g; the product of both has no √g.

    The factor g of the radicands divides each of them or has nothing in common with it.
    """
    g = terms[-1][0]
    for r, _ in terms:
        common = math.gcd(g, r)
        g = g if common == 1 else common
    return tuple((r, c if r % g else -c) for r, c in terms)


def sign(terms: Terms) -> int:
    """Return -1, 0 or 1 for a real number."""
    kept = tuple((r, c) for r, c in terms.items() if c)
    signs = {1 if c > 0 else -1 for _, c in kept}
    if len(signs) < 2:
        return sum(signs)
    return 1 if approximated(kept, 1) > 0 else -1


def approximated(terms: tuple[Term, ...], precision: int) -> Fraction:
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


def text(terms: Iterable[Term]) -> str:
    """Return "1/2 - √5/2"."""
    shown = ""
    for radicand, coefficient in terms:
        minus = coefficient < 0
        joint = (" - " if minus else " + ") if shown else ("-" if minus else "")
        shown += joint + _term(radicand, abs(coefficient))
    return shown


def _term(radicand: int, size: Fraction) -> str:
    """Return "5√2/3", "2i" or "√3/2 i"."""
    if radicand == 1:
        return str(size)
    if radicand == -1:
        return "i" if size == 1 else f"{size}i" if size.denominator == 1 else f"{size} i"
    top = "" if size.numerator == 1 else str(size.numerator)
    bottom = "" if size.denominator == 1 else f"/{size.denominator}"
    return f"{top}√{abs(radicand)}{bottom}{'' if radicand > 0 else ' i'}"


def _longest(radicand: int, coefficient: Fraction) -> int:
    longest = max(abs(radicand), abs(coefficient.numerator), coefficient.denominator)
    return longest.bit_length()
