"""Least squares step by step: what each point asks for, and the normal equations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Column,
    Index,
    Minus,
    Power,
    Quotient,
    Row,
    Sum,
    Symbol,
    Term,
    VectorName,
    Words,
)
from bot.topics.fit import words
from bot.topics.kit import normal_equations
from linalg_engine import elimination

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.polynomial_fits import PolynomialFit

MOST_ROWS = 12
"""Points that are worked out: each is a row of the matrix."""

C, Y_VECTOR = VectorName("c"), VectorName("y", "second")
NAMES = normal_equations.Names(C, Y_VECTOR)


def working(fit: PolynomialFit, say: Notation) -> Working | None:
    """Return the way to an exact fit of a few points; None for others."""
    if not fit.is_exact or len(fit.x) > MOST_ROWS:
        return None
    normal = elimination.normal_equations(fit.design, fit.y)
    found = normal_equations.worked_out(normal, NAMES, say)
    if not found:
        return None
    blocks: list[Block] = [
        "Each point asks the polynomial for its y:",
        Chain(words.Y, (_asked(fit.degree),)),
        "A row for each point, with the powers of its x:",
        Row((say.matrix(fit.design), _unknowns(fit.degree), Words(" = "), say.column(fit.y))),
        *found,
        "The polynomial:",
        words.polynomial(fit, say),
        *_share(fit, say),
    ]
    return Working("Least squares", tuple(blocks))


def _asked(degree: int) -> Formula:
    """Return ``c₀ + c₁x + c₂x²``."""
    terms: list[Formula] = [Index(Symbol("c"), "0")]
    for k in range(1, degree + 1):
        power = words.X if k == 1 else Power(words.X, str(k))
        terms.append(Term((Index(Symbol("c"), str(k)), power)))
    return Sum(tuple(terms))


def _unknowns(degree: int) -> Column:
    return Column(tuple(Index(Symbol("c"), str(k)) for k in range(degree + 1)))


def _share(fit: PolynomialFit, say: Notation) -> list[Block]:
    """Compare what is left with what there was."""
    if fit.r_squared is None:
        return ["All y are equal, so there are no differences to explain."]
    mean = sum(fit.y[1:], fit.y[0]) / len(fit.y)
    spread = say.sum_of([(y - mean) ** 2 for y in fit.y])
    squares = say.sum_of([r * r for r in fit.residual])
    r_squared = Power(Symbol("R"), "2")
    ratio = Quotient(say.number(fit.squares), say.number(fit.total))
    return [
        "Without x the best guess would be the mean of y:",
        Chain(Symbol("m"), (say.number(mean),)),
        "The squared differences from it, in all:",
        Chain(Symbol("T"), (spread, say.number(fit.total))),
        "The polynomial leaves of them:",
        Chain(Symbol("S"), (squares, say.number(fit.squares))),
        "So it explains this share:",
        Chain(
            r_squared,
            (
                Sum(("1", Minus(Quotient(Symbol("S"), Symbol("T"))))),
                Sum(("1", Minus(ratio))),
                say.number(fit.r_squared),
            ),
        ),
    ]
