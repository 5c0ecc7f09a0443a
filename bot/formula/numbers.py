"""Numbers in formulas: which are written exactly, which as decimals, and how.

A number keeps its value and is spelled when it is printed, so "=" and "≈" follow from it: an
exact value shown whole is equal, a truncated decimal and floating-point results are not.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.formula.arrays import Column, Listed, Matrix
from bot.formula.node import Data, Formula, Level, Node, latex, level, text, typst
from bot.formula.relations import Chain, equals
from bot.formula.shapes import Power, Quotient, Root, Term
from bot.formula.sums import Minus, PlusMinus, Product, Sum, elided
from linalg_engine import formatting
from linalg_engine.exact import Exact, Scalar, Surd

Value = Scalar | complex

MOST_LISTED = 12
"""Entries of a vector in a line beside "…"."""


@dataclass(frozen=True)
class Spelling:
    """How a reader wants numbers written.

    Attributes
    ----------
    digits
        After the point, where there is room for them.
    decimals
        Whether fractions and roots are written as decimals.
    typed
        Digits of the longest number that was typed: exact decimals with no more are written whole,
        so that what somebody typed is repeated as it is.
    """

    digits: int = 4
    decimals: bool = False
    typed: int = 0


USUAL = Spelling()
_spelling = ContextVar("spelling", default=USUAL)


@contextmanager
def spelled_as(spelling: Spelling) -> Generator[None]:
    """Write numbers as a reader wants them: those that are printed in this block."""
    before = _spelling.set(spelling)
    try:
        yield
    finally:
        _spelling.reset(before)


@contextmanager
def with_typed_digits(most: int) -> Generator[None]:
    """Write numbers that were typed whole only where they have at most so many digits."""
    spelling = _spelling.get()
    with spelled_as(replace(spelling, typed=min(most, spelling.typed))):
        yield


def decimal(value: Value, room: int | None = None) -> str:
    """Return a number as a decimal for people.

    Parameters
    ----------
    room
        How many digits there is room for after the point; as many as the reader wants if None.

    Examples
    --------
    >>> decimal(math.pi), decimal(math.pi, 2)
    ('3.1416', '3.14')
    """
    spelling = _spelling.get()
    if room is None:
        return formatting.decimal(value, spelling.digits, typed=spelling.typed)
    return formatting.decimal(value, _digits_in(room), is_near=True)


def _digits_in(room: int | None) -> int:
    wanted = _spelling.get().digits
    return wanted if room is None else min(room, wanted)


class Spelled(Node):
    """A number; what it looks like is a formula of its own."""

    @abstractmethod
    def spelled(self) -> Formula:
        """Return the number as signs, digits, fractions and roots."""

    @cached_property
    def spelling(self) -> Formula:
        """What `spelled` returns."""
        return self.spelled()

    def text(self) -> str:
        return text(self.spelling)

    def latex(self) -> str:
        return latex(self.spelling)

    def typst(self) -> Data:
        return typst(self.spelling)

    @property
    def level(self) -> Level:
        return level(self.spelling)

    def parts(self) -> Iterator[Formula]:
        return iter(())


@dataclass(frozen=True)
class Number(Spelled):
    """A number for people, exact where that is short: ``1/2``, ``5√2/3``, ``3.1416``."""

    value: Value

    def spelled(self) -> Formula:
        if isinstance(self.value, (Fraction, Surd)) and _is_spelled_exactly(self.value):
            return _exact(self.value)
        return decimal(self.value)

    @property
    def is_rounded(self) -> bool:
        if isinstance(self.value, (Fraction, Surd)) and _is_spelled_exactly(self.value):
            return False
        return _is_cut(self.value, text(self.spelling))


@dataclass(frozen=True)
class Rounded(Spelled):
    """A number as a decimal.

    Attributes
    ----------
    room
        How many digits there is room for after the point; as many as the reader wants if None.
    has_zeros
        Whether zeros at the end are kept, so that points are aligned in a column.
    """

    value: Value
    room: int | None = None
    has_zeros: bool = False

    def spelled(self) -> str:
        if not self.has_zeros:
            return decimal(self.value, self.room)
        shown = f"{self.value:.{_digits_in(self.room)}f}"
        return shown.lstrip("-") if float(shown) == 0 else shown.replace("-", "−")

    @property
    def is_rounded(self) -> bool:
        return _is_cut(self.value, text(self.spelling))


@dataclass(frozen=True)
class Whole(Spelled):
    """A number with every digit, for copying; its text is read back by `notation`."""

    value: Value

    def text(self) -> str:
        if isinstance(self.value, complex):
            return text(self.spelling).replace("−", "-")
        return formatting.exact(self.value)

    def spelled(self) -> Formula:
        if isinstance(self.value, complex):
            return _complex(_digits(self.value.real), self.value.imag)
        if isinstance(self.value, (Fraction, Surd)) and not self.is_rounded:
            return _exact(self.value)
        return _power_of_ten(formatting.exact(self.value))

    @property
    def is_rounded(self) -> bool:
        if isinstance(self.value, Fraction):
            longest = max(abs(self.value.numerator), self.value.denominator)
            return longest >= formatting.LONGEST_FRACTION
        return not isinstance(self.value, Surd)


@dataclass(frozen=True)
class Conjugates(Spelled):
    """A complex number and its conjugate: ``1 ± 2i``, ``±√2 i``.

    Attributes
    ----------
    value
        Either of the two.
    is_decimal
        Whether it is written as a decimal.
    """

    value: Surd | complex
    is_decimal: bool = False

    def spelled(self) -> Formula:
        number = Rounded if self.is_decimal else Number
        middle = number(self.value.real)
        size = _imaginary(number(abs(self.value.imag)))
        return PlusMinus("" if self.value.real == 0 else middle, size)

    @property
    def is_rounded(self) -> bool:
        return self.is_decimal or Number(self.value).is_rounded


@dataclass(frozen=True)
class Notation:
    """How somebody wants to read numbers.

    Attributes
    ----------
    decimals
        Whether short decimals stay decimals (0.5), for somebody who typed decimals, or are
        written as fractions (1/2).
    """

    decimals: bool = False

    def number(self, value: Value) -> Node:
        """Return a number, exact where that is short."""
        if self.decimals and isinstance(value, Fraction):
            decimal = Rounded(value)
            if not decimal.is_rounded:
                return decimal
        return Number(value)

    def equals(self, value: Value) -> Chain:
        """Return a number behind its sign, with a decimal beside what is no decimal.

        For example ``= 1/2 = 0.5``, ``= √2/2 ≈ 0.7071``, ``= 3``, ``≈ 3.1416``.
        """
        number, decimal = self.number(value), Rounded(value)
        return equals(number) if text(number) == text(decimal) else equals(number, decimal)

    def vector(self, v: Iterable[Scalar], most: int = MOST_LISTED) -> Listed:
        """Return a vector in a line, its middle left out where it is long."""
        return Listed(self._numbers(elided(tuple(v), most, fewest=1)))

    def column(self, v: Iterable[Scalar]) -> Column:
        """Return a column, its middle left out where it is long."""
        return Column(self._numbers(elided(tuple(v), gap="⋮")))

    def sum_of(self, v: Iterable[Scalar]) -> Sum:
        """Return the entries of a vector added up, the middle left out of a long sum."""
        return Sum(self._numbers(elided(tuple(v))))

    def matrix(self, a: NDArray[Any], bar: int | None = None) -> Matrix:
        """Return a matrix of shape (m, n), with an upright bar before column ``bar``."""
        return Matrix(tuple(self._numbers(row) for row in a), bar)

    def whole_vector(self, v: Iterable[Scalar]) -> Listed:
        """Return a vector with every digit, for copying."""
        return Listed(tuple(self._whole(x) for x in v))

    def _numbers(self, values: Iterable[Scalar | str]) -> tuple[Formula, ...]:
        given = tuple(values)
        roots = [x for x in given if isinstance(x, Surd)]
        # Beside a root too long to be written, the others are decimals too, to be compared.
        spell = self.number if all(map(_is_spelled_exactly, roots)) else Rounded
        return tuple(
            x if isinstance(x, str) else spell(x) if isinstance(x, Surd) else self.number(x)
            for x in given
        )

    def _whole(self, value: Scalar) -> Formula:
        if self.decimals and isinstance(value, Fraction):
            return formatting.finite_decimal(value) or Whole(value)
        return Whole(value)


def whole(value: Value | NDArray[Any]) -> Formula:
    """Return a number, a vector as a column, or a matrix with every digit, for copying."""
    if not isinstance(value, np.ndarray):
        return Whole(value)
    if value.ndim == 1:
        return Column(tuple(Whole(x) for x in value))
    return Matrix(tuple(tuple(Whole(x) for x in row) for row in value))


# Spelling


def _is_spelled_exactly(value: Exact) -> bool:
    return not _spelling.get().decimals and _is_written_exactly(value)


def _is_written_exactly(value: Exact) -> bool:
    is_whole = isinstance(value, Fraction) and value.denominator == 1
    return formatting.is_short(value) and not is_whole


def _is_cut(value: Value, shown: str) -> bool:
    """Whether a decimal is not the value itself; floats never count as exact."""
    if isinstance(value, Surd) and all(radicand in (1, -1) for radicand, _ in value.terms):
        # A complex number with rational parts; the size 1 is not written in front of i.
        sizes = [abs(c) for radicand, c in value.terms if (radicand, abs(c)) != (-1, 1)]
        written = re.findall(r"[0-9.]+", shown)
        return len(sizes) != len(written) or not all(map(formatting.is_same, sizes, written))
    return not isinstance(value, Fraction) or not formatting.is_same(value, shown)


def _exact(value: Exact) -> Formula:
    """Return ``-1/2``, ``5√2/3``, ``1/2 + √5/2`` or ``1 - 2i`` as a formula."""
    terms = value.terms if isinstance(value, Surd) else ((1, value),)
    return Sum(tuple(_signed(_term(r, abs(c)), is_minus=c < 0) for r, c in terms))


def _term(radicand: int, size: Fraction) -> Formula:
    """Return a positive number times the root of ``radicand``."""
    if radicand == -1:
        return _imaginary(_ratio(size, ""))
    root = "" if radicand == 1 else Root(str(abs(radicand)))
    found = _ratio(size, root)
    return found if radicand > 0 else Term((found, "i"))


def _ratio(size: Fraction, root: Formula) -> Formula:
    top, bottom = str(size.numerator), str(size.denominator)
    over = top if not root else root if top == "1" else Term((top, root))
    return over if bottom == "1" else Quotient(over, bottom)


def _imaginary(size: Formula) -> Formula:
    return "i" if text(size) == "1" else Term((size, "i"))


def _signed(size: Formula, *, is_minus: bool) -> Formula:
    return Minus(size) if is_minus else size


def _complex(real: Formula, imaginary: float) -> Formula:
    term = _signed(_imaginary(_digits(abs(imaginary))), is_minus=imaginary < 0)
    return Sum((real, term)) if text(real) not in ("0", "0.0") else term


def _digits(value: float) -> Formula:
    return _power_of_ten(formatting.exact(value))


def _power_of_ten(shown: str) -> Formula:
    """Return what Python writes, such as ``-1e-07``, as people write it."""
    size = shown.removeprefix("-").removesuffix(".0")
    mantissa, _, exponent = size.partition("e")
    number = Product((mantissa, Power("10", str(int(exponent)))), "×") if exponent else mantissa
    return _signed(number, is_minus=shown.startswith("-"))
