"""The rows of a table as points, as they are and standardized."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit import reading
from bot.topics.kit.tables import around_table, named, plain_name, unwritten
from linalg_engine import notation
from linalg_engine.errors import InputError
from linalg_engine.principal_components import pca

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats, Indices
    from bot.topics.kit.question import Question
    from linalg_engine.notation import DataTable

LEAST_ROWS = 3

MOST_ROWS = 1000
"""Rows that are compared; of more, as many spread evenly."""

MOST_CELLS = 100_000
"""Numbers of them."""

LARGEST = 1e100
"""Numbers of more than this size are no measurements, and their squares are too large."""

NEARLY_ALL = 0.995

LISTED = 6
"""Names in a line of the facts."""


@dataclass(frozen=True)
class Points:
    """n rows of d numbers.

    Attributes
    ----------
    values
        Shape (n, d), as they are.
    standardized
        Shape (n, d): minus the mean of the column, divided by its standard deviation.
    mean, deviation
        Shape (d,); the deviation of a constant column is 1.
    names, columns
        The n names of the rows and the d names of the columns; "row 3" for one without.
    has_names
        Whether the rows have names of their own.
    numbers
        Shape (n,): which rows of the table they are, from 1.
    groups
        The category of each row, or none.
    group_name
        What the categories are, as typed.
    facts
        Lines on the size of the table, and on what was left out.
    """

    values: Floats
    standardized: Floats
    mean: Floats
    deviation: Floats
    names: tuple[str, ...]
    columns: tuple[str, ...]
    has_names: bool
    numbers: Indices
    groups: tuple[str, ...]
    group_name: str
    facts: tuple[str, ...]

    def name(self, row: int, most: int = 18) -> str:
        """Return the name of a row for a block of code."""
        return plain_name(self.names[row], most)

    def widest(self) -> tuple[int, str]:
        """Return the column that spreads most, and its share of all squared distances in words."""
        variances = (self.values / np.abs(self.values).max()).var(axis=0)
        column = int(np.argmax(variances))
        share = float(variances[column] / variances.sum())
        return column, f"{100 * share:.0f} %" if share < NEARLY_ALL else "more than 99 %"


def read(question: Question) -> Points:
    """Return the rows of the question's table that have a number in every column.

    Raises
    ------
    InputError
        Where the text is no table of numbers, or fewer than 3 such rows differ.
    """
    with reading.option("data"):
        text = question.inputs.get("data", "")
        if not text.strip():
            raise InputError("There are no data yet.", example="1,2; 3,4; 5,7")
        return _points(notation.parse_data(text))


def _points(table: DataTable) -> Points:
    columns = np.flatnonzero(~np.isnan(table.values).all(axis=0))
    values = table.values[:, columns]
    complete = np.flatnonzero(~np.isnan(values).any(axis=1))
    if len(complete) < LEAST_ROWS:
        raise InputError(
            f"It takes {LEAST_ROWS} rows with a number in every column, and there "
            f"{'is' if len(complete) == 1 else 'are'} {len(complete)}."
        )
    kept = _thinned(complete, len(columns))
    values = values[kept]
    if np.abs(values).max() > LARGEST:
        raise InputError(f"These numbers are too large to be squared: {LARGEST:.0e} is the most.")
    if (values == values[0]).all():
        raise InputError("All rows are equal, so no two of them are more alike than others.")
    found = pca(values, 1, standardize=True)
    standardized = (values - found.mean) / found.scale
    standardized[:, list(found.constant)] = 0.0
    every = named(table.row_labels, len(table.values), "row")
    heads = named(table.column_labels, table.values.shape[1], "column")
    category = table.categories[0] if table.categories else None
    names = tuple(every[i] for i in map(int, kept))
    shown = tuple(heads[j] for j in map(int, columns))
    return Points(
        values=values,
        standardized=standardized,
        mean=found.mean,
        deviation=found.scale,
        names=names,
        columns=shown,
        has_names=bool(table.row_labels),
        numbers=kept + 1,
        groups=() if category is None else tuple(category.values[i] for i in map(int, kept)),
        group_name="" if category is None else category.name,
        facts=(
            *_size(table, len(columns), len(complete), len(kept)),
            *_left_out(table, columns),
            *(_constant([shown[j] for j in found.constant])),
            *around_table(table.ignored),
            *unwritten(names, "row"),
            *unwritten(shown, "column"),
        ),
    )


def _thinned(rows: Indices, columns: int) -> Indices:
    """Return the rows, or of too many as many as can be compared, spread evenly."""
    most = max(LEAST_ROWS, min(MOST_ROWS, MOST_CELLS // columns))
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).round().astype(np.intp)]


def _size(table: DataTable, columns: int, complete: int, kept: int) -> list[str]:
    found = [f"{complete:,} rows × {columns} column{'s' * (columns > 1)}"]
    blank = len(table.values) - complete
    if blank:
        found.append(f"left out: {blank} row{'s' * (blank > 1)} with blanks")
    if kept < complete:
        found.append(f"{kept:,} of them are compared, spread evenly")
    return found


def _left_out(table: DataTable, columns: Indices) -> list[str]:
    """Say which columns are no numbers to compare."""
    empty = sorted({*range(table.values.shape[1])} - {*map(int, columns)})
    heads = named(table.column_labels, table.values.shape[1], "column")
    names = [column.name for column in table.dropped]
    names += [heads[j] for j in empty] + [category.name for category in table.categories[1:]]
    return [f"left out: {_listed(names)}"] if names else []


def _constant(names: list[str]) -> list[str]:
    return [f"constant: {_listed(names)}"] if names else []


def _listed(names: list[str]) -> str:
    shown = ", ".join(plain_name(name) for name in names[:LISTED])
    return f"{shown}{', …' * (len(names) > LISTED)}"
