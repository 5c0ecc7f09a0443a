"""Equality: "=" between what is equal, "≈" where either side is shown rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.formula.node import Data, Formula, Level, Node, is_rounded, latex, text, typst


@dataclass(frozen=True)
class About(Node):
    """A formula that follows "≈" even where its own numbers are exact."""

    of: Formula

    def text(self) -> str:
        return text(self.of)

    def latex(self) -> str:
        return latex(self.of)

    def typst(self) -> Data:
        return typst(self.of)

    @property
    def is_rounded(self) -> bool:
        return True


@dataclass(frozen=True)
class Chain(Node):
    """Formulas with "=" or "≈" between each two: ``x = 1/3 ≈ 0.3333``.

    Attributes
    ----------
    left
        What the chain begins with; None where it continues on a line of its own.
    others
        What it is equal to, one after the other.
    before
        What the line above ended with, where the chain continues.
    """

    left: Formula | None
    others: tuple[Formula, ...]
    before: Formula = ""

    def text(self) -> str:
        signed = [f"{sign} {text(other)}" for sign, other in self._signed()]
        return " ".join(signed if self.left is None else [text(self.left), *signed])

    def latex(self) -> str:
        signed = [f"{latex(sign)} {latex(other)}" for sign, other in self._signed()]
        return " ".join(signed if self.left is None else [latex(self.left), *signed])

    def typst(self) -> Data:
        items = [] if self.left is None else [typst(self.left)]
        for sign, other in self._signed():
            items += [{"kind": "relation", "sign": sign}, typst(other)]
        return {"kind": "row", "items": items}

    @property
    def level(self) -> Level:
        return Level.SUM

    @property
    def goes_on(self) -> bool:
        return self.left is None

    @property
    def sign(self) -> str:
        """The first sign, "=" or "≈"."""
        return self._signed()[0][0]

    def parts(self) -> Iterator[Formula]:
        """Return what is written: not the end of the line above."""
        yield from self.others if self.left is None else (self.left, *self.others)

    def _signed(self) -> list[tuple[str, Formula]]:
        signed: list[tuple[str, Formula]] = []
        was_rounded = is_rounded(self.before if self.left is None else self.left)
        for other in self.others:
            rounded = is_rounded(other)
            signed.append(("≈" if rounded or was_rounded else "=", other))
            was_rounded = rounded
        return signed


def equals(*others: Formula) -> Chain:
    """Return formulas behind their signs: ``= 1/3 ≈ 0.3333``."""
    return Chain(None, others)
