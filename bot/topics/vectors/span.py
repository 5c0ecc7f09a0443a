"""`/vector span`: independent or not, what the vectors span, and whether b is in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.formula import Chain, Series, VectorName, equals, latex, whole
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.matrix_words import (
    lower,
    numerical,
    numpy_copy,
    result_vector_lines,
    text_copy,
)
from bot.topics.vectors.combinations import (
    combination,
    equation,
    listed,
    numbered,
    shape,
    short_shape,
)
from bot.topics.vectors.span_figure import Aim, drawing_of_span
from bot.topics.vectors.span_steps import span_working
from linalg_engine import elimination, spans
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.elimination import Solution
    from linalg_engine.spans import Span

MOST_LINES = 8
"""Vectors that are written out, each in a line."""

LONGEST_TITLE = 60
"""Characters of a title."""

COLUMNS = "The vectors are the columns of the matrix. "

B = VectorName("b")


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/vector span``."""
    vectors, are_columns = reading.several_vectors(question, "vectors")
    say = style.notation
    with reading.option("vectors"):
        found = spans.span(vectors)
    solution = None
    if question.inputs["b"].strip():
        b = reading.vector(question, "b")
        m = len(found.matrix)
        with reading.option("b"):
            if len(b) != m:
                entries = f"{m} entr{'y' if m == 1 else 'ies'}"
                raise InputError(
                    f"b needs as many entries as the vectors: they have {entries}, and b has "
                    f"{len(b)}."
                )
            solution = elimination.solve(found.matrix, b)
    names = numbered("v", found.matrix.shape[1])
    aim = None if solution is None else _aim(solution)
    draw = drawing_of_span(found, names, aim, style)
    return Answer(
        title=_title(found, solution, names, say),
        facts=(*_facts(found, names, say), *_facts_of_b(solution, names, say), *_units(found, say)),
        meaning=COLUMNS * are_columns + _meaning(found, solution, names) + numerical(found.matrix),
        draw=draw,
        turn=None if draw is None or len(found.matrix) != 3 else partial(draw, turning=True),
        working=span_working(found, solution, names, say),
        copies=_copies(found, solution, names, say),
    )


def _aim(solution: Solution) -> Aim:
    """Return b for the picture: with its coefficients, or the point nearest to it."""
    least = solution.least_squares
    if least is None:
        return Aim(B, solution.rhs, solution.particular)
    return Aim(B, solution.rhs, None, least.fitted, least.distance.value)


def _title(found: Span, solution: Solution | None, names: Sequence[Formula], say: Notation) -> str:
    if solution is not None and solution.particular is None:
        return "b is not in the span"
    if solution is not None and solution.particular is not None:
        title = f"b {equals(combination(solution.particular, names, say))}"
        return title if len(title) <= LONGEST_TITLE else "b is in the span"
    if found.is_independent:
        if len(names) > MOST_LINES:
            return f"Independent: they span {shape(found)}"
        return f"Independent: {listed(names)} span{'s' * (len(names) == 1)} {shape(found)}"
    title = f"Dependent: {Chain(combination(found.relations[0], names, say), ('0',))}"
    return title if len(title) <= LONGEST_TITLE else f"Dependent: they span {shape(found)}"


def _facts(found: Span, names: Sequence[Formula], say: Notation) -> list[str]:
    facts = [
        f"{name} {equals(say.vector(v))}"
        for name, v in zip(names[:MOST_LINES], found.matrix.T, strict=False)
    ]
    if len(names) > MOST_LINES:
        facts.append(f"… {len(names)} vectors in all")
    facts += [
        str(Chain(combination(relation, names, say), ("0",)))
        for relation in found.relations[:MOST_LINES]
    ]
    facts.append(f"dimension {found.dimension}: {shape(found)}")
    if found.dimension and 0 < len(found.equations) <= 2:
        facts += [f"  {equation(normal, say)}" for normal in found.equations]
    return facts


