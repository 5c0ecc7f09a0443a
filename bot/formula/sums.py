"""Sums and products: signs between formulas, and brackets where a sign would be misread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.formula.node import Data, Formula, Level, Node, latex, level, text, typst
from bot.formula.shapes import Brackets, Term, bracketed

MOST_TERMS = 7
"""Terms of a sum, and entries of a column, that are written out beside "…"."""

Item = TypeVar("Item")


def elided(
    items: Sequence[Item], most: int = MOST_TERMS, gap: str = "…", *, fewest: int = 2
) -> tuple[Item | str, ...]:
    """Return the items, or the first few and the last of many with a gap between.

    Parameters
    ----------
    most
        Items that are kept beside a gap.
    fewest
        Items that a gap stands for at least: fewer are written out.

    Examples
    --------
    >>> elided("abcdefg", 3)
    ('a', 'b', '…', 'g')
    """
    if len(items) < most + fewest:
        return tuple(items)
    return (*items[: most - 1], gap, items[-1])


@dataclass(frozen=True)
class Minus(Node):
    """A formula with a minus before it."""

    of: Formula

    def text(self) -> str:
        return f"−{text(self._of)}"

    def latex(self) -> str:
        return f"-{latex(self._of)}"

    def typst(self) -> Data:
        return {"kind": "row", "items": ["−", typst(self._of)]}

    @property
    def level(self) -> Level:
        return Level.MINUS

    @property
    def _of(self) -> Formula:
        return _inner(self.of)


@dataclass(frozen=True)
class Sum(Node):
    """Formulas added up; a `Minus` is subtracted, negative numbers get brackets."""

    terms: tuple[Formula, ...]

    def text(self) -> str:
        return "".join(f" {part} " if sign else text(part) for sign, part in self._signed())

    def latex(self) -> str:
        return "".join(f" {latex(part)} " if sign else latex(part) for sign, part in self._signed())

    def typst(self) -> Data:
        items = [
            {"kind": "operator", "sign": part} if sign else typst(part)
            for sign, part in self._signed()
        ]
        return {"kind": "row", "items": items}

    @property
    def level(self) -> Level:
        return level(self.terms[0]) if len(self.terms) == 1 else Level.SUM

    def _signed(self) -> list[tuple[bool, Formula]]:
        """Return signs and terms in turn, each with whether it is a sign."""
        parts: list[tuple[bool, Formula]] = [(False, self.terms[0])]
        for term in self.terms[1:]:
            sign, size = _split(term)
            parts += [(True, sign), (False, size)]
        return parts


@dataclass(frozen=True)
class Product(Node):
    """Formulas multiplied.

    Attributes
    ----------
    sign
        Between each two factors.
    is_tight
        Whether text has no spaces around the sign.
    """

    factors: tuple[Formula, ...]
    sign: str = "·"
    is_tight: bool = False

    def text(self) -> str:
        sign = self.sign if self.is_tight else f" {self.sign} "
        return sign.join(map(text, self._factors()))

    def latex(self) -> str:
        return f" {latex(self.sign)} ".join(map(latex, self._factors()))

    def typst(self) -> Data:
        sign = {"kind": "operator", "sign": self.sign}
        apart = [part for factor in self._factors() for part in (sign, typst(factor))]
        return {"kind": "row", "items": apart[1:]}

    @property
    def level(self) -> Level:
        if len(self.factors) == 1:
            return level(self.factors[0])
        return Level.MINUS if level(self.factors[0]) == Level.MINUS else Level.PRODUCT

    def _factors(self) -> tuple[Formula, ...]:
        first, *others = self.factors
        if len(self.factors) > 1:
            first = bracketed(first, Level.MINUS)
        return (first, *(bracketed(other, Level.PRODUCT) for other in others))


@dataclass(frozen=True)
class PlusMinus(Node):
    """Two values in one: ``1 ± 2i``, ``±√2 i``."""

    middle: Formula
    size: Formula

    def text(self) -> str:
        return (
            f"{text(self.middle)} ± {text(self._size)}" if self.middle else f"±{text(self._size)}"
        )

    def latex(self) -> str:
        return rf"{latex(self.middle)} \pm {latex(self._size)}".lstrip()

    def typst(self) -> Data:
        sign = {"kind": "operator", "sign": "±"} if self.middle else "±"
        return {"kind": "row", "items": [typst(self.middle), sign, typst(self._size)]}

    @property
    def level(self) -> Level:
        return Level.SUM

    @property
    def _size(self) -> Formula:
        return bracketed(self.size, Level.PRODUCT)


@dataclass(frozen=True)
class Further(Node):
    """A further term of a sum, in a line of its own: ``+ 3``."""

    term: Formula

    def text(self) -> str:
        sign, size = _split(self.term)
        return f"{sign} {text(size)}"

    def latex(self) -> str:
        sign, size = _split(self.term)
        return f"{latex(sign)} {latex(size)}"

    def typst(self) -> Data:
        sign, size = _split(self.term)
        return {"kind": "row", "items": [{"kind": "operator", "sign": sign}, typst(size)]}

    @property
    def goes_on(self) -> bool:
        return True

    @property
    def level(self) -> Level:
        return Level.SUM


def _split(term: Formula) -> tuple[str, Formula]:
    """Return a term that is not the first of its sum as sign and size."""
    return ("−", _inner(term.of)) if isinstance(term, Minus) else ("+", _inner(term))


def _inner(term: Formula) -> Formula:
    """Return a term as it is written behind a sign; of a product the first factor is bracketed."""
    if isinstance(term, (Product, Term)) and level(term) == Level.MINUS:
        return replace(term, factors=(Brackets(term.factors[0]), *term.factors[1:]))
    return bracketed(term, Level.PRODUCT)
