"""The real roots of polynomials: exact where they are rational or quadratic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from flint import fmpq_poly, fmpz_poly

from linalg_engine.exact import Exact, square_root
from linalg_engine.parameter.ratios import coefficients, content
from linalg_engine.results import result

if TYPE_CHECKING:
    from flint import acb


@result
class Roots:
    """The real roots of an irreducible polynomial.

    Attributes
    ----------
    polynomial
        With whole coefficients, the first one positive.
    exact
        The roots in ascending order; empty where they are not known exactly.
    approximate
        The same as floats.
    """

    polynomial: fmpq_poly
    exact: tuple[Exact, ...]
    approximate: tuple[float, ...]


def factors(polynomial: fmpq_poly) -> list[tuple[fmpq_poly, int]]:
    """Return the irreducible factors with a letter and how often each occurs, short ones first.

    Examples
    --------
    >>> [(list(map(int, p.coeffs())), count) for p, count in factors(fmpq_poly([1, -2, 1]))]
    [([-1, 1], 2)]
    """
    if polynomial.degree() < 1:
        return []
    _, found = (polynomial / content(polynomial)).numer().factor()
    rational = [(fmpq_poly(p), int(count)) for p, count in found]
    whole = [(p / content(p), count) for p, count in rational]
    return sorted(whole, key=lambda each: (each[0].degree(), [-c for c in coefficients(each[0])]))


def real_roots(polynomials: Iterable[fmpq_poly]) -> list[Roots]:
    """Return the real roots of polynomials, each once: one entry for each irreducible factor.

    Examples
    --------
    >>> [[str(x) for x in found.exact] for found in real_roots([fmpq_poly([-2, 0, 1])])]
    [['-√2', '√2']]
    """
    found: dict[str, Roots] = {}
    for polynomial in polynomials:
        for factor, _ in factors(polynomial):
            if str(factor) not in found:
                found[str(factor)] = _of(factor)
    kept = [roots for roots in found.values() if roots.approximate]
    return sorted(kept, key=lambda roots: (roots.polynomial.degree(), roots.approximate))


def _of(factor: fmpq_poly) -> Roots:
    exact = _exact(factor)
    if exact is not None:
        return Roots(factor, exact, tuple(map(float, exact)))
    whole = fmpz_poly([int(c) for c in coefficients(factor)])
    # Certified: roots of a polynomial without double roots are told apart, and a real one has
    # the imaginary part 0 exactly.
    found = cast("Sequence[tuple[acb, int]]", whole.complex_roots())
    real = [float(root.real.mid()) for root, _ in found if root.imag == 0]
    return Roots(factor, (), tuple(sorted(real)))


def _exact(factor: fmpq_poly) -> tuple[Exact, ...] | None:
    """Return the real roots of a polynomial of degree 1 or 2; None where they are not known."""
    if factor.degree() == 1:
        constant, slope = coefficients(factor)
        return (-constant / slope,)
    if factor.degree() > 2:
        return None
    c, b, a = coefficients(factor)
    square = b * b - 4 * a * c
    if square < 0:
        return ()
    root = square_root(square)
    return None if root is None else ((-b - root) / (2 * a), (-b + root) / (2 * a))
