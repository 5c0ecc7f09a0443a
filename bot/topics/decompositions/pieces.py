"""What the workings of all decompositions are put together from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bot.formula import Chain, Index, Minus, Power, Row, Sentence, Sum, Symbol, Term, VectorName
from linalg_engine.exact import Surd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.matrices import Matrix

    Blocks = list[Block]

LARGEST_SET = 10
"""Larger matrices are not typeset."""

LARGEST_BY_HAND = 5
"""Of larger ones only the factors are typeset, not every entry's working."""

A = Symbol("A")


def is_set(a: Matrix) -> bool:
    """Whether a matrix is small enough to be typeset."""
    return max(a.shape) <= LARGEST_SET


def shown(name: Formula, a: Matrix, say: Notation) -> Chain:
    """Return "A = [1, 2; 3, 4]"."""
    return Chain(name, (say.matrix(a),))


def factors(named: Mapping[str, Matrix], say: Notation) -> Blocks:
    """Return every factor behind its name."""
    return [shown(letter(name), factor, say) for name, factor in named.items()]


def letter(name: str) -> Formula:
    """Return the name of a matrix, such as "L", "Lᵀ" or "P⁻¹"."""
    ends = {"ᵀ": "⊤", "⁻¹": "−1"}
    for end, exponent in ends.items():
        if name.endswith(end):
            return Power(Symbol(name[0]), exponent)
    return Symbol(name)


def together(*names: Formula) -> Sentence:
    """Return "Together, A = L U with:"."""
    apart = [part for name in names for part in (" ", name)]
    return Sentence(("Together, ", Chain(A, (Row(tuple(apart[1:])),)), " with:"))


def entry(name: str, *places: int) -> Index:
    """Return an entry's name, such as "l₂₁"."""
    return Index(Symbol(name), "".join(map(str, places)))


def vector(name: str, place: int) -> Index:
    """Return a vector's name: "v₁" is in place 0."""
    return Index(VectorName(name), str(place + 1))


def listed(formulas: Iterable[Formula], last: str = " and ") -> tuple[Formula, ...]:
    """Return formulas for a sentence, with commas and "and" between them."""
    items = list(formulas)
    found: list[Formula] = []
    for k, item in enumerate(items):
        if k:
            found.append(last if k == len(items) - 1 else ", ")
        found.append(item)
    return tuple(found)


def is_negative(value: Any) -> bool:
    """Whether a number is written with a minus before it that a sum can take over."""
    return not (isinstance(value, Surd) and len(value.terms) > 1) and bool(_leading(value) < 0)


def _leading(value: Any) -> Fraction | float:
    return value.terms[0][1] if isinstance(value, Surd) else value


def times(coefficient: Any, name: Formula, say: Notation) -> Formula:
    """Return "3x", "x" or "−x"."""
    if is_negative(coefficient):
        return Minus(times(-coefficient, name, say))
    return name if coefficient == 1 else Term((say.number(coefficient), name))


def combination(pairs: Iterable[tuple[Any, Formula]], say: Notation) -> Formula:
    """Return coefficients times names, added up without those that are 0: "2x − y"."""
    terms = [times(coefficient, name, say) for coefficient, name in pairs if coefficient != 0]
    return Sum(tuple(terms)) if terms else "0"


def number(value: Any, say: Notation) -> Formula:
    """Return a number as a term of a sum, which writes its minus."""
    return Minus(say.number(-value)) if is_negative(value) else say.number(value)
