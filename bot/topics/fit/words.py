"""A fitted polynomial as a formula, and how well it fits in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Brackets, Chain, Minus, Power, Sum, Symbol, Term, Whole, text
from bot.topics.fit.asking import DEGREES
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.polynomial_fits import PolynomialFit

Y, X = Symbol("y"), Symbol("x")

FAR_AWAY = 10.0
"""How many times farther from 0 than they are apart x must be to be counted from their middle."""

LONGEST_TITLE = 60
"""Characters of a formula that can be the title."""

QUALITIES = ((0.9, "strong"), (0.5, "moderate"), (0.1, "weak"), (0.0, "almost none"))
"""From which R² on the points follow the curve how closely."""


def name_of(fit: PolynomialFit) -> str:
    """Return "the line", "the parabola" or "the polynomial"."""
    names = {k: name.replace("a ", "the ", 1) for k, name in enumerate(DEGREES)}
    return names.get(fit.degree, "the polynomial")


def polynomial(fit: PolynomialFit, say: Notation) -> Chain:
    """Return ``y = 2x + 1``."""
    return Chain(Y, (in_powers(fit.coefficients, X, say.number),))


def plain(fit: PolynomialFit, say: Notation) -> str:
    """Return it as text: ``y = x² + 1``."""
    return _raised(str(polynomial(fit, say)))


def _raised(shown: str) -> str:
    """Write exponents as small digits."""
    return re.sub(r"\^(\d+)", lambda power: power[1].translate(_HIGH), shown)


_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def polynomial_copy(fit: PolynomialFit) -> Chain:
    """Return it with every digit."""
    return Chain(Y, (in_powers(fit.coefficients, X, Whole),))


def in_powers(coefficients: Vector, x: Formula, spell: Callable[[Scalar], Formula]) -> Formula:
    """Return a polynomial, the highest power first."""
    terms: list[Formula] = []
    for k in range(len(coefficients) - 1, -1, -1):
        coefficient = coefficients[k]
        if coefficient == 0 and (k or terms):
            continue
        size = _times(spell(abs(coefficient)), k, x)
        terms.append(Minus(size) if coefficient < 0 else size)
    return Sum(tuple(terms))


def _times(size: Formula, power: int, x: Formula) -> Formula:
    if not power:
        return size
    letter = x if power == 1 else Power(x, str(power))
    if text(size) == "1":
        return letter
    return Term((Brackets(size) if isinstance(size, Sum) else size, letter))


def moved(fit: PolynomialFit, say: Notation) -> list[str]:
    """Return the polynomial in u, which is counted from the middle of far away x.

    With x as large as years, the digits of the coefficients that are shown are too few.
    """
    x = as_float(fit.x)
    middle = float(x.min() / 2 + x.max() / 2)
    reach = float(np.max(np.abs(x - middle)))
    shown = polynomial(fit, say)
    if shown.sign == "=" or not fit.degree or abs(middle) <= FAR_AWAY * reach:
        return []
    place = round(middle)
    if abs(place) < 1 or abs(place - middle) > reach:
        return []
    u = Symbol("u")
    around = in_powers(fit.around(place), u, say.number)
    shift = Chain(u, (Sum((X, Minus(str(place)) if place > 0 else str(-place))),))
    return [f"{_raised(str(Chain(Y, (around,))))} with {shift}"]


def title(fit: PolynomialFit, say: Notation) -> str:
    """Return the polynomial, or of a long one its degree."""
    shown = plain(fit, say)
    return shown if len(shown) <= LONGEST_TITLE else f"A polynomial of degree {fit.degree}"


def fitness(fit: PolynomialFit, say: Notation) -> str:
    """Return R² with one word on it."""
    value = fit.r_squared
    if value is None:
        return "R² has no value: all y are equal"
    return f"R² {say.equals(value)} ({quality(fit)})"


def quality(fit: PolynomialFit) -> str:
    """Return one word on how closely the points follow the curve."""
    value = fit.r_squared
    if value is None or (value == 1 and fit.is_exact):
        return "exact"
    if value == 0:
        return "none"
    return next((word for least, word in QUALITIES if value >= least), QUALITIES[-1][1])


def meaning(fit: PolynomialFit) -> str:
    """Return one sentence on what was found."""
    curve = name_of(fit)
    if fit.squares == 0:
        if fit.degree and len(fit.x) == fit.degree + 1:
            return (
                f"{curve.capitalize()} has as many coefficients as there are points, so it meets "
                "them all; that says nothing of further ones."
            )
        return f"All points lie on {curve}." if fit.degree else "All y are the same."
    if not fit.degree:
        return "Of all constants the mean leaves the smallest sum of squares; it explains none."
    share = _percent(fit)
    return (
        f"{curve.capitalize()} explains {share} of the differences in y: no other leaves a "
        "smaller sum of squared residuals."
    )


def _percent(fit: PolynomialFit) -> str:
    value = fit.r_squared
    if value is None:
        return "none"
    share = 100 * float(value)
    if 99.5 <= share < 100:
        return "more than 99 %"
    return "less than 1 %" if share < 0.5 else f"{share:.0f} %"
