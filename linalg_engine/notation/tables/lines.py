"""Text -> lines of cells: which character separates them, and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

from linalg_engine.errors import InputError


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line and where each of them starts."""

    cells: list[str]
    starts: list[int]


def split_lines(plain: str, typed: str) -> list[Line]:
    """Return the lines with their cells, without empty lines and without ruled lines."""
    separator = find_separator(plain)
    if separator == " ":
        return _split_at_blanks(plain)
    if '"' in plain:
        return _split_quoted(plain, typed, separator)
    return [
        _separated(plain, start, end, separator)
        for start, end in _line_spans(plain)
        if not (separator == "|" and _RULE.fullmatch(plain, start, end))
    ]


def find_separator(plain: str) -> str:
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


def _separated(plain: str, start: int, end: int, separator: str) -> Line:
    """Return the cells between separators; pipes around a line are a frame."""
    if separator == "|":
        line = plain[start:end]
        end -= len(line) - len(line.rstrip())
        start += len(line) - len(line.lstrip())
        if plain[start] == "|":
            start += 1
            end -= end > start and plain[end - 1] == "|"
    cells = plain[start : max(start, end)].split(separator)
    ends = list(accumulate((len(cell) + 1 for cell in cells), initial=start))
    if separator != "\t" and not _BLANK.search(plain, start, end):
        return Line(cells, ends[:-1])
    return _line([(at, at + len(cell)) for at, cell in zip(ends, cells, strict=False)], plain)


def _line(spans: Sequence[tuple[int, int]], plain: str) -> Line:
    line = Line([], [])
    for start, end in spans:
        cell = plain[start:end]
        bare = cell.lstrip()
        line.cells.append(bare.rstrip())
        line.starts.append(start + len(cell) - len(bare) if bare else start)
    return line


def _split_at_blanks(plain: str) -> list[Line]:
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


def _has_spaced_number(line: Line) -> bool:
    return any(" " in cell and not cell[0].isalpha() for cell in line.cells)


def _split_quoted(plain: str, typed: str, separator: str) -> list[Line]:
    lines: list[Line] = []
    line = Line([], [])
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
            line = Line([], [])
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


_BLANK = re.compile(r"\s")
_LINES = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_WIDE_CELL = re.compile(r"\S++(?:[ ]\S++)*+")
_RULE = re.compile(r"(?=[\s|:+]*+-)[\s|:+-]++")
_FOOTER = re.compile(r"\s*\[[0-9]+ rows x [0-9]+ columns\]\s*$")
