"""A table of numbers with blanks, read from text."""

from __future__ import annotations

from dataclasses import replace

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
from linalg_engine.notation.tables.labels import find_labels, head_of, is_id, label_of, mostly_text
from linalg_engine.notation.tables.line import Line
from linalg_engine.notation.tables.lines import find_separator, texts_of
from linalg_engine.notation.tables.marks import find_marks
from linalg_engine.notation.tables.sources import plain_source
from linalg_engine.results import result


@result
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
    ids
        The names of columns left out, which only number rows that have names.
    ignored
        Titles and notes above and below.
    taken
        Where a row was one rating: what the columns of people, items and ratings are called.
    """

    values: NDArray[np.float64]
    row_labels: tuple[str, ...] = ()
    column_labels: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def parse_table(text: str) -> Table:
    """Return the table in ``text``.

    CSV (also with semicolons or tabs), a Markdown table, columns aligned with blanks, what R,
    pandas, MySQL or psql print, or a matrix in any form that ``parse_matrix`` reads. Where a
    number is unknown the cell may be empty, ``?``, ``-``, ``_``, ``.``, ``nan``, ``NA``,
    ``null`` or ``None``.

    The first row has the names of the columns if most of its cells are not numbers, if its
    first cell is empty and the other rows begin with a name, if it counts 0, 1, 2, … as pandas
    does, after an index or above floats, or if a word like ``name`` or ``userId`` in it stands
    above names or ids. The first column has the names of the rows if most of its cells are not
    numbers, if it is such an index, or if it numbers the rows under no name or under one like
    ``id`` or ``person``. A column of ids besides the names is left out.

    Raises
    ------
    InputError
        When a cell is not a number, or the rows differ in length.

    Examples
    --------
    >>> la.parse_table("5 - 1\\n4 2 1").values
    array([[ 5., nan,  1.],
           [ 4.,  2.,  1.]])
    """
    typed, text = text, plain_source(text)
    # Errors point at what was typed where only its quotes were replaced.
    is_as_typed = text.replace('"', "'") == typed.replace('"', "'")
    with about(typed if is_as_typed else text):
        plain = table_text(text)
        if is_bracketed(plain):
            return _finished(bracketed_values(plain), (), ())
        lines, ignored = read_lines(plain, text)
        table = _delimited_table(lines, text, find_separator(plain))
        return replace(table, ignored=texts_of(ignored))


def _delimited_table(lines: list[Line], typed: str, separator: str) -> Table:
    has_header, has_names = find_labels(lines)
    body = lines[has_header:]
    names, columns = _name_column(lines, has_header=has_header, has_names=has_names)
    if not body or not columns:
        raise InputError(
            "There are only names in this table; add rows with numbers.",
            position=lines[0].starts[0],
            example="name,math,art\nann,1,2",
        )
    read_cell = cell_reader(
        find_marks({c: [line.cells[c] for line in body] for c in columns}, separator)
    )
    values = [
        [read_cell(line.cells[column], line.starts[column], row, column) for column in columns]
        for row, line in enumerate(body, 1 + has_header)
    ]
    row_labels = () if names is None else tuple(label_of(line, names, typed) for line in body)
    heads = [head_of(lines[0], c, typed) for c in range(len(lines[0].cells))]
    left_out = [head for c, head in enumerate(heads) if c != names and c not in columns]
    column_labels = tuple(heads[c] for c in columns) if has_header else ()
    return replace(_finished(values, row_labels, column_labels), ids=tuple(left_out))


def _name_column(
    lines: list[Line], *, has_header: bool, has_names: bool
) -> tuple[int | None, list[int]]:
    """Return the column with the names of the rows, and those with numbers.

    Beside names, a column of ids is neither.
    """
    columns = [[line.cells[c] for line in lines[1:]] for c in range(len(lines[0].cells))]
    ids = [c for c, cells in enumerate(columns) if has_header and is_id(lines[0].cells[c], cells)]
    ids = ids if len(ids) < len(columns) else []
    names = 0 if has_names else next(iter(ids), None)
    if ids == [0] and len(columns) > 2 and mostly_text(columns[1]):
        names = 1
    return names, [c for c in range(len(columns)) if c != names and c not in ids]


def _finished(
    values: list[list[float]], row_labels: tuple[str, ...], column_labels: tuple[str, ...]
) -> Table:
    array = np.array(values, dtype=np.float64)
    if np.isnan(array).all():
        raise InputError("There are no numbers in this table.", example="1,2\n3,4")
    return Table(array, row_labels, column_labels)
