"""The lines above and below a table, and the heads of its columns, guessed once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from linalg_engine.notation.tables.columns import Column
from linalg_engine.notation.tables.labels import (
    has_numbers_for_names,
    is_above_decimals,
    is_above_index,
    mostly_text,
)
from linalg_engine.notation.tables.line import Line
from linalg_engine.notation.tables.words import BLANKS, COMMENTS, is_source, is_text

LONGEST_NAME = 30
"""Characters of a cell that is alone in its row, up to which it is a name."""


def without_titles_and_notes(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of a table, and what stands above and below: titles and sources.

    A title is a line of one cell, a note one of several words; lines of more cells begin with a
    sign of a comment or a word like "Source". Other short lines are rows that lack something.
    """
    width = Counter(len(line.cells) for line in lines).most_common(1)[0][0]
    first, last = int(_is_size(lines, width)) or _length_of_preamble(lines, width), len(lines)
    while first < last and _is_title(lines[first], width):
        first += 1
    if first == 1 and len(lines[0].cells) == width - 1 == 1 and not mostly_text(lines[1].cells):
        first = 0
    while last > first and _is_note(lines[last - 1], width):
        last -= 1
    if last - first < 2:
        return lines, []
    return lines[first:last], [*lines[:first], *lines[last:]]


def _is_size(lines: Sequence[Line], width: int) -> bool:
    """Whether the first line tells how many rows and columns there are, and names of classes."""
    first = lines[0].cells
    if len(first) < 2 or len(first) == width == 2 or first[0] != str(len(lines) - 1):
        return False
    return first[1] in (str(width), str(width - 1)) and all(map(is_text, first[2:]))


def _length_of_preamble(lines: Sequence[Line], width: int) -> int:
    """Return how many lines an instrument wrote above its table: several, of other lengths.

    All others have one length, and are many more.
    """
    count = next((k for k in range(len(lines), 0, -1) if len(lines[k - 1].cells) != width), 0)
    if (
        count
        and len(lines[count - 1].cells) == width - 1
        and all(map(is_text, lines[count - 1].cells))
    ):
        count -= 1  # heads without a corner
    others = all(len(line.cells) != width for line in lines[:count])
    return count if count > 1 and others and len(lines) > 4 * count else 0


def _is_title(line: Line, width: int) -> bool:
    full = [cell for cell in line.cells if cell]
    is_alone = len(full) == 1 < width and is_text(full[0])
    return _is_note(line, width) or (is_alone and (len(line.cells) == 1 or " " in full[0]))


def _is_note(line: Line, width: int) -> bool:
    full = [cell for cell in line.cells if cell]
    if not full:
        return False
    if is_source(full[0]) or (len(line.cells) < width and full[0].startswith(COMMENTS)):
        return True
    several_words = len(full) == 1 and " " in full[0] and is_text(full[0])
    return several_words and (len(line.cells) < width or len(full[0]) > LONGEST_NAME)


@dataclass(frozen=True)
class Heads:
    """The lines with the names of the columns, none, one or two, and the rows below."""

    lines: tuple[Line, ...]
    body: list[Line]
    columns: list[Column]
    ignored: tuple[Line, ...] = ()

    @classmethod
    def of(cls, lines: list[Line]) -> Heads:
        """Find them."""
        first, body = lines[0], lines[1:]
        columns = columns_of(first, body)
        is_above_heads = first.cells[0] == "" and len(body) > 2 and _goes_on(first, body)
        if not is_above_heads and not names_columns(lines, columns):
            return cls((), lines, columns_of(None, lines))
        if len(body) > 2 and _are_types(body[0]):
            count = 1 + _are_flags(body[1])
            rows = body[count:]
            return cls((first,), rows, columns_of(first, rows), tuple(body[:count]))
        if len(body) > 2 and _goes_on(first, body):
            rows = body[1 + _names_the_index(body[1]) :]
            return cls((first, body[0]), rows, columns_of(first, rows))
        return cls((first,), body, columns)


def names_columns(lines: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether the first row names the columns, of the other rows: above numbers, it has words."""
    first = lines[0].cells
    numbers = [column.place for column in columns if column.is_numeric]
    heads = [first[c] for c in numbers if c or first[0]]  # the corner above an index is blank
    others = [first[column.place] for column in columns if column.full and not column.is_numeric]
    if not heads:
        return mostly_text(first)
    if mostly_text(heads):
        return True
    years = [head for head in heads if _YEAR.fullmatch(head)]
    named = len(years) > 1 and all(head in years or is_text(head) for head in heads)
    if mostly_text(others) and (named or _above_decimals(heads, columns)):
        numbers_above = years or heads
        return numbers_above == sorted({*numbers_above}, key=float)
    if is_above_index(lines) or is_above_decimals(lines):
        return True
    if first[0] == "" and 0 not in numbers and columns[0].full:
        return all(first[1:]) and len({*heads}) == len(heads)
    return has_numbers_for_names(lines)


def _above_decimals(heads: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether whole numbers, several, stand above columns that each have decimals."""
    below = [column for column in columns if column.is_numeric]
    whole = len(heads) > 2 and all(map(str.isdecimal, heads))
    return whole and all(any("." in cell for cell in c.full) for c in below)


def columns_of(header: Line | None, body: Sequence[Line]) -> list[Column]:
    """Return the columns of the rows below a head, or of a table without one."""
    width = len((header or body[0]).cells)
    heads = header.cells if header else [""] * width
    return [Column(c, heads[c], [line.cells[c] for line in body]) for c in range(width)]


def _are_types(line: Line) -> bool:
    """Whether this is Orange's second head, which says what each column holds.

    It may name the values of a column, separated by blanks, and say nothing of some columns.
    """
    types = sum(cell.lower() in _TYPES for cell in line.cells)
    others = [cell for cell in line.cells if cell and cell.lower() not in _TYPES]
    return types > 1 and all(" " in cell for cell in others)


def _are_flags(line: Line) -> bool:
    """Whether this is Orange's third head, which says what some columns are for."""
    return all(cell in _FLAGS or "=" in cell for cell in line.cells)


def _goes_on(first: Line, body: Sequence[Line]) -> bool:
    """Whether the first row of the body is units, or a second head: words above numbers alone."""
    if not any(map(_is_word, body[0].cells)):
        return False
    numeric = [c for c in columns_of(first, body[1:]) if c.is_numeric and not c.words_among_numbers]
    cells = [body[0].cells[c.place] for c in numeric]
    full = [cell for cell in cells if cell not in BLANKS]
    return len(full) > 1 and len(full) >= len(cells) - 1 and all(map(is_text, full))


def _names_the_index(line: Line) -> bool:
    """Whether pandas wrote this below two heads: a name above those of the rows, and no more."""
    return _is_word(line.cells[0]) and not any(line.cells[1:])


def _is_word(cell: str) -> bool:
    return cell not in BLANKS and is_text(cell)


_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FLAGS = frozenset(["", "class", "meta", "ignore", "i", "m", "weight", "w"])
_TYPES = frozenset(["c", "d", "s", "t", "continuous", "discrete", "string", "time"])
