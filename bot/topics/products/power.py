"""`/matrix power`: A to a whole power, or what its powers come to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import copies, numerical
from bot.topics.products import long_run, path_figure, power_steps
from bot.topics.products.path_figure import Path
from linalg_engine import elimination, formatting
from linalg_engine.arrays import is_exact
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.answer import Copies
    from bot.topics.kit.question import Question
    from linalg_engine.matrices import Matrix

INFINITE = frozenset({"∞", "inf", "infinity", "infinite", "unendlich", "oo", r"\infty"})
"""What may be typed for n = ∞."""


def power(question: Question, style: Style) -> Answer:
    """Answer ``/matrix power``."""
    a = reading.matrix(question, "a")
    typed = question.inputs["n"].strip().casefold()
    if typed.removeprefix("+") in INFINITE and typed not in question.variables:
        return long_run.answer(a, style)
    n = _exponent(question)
    say = style.notation
    with reading.option("a"):
        result = elimination.power(a, n)
    name = _name(n)
    return Answer(
        title=name,
        facts=(*matrix_words.lines("A", a, say), *matrix_words.result_lines(name, result, say)),
        meaning=_meaning(n) + numerical(result),
        draw=_picture(a, n, style),
        working=power_steps.power(a, n, result, say),
        copies=_copies(a, n, result),
    )


def _exponent(question: Question) -> int:
    typed = question.inputs["n"].strip()
    if len(typed) == 1 and typed.isalpha() and typed not in {"e", "π", *question.variables}:
        raise InputError(
            f"For a formula with {typed} in it, ask /matrix diagonalize for P and D: "
            f"then A^{typed} = P D^{typed} P⁻¹. Here the exponent is a whole number, or inf.",
            example="5",
            source="n",
        )
    try:
        return reading.whole_number(question, "n")
    except InputError as error:
        if error.text is not None:
            raise
        problem = "The exponent is a whole number, or inf for what the powers come to."
        raise InputError(problem, example="5", source="n") from None


def _picture(a: Matrix, n: int, style: Style) -> Callable[[], Picture] | None:
    if a.shape != (2, 2) or n == 0:
        return None
    step = elimination.power(a, 1 if n > 0 else -1)
    return partial(path_figure.draw, Path(a, step, n, style.notation), style)


def _copies(a: Matrix, n: int, result: Matrix) -> Copies:
    overflows = is_exact(a) and (not is_exact(result) or formatting.is_long(result))
    base = "A.astype(float)" if overflows else "A"
    return copies({"A": a}, f"np.linalg.matrix_power({base}, {n})", {_name(n): result})


def _meaning(n: int) -> str:
    if n == 0:
        return "To the power 0 every matrix is the identity."
    times = f"{abs(n)} time{'s' * (abs(n) != 1)}"
    return (
        f"What A does, {times} in a row." if n > 0 else f"What A does is undone, {times} in a row."
    )


def _name(n: int) -> str:
    return f"A{str(n).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
