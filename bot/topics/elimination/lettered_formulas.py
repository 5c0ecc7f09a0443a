"""Polynomials in a letter, and their values and cases, as formulas and in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import (
    Brackets,
    Chain,
    Minus,
    Notation,
    Number,
    Power,
    Quotient,
    Rounded,
    Sum,
    Symbol,
    Term,
    text,
)
from linalg_engine.parameter import Ratio
from linalg_engine.parameter.ratios import coefficients, content
from linalg_engine.parameter.roots import factors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from bot.formula import Formula, Node
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix
    from linalg_engine.parameter import Polynomial, Roots


LONGEST_DEGREE = 6
"""Of a polynomial that is written out behind its roots."""


@dataclass(frozen=True)
class LetteredNotation(Notation):
    """How numbers are written, and polynomials in a letter.

    Attributes
    ----------
    letter
        The name of the letter.
    """

    letter: str = "k"

    def number(self, value: Any) -> Node:
        """Return a number or a quotient of polynomials."""
        return quotient(value, self.letter) if isinstance(value, Ratio) else super().number(value)


def quotient(value: Ratio, letter: str) -> Node:
    """Return ``k² − 1``, ``1/((k − 1)(k + 1))``."""
    if value.bottom.degree() < 1:
        return polynomial(value.top, letter)
    common = content(value.top)
    one = Ratio.of(1).bottom
    whole = value.top / common * int(common.p)
    tops = polynomial(whole, letter), factored(Ratio(whole, one), letter)
    top = min(tops, key=lambda shown: len(text(shown)))
    bottom = factored(Ratio(value.bottom * int(common.q), one), letter)
    if isinstance(top, Minus):
        return Minus(Quotient(top.of, bottom))
    return Quotient(top, bottom)


def polynomial(p: Polynomial, letter: str) -> Node:
    """Return ``k² − 1``, the highest power first; the lowest in ``1 − k``, where that is short."""
    found = coefficients(p)
    terms = [_term(c, n, letter) for n, c in reversed(list(enumerate(found))) if c]
    if len(terms) == 2 and isinstance(terms[0], Minus) and not isinstance(terms[1], Minus):
        terms.reverse()
    if not terms:
        return Number(Fraction(0))
    return _node(terms[0]) if len(terms) == 1 else Sum(tuple(terms))


def factored(value: Ratio, letter: str) -> Node:
    """Return ``2k(k − 1)²`` of a polynomial in its irreducible factors."""
    top = value.top
    found = factors(top)
    if not found:
        return polynomial(top, letter)
    number = coefficients(top)[-1]
    for p, count in found:
        number /= coefficients(p)[-1] ** count
    parts: list[Formula] = [] if abs(number) == 1 else [Number(abs(number))]
    is_alone = len(found) == 1 and not parts and found[0][1] == 1
    for p, count in found:
        base = polynomial(p, letter)
        if isinstance(base, Sum) and not is_alone:
            base = Brackets(base)
        parts.append(base if count == 1 else Power(base, str(count)))
    product = _node(parts[0]) if len(parts) == 1 else Term(tuple(parts))
    return Minus(product) if number < 0 else product


def values(roots: Sequence[Roots], letter: str) -> str:
    """Return ``k = −1, k = 1``; of roots that are not known exactly how large they are."""
    return ", ".join(map(str, _places(roots, letter)))


def places(roots: Roots, letter: str) -> str:
    """Return the roots of one polynomial: ``k ≈ −1.2599 (a root of k³ + 2)``."""
    return "".join(map(text, parts_of_places(roots, letter)))


def parts_of_places(roots: Roots, letter: str) -> list[Formula]:
    """Return the roots of one polynomial as words and formulas."""
    parts: list[Formula] = []
    for chain in _places([roots], letter):
        parts += [", ", chain] if parts else [chain]
    if roots.exact:
        return parts
    which = "a root" if len(roots.approximate) == 1 else "roots"
    if roots.polynomial.degree() > LONGEST_DEGREE:
        return [*parts, f" ({which} of a factor of degree {roots.polynomial.degree()})"]
    return [*parts, f" ({which} of ", polynomial(roots.polynomial, letter), ")"]


def place(value: Scalar, letter: str, room: int | None = None) -> Chain:
    """Return ``k = 1``; a float has at most ``room`` digits after the point."""
    number = Rounded(value, room) if isinstance(value, float) else Number(value)
    return Chain(Symbol(letter), (number,))


def python_matrix(a: Matrix, letter: str) -> str:
    """Return a matrix as SymPy reads it."""
    rows = [", ".join(_python(x, letter) for x in row) for row in a.tolist()]
    return f"sympy.Matrix([{', '.join(f'[{row}]' for row in rows)}])"


def _places(roots: Iterable[Roots], letter: str) -> list[Chain]:
    found = [value for each in roots for value in (each.exact or each.approximate)]
    return [place(value, letter) for value in sorted(found, key=float)]


def _term(coefficient: Fraction, power: int, letter: str) -> Formula:
    size = abs(coefficient)
    name: Node = Symbol(letter) if power == 1 else Power(Symbol(letter), str(power))
    term = Number(size) if not power else name if size == 1 else Term((Number(size), name))
    return Minus(term) if coefficient < 0 else term


def _node(formula: Formula) -> Node:
    return Symbol(formula) if isinstance(formula, str) else formula


def _python(value: Ratio, letter: str) -> str:
    top = _python_polynomial(value.top, letter)
    if value.bottom.degree() < 1:
        return top
    return f"({top})/({_python_polynomial(value.bottom, letter)})"


def _python_polynomial(p: Polynomial, letter: str) -> str:
    terms = [
        f"{_python_number(c)}{f'*{letter}**{n}' if n else ''}"
        for n, c in reversed(list(enumerate(coefficients(p))))
        if c
    ]
    return " + ".join(terms) or "0"


def _python_number(c: Fraction) -> str:
    return str(c) if c.denominator == 1 else f"sympy.Rational({c.numerator}, {c.denominator})"
