"""A column of a table, and what can be said of its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from linalg_engine.notation.tables.column_heads import (
    BEGAN,
    BEING_HEADS,
    CLOCK_HEADS,
    CODE_HEAD,
    DAY,
    GROUP_HEADS,
    ID_HEAD,
    ID_WORD,
    OUR_YEAR,
    PART_OF_A_YEAR,
    PERSON_HEADS,
    R_HEAD,
    RANKS,
    ROW_HEAD,
    SUBJECT_HEAD,
    THING_HEADS,
    TIME_HEADS,
    TIME_NUMBER,
    YEAR,
    YEAR_HEAD,
)
from linalg_engine.notation.tables.labels import MAX_LABEL
from linalg_engine.notation.tables.words import (
    BLANKS,
    is_quotient,
    is_range,
    is_range_or_date,
    is_text,
    unit_of,
)

MOST_GROUPS = 12
"""Different values of a column up to which they are groups."""

NAMES_SHARE = 0.75
"""Least share of the rows with a name that no earlier row has."""

LEAST_PART = 3
"""Letters with which the head of the words may begin, to be of the same thing as the numbers."""

TOLD = 0.9
"""Least share of the numbers that words are told for."""

MANY = 12
"""Rows from which on numbers that all differ under "studyid", or that count the rows, are ids."""

SEXES = (("male", "female"), ("m", "f"))
MOST_IN_TURN = 25
"""Different numbers from which on it is no accident that they come in turn, as 1, 2, 3, …"""

YES_AND_NO = (("yes", "no"), ("y", "n"), ("true", "false"), ("t", "f"), *SEXES)
"""Words for 1 and 0."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a table, without its head.

    Attributes
    ----------
    place
        Counted from 0.
    head
        "" where there is none.
    cells
        As read.
    """

    place: int
    head: str
    cells: Sequence[str]

    @cached_property
    def full(self) -> list[str]:
        """The cells that say something."""
        return [cell for cell in self.cells if cell not in BLANKS]

    @cached_property
    def different(self) -> int:
        """How many different cells say something."""
        return len(set(self.full))

    @property
    def plain_head(self) -> str:
        """The head in small letters with blanks between its words: ``passenger id``."""
        spaced = re.sub(r"[_.\-#:]+|(?<=[a-z])(?=[A-Z])", " ", self.head)
        return " ".join(spaced.lower().split())

    @property
    def last_word(self) -> str:
        """The head's last word, without "id": what the column is about."""
        words = [word for word in self.plain_head.split() if word not in ("id", "name")]
        return words[-1] if words else self.plain_head

    # Kinds of cells

    @cached_property
    def is_numeric(self) -> bool:
        """Whether at least half of what it says is numbers."""
        return bool(self.full) and 2 * len(self.words_among_numbers) <= len(self.full)

    @cached_property
    def words_among_numbers(self) -> list[str]:
        """What is a word in a column of numbers."""
        texts = {cell for cell in {*self._unusual} if is_text(cell)}
        return [cell for cell in self._unusual if cell in texts]

    def without_words(self) -> Column:
        """Return it with a blank for each word."""
        words = {*self.words_among_numbers}
        cells = ["" if cell in words else cell for cell in self.cells]
        return Column(self.place, self.head, cells)

    @cached_property
    def _unusual(self) -> list[str]:
        """The cells that are no plain numbers."""
        return [cell for cell in self.full if not PLAIN_NUMBER.fullmatch(cell)]

    @cached_property
    def whole(self) -> list[int] | None:
        """Its numbers, where all cells are whole ones and none is blank."""
        if not self.cells or not all(map(_WHOLE.fullmatch, self.cells)):
            return None
        return [int(float(cell)) for cell in self.cells]

    @cached_property
    def is_whole(self) -> bool:
        """Whether all that it says is whole numbers."""
        return self.only(_WHOLE)

    @property
    def is_quotients(self) -> bool:
        """Whether most cells are like ``1/2``."""
        return self._most(is_quotient)

    @property
    def is_ranges(self) -> bool:
        """Whether most cells are ranges, scores, dates or times."""
        return self._most(is_range_or_date)

    @property
    def has_ranges(self) -> bool:
        """Whether some cells are ranges and the others numbers, as ages are told."""
        words = self.words_among_numbers
        return bool(words) and all(map(is_range, words))

    @property
    def counts_up_to_more(self) -> bool:
        """Whether it says 0, 1, 2, 3+ or the like, each several times."""
        each = min(Counter(self.full).values(), default=0)
        return self.has_ranges and self.are_groups and each > 1

    @property
    def has_unit(self) -> bool:
        """Whether each number has the same unit behind it."""
        units = {unit_of(cell) for cell in self.full}
        return len(units) == 1 and "" not in units

    @property
    def are_names(self) -> bool:
        """Whether nearly each row has a cell of its own."""
        differ = self.different >= NAMES_SHARE * len(self.cells)
        return differ and self.is_short and not self.has_unit

    @cached_property
    def is_short(self) -> bool:
        """Whether no cell is too long for a name."""
        return max(map(len, self.cells), default=0) <= MAX_LABEL

    @cached_property
    def is_padded(self) -> bool:
        """Whether zeros before its numbers give all of them one length, as in ``007``."""
        lengths = {len(cell) for cell in self.full}
        padded = self.whole is not None and len(lengths) == 1 and max(lengths) > 1
        return padded and any(cell[0] == "0" and cell.isdecimal() for cell in self.full)

    @property
    def are_groups(self) -> bool:
        """Whether few different cells repeat."""
        few = 1 < self.different <= MOST_GROUPS and 2 * self.different <= len(self.full) + 1
        return few and self.is_short

    @cached_property
    def yes_and_no(self) -> tuple[str, str] | None:
        """The words for 1 and 0, where it has both of them and nothing else."""
        found = {cell.lower() for cell in self.full}
        return next((pair for pair in YES_AND_NO if found == {*pair}), None)

    def only(self, pattern: re.Pattern[str]) -> bool:
        """Whether all that it says is like ``pattern``, and it says something."""
        return bool(self.full) and all(map(pattern.fullmatch, self.full))

    def _most(self, is_such: Callable[[str], bool]) -> bool:
        return 2 * sum(map(is_such, self._unusual)) > len(self.full)


