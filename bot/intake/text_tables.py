"""Lines of a message, words and numbers -> those that are a table, all of its rows together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from linalg_engine.notation.tables.aligned import is_aligned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS_OF_A_SENTENCE = 3
"""A cell with so many words may be a part of a sentence; numbers and most names are shorter."""

NUMBERS_AMONG_BLANKS = 1 / 3
"""Share of numbers from which on words between blanks are the cells of a row."""

_MARKS = tuple(re.compile(pattern) for pattern in (r"\|", r"\t", ";", ","))
_BLANKS = tuple(re.compile(pattern) for pattern in (r" {2,}", r"\s+"))
_QUOTED = re.compile(r'"[^"\n]*"')
_NUMBER = re.compile(
    r"[+-]?(?:\d+(?:[.,]\d+)*\.?|[.,]\d+)(?:[eE][+-]?\d+)?(?:/\d+)?%?"
    r"|[?_:-]+|\.|nan|n/?a|<na>|null|none",
    re.IGNORECASE,
)
"""A number, or the mark of an unknown one."""

_RULE = re.compile(r"(?=.*--|.*==)[\s|+:=-]+|(?:\s*<[a-z]{2,9}>)+\s*")
"""A line that only separates rows, as in Markdown and what databases print, or tells types."""

_PRINTED = re.compile(r"\S {2,}\S|^ {2,}\S")
"""Words that stand apart, or begin above the second column."""

_SENTENCE_END = re.compile(r"[.:!?…]\s*\Z")


@dataclass(frozen=True)
class TextTable:
    """Neighbouring lines that are one table, whether or not its rows have one length.

    Attributes
    ----------
    rows
        How many lines it has.
    text
        The lines.
    """

    rows: int
    text: str


def tables(lines: Sequence[str]) -> Iterator[TextTable]:
    """Yield what may be a table, for each separator, blanks the last.

    A table reaches from its first row to its last, with all lines between them: a line that does
    not fit is kept, so that reading the table reports it. Empty lines, and lines that end in a
    colon, separate two tables; rows of one length with only empty lines between them are one table.
    """
    for separator in _MARKS + _BLANKS:
        passage = _Passage(lines, separator)
        for span in passage.spans():
            if span.stop - span.start > 1:
                text = "\n".join(lines[span.start : span.stop])
                yield TextTable(span.stop - span.start, text)


@dataclass(frozen=True)
class _Span:
    """The lines from ``start`` to before ``stop``, most of which have ``width`` cells."""

    start: int
    stop: int
    width: int


class _Passage:
    """Lines as one separator divides them."""

    def __init__(self, lines: Sequence[str], separator: re.Pattern[str]) -> None:
        self._lines = lines
        self._at_blanks = separator in _BLANKS
        around = " \t\r" if self._at_blanks else " \r"  # a tab may follow an empty cell
        self.cells = [separator.split(_QUOTED.sub('""', line.strip(around))) for line in lines]
        self._below = [self._next_row(k) for k in range(len(lines))]

    def spans(self) -> list[_Span]:
        """Return where tables are, in order."""
        found: list[_Span] = []
        for _, members in groupby(range(len(self._lines)), key=self._is_between):
            span = self._span(list(members))
            if span is not None and found and self._continues(found[-1], span):
                found[-1] = replace(found[-1], stop=span.stop)
            elif span is not None:
                found.append(span)
        return found

    def _next_row(self, k: int) -> int:
        """Return the next line that is no ruled one."""
        return next((j for j in range(k + 1, len(self._lines)) if not self._is_rule(j)), k)

    def _is_rule(self, k: int) -> bool:
        return bool(_RULE.fullmatch(self._lines[k]))

    def _is_between(self, k: int) -> bool:
        line = self._lines[k].strip()
        return not line or line.endswith(":")

    def _span(self, members: Sequence[int]) -> _Span | None:
        rows = [k for k in members if self._is_row(k)]
        if not rows:
            return None
        start, stop = rows[0], rows[-1] + 1
        while start > members[0] and self._has_cells(start - 1):
            start -= 1
        while stop <= members[-1] and self._has_cells(stop):
            stop += 1
        width = Counter(len(self.cells[k]) for k in rows).most_common(1)[0][0]
        while self._is_prose_above(start, stop, width):
            start += 1
        while self._is_prose_below(stop - 1, width):
            stop -= 1
        return _Span(start, stop, width)

    def _continues(self, before: _Span, span: _Span) -> bool:
        between = self._lines[before.stop : span.start]
        is_gap = not any(line.strip() for line in between)
        return is_gap and before.width == span.width and self._is_row(span.start)

    def _is_row(self, k: int) -> bool:
        cells = self.cells[k]
        numbers = sum(map(_is_number, cells))
        least = NUMBERS_AMONG_BLANKS * len(cells) if self._at_blanks else 1
        return len(cells) > 1 and numbers >= least

    def _has_cells(self, k: int) -> bool:
        return len(self.cells[k]) > 1 or _is_number(self.cells[k][0]) or self._is_rule(k)

    def _is_prose_above(self, k: int, stop: int, width: int) -> bool:
        if self._is_row(k) or self._is_rule(k) or not self._is_wordy(k):
            return False
        is_header = len(self.cells[k]) == width or self._is_header_without_corner(k, width)
        is_printed = self._at_blanks and bool(_PRINTED.search(self._lines[k]))
        is_header = (is_header or is_printed) and self._is_row(self._below[k])
        if is_header and not self._ends_a_sentence(k):
            return False
        return not (self._at_blanks and self._heads_a_print(k, stop))

    def _heads_a_print(self, k: int, stop: int) -> bool:
        return is_aligned([self._lines[j] for j in range(k, stop) if not self._is_rule(j)])

    def _is_prose_below(self, k: int, width: int) -> bool:
        if self._is_row(k) or not any(map(str.isalpha, self._lines[k])):
            return False
        return self._ends_a_sentence(k) or (len(self.cells[k]) != width and self._is_wordy(k))

    def _is_header_without_corner(self, k: int, width: int) -> bool:
        has_names = self._lines[k][:1].isspace() or not _is_number(self.cells[self._below[k]][0])
        return len(self.cells[k]) == width - 1 and has_names

    def _is_wordy(self, k: int) -> bool:
        if self._at_blanks:
            return True
        return any(len(cell.split()) >= WORDS_OF_A_SENTENCE for cell in self.cells[k])

    def _ends_a_sentence(self, k: int) -> bool:
        return bool(_SENTENCE_END.search(self._lines[k]))


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell.strip()))
