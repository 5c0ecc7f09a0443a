"""The characteristic polynomial of a rational matrix and its roots, exact where they can be.

A polynomial is a tuple of rational coefficients, the highest power first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np

from linalg_engine.exact import Surd, square_root
from linalg_engine.matrices import Matrix

Polynomial = tuple[Fraction, ...]

ROOT_BITS = 200
"""Bits after the point of a square root that is added to a rational number."""

NEWTON_STEPS = 40

GUARD_BITS = 24
"""Bits beyond the common denominator to which a real root is refined."""


Root = Fraction | Surd | float | complex


def characteristic_polynomial(a: Matrix) -> Polynomial:
    """Return the coefficients of ``det(λ I - A)`` for an exact matrix, shape (n, n).

    The Faddeev-LeVerrier algorithm (Gantmacher, *The Theory of Matrices*, vol. 1, IV.5), on
    integers.
    """
    common = common_denominator(a)
    n = len(a)
    whole = np.array([[int(x * common) for x in row] for row in a], dtype=object)
    identity = np.eye(n, dtype=int).astype(object)
    helper, coefficients = identity, [Fraction(1)]
    for k in range(1, n + 1):
        product = whole @ helper
        coefficient = -sum(np.diag(product)) // k
        coefficients.append(Fraction(coefficient, common**k))
        helper = product + coefficient * identity
    return tuple(coefficients)


def common_denominator(a: Matrix) -> int:
    """Return the least common denominator of the entries of an exact matrix."""
    return math.lcm(*[x.denominator for x in a.flat])


def square_free_parts(p: Polynomial) -> list[tuple[Polynomial, int]]:
    """Split a monic polynomial by the multiplicity of its roots.

    Yun's algorithm (Geddes, Czapor and Labahn, *Algorithms for Computer Algebra*, 1992,
    algorithm 8.2): ``p = a1 a2² a3³ …``, each part without repeated roots.

    Returns
    -------
    list of (part, multiplicity)
        Parts of degree 1 and more.
    """
    parts: list[tuple[Polynomial, int]] = []
    common = _gcd(p, _derivative(p))
    rest, slope = _divided(p, common)[0], _divided(_derivative(p), common)[0]
    multiplicity = 1
    while len(rest) > 1:
        slope = _subtract(slope, _derivative(rest))
        part = _gcd(rest, slope)
        if len(part) > 1:
            parts.append((part, multiplicity))
        rest, slope = _divided(rest, part)[0], _divided(slope, part)[0]
        multiplicity += 1
    return parts


def roots(p: Polynomial, denominator: int, *, are_real: bool = False) -> list[Root]:
    """Return the roots of a polynomial without repeated ones.

    Parameters
    ----------
    p
        Monic, of degree 1 or more.
    denominator
        A multiple of the denominator of every rational root.
    are_real
        Whether all roots are known to be real.

    Returns
    -------
    list
        All rational roots, as `Fraction`; those of quadratic factors as `Surd` where the square
        root is one, others as floats and complex numbers.
    """
    if len(p) == 2:
        return [-p[1]]
    if len(p) == 3:
        return _quadratic_roots(p)
    near = np.roots([float(c) for c in p])
    starts: list[complex] = [complex(z.real, 0.0 if are_real else z.imag) for z in near]
    for start in starts:
        refined = _refined(p, start.real, denominator)
        candidate = _nearest(refined, denominator)
        if evaluate(p, candidate) == 0:
            rest, _ = _divided(p, (Fraction(1), -candidate))
            return [candidate, *roots(rest, denominator, are_real=are_real)]
    factor = _quadratic_factor(p, starts, denominator)
    if factor is not None:
        rest, _ = _divided(p, factor)
        return [*_quadratic_roots(factor), *roots(rest, denominator, are_real=are_real)]
    return _numerical_roots(p, starts, denominator)


def evaluate(p: Polynomial, x: Fraction) -> Fraction:
    """Return ``p(x)`` by Horner's rule."""
    value = Fraction(0)
    for coefficient in p:
        value = value * x + coefficient
    return value


