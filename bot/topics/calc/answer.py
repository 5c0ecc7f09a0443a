"""The value of an expression, for the person who asks and to be kept under a name."""

from __future__ import annotations

import cmath
import math
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.formula import Rounded, equals, latex, whole
from bot.text import shorten
from bot.topics.calc import complex_figure, entry_figure
from bot.topics.calc.numpy_code import numpy_code
from bot.topics.calc.remarks import remarks
from bot.topics.calc.steps import working
from bot.topics.kit import matrix_words, names, reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.kept import one_line, signed
from linalg_engine.arrays import is_exact
from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import evaluate, is_complex, shape_of
from linalg_engine.formatting import LARGEST_PLAIN
from linalg_engine.vectors import angle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Notation
    from bot.topics.kit.question import Question
    from linalg_engine.expressions import Evaluated, Value

LONGEST_TITLE = 40
"""Digits of a whole number that a title has room for."""

ANGLES = ("angle", "arg", "acos", "asin", "atan", "arccos", "arcsin", "arctan")
"""Functions whose value is an angle in radians."""

LONGEST_ECHO = 200
"""Characters of the typed expression that are shown again."""

MOST_NAMES = 8
"""Kept values that are listed below a result."""

LONGEST_LISTED = 60
"""Characters of a kept value where it is listed."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/calc``."""
    found = reading.expression(question, "expression")
    value = found.value
    say = style.notation
    typed = one_line(question.inputs["expression"], LONGEST_ECHO)
    sentences = [_meaning(value), *remarks(found, say)]
    return Answer(
        title=_title(value, say),
        facts=(
            typed,
            *_value_lines(value, say),
            *_angle_lines(found, say),
            *_variable_lines(question),
        ),
        meaning=" ".join(sentences),
        draw=_picture(found, style),
        working=working(found, say),
        copies=Copies(
            text=f"{typed} {signed(names.kept_text(value))}",
            numpy=numpy_code(found),
            latex=latex(whole(value)),
        ),
    )


def _picture(found: Evaluated, style: Style) -> Callable[[], Picture] | None:
    if complex_figure.fits(found):
        return partial(complex_figure.draw, found, style)
    if entry_figure.fits(found, style.notation):
        return partial(entry_figure.draw, found, style)
    return None


def _title(value: Value, say: Notation) -> str:
    if not isinstance(value, np.ndarray):
        digits = _all_digits(value)
        return f"= {digits}" if digits and len(digits) <= LONGEST_TITLE else str(say.equals(value))
    if value.ndim == 1:
        return str(equals(say.vector(value, 4)))
    return f"A {matrix_words.size(value)} matrix"


def _all_digits(value: Value) -> str:
    """Return a whole number that is usually rounded, with all its digits; "" for others."""
    if isinstance(value, Fraction) and value.denominator == 1 and abs(value) >= LARGEST_PLAIN:
        return str(value).replace("-", "−")
    return ""


def _value_lines(value: Value, say: Notation) -> Iterator[str]:
    if not isinstance(value, np.ndarray):
        digits = _all_digits(value)
        if digits:
            yield f"= {digits}"
        yield str(say.equals(value))
    elif value.ndim == 1:
        yield from (line[1:] for line in matrix_words.result_vector_lines("", value, say))
    else:
        yield from (line[1:] for line in matrix_words.result_lines("", value, say))


def _angle_lines(found: Evaluated, say: Notation) -> Iterator[str]:
    """Return the polar form of a complex number, and an angle in degrees."""
    value: Any = found.value
    if is_complex(value) and not shape_of(value):
        size: Any = evaluate("abs(z)", {"z": value})
        yield f"length {say.equals(size)}, angle {_degrees(value)}"
    elif found.operation in ANGLES and not shape_of(value):
        yield f"≈ {Rounded(math.degrees(float(value)))}°"


def _degrees(z: Any) -> str:
    """Return the angle of a complex number behind its sign: "= 45°"."""
    real: Any = evaluate("real(z)", {"z": z})
    imaginary: Any = evaluate("imag(z)", {"z": z})
    exact = angle([real, imaginary], [1, 0]).exact_degrees
    if exact is None:
        return f"≈ {Rounded(math.degrees(cmath.phase(complex(z))))}°"
    return f"= {'−' * (imaginary < 0)}{exact}°"


def _variable_lines(question: Question) -> Iterator[str]:
    used = list(question.variables.items())
    for name, text in used[:MOST_NAMES]:
        yield f"{name} {shorten(signed(text), LONGEST_LISTED)}"
    if len(used) > MOST_NAMES:
        yield f"… and {len(used) - MOST_NAMES} more of your values"


def _meaning(value: Value) -> str:
    exact = is_exact(value) if isinstance(value, np.ndarray) else is_exact_number(value)
    return "Computed exactly." if exact else f"{matrix_words.NUMERICAL} **Copy** has all of them."
