"""Systems of equations with a letter: how many solutions there are, and which, by its value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Row, Symbol, equals
from bot.topics.elimination.given_system import unknowns_of
from bot.topics.elimination.lettered_steps import (
    contradiction,
    family,
    reduction_working,
    terms_of,
)
from bot.topics.elimination.lettered_words import (
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
from bot.topics.elimination.matrix_equation import matrix_equation
from bot.topics.elimination.unknowns import Unknowns
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import lower
from linalg_engine import elimination
from linalg_engine.equations import parse_lettered_equations
from linalg_engine.errors import InputError
from linalg_engine.parameter import LetteredMatrix, Ratio, reduce_by_cases
from linalg_engine.parameter.ratios import table_of

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula
    from bot.topics.elimination.lettered_formulas import LetteredNotation
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix
    from linalg_engine.parameter import Case, ReductionByCases

MOST_TERMS = 150
"""Terms of the polynomials of solutions that are shown."""

KINDS = {"one": "one solution", "none": "no solution", "many": "infinitely many solutions"}


@dataclass(frozen=True)
class LetteredSystem:
    """A system ``a @ x = b`` with a letter.

    Attributes
    ----------
    unknowns
        What the entries of x are called.
    """

    a: LetteredMatrix
    b: Vector
    unknowns: Unknowns


def system(question: Question) -> LetteredSystem | None:
    """Return the system with a letter that is typed for ``/matrix solve``; None if it has none."""
    equations = _equations(question)
    if equations is not None:
        return equations
    parts = None if question.inputs["b"].strip() else matrix_equation(question.inputs["a"])
    if parts is None:
        return _matrices(question)
    inputs = {**question.inputs, "a": parts.matrix, "b": parts.right}
    found = _matrices(replace(question, inputs=inputs))
    if found is None:
        return None
    return replace(found, unknowns=unknowns_of(parts, found.a.entries.shape[1]))


def _matrices(question: Question) -> LetteredSystem | None:
    """Return A and b, or the augmented matrix, if one has a letter."""
    a = reading.lettered_matrix(question, "a")
    is_beside = bool(question.inputs["b"].strip())
    b = reading.lettered_matrix(question, "b") if is_beside else None
    if a is None and b is None:
        return None
    if a is not None and b is not None and a.letter != b.letter:
        raise InputError(
            f"Only one letter can stand for any number, and these are {a.letter} and {b.letter}."
        )
    with reading.option("a"):
        letter = (a or b or _NOTHING).letter
        left = _ratios(reading.matrix(question, "a")) if a is None else a.entries
    if not is_beside:
        if left.shape[1] < 2:
            raise InputError(
                "Give the right-hand side as b, or as the last column of a.", source="b"
            )
        return _of_matrix(letter, left[:, :-1], left[:, -1])
    with reading.option("b"):
        right = _ratios(reading.vector(question, "b")) if b is None else b.entries.reshape(-1)
        if len(right) != len(left):
            raise InputError(
                f"The right-hand side needs one number for each row of A, {len(left)} in all; "
                f"this one has {len(right)}."
            )
    return _of_matrix(letter, left, right)


def _of_matrix(letter: str, a: Matrix, b: Vector) -> LetteredSystem:
    return LetteredSystem(LetteredMatrix(letter, a), b, Unknowns.of_matrix(a.shape[1]))


def _equations(question: Question) -> LetteredSystem | None:
    """Return equations that are linear once a letter stands for any number."""
    text, further = question.inputs["a"], question.inputs["b"]
    if further.strip() and "=" not in further:
        return None
    with reading.option("a"):
        found = parse_lettered_equations(
            f"{text}\n{further}" if further.strip() else text, question.variables
        )
    if found is None:
        return None
    letter, entries = found.augmented.letter, found.augmented.entries
    a = LetteredMatrix(letter, entries[:, :-1])
    return LetteredSystem(a, entries[:, -1], Unknowns(found.names))


def solve(given: LetteredSystem, style: Style) -> Answer:
    """Answer ``/matrix solve`` of a system with a letter."""
    a, b, unknowns = given.a, given.b, given.unknowns
    say, letter = notation_of(a, style), a.letter
    with reading.option("a"):
        joined = LetteredMatrix(letter, np.hstack([a.entries, b.reshape(-1, 1)]))
        found = reduce_by_cases(joined, augmented=1)
        curve = curve_of(a, style)
    is_same = len({found.kind(pivots) for pivots in _all_pivots(found)}) == 1
    kinds = [f"{where(case, letter)}: {_kind(found, case.pivots)}" for case in found.cases]
    kinds.append(f"{otherwise(found.cases, letter)}: {_kind(found, found.pivots)}")
    return Answer(
        title=_sentence(f"{_count(found, found.pivots)} for every {letter}")
        if is_same
        else joined_title(kinds, f"Solutions by the value of {letter}"),
        facts=(
            *([f"unknowns: {', '.join(map(str, unknowns.listed()))}"] * unknowns.are_typed),
            *matrix_lines("A", a.entries, say),
            f"b {equals(say.vector(b))}",
            *(line for case in found.cases for line in _case_lines(case, found, unknowns, say)),
            *_lines_of(
                f"{otherwise(found.cases, letter)}: ",
                found.pivots,
                _generic_family(found),
                found,
                unknowns,
                say,
            ),
            *excluded_lines(found.excluded, letter),
        ),
        meaning=_meaning(found, is_same=is_same),
        draw=curve,
        working=reduction_working(
            "Linear system",
            found,
            say,
            lambda case: _case_end(case, found, unknowns, say),
            _end(found.pivots, found.generic.rref, _generic_family(found), found, unknowns, say),
            given=_written(a.entries, b, unknowns, say),
        ),
        copies=lettered_copies(
            joined,
            "A.rref()[0]",
            kinds,
            Chain(Row((A, unknowns.column())), (Symbol("b"),)),
        ),
    )


def _meaning(found: ReductionByCases, *, is_same: bool) -> str:
    letter = found.matrix.letter
    if not is_same:
        return f"How many solutions there are depends on {letter}."
    but = ", but those for which an entry is not defined" if found.excluded else ""
    which = "; which ones is another formula in each case" if found.cases else ""
    there = f"There {_verb(found, found.pivots)} {_count(found, found.pivots)}"
    return f"{there} for every real {letter}{but}{which}."


def _all_pivots(found: ReductionByCases) -> list[tuple[int, ...]]:
    return [found.pivots, *(case.pivots for case in found.cases)]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


_Family = tuple["Vector", "tuple[Vector, ...]"]


def _generic_family(found: ReductionByCases) -> _Family | None:
    """Return a solution and the directions to others, with the letter; None where none solves."""
    if found.kind(found.pivots) == "none":
        return None
    rref, pivots, n = found.generic.rref, found.generic.pivots, found.unknowns
    zero = [Ratio.of(0)] * n

    def spread(column: Vector) -> Vector:
        full = np.array(zero, dtype=object)
        full[list(pivots)] = column[: len(pivots)]
        return full

    directions: list[Vector] = []
    for j in range(n):
        if j not in pivots:
            direction = spread(-rref[:, j])
            direction[j] = Ratio.of(1)
            directions.append(direction)
    return spread(rref[:, -1]), tuple(directions)


def _case_family(case: Case) -> _Family | None:
    if case.reduction is None:
        return None
    matrix = case.reduction.matrix
    solution = elimination.solve(matrix[:, :-1], matrix[:, -1])
    return None if solution.particular is None else (solution.particular, solution.directions)


def _case_lines(
    case: Case, found: ReductionByCases, unknowns: Unknowns, say: LetteredNotation
) -> list[str]:
    start = f"{where(case, say.letter)}: "
    return _lines_of(start, case.pivots, _case_family(case), found, unknowns, say)


def _lines_of(
    start: str,
    pivots: tuple[int, ...],
    solutions: _Family | None,
    found: ReductionByCases,
    unknowns: Unknowns,
    say: LetteredNotation,
) -> list[str]:
    """Return "k = 1: infinitely many solutions, x = [1, 0]" and "  + t₁ [−1, 1]"."""
    head = f"{start}{_count(found, pivots)}"
    if solutions is None:
        return [head]
    x, directions = solutions

    def direction(v: Vector) -> Formula:
        return unknowns.place(v, say) if unknowns.are_typed else say.vector(v)

    if sum(map(terms_of, (*x, *chain.from_iterable(directions)))) > MOST_TERMS:
        return [head, "  x: too long to be shown"]
    if unknowns.are_typed and len(x) == 1:
        name = unknowns[0]
        return [head, f"  {name} is free" if directions else f"  {name} {equals(say.number(x[0]))}"]
    return [
        head,
        f"  {unknowns.point(x, say)}",
        *(f"    + t{lower(k)} {direction(v)}" for k, v in enumerate(directions, start=1)),
    ]


def _case_end(
    case: Case, found: ReductionByCases, unknowns: Unknowns, say: LetteredNotation
) -> list[Block]:
    rref = None if case.reduction is None else case.reduction.rref
    return _end(case.pivots, rref, _case_family(case), found, unknowns, say)


def _end(
    pivots: tuple[int, ...],
    rref: Matrix | None,
    solutions: _Family | None,
    found: ReductionByCases,
    unknowns: Unknowns,
    say: LetteredNotation,
) -> list[Block]:
    """Return how many solutions there are, and which."""
    if rref is not None and found.kind(pivots) == "none":
        return [contradiction(rref, say)]
    there = f"There {_verb(found, pivots)} {_count(found, pivots)}"
    if solutions is None:
        return [f"{there}."]
    return [f"{there}:", Chain(unknowns.column(), (family(*solutions, say),))]


def _written(a: Matrix, b: Vector, unknowns: Unknowns, say: LetteredNotation) -> list[Block]:
    """Return what leads to the matrix."""
    if not unknowns.are_typed:
        return ["Begin with the matrix:"]
    return [
        f"{say.letter} stands for any number; sort each equation: unknowns on the left.",
        *(unknowns.equation(row, right, say.number) for row, right in zip(a, b, strict=True)),
        "Their numbers as a matrix, a column for each unknown:",
    ]


def _verb(found: ReductionByCases, pivots: tuple[int, ...]) -> str:
    return "are" if found.kind(pivots) == "many" else "is"


def _count(found: ReductionByCases, pivots: tuple[int, ...]) -> str:
    return KINDS[found.kind(pivots)]


def _kind(found: ReductionByCases, pivots: tuple[int, ...]) -> str:
    return {"many": "infinitely many"}.get(found.kind(pivots), found.kind(pivots))


def _ratios(values_given: Matrix) -> Matrix:
    """Return numbers as quotients of polynomials."""
    rows = np.atleast_2d(values_given).tolist()
    return table_of(rows, Ratio.of).reshape(values_given.shape)


_NOTHING = LetteredMatrix("k", np.empty((0, 0), dtype=object))
