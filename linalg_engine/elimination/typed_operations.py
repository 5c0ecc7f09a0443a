"""Row operations as people type them: "R2 - 3 R1", "swap R1 R2", "II - 3·I", "Z2 → Z2 − 3Z1"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lark import (
    Lark,
    Token,
    Transformer,
    UnexpectedInput,
    v_args,  # pyright: ignore[reportUnknownVariableType]
)
from lark.exceptions import VisitError

from linalg_engine.elimination.worksheet import RowOperation
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from linalg_engine.matrices import Matrix

MAX_CHARACTERS = 120

EXAMPLE = "R2 - 3 R1"

Sum = dict[int, Fraction]
"""Factors by row: ``R2 - 3 R1`` is ``{1: 1, 0: -3}``."""


@dataclass(frozen=True)
class TypedOperation:
    """What a text says: rows to swap, or what a row becomes. Rows are counted from 0.

    Attributes
    ----------
    target
        The row that changes.
    swapped
        The row it changes places with; None where it becomes a sum.
    factors
        Of the rows that it becomes the sum of; the target's first.
    """

    target: int
    swapped: int | None
    factors: Sum

    @property
    def loses_its_row(self) -> bool:
        """Whether the row is gone after it, so that it cannot be undone."""
        return self.swapped is None and not self.factors.get(self.target)

    def done_to(self, a: Matrix) -> tuple[RowOperation, ...]:
        """Return the elementary operations that it is made of; none where it changes nothing."""
        if self.swapped is not None:
            after = a.copy()
            after[[self.target, self.swapped]] = a[[self.swapped, self.target]]
            return (RowOperation("swap", self.target, self.swapped, None, after, "swaps rows"),)
        steps: list[RowOperation] = []
        for row, factor in sorted(self.factors.items(), key=lambda item: item[0] != self.target):
            after = a.copy()
            if row == self.target:
                if factor == 1:
                    continue
                after[row] = a[row] * factor
                steps.append(RowOperation("scale", row, None, factor, after, "scales a row"))
            elif factor:
                after[self.target] = a[self.target] + factor * a[row]
                steps.append(RowOperation("add", self.target, row, factor, after, "adds a row"))
            a = after
        return tuple(steps)


def parse_row_operation(text: str, rows: int) -> TypedOperation:
    """Return the row operation in ``text``.

    Parameters
    ----------
    rows
        Of the matrix.

    Raises
    ------
    InputError
        When it is none, or names a row that is not there.

    Examples
    --------
    >>> found = parse_row_operation("R2 -> R2 - 3 R1", 2)
    >>> found.target, {row: str(factor) for row, factor in found.factors.items()}
    (1, {1: '1', 0: '-3'})
    >>> parse_row_operation("swap R1 and R2", 2).swapped
    1
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError("This is too long for a row operation.", example=EXAMPLE)
    plain = _plain(text)
    try:
        found = _parse(plain)
    except UnexpectedInput:
        raise InputError("No row operation can be read here.", example=EXAMPLE) from None
    except VisitError as error:
        if isinstance(error.orig_exc, InputError):
            raise error.orig_exc from None
        raise
    named = {found.target, *found.factors} | ({found.swapped} - {None})
    missing = [row + 1 for row in named if row is not None and row >= rows]
    if missing:
        raise InputError(f"There is no row {missing[0]}; the matrix has {rows} rows.")
    if len(found.factors.keys() | {found.target}) > 2:
        raise InputError(
            "One operation changes one row by one other row; this names three.", example=EXAMPLE
        )
    return found


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    for sign, others in _SIGNS:
        plain = others.sub(sign, plain)
    return plain.strip().rstrip(".")


