"""What the answers about matrices with a letter share: cases in words, copies, the curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Chain, Series, Symbol
from bot.topics.elimination.lettered_figure import drawing_of_curve
from bot.topics.elimination.lettered_formulas import (
    LetteredNotation,
    place,
    places,
    python_matrix,
    values,
)
from bot.topics.elimination.lettered_steps import terms_of
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from linalg_engine.parameter import lettered_determinant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Formula
    from linalg_engine.matrices import Matrix
    from linalg_engine.parameter import Case, LetteredMatrix, Roots

LONGEST_MATRIX = 1200
"""Characters of a matrix that is shown."""

MOST_TERMS = 500
"""Terms of the polynomials of a matrix that is shown."""

LONGEST_TITLE = 60
"""Characters of a title."""

A = Symbol("A")


def matrix_lines(name: str, a: Matrix, say: LetteredNotation) -> list[str]:
    """Return a matrix in lines, or a word on one that is too long."""
    if sum(map(terms_of, a.flat)) <= MOST_TERMS:
        lines = matrix_words.lines(name, a, say)
        if sum(map(len, lines)) <= LONGEST_MATRIX:
            return lines
    return [f"{name}: {matrix_words.size(a)}, too long to be shown; Copy has A"]


def where(case: Case, letter: str) -> str:
    if case.value is not None:
        return str(place(case.value, letter))
    return places(case.roots, letter)


def otherwise(cases: Sequence[Case], letter: str) -> str:
    return "otherwise" if cases else f"for every {letter}"


def joined_title(lines: Sequence[str], short: str) -> str:
    title = "; ".join(lines)
    return title if len(title) <= LONGEST_TITLE else short


def excluded_lines(excluded: Sequence[Roots], letter: str) -> list[str]:
    return [f"not defined for {values(excluded, letter)}"] if excluded else []


def lettered_copies(a: LetteredMatrix, code: str, lines: Sequence[str], latex: Formula) -> Copies:
    letter = a.letter
    numpy = "\n".join(
        [
            "import sympy",
            f'{letter} = sympy.Symbol("{letter}")',
            f"A = {python_matrix(a.entries, letter)}",
            code,
        ]
    )
    say = LetteredNotation(letter=letter)
    shown = Chain(A, (say.matrix(a.entries),))
    return Copies(
        text="\n".join([str(shown), *lines]),
        numpy=numpy,
        latex=Series((shown, latex), "   ").latex(),
    )


def notation_of(a: LetteredMatrix, style: Style) -> LetteredNotation:
    return LetteredNotation(style.notation.decimals, a.letter)


def curve_of(a: LetteredMatrix, style: Style) -> Callable[[], Picture] | None:
    """Return what draws the determinant, if the matrix is square."""
    if len(a.entries) != a.entries.shape[1]:
        return None
    return drawing_of_curve(lettered_determinant(a), style)
