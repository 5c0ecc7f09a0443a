"""Rows of one length, and which of their cells are names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from linalg_engine.errors import InputError
from linalg_engine.notation.tables.column_heads import ID_HEAD, INDEX_HEADS, NAME_HEADS
from linalg_engine.notation.tables.line import Line
from linalg_engine.notation.tables.words import BLANKS, is_range_or_date, is_text

MAX_LABEL = 100
"""Characters of one name."""


def drop_empty_column(lines: list[Line]) -> list[Line]:
    """Drop the last column if it is empty: a separator at the end of every line."""
    if all(len(line.cells) > 1 and not line.cells[-1] for line in lines):
        return [Line(line.cells[:-1], line.starts[:-1]) for line in lines]
    return lines


def square(lines: list[Line], *, spaced: bool) -> list[Line]:
    """Return lines of one length, the corner above the row names filled in if it is left out.

    ``spaced`` says that blanks separate the cells.
    """
    width = len(lines[-1].cells)
    first = lines[0]
    if (
        len(first.cells) == width - 1
        and all(len(line.cells) == width for line in lines[1:])
        and _is_header_without_corner(lines)
    ):
        lines = [Line(["", *first.cells], [first.starts[0], *first.starts]), *lines[1:]]
    for row, line in enumerate(lines, 1):
        count, expected = len(line.cells), len(lines[0].cells)
        if count != expected:
            remedy = "write ? where a number is unknown."
            if spaced and any(map(is_text, [*lines[0].cells, *line.cells])):
                remedy = (
                    "where names have blanks in them, paste CSV instead, from df.to_csv() in "
                    "pandas or write.csv(x) in R."
                )
            raise InputError(
                f"Row {row} has {count} {'cell' if count == 1 else 'cells'}, but row 1 has "
                f"{expected}; {remedy}",
                position=line.starts[min(count - 1, expected)],
                example="1,2,3\n4,?,6",
            )
    return lines


def _is_header_without_corner(lines: list[Line]) -> bool:
    first, names = lines[0].cells, [line.cells[0] for line in lines[1:]]
    from_1 = [str(number) for number in range(1, len(names) + 1)]
    counts = names in (counted_from_0(names), from_1)
    counted = counts and (first == counted_from_0(first) or is_text(first[0]))
    return counted or mostly_text(first) or mostly_text(names)


def counted_from_0(cells: Sequence[str]) -> list[str]:
    """Return the numbers that pandas writes where there are no names."""
    return [str(number) for number in range(len(cells))]


def find_labels(lines: list[Line]) -> tuple[bool, bool]:
    """Return whether the first row, and whether the first column, is names."""
    first = lines[0].cells
    if is_above_index(lines):
        return True, True
    if is_above_decimals(lines):
        return True, False
    wide = len(first) > 1
    below = [line.cells[0] for line in lines[1:]] or [first[0]]
    has_names = wide and (
        mostly_text(below) or (mostly_text([first[0], *below]) and not mostly_text(first[1:]))
    )
    if first[0] == "" and wide and len(lines) > 1 and all(first[1:]):
        counted = below == counted_from_0(below)
        if has_names or counted or mostly_text(first[1:]):
            return True, has_names or is_index("", below)
    has_header = mostly_text(first[has_names:]) or has_numbers_for_names(lines)
    has_names = has_names or (has_header and wide and is_index(first[0], below))
    return has_header, has_names


def is_above_index(lines: Sequence[Line]) -> bool:
    """Whether pandas writes such a head: the name of the index, or none, before 0, 1, 2, …

    A name above other names may be the first of them, with 0 and 1 of its own.
    """
    first, below = lines[0].cells, [line.cells[0] for line in lines[1:]]
    counted = len(first) > 1 and list(first[1:]) == counted_from_0(first[1:])
    many = len(first) > 3
    named = _is_word(first[0]) and bool(below) and (many or not any(map(_is_word, below)))
    return counted and (first[0] == "" or named)


def is_above_decimals(lines: Sequence[Line]) -> bool:
    """Whether pandas writes this without an index: 0, 1, 2, … above floats, which have a point."""
    first = lines[0].cells
    below = [cell for line in lines[1:] for cell in line.cells if cell]
    # A typed point may be 0, 1.
    counted = len(first) > 2 and first == counted_from_0(first)
    return counted and len(lines) > 2 and all(map(_FLOAT.fullmatch, below))


def has_numbers_for_names(lines: Sequence[Line]) -> bool:
    """Whether the first row names the columns by numbers: a word stands above names or ids.

    So does a pivot table of pandas whose columns are ids, with ``title`` or ``userId`` above
    the first column. A word that is no usual head may stand above ids, or above words of which
    each repeats.
    """
    first = lines[0].cells
    words = [c for c, cell in enumerate(first) if _is_word(cell)]
    heads = [cell for c, cell in enumerate(first) if c not in words]
    if not words or len({*heads}) < len(heads) or not all(map(_NUMBER.fullmatch, heads)):
        return False
    head, below = first[words[0]], [line.cells[words[0]] for line in lines[1:]]
    if is_id(head, below):
        return True
    if _is_name_head(head):
        return not any(map(_is_name_head, below))
    counts = Counter(below)
    repeat = head not in counts and min(counts.values(), default=0) > 1 and all(map(is_text, below))
    ascending = all(map(_WHOLE.fullmatch, heads)) and sorted(heads, key=float) == heads
    return len(words) == 1 and ascending and (repeat or _are_ids(below))


def _is_word(cell: str) -> bool:
    return cell not in BLANKS and is_text(cell) and not is_range_or_date(cell)


def is_index(head: str, below: Sequence[str]) -> bool:
    """Whether a first column says which row this is, and measures nothing.

    Without a head it counts the rows; under one that says so, its numbers only differ.
    """
    if head == "" and _are_ids(below):
        numbers = [int(float(cell)) for cell in below]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    called = _plain_head(head) in INDEX_HEADS or _is_name_head(head)
    return is_id(head, below) or (called and _are_ids(below))


def is_id(head: str, below: Sequence[str]) -> bool:
    """Whether a column, wherever it is, numbers the rows under a head that says so."""
    return bool(ID_HEAD.fullmatch(_plain_head(head))) and _are_ids(below)


def _are_ids(cells: Sequence[str]) -> bool:
    """Whether these are whole numbers, at least two, of which no two are the same."""
    whole = len(cells) > 1 and all(map(_WHOLE.fullmatch, cells))
    return whole and len({float(cell) for cell in cells}) == len(cells)


def _plain_head(head: str) -> str:
    """Return a head in small letters with blanks between its words: ``PassengerId``."""
    return " ".join(re.sub(r"[_.-]+|(?<=[a-z])(?=[A-Z])", " ", head).lower().split())


def _is_name_head(head: str) -> bool:
    return _plain_head(head).rpartition(" ")[2] in NAME_HEADS


def mostly_text(cells: Sequence[str]) -> bool:
    """Whether more than half of the cells that say something are names."""
    full = [cell for cell in cells if cell not in BLANKS]
    return 2 * sum(map(is_text, full)) > len(full)


def head_of(line: Line, column: int, typed: str) -> str:
    """Return the name of a column as it was typed, cut off where it is too long."""
    label = _typed(line, column, typed)
    return label if len(label) <= MAX_LABEL else f"{label[: MAX_LABEL - 1]}…"


def label_of(line: Line, column: int, typed: str) -> str:
    """Return the name of a row as it was typed, before any cleaning."""
    label = _typed(line, column, typed)
    if len(label) > MAX_LABEL:
        raise InputError(
            f"This name is longer than {MAX_LABEL} characters; please shorten it.",
            position=line.starts[column],
        )
    return label


def _typed(line: Line, column: int, typed: str) -> str:
    label, start = line.cells[column], line.starts[column]
    return label if typed[start : start + 1] == '"' else typed[start : start + len(label)]


_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_FLOAT = re.compile(r"-?[0-9]+(?:\.[0-9]+(?:e[+-][0-9]+)?|e[+-][0-9]+)")
_WHOLE = re.compile(r"[0-9]{1,15}(?:\.0+)?")
