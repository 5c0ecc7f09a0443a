"""Combinations of vectors, equations and spans, as formulas and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Chain, Index, Minus, Sum, Symbol, Term, VectorName

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.formula import Formula, Notation
    from bot.formula.shapes import Role
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.spans import Span

ROLES: tuple[Role, ...] = ("first", "second", "extra", "row", "column")
"""Of numbered vectors, in their order."""

COORDINATES = {1: "x", 2: "xy", 3: "xyz"}
"""Names of the coordinates, by dimension; beyond, they are numbered."""


def numbered(letter: str, count: int) -> list[Index]:
    """Return the names ``v₁``, ``v₂``, …, the first ones in their colours."""
    roles = dict(enumerate(ROLES))
    return [Index(VectorName(letter, roles.get(k, "text")), str(k + 1)) for k in range(count)]


def combination(coefficients: Iterable[Scalar], names: Sequence[Formula], say: Notation) -> Formula:
    """Return ``2v₁ − v₂``, terms with 0 left out."""
    terms = [_term(c, name, say) for c, name in zip(coefficients, names, strict=True) if c != 0]
    return Sum(tuple(terms)) if terms else "0"


def equation(normal: Vector, say: Notation) -> Chain:
    """Return ``x − 2y + z = 0``."""
    m = len(normal)
    letters = COORDINATES.get(m)
    names: list[Formula] = (
        [Symbol(letter) for letter in letters]
        if letters
        else [Index(Symbol("x"), str(k + 1)) for k in range(m)]
    )
    return Chain(combination(normal, names, say), ("0",))


def shape(found: Span) -> str:
    """Return what a span is: "a plane through the origin"."""
    m, dimension = len(found.matrix), found.dimension
    if dimension == 0:
        return "only the origin"
    if found.is_everything:
        return {1: "the whole line", 2: "the whole plane", 3: "all of space"}.get(
            m, f"all of {real(m)}"
        )
    if dimension <= 2:
        return f"a {'line' if dimension == 1 else 'plane'} through the origin"
    return f"a {dimension}-dimensional subspace of {real(m)}"


def short_shape(found: Span) -> str:
    """Return a word for a span: "plane"."""
    return {1: "line", 2: "plane"}.get(found.dimension, "span")


def real(dimension: int) -> str:
    """Return "ℝ³"."""
    return "ℝ" + str(dimension).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def listed(names: Sequence[object]) -> str:
    """Return "v₁, v₂ and v₃"."""
    *first, last = map(str, names)
    return f"{', '.join(first)} and {last}" if first else last


def _term(coefficient: Scalar, name: Formula, say: Notation) -> Formula:
    size = abs(coefficient)
    term = name if size == 1 else Term((say.number(size), name))
    return Minus(term) if coefficient < 0 else term
