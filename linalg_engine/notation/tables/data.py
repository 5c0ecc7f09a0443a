"""A data set: columns of numbers, and the roles of its columns of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NoReturn

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.notation.reading import about
from linalg_engine.notation.tables.cells import cell_reader
from linalg_engine.notation.tables.grid import (
    bracketed_values,
    is_bracketed,
    read_lines,
    table_text,
)
from linalg_engine.notation.tables.labels import (
    has_numbers_for_names,
    is_above_decimals,
    is_above_index,
    is_id,
    is_index,
    label_of,
    mostly_text,
)
from linalg_engine.notation.tables.lines import Line, find_separator
from linalg_engine.notation.tables.marks import find_marks
from linalg_engine.notation.tables.words import (
    BLANKS,
    is_quotient,
    is_range,
    is_range_or_date,
    is_text,
    unit_of,
)
from linalg_engine.results import result

MOST_CATEGORIES = 12
"""Different values of one column up to which they are categories."""

NAMES_SHARE = 0.75
"""Least share of the rows with a name that no earlier row has."""


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


Reason = Literal["words", "ranges", "quotients", "units", "ids", "empty"]
"""Words also where they repeat; ranges, dates and the like; quotients as ``1/2``, which may be
fractions or dates; numbers with a unit; numbers that only say which row this is; nothing."""


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
    """

    values: NDArray[np.float64]
    row_labels: tuple[str, ...] = ()
    column_labels: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def parse_data(text: str) -> DataTable:
    """Return the data in ``text``: a table as ``parse_table`` reads it, or with more words.

    A column is one of words if more than half of its cells are no numbers. The first
    such column in which (nearly) all differ has the names of the rows; without one, an index
    has: a first column that counts the rows under no name, or any that numbers them under one
    like ``id``. Columns of at most 12 words that repeat are categories. Others are left out.

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
    with about(text):
        plain = table_text(text)
        if is_bracketed(plain):
            return DataTable(_checked(bracketed_values(plain)))
        lines = read_lines(plain, text)
        return _Columns(lines, text).table(find_separator(plain))


class _Columns:
    """The columns of a table, sorted by role."""

    def __init__(self, lines: list[Line], typed: str) -> None:
        self._typed = typed
        self._width = len(lines[0].cells)
        self._header, self._body = lines[0], lines[1:]
        self.numbers = self._number_columns()
        if not _names_columns(lines, self.numbers):
            self._header, self._body = None, lines
            self.numbers = self._number_columns()
        others = [c for c in range(self._width) if c not in self.numbers]
        self.words = [c for c in others if self._full(c)]
        self.quotients = self._quotients()
        self.numbers = [c for c in self.numbers if c not in self.quotients]

    def table(self, separator: str) -> DataTable:
        """Return the table, its numbers read."""
        likely = sorted(self.words, key=lambda c: _most(is_range, self._full(c)))
        names = next((c for c in likely if self._is_names(c)), None)
        indices = self._indices()
        if indices:
            self.numbers = [c for c in self.numbers if c not in indices]
            names = indices[0] if names is None else names
        categories = [c for c in self.words if c != names and self._is_category(c)]
        self._check()
        kept = {*self.numbers, *categories, names}
        return DataTable(
            self._values(separator),
            self._labels(names) if names is not None else (),
            tuple(self._name(c) for c in self.numbers) if self._header else (),
            tuple(Category(self._name(c), self._labels(c)) for c in categories),
            tuple(self._dropped(c) for c in range(self._width) if c not in kept),
        )

    def _number_columns(self) -> list[int]:
        return [c for c in range(self._width) if _is_number_column(self._cells(c))]

    def _quotients(self) -> list[int]:
        """Return the columns of quotients; among nothing but numbers, 1/2 is a fraction."""
        found = [c for c in self.numbers if _most(is_quotient, self._full(c))]
        mixed = self._header is not None and len(found) < len(self.numbers)
        return found if self.words or mixed else []

    def _cells(self, column: int) -> list[str]:
        return [line.cells[column] for line in self._body]

    def _full(self, column: int) -> list[str]:
        return [cell for cell in self._cells(column) if cell not in BLANKS]

    def _is_ranges(self, column: int) -> bool:
        return _most(is_range_or_date, self._full(column))

    def _has_unit(self, column: int) -> bool:
        units = {unit_of(cell) for cell in self._full(column)}
        return len(units) == 1 and "" not in units

    def _is_names(self, column: int) -> bool:
        differ = len(set(self._full(column))) >= NAMES_SHARE * len(self._body)
        return differ and not self._has_unit(column)

    def _is_category(self, column: int) -> bool:
        full = self._full(column)
        count = len(set(full))
        return 1 < count <= MOST_CATEGORIES and 2 * count <= len(full) + 1

    def _indices(self) -> list[int]:
        """Return the columns of numbers that only say which row this is, if others are left."""
        if self._header is None:
            return []
        heads = self._header.cells
        found = [c for c in self.numbers if is_id(heads[c], self._cells(c))]
        is_first = is_above_index(heads) or is_index(heads[0], self._cells(0))
        if self.numbers[:1] == [0] and 0 not in found and is_first:
            found = [0, *found]
        return found if len(found) < len(self.numbers) else []

    def _dropped(self, column: int) -> Dropped:
        full = self._full(column)
        return Dropped(self._name(column), self._reason(column), full[0] if full else "")

    def _reason(self, column: int) -> Reason:
        if column in self.quotients:
            return "quotients"
        if column not in self.words:
            return "ids" if self._full(column) else "empty"
        if self._has_unit(column):
            return "units"
        return "ranges" if self._is_ranges(column) else "words"

    def _check(self) -> None:
        if not self.numbers:
            self._refuse_words()
        _check_rows(len(self._body))

    def _refuse_words(self) -> NoReturn:
        start = next((line.starts for line in self._body), None)
        position = start[0] if start else None
        problem = "No column of this table has numbers; at least one is needed."
        for column in range(self._width):
            if column in self.quotients or self._has_unit(column):
                sample = self._full(column)[0]
                problem = (
                    f"'{sample}' has a unit: write that in the column's name, as in 'mass kg'."
                )
                if column in self.quotients:
                    problem = f"'{sample}' could be a fraction or a date: write decimals, as 0.5."
                problem = f"No column of this table has plain numbers. {problem}"
                position = start[column] if start else None
                break
        raise InputError(problem, position=position, example="name,math,art\nann,1,2\nbob,3,4")

    def _values(self, separator: str) -> NDArray[np.float64]:
        values = np.empty((len(self._body), len(self.numbers)))
        left: list[int] = []
        for place, column in enumerate(self.numbers):
            cells = self._cells(column)
            if all(map(_PLAIN.fullmatch, cells)):
                values[:, place] = list(map(float, cells))
            else:
                left.append(place)
        left += np.flatnonzero(np.isinf(values).any(axis=0)).tolist()  # too large for a number
        self._read_into(values, sorted({*left}), separator)
        return values

    def _read_into(self, values: NDArray[np.float64], places: list[int], separator: str) -> None:
        """Read the cells of those columns that are not all plain numbers."""
        if not places:
            return
        marks = find_marks({c: self._cells(c) for c in self.numbers}, separator)
        read_cell = cell_reader(marks)
        for place, column in enumerate(self.numbers):
            if place in places or marks[column].thousands == ".":
                values[:, place] = [
                    read_cell(line.cells[column], line.starts[column], row, column)
                    for row, line in enumerate(self._body, 1 + (self._header is not None))
                ]

    def _name(self, column: int) -> str:
        name = "" if self._header is None else label_of(self._header, column, self._typed)
        return name or f"column {column + 1}"

    def _labels(self, column: int) -> tuple[str, ...]:
        return tuple(
            "" if line.cells[column] in BLANKS else label_of(line, column, self._typed)
            for line in self._body
        )


def _names_columns(lines: Sequence[Line], numbers: Sequence[int]) -> bool:
    """Whether the first row names the columns: above those of numbers, it has words."""
    first = lines[0]
    heads = [first.cells[c] for c in numbers]
    others = [cell for c, cell in enumerate(first.cells) if c not in numbers]
    if not heads:
        return mostly_text(first.cells)
    if mostly_text(heads):
        return True
    if all(_YEAR.fullmatch(head) for head in heads) and mostly_text(others):
        return len(heads) > 1 and heads == sorted(set(heads))
    if is_above_index(first.cells) or is_above_decimals(lines):
        return True
    return has_numbers_for_names(lines)


def _is_number_column(cells: Sequence[str]) -> bool:
    others = [cell for cell in cells if not _PLAIN.fullmatch(cell)]
    words = sum(map(_is_word, others))
    blanks = sum(cell in BLANKS for cell in others)
    return blanks < len(cells) and 2 * words <= len(cells) - blanks


def _most(is_such: Callable[[str], bool], cells: Sequence[str]) -> bool:
    """Whether more than half of the cells are of this kind."""
    return 2 * sum(map(is_such, cells)) > len(cells)


def _is_word(cell: str) -> bool:
    return cell not in BLANKS and is_text(cell)


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


_PLAIN = re.compile(r"[+-]?[0-9]{1,400}+(?:\.[0-9]{0,400}+)?(?:[eE][+-]?[0-9]{1,3}+)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
