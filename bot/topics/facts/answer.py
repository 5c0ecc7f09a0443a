"""The answer of `/matrix facts`."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from bot.drawing import matrices
from bot.formula import Chain, Function, Index, Norm, Series, Symbol, whole
from bot.topics.facts import (
    bars_figure,
    contour_figure,
    quadratic,
    rounded,
    steps,
    stretch_figure,
    words,
)
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer, Copies
from linalg_engine.kinds import properties

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.exact import Scalar
    from linalg_engine.kinds import Properties

A = Symbol("A")

NUMPY = {
    "rank": "np.linalg.matrix_rank(A)",
    "Frobenius": "np.linalg.norm(A)",
    "spectral": "np.linalg.norm(A, 2)",
    "columns": "np.linalg.norm(A, 1)",
    "rows": "np.linalg.norm(A, np.inf)",
    "condition": "np.linalg.cond(A)",
}
NUMPY_OF_SQUARE = {
    "trace": "np.trace(A)",
    "determinant": "np.linalg.det(A)",
    **NUMPY,
    "symmetric": "np.allclose(A, A.T)",
}
"""Python for each fact, by its name."""


def facts(question: Question, style: Style) -> Answer:
    """Answer ``/matrix facts``."""
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = properties(a)
    return Answer(
        title=words.title(found),
        facts=(
            *matrix_words.lines("A", a, say),
            *_sizes(found, say),
            *words.kinds(found),
            *_form(found, say),
            *rounded.hints(found),
        ),
        meaning=words.meaning(found) + (f" {matrix_words.NUMERICAL}" if found.is_numerical else ""),
        draw=_picture(found, style),
        working=steps.facts(found, say),
        copies=_copies(found),
    )


def _sizes(found: Properties, say: Notation) -> list[str]:
    lines: list[str] = []
    if found.trace is not None:
        lines.append(f"trace {say.equals(found.trace)}")
    if found.determinant is not None:
        lines.append(f"det A {say.equals(found.determinant)}")
    full = min(found.matrix.shape)
    lines.append(f"rank = {found.rank} ({'full' if found.rank == full else f'of at most {full}'})")
    lines += [f"{name} {say.equals(value)}" for name, value in _norms(found).items()]
    condition = found.condition
    shown = "is infinite: singular" if math.isinf(condition) else str(say.equals(condition))
    if math.isinf(condition) and found.rank == full:
        shown = "is too large for floats"
    return [*lines, f"condition number {shown}"]


def _norms(found: Properties) -> dict[str, Scalar]:
    return {
        "Frobenius ‖A‖F": found.frobenius,
        "spectral ‖A‖₂": found.spectral,
        "columns ‖A‖₁": found.one,
        "rows ‖A‖∞": found.infinity,
    }


def _form(found: Properties, say: Notation) -> list[str]:
    a = found.matrix
    if found.inertia is None or not 2 <= len(a) <= quadratic.LARGEST or not a.any():
        return []
    form = Chain("xᵀAx", (quadratic.expanded(a, say),))
    return [quadratic.as_text(form)]


def _picture(found: Properties, style: Style) -> Callable[[], Picture] | None:
    a = found.matrix
    if not a.any() or 1 in a.shape:
        return None
    if a.shape == (2, 2):
        draw = contour_figure.draw if found.inertia is not None else stretch_figure.draw
        return partial(draw, found, style)
    if min(a.shape) <= bars_figure.MOST_BARS:
        return partial(bars_figure.draw, found, style)
    return partial(matrices.draw_heat_map, a, A, style)


def _copies(found: Properties) -> Copies:
    values: dict[str, tuple[Formula, Scalar]] = {}
    if found.trace is not None:
        values["trace"] = (Function("tr", A), found.trace)
    if found.determinant is not None:
        values["det A"] = (Function("det", A), found.determinant)
    for (name, value), index in zip(_norms(found).items(), ("F", "2", "1", "∞"), strict=True):
        values[name] = (Index(Norm(A), index), value)
    chains = [Chain("A", (whole(found.matrix),))]
    chains += [Chain(symbol, (whole(value),)) for symbol, value in values.values()]
    known = NUMPY_OF_SQUARE if found.is_square else NUMPY
    computed = ", ".join(f'"{name}": {code}' for name, code in known.items())
    return Copies(
        text="\n".join(
            [
                matrix_words.text_copy("A", found.matrix),
                *(matrix_words.text_copy(name, value) for name, (_, value) in values.items()),
                *words.kinds(found),
            ]
        ),
        numpy=matrix_words.numpy_copy({"A": found.matrix}, f"{{{computed}}}"),
        latex=Series(tuple(chains), "   ").latex(),
    )
