"""Jordan's form ``A = P J P⁻¹``: eigenvectors, and chains of vectors where they are too few.

With an irreducible factor f of the characteristic polynomial, its root λ, f(x) = (x - λ) h(x), and
a rational w for which f(A)ᵏ w = 0,

    (A - λ I)ᵏ h(A)ᵏ w = f(A)ᵏ w = 0,

so h(A)ᵏ w ends a chain of k vectors that A - λ I maps one to the next, and the last to 0. Rational
vectors w, found by elimination, give the chains of all roots of f. (Hoffman and Kunze, *Linear
Algebra*, 2nd ed., chapter 7; Horn and Johnson, *Matrix Analysis*, 2nd ed., sections 3.1 and 3.2.)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from linalg_engine.arrays import Matrix, MatrixLike, Vector, is_exact
from linalg_engine.decompositions.conventions import (
    rounding,
    rounding_units,
    without_small_parts,
)
from linalg_engine.decompositions.eigenspaces import polynomial_of, shortened
from linalg_engine.decompositions.eigenvalues import Eigen, eigen
from linalg_engine.elimination.row_reduction import rank, row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.errors import InputError
from linalg_engine.exact import Exact, Surd, TooLongError, has_roots
from linalg_engine.matrices import (
    as_float,
    finite,
    identity,
    join,
    overflow_in_words,
    whole_multiple,
)
from linalg_engine.results import result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linalg_engine.decompositions.eigenspaces import Eigenspace


@result
class JordanBlock:
    """An eigenvalue with a chain of vectors.

    Attributes
    ----------
    value
        The eigenvalue λ: a float where it is real, otherwise complex.
    exact
        The same exactly, None where it is not known.
    chain
        Independent vectors, shape (n,). The first is an eigenvector, and ``A - λ I`` maps each
        other one to that before it.
    """

    value: float | complex
    exact: Exact | None
    chain: tuple[Vector, ...]

    @property
    def size(self) -> int:
        """The number of rows of the block."""
        return len(self.chain)


@result
class Jordan:
    """``A = P J P⁻¹``: J is diagonal, or has ones above some entries of its diagonal.

    All three are exact, or all are floats, complex where an eigenvalue is.

    Attributes
    ----------
    matrix
        A, shape (n, n).
    blocks
        Along the diagonal of J: eigenvalues in the order of `eigen`, of each the longest chain
        first.
    p
        Shape (n, n), the vectors of all chains as columns.
    j
        Shape (n, n), with the eigenvalues on its diagonal, and a 1 above it between two vectors
        of a chain.
    inverse
        P⁻¹, shape (n, n).
    """

    matrix: Matrix
    blocks: tuple[JordanBlock, ...]
    p: Matrix
    j: Matrix
    inverse: Matrix

    @property
    def is_diagonal(self) -> bool:
        """Whether J is diagonal: the columns of P are eigenvectors."""
        return all(block.size == 1 for block in self.blocks)

    @property
    def is_exact(self) -> bool:
        """Whether all factors are exact, without any rounding."""
        return is_exact(self.p)

    def reconstruction_error(self) -> float:
        """``‖A - P J P⁻¹‖`` in units of rounding of A; 0 when exact."""
        if self.is_exact:
            return 0.0 if np.array_equal(self.matrix @ self.p, self.p @ self.j) else np.inf
        matrix = as_float(self.matrix)
        return rounding_units(matrix - self.p @ self.j @ self.inverse, matrix)


def jordan(a: MatrixLike) -> Jordan:
    """Return Jordan's form, which is diagonal where there is a basis of eigenvectors.

    Parameters
    ----------
    a
        Shape (n, n).

    Raises
    ------
    InputError
        If ``a`` is not square or too large, if the result overflows, or if there is no basis of
        eigenvectors and an eigenvalue is not known exactly.

    Examples
    --------
    >>> found = la.jordan([[3, 1], [-1, 1]])
    >>> print(*found.j.flat)
    2 1 0 2
    >>> [block.size for block in found.blocks]
    [2]
    """
    return jordan_of(eigen(a))


def jordan_of(found: Eigen) -> Jordan:
    """Return Jordan's form of a matrix whose eigenvectors are known: see `jordan`."""
    if found.has_exact_vectors:
        try:
            return _exact_form(found)
        except TooLongError:
            pass
    if found.is_defective:
        raise InputError(
            "Jordan's form of a matrix without a basis of eigenvectors is only computed where "
            "all eigenvalues are fractions or roots of quadratic equations: the least rounding "
            "would change it.",
            example="[3 1; -1 1]",
        )
    return _numerical_form(found)