def _quadratic_factor(p: Polynomial, near: list[complex], denominator: int) -> Polynomial | None:
    """Return a factor ``x² - s x + m``, s and m the sum and the product of two roots.

    Multiples of the roots by the denominator are algebraic integers, and those of s and m by
    it and by its square whole numbers, which are found by rounding and held against p.
    """
    for z, w in combinations(near, 2):
        total = _nearest((z + w).real, denominator)
        product = _nearest((z * w).real, denominator**2)
        factor = (Fraction(1), -total, product)
        if not any(_divided(p, factor)[1]):
            return factor
    return None


def _nearest(x: Fraction | float, denominator: int) -> Fraction:
    """Return the nearest number with this denominator."""
    return Fraction(round(Fraction(x) * denominator), denominator)


def _quadratic_roots(p: Polynomial) -> list[Root]:
    _, b, c = p
    discriminant = b * b - 4 * c
    root = square_root(discriminant)
    if root is not None:
        return [(-b + root) / 2, (-b - root) / 2]
    scaled = abs(discriminant) * 4**ROOT_BITS
    near = Fraction(math.isqrt(scaled.numerator // scaled.denominator), 2**ROOT_BITS)
    if discriminant > 0:
        return [float((-b + near) / 2), float((-b - near) / 2)]
    return [complex(float(-b / 2), float(sign * near / 2)) for sign in (1, -1)]


def _numerical_roots(p: Polynomial, starts: list[complex], denominator: int) -> list[Root]:
    found = [
        z if z.imag else _nearby(z.real, float(_refined(p, z.real, denominator))) for z in starts
    ]
    return list(found) if len(set(found)) == len(found) else [*starts]


def _nearby(start: float, refined: float) -> float:
    """Keep the start if Newton's method went elsewhere."""
    return refined if abs(refined - start) <= 1e-6 * max(1.0, abs(start)) else start


def _refined(p: Polynomial, start: float, denominator: int) -> Fraction:
    """Refine a real root by Newton's method in rational numbers of bounded length."""
    grid = 1 << (denominator.bit_length() + GUARD_BITS + 52)
    slope = _derivative(p)
    x = Fraction(start)
    for _ in range(NEWTON_STEPS):
        steepness = evaluate(slope, x)
        if steepness == 0:
            return x
        following = Fraction(round((x - evaluate(p, x) / steepness) * grid), grid)
        if abs(following - x) * grid <= 1:
            return following
        x = following
    return x


def _derivative(p: Polynomial) -> Polynomial:
    degree = len(p) - 1
    return tuple(c * (degree - i) for i, c in enumerate(p[:-1])) or (Fraction(0),)


def _gcd(p: Polynomial, q: Polynomial) -> Polynomial:
    """Return the monic greatest common divisor by Euclid's algorithm."""
    while any(q):
        q = _monic(q)
        p, q = q, _divided(p, q)[1]
    return _monic(p)


def _divided(p: Polynomial, q: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Return quotient and remainder; q starts with a coefficient that is not 0."""
    rest, quotient = list(p), list[Fraction]()
    while len(rest) >= len(q):
        factor = rest[0] / q[0]
        quotient.append(factor)
        for i, c in enumerate(q):
            rest[i] -= factor * c
        rest.pop(0)
    return tuple(quotient) or (Fraction(0),), _trimmed(rest)


def _subtract(p: Polynomial, q: Polynomial) -> Polynomial:
    width = max(len(p), len(q))
    left = (Fraction(0),) * (width - len(p)) + p
    right = (Fraction(0),) * (width - len(q)) + q
    return _trimmed([x - y for x, y in zip(left, right, strict=True)])


def _trimmed(p: Sequence[Fraction]) -> Polynomial:
    start = next((i for i, c in enumerate(p) if c != 0), len(p))
    return tuple(p[start:]) or (Fraction(0),)


def _monic(p: Polynomial) -> Polynomial:
    p = _trimmed(p)
    return p if p[0] in (0, 1) else tuple(c / p[0] for c in p)
