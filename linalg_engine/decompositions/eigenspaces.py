"""Eigenspaces of exact matrices: nothing about them is measured.

Of a rational matrix A each irreducible factor f of the characteristic polynomial gives the
eigenspaces of its roots. With w in the null space of f(A), and f(x) = (x - λ) h(x),

    (A - λ I) h(A) w = f(A) w = 0,

so h(A) w is an eigenvector for every root λ: a combination of the rational vectors w, A w, A² w, …,
whose coefficients alone have the root in them. (Horn and Johnson, *Matrix Analysis*, 2nd ed.,
sections 2.4 and 3.3.)
"""

from __future__ import annotations

import cmath
import math
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from flint import acb, ctx, fmpq, fmpq_mat

from linalg_engine.decompositions.conventions import (
    TIE,
    sign_of,
    without_negative_zero,
    without_noise,
)
from linalg_engine.decompositions.polynomials import Polynomial, exact_roots, isolated_roots
from linalg_engine.elimination.row_reduction import rank, row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.exact import Exact, Surd, TooLongError
from linalg_engine.matrices import Matrix, fraction_array, identity, too_large, whole_multiple
from linalg_engine.results import result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from linalg_engine.arrays import Vector

FIRST_BITS = 128
"""Relative precision of a root at first; it is doubled until its eigenvector is known."""

VECTOR_BITS = 60
"""Precision of an eigenvector beside its largest entry; a float has 53 bits."""


@result
class Eigenspace:
    """One eigenvalue with its eigenvectors.

    Attributes
    ----------
    value
        The eigenvalue: a float where it is real, otherwise complex.
    exact
        The same exactly, or None where that is not known.
    algebraic
        How often the eigenvalue is a root of the characteristic polynomial.
    basis
        Independent eigenvectors, shape (n,). For a rational eigenvalue of a rational matrix
        the smallest whole numbers with the largest positive; for a quadratic one the smallest
        entry that is not 0 is a whole number, and no denominators are left; for a triangular
        matrix with roots special solutions of ``(A - λ I) v = 0``; else of length 1, the largest
        entry positive.
    vectors
        Shape (n, geometric): an orthonormal basis of the same space.
    """

    value: float | complex
    exact: Exact | None
    algebraic: int
    basis: tuple[Vector, ...]
    vectors: NDArray[Any]

    @property
    def geometric(self) -> int:
        """The dimension of the eigenspace, from 1 to ``algebraic``."""
        return len(self.basis)

    @property
    def is_defective(self) -> bool:
        """Whether there are fewer independent eigenvectors than the multiplicity asks for."""
        return self.geometric < self.algebraic


def space_of(a: Matrix, value: Exact, multiplicity: int) -> Eigenspace:
    """Return the eigenspace of an exact matrix for an eigenvalue in the field of its entries."""
    shifted = a - value * identity(len(a), like=a)
    solutions = special_solutions(row_reduce(shifted, record=False))
    return exact_space(value, multiplicity, [whole_multiple(v) for v in solutions])


def spaces_of(a: Matrix, factor: Polynomial, multiplicity: int) -> list[Eigenspace]:
    """Return the eigenspaces of a rational matrix for the roots of an irreducible factor.

    Parameters
    ----------
    a
        Shape (n, n).
    factor
        Of the characteristic polynomial of ``a``, which it divides ``multiplicity`` times.
    """
    exact = exact_roots(factor)
    if len(factor) == 2 and exact is not None:
        return [space_of(a, exact[0], multiplicity)]
    chains = _chains(a, factor)
    if exact is not None:
        try:
            return [
                exact_space(
                    root, multiplicity, _basis([_combined(c, factor, root) for c in chains])
                )
                for root in exact
            ]
        except TooLongError:
            pass
    return [
        _numerical_space(value, columns, multiplicity, exact)
        for value, columns in _numerical_spaces(chains, factor)
    ]


def exact_space(value: Exact, multiplicity: int, basis: Sequence[Vector]) -> Eigenspace:
    """Return the eigenspace of a known eigenvalue and a basis of exact vectors."""
    directions = np.column_stack([_direction(v) for v in basis])
    near = narrowed(complex(value))
    return Eigenspace(near, value, multiplicity, tuple(basis), signed(_orthonormal(directions)))


def signed(columns: NDArray[Any]) -> NDArray[Any]:
    """Return unit vectors as columns with the largest entry of each positive."""
    turned = columns * np.array([sign_of(column) for column in columns.T])
    # Of complex vectors the largest entry is real, up to rounding.
    return without_negative_zero(without_noise(turned) if np.iscomplexobj(turned) else turned)


def narrowed(value: float | complex) -> float | complex:
    """Return a float when the imaginary part is 0.

    Raises
    ------
    InputError
        If the value is beyond floats.
    """
    value = complex(value)
    if not cmath.isfinite(value):
        raise too_large()
    return value.real if value.imag == 0 else value


def shortened(v: Vector) -> Vector:
    """Scale a vector with roots: its smallest entry that is not 0 rational, no denominators."""
    sizes = [(abs(complex(x)), x) for x in v if x != 0]
    smallest = min(size for size, _ in sizes)
    v = v * (1 / next(x for size, x in sizes if size <= (1 + TIE) * smallest))
    parts = [c for x in v for _, c in (x.terms if isinstance(x, Surd) else ((1, x),))]
    common = math.lcm(*[c.denominator for c in parts])
    divisor = math.gcd(*[int(c * common) for c in parts])
    sign = -1 if sign_of(v.astype(np.complex128)).real < 0 else 1
    return v * Fraction(sign * common, divisor)


