"""An expression with the value of each of its pieces: what was done to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linalg_engine.exact import Scalar
from linalg_engine.expressions.values import Value


@dataclass(frozen=True)
class Evaluated:
    """A piece of an expression and its value.

    Attributes
    ----------
    value
        A number, or an array of shape (n,) or (m, n).
    start
        Where it begins in the text.
    operation
        What made it: a sign (``+ - * · × / ∖ ^ .* ./ .^ < > ≤ ≥ = ≠ : ' ! % °``), the name of a
        function, ``entry``; ``name`` for a name, "" for what was typed as it is.
    parts
        What it was made of.
    name
        The name, of a name; places as they were typed, of an entry.
    keywords
        The arguments of a function that have names: ``axis`` and ``ddof``.
    juxtaposed
        Whether it is a product without a sign between the factors, as 2π.
    degrees
        The size of an angle in degrees where it is written in degrees, or as a multiple of π.
    """

    value: Value
    start: int
    operation: str = ""
    parts: tuple[Evaluated, ...] = ()
    name: str = ""
    keywords: tuple[tuple[str, Value], ...] = ()
    juxtaposed: bool = False
    degrees: Scalar | None = None

    def pieces(self) -> Iterator[Evaluated]:
        """Return all pieces, what is inside before what is made of it."""
        ready: list[Evaluated] = []
        waiting: list[Evaluated] = [self]
        while waiting:
            piece = waiting.pop()
            ready.append(piece)
            waiting.extend(piece.parts)
        yield from reversed(ready)
