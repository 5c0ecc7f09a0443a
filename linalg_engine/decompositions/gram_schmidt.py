"""``A = Q R`` of exact matrices, exactly: Gram and Schmidt's method, its roots at the end.

The columns are made perpendicular without their lengths, rational ones as whole numbers, whose Q
and R have one square root each in an entry. (Trefethen and Bau, *Numerical Linear Algebra*,
lecture 7.)
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linalg_engine.exact import rounded_root, square_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix


class Direction(NamedTuple):
    """A vector, whose length is a square root.

    Attributes
    ----------
    vector
        Shape (m,): whole numbers without a common factor, or numbers with roots.
    square
        The square of its length.
    """

    vector: Sequence[Exact | int]
    square: Exact | int


def exact_qr(a: Matrix) -> tuple[Matrix, Matrix]:
    """Return Q and R of an exact matrix, shape (m, n); k is the smaller of m and n.

    In the place of a column that depends on those before comes the direction of the next
    independent one after the first k, or else one perpendicular to all columns.

    Returns
    -------
    q, r
        Shapes (m, k) and (k, n): exact, or floats rounded once where a length is no exact number.

    Raises
    ------
    TooLongError
        Where there are too many roots.
    """
    columns: list[list[Exact]] = a.T.tolist()
    directions = _directions(columns, min(a.shape))
    shares = [[_dot(d.vector, column) for column in columns] for d in directions]
    lengths = [square_root(d.square) for d in directions]
    known = [length for length in lengths if length is not None]
    if len(known) == len(directions):
        q = [
            [x * (1 / length) for x in d.vector]
            for d, length in zip(directions, known, strict=True)
        ]
        r = [[x / length for x in row] for row, length in zip(shares, known, strict=True)]
        return _matrix(q).T, _matrix(r)
    q = [[_ratio(x, d) for x in d.vector] for d in directions]
    r = [[_ratio(x, d) for x in row] for row, d in zip(shares, directions, strict=True)]
    return np.array(q).T, np.array(r)


def _directions(columns: Sequence[list[Exact]], count: int) -> list[Direction]:
    """Return perpendicular directions, one for each of the first ``count`` columns."""
    found: dict[int, Direction] = {}
    for j, column in enumerate(columns):
        rest = _rest(column, found.values())
        if rest is not None:
            found[j] = rest
    for i in range(len(columns[0])):
        if len(found) == count:
            break
        axis: list[Exact] = [Fraction(int(i == j)) for j in range(len(columns[0]))]
        rest = _rest(axis, found.values())
        if rest is not None:
            found[len(columns) + i] = rest
    spare = [found[j] for j in found if j >= count]
    return [found[j] if j in found else spare.pop(0) for j in range(count)]


def _rest(v: list[Exact], found: Iterable[Direction]) -> Direction | None:
    """Return what is left of a vector without its projections, None where that is nothing."""
    rest = v
    for u, square in found:
        share = _dot(u, v) / square
        rest = [x - share * y for x, y in zip(rest, u, strict=True)] if share != 0 else rest
    if not any(x != 0 for x in rest):
        return None
    vector = _cleared(rest)
    return Direction(vector, sum(x * x for x in vector))


def _cleared(v: list[Exact]) -> Sequence[Exact | int]:
    """Return a rational vector as whole numbers without a common factor, others as they are."""
    rational = [x for x in v if isinstance(x, Fraction)]
    if len(rational) < len(v):
        return v
    common = math.lcm(*[x.denominator for x in rational])
    whole = [int(x * common) for x in rational]
    divisor = math.gcd(*whole)
    return [x // divisor for x in whole]


def _dot(u: Sequence[Exact | int], v: list[Exact]) -> Exact:
    return sum((x * y for x, y in zip(u, v, strict=True)), Fraction(0))


def _ratio(share: Exact | int, direction: Direction) -> float:
    """Return a number over the length of a direction."""
    size = rounded_root(Fraction(1) * share * share / direction.square) if share != 0 else 0.0
    return -size if share < 0 else size


def _matrix(rows: list[list[Exact]]) -> Matrix:
    found = np.empty((len(rows), len(rows[0])), dtype=object)
    found[:] = rows
    return found
