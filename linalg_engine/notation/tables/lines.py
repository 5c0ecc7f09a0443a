"""Text -> lines of cells: which character separates them, and quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import NoReturn

from linalg_engine.errors import InputError
from linalg_engine.notation.tables.words import BLANKS, COMMENTS, is_source, is_text


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line and where each of them starts."""

    cells: list[str]
    starts: list[int]


def texts_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return lines as text to be shown."""
    return tuple(" ".join(filter(None, line.cells)) for line in lines)


def split_lines(plain: str, typed: str) -> list[Line]:
    """Return the lines with their cells, without empty lines and without ruled lines."""
    return _uncommented(_split(plain, typed))


def _split(plain: str, typed: str) -> list[Line]:
    separator = find_separator(plain)
    if separator == " ":
        return _split_at_blanks(plain)
    if '"' in plain:
        return _split_quoted(plain, typed, separator)
    spans = list(_line_spans(plain))
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


def find_separator(plain: str) -> str:
    """Return the separator that gives (nearly) all lines the same number of cells.

    Where none does it is the one that most lines have, and blanks if there is none.
    """
    sample = [_IN_QUOTES.sub("", plain[start:end]) for start, end in islice(_line_spans(plain), 50)]
    if not sample:
        return " "
    if len(sample) > 1 and all(map(_LONG_DECIMAL.fullmatch, sample)):
        return " "
    aligned = 2 * sum(bool(_ALIGNED_NUMBERS.search(line)) for line in sample) > len(sample)
    separators = "|;," if aligned else "\t|;,"
    counts = {mark: Counter(line.count(mark) for line in sample) for mark in separators}
    for separator, found in counts.items():
        count, lines = found.most_common(1)[0]
        if count and lines >= 0.9 * len(sample):
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


def _line_spans(plain: str) -> Iterator[tuple[int, int]]:
    for found in _LINES.finditer(plain):
        if found.group().strip():
            yield found.start(), found.end()


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


def _split_at_blanks(plain: str) -> list[Line]:
    """Split at two blanks if that gives columns, so that names may have one, else at one."""
    spans = list(_line_spans(plain))
    above, below = _prose_around(plain, spans)
    around = [_line([span], plain) for span in (*spans[:above], *spans[len(spans) - below :])]
    spans = spans[above : len(spans) - below]
    index_name = _index_name(plain, spans)
    if index_name:
        del spans[1]
    lines = _columns(plain, spans) if spans else []
    if index_name:
        first, width = lines[0], len(lines[-1].cells)
        kept = slice(len(first.cells) == width, None)  # without a name for the columns
        cells, starts = [index_name[0], *first.cells[kept]], [index_name[1], *first.starts[kept]]
        lines = [Line(cells, starts), *lines[1:]]
    return [*around[:above], *lines, *around[above:]]


def _prose_around(plain: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return how many lines above and below the table are titles, comments or sources."""
    words = [_WORD.findall(plain, *span) for span in spans]
    width = Counter(map(len, words)).most_common(1)[0][0] if words else 0
    above = below = 0
    while above < len(spans) - 2:
        first, second = words[above : above + 2]
        # As long as a row of numbers below, it names the columns.
        if abs(width - len(first)) <= 1 and 2 * sum(map(is_text, second)) <= len(second):
            break
        is_title = above == 0 and "\n" in plain[spans[0][1] + 1 : spans[1][0]]
        if not (is_title or first[-1][-1] == ":" or first[0].startswith(COMMENTS)):
            break
        above += 1
    while below < len(spans) - above - 2 and is_source(plain[slice(*spans[-1 - below])].lstrip()):
        below += 1
    return above, below


def _index_name(plain: str, spans: Sequence[tuple[int, int]]) -> tuple[str, int] | None:
    """Return what pandas writes alone below the heads, above the names of the rows."""
    if len(spans) < 3:
        return None
    first, second, *others = (_WORD.findall(plain, *span) for span in spans)
    fits = len(first) == len(others[0]) - 1 or (len(first) == len(others[0]) and is_text(first[0]))
    if len(second) > 1 or not is_text(second[0]) or not fits or min(map(len, others)) < 2:
        return None
    return second[0], plain.index(second[0], spans[1][0])


def _columns(plain: str, spans: Sequence[tuple[int, int]]) -> list[Line]:
    wide = [
        _line([found.span() for found in _WIDE_CELL.finditer(plain, *span)], plain)
        for span in spans
    ]
    widths = {len(line.cells) for line in wide[1:]}
    width = max(widths, default=0)
    same = widths == {width} and width > 1 and len(wide[0].cells) in (width, width - 1)
    is_quoted = any(cell[:1] == '"' for line in wide for cell in line.cells)
    if same and not is_quoted and not any(map(_has_spaced_number, wide)):
        return wide
    words = [[found.span() for found in _WORD.finditer(plain, *span)] for span in spans]
    lines = [_line(line, plain) for line in words]
    if is_quoted or any('"' in line.cells[0] for line in lines):
        return [_quoted_words(plain, *span) for span in spans]
    if not _have_spaced_names(lines):
        return lines
    count = len(words[0])
    named = [[(line[0][0], line[-count - 1][1]), *line[-count:]] for line in words[1:]]
    return [lines[0], *(_line(line, plain) for line in named)]


def _quoted_words(plain: str, start: int, end: int) -> Line:
    """Return the cells of a line as R's write.table has it: names in quotation marks."""
    found = list(_QUOTED_WORD.finditer(plain, start, end))
    for word in found:
        if word[0] == '"':
            _refuse_quote(word.start())
    cells = [word[0] if word[1] is None else word[1].replace('""', '"') for word in found]
    return Line(cells, [word.start() for word in found])


def _have_spaced_names(lines: Sequence[Line]) -> bool:
    """Whether each row has a number below each head, and before them names of several words."""
    heads, rows = lines[0].cells, [line.cells for line in lines[1:]]
    count = len(heads)
    if len({count + 1, *map(len, rows)}) == 1 or min(map(len, rows), default=0) <= count:
        return False
    numbers = [cell for row in rows for cell in row[-count:] if cell not in BLANKS]
    return all(map(is_text, [*heads, *(row[0] for row in rows)])) and not any(map(is_text, numbers))


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
            if found["bare"].startswith('"'):
                _refuse_quote(found.start("bare"))
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


def _refuse_quote(position: int) -> NoReturn:
    raise InputError(
        "A quotation mark here has no partner; a cell in quotes begins and ends with one, as in "
        '"a, b".',
        position=position,
        example='"a, b",1,2',
    )


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

_EMPHASIZED = re.compile(r"(\*{1,3})([^*]+)\1")
"""A cell in bold face or italics, as Markdown has them."""

_IN_QUOTES = re.compile(r'"[^"\n]*"')
_BLANK = re.compile(r"\s")
_LINES = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_QUOTED_WORD = re.compile(r'"((?:[^"]|"")*+)"|[^\s"]\S*|"')
_WIDE_CELL = re.compile(r"\S++(?:[ ]\S++)*+")
_RULE = re.compile(r"(?=[\s|:+]*+-)[\s|:+-]++")
