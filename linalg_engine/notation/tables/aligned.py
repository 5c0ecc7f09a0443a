"""Prints whose columns are aligned, so that names and heads may have blanks in them -> cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from linalg_engine.notation.tables.line import Line, line_spans
from linalg_engine.notation.tables.words import is_text

Span = tuple[int, int]


def aligned_lines(plain: str, spans: Sequence[Span]) -> list[Line] | None:
    """Return the cells of aligned columns, or None where the lines are no such print.

    Where all lines have a blank, columns end. Such a piece without a head belongs to its
    neighbour, and so does one with nothing but a head; but the names of the rows need no head.
    All cells of a column then begin or end at one place, or have their points there.
    """
    print_ = _Print([plain[start:end] for start, end in spans])
    columns = print_.columns()
    if columns is None or len(columns) < 2:
        return None
    head, *body = [print_.line(row, columns, start) for row, (start, _) in enumerate(spans)]
    names_columns = 2 * sum(map(is_text, filter(None, head.cells))) > len(columns)
    cells = [cell for line in body for cell in line.cells]
    return [head, *body] if names_columns and all(map(_is_cell, cells)) else None


def _is_cell(cell: str) -> bool:
    """Whether it says something, and not two numbers."""
    words = cell.split()
    return bool(words) and (len(words) == 1 or any(map(is_text, words)))


def is_aligned(lines: Sequence[str]) -> bool:
    """Whether the first of some lines has heads, and the others are aligned below it."""
    text = "\n".join(lines)
    return aligned_lines(text, [*line_spans(text)]) is not None


class _Print:
    """Lines of text below each other."""

    def __init__(self, texts: Sequence[str]) -> None:
        width = max(map(len, texts))
        self._texts = [text.ljust(width) for text in texts]

    def line(self, row: int, columns: Sequence[Span], start: int) -> Line:
        found = [self._cell(row, column) for column in columns]
        return Line([cell for cell, _ in found], [start + at for _, at in found])

    def columns(self) -> list[Span] | None:
        """Return where each column begins and ends, None where a piece belongs to none."""
        columns = self._pieces()
        k = 0
        while k < len(columns):
            if self._is_whole(columns[k], k):
                k += 1
                continue
            pairs = [(j, columns[j : j + 2]) for j in (k, k - 1) if 0 <= j < len(columns) - 1]
            fits = [(j, pair) for j, pair in pairs if self._is_one(*pair)]
            if not fits:
                return None
            k, (first, second) = fits[0]
            columns[k : k + 2] = [(first[0], second[1])]
        return columns if all(map(self._is_aligned, columns)) else None

    def _pieces(self) -> list[Span]:
        """Return the stretches in which some line has a character."""
        masks = (int(_BLANK.sub("1", _VISIBLE.sub("0", text)), 2) for text in self._texts)
        blank = f"{reduce(lambda a, b: a & b, masks):0{len(self._texts[0])}b}"
        return [found.span() for found in _STRETCH.finditer(blank)]

    def _is_whole(self, column: Span, k: int) -> bool:
        head, *body = [self._cell(row, column)[0] for row in range(len(self._texts))]
        names_rows = k == 0 and all(body) and len({*body}) == len(body)
        return any(body) and (bool(head) or names_rows)

    def _is_one(self, first: Span, second: Span) -> bool:
        """Whether two pieces are one column; numbers beside numbers are two."""
        rows = range(1, len(self._texts))
        cells = [[self._cell(row, piece)[0] for row in rows] for piece in (first, second)]
        numbers = all(all(map(_NUMBER.fullmatch, column)) for column in cells)
        return not numbers and self._is_aligned((first[0], second[1]))

    def _is_aligned(self, column: Span) -> bool:
        start, end = column
        pieces = [text[start:end] for text in self._texts if text[start:end].strip()]
        lefts = {len(piece) - len(piece.lstrip()) for piece in pieces}
        rights = {len(piece.rstrip()) for piece in pieces}
        numbers = [found for found in map(_NUMBER.fullmatch, pieces[1:]) if found]
        points = {found.end(1) for found in numbers}
        at_points = len(points) == 1 and len(numbers) == len(pieces) - 1
        return bool(pieces) and (len(lefts) == 1 or len(rights) == 1 or at_points)

    def _cell(self, row: int, column: Span) -> tuple[str, int]:
        start, end = column
        cell = self._texts[row][start:end]
        return cell.strip(), start + len(cell) - len(cell.lstrip())


_VISIBLE = re.compile(r"\S")
_BLANK = re.compile(r"\s")
_STRETCH = re.compile(r"0+")
_NUMBER = re.compile(r"\s*(-?[0-9]+)(?:\.[0-9]*)?\s*")
"""Its whole part ends where the points are."""
