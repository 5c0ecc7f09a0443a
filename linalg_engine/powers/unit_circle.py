"""Where the roots of a rational polynomial lie beside the unit circle, decided and not measured.

Polynomials are tuples of coefficients, the highest power first.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from flint import fmpz_poly

if TYPE_CHECKING:
    from linalg_engine.decompositions.polynomials import Polynomial

Place = Literal["inside", "circle", "outside"]


def place_of_roots(p: Polynomial) -> Place:
    """Return where the roots of an irreducible polynomial are.

    Returns
    -------
    place
        "inside" where all are inside the unit circle, "outside" where one at least is beyond it,
        "circle" where all are on it. Others cannot be: with one root on the circle, the inverse of
        each root is a root too.

    Examples
    --------
    >>> place_of_roots((Fraction(1), Fraction(0), Fraction(1))), place_of_roots((1, 0, -2))
    ('circle', 'outside')
    """
    if are_inside(p):
        return "inside"
    if not _is_self_reciprocal(p):
        return "outside"
    # All roots of such a polynomial are on the circle exactly where those of its derivative are
    # inside (Cohn, 1922; none is repeated here).
    return "circle" if are_inside(_derivative(p)) else "outside"


def order_of_roots(p: Polynomial) -> int | None:
    """Return the least k with ``x^k = 1`` for the roots; None where they are no roots of unity.

    Examples
    --------
    >>> order_of_roots((1, 1, 1)), order_of_roots((1, Fraction(-6, 5), 1))
    (3, None)
    """
    if any(c.denominator != 1 for c in p):
        return None
    return int(fmpz_poly([int(c) for c in reversed(p)]).is_cyclotomic()) or None


def are_inside(p: Polynomial) -> bool:
    """Whether all roots of a polynomial are inside the unit circle, by Schur and Cohn's test.

    Examples
    --------
    >>> are_inside((2, -1)), are_inside((1, -1)), are_inside((4, 0, -1))
    (True, False, True)
    """
    while len(p) > 1:
        first, last = p[0], p[-1]
        if abs(last) >= abs(first):
            return False
        reduced = [first * c - last * d for c, d in zip(p, reversed(p), strict=True)][:-1]
        common = math.gcd(*[Fraction(c).numerator for c in reduced])
        p = tuple(Fraction(c) / (common or 1) for c in reduced)
    return True


def _is_self_reciprocal(p: Polynomial) -> bool:
    """Whether the inverse of each root is a root, for an irreducible polynomial."""
    return tuple(reversed(p)) in (p, tuple(-c for c in p))


def _derivative(p: Polynomial) -> Polynomial:
    degree = len(p) - 1
    return tuple(c * (degree - k) for k, c in enumerate(p[:-1]))
