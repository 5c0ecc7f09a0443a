"""What each column of a data set is for: one role and one reason, by one ordered list of rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from linalg_engine.notation.tables.columns import (
    MANY,
    SEXES,
    Column,
    codes_for,
    counts_groups,
    counts_rows,
    cross,
    is_balanced,
    is_calendar,
    is_called_group,
    is_code,
    is_in_blocks,
    is_index,
    is_repeated_id,
    is_time,
    numbers_blocks,
    numbers_things,
)
from linalg_engine.notation.tables.labels import counted_from_0
from linalg_engine.notation.tables.words import is_range

Role = Literal[
    "measure", "yes or no", "group", "name", "words", "ranges", "quotients", "units", "ids",
    "times", "empty", "mixed",
]  # fmt: skip
"""A measurement, also where it is yes or no; a group; the row's name; the rest are left out."""


FEW_CODES = 3
"""Different numbers that may be codes of groups under a head that does not say so; more may
where each is as frequent."""


def find_roles(columns: Sequence[Column], *, has_header: bool) -> dict[int, Role]:
    """Return the role of each column, by its place."""
    table = _Table(columns, has_header=has_header)
    return {column.place: table.role(column) for column in columns}


class _Table:
    """The columns together: some roles depend on what else there is."""

    def __init__(self, columns: Sequence[Column], *, has_header: bool) -> None:
        self.numeric = [c for c in columns if c.is_numeric]
        self.words = [c for c in columns if c.full and not c.is_numeric]
        self.has_header = has_header
        heads = [c.head for c in columns[1:]]
        self.counts_columns = bool(heads) and heads == counted_from_0(heads)
        quotients = [c for c in self.numeric if c.is_quotients]
        # Among nothing but numbers, 1/2 is a fraction.
        mixed = has_header and len(quotients) < len(self.numeric)
        self.quotients = quotients if self.words or mixed else []
        left = [c for c in self.numeric if c not in self.quotients]
        self.mixed = self._mixed(left)
        left = [c for c in left if c not in self.mixed]
        self.indices = [c for c in left if self._is_index(c, left)]
        left = [c for c in left if c not in self.indices]
        self.times = self._times(left)
        left = [c for c in left if c not in self.times]
        self.indices += self._counting(left)
        left = [c for c in left if c not in self.indices]
        self.codes = [c for c in left if self._is_group(c, left)]
        self.measures = [c for c in left if c not in self.codes]
        self.yes_and_no = self._measured_in_words()
        self.names = self._names()

    def role(self, column: Column) -> Role:
        """Return the first role whose rule fits."""
        return next(role for role, fits in self._rules() if fits(column))

    def _rules(self) -> tuple[tuple[Role, Callable[[Column], bool]], ...]:
        return (
            ("empty", lambda c: not c.full),
            ("name", lambda c: c is self.names),
            ("quotients", lambda c: c in self.quotients),
            ("group", lambda c: c.counts_up_to_more),
            ("mixed", lambda c: c in self.mixed),
            ("ids", lambda c: c in self.indices),
            ("group", lambda c: c in self.codes),
            ("measure", lambda c: c in self.measures),
            ("times", lambda c: c in self.times and not c.are_groups),
            ("yes or no", lambda c: c in self.yes_and_no),
            ("group", lambda c: c.are_groups),
            ("units", lambda c: c.has_unit),
            ("ranges", lambda c: c.is_ranges),
            ("words", lambda _: True),
        )

    def _mixed(self, numeric: Sequence[Column]) -> list[Column]:
        """Return the columns with words among their numbers, if enough others are left.

        Where they are not, a word is a mistake, to be told with its place.
        """
        found = [c for c in numeric if c.words_among_numbers]
        others = [c for c in numeric if found and c not in found]
        return found if sum(not self._is_index(c, numeric) for c in others) > 1 else []

    def _is_index(self, column: Column, numeric: Sequence[Column]) -> bool:
        if not self.has_header:
            return False
        if self.counts_columns and column.place == 0:
            return True
        if is_index(column):
            # R calls a column without a name X; beside Y it is a measurement.
            second = numeric[1].plain_head if len(numeric) > 1 else ""
            return column.head != "X" or (counts_rows(column) and second != "y")
        if column.is_padded and not all(c.is_padded for c in numeric):
            return True
        others = len(numeric) > 1 or bool(self._yes_no_columns())
        return others and (is_repeated_id(column) or self._is_told_in_words(column))

    def _counting(self, numeric: Sequence[Column]) -> list[Column]:
        """Return the columns whose numbers only count, whatever they are called.

        The first one may count the rows of a long table, if two measurements are left.
        """
        if not self.has_header:
            return []
        found = [c for c in numeric if numbers_things(c)]
        for first in numeric[:1]:
            enough = len(first.cells) >= MANY and len(numeric) > 2 and first.head.lower() != "x"
            if (counts_rows(first) and enough) or numbers_blocks(first):
                found.append(first)
        return found if len(found) < len(numeric) else []

    def _is_told_in_words(self, column: Column) -> bool:
        return any(codes_for(column, c) for c in self.words)

    def _times(self, numeric: Sequence[Column]) -> list[Column]:
        """Return the columns that say when: no measurements, if two others are left, or none."""
        found = [c for c in numeric if is_time(c)]
        others = len(numeric) - len(found)
        enough = others > 1 if others else bool(self.words)
        return [c for c in found if enough or (others and is_calendar(c))]

    def _is_group(self, column: Column, numeric: Sequence[Column]) -> bool:
        """Whether few whole numbers stand for groups: called so, or for one of three reasons."""
        others = [c for c in numeric if c is not column]
        if not is_code(column):
            return False
        if is_called_group(column):
            return bool(others) or bool(self._yes_no_columns())
        if not counts_groups(column):
            return False
        is_planned = any(c.are_groups and cross(column, c) for c in self.words)
        is_real = any(c.whole is None for c in others)
        at_an_end = column.place in (numeric[0].place, numeric[-1].place)
        few = not column.head or column.different <= FEW_CODES or is_balanced(column)
        return (
            (is_planned and bool(others))
            or (is_real and column.different > 2 and is_in_blocks(column))
            or (is_real and at_an_end and few and len(others) > 1 and not any(map(is_code, others)))
        )

    def _yes_no_columns(self) -> list[Column]:
        return [c for c in self.words if c.yes_and_no]

    def _measured_in_words(self) -> list[Column]:
        """Return the columns of yes and no, where they are measurements and not groups.

        They are where there are no numbers, and sexes where there is nothing else.
        """
        found = [] if self.measures else self._yes_no_columns()
        return [c for c in found if c.yes_and_no not in SEXES] or found

    def _names(self) -> Column | None:
        """Return the column with the names of the rows; ranges are the last choice."""
        told = [*self.words, *(c for c in self.mixed if c.has_ranges)]
        words = [c for c in told if c not in self.yes_and_no and c.are_names]
        likely = sorted(words, key=lambda c: _most_ranges(c))
        times = [c for c in self.times if c.different == len(c.cells)]
        indices = [c for c in self.indices if not self._is_told_in_words(c)]
        return next(iter([*likely, *times, *indices]), None)


def _most_ranges(column: Column) -> bool:
    return 2 * sum(map(is_range, column.full)) > len(column.full)
