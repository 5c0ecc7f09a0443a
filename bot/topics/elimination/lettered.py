"""Matrices with a letter: determinant, rank, reduced form and inverse, by its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Function, Power, Symbol, equals, text
from bot.topics.elimination.lettered_figure import drawing_of_curve
from bot.topics.elimination.lettered_formulas import (
    factored,
    places,
    values,
)
from bot.topics.elimination.lettered_steps import (
    determinant_working,
    inverse_working,
    reduction_working,
)
from bot.topics.elimination.lettered_words import (
    LONGEST_TITLE,
    A,
    curve_of,
    excluded_lines,
    joined_title,
    lettered_copies,
    matrix_lines,
    notation_of,
    otherwise,
    where,
)
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer
from linalg_engine.errors import InputError
from linalg_engine.matrices import require_square
from linalg_engine.parameter import (
    LetteredMatrix,
    Ratio,
    lettered_determinant,
    reduce_by_cases,
)
from linalg_engine.parameter.elimination import reduce_generically
from linalg_engine.parameter.ratios import check_total_degree, table_of
from linalg_engine.parameter.reduction import MAX_TOTAL_DEGREE

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula
    from linalg_engine.parameter import Case, LetteredDeterminant

LONGEST_LINE = 300
"""Characters of a polynomial in a line."""

DET_A = Function("det", A)


def det(a: LetteredMatrix, style: Style) -> Answer:
    """Answer ``/matrix det`` of a matrix with a letter."""
    say = notation_of(a, style)
    with reading.option("a"):
        found = lettered_determinant(a)
    shown, letter = _short(say.number(found.value), found, a.letter), a.letter
    is_worth_factoring = found.value.bottom.degree() < 1 < found.value.degree
    in_factors = factored(found.value, letter) if is_worth_factoring else None
    facts = matrix_lines("A", a.entries, say)
    given = len(facts)
    facts.append(f"det A {equals(shown)}")
    if (
        in_factors is not None
        and text(shown) != text(in_factors)
        and len(text(in_factors)) <= LONGEST_LINE
    ):
        facts.append(f"      {equals(in_factors)}")
    facts.append(_zeros_line(found))
    title = f"det A {equals(shown)}"
    return Answer(
        title=title if len(title) <= LONGEST_TITLE else "det A, by the value of " + letter,
        facts=(*facts, *excluded_lines(found.excluded, letter)),
        meaning=_det_meaning(found),
        draw=drawing_of_curve(found, style),
        working=determinant_working(found, say),
        copies=lettered_copies(
            a,
            "A.det().factor()",
            facts[given:],
            Chain(DET_A, (shown,)),
        ),
    )


def rank(a: LetteredMatrix, style: Style) -> Answer:
    """Answer ``/matrix rank`` of a matrix with a letter."""
    say = notation_of(a, style)
    with reading.option("a"):
        found = reduce_by_cases(a)
    most = found.rank(found.pivots)
    cases = [case for case in found.cases if found.rank(case.pivots) != most]
    lines = [f"{where(case, a.letter)}: rank {found.rank(case.pivots)}" for case in cases]
    lines.append(f"{otherwise(cases, a.letter)}: rank {most}")

    def of_case(case: Case) -> list[Block]:
        count = found.rank(case.pivots)
        return [f"{count} pivot{'s' * (count != 1)}: the rank is {count}."]

    return Answer(
        title=joined_title(lines, f"rank {most}, by the value of {a.letter}"),
        facts=(
            *matrix_lines("A", a.entries, say),
            *lines,
            *excluded_lines(found.excluded, a.letter),
        ),
        meaning=f"This many columns are independent, for real {a.letter}.",
        draw=None,
        working=reduction_working(
            "Rank", found, say, of_case, [f"{most} pivots: the rank is {most} otherwise."]
        ),
        copies=lettered_copies(
            a, f"A.rank()  # {most}", lines, Function("rank", say.matrix(a.entries))
        ),
        without=("next",),
    )


def rref(a: LetteredMatrix, style: Style) -> Answer:
    """Answer ``/matrix rref`` of a matrix with a letter."""
    say = notation_of(a, style)
    with reading.option("a"):
        found = reduce_by_cases(a)
    facts = [*matrix_lines("A", a.entries, say)]
    for case in found.cases:
        facts.append(f"{where(case, a.letter)}:")
        if case.reduction is not None:
            facts += matrix_lines("  R", case.reduction.rref, say)
        else:
            facts.append(f"  pivot columns: {_columns(case.pivots)}")
    if found.cases:
        facts.append("otherwise:")
    facts += matrix_lines("  R" if found.cases else "R", found.generic.rref, say)
    return Answer(
        title=f"Reduced row echelon form, by the value of {a.letter}",
        facts=(*facts, *excluded_lines(found.excluded, a.letter)),
        meaning="Every pivot is 1 and alone in its column; where a pivot would be 0, "
        "the form is another.",
        draw=curve_of(a, style),
        working=reduction_working("Row reduction", found, say, lambda _: [], []),
        copies=lettered_copies(
            a, "A.rref()[0]", facts, Chain(Symbol("R"), (say.matrix(found.generic.rref),))
        ),
    )


def inverse(a: LetteredMatrix, style: Style) -> Answer:
    """Answer ``/matrix inverse`` of a matrix with a letter."""
    say, letter, entries = notation_of(a, style), a.letter, a.entries
    with reading.option("a"):
        require_square(entries, "The inverse")
        check_total_degree(a, MAX_TOTAL_DEGREE)
        found = lettered_determinant(a)
        if found.value == 0:
            raise InputError(f"This matrix has no inverse for any {letter}: its determinant is 0.")
    n = len(entries)
    unit = table_of(np.eye(n, dtype=int).tolist(), Ratio.of)
    reduction = reduce_generically(np.hstack([entries, unit]), n)
    value = reduction.rref[:, n:]
    without = f"no inverse for {values(found.zeros, letter)}" if found.zeros else ""
    shown = _short(say.number(found.value), found, letter)
    inverse_name = Power(A, "−1")
    return Answer(
        title=f"A⁻¹{f', none for {values(found.zeros, letter)}' if found.zeros else ''}"[
            :LONGEST_TITLE
        ],
        facts=(
            *matrix_lines("A", entries, say),
            *matrix_lines("A⁻¹", value, say),
            f"det A {equals(shown)}",
            *([without] if without else [f"an inverse for every real {letter}"]),
            *excluded_lines(found.excluded, letter),
        ),
        meaning="A times A⁻¹ is the identity; there is no inverse where the determinant is 0.",
        draw=drawing_of_curve(found, style),
        working=inverse_working(found, reduction, say),
        copies=lettered_copies(
            a,
            "A.inv().applyfunc(sympy.factor)",
            matrix_lines("A⁻¹", value, say),
            Chain(inverse_name, (say.matrix(value),)),
        ),
        without=("next",),
    )


def _columns(pivots: tuple[int, ...]) -> str:
    return ", ".join(str(column + 1) for column in pivots) or "none"


def _zeros_line(found: LetteredDeterminant) -> str:
    letter = found.matrix.letter
    if found.value == 0:
        return f"0 for every {letter}"
    if not found.zeros:
        return f"0 for no real {letter}"
    return f"0 for {'; '.join(places(roots, letter) for roots in found.zeros)}"


def _det_meaning(found: LetteredDeterminant) -> str:
    letter = found.matrix.letter
    if found.value == 0:
        return f"The columns are dependent whatever {letter} is: A never has an inverse."
    if not found.zeros:
        return f"It is never 0, so A has an inverse for every real {letter}."
    return f"Where it is 0 the columns are dependent; for every other {letter} A has an inverse."


def _short(shown: Formula, found: LetteredDeterminant, letter: str) -> Formula:
    """Return a polynomial, or a word on one that is too long for a line."""
    if len(text(shown)) <= LONGEST_LINE:
        return shown
    return f"a polynomial of degree {found.value.degree} in {letter}"
