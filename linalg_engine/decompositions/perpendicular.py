"""Perpendicular vectors of exact numbers, and their lengths."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from linalg_engine.decompositions.eigenspaces import shortened
from linalg_engine.exact import has_roots, square_root
from linalg_engine.matrices import whole_multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Exact


def perpendicular(basis: Iterable[Vector]) -> list[Vector]:
    """Return perpendicular vectors with the same span, by Gram and Schmidt's method.

    They are short, and of any length.

    Parameters
    ----------
    basis
        Independent vectors of exact real numbers, shape (n,).

    Examples
    --------
    >>> [v.tolist() for v in perpendicular(la.parse_matrix("1 1; 0 1"))]
    [[Fraction(1, 1), Fraction(1, 1)], [Fraction(1, 1), Fraction(-1, 1)]]
    """
    found: list[tuple[Vector, Exact]] = []
    for v in basis:
        rest = v
        for u, square in found:
            rest = rest - u * (dot(u, v) / square)
        rest = shortened(rest) if has_roots(rest) else whole_multiple(rest)
        found.append((rest, dot(rest, rest)))
    return [v for v, _ in found]


def lengths(vectors: Iterable[Vector]) -> list[Exact] | None:
    """Return the lengths of vectors, None where one is no exact number."""
    return known([square_root(dot(v, v)) for v in vectors])


def known(numbers: Sequence[Exact | None]) -> list[Exact] | None:
    """Return numbers that are all known, else None."""
    found = [x for x in numbers if x is not None]
    return found if len(found) == len(numbers) else None


def dot(u: Vector, v: Vector) -> Any:
    """Return the dot product of exact vectors."""
    return sum((x * y for x, y in zip(u, v, strict=True)), Fraction(0))
