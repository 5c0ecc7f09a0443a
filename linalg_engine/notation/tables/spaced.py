"""Lines whose cells are separated by blanks: typed, or printed by R and pandas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from linalg_engine.notation.tables.aligned import aligned_lines
from linalg_engine.notation.tables.line import Line, line_at, line_spans, refuse_quote
from linalg_engine.notation.tables.words import BLANKS, COMMENTS, is_source, is_text

MOST_ALIGNED = 1_000
"""Lines up to which a head of two words is looked for where all lines have as many words."""


def split_at_blanks(plain: str) -> list[Line]:
    """Split at two blanks if that gives columns, so that names may have one, else at one."""
    spans = list(line_spans(plain))
    printed = _printed(plain, spans)
    if printed:
        return printed
    above, below = _prose_around(plain, spans)
    around = [line_at([span], plain) for span in (*spans[:above], *spans[len(spans) - below :])]
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


def _printed(plain: str, spans: Sequence[tuple[int, int]]) -> list[Line] | None:
    """Return the cells of a print in which some are of several words, below a title or none."""
    if len(spans) < 2 or any('"' in plain[slice(*span)] for span in spans):
        return None
    if len({len(_WORD.findall(plain, *span)) for span in spans}) == 1:
        lines = aligned_lines(plain, spans) if len(spans) <= MOST_ALIGNED else None
        return lines if lines and lines[0].cells != _WORD.findall(plain, *spans[0]) else None
    lines = aligned_lines(plain, spans)
    if lines is None and len(spans) > 3:
        below = aligned_lines(plain, spans[1:])
        lines = below and [line_at(spans[:1], plain), *below]
    return lines


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
        line_at([found.span() for found in _WIDE_CELL.finditer(plain, *span)], plain)
        for span in spans
    ]
    widths = {len(line.cells) for line in wide[1:]}
    width = max(widths, default=0)
    same = widths == {width} and width > 1 and len(wide[0].cells) in (width, width - 1)
    is_quoted = any(cell[:1] == '"' for line in wide for cell in line.cells)
    if same and not is_quoted and not any(map(_has_spaced_number, wide)):
        return wide
    words = [[found.span() for found in _WORD.finditer(plain, *span)] for span in spans]
    lines = [line_at(line, plain) for line in words]
    if is_quoted or any('"' in line.cells[0] for line in lines):
        return [_quoted_words(plain, *span) for span in spans]
    if not _have_spaced_names(lines):
        return lines
    count = len(words[0])
    named = [[(line[0][0], line[-count - 1][1]), *line[-count:]] for line in words[1:]]
    return [lines[0], *(line_at(line, plain) for line in named)]


def _quoted_words(plain: str, start: int, end: int) -> Line:
    """Return the cells of a line as R's write.table has it: names in quotation marks."""
    found = list(_QUOTED_WORD.finditer(plain, start, end))
    for word in found:
        if word[0] == '"':
            refuse_quote(word.start())
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


_WORD = re.compile(r"\S+")
_QUOTED_WORD = re.compile(r'"((?:[^"]|"")*+)"|[^\s"]\S*|"')
_WIDE_CELL = re.compile(r"\S++(?:[ ]\S++)*+")
