"""Eigenvalues of exact matrices with roots, where each of them is an exact number itself.

They are roots of the characteristic polynomial, found by Faddeev and Le Verrier's method
(Gantmacher, *The Theory of Matrices*, vol. 1, chapter IV, section 5): of its factors where all its
coefficients are rational or become so times those of its conjugates, and by the quadratic formula
where A is 2×2.
"""

from __future__ import annotations

import math
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.arrays import is_exact
from linalg_engine.decompositions.eigenspaces import exact_space, shortened
from linalg_engine.decompositions.polynomials import exact_roots, factors
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.exact import Surd, TooLongError, square_root
from linalg_engine.matrices import MAX_EXACT_WORK, affordable, identity, whole_multiple

if TYPE_CHECKING:
    from linalg_engine.arrays import Vector
    from linalg_engine.decompositions.eigenspaces import Eigenspace
    from linalg_engine.decompositions.polynomials import Polynomial
    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix

WORK = 4
"""How many times n the cost of elimination that of all eigenspaces is."""

MAX_DEGREE = 24
"""Of the product of a polynomial with its conjugates."""


def exact_spaces(a: Matrix) -> list[Eigenspace] | None:
    """Return the eigenspaces of an exact matrix, None where an eigenvalue is not known exactly.

    Parameters
    ----------
    a
        Shape (n, n).
    """
    if not is_exact(affordable(a, MAX_EXACT_WORK / (WORK * len(a)))):
        return None
    with suppress(TooLongError):
        values = _eigenvalues(a)
        if values is not None:
            return [exact_space(value, count, _basis(a, value)) for value, count in values]
    return None


def _eigenvalues(a: Matrix) -> list[tuple[Exact, int]] | None:
    """Return the eigenvalues with their multiplicities."""
    p = _characteristic(a)
    if len(a) == 2:
        return _of_quadratic(p[1], p[2])
    multiple = _rational_multiple(p)
    if multiple is None:
        return None
    candidates = [root for factor, _ in factors(multiple) for root in exact_roots(factor) or ()]
    values = [(root, _multiplicity(p, root)) for root in candidates if _is_real(root)]
    values = [(root, count) for root, count in values if count]
    return values if sum(count for _, count in values) == len(a) else None


def _rational_multiple(p: list[Exact]) -> Polynomial | None:
    """Multiply a polynomial by its conjugates until its coefficients are rational."""
    while radicands := [r for c in p if isinstance(c, Surd) for r, _ in c.terms if r > 1]:
        prime = _prime_factor(radicands[0])
        p = _product(p, [_conjugate(c, prime) for c in p])
        if len(p) > MAX_DEGREE:
            return None
    return tuple(c for c in p if isinstance(c, Fraction))


def _conjugate(c: Exact, prime: int) -> Exact:
    """Return a number with -√p in the place of √p."""
    if not isinstance(c, Surd):
        return c
    return Surd(tuple((r, -x if r % prime == 0 else x) for r, x in c.terms))


def _prime_factor(number: int) -> int:
    return next((k for k in range(2, math.isqrt(number) + 1) if number % k == 0), number)


def _product(p: list[Exact], q: list[Exact]) -> list[Exact]:
    found: list[Exact] = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            found[i + j] = found[i + j] + x * y
    return found


def _multiplicity(p: list[Exact], root: Exact) -> int:
    """Return how often a polynomial divides by ``x - root``."""
    quotient: list[Exact] = []
    for c in p:
        quotient.append(c + root * quotient[-1] if quotient else c)
    rest = quotient.pop()
    return 1 + _multiplicity(quotient, root) if rest == 0 and quotient else 0


def _characteristic(a: Matrix) -> list[Exact]:
    """Return the coefficients of ``det(λ I - A)``, the highest power first."""
    one = identity(len(a), like=a)
    coefficients: list[Exact] = [Fraction(1)]
    power = one
    for k in range(1, len(a) + 1):
        product = a @ power
        coefficients.append(np.trace(product) * Fraction(-1, k))
        power = product + coefficients[-1] * one
    return coefficients


def _of_quadratic(b: Exact, c: Exact) -> list[tuple[Exact, int]] | None:
    """Return the roots of ``x² + b x + c``."""
    discriminant = b * b - 4 * c
    if discriminant == 0:
        return [(-b / 2, 2)]
    root = square_root(discriminant)
    return None if root is None else [((-b + root) / 2, 1), ((-b - root) / 2, 1)]


def _basis(a: Matrix, value: Exact) -> list[Vector]:
    shifted = a - value * identity(len(a), like=a)
    rows = [row for row in shifted if np.any(row != 0)]
    if len(a) == 2 and rows:
        p, q = rows[0]
        solutions = (np.array([-q, p], dtype=object),)
    else:
        solutions = special_solutions(row_reduce(shifted, record=False))
    return [_tidy(v) for v in solutions]


def _tidy(v: Vector) -> Vector:
    return shortened(v) if any(isinstance(x, Surd) for x in v) else whole_multiple(v)


def _is_real(value: Exact) -> bool:
    return isinstance(value, Fraction) or value.is_real
