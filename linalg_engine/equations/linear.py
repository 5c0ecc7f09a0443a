"""Sums of numbers and of multiples of unknowns, and what keeps them linear.

Every function takes the place ``at`` in the text to point at when a result is not linear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NoReturn

from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar
from linalg_engine.matrices import MAX_SIZE
from linalg_engine.notation import arithmetic

EXAMPLE = "2x + 3y = 5, x - y = 1"


@dataclass(frozen=True, slots=True)
class Linear:
    """A number plus multiples of unknowns.

    Attributes
    ----------
    constant
        The number.
    terms
        The factor of each unknown. One that cancels out stays, with the factor 0.
    start, end
        Where it stands in the text, the end exclusive.
    is_typed
        Whether it is a number as it was typed, without a sign or an operation.
    is_quotient
        Whether it is a quotient without brackets around it, as 1/2.
    degrees
        The size of an angle that was written in degrees, the constant as well.
    """

    constant: Scalar
    terms: Mapping[str, Scalar] = field(default_factory=dict[str, Scalar])
    start: int = 0
    end: int = 0
    is_typed: bool = False
    is_quotient: bool = False
    degrees: Scalar | None = None

    @property
    def is_constant(self) -> bool:
        return not self.terms

    @property
    def names(self) -> str:
        """Its unknown, or that it is a sum with one."""
        first = next(iter(self.terms))
        return first if len(self.terms) == 1 and self.constant == 0 else f"a sum with {first}"


def total(parts: list[tuple[int, Linear]], at: int) -> Linear:
    """Return the sum of parts, each with its sign, 1 or -1."""
    constant: Scalar = Fraction(0)
    terms: dict[str, Scalar] = {}
    for sign, part in parts:
        constant = arithmetic.add(constant, sign * part.constant, at)
        for name, factor in part.terms.items():
            terms[name] = arithmetic.add(terms.get(name, Fraction(0)), sign * factor, part.start)
        if len(terms) > MAX_SIZE:
            too_many_unknowns(part.start)
    return Linear(constant, terms, at, parts[-1][1].end)


def times(a: Linear, b: Linear, at: int) -> Linear:
    """Return the product, of which one factor has to be a number."""
    if not a.is_constant and not b.is_constant:
        _refuse(f"This multiplies {a.names} by {b.names}", at)
    number, other = (a, b) if a.is_constant else (b, a)
    factor = number.constant
    terms = {name: arithmetic.multiply(factor, x, at) for name, x in other.terms.items()}
    return Linear(arithmetic.multiply(factor, other.constant, at), terms, a.start, b.end)


def over(a: Linear, b: Linear, at: int) -> Linear:
    """Return the quotient by a number."""
    if not b.is_constant:
        _refuse(f"This divides by {b.names}", at)
    by = b.constant
    terms = {name: arithmetic.divide(x, by, b.start) for name, x in a.terms.items()}
    constant = arithmetic.divide(a.constant, by, b.start)
    return Linear(constant, terms, a.start, b.end, is_quotient=True)


def power(a: Linear, b: Linear, at: int) -> Linear:
    """Return a power of a number, or the first power of an unknown."""
    if not b.is_constant:
        _refuse(f"Here {b.names} is in an exponent", b.start)
    if not a.is_constant:
        if b.constant != 1:
            _refuse(f"This is a power of {a.names}", a.start)
        return Linear(a.constant, a.terms, a.start, b.end)
    return Linear(arithmetic.power(a.constant, b.constant, at), {}, a.start, b.end)


def value_of(name: str, a: Linear, at: int) -> Scalar:
    """Return the value of a function of a number."""
    if not a.is_constant:
        _refuse(f"This takes {name} of {a.names}", at)
    if a.degrees is not None and name in ("sin", "cos", "tan"):
        return arithmetic.of_degrees(name, a.degrees, a.start)
    if name not in arithmetic.FUNCTIONS:
        raise InputError(
            f"{name} is not known here; write the number itself, or ln(2) for a logarithm.",
            position=at,
            example="ln(2) x = 1",
        )
    return arithmetic.FUNCTIONS[name](a.constant, a.start)


def too_many_unknowns(at: int | None = None) -> NoReturn:
    """Refuse more unknowns than a matrix may have columns."""
    raise InputError(
        f"There are more than {MAX_SIZE} unknowns here, too many to solve for.", position=at
    )


def _refuse(what: str, at: int) -> NoReturn:
    raise InputError(
        f"{what}, so the equation is not linear: unknowns may only be multiplied by numbers "
        "and added.",
        position=at,
        example=EXAMPLE,
        reason="not linear",
    )
