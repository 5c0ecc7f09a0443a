"""The value of an expression, for the person who asks and to be kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import equals, latex, whole
from bot.text import shorten
from bot.topics.kit import matrix_words, names, reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.kept import one_line, signed
from linalg_engine import formatting
from linalg_engine.arrays import is_exact
from linalg_engine.exact import Surd, is_exact_number
from linalg_engine.expressions import picks_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.style import Style
    from bot.formula import Notation
    from bot.topics.kit.question import Question
    from linalg_engine.expressions import Value

LONGEST_ECHO = 200
"""Characters of the typed expression that are shown again."""

MOST_NAMES = 8
"""Kept values that are listed below a result."""

LONGEST_LISTED = 60
"""Characters of a kept value where it is listed."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/calc``."""
    value = reading.expression(question, "expression")
    say = style.notation
    typed = one_line(question.inputs["expression"], LONGEST_ECHO)
    return Answer(
        title=_title(value, say),
        facts=(typed, *_value_lines(value, say), *_variable_lines(question)),
        meaning=_meaning(value) + _places(question),
        draw=None,
        working=None,
        copies=Copies(
            text=f"{typed} {signed(names.kept_text(value))}",
            numpy=_numpy(value),
            latex=latex(whole(value)),
        ),
    )


def _title(value: Value, say: Notation) -> str:
    if not isinstance(value, np.ndarray):
        return str(say.equals(value))
    if value.ndim == 1:
        return str(equals(say.vector(value, 4)))
    return f"A {matrix_words.size(value)} matrix"


def _value_lines(value: Value, say: Notation) -> Iterator[str]:
    if not isinstance(value, np.ndarray):
        yield str(say.equals(value))
    elif value.ndim == 1:
        yield from (line[1:] for line in matrix_words.result_vector_lines("", value, say))
    else:
        yield from (line[1:] for line in matrix_words.result_lines("", value, say))


def _variable_lines(question: Question) -> Iterator[str]:
    used = list(question.variables.items())
    for name, text in used[:MOST_NAMES]:
        yield f"{name} {shorten(signed(text), LONGEST_LISTED)}"
    if len(used) > MOST_NAMES:
        yield f"… and {len(used) - MOST_NAMES} more of your values"


def _meaning(value: Value) -> str:
    exact = is_exact(value) if isinstance(value, np.ndarray) else is_exact_number(value)
    return "Computed exactly." if exact else f"{matrix_words.NUMERICAL} **Copy** has all of them."


def _places(question: Question) -> str:
    if not picks_entries(question.inputs["expression"]):
        return ""
    return " Places in brackets are counted from 1: row, then column."


def _numpy(value: Value) -> str:
    if isinstance(value, np.ndarray):
        return f"import numpy as np\n\n{formatting.numpy_text(value)}"
    return formatting.exact(float(value) if isinstance(value, Surd) else value)
