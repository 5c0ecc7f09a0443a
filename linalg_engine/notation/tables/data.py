"""A data set: columns of numbers, and the roles of its columns of words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal, NoReturn, cast

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.notation.reading import about
from linalg_engine.notation.tables.cells import cell_reader
from linalg_engine.notation.tables.columns import PLAIN_NUMBER, Column, is_time
from linalg_engine.notation.tables.grid import (
    bracketed_values,
    is_bracketed,
    read_lines,
    table_text,
)
from linalg_engine.notation.tables.heads import Heads
from linalg_engine.notation.tables.labels import head_of, label_of
from linalg_engine.notation.tables.line import Line
from linalg_engine.notation.tables.lines import find_separator, texts_of
from linalg_engine.notation.tables.marks import find_marks
from linalg_engine.notation.tables.roles import Role, find_roles
from linalg_engine.notation.tables.sources import plain_source
from linalg_engine.notation.tables.symmetric import MatrixKind, matrix_kind
from linalg_engine.notation.tables.words import BLANKS
from linalg_engine.results import result


@result
class Category:
    """A column of few different words, one for each row.

    Attributes
    ----------
    name
        The column's name.
    values
        The m words, "" where the column is blank.
    """

    name: str
    values: tuple[str, ...]


Reason = Literal["words", "ranges", "quotients", "units", "ids", "times", "empty", "mixed"]
"""Words also where they repeat; ranges, dates and the like; quotients as ``1/2``, which may be
fractions or dates; numbers with a unit; numbers that only say which row this is, or when
it was; nothing; words among numbers, of which the sample is the first."""


@result
class Dropped:
    """A column left out.

    Attributes
    ----------
    name
        The column's name.
    reason
        Why it is left out.
    sample
        The first of its cells that is not blank; "" where all are.
    """

    name: str
    reason: Reason
    sample: str


@result
class Uncounted:
    """A column of numbers that is not taken for a measurement, which somebody may count.

    Attributes
    ----------
    name
        The column's name.
    numbers
        Shape (m,), float64, with nan for blanks and words.
    """

    name: str
    numbers: NDArray[np.float64]


@result
class DataTable:
    """A table of measurements: one row an observation, one column a variable.

    Attributes
    ----------
    values
        Shape (m, n), float64, with nan for blanks; m is at least 2.
    row_labels
        The m names of the rows, or none; "" for a row without one.
    column_labels
        The n names of the columns, or none.
    categories
        The columns of words that repeat.
    dropped
        The columns left out.
    uncounted
        Those of them that have numbers: ids, times, numbers with words among them; and numbers
        that are the names of the rows.
    ignored
        Titles and notes above and below, and lines of types below the heads.
    matrix
        "correlation" or "covariance" where the table looks like one of the columns
        themselves, and not like measurements; else "".
    """

    values: NDArray[np.float64]
    row_labels: tuple[str, ...] = ()
    column_labels: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    ignored: tuple[str, ...] = ()
    matrix: MatrixKind = ""


def parse_data(text: str) -> DataTable:
    """Return the data in ``text``: a table as ``parse_table`` reads it, or with more words.

    A column is one of words if more than half of its cells are no numbers. The first
    such column in which (nearly) all differ has the names of the rows; without one, an index
    has: a first column that counts the rows under no name, or any that numbers them under one
    like ``id``. Columns of at most 12 words that repeat are categories, and so are codes of
    groups. Others are left out, and so is what says when a row was observed.

    Raises
    ------
    InputError
        When a cell in a column of numbers is not one, no column has numbers, there is only
        one row, or the rows differ in length.

    Examples
    --------
    >>> data = la.parse_data("x, y\\n1, 2\\n3, 5")
    >>> data.values
    array([[1., 2.],
           [3., 5.]])
    """
    text = plain_source(text)
    with about(text):
        plain = table_text(text)
        if is_bracketed(plain):
            values = _checked(bracketed_values(plain))
            return DataTable(values, matrix=matrix_kind(values, (), ()))
        lines, ignored = read_lines(plain, text)
        table = _Reader(lines, text, find_separator(plain)).table()
        return replace(table, ignored=(*table.ignored, *texts_of(ignored)))


class _Reader:
    """Reads a table whose columns have roles."""

    def __init__(self, lines: list[Line], typed: str, separator: str) -> None:
        self._typed, self._separator = typed, separator
        heads = Heads.of(lines)
        self._heads, self._body, self._ignored = heads.lines, heads.body, heads.ignored
        self._first_row = len(lines) - len(self._body) + 1
        self._columns = heads.columns
        self._roles = find_roles(self._columns, has_header=bool(self._heads))

    def table(self) -> DataTable:
        """Return the table, its numbers read."""
        measures = self._having("measure", "yes or no")
        self._check(measures)
        names = next(iter(self._having("name")), None)
        groups = self._having("group")
        others = [c for c in self._columns if c not in (*measures, *groups, names)]
        is_named = bool(self._heads) or len(measures) < len(self._columns)
        values = self._values(measures)
        rows = self._labels(names) if names is not None else ()
        columns = tuple(map(self._name, measures)) if is_named else ()
        return DataTable(
            values,
            rows,
            columns,
            tuple(Category(self._name(c), self._labels(c)) for c in groups),
            tuple(self._dropped(c) for c in others),
            tuple(self._uncounted()),
            texts_of(self._ignored),
            "" if groups or others else matrix_kind(values, rows, columns),
        )

    def _having(self, *roles: Role) -> list[Column]:
        return [column for column in self._columns if self._roles[column.place] in roles]

    def _dropped(self, column: Column) -> Dropped:
        reason = self._roles[column.place]
        sample = column.words_among_numbers if reason == "mixed" else column.full
        return Dropped(self._name(column), cast("Reason", reason), next(iter(sample), ""))

    def _uncounted(self) -> Iterable[Uncounted]:
        for column in self._having("ids", "times", "mixed", "name"):
            if column.is_numeric:
                with suppress(InputError):
                    numbers = self._values([column.without_words()])[:, 0]
                    yield Uncounted(self._name(column), numbers)

    def _check(self, measures: Sequence[Column]) -> None:
        if not measures:
            self._refuse_words()
        _check_rows(len(self._body))

    def _refuse_words(self) -> NoReturn:
        start = next((line.starts for line in self._body), None)
        position = start[0] if start else None
        problem = "No column of this table has numbers; at least one is needed."
        for column in self._columns:
            role = self._roles[column.place]
            if role == "name" and column.is_numeric:
                role = "times" if is_time(column) else "ids"
            if role not in _PROBLEMS or (role == "group" and not column.is_numeric):
                continue
            sample = self._dropped(column).sample or column.full[0]
            row = column.cells.index(sample)
            where = f"Row {row + self._first_row}, column {column.place + 1}"
            problem = _PROBLEMS[role].format(sample=sample, name=self._name(column), where=where)
            position = self._body[row].starts[column.place]
            break
        raise InputError(problem, position=position, example="name,math,art\nann,1,2\nbob,3,4")

    def _values(self, measures: Sequence[Column]) -> NDArray[np.float64]:
        values = np.empty((len(self._body), len(measures)))
        left: list[int] = []
        for place, column in enumerate(measures):
            if column.yes_and_no and not column.is_numeric:
                values[:, place] = [_yes_or_no(cell, column.yes_and_no) for cell in column.cells]
            elif all(map(PLAIN_NUMBER.fullmatch, column.cells)):
                values[:, place] = list(map(float, column.cells))
            else:
                left.append(place)
        left += np.flatnonzero(np.isinf(values).any(axis=0)).tolist()  # too large for a number
        self._read_into(values, measures, sorted({*left}))
        return values

    def _read_into(
        self, values: NDArray[np.float64], measures: Sequence[Column], places: list[int]
    ) -> None:
        """Read the cells of those columns that are not all plain numbers."""
        if not places:
            return
        marks = find_marks({c.place: c.cells for c in measures if c.is_numeric}, self._separator)
        read_cell = cell_reader(marks)
        for place, column in enumerate(measures):
            if column.is_numeric and (place in places or marks[column.place].thousands == "."):
                values[:, place] = [
                    read_cell(cell, line.starts[column.place], row, column.place)
                    for row, (cell, line) in enumerate(
                        zip(column.cells, self._body, strict=True), self._first_row
                    )
                ]

    def _name(self, column: Column) -> str:
        names = [head_of(line, column.place, self._typed) for line in self._heads]
        return " ".join(filter(None, names)) or f"column {column.place + 1}"

    def _labels(self, column: Column) -> tuple[str, ...]:
        return tuple(
            "" if cell in BLANKS else label_of(line, column.place, self._typed)
            for cell, line in zip(column.cells, self._body, strict=True)
        )


_PROBLEMS: dict[Role, str] = {
    "units": (
        "No column of this table has plain numbers. '{sample}' has a unit: write that in the "
        "column's name, as in 'mass kg'."
    ),
    "quotients": (
        "No column of this table has plain numbers. '{sample}' could be a fraction or a date: "
        "write decimals, as 0.5."
    ),
    "mixed": (
        "{where} says '{sample}', which is not a number; write ? for an unknown number, or leave "
        "such a column out."
    ),
    "group": (
        "The only numbers of this table, {name}, tell groups apart; add a column of measurements."
    ),
    "times": ("The only numbers of this table, {name}, say when; add a column of measurements."),
    "ids": (
        "The only numbers of this table, {name}, say which row is which; add a column of "
        "measurements."
    ),
}
"""Why a table has no measurements, by the role of a column."""


def _yes_or_no(cell: str, pair: tuple[str, str]) -> float:
    return math.nan if cell in BLANKS else float(cell.lower() == pair[0])


def _checked(values: list[list[float]]) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    if np.isnan(array).all():
        raise InputError("There are no numbers in this table.", example="1,2\n3,4")
    _check_rows(len(array))
    return array


def _check_rows(count: int) -> None:
    if count < 2:
        raise InputError(
            "This is one row of numbers, and at least two are needed, each on a line of its "
            "own. Where pasting has lost the line ends, a form or a file keeps them.",
            example="1,2; 3,4; 5,7",
        )
