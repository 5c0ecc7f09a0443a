"""The characteristic polynomial of a rational matrix, its factors and their roots.

A polynomial is a tuple of rational coefficients, the highest power first. FLINT (Hart, *Fast
Library for Number Theory: An Introduction*, 2010) factors over the rationals and isolates roots
within certified bounds, so which roots are repeated, and which are real, is decided and not
measured.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from flint import ctx, fmpz_mat, fmpz_poly

from linalg_engine.exact import square_root
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flint import acb

    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix

Polynomial = tuple[Fraction, ...]

MAX_POLYNOMIAL_BITS = 8000
"""Characteristic polynomials with longer coefficients are not computed."""


def common_denominator(a: Matrix) -> int:
    """Return the least common denominator of the entries of a rational matrix."""
    return math.lcm(*[x.denominator for x in a.flat])


def has_short_polynomial(a: Matrix) -> bool:
    """Whether the coefficients of the characteristic polynomial are short, by Hadamard's bound."""
    common = common_denominator(a)
    longest = max(abs(x.numerator * (common // x.denominator)) for x in a.flat)
    return len(a) * (longest.bit_length() + len(a).bit_length()) <= MAX_POLYNOMIAL_BITS


def characteristic_polynomial(a: Matrix) -> Polynomial:
    """Return the coefficients of ``det(λ I - A)`` for a rational matrix, shape (n, n).

    Examples
    --------
    >>> characteristic_polynomial(la.parse_matrix('2 1; 1 2'))
    (Fraction(1, 1), Fraction(-4, 1), Fraction(3, 1))
    """
    common = common_denominator(a)
    whole = fmpz_mat([[int(x * common) for x in row] for row in a.tolist()])
    coefficients = [int(c) for c in whole.charpoly().coeffs()]
    return tuple(Fraction(c, common**k) for k, c in enumerate(reversed(coefficients)))


def trace_method(a: Matrix) -> list[tuple[Matrix, Fraction]]:
    """Return the matrices and coefficients of Faddeev and Le Verrier's method.

    With ``M₁ = A``, ``c_k = -tr(M_k) / k`` and ``M_{k+1} = A (M_k + c_k I)``, the
    characteristic polynomial ``det(λ I - A)`` is ``λⁿ + c₁ λⁿ⁻¹ + … + c_n``. (Gantmacher, *The
    Theory of Matrices*, volume 1, chapter 4.)

    Parameters
    ----------
    a
        Exact, shape (n, n).

    Returns
    -------
    pairs
        ``M_k`` and ``c_k`` for k from 1 to n.

    Examples
    --------
    >>> [c for _, c in trace_method(la.parse_matrix('2 1; 1 2'))]
    [Fraction(-4, 1), Fraction(3, 1)]
    """
    found: list[tuple[Matrix, Fraction]] = []
    m = a
    for k in range(1, len(a) + 1):
        c = -m.trace() / k
        found.append((m, c))
        m = a @ (m + identity(len(a), like=a) * c)
    return found


def factors(p: Polynomial) -> list[tuple[Polynomial, int]]:
    """Return the irreducible factors of a monic polynomial, monic, with their multiplicities.

    Examples
    --------
    >>> x4_minus_4 = (Fraction(1), Fraction(0), Fraction(0), Fraction(0), Fraction(-4))
    >>> [(len(factor) - 1, times) for factor, times in factors(x4_minus_4)]
    [(2, 1), (2, 1)]
    """
    _, found = _whole(p).factor()
    return [(_monic([int(c) for c in part.coeffs()[::-1]]), times) for part, times in found]


def exact_roots(p: Polynomial) -> list[Exact] | None:
    """Return the roots of an irreducible polynomial, None where they are no exact numbers.

    They are for degree 1, and for degree 2 where the square root is one.
    """
    if len(p) == 2:
        return [-p[1]]
    root = square_root(p[1] * p[1] - 4 * p[2]) if len(p) == 3 else None
    return None if root is None else [(-p[1] + root) / 2, (-p[1] - root) / 2]


def isolated_roots(p: Polynomial, bits: int) -> list[acb]:
    """Return the roots of an irreducible polynomial to a relative precision of ``bits``.

    Of real ones the imaginary part is 0 itself.
    """
    with ctx.workprec(bits):
        # The stubs of python-flint 0.9 call this one number.
        found = cast("list[tuple[acb, int]]", _whole(p).complex_roots())
    return [root for root, _ in found]


def _whole(p: Polynomial) -> fmpz_poly:
    """Return the polynomial times the common denominator of its coefficients."""
    common = math.lcm(*[c.denominator for c in p])
    return fmpz_poly([int(c * common) for c in reversed(p)])


def _monic(coefficients: Sequence[int]) -> Polynomial:
    return tuple(Fraction(c, coefficients[0]) for c in coefficients)
