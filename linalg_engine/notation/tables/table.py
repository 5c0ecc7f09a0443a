"""A table of numbers with blanks, read from text."""

from __future__ import annotations

from dataclasses import dataclass

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
from linalg_engine.notation.tables.labels import find_labels, label_of
from linalg_engine.notation.tables.lines import Line, find_separator


@dataclass(frozen=True, slots=True)
class Table:
    """A table of numbers.

    Attributes
    ----------
    values
        Shape (m, n), float64, with nan where the table has no number.
    row_labels
        The m names of the rows, or none.
    column_labels
        The n names of the columns, or none.
    """

    values: NDArray[np.float64]
    row_labels: tuple[str, ...] = ()
    column_labels: tuple[str, ...] = ()


def parse_table(text: str) -> Table:
    """Return the table in ``text``.

    CSV (also with semicolons or tabs), a Markdown table, columns aligned with blanks, or a
    matrix in any form that ``parse_matrix`` reads. Where a number is unknown the cell may be
    empty, ``?``, ``-``, ``_``, ``.``, ``nan``, ``NA``, ``null`` or ``None``.

    The first row has the names of the columns if most of its cells are not numbers, or if
    its first cell is empty and the other rows begin with a name. The first column has the
    names of the rows if most of its cells are not numbers, or if it numbers the rows under no
    name or under one like ``id`` or ``person``.

    Raises
    ------
    InputError
        When a cell is not a number, or the rows differ in length.
    """
    with about(text):
        plain = table_text(text)
        if is_bracketed(plain):
            return _finished(bracketed_values(plain), (), ())
        return _delimited_table(read_lines(plain, text), text, find_separator(plain))


def _delimited_table(lines: list[Line], typed: str, separator: str) -> Table:
    has_header, has_names = find_labels(lines)
    body = lines[has_header:]
    if not body or len(lines[0].cells) == has_names:
        raise InputError(
            "There are only names in this table; add rows with numbers.",
            position=lines[0].starts[0],
            example="name,math,art\nann,1,2",
        )
    read_cell = cell_reader(body, separator)
    values = [
        [
            read_cell(line.cells[column], line.starts[column], row, column + 1)
            for column in range(has_names, len(line.cells))
        ]
        for row, line in enumerate(body, 1 + has_header)
    ]
    names = tuple(label_of(line, 0, typed) for line in body) if has_names else ()
    header = range(has_names, len(lines[0].cells)) if has_header else ()
    return _finished(values, names, tuple(label_of(lines[0], column, typed) for column in header))


def _finished(
    values: list[list[float]], row_labels: tuple[str, ...], column_labels: tuple[str, ...]
) -> Table:
    array = np.array(values, dtype=np.float64)
    if np.isnan(array).all():
        raise InputError("There are no numbers in this table.", example="1,2\n3,4")
    return Table(array, row_labels, column_labels)