def _facts_of_b(solution: Solution | None, names: Sequence[Formula], say: Notation) -> list[str]:
    if solution is None:
        return []
    facts = [f"b {equals(say.vector(solution.rhs))}"]
    least = solution.least_squares
    if least is None and solution.particular is not None:
        return [*facts, f"  {equals(combination(solution.particular, names, say))}"]
    if least is not None:
        facts += [
            *result_vector_lines("nearest p", least.fitted, say),
            f"‖b − p‖ {say.equals(least.distance.value)}",
        ]
    return facts


def _units(found: Span, say: Notation) -> list[str]:
    """Return the orthonormal basis."""
    return [
        line
        for k, step in enumerate(found.perpendicular[:MOST_LINES], start=1)
        for line in result_vector_lines(f"q{lower(k)}", step.unit, say)
    ]


def _meaning(found: Span, solution: Solution | None, names: Sequence[Formula]) -> str:
    basis = [names[k] for k in found.independent]
    if not found.dimension:
        said = "All are zero, so every combination of them is zero."
    elif not found.is_independent:
        others = [names[k] for k in range(len(names)) if k not in found.independent]
        said = (
            f"Dependent: {listed(others[:MOST_LINES])} add{'s' * (len(others) == 1)} nothing to "
            f"{listed(basis[:MOST_LINES])}, which {'is' if len(basis) == 1 else 'are'} a basis."
        )
    elif len(basis) == 1:
        said = "All its multiples lie on one line."
    else:
        said = "No vector is a combination of the others: they are a basis of what they span."
    return f"{said} {_meaning_of_b(found, solution, basis)}".rstrip()


def _meaning_of_b(found: Span, solution: Solution | None, basis: Sequence[Formula]) -> str:
    if solution is None:
        if len(basis) == 1:
            return "q₁ has length 1 and spans the same."
        return "The q are perpendicular, of length 1, and span the same." if basis else ""
    if solution.particular is None:
        word = short_shape(found)
        where = "the origin" if not basis else f"the {word}"
        return f"b is not inside: p is the point of {where} nearest to it."
    if not basis:
        return "b is inside, as it is zero."
    which = f"the basis {', '.join(map(str, basis[:MOST_LINES]))}"
    many = "" if found.is_independent else ", one of many ways to write it"
    return f"b is inside: these coefficients are its coordinates in {which}{many}."


def _copies(
    found: Span, solution: Solution | None, names: Sequence[Formula], say: Notation
) -> Copies:
    lines = [text_copy(str(name), v) for name, v in zip(names, found.matrix.T, strict=True)]
    relations = [Chain(combination(r, names, say), ("0",)) for r in found.relations]
    results: list[Formula] = list(relations)
    lines += [*map(str, relations), f"dimension {found.dimension}"]
    lines += [text_copy(f"q{lower(k)}", s.unit) for k, s in enumerate(found.perpendicular, 1)]
    given, code = {"A": found.matrix}, f"np.linalg.matrix_rank(A)  # {found.dimension}"
    if solution is not None:
        least, b = solution.least_squares, solution.rhs
        lines.append(text_copy("b", b))
        if least is not None:
            lines.append(text_copy("nearest p", least.fitted))
            results.append(Chain("p", (whole(least.fitted),)))
        elif solution.particular is not None:
            results.append(Chain("b", (combination(solution.particular, names, say),)))
            lines.append(str(results[-1]))
        if found.dimension:
            given = {"B": found.basis, "b": b}
            code = "np.linalg.lstsq(B, b)[0]" if least is None else "B @ np.linalg.lstsq(B, b)[0]"
    vectors = [Chain(name, (whole(v),)) for name, v in zip(names, found.matrix.T, strict=True)]
    return Copies(
        text="\n".join(lines),
        numpy=numpy_copy(given, code),
        latex=latex(Series((*vectors, *results), "   ")),
    )
