"""A rating table and its factors: what a question asks for, computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

import numpy as np

from bot.topics.factorize import lecture
from bot.topics.factorize.methods import AUTO, METHODS
from bot.topics.factorize.model import Naming, has_biases
from bot.topics.factorize.typed_ratings import densest, typed_table
from bot.topics.kit import reading
from bot.topics.kit.tables import named
from bot.topics.kit.tables_asked import SHEETS
from linalg_engine.errors import InputError
from linalg_engine.factorization import Method, factorize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.topics.kit.question import Question
    from linalg_engine.factorization import Factorization, LectureFilms
    from linalg_engine.notation import Table

    Floats = NDArray[np.float64]
    Booleans = NDArray[np.bool_]

USUAL_RANK = 2
"""The rank by default; lower for a smaller table."""

TYPED_CELLS = 200
"""Cells of a table that people may still type by hand."""

STARTS = 8
"""Random starts for such a table: they cost little there."""

ROUNDING = 1e-12
"""Numbers up to this share of the largest rating are rounding errors."""

NO_AXES = 0.02
"""Share of the ratings' standard deviation below which factors, or one axis, are negligible."""


@dataclass(frozen=True)
class Study:
    """A table and its factors.

    Attributes
    ----------
    table
        As typed.
    naming
        Of rows and columns, given names where there are none.
    found
        The factors.
    remark
        Why the method is not the one expected, or axes are missing; "" for nothing.
    films
        The lecture's example where the table is that one.
    cut
        What was left out of a larger table, "" for nothing.
    by_least_squares
        Beside gradient descent, the same by least squares; None for other methods.
    """

    table: Table
    naming: Naming
    found: Factorization
    remark: str
    films: LectureFilms | None
    cut: str = ""
    by_least_squares: Factorization | None = None

    @property
    def unknown(self) -> Booleans:
        """Shape (m, n): the blanks; for "wals" also the zeros, which it takes for blanks."""
        zeros = self.found.ratings == 0 if self.found.method == "wals" else False
        return np.isnan(self.found.ratings) | zeros

    @property
    def unrated(self) -> tuple[Booleans, Booleans]:
        """Shapes (m,) and (n,): the people, and the items, without any rating."""
        return np.all(self.unknown, axis=1), np.all(self.unknown, axis=0)

    @property
    def guessed(self) -> Booleans:
        """Shape (m, n): the blanks that are predicted.

        Without biases, nothing is said of people and items without ratings.
        """
        if has_biases(self.found):
            return self.unknown
        people, items = self.unrated
        return self.unknown & np.logical_and.outer(~people, ~items)

    @property
    def error(self) -> float:
        """The root mean squared error on the known entries."""
        return self._error(self.found)

    @property
    def least_error(self) -> float:
        """The same by least squares."""
        return self._error(self.by_least_squares or self.found)

    def _error(self, found: Factorization) -> float:
        known = found.ratings[~self.unknown]
        if not len(known):
            return 0.0
        error = float(np.sqrt(np.mean((found.predictions[~self.unknown] - known) ** 2)))
        return error if error > ROUNDING * float(np.abs(known).max()) else 0.0


def analyse(question: Question) -> Study:
    """Return the table of the question and its factors.

    Where "als" finds nothing beyond the biases in a full table, the plain product is shown instead,
    with a note.

    Raises
    ------
    InputError
        Where the table cannot be read, or the rank or method does not suit it.
    """
    with reading.option("ratings"):
        if not question.inputs.get("ratings", "").strip():
            raise InputError("There is no table yet.", example="1,0,1; 0,1,?; 1,1,0")
        table, cut = densest(typed_table(question))
    rank = _rank(question, min(table.values.shape))
    method = _method(question.inputs.get("method", "").strip().lower(), table.values)
    with reading.option("ratings" if method in ("als", "plain") else "method"):
        found = _factors(table.values, rank, method)
    remark = _left_over(found)
    if not has_axes(found) and method == "als":
        remark = (
            "These few ratings show no shared taste: mean and biases explain them best. "
            "The plain method, in the menu, has axes all the same."
        )
        if found.known.all():
            found = _factors(table.values, rank, "plain")
            remark = "Shown as a plain product: with biases all axes would be 0."
    m, n = table.values.shape
    naming = Naming(named(table.row_labels, m, "row"), named(table.column_labels, n, "column"))
    films = lecture.recognised(table)
    least = _factors(table.values, rank, "plain") if found.method == "gd" else None
    return Study(table, naming, found, remark, films, cut, least)


def _rank(question: Question, most: int) -> int:
    if not question.inputs.get("rank", "").strip():
        return min(USUAL_RANK, most)
    rank = reading.whole_number(question, "rank")
    if rank == USUAL_RANK:
        return min(USUAL_RANK, most)
    if rank > most and question.inputs.get(SHEETS):  # it was chosen for a larger sheet
        return most
    if not 1 <= rank <= most:
        raise InputError(
            f"For this table the rank is from 1 to {most}, not {rank}.",
            example=str(min(2, most)),
            source="rank",
        )
    return rank


def _method(typed: str, ratings: Floats) -> Method:
    """Return the method of this name; by default the one that suits the table.

    Of a table that somebody typed, the product itself is to be seen. In a larger one with blanks,
    mean and biases predict these better.
    """
    if typed in ("", AUTO):
        return "plain" if _is_typed(ratings) or not np.isnan(ratings).any() else "als"
    for method in get_args(Method):
        if typed == method:
            return method
    raise InputError(f"The methods are {', '.join(METHODS)}.", example="plain", source="method")


def _is_typed(ratings: Floats) -> bool:
    return ratings.size <= TYPED_CELLS


def _factors(ratings: Floats, rank: int, method: Method) -> Factorization:
    """Return the factors with rounding errors and negligible axes set to 0.

    Where "als" has blanks to predict, an axis without evidence only slowly converges to 0, so a
    larger one counts as negligible.
    """
    starts = {"starts": STARTS} if _is_typed(ratings) and method == "plain" else {}
    found = factorize(ratings, rank, method, **starts)
    rounding = ROUNDING * float(np.nanmax(np.abs(found.ratings)))

    def tidy(a: Floats) -> Floats:
        return np.where(np.abs(a) > rounding, a, 0.0)

    is_slow = found.method == "als" and not found.known.all()
    least = (NO_AXES if is_slow else ROUNDING) * _spread(found)
    kept = found.strengths > least * np.sqrt(found.ratings.size)
    return replace(
        found,
        users=np.where(kept, tidy(found.users), 0.0),
        items=np.where(kept[:, None], tidy(found.items), 0.0),
        user_bias=tidy(found.user_bias),
        item_bias=tidy(found.item_bias),
    )


def _left_over(found: Factorization) -> str:
    """Name the axes that are 0, if some but not all are."""
    empty = np.flatnonzero(~found.items.any(axis=1)) + 1
    if len(empty) in (0, found.rank):
        return ""
    axes = f"axis {empty[0]} is" if len(empty) == 1 else f"axes {', '.join(map(str, empty))} are"
    return f"Rank {found.rank - len(empty)} is enough: {axes} 0."


def has_axes(found: Factorization) -> bool:
    """Whether the factors add anything to mean and biases."""
    return float(np.sqrt(np.mean((found.users @ found.items) ** 2))) > NO_AXES * _spread(found)


def _spread(found: Factorization) -> float:
    return float(np.nanstd(found.ratings)) or float(np.nanmax(np.abs(found.ratings)))
