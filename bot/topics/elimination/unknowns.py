"""The unknowns of a system: their names, and sums and points written with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.formula import (
    Brackets,
    Chain,
    Column,
    Index,
    Minus,
    Row,
    Sum,
    Symbol,
    Term,
    VectorName,
    Words,
)
from bot.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Solution
    from linalg_engine.exact import Scalar

    Spell = Callable[[Scalar], Formula]

X = VectorName("x")

LONGEST_ON_AXIS = 10
"""Characters of a name at an axis."""


@dataclass(frozen=True)
class Unknowns:
    """The names of the unknowns, one for each column.

    Attributes
    ----------
    names
        As `linalg_engine.equations.LinearSystem` spells them: ``x``, ``x_1``, ``price``.
    are_typed
        Whether somebody chose them. Those of a matrix are x₁, x₂, ..., the entries of x.
    """

    names: tuple[str, ...]
    are_typed: bool = True

    @classmethod
    def of_matrix(cls, count: int) -> Unknowns:
        """Return the names of the unknowns of a matrix with so many columns."""
        return cls(tuple(f"x_{k}" for k in range(1, count + 1)), are_typed=False)

    def __getitem__(self, k: int) -> Formula:
        """Return the name of the unknown of column ``k``."""
        return self._name(k)

    def _name(self, k: int, gap: str = "") -> Formula:
        """Return a name, with a gap in front where it is a word."""
        base, _, index = self.names[k].partition("_")
        if len(base) > 1 and not index.isdecimal():
            return Words(gap + self.names[k])
        letters = Symbol(base) if len(base) == 1 else Words(gap + base)
        return Index(letters, index) if index else letters

    def listed(self) -> list[Formula]:
        """Return all names."""
        return [self[k] for k in range(len(self.names))]

    def short(self) -> list[str]:
        """Return all names as plain text, short enough for axes."""
        return [shorten(str(name), LONGEST_ON_AXIS) for name in self.listed()]

    def times(self, factor: Scalar, k: int, spell: Spell) -> Formula:
        """Return a multiple of an unknown, such as ``2x``, ``−x`` or ``3 price``."""
        if factor in (1, -1):
            return multiple(factor, self[k], spell)
        return multiple(factor, self._name(k, gap=" "), spell)

    def equation(self, row: Vector, right: Scalar, spell: Spell) -> Formula:
        """Return the equation of a row, such as ``2x₁ − x₂ = 3``."""
        terms = [self.times(factor, k, spell) for k, factor in enumerate(row) if factor != 0]
        return Chain(Sum(tuple(terms or ["0"])), (spell(right),))

    def point(self, x: Vector, say: Notation) -> Formula:
        """Return a point of the plane or space: ``x = [1, 2]``, or ``(p, q) = (1, 2)``."""
        if not self.are_typed:
            return Chain(X, (say.vector(x),))
        return Chain(_point(self.listed()), (self.place(x, say),))

    def place(self, x: Vector, say: Notation) -> Formula:
        """Return a point without the names of unknowns that were typed: ``(1, 2)``."""
        return _point(map(say.number, x)) if self.are_typed else self.point(x, say)

    def column(self) -> Formula:
        """Return the name of the vector of all unknowns: x, or a column of them."""
        return Column(tuple(self.listed())) if self.are_typed else X

    def solved(self, found: Solution, spell: Spell) -> list[Formula]:
        """Return an equation for each unknown that is determined: ``x = 3 − 2z``."""
        if found.particular is None:
            return []
        equations: list[Formula] = []
        for k in found.pivot_columns:
            value = found.particular[k]
            terms = [
                self.times(direction[k], free, spell)
                for free, direction in zip(found.free_columns, found.directions, strict=True)
                if direction[k] != 0
            ]
            first = [] if value == 0 and terms else [spell(value)]
            equations.append(Chain(self[k], (Sum((*first, *terms)),)))
        return equations


def multiple(factor: Scalar, name: Formula, spell: Spell) -> Formula:
    """Return a factor and a name, with nothing for a factor of 1: ``−t₁``."""
    if factor < 0:
        return Minus(multiple(-factor, name, spell))
    return name if factor == 1 else Term((spell(factor), name))


def _point(items: Iterable[Formula]) -> Formula:
    apart = [part for item in items for part in (", ", item)]
    return Brackets(Row(tuple(apart[1:])))
