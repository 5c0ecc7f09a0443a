"""Bases, graded by property: the right number of independent vectors, all inside the space."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.quiz import answers
from bot.topics.quiz.exercise import Verdict
from bot.topics.quiz.rounding import Measured, exactly, measured
from bot.topics.quiz.typed_arrays import (
    DECIMAL,
    SAY,
    accepted,
    listed,
    several,
    short_numbers,
)
from linalg_engine import determinant, rank, row_reduce
from linalg_engine.elimination.systems import special_solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.formula import Notation
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix


@dataclass(frozen=True)
class Space:
    """A space of which a basis is asked for.

    Attributes
    ----------
    name
        ``"the null space"``.
    tests
        Shape (k, n): a vector x is inside exactly where ``tests x = 0``.
    dimension
        Of the space, at least 1.
    outside
        Takes a vector that is not inside, and its name; returns one sentence that says so, and
        the name of the mistake where it is a usual one, else "".
    letter
        By which typed vectors are named.
    """

    name: str
    tests: Matrix
    dimension: int
    outside: Callable[[Vector, str], tuple[str, str]]
    letter: str = "v"

    @classmethod
    def spanned(
        cls,
        name: str,
        vectors: Matrix,
        outside: Callable[[Vector, str], tuple[str, str]],
        letter: str = "v",
    ) -> Space:
        """Return the span of the rows of a matrix."""
        reduction = row_reduce(vectors, record=False)
        tests = np.array(special_solutions(reduction), dtype=object)
        tests = tests.reshape(-1, vectors.shape[1])
        return cls(name, tests, reduction.rank, outside, letter)

    def length(self) -> int:
        """Return how many entries its vectors have."""
        return self.tests.shape[1]

    def holds(self, v: Measured) -> bool:
        """Whether a vector is inside."""
        return (exactly(self.tests) @ v).agrees(0)


def graded_basis(typed: Typed, name: str, space: Space) -> Verdict:
    """Grade a basis of a space; what is inside and independent counts in any order and scale.

    Raises
    ------
    InputError
        When no vectors can be read.
    """
    with short_numbers():
        readings = several(typed, name, space.length())
        verdicts = [
            _graded(vectors, words, space, answers.notation(typed)) for vectors, words in readings
        ]
    best = max(verdicts, key=lambda verdict: verdict.score)
    if best.score == 1 or len(verdicts) == 1:
        return best
    message = best.message
    first, *others = (words for _, words in readings)
    if others[0] != DECIMAL:
        message += f" I took {first} as the vectors; {others[0]} are no basis either."
    if others[-1] == DECIMAL:
        message += " Nor is it a basis with decimal commas: for 0,5 write 0.5."
    return Verdict(best.score, message, best.read, best.mistake)


def _graded(vectors: Sequence[Vector], words: str, space: Space, say: Notation) -> Verdict:
    where = " of the matrix" if words and words != DECIMAL else ""
    read = (listed(space.letter, vectors, say) + (f" ({words}{where})" if words else ""),)
    if len(vectors[0]) != space.length():
        message = (
            f"The vectors of {space.name} have {space.length()} entries; "
            f"{'this one has' if len(vectors) == 1 else 'these have'} {len(vectors[0])}."
        )
        return Verdict(0, message, read, "number of entries")
    given = [Measured(v, slack) for v, slack in _with_slack(vectors)]
    for k, v in enumerate(given, start=1):
        if v.is_zero:
            message = "The zero vector is in no basis: it adds nothing to what the others reach."
            return Verdict(0, message, read, "dependent")
        if not space.holds(v):
            label = "This vector" if len(given) == 1 else f"Vector {k}"
            message, mistake = space.outside(v.values, label)
            return Verdict(0, message, read, mistake or "not inside")
    if not independent(given):
        return Verdict(0, _dependent(vectors), read, "dependent")
    if len(vectors) < space.dimension:
        message = (
            "Right so far, but too few: combinations of "
            f"{'this vector' if len(vectors) == 1 else 'these vectors'} do not reach all of "
            f"{space.name}."
        )
        return Verdict(0, message, read, "too few")
    is_rounded = any(v.is_rounded for v in given)
    return accepted(read, is_rounded=is_rounded)


def _with_slack(vectors: Sequence[Vector]) -> list[tuple[Vector, Vector]]:
    return [(each.values, each.slack) for each in map(measured, vectors)]


def independent(vectors: Sequence[Measured]) -> bool:
    """Whether vectors are independent, and no rounding can make them dependent."""
    columns = Measured(
        np.column_stack([v.values for v in vectors]), np.column_stack([v.slack for v in vectors])
    )
    count = len(vectors)
    if not columns.is_rounded or count > len(columns.values):
        return rank(columns.values) == count
    chosen = combinations(range(len(columns.values)), count)
    return any(_is_surely_regular(columns, list(rows)) for rows in chosen)


def _is_surely_regular(a: Measured, rows: list[int]) -> bool:
    """Whether the determinant of some rows is farther from 0 than rounding can bring it."""
    values, slack = a.values[rows], a.slack[rows]
    size = range(len(rows))
    minors = [[abs(_minor(values, i, j)) for j in size] for i in size]
    off = np.sum(np.array(minors, dtype=object) * slack)
    return abs(determinant(values).value) > off


def _minor(a: Matrix, row: int, column: int) -> Scalar:
    if len(a) == 1:
        return Fraction(1)
    return determinant(np.delete(np.delete(a, row, 0), column, 1)).value


def _dependent(vectors: Sequence[Vector]) -> str:
    """Say by a relation that vectors are dependent."""
    reduction = row_reduce(np.column_stack(vectors), record=False)
    if not reduction.free_columns:
        return "With other digits that round to these, the vectors depend on each other."
    column = reduction.free_columns[0]
    others = reduction.rref[: reduction.rank, column]
    before = [
        f"vector {k + 1}" if x == 1 else f"{SAY.number(x)} times vector {k + 1}"
        for x, k in zip(others, reduction.pivots, strict=False)
        if x != 0
    ]
    sum_of = " plus ".join(before)
    return f"These vectors depend on each other: vector {column + 1} is {sum_of}."
