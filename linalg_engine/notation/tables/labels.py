"""Rows of one length, and which of their cells are names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linalg_engine.errors import InputError
from linalg_engine.notation.tables.cells import BLANKS, is_text
from linalg_engine.notation.tables.lines import Line

MAX_LABEL = 100
"""Characters of one name."""


def drop_empty_column(lines: list[Line]) -> list[Line]:
    """Drop the last column if it is empty: a separator at the end of every line."""
    if all(len(line.cells) > 1 and not line.cells[-1] for line in lines):
        return [Line(line.cells[:-1], line.starts[:-1]) for line in lines]
    return lines


def square(lines: list[Line]) -> list[Line]:
    """Return lines of one length, the corner above the row names filled in if it is left out."""
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
            raise InputError(
                f"Row {row} has {count} {'cell' if count == 1 else 'cells'}, but row 1 has "
                f"{expected}; write ? where a number is unknown.",
                position=line.starts[min(count - 1, expected)],
                example="1,2,3\n4,?,6",
            )
    return lines


def _is_header_without_corner(lines: list[Line]) -> bool:
    first, names = lines[0].cells, [line.cells[0] for line in lines[1:]]
    counted = first == counted_from_0(first) and names == counted_from_0(names)
    return counted or mostly_text(first) or mostly_text(names)


def counted_from_0(cells: Sequence[str]) -> list[str]:
    """Return the numbers that pandas writes where there are no names."""
    return [str(number) for number in range(len(cells))]


def find_labels(lines: list[Line]) -> tuple[bool, bool]:
    """Return whether the first row, and whether the first column, is names."""
    first = lines[0].cells
    wide = len(first) > 1
    below = [line.cells[0] for line in lines[1:]] or [first[0]]
    has_names = wide and (
        mostly_text(below) or (mostly_text([first[0], *below]) and not mostly_text(first[1:]))
    )
    if first[0] == "" and wide and len(lines) > 1 and all(first[1:]):
        counted = below == counted_from_0(below)
        if has_names or counted or mostly_text(first[1:]):
            return True, has_names or is_index("", below)
    has_header = mostly_text(first[has_names:])
    has_names = has_names or (has_header and wide and is_index(first[0], below))
    return has_header, has_names


def is_index(head: str, below: Sequence[str]) -> bool:
    """Whether a first column says which row this is, and measures nothing.

    Without a head it counts the rows; under one that says so, its numbers only differ.
    """
    if len(below) < 2 or not all(_WHOLE.fullmatch(cell) for cell in below):
        return False
    numbers = [int(cell) for cell in below]
    if head == "":
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return head.lower().replace("_", " ") in _INDEX_HEADS and len(set(numbers)) == len(numbers)


def mostly_text(cells: Sequence[str]) -> bool:
    """Whether more than half of the cells that say something are names."""
    full = [cell for cell in cells if cell not in BLANKS]
    return 2 * sum(map(is_text, full)) > len(full)


def label_of(line: Line, column: int, typed: str) -> str:
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


_WHOLE = re.compile(r"[0-9]{1,15}")
_INDEX_HEADS = frozenset(
    ["id", "index", "idx", "#", "no", "no.", "nr", "nr.", "unnamed: 0", "row", "case", "person",
     "user", "userid", "user id", "viewer", "student", "student id", "customer", "customer id"]
)  # fmt: skip