# Columns that only say which row this is


def is_index(column: Column) -> bool:
    """Whether a column of numbers says which row this is, and measures nothing."""
    numbers, head = column.whole, column.plain_head
    if head == "rownames":  # as R's data sets have it: numbers as 1.10, too
        return True
    if column.is_whole:
        if (CODE_HEAD.fullmatch(head) or head == "pid") and not column.are_groups:
            return True
        if ID_HEAD.fullmatch(head) and len(column.cells) > 1:
            return True
        if ID_WORD.fullmatch(head) and not column.are_groups and len(column.cells) > 1:
            return True
    if numbers is None or len(numbers) < 2:
        return False
    is_first = column.place == 0 and len(set(numbers)) == len(numbers)
    if is_first and not column.head:
        return True
    if ROW_HEAD.fullmatch(head) or R_HEAD.fullmatch(column.head):
        return _ascends(numbers) or _counts_again(numbers)
    return head in PERSON_HEADS | BEING_HEADS and (is_first or counts_rows(column))


def is_repeated_id(column: Column) -> bool:
    """Whether it tells which of several rows belong to one subject, or to one of many things."""
    if not column.is_whole:
        return False
    head = column.plain_head
    is_thing = head in THING_HEADS | BEING_HEADS and column.different < len(column.cells)
    numbered = is_in_blocks(column) or (counts_groups(column) and column.different > MOST_GROUPS)
    is_thing = is_thing or (is_called_group(column) and numbered)
    return bool(SUBJECT_HEAD.fullmatch(head)) or (is_thing and not column.are_groups)


def codes_for(column: Column, words: Column) -> bool:
    """Whether it has a number for each of the words: beside them, or counting them.

    A column called like theirs with "id", or as theirs begins, has so in any case.
    """
    head, other = column.plain_head, words.plain_head
    if not column.is_whole:
        return False
    if other and head == f"{other}id":
        return True
    if not 1 < column.different == words.different:
        return False
    full = [
        (number, word)
        for number, word in zip(column.cells, words.cells, strict=True)
        if not (number in BLANKS or word in BLANKS)
    ]
    if len({*full}) != words.different or len(full) < TOLD * len(column.full):
        return False
    if len(head) >= LEAST_PART and other.startswith(head):
        return True
    repeats = 2 * words.different < len(full)
    return repeats and (abs(column.place - words.place) <= 1 or counts_groups(column))


def counts_rows(column: Column) -> bool:
    """Whether the numbers are 1, 2, 3, … or 0, 1, 2, …"""
    return bool(column.whole) and _is_range(column.whole)


