"""Observations from a data set as typed, without blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit import reading
from bot.topics.kit.tables import named, table_of
from linalg_engine import notation
from linalg_engine.errors import InputError
from linalg_engine.notation import Dropped

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.topics.kit.question import Question
    from linalg_engine.notation import DataTable, MatrixKind


FEW = 0.1
"""The share of incomplete rows up to which they are left out; beyond, blanks are filled."""

LEAST_ROWS = 3
"""Rows that must be complete for the others to be left out."""


@dataclass(frozen=True)
class Observations:
    """Rows of d numbers.

    Attributes
    ----------
    values
        Shape (n, d), no blanks.
    rows
        The n names, or none.
    columns
        The d names.
    groups
        The category of each row, or none.
    group_name
        What the categories are, as typed.
    dropped
        The columns that were left out.
    ignored
        Titles and notes around the table.
    matrix
        "correlation" or "covariance" where the table looks like one, else "".
    left_out
        How many rows had blanks and were left out.
    filled
        How many blanks became the mean of their column.
    """

    values: Floats
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[str, ...]
    group_name: str
    dropped: tuple[Dropped, ...]
    ignored: tuple[str, ...] = ()
    matrix: MatrixKind = ""
    left_out: int = 0
    filled: int = 0


def read(question: Question) -> Observations:
    """Return the data of the question.

    Where at most a tenth of the rows have blanks, these rows are left out; otherwise each blank
    becomes the mean of its column.

    Raises
    ------
    InputError
        Where the text is no table of numbers.
    """
    with reading.option("data"):
        if not question.inputs.get("data", "").strip():
            raise InputError("There are no data yet.", example="1,2; 3,4; 5,7")
        return _observations(notation.parse_data(table_of(question, "data")))


def _observations(table: DataTable) -> Observations:
    columns = named(table.column_labels, table.values.shape[1], "column")
    empty = np.asarray(np.isnan(table.values).all(axis=0))
    values = table.values[:, ~empty]
    dropped = [
        *table.dropped,
        *(Dropped(columns[j], "empty", "") for j in np.flatnonzero(empty)),
        *(Dropped(c.name, "words", "") for c in table.categories[1:]),
    ]
    category = table.categories[0] if table.categories else None
    incomplete = np.asarray(np.isnan(values).any(axis=1))
    count = int(incomplete.sum())
    kept = np.ones(len(values), dtype=bool)
    if count <= FEW * len(values) and len(values) - count >= LEAST_ROWS:
        kept = ~incomplete
    values = values[kept]
    blank = np.isnan(values)
    return Observations(
        values=np.where(blank, np.nanmean(values, axis=0), values),
        rows=_of(table.row_labels, kept),
        columns=tuple(name for name, gone in zip(columns, empty, strict=True) if not gone),
        groups=() if category is None else _of(category.values, kept),
        group_name="" if category is None else category.name,
        dropped=tuple(dropped),
        ignored=table.ignored,
        matrix=table.matrix,
        left_out=int((~kept).sum()),
        filled=int(blank.sum()),
    )


def _of(names: tuple[str, ...], kept: Booleans) -> tuple[str, ...]:
    return (
        tuple(name for name, is_kept in zip(names, kept, strict=True) if is_kept) if names else ()
    )