def has_form(found: Eigen) -> bool:
    """Whether Jordan's form of a matrix is computed: it is exact, or diagonal."""
    return found.has_exact_vectors or not found.is_defective


def _numerical_form(found: Eigen) -> Jordan:
    """Return the eigenvectors as columns of length 1, and the eigenvalues, as floats."""
    p = finite(found.vectors)
    with overflow_in_words():
        try:
            inverse = finite(np.linalg.inv(p))
            inverse = without_small_parts(inverse, rounding(p) * float(np.max(np.abs(inverse))))
        except np.linalg.LinAlgError:
            raise InputError(
                "Up to rounding the eigenvectors of this matrix are dependent."
            ) from None
    blocks = [
        JordanBlock(space.value, space.exact, (v,))
        for space in found.spaces
        for v in space.vectors.T
    ]
    return Jordan(found.matrix, tuple(blocks), p, np.diag(found.values), inverse)


# Exact


def _exact_form(found: Eigen) -> Jordan:
    a = found.matrix
    blocks = [block for space in found.spaces for block in _blocks(found, space)]
    columns = [v for block in blocks for v in block.chain]
    values = [block.exact for block in blocks for _ in block.chain]
    inverse = _inverse(columns, [] if has_roots(a) else _pairs(values))
    return Jordan(a, tuple(blocks), np.array(columns).T, _joined(blocks, a), inverse)


def _blocks(found: Eigen, space: Eigenspace) -> list[JordanBlock]:
    chains = [(v,) for v in space.basis]
    if space.is_defective:
        chains = _chains(found.matrix, _roots(found, space), space.algebraic)
    return [JordanBlock(space.value, space.exact, chain) for chain in chains]


def _roots(found: Eigen, space: Eigenspace) -> list[Any]:
    """Return an eigenvalue and, of a rational matrix, the other root of its quadratic factor."""
    is_quadratic = isinstance(space.exact, Surd) and not has_roots(found.matrix)
    return [space.exact, _partner(space.exact)] if is_quadratic else [space.exact]


def _joined(blocks: Sequence[JordanBlock], like: Matrix) -> Matrix:
    n = len(like)
    j, at = identity(n, like=like) * 0, 0
    for block in blocks:
        for k in range(block.size):
            j[at, at] = block.exact
            if k:
                j[at - 1, at] = Fraction(1)
            at += 1
    return j


def _chains(a: Matrix, roots: Sequence[Any], multiplicity: int) -> list[tuple[Vector, ...]]:
    """Return the chains of an eigenvalue, the longest first.

    Parameters
    ----------
    roots
        Of its irreducible factor f, the eigenvalue first.
    """
    factor: tuple[Any, ...] = (Fraction(1),)
    for root in roots:
        factor = _times_root(factor, root)
    return [_chain(a, w, length, roots) for w, length in _starts(a, factor, multiplicity)]


def _starts(a: Matrix, factor: tuple[Any, ...], multiplicity: int) -> list[tuple[Vector, int]]:
    """Return vectors w with the k for which ``f(A)ᵏ w`` first is 0, the largest k first.

    The ``f(A)ᵏ⁻¹ w``, and what powers of A make of them, are independent.
    """
    degree = len(factor) - 1
    f = a + identity(len(a), like=a) * factor[1] if degree == 1 else polynomial_of(a, factor)
    powers = [identity(len(a), like=a)]
    kernels: list[tuple[Vector, ...]] = [()]
    while len(kernels[-1]) < degree * multiplicity:
        powers.append(powers[-1] @ f)
        kernels.append(special_solutions(row_reduce(powers[-1], record=False)))
    found: list[tuple[Vector, int]] = []
    ends: list[Vector] = []
    for k in range(len(kernels) - 1, 0, -1):
        for w in kernels[k]:
            if len(ends) == len(kernels[k]) - len(kernels[k - 1]):
                break
            end = powers[k - 1] @ w
            if rank(np.array([*ends, end])) == len(ends):
                continue
            found.append((w, k))
            for _ in range(degree):
                ends.append(end)
                end = a @ end
    return found