# Combinations of w, A w, A² w, …


def _chains(a: Matrix, factor: Polynomial) -> list[list[Vector]]:
    """Return w, A w, …, one for each degree of the factor, for enough independent w."""
    degree = len(factor) - 1
    kernel = special_solutions(row_reduce(polynomial_of(a, factor), record=False))
    chains: list[list[Vector]] = []
    for start in kernel:
        known = [v for chain in chains for v in chain]
        if rank(np.array([*known, start])) == len(known):
            continue
        chain = [whole_multiple(start)]
        while len(chain) < degree:
            chain.append(a @ chain[-1])
        chains.append(chain)
        if len(chains) * degree == len(kernel):
            break
    return chains


def polynomial_of(a: Matrix, p: Polynomial) -> Matrix:
    """Return ``p(A)`` by Horner's rule."""
    n = len(a)
    a_flint = fmpq_mat(n, n, [fmpq(x.numerator, x.denominator) for x in a.flat])
    one = fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])
    value = fmpq_mat(n, n)
    for c in p:
        value = value * a_flint + one * fmpq(c.numerator, c.denominator)
    entries = [Fraction(int(x.p), int(x.q)) for x in value.entries()]
    return fraction_array([entries[i * n : i * n + n] for i in range(n)])


def _quotient(p: Sequence[Any], root: Any) -> list[Any]:
    """Return the coefficients of ``p(x) / (x - root)``, the highest power first."""
    quotient: list[Any] = [1]
    for coefficient in p[1:-1]:
        quotient.append(quotient[-1] * root + coefficient)
    return quotient


def _combined(chain: Sequence[Vector], factor: Polynomial, root: Exact) -> Vector:
    """Return ``h(A) w``, whose entries are in the field of the root."""
    combined = chain[0] * 0
    for v, coefficient in zip(reversed(chain), _quotient(factor, root), strict=True):
        combined = combined + v * coefficient
    return combined


def _basis(vectors: Iterable[Vector]) -> list[Vector]:
    """Return short vectors that span the same space; several are reduced, so that they differ."""
    found = list(vectors)
    if len(found) > 1:
        found = list(row_reduce(np.array(found), record=False).rref)
    return [shortened(v) for v in found]


def _direction(v: Vector) -> NDArray[Any]:
    """Return an exact vector as floats, its largest entry 1."""
    ratios = v / max(v, key=lambda x: abs(complex(x)))
    is_real = all(not isinstance(x, Surd) or x.is_real for x in ratios)
    return ratios.astype(np.float64 if is_real else np.complex128)


def _orthonormal(columns: NDArray[Any]) -> NDArray[Any]:
    return np.linalg.qr(columns)[0]


# Roots of higher degree, in balls


def _numerical_spaces(
    chains: Sequence[Sequence[Vector]], factor: Polynomial
) -> list[tuple[complex, NDArray[Any]]]:
    """Return every root, rounded, with its eigenvectors as columns, shape (n, geometric)."""
    whole = [_cleared(chain) for chain in chains]
    bits = FIRST_BITS
    while True:
        with suppress(_ImpreciseError), ctx.workprec(bits):
            balls = [acb(fmpq(c.numerator, c.denominator)) for c in factor]
            return [
                (complex(root), _perpendicular([_combined_in_balls(c, balls, root) for c in whole]))
                for root in isolated_roots(factor, bits)
            ]
        bits *= 2


class _ImpreciseError(ArithmeticError):
    """More bits are needed."""


def _combined_in_balls(
    chain: Sequence[Sequence[int]], factor: Sequence[acb], root: acb
) -> list[acb]:
    """Return ``h(A) w``."""
    coefficients: list[acb] = _quotient(factor, root)[::-1]
    return [
        sum((c * x for c, x in zip(coefficients, xs, strict=True)), acb(0))
        for xs in zip(*chain, strict=True)
    ]


def _perpendicular(vectors: Sequence[list[acb]]) -> NDArray[np.complex128]:
    """Return perpendicular columns that span the same space, by Gram and Schmidt's method.

    Raises
    ------
    _ImpreciseError
        Where not all digits of the floats are known.
    """
    done: list[list[acb]] = []
    for v in vectors:
        rest = v
        for q in done:
            share = _inner(q, rest) / _inner(q, q)
            rest = [x - share * y for x, y in zip(rest, q, strict=True)]
        largest = max(rest, key=lambda z: z.abs_lower())
        done.append([x / largest for x in rest])
    error = max(float(part.rad()) for q in done for z in q for part in (z.real, z.imag))
    if not error < 2.0**-VECTOR_BITS:  # it is not a number where the largest entry may be 0
        raise _ImpreciseError
    return np.array([[complex(z) for z in q] for q in done]).T


def _inner(v: Sequence[acb], w: Sequence[acb]) -> acb:
    return sum((x.conjugate() * y for x, y in zip(v, w, strict=True)), acb(0))


def _cleared(chain: Sequence[Vector]) -> list[list[int]]:
    """Return the vectors of a chain times one whole number, without denominators."""
    common = math.lcm(*[x.denominator for v in chain for x in v])
    return [[int(x * common) for x in v] for v in chain]


def _numerical_space(
    value: complex, columns: NDArray[Any], multiplicity: int, exact: Sequence[Exact] | None
) -> Eigenspace:
    known = None if exact is None else min(exact, key=lambda root: abs(complex(root) - value))
    near = narrowed(value)
    directions = _orthonormal(columns if isinstance(near, complex) else np.real(columns))
    vectors = signed(without_noise(directions))
    return Eigenspace(near, known, multiplicity, tuple(vectors.T), vectors)
