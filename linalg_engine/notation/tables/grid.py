"""Text of a table -> lines of cells of one length, or the numbers of a matrix in brackets."""

from __future__ import annotations

import math
import re

from linalg_engine.errors import InputError
from linalg_engine.notation.arithmetic import left_out, representable
from linalg_engine.notation.cleaning import clean, clean_formula
from linalg_engine.notation.reading import MAX_CHARACTERS, bracketed_rows
from linalg_engine.notation.syntax import Number
from linalg_engine.notation.tables.console_tables import undecorated
from linalg_engine.notation.tables.heads import without_titles_and_notes
from linalg_engine.notation.tables.labels import drop_empty_column, square
from linalg_engine.notation.tables.line import Line
from linalg_engine.notation.tables.lines import find_separator, split_lines

MAX_TABLE_CHARACTERS = 8_000_000
"""Length of a table as text."""

MAX_TABLE_CELLS = 320_000
"""Cells of a table: 5,000 rows of 60 numbers, with names and categories beside them."""


def table_text(text: str) -> str:
    """Return ``text`` in plain characters, each where it was, and nothing but the table.

    In a text with a block of code, the table is in the block. A table on one
    line, whose line ends became blanks where it was pasted, gets them back.

    Raises
    ------
    InputError
        As ``clean`` and ``undecorated`` do.
    """
    return _with_line_ends(undecorated(clean(_fenced(text), limit=MAX_TABLE_CHARACTERS)))


def is_bracketed(plain: str) -> bool:
    """Whether this is a matrix in brackets, or on one line, and no lines of cells."""
    if _LATEX.search(plain):
        return True
    found = _BRACKETED.match(plain)
    if found:
        return _is_around_all(plain, found.end() - 1)
    return ";" in plain and "\n" not in plain.strip()


def bracketed_values(plain: str) -> list[list[float]]:
    """Return the numbers of a matrix in brackets, nan where there is none."""
    if len(plain) > MAX_CHARACTERS:
        raise InputError(
            f"A table in brackets can have {MAX_CHARACTERS:,} characters at most; "
            "a bigger one can be read as CSV, without brackets.",
            example="1,2,3",
        )
    return [
        [
            float(representable(cell.value, cell.start)) if isinstance(cell, Number) else math.nan
            for cell in row
        ]
        for row in bracketed_rows(
            clean_formula(plain, separators=MAX_TABLE_CELLS), limit=MAX_TABLE_CELLS
        )
    ]


def read_lines(
    plain: str, typed: str, limit: int = MAX_TABLE_CELLS
) -> tuple[list[Line], list[Line]]:
    """Return the lines of a table, all of one length, and titles and notes around them.

    Raises
    ------
    InputError
        When there are none, too many cells in them, or their lengths differ.
    """
    if _ENDS_ONLY.fullmatch(plain):  # rows that end in a semicolon, as in MATLAB
        plain = plain.replace(";", " ")
    lines = split_lines(plain, typed)
    if not lines:
        raise InputError("There are no numbers in this table.", example="1,2\n3,4")
    _check_whole(lines)
    lines, ignored = without_titles_and_notes(drop_empty_column(lines))
    rows, columns = len(lines), len(lines[0].cells)
    if rows * columns > limit:
        raise InputError(
            f"This table has {rows:,} rows of {columns:,} cells, {rows * columns:,} in all, and at "
            f"most {limit:,} can be used."
        )
    return square(lines, spaced=find_separator(plain) == " "), ignored


def _check_whole(lines: list[Line]) -> None:
    """Refuse a print in which a line of dots stands for rows."""
    for line in lines:
        if {*line.cells} <= ({"..", *_DOTS} if len(line.cells) > 1 else _DOTS):
            left_out(line.starts[0])


def _fenced(text: str) -> str:
    """Blank out everything around the first block of code that has a digit."""
    if len(text) <= MAX_TABLE_CHARACTERS:
        for block in _BLOCK.finditer(text):
            if any(c.isdigit() for c in block[1]):
                before, after = text[: block.start(1)], text[block.end(1) :]
                return _VISIBLE.sub(" ", before) + block[1] + _VISIBLE.sub(" ", after)
    return text


def _with_line_ends(plain: str) -> str:
    start, end = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    line = plain[start:end]
    if "\n" in line or _LATEX.search(line) or _BRACKETED.match(line):
        return plain
    # No matrix on one line is lost: in "1;2 3;4" its rows would differ in length.
    for separator, gap in (("\t", _BLANKS), (";", _GAP), (",", _GAP)):
        rows = gap.split(line)
        width = rows[0].count(separator)
        if len(rows) > 1 and width and all(_is_row(row, separator, width) for row in rows):
            return plain[:start] + gap.sub(_line_end, line) + plain[end:]
    return plain


def _is_row(piece: str, separator: str, width: int) -> bool:
    return piece.count(separator) == width and separator not in (piece[0], piece[-1])


def _line_end(found: re.Match[str]) -> str:
    return "\n".ljust(len(found.group()))


def _is_around_all(plain: str, opening: int) -> bool:
    """Whether the bracket closes at the end, or never, or before another bracket."""
    depth = 0
    for bracket in _BRACKET.finditer(plain, opening):
        depth += 1 if bracket.group() in "([{<" else -1
        if depth == 0:
            rest = plain[bracket.end() :].lstrip(" \t\n,;")
            return rest == "" or rest[0] in "([{<^'ᵀ"
    return True


_DOTS = frozenset(["...", "…", "⋮"])
_ENDS_ONLY = re.compile(r"(?:[^\n;]*+(?:;[ \t]*+)?(?:\n|\Z))*+")
_BRACKET = re.compile(r"[()\[\]{}<>]")
_BRACKETED = re.compile(
    r"\s*(?:\w+\s*:?=\s*)?(?:(?:\w+\.)?(?:array|asarray|mat|[mM]atrix|[tT]ensor)\s*)?[\[({<]"
)
_LATEX = re.compile(r"\\begin\{|\\\\")
_BLOCK = re.compile(r"(?<!\S)```(?:[A-Za-z0-9+#_.-]*+(?=[ \t]*+\n))?(.*?)(?:```|\Z)", re.DOTALL)
_VISIBLE = re.compile(r"[^\r\n]")
_BLANKS = re.compile(r" +")
_GAP = re.compile(r"[ \t]+")
