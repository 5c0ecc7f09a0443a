"""A table of numbers with blanks, read from text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.notation.arithmetic import representable
from linalg_engine.notation.cleaning import clean, clean_formula
from linalg_engine.notation.reading import MAX_CHARACTERS, about, bracketed_rows
from linalg_engine.notation.syntax import Number
from linalg_engine.notation.tables.cells import cell_reader
from linalg_engine.notation.tables.labels import drop_empty_column, find_labels, label_of, square
from linalg_engine.notation.tables.lines import find_separator, split_lines

MAX_TABLE_CHARACTERS = 8_000_000
"""Length of a table as text."""

MAX_TABLE_CELLS = 300_000
"""Cells of a table, names included: 5,000 rows of 60."""


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
    names of the rows if most of its cells are not numbers.

    Raises
    ------
    InputError
        When a cell is not a number, or the rows differ in length.
    """
    with about(text):
        plain = clean(text, limit=MAX_TABLE_CHARACTERS)
        if _is_bracketed(plain):
            return _bracketed_table(plain)
        return _delimited_table(plain, text)


# A matrix in brackets, or on one line


def _is_bracketed(plain: str) -> bool:
    if _LATEX.search(plain):
        return True
    found = _BRACKETED.match(plain)
    if found:
        return _is_around_all(plain, found.end() - 1)
    return ";" in plain and "\n" not in plain.strip()


def _is_around_all(plain: str, opening: int) -> bool:
    """Whether the bracket closes at the end, or never, or before another bracket."""
    depth = 0
    for bracket in _BRACKET.finditer(plain, opening):
        depth += 1 if bracket.group() in "([{<" else -1
        if depth == 0:
            rest = plain[bracket.end() :].lstrip(" \t\n,;")
            return rest == "" or rest[0] in "([{<^'ᵀ"
    return True


def _bracketed_table(plain: str) -> Table:
    if len(plain) > MAX_CHARACTERS:
        raise InputError(
            f"A table in brackets can have {MAX_CHARACTERS:,} characters at most; "
            "a bigger one can be read as CSV, without brackets.",
            example="1,2,3",
        )
    rows = bracketed_rows(clean_formula(plain), limit=MAX_TABLE_CELLS)
    values = [
        [
            float(representable(cell.value, cell.start)) if isinstance(cell, Number) else math.nan
            for cell in row
        ]
        for row in rows
    ]
    return _finished(values, (), ())


# Lines of cells


def _delimited_table(plain: str, typed: str) -> Table:
    if _ENDS_ONLY.fullmatch(plain):  # rows that end in a semicolon, as in MATLAB
        plain = plain.replace(";", " ")
    lines = split_lines(plain, typed)
    if not lines:
        raise InputError("There are no numbers in this table.", example="1,2\n3,4")
    lines = drop_empty_column(lines)
    if len(lines) * len(lines[0].cells) > MAX_TABLE_CELLS:
        raise InputError(
            f"This table has {len(lines) * len(lines[0].cells):,} cells, "
            f"and at most {MAX_TABLE_CELLS:,} can be used."
        )
    lines = square(lines)
    has_header, has_names = find_labels(lines)
    body = lines[has_header:]
    if not body or len(lines[0].cells) == has_names:
        raise InputError(
            "There are only names in this table; add rows with numbers.",
            position=lines[0].starts[0],
            example="name,math,art\nann,1,2",
        )
    read_cell = cell_reader(decimal_comma=find_separator(plain) == ";")
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


_ENDS_ONLY = re.compile(r"(?:[^\n;]*+(?:;[ \t]*+)?(?:\n|\Z))*+")
_BRACKET = re.compile(r"[()\[\]{}<>]")
_BRACKETED = re.compile(
    r"\s*(?:\w+\s*:?=\s*)?(?:(?:\w+\.)?(?:array|asarray|mat|[mM]atrix|[tT]ensor)\s*)?[\[({<]"
)
_LATEX = re.compile(r"\\begin\{|\\\\")
