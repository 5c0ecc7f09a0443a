"""Text -> a table of numbers with blanks, with the names of its rows and columns."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.notation.arithmetic import MAX_DIGITS, left_out, representable
from linalg_engine.notation.cleaning import clean, clean_formula
from linalg_engine.notation.reading import MAX_CHARACTERS, about, bracketed_rows, parse_scalar
from linalg_engine.notation.syntax import Number

MAX_TABLE_CHARACTERS = 8_000_000
"""Length of a table as text."""

MAX_TABLE_CELLS = 300_000
"""Cells of a table, names included: 5,000 rows of 60."""

MAX_LABEL = 100
"""Characters of one name."""

MAX_FORMULAS = 2_000
"""Different cells that are more than plain numbers or fractions, as ``sqrt(2)``."""


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
    return ";" in plain and _LINES.fullmatch(plain.strip()) is not None


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


@dataclass(frozen=True, slots=True)
class _Line:
    """The cells of one line and where each of them starts."""

    cells: list[str]
    starts: list[int]


def _delimited_table(plain: str, typed: str) -> Table:
    if _ENDS_ONLY.fullmatch(plain):  # rows that end in a semicolon, as in MATLAB
        plain = plain.replace(";", " ")
    lines = _split(plain, typed)
    if not lines:
        raise InputError("There are no numbers in this table.", example="1,2\n3,4")
    lines = _drop_trailing(lines)
    if len(lines) * len(lines[0].cells) > MAX_TABLE_CELLS:
        raise InputError(
            f"This table has {len(lines) * len(lines[0].cells):,} cells, "
            f"and at most {MAX_TABLE_CELLS:,} can be used."
        )
    lines = _square(lines)
    has_header, has_names = _find_labels(lines)
    body = lines[has_header:]
    if not body or len(lines[0].cells) == has_names:
        raise InputError(
            "There are only names in this table; add rows with numbers.",
            position=lines[0].starts[0],
            example="name,math,art\nann,1,2",
        )
    read_cell = _cell_reader(decimal_comma=_separator(plain) == ";")
    values = [
        [
            read_cell(cell, start, row, column)
            for column, (cell, start) in enumerate(
                zip(line.cells[has_names:], line.starts[has_names:], strict=True), 1 + has_names
            )
        ]
        for row, line in enumerate(body, 1 + has_header)
    ]
    names = tuple(_label(line, 0, typed) for line in body) if has_names else ()
    header = range(has_names, len(lines[0].cells)) if has_header else ()
    return _finished(values, names, tuple(_label(lines[0], column, typed) for column in header))


def _finished(
    values: list[list[float]], row_labels: tuple[str, ...], column_labels: tuple[str, ...]
) -> Table:
    array = np.array(values, dtype=np.float64)
    if np.isnan(array).all():
        raise InputError("There are no numbers in this table.", example="1,2\n3,4")
    return Table(array, row_labels, column_labels)


def _label(line: _Line, column: int, typed: str) -> str:
    """Return a name as it was typed, before any cleaning."""
    label, start = line.cells[column], line.starts[column]
    if typed[start : start + 1] != '"':
        label = typed[start : start + len(label)]
    if len(label) > MAX_LABEL:
        raise InputError(
            f"This name is longer than {MAX_LABEL} characters; please shorten it.",
            position=start,
        )
    return label


# Lines


def _split(plain: str, typed: str) -> list[_Line]:
    """Return the lines with their cells, without empty lines and without ruled lines."""
    separator = _separator(plain)
    if separator == " ":
        return _split_at_blanks(plain)
    if '"' in plain:
        return _split_quoted(plain, typed, separator)
    return [
        _line(_cut(plain, start, end, separator), plain)
        for start, end in _line_spans(plain)
        if not (separator == "|" and _RULE.fullmatch(plain, start, end))
    ]


def _separator(plain: str) -> str:
    """Return the separator most lines have, blanks if none."""
    sample = [plain[start:end] for start, end in islice(_line_spans(plain), 50)]
    for separator in "\t|;,":
        if 2 * sum(separator in line for line in sample) > len(sample):
            return separator
    return " "


def _line_spans(plain: str) -> Iterator[tuple[int, int]]:
    for found in _LINES.finditer(plain):
        # pandas says below a long table how long it is.
        if found.group().strip() and not _FOOTER.match(found.group()):
            yield found.start(), found.end()


def _cut(plain: str, start: int, end: int, separator: str) -> list[tuple[int, int]]:
    """Return the spans between separators; pipes around a line are a frame."""
    if separator == "|":
        line = plain[start:end]
        end -= len(line) - len(line.rstrip())
        start += len(line) - len(line.lstrip())
        if plain[start] == "|":
            start += 1
            end -= end > start and plain[end - 1] == "|"
    spans: list[tuple[int, int]] = []
    while (position := plain.find(separator, start, end)) >= 0:
        spans.append((start, position))
        start = position + 1
    spans.append((start, max(start, end)))
    return spans


def _line(spans: Sequence[tuple[int, int]], plain: str) -> _Line:
    line = _Line([], [])
    for start, end in spans:
        cell = plain[start:end]
        bare = cell.lstrip()
        line.cells.append(bare.rstrip())
        line.starts.append(start + len(cell) - len(bare) if bare else start)
    return line


def _split_at_blanks(plain: str) -> list[_Line]:
    """Split at two blanks if that gives columns, so that names may have one, else at one."""
    wide = [
        _line([found.span() for found in _WIDE_CELL.finditer(plain, *span)], plain)
        for span in _line_spans(plain)
    ]
    widths = {len(line.cells) for line in wide[1:]}
    width = max(widths, default=0)
    same = widths == {width} and width > 1 and len(wide[0].cells) in (width, width - 1)
    if same and not any(map(_has_spaced_number, wide)):
        return wide
    return [
        _line([found.span() for found in _WORD.finditer(plain, *span)], plain)
        for span in _line_spans(plain)
    ]


def _has_spaced_number(line: _Line) -> bool:
    return any(" " in cell and not cell[0].isalpha() for cell in line.cells)


def _split_quoted(plain: str, typed: str, separator: str) -> list[_Line]:
    lines: list[_Line] = []
    line = _Line([], [])
    for found in _quoted_cell(separator).finditer(plain):
        if found["quote"] is not None:
            line.cells.append(_unquoted(found, typed))
            line.starts.append(found.start("quote"))
        else:
            if '"' in found["bare"]:
                raise InputError(
                    "A quotation mark here has no partner; a cell in quotes begins and ends "
                    'with one, as in "a, b".',
                    position=found.start("bare") + found["bare"].index('"'),
                    example='"a, b",1,2',
                )
            cell = _line([found.span("bare")], plain)
            line.cells.append(cell.cells[0])
            line.starts.append(cell.starts[0])
        if found["end"] != separator:
            if any(line.cells):
                lines.append(line)
            line = _Line([], [])
        if found.end() == len(plain) and found["end"] != separator:
            break
    return lines


def _unquoted(found: re.Match[str], typed: str) -> str:
    start, end = found.span("quote")
    return typed[start + 1 : end - 1].replace('""', '"').strip()


@lru_cache
def _quoted_cell(separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    blank = "[ ]*+" if separator == "\t" else "[ \\t]*+"
    return re.compile(
        rf'{blank}(?:(?P<quote>"(?:[^"]|"")*+"){blank}|(?P<bare>[^{mark}\n]*+))'
        rf"(?P<end>{mark}|\n|\Z)"
    )


# Rows and columns


def _drop_trailing(lines: list[_Line]) -> list[_Line]:
    """Drop the last column if it is empty: a separator at the end of every line."""
    if all(len(line.cells) > 1 and not line.cells[-1] for line in lines):
        return [_Line(line.cells[:-1], line.starts[:-1]) for line in lines]
    return lines


def _square(lines: list[_Line]) -> list[_Line]:
    """Return lines of one length, the corner above the row names filled in if it is left out."""
    width = len(lines[-1].cells)
    first = lines[0]
    if (
        len(first.cells) == width - 1
        and all(len(line.cells) == width for line in lines[1:])
        and _is_header_without_corner(lines)
    ):
        lines = [_Line(["", *first.cells], [first.starts[0], *first.starts]), *lines[1:]]
    for row, line in enumerate(lines, 1):
        count, expected = len(line.cells), len(lines[0].cells)
        if count != expected:
            raise InputError(
                f"Row {row} has {count} {'cell' if count == 1 else 'cells'}, but row 1 has "
                f"{expected}; write ? where a number is unknown.",
                position=line.starts[min(count - 1, expected)],
                example="1,2,3\n4,?,6",
            )
    return lines


def _is_header_without_corner(lines: list[_Line]) -> bool:
    first, names = lines[0].cells, [line.cells[0] for line in lines[1:]]
    counted = first == _counted(first) and names == _counted(names)
    return counted or _mostly_text(first) or _mostly_text(names)


def _counted(cells: Sequence[str]) -> list[str]:
    return [str(number) for number in range(len(cells))]


def _find_labels(lines: list[_Line]) -> tuple[bool, bool]:
    """Return whether the first row, and whether the first column, is names."""
    first = lines[0].cells
    wide = len(first) > 1
    below = [line.cells[0] for line in lines[1:]] or [first[0]]
    has_names = wide and (
        _mostly_text(below) or (_mostly_text([first[0], *below]) and not _mostly_text(first[1:]))
    )
    if first[0] == "" and wide and len(lines) > 1 and all(first[1:]):
        counted = below == _counted(below)
        if has_names or counted or _mostly_text(first[1:]):
            return True, has_names or (counted and len(below) > 1)
    return _mostly_text(first[has_names:]), has_names


def _mostly_text(cells: Sequence[str]) -> bool:
    full = [cell for cell in cells if cell not in _BLANKS]
    return 2 * sum(map(_is_text, full)) > len(full)


def _is_text(cell: str) -> bool:
    """Whether ``cell`` is a name and no number, however strange, as ``2e-3`` or ``50%``."""
    if _ARITHMETIC.fullmatch(cell):
        return False
    return any(c.isalpha() for c in cell) or not any(c.isdigit() for c in cell)


# Cells


def _cell_reader(*, decimal_comma: bool) -> Callable[[str, int, int, int], float]:
    """Return a function of cell, position, row and column."""
    formulas: dict[str, float] = {}

    def read(cell: str, start: int, row: int, column: int) -> float:
        value = _plain_value(cell, decimal_comma=decimal_comma)
        if value is not None:
            return value
        if cell not in formulas:
            if len(formulas) >= MAX_FORMULAS:
                raise InputError(
                    f"More than {MAX_FORMULAS:,} cells are not plain numbers; "
                    "write decimals like 0.5 instead.",
                    position=start,
                )
            formulas[cell] = _formula(cell, start, (row, column))
        return formulas[cell]

    return read


def _plain_value(cell: str, *, decimal_comma: bool) -> float | None:
    """Return the value of a blank, a decimal number or a fraction of two, else None."""
    if cell in _BLANKS:
        return math.nan
    comma = _COMMA_NUMBER.fullmatch(cell)
    # 1,234 may be a thousand and more; where semicolons separate the cells, it is not.
    if comma and (decimal_comma or len(comma[1]) != 3):
        cell = cell.replace(",", ".")
    found = _PLAIN.fullmatch(cell) if len(cell) <= MAX_DIGITS else None
    if not found:
        return None
    try:
        value = float(found[1]) / float(found[2] or 1)
    except ZeroDivisionError:
        return None
    return value if math.isfinite(value) else None


def _formula(cell: str, start: int, place: tuple[int, int]) -> float:
    """Return the value of any other cell."""
    if cell in ("...", "…"):
        left_out(start)
    if len(cell) > MAX_DIGITS:
        raise InputError(
            f"Row {place[0]}, column {place[1]} is too long for a number.", position=start
        )
    try:
        return float(parse_scalar(cell))
    except InputError as error:
        _refuse(cell, start, place, error)


def _refuse(cell: str, start: int, place: tuple[int, int], error: InputError) -> NoReturn:
    row, column = place
    shown = cell if len(cell) <= 24 else cell[:23] + "…"
    where = f"Row {row}, column {column}"
    if _is_text(cell) and not any(c.isdigit() for c in cell):
        raise InputError(
            f"{where} says '{shown}', which is not a number; "
            "write ? for an unknown number, or leave such a column out.",
            position=start,
            example="name,math,art\nann,1,?",
        ) from None
    problem = error.problem
    if problem[1].islower():
        problem = problem[0].lower() + problem[1:]
    raise InputError(
        f"{where} says '{shown}': {problem}",
        position=start + (error.position or 0),
        example=error.example,
    ) from None


_BLANKS = frozenset(
    ["", "?", "-", "_", ".", "nan", "NaN", "NAN", "NA", "N/A", "n/a", "na", "null", "NULL",
     "None", "none", "<NA>"]
)  # fmt: skip

_DECIMAL = r"(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]{1,3}+)?"
_PLAIN = re.compile(rf"([+-]?{_DECIMAL})(?:/({_DECIMAL}))?")
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]*,([0-9]+)(?:[eE][+-]?[0-9]+)?")
_ARITHMETIC = re.compile(
    r"(?:sqrt|pi|sin|cos|tan|exp|ln|abs|\\[dt]?frac|\\sqrt|\\pi|[0-9.,+*/^()π√{}×· ½⅓⅔¼¾⁰¹²³⁴-⁹⁻-]"
    r"|(?<=[0-9.)])[eE]|e(?![a-zA-Z]))++"
)
_LINES = re.compile(r"[^\n]+")
_ENDS_ONLY = re.compile(r"(?:[^\n;]*+(?:;[ \t]*+)?(?:\n|\Z))*+")
_WORD = re.compile(r"\S+")
_WIDE_CELL = re.compile(r"\S++(?:[ ]\S++)*+")
_RULE = re.compile(r"(?=[\s|:+]*+-)[\s|:+-]++")
_FOOTER = re.compile(r"\s*\[[0-9]+ rows x [0-9]+ columns\]\s*$")
_BRACKET = re.compile(r"[()\[\]{}<>]")
_BRACKETED = re.compile(
    r"\s*(?:\w+\s*:?=\s*)?(?:(?:\w+\.)?(?:array|asarray|mat|[mM]atrix|[tT]ensor)\s*)?[\[({<]"
)
_LATEX = re.compile(r"\\begin\{|\\\\")