_SIGNS = [
    (sign, re.compile(others))
    for sign, others in (
        (r"(\1)/(\2)", r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"),
        ("~", r"\\(?:long)?leftrightarrow|\\rightleftharpoons|<-+>|<=+>|[↔⇔⟷⇄⇆]"),
        (">", r"\\(?:long)?rightarrow|\\to(?![a-z])|\\mapsto|[-=]+>|[→⇒⟶↦➔]"),
        ("=", r"\\(?:long)?leftarrow|\\gets|<[-=]+|:=|[←⇐⟵]"),
        ("*", r"\\cdot|\\times|[·×⋅∙•]"),
        ("/", r"[⁄÷∕:]"),
        ("-", r"[−–—‐‑]|\bminus\b"),
        ("+", r"\bplus\b"),
        (" ", r"\\[,;! ]|[_{}$`]|\\(?:left|right|text|mathrm)(?![a-z])"),
    )
]


@v_args(inline=True)
class _Builder(Transformer[Token, TypedOperation]):
    def number(self, digits: Token) -> Fraction:
        return Fraction(digits.replace(",", "."))

    def quotient(self, over: Fraction, under: Fraction) -> Fraction:
        if not under:
            raise InputError("A row cannot be divided by 0.", example="1/2 R2")
        return over / under

    def opposite(self, of: Fraction) -> Fraction:
        return -of

    def row(self, name: Token) -> int:
        roman = _ROMAN.get(name)
        return int(re.sub(r"\D", "", name)) - 1 if roman is None else roman

    def place(self, digit: Token) -> int:
        return int(digit) - 1

    def single(self, row: int) -> Sum:
        return {row: Fraction(1)}

    def times(self, factor: Fraction, row: int) -> Sum:
        return {row: factor}

    def row_times(self, row: int, factor: Fraction) -> Sum:
        return {row: factor}

    def row_over(self, row: int, factor: Fraction) -> Sum:
        return {row: self.quotient(Fraction(1), factor)}

    def negative(self, of: Sum) -> Sum:
        return {row: -factor for row, factor in of.items()}

    def plus(self, left: Sum, right: Sum) -> Sum:
        total = dict(left)
        for row, factor in right.items():
            total[row] = total.get(row, Fraction(0)) + factor
        return total

    def minus(self, left: Sum, right: Sum) -> Sum:
        return self.plus(left, self.negative(right))

    def swap(self, one: int, other: int) -> TypedOperation:
        if one == other:
            raise InputError("A swap needs two different rows.", example="swap R1 R2")
        return TypedOperation(one, other, {})

    def becomes(self, total: Sum) -> TypedOperation:
        """A sum alone: the row that changes has the factor 1, or is named first."""
        target = next((row for row, factor in total.items() if factor == 1), next(iter(total)))
        return TypedOperation(target, None, total)

    def towards(self, left: Sum, right: Sum) -> TypedOperation:
        """Both ways are used: R2 → R2 − 3R1, and R2 − 3R1 → R2."""
        if len(right) == 1 and set(right.values()) == {1}:
            return TypedOperation(next(iter(right)), None, left)
        return self.assigned(left, right)

    def assigned(self, left: Sum, right: Sum) -> TypedOperation:
        if len(left) != 1 or set(left.values()) != {1}:
            raise InputError("Left of the sign stands the row that changes.", example=_LONG)
        return TypedOperation(next(iter(left)), None, right)

    def added(self, target: int, more: Sum) -> TypedOperation:
        return TypedOperation(target, None, self.plus({target: Fraction(1)}, more))

    def added_to(self, more: Sum, target: int) -> TypedOperation:
        return self.added(target, more)

    def subtracted(self, target: int, less: Sum) -> TypedOperation:
        return self.added(target, self.negative(less))

    def subtracted_from(self, less: Sum, target: int) -> TypedOperation:
        return self.subtracted(target, less)

    def multiplied(self, target: int, factor: Fraction) -> TypedOperation:
        return TypedOperation(target, None, {target: factor})

    def divided(self, target: int, factor: Fraction) -> TypedOperation:
        return TypedOperation(target, None, self.row_over(target, factor))


_LONG = "R2 = R2 - 3 R1"
_ROMAN = {"i": 0, "ii": 1, "iii": 2, "iv": 3, "v": 4}

_GRAMMAR = Lark(
    Path(__file__).with_name("typed_operations.lark").read_text(encoding="utf-8"),
    parser="lalr",
    transformer=_Builder(),
)
# With a transformer inside, parse returns what the transformer makes of the whole text.
_parse = cast("Callable[[str], TypedOperation]", _GRAMMAR.parse)  # pyright: ignore[reportUnknownMemberType]
