"""One line of a table: its cells and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from linalg_engine.errors import InputError


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line and where each of them starts."""

    cells: list[str]
    starts: list[int]


def line_at(spans: Sequence[tuple[int, int]], plain: str) -> Line:
    """Return the cells between these places, without the blanks around them."""
    line = Line([], [])
    for start, end in spans:
        cell = plain[start:end]
        bare = cell.lstrip()
        line.cells.append(bare.rstrip())
        line.starts.append(start + len(cell) - len(bare) if bare else start)
    return line


def line_spans(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that is not empty begins and ends."""
    for found in _LINES.finditer(plain):
        if found.group().strip():
            yield found.start(), found.end()


def refuse_quote(position: int) -> NoReturn:
    """Refuse a quotation mark without a partner."""
    raise InputError(
        "A quotation mark here has no partner; a cell in quotes begins and ends with one, as in "
        '"a, b".',
        position=position,
        example='"a, b",1,2',
    )


_LINES = re.compile(r"[^\n]+")