def _chain(a: Matrix, w: Vector, length: int, roots: Sequence[Any]) -> tuple[Vector, ...]:
    """Return ``(A - λ I)ⁱ h(A)ᵏ w`` for i = k - 1, …, 0, shortened together."""
    polynomial: tuple[Any, ...] = (Fraction(1),)
    for root in [*roots[1:]] * length:
        polynomial = _times_root(polynomial, root)
    images = [w]
    while len(images) < len(roots) * length:
        images.append(a @ images[-1])
    chain: list[Vector] = []
    for _ in range(length):
        pairs = zip(reversed(polynomial), images, strict=False)
        chain.insert(0, sum((v * c for c, v in pairs), w * 0))
        polynomial = _times_root(polynomial, roots[0])
    joined = np.concatenate(chain)
    short = shortened(joined) if has_roots(joined) else whole_multiple(joined)
    return tuple(short.reshape(length, -1))


def _times_root(polynomial: Sequence[Any], root: Any) -> tuple[Any, ...]:
    """Return the coefficients of ``(x - root) p(x)``, the highest power first."""
    pairs = zip((*polynomial, Fraction(0)), (Fraction(0), *polynomial), strict=True)
    return tuple(c - root * d for c, d in pairs)


# The inverse of P


def _inverse(columns: Sequence[Vector], pairs: Sequence[tuple[int, int]]) -> Matrix:
    """Return P⁻¹.

    Columns of conjugate eigenvalues are ``v = p + q√r`` and a multiple of ``p - q√r``: the
    rational p and q take their places, and the rows of that inverse are combined.
    """
    inner = list(columns)
    radicands: list[int] = []
    for first, second in pairs:
        radicand = next(x for x in columns[first] if isinstance(x, Surd)).terms[-1][0]
        radicands.append(radicand)
        inner[first] = np.array([_coefficient(x, 1) for x in columns[first]])
        inner[second] = np.array([_coefficient(x, radicand) for x in columns[first]])
    inverse = _eliminated(np.array(inner).T)
    for (first, second), radicand in zip(pairs, radicands, strict=True):
        root_below = Surd(((radicand, Fraction(1, radicand)),))  # 1/√r
        p, q = inverse[first] / 2, inverse[second] / 2 * root_below
        place = next(i for i, x in enumerate(columns[first]) if x != 0)
        ratio = columns[second][place] / _partner(columns[first][place])
        inverse[first], inverse[second] = p + q, (p - q) * (1 / ratio)
    return inverse


def _eliminated(p: Matrix) -> Matrix:
    n = len(p)
    rref = row_reduce(join(p, identity(n, like=p)), augmented=n, record=False).rref
    if not is_exact(rref):
        raise TooLongError
    return rref[:, n:].copy()


def _pairs(values: Sequence[Exact | None]) -> list[tuple[int, int]]:
    """Return the places of the roots of each quadratic, as often as they are there."""
    places: dict[Exact | None, list[int]] = {}
    for place, value in enumerate(values):
        places.setdefault(value, []).append(place)
    found: list[tuple[int, int]] = []
    while places:
        value, first = places.popitem()
        if isinstance(value, Surd):
            found += zip(first, places.pop(_partner(value)), strict=True)
    return found


def _partner(value: Any) -> Any:
    """Return ``a - b√r`` for ``a + b√r``."""
    if not isinstance(value, Surd):
        return value
    return Surd(tuple((r, c if r == 1 else -c) for r, c in value.terms))


def _coefficient(value: Exact, radicand: int) -> Fraction:
    terms = value.terms if isinstance(value, Surd) else ((1, value),)
    return dict(terms).get(radicand, Fraction(0))