def numbers_things(column: Column) -> bool:
    """Whether many things have numbers in the order in which they come, and come again."""
    numbers = column.whole or []
    if column.different <= MOST_GROUPS or column.last_word in RANKS or numbers == sorted(numbers):
        return False
    in_turn = column.different >= MOST_IN_TURN and _is_range(list(dict.fromkeys(numbers)))
    return in_turn or (numbers[0] == 1 and _counts_again(numbers))


def numbers_blocks(column: Column) -> bool:
    """Whether many blocks of rows are numbered."""
    if column.different <= MOST_GROUPS or not counts_groups(column):
        return False
    in_turn = column.different >= MOST_IN_TURN and column.whole == sorted(column.whole or ())
    return is_in_blocks(column) or (in_turn and column.different < len(column.cells))


def is_time(column: Column) -> bool:
    """Whether it says when a row was observed: a year or a day, or times that count the rows."""
    head = column.plain_head
    if head in CLOCK_HEADS:
        return _counts_again(column.whole or ()) or column.only(PART_OF_A_YEAR)
    if head in TIME_HEADS or TIME_NUMBER.fullmatch(head):
        return column.is_whole or column.only(PART_OF_A_YEAR)
    if BEGAN.search(head):
        return False
    called = bool(YEAR_HEAD.fullmatch(head)) and column.only(PART_OF_A_YEAR)
    return called or (len(column.cells) >= MANY and column.only(OUR_YEAR) and _goes_on(column))


def is_calendar(column: Column) -> bool:
    """Whether it can only be a date: days as 20240131, or years that come again."""
    years = column.plain_head in ("jahr", "year", "yr") or column.only(YEAR)
    repeats = years and column.different < len(column.full)
    return is_time(column) and (repeats or all(map(DAY.fullmatch, column.cells)))


def _counts_again(numbers: Sequence[int]) -> bool:
    """Whether these are 1, 2, 3, … or 0, 1, 2, …, once or for each of several subjects."""
    counted = all(b in (a + 1, numbers[0]) for a, b in pairwise(numbers))
    return counted and len(numbers) > 1 and numbers[0] in (0, 1) and numbers[1] == numbers[0] + 1


def _is_range(numbers: Sequence[int]) -> bool:
    """Whether these are 1, 2, 3, … or 0, 1, 2, …"""
    return numbers[0] in (0, 1) and list(numbers) == [*range(numbers[0], numbers[0] + len(numbers))]


def _goes_on(column: Column) -> bool:
    """Whether more than half of its whole numbers are those before them, or the next ones."""
    steps = [b - a for a, b in pairwise(column.whole or ())]
    return 2 * sum(step in (0, 1) for step in steps) > len(steps)


def _ascends(numbers: Sequence[int]) -> bool:
    return all(a < b for a, b in pairwise(numbers))


# Columns of group codes


def is_code(column: Column) -> bool:
    """Whether few whole numbers repeat, which may stand for groups."""
    return column.whole is not None and column.are_groups


def is_called_group(column: Column) -> bool:
    """Whether the head says that these are groups."""
    head = column.plain_head
    called = head.rpartition(" ")[2] in GROUP_HEADS or bool(CODE_HEAD.fullmatch(head))
    return called or head in THING_HEADS


def counts_groups(column: Column) -> bool:
    """Whether the codes are 0, 1, 2, … or 1, 2, 3, …"""
    return bool(column.whole) and _is_range(sorted({*column.whole}))


def cross(one: Column, other: Column) -> bool:
    """Whether each cell of one comes with each of the other, and as often: a planned trial."""
    pairs = Counter(zip(one.cells, other.cells, strict=True))
    return len(pairs) == one.different * other.different and len({*pairs.values()}) == 1


def is_in_blocks(column: Column) -> bool:
    """Whether each of its different cells is in neighbouring rows, several of them."""
    changes = sum(a != b for a, b in pairwise(column.cells))
    return changes + 1 == column.different and 3 * column.different <= len(column.cells)


def is_balanced(column: Column) -> bool:
    """Whether each of its different cells is as frequent."""
    return len({*Counter(column.cells).values()}) == 1


PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,400}+(?:\.[0-9]{0,400}+)?(?:[eE][+-]?[0-9]{1,3}+)?")
_WHOLE = re.compile(r"[0-9]{1,15}(?:\.0+)?")
