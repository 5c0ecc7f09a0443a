"""Quotients of polynomials in one letter, and matrices of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np
from flint import fmpq, fmpq_poly

from linalg_engine.errors import InputError
from linalg_engine.exact import Exact
from linalg_engine.matrices import Matrix
from linalg_engine.notation.arithmetic import Open

MAX_DEGREE = 400
"""Of a numerator or denominator on the way."""

MAX_EXPONENT = 12
"""Of a power that is typed."""

MAX_BITS = 20_000
"""Of a coefficient on the way."""

Polynomial = fmpq_poly
"""With rational coefficients."""


@dataclass(frozen=True, eq=False, slots=True)
class Ratio(Open):
    """A quotient of two polynomials in a letter, in lowest terms.

    Its sign is that of the leading coefficient of the numerator: what it is written with.

    Attributes
    ----------
    top, bottom
        Polynomials without a common factor. The bottom has whole coefficients without a common
        factor, the first one positive.

    Examples
    --------
    >>> k = Ratio.letter()
    >>> (k * k - 1) / (k - 1) == k + 1
    True
    """

    top: fmpq_poly
    bottom: fmpq_poly

    @classmethod
    def letter(cls) -> Ratio:
        """Return the letter itself."""
        return cls(fmpq_poly([0, 1]), fmpq_poly([1]))

    @classmethod
    def of(cls, value: object) -> Ratio:
        """Return a rational number as a quotient.

        Raises
        ------
        InputError
            If it is another number.
        """
        if isinstance(value, Ratio):
            return value
        if not isinstance(value, int | Fraction):
            refuse("Beside a letter, all numbers must be rational.")
        value = Fraction(value)
        return cls(fmpq_poly([fmpq(value.numerator, value.denominator)]), fmpq_poly([1]))

    @classmethod
    def quotient(cls, top: fmpq_poly, bottom: fmpq_poly) -> Ratio:
        """Return a quotient in lowest terms; the bottom is not 0."""
        if bottom.degree() > 0:
            common = top.gcd(bottom)
            top, bottom = top // common, bottom // common
        if max(top.degree(), bottom.degree()) > MAX_DEGREE:
            refuse("The polynomials get too long; use fewer or smaller powers.")
        scale = content(bottom)
        found = cls(top / scale, bottom / scale)
        if max(_bits(found.top), _bits(found.bottom)) > MAX_BITS:
            refuse("The polynomials get too long; use shorter numbers.")
        return found

    @property
    def degree(self) -> int:
        """The larger of the two degrees; 0 for numbers."""
        return max(self.top.degree(), self.bottom.degree(), 0)

    @property
    def is_number(self) -> bool:
        """Whether it has no letter."""
        return self.degree == 0

    @property
    def longest_number(self) -> int:
        """The largest whole number that it is written with."""
        found = [*coefficients(self.top), *coefficients(self.bottom)]
        return max(max(abs(c.numerator), c.denominator) for c in found)

    def at(self, value: Exact) -> Exact:
        """Return its value for a value of the letter, where the bottom is not 0."""
        return evaluated(self.top, value) / evaluated(self.bottom, value)

    def __add__(self, other: Any) -> Ratio:
        other = Ratio.of(other)
        return Ratio.quotient(
            self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom
        )

    __radd__ = __add__

    def __neg__(self) -> Ratio:
        return Ratio(-self.top, self.bottom)

    def __sub__(self, other: Any) -> Ratio:
        return self + -Ratio.of(other)

    def __rsub__(self, other: Any) -> Ratio:
        return Ratio.of(other) - self

    def __mul__(self, other: Any) -> Ratio:
        other = Ratio.of(other)
        return Ratio.quotient(self.top * other.top, self.bottom * other.bottom)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Ratio:
        other = Ratio.of(other)
        return Ratio.quotient(self.top * other.bottom, self.bottom * other.top)

    def __rtruediv__(self, other: Any) -> Ratio:
        return Ratio.of(other) / self

    def __pow__(self, exponent: object) -> Ratio:
        """Return a power with a whole exponent."""
        if not isinstance(exponent, int | Fraction) or Fraction(exponent).denominator != 1:
            refuse("The powers of a letter need whole numbers as exponents.")
        if abs(exponent) > MAX_EXPONENT or abs(exponent) * self.degree > MAX_DEGREE:
            refuse(f"Beside a letter, exponents go up to {MAX_EXPONENT}.")
        n = abs(int(exponent))
        top, bottom = (self.top, self.bottom) if exponent >= 0 else (self.bottom, self.top)
        return Ratio.quotient(top**n, bottom**n)

    def __rpow__(self, base: object) -> Ratio:
        refuse("A letter can be a base here, and no exponent.")

    def __abs__(self) -> Ratio:
        return -self if self < 0 else self

    def __lt__(self, other: Any) -> bool:
        return (self - other).top.leading_coefficient() < 0

    def __ge__(self, other: Any) -> bool:
        return not self < other

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int | Fraction):
            other = Ratio.of(other)
        if not isinstance(other, Ratio):
            return NotImplemented
        return bool(self.top == other.top and self.bottom == other.bottom)

    def __hash__(self) -> int:
        return hash((str(self.top), str(self.bottom)))

    def __float__(self) -> float:
        refuse("Only +, −, ·, / and whole powers of a letter can be used here.")


@dataclass(frozen=True)
class LetteredMatrix:
    """A matrix whose entries depend on a letter.

    Attributes
    ----------
    letter
        Its name: "k", "λ".
    entries
        Shape (m, n), of `Ratio` (dtype object).
    """

    letter: str
    entries: Matrix

    def at(self, value: Exact) -> Matrix:
        """Return the matrix for a value of the letter."""
        return table_of(self.entries.tolist(), lambda x: x.at(value))

    @property
    def total_degree(self) -> int:
        """A bound of the degree of every minor, denominators cleared row by row."""
        return sum(map(_row_degree, self.entries.tolist()))

    @property
    def denominators(self) -> list[fmpq_poly]:
        """The bottoms of its entries that have the letter."""
        return [x.bottom for x in self.entries.flat if x.bottom.degree() > 0]


def check_total_degree(matrix: LetteredMatrix, most: int) -> None:
    """Refuse a matrix whose polynomials would get too long."""
    degree = matrix.total_degree
    if degree > most:
        refuse(
            f"The polynomials get too long here: of degree {degree}, and {most} is the most. "
            "Use a smaller matrix or smaller powers."
        )


def _row_degree(row: Sequence[Ratio]) -> int:
    """Return the largest degree in a row times its common denominator."""
    common = fmpq_poly([1])
    for x in row:
        common = common * x.bottom // common.gcd(x.bottom)
    return common.degree() + max(max(x.top.degree(), 0) - x.bottom.degree() for x in row)


def table_of(rows: Sequence[Sequence[Any]], make: Callable[[Any], Any]) -> Matrix:
    """Return rows, each entry made anew, as an array of objects, shape (m, n)."""
    found = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            found[i, j] = make(x)
    return found


def evaluated(polynomial: fmpq_poly, value: Exact) -> Exact:
    """Return the value of a polynomial, by Horner's rule."""
    total: Exact = Fraction(0)
    for coefficient in reversed(coefficients(polynomial)):
        total = total * value + coefficient
    return total


def coefficients(polynomial: fmpq_poly) -> list[Fraction]:
    """Return the coefficients as fractions, the constant one first."""
    return [Fraction(int(c.p), int(c.q)) for c in polynomial.coeffs()]


def content(polynomial: fmpq_poly) -> fmpq:
    """Return the number by which to divide for whole coefficients without a common factor.

    The first coefficient becomes positive.
    """
    found = [c for c in coefficients(polynomial) if c]
    top = math.gcd(*[c.numerator for c in found])
    bottom = math.lcm(*[c.denominator for c in found])
    return fmpq(top if found[-1] > 0 else -top, bottom)


def refuse(problem: str) -> NoReturn:
    """Raise the error for what cannot be done with a letter."""
    raise InputError(problem, example="[k 1; 1 k^2]", reason="letter")


def _bits(polynomial: fmpq_poly) -> int:
    return max(
        (
            max(c.numerator.bit_length(), c.denominator.bit_length())
            for c in coefficients(polynomial)
        ),
        default=0,
    )
