"""Text -> lines of cells: which character separates them, and quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from linalg_engine.notation.tables.line import Line, line_at, line_spans, refuse_quote
from linalg_engine.notation.tables.spaced import split_at_blanks
from linalg_engine.notation.tables.words import is_text


def texts_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return lines as text to be shown."""
    return tuple(" ".join(filter(None, line.cells)) for line in lines)


def split_lines(plain: str, typed: str) -> list[Line]:
    """Return the lines with their cells, without empty lines and without ruled lines."""
    return [_without_notes(line) for line in _uncommented(_split(plain, typed))]


def _split(plain: str, typed: str) -> list[Line]:
    separator = find_separator(plain)
    if separator == " ":
        return split_at_blanks(plain)
    if '"' in plain:
        return _split_quoted(plain, typed, separator)
    spans = list(line_spans(plain))
    if separator == "|":
        return _split_at_pipes(plain, spans)
    return [_separated(plain, start, end, separator) for start, end in spans]


def _uncommented(lines: list[Line]) -> list[Line]:
    """Return the lines without the sign that NumPy's savetxt writes before the heads."""
    if len(lines) < 2:
        return lines
    first, width = lines[0], len(lines[1].cells)
    cells, starts = first.cells, first.starts
    if cells[0] == "#" and len(cells) == width + 1:
        return [Line(cells[1:], starts[1:]), *lines[1:]]
    if cells[0].startswith("# ") and len(cells) == width > 1:
        return [Line([cells[0][2:], *cells[1:]], [starts[0] + 2, *starts[1:]]), *lines[1:]]
    return lines


def _without_notes(line: Line) -> Line:
    """Return a line without the marks of notes behind its numbers, as in ``83,445,000[2]``."""
    if not any(cell.endswith("]") for cell in line.cells):
        return line
    found = [_WITH_NOTES.fullmatch(cell) for cell in line.cells]
    cells = [each[1] if each else cell for each, cell in zip(found, line.cells, strict=True)]
    return Line(cells, line.starts)


def find_separator(plain: str) -> str:
    """Return the separator that gives (nearly) all lines the same number of cells.

    Where none does it is the one that most lines have, and blanks if there is none.
    """
    sample = [_IN_QUOTES.sub("", plain[start:end]) for start, end in islice(line_spans(plain), 50)]
    if not sample:
        return " "
    if len(sample) > 1 and all(map(_LONG_DECIMAL.fullmatch, sample)):
        return " "
    aligned = 2 * sum(bool(_ALIGNED_NUMBERS.search(line)) for line in sample) > len(sample)
    separators = "|;," if aligned else "\t|;,"
    counts = {mark: Counter(line.count(mark) for line in sample) for mark in separators}
    commonest = {mark: found.most_common(1)[0] for mark, found in counts.items()}
    lines_of = {mark: lines for mark, (count, lines) in commonest.items() if count}
    separator = max(lines_of, key=lambda mark: lines_of[mark], default="")
    if separator and lines_of[separator] >= 0.9 * len(sample):
        return separator
    if _are_columns_of_words(sample[1:]):
        return " "
    for separator, found in counts.items():
        if 2 * (len(sample) - found[0]) > len(sample):
            return separator
    return " "


def _are_columns_of_words(lines: Sequence[str]) -> bool:
    """Whether all lines have the same number of words, several and most of them numbers."""
    words = [line.split() for line in lines]
    several = len({*map(len, words)}) == 1 and len(words[0]) > 2
    return several and all(2 * sum(map(is_text, cells)) < len(cells) for cells in words)


def _split_at_pipes(plain: str, spans: Sequence[tuple[int, int]]) -> list[Line]:
    """Return the lines without ruled ones; pipes around them are a frame, if most have it."""
    bare = [_stripped(plain, *span) for span in spans if not _RULE.fullmatch(plain, *span)]
    framed = 2 * sum(plain[start] == "|" for start, _ in bare) > len(bare)
    lines: list[Line] = []
    for start, end in bare:
        opens = int(framed and plain[start] == "|")
        closes = int(bool(opens) and end > start + 1 and plain[end - 1] == "|")
        lines.append(_unemphasized(_separated(plain, start + opens, end - closes, "|")))
    return lines


def _stripped(plain: str, start: int, end: int) -> tuple[int, int]:
    line = plain[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _separated(plain: str, start: int, end: int, separator: str) -> Line:
    """Return the cells between separators."""
    cells = plain[start : max(start, end)].split(separator)
    starts: list[int] = []
    for cell in cells:
        starts.append(start)
        start += len(cell) + 1
    if (_BLANK_BESIDE_TABS if separator == "\t" else _BLANK).search(plain, starts[0], end):
        return line_at([(a, a + len(cell)) for a, cell in zip(starts, cells, strict=True)], plain)
    return Line(cells, starts)


def _unemphasized(line: Line) -> Line:
    """Return a line of Markdown without the stars of bold face."""
    found = [_EMPHASIZED.fullmatch(cell) for cell in line.cells]
    if not any(found):
        return line
    cells = [each[2] if each else cell for each, cell in zip(found, line.cells, strict=True)]
    starts = [
        start + len(each[1]) if each else start
        for each, start in zip(found, line.starts, strict=True)
    ]
    return Line(cells, starts)


def _split_quoted(plain: str, typed: str, separator: str) -> list[Line]:
    lines: list[Line] = []
    line = Line([], [])
    for found in _quoted_cell(separator).finditer(plain):
        if found["quote"] is not None:
            line.cells.append(_unquoted(found, typed))
            line.starts.append(found.start("quote"))
        else:
            if found["bare"].startswith('"'):
                refuse_quote(found.start("bare"))
            cell = line_at([found.span("bare")], plain)
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


_ALIGNED_NUMBERS = re.compile(r"[0-9.] {2,}[0-9]")
"""Numbers with blanks between them, among which a tab is a blank, too."""

_LONG_DECIMAL = re.compile(r"\s*-?[0-9]{1,3},[0-9]{9,}\s*")
"""One number with a decimal comma: two whole numbers are hardly all so long."""

_WITH_NOTES = re.compile(r"([-−+~]?[$€£¥]?\d[\d.,]*+(?: ?[%‰])?) ?(?:\[[^\[\]]{1,12}\])+")
_EMPHASIZED = re.compile(r"(\*{1,3})([^*]+)\1")
"""A cell in bold face or italics, as Markdown has them."""

_IN_QUOTES = re.compile(r'"[^"\n]*"')
_BLANK = re.compile(r"\s")
_BLANK_BESIDE_TABS = re.compile(r"[^\S\t]")
_RULE = re.compile(r"(?=[\s|:+]*+-)[\s|:+-]++")
