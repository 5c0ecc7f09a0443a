"""What A, A², A³, … come to.

They have a limit exactly where every eigenvalue is inside the unit circle or 1, and 1 has as many
eigenvectors as it is repeated (Meyer, *Matrix Analysis and Applied Linear Algebra*, 2000,
section 7.10). The limit is then the projection onto the vectors that A keeps.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from linalg_engine.arrays import as_matrix, is_exact
from linalg_engine.decompositions.eigenvalues import MAX_EXACT_SIZE, eigen
from linalg_engine.decompositions.polynomials import (
    characteristic_polynomial,
    factors,
    has_short_polynomial,
)
from linalg_engine.elimination.inverses import inverse
from linalg_engine.elimination.subspaces import subspaces
from linalg_engine.exact import has_roots, in_floats_when_too_long
from linalg_engine.matrices import check_size, identity, multiply, require_square
from linalg_engine.powers.chains import MarkovChain, markov_chain
from linalg_engine.powers.unit_circle import order_of_roots, place_of_roots
from linalg_engine.results import result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linalg_engine.arrays import MatrixLike
    from linalg_engine.decompositions.polynomials import Polynomial
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

Fate = Literal["converges", "cycles", "turns", "creeps", "grows"]
"""What powers do: have a limit; repeat a number of matrices in turn, at least more and more nearly;
go round for ever without a repetition; grow like powers of n; grow like powers of a number."""

ON_CIRCLE = 1e-9
"""Floats as near as this to the unit circle count as on it."""

LONGEST_CYCLE = 60
"""Eigenvalues that are floats are tried for roots of unity up to this order."""


@result
class LongRun:
    """What the powers of a matrix come to.

    Attributes
    ----------
    matrix
        Shape (n, n).
    fate
        What they do.
    limit
        Shape (n, n), exact where ``matrix`` is; None where there is none.
    period
        After how many steps they repeat; 1 where they have a limit, None where they never do.
    chain
        The Markov chain that the matrix is; None where it is none.
    is_numerical
        Whether floating-point numbers decide.
    """

    matrix: Matrix
    fate: Fate
    limit: Matrix | None
    period: int | None
    chain: MarkovChain | None
    is_numerical: bool


@in_floats_when_too_long
def long_run(a: MatrixLike) -> LongRun:
    """Return what A, A², A³, … come to.

    Parameters
    ----------
    a
        Shape (n, n).

    Raises
    ------
    InputError
        If ``a`` is not square or too large.

    Examples
    --------
    >>> found = la.long_run(la.parse_matrix("9/10 1/10; 1/2 1/2"))
    >>> print(*found.limit.flat)
    5/6 1/6 5/6 1/6
    >>> la.long_run([[0, 1], [1, 0]]).period
    2
    >>> la.long_run([[1, 1], [0, 1]]).fate
    'creeps'
    """
    a = check_size(as_matrix(a))
    require_square(a, "A limit of powers")
    chain = markov_chain(a)
    is_numerical = False
    if chain is not None:
        # Its eigenvalues of size 1 are roots of unity, with all their eigenvectors.
        fate, period = _fate_of_orders(chain.periods)
    elif is_exact(a) and not has_roots(a) and len(a) <= MAX_EXACT_SIZE and has_short_polynomial(a):
        fate, period = _decided_fate(a)
    else:
        fate, period = _measured_fate(a)
        is_numerical = True
    limit = _limit(a) if fate == "converges" else None
    return LongRun(a, fate, limit, period, chain, is_numerical=is_numerical)


def _fate_of_orders(orders: Iterable[int]) -> tuple[Fate, int]:
    period = math.lcm(*orders)
    return ("converges" if period == 1 else "cycles"), period


def _decided_fate(a: Matrix) -> tuple[Fate, int | None]:
    """Return what the powers of a rational matrix do, and with which period."""
    parts = factors(characteristic_polynomial(a))
    places = [(part, times, place_of_roots(part)) for part, times in parts]
    if any(place == "outside" for _, _, place in places):
        return "grows", None
    on_circle = [(part, times) for part, times, place in places if place == "circle"]
    if any(times > 1 and not _has_full_kernel(a, part, times) for part, times in on_circle):
        return "creeps", None
    orders = [order_of_roots(part) for part, _ in on_circle]
    known = [order for order in orders if order is not None]
    return _fate_of_orders(known) if len(known) == len(orders) else ("turns", None)


def _has_full_kernel(a: Matrix, part: Polynomial, times: int) -> bool:
    """Whether the roots of a factor have as many eigenvectors as they are repeated."""
    value = part[0] * identity(len(a), like=a)
    for coefficient in part[1:]:
        value = multiply(value, a) + coefficient * identity(len(a), like=a)
    return len(subspaces(value).null) == times * (len(part) - 1)


def _measured_fate(a: Matrix) -> tuple[Fate, int | None]:
    spaces = eigen(a).spaces
    sizes = [abs(space.value) for space in spaces]
    if max(sizes) > 1 + ON_CIRCLE:
        return "grows", None
    on_circle = [s for s, size in zip(spaces, sizes, strict=True) if size > 1 - ON_CIRCLE]
    if any(space.is_defective for space in on_circle):
        return "creeps", None
    orders = [_order(complex(space.value)) for space in on_circle]
    known = [order for order in orders if order is not None]
    return _fate_of_orders(known) if len(known) == len(orders) else ("turns", None)


def _order(value: complex) -> int | None:
    """Return the least k with ``value^k = 1`` up to rounding, if it is small."""
    powers = ((k, abs(value**k - 1)) for k in range(1, LONGEST_CYCLE + 1))
    return next((k for k, gap in powers if gap <= k * ON_CIRCLE), None)


def _limit(a: Matrix) -> Matrix:
    """Return the projection onto the vectors that A keeps, along what it loses."""
    spaces = subspaces(a - identity(len(a), like=a))
    if not spaces.null:
        return a * _zero(a)
    kept, measured = np.array(spaces.null).T, np.array(spaces.left_null)
    return multiply(multiply(kept, inverse(multiply(measured, kept)).value), measured)


def _zero(a: Matrix) -> Scalar:
    return a.flat[0] * 0
