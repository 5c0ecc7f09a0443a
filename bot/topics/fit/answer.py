"""The answer to ``/fit``: the polynomial nearest to points, by least squares."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import equals
from bot.formula.node import is_rounded
from bot.formula.numbers import decimal
from bot.topics.fit import figure, points, steps, words
from bot.topics.fit.asking import DEGREES
from bot.topics.fit.copies import copies
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.matrix_words import numerical
from bot.topics.kit.tables import plain_name, sheet_choices
from linalg_engine.polynomial_fits import MOST_DEGREE, fit_polynomial

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Notation
    from bot.topics.fit.points import Points
    from bot.topics.kit.question import Question
    from linalg_engine.polynomial_fits import PolynomialFit

SHEET = "fitsheet"

LARGEST_SHOWN = 4
"""Coefficients up to which the normal equations are in the facts."""

MOST_OFFERED = 25
"""Columns in a menu, which holds no more."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/fit``."""
    given = points.read(question)
    with reading.option("degree"):
        degree = 1
        if question.inputs.get("degree", "").strip():
            degree = reading.whole_number(question, "degree")
        found = fit_polynomial(given.x, given.y, degree)
    say = style.notation
    working = steps.working(found, say)
    return Answer(
        title=words.title(found, say),
        facts=(*_facts(found, given, say), *given.facts),
        meaning=words.meaning(found) + numerical(found.coefficients),
        draw=partial(figure.draw, found, given, style),
        working=working,
        steps_name="Steps" if working else "",
        copies=copies(found),
        choices=(
            *sheet_choices(question, SHEET),
            *_degrees(found),
            *_columns(given),
        ),
    )


def _facts(found: PolynomialFit, given: Points, say: Notation) -> list[str]:
    count = len(found.x)
    facts = [f"{count:,} points" if count > 1 else "1 point"]
    if given.x_name or given.y_name:
        facts = [f"x: {given.x_name}, y: {given.y_name}; {facts[0]}"]
    if count <= matrix_words.MOST_COLUMNS:
        facts += [f"{n} {equals(say.vector(v))}" for n, v in (("x", found.x), ("y", found.y))]
    facts += [words.plain(found, say), *words.moved(found, say)]
    return [
        *facts,
        *_normal_equations(found, say),
        *_residuals(found, say),
        words.fitness(found, say),
    ]


def _normal_equations(found: PolynomialFit, say: Notation) -> list[str]:
    """Return the two sides of the normal equations where their numbers are short."""
    if not found.is_exact or len(found.coefficients) > LARGEST_SHOWN:
        return []
    a = found.design
    square, right = a.T @ a, a.T @ found.y
    if is_rounded(say.matrix(square)) or is_rounded(say.vector(right)):
        return []
    return [*matrix_words.lines("AᵀA", square, say), f"Aᵀy = {say.vector(right)}"]


def _residuals(found: PolynomialFit, say: Notation) -> list[str]:
    facts = [f"sum of squared residuals {say.equals(found.squares)}"]
    if len(found.x) <= matrix_words.MOST_COLUMNS:
        facts = [*matrix_words.result_vector_lines("residuals", found.residual, say), *facts]
    elif found.squares != 0:
        k = int(np.argmax(np.abs(found.residual.astype(float))))
        off = decimal(found.residual[k])
        facts.insert(0, f"farthest off: ({decimal(found.x[k])}, {decimal(found.y[k])}), by {off}")
    return facts


def _degrees(found: PolynomialFit) -> tuple[Choice, ...]:
    most = min(MOST_DEGREE, len(set(found.x.tolist())) - 1)
    if not most:
        return ()
    shown = [f"{k}: {name}" for k, name in enumerate(DEGREES)]
    shown += [str(k) for k in range(len(DEGREES), MOST_DEGREE + 1)]
    values = tuple((str(k), shown[k]) for k in range(most + 1))
    return (Choice("degree", f"Degree (now: {found.degree})", values),)


def _columns(given: Points) -> tuple[Choice, ...]:
    """Return menus of the columns, where there are more than two."""
    if not given.columns:
        return ()
    values = tuple(
        (str(k), plain_name(name)) for k, name in enumerate(given.columns[:MOST_OFFERED], start=1)
    )
    return tuple(
        Choice(name, f"Column {name} (now: {now})", values)
        for name, now in (("x", given.x_name), ("y", given.y_name))
    )
