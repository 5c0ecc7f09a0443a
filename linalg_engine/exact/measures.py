"""What is exact, and in which field."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Rational
from typing import Any, TypeGuard

from numpy.typing import NDArray

from linalg_engine.exact.surds import Exact, Surd
from linalg_engine.exact.terms import MAX_TERMS, product_of_roots


def is_exact_number(value: object) -> TypeGuard[Exact]:
    """Whether a number is rational or a `Surd`.

    Examples
    --------
    >>> is_exact_number(la.parse_scalar("√2")), is_exact_number(0.5)
    (True, False)
    """
    return isinstance(value, (Rational, Surd))


def has_roots(array: NDArray[Any]) -> bool:
    """Whether an array has an entry that is a `Surd`.

    Examples
    --------
    >>> has_roots(np.array([1, la.parse_scalar("√2")]))
    True
    """
    # Of the ways to ask each entry, the quickest.
    return array.dtype == object and Surd in set(map(type, array.ravel().tolist()))


def degree(numbers: Iterable[object], most: int = MAX_TERMS) -> int:
    """Return the degree over the rationals of the field that numbers generate.

    That many terms have a sum, a product or a quotient of them at most. It is a power of two,
    and larger than ``most`` but not exact where it would be larger than that.

    Examples
    --------
    >>> degree([la.parse_scalar(text) for text in ("√2", "√3", "1 + √6")])
    4
    """
    reached = {1}
    for radicand in {r for x in numbers if isinstance(x, Surd) for r, _ in x.terms}:
        if radicand not in reached:
            reached |= {product_of_roots(radicand, r)[0] for r in reached}
        if len(reached) > most:
            break
    return len(reached)
