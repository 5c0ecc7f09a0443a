"""Ratings in long form, one row a rating, as MovieLens has them -> a table of people and items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.notation.reading import about
from linalg_engine.notation.tables.cells import cell_reader
from linalg_engine.notation.tables.column_heads import ID_HEAD
from linalg_engine.notation.tables.columns import Column, is_index
from linalg_engine.notation.tables.grid import (
    is_bracketed,
    read_lines,
    table_text,
)
from linalg_engine.notation.tables.heads import Heads
from linalg_engine.notation.tables.labels import head_of, label_of
from linalg_engine.notation.tables.line import Line
from linalg_engine.notation.tables.lines import find_separator
from linalg_engine.notation.tables.marks import find_marks
from linalg_engine.notation.tables.sources import plain_source
from linalg_engine.notation.tables.table import Table
from linalg_engine.notation.tables.words import BLANKS

RATING_HEADS = frozenset(
    ["bewertung", "count", "listens", "note", "plays", "playcount", "points", "punkte", "rank",
     "rating", "ratings", "score", "scores", "star", "stars", "sterne", "value", "weight"]
)  # fmt: skip
"""Last words of heads above ratings."""

PERSON_HEADS = frozenset(
    ["critic", "customer", "gamer", "listener", "nutzer", "people", "person", "player", "reader",
     "reviewer", "student", "user", "userid", "username", "viewer", "watcher", "who", "name"]
)  # fmt: skip
KEY_HEADS = PERSON_HEADS | frozenset(
    ["album", "artist", "book", "film", "game", "isbn", "item", "itemid", "movie", "movieid",
     "place", "product", "restaurant", "song", "title", "track"]
)  # fmt: skip
"""Last words of heads above people, and above people and items, without "id"."""

MAX_LONG_CELLS = 450_000
"""Cells of a table with a row a rating: 100,000 ratings with their times, as MovieLens has them."""

MAX_SPREAD = 6_000_000
"""People times items, known or not: 48 MB of numbers."""

MOST_RATINGS = 21
"""Different ratings on a scale: 0 to 10 in halves."""

LEAST_KEY = 20
"""Numbers above this are no ratings of a small scale, but ids."""

LEAST_TIME = 10**8
"""Numbers above this are times in seconds, from 1973 on."""


def parse_long_form(text: str) -> Table | None:
    """Return people times items where each row of ``text`` is a person, an item and a rating.

    The data decide, and heads help: two columns of keys, names or ids, whose pairs do not repeat
    though each of them does, and one of numbers. Besides there may be times, dates, and an index.
    People and items are in order of first appearance; where all are numbers, the column's head is
    put before each. Missing ratings are blank.

    Returns
    -------
    Table
        None where ``text`` is another table.

    Raises
    ------
    InputError
        As `parse_table` does, and where a person has rated an item twice, has no name, or
        where the table would be too large.

    Examples
    --------
    >>> text = "user,item,rating\\nAnn,Shrek,5\\nBob,Shrek,4\\nAnn,Memento,1"
    >>> la.parse_long_form(text).values
    array([[ 5.,  1.],
           [ 4., nan]])
    """
    text = plain_source(text)
    with about(text):
        plain = table_text(text)
        if is_bracketed(plain):
            return None
        lines, _ = read_lines(plain, text, MAX_LONG_CELLS)
        form = _found(lines) if len(lines) > 1 else None
        if form is None:
            return None
        return _table(lines, form, text, find_separator(plain))


@dataclass(frozen=True, slots=True)
class _LongForm:
    """The columns of the person, the item and the rating, and whether there is a head."""

    person: int
    item: int
    rating: int
    has_header: bool


def _found(lines: Sequence[Line]) -> _LongForm | None:
    heads = Heads.of(list(lines))
    columns, has_header = heads.columns, bool(heads.lines)
    columns = [c for c in columns if not _is_extra(c, has_header=has_header)]
    ratings = [c for c in columns if _may_be_rating(c)]
    called = [c for c in ratings if c.last_word in RATING_HEADS]
    for rating in called or ratings[::-1]:
        keys = _different_keys([c for c in columns if c is not rating])
        if len(keys) == 2 and _are_keys(keys, rating):
            person, item = sorted(keys, key=lambda c: c.last_word not in PERSON_HEADS)
            return _LongForm(person.place, item.place, rating.place, has_header)
    return None


def _different_keys(keys: Sequence[Column]) -> list[Column]:
    """Return the keys without ids of what another column has the names of."""
    names = [c for c in keys if not c.is_numeric]
    return [c for c in keys if not any(n is not c and _name_the_same(c, n) for n in names)]


def _name_the_same(ids: Column, names: Column) -> bool:
    pairs = {*zip(ids.cells, names.cells, strict=True)}
    return ids.is_numeric and len(pairs) == ids.different == names.different


def _is_extra(column: Column, *, has_header: bool) -> bool:
    """Whether it is a time, a date, or counts the ratings."""
    if column.last_word in RATING_HEADS:
        return False
    numbers = column.whole
    is_time = numbers is not None and min(numbers) >= LEAST_TIME
    counts = has_header and column.place == 0 and is_index(column)
    counts = counts and column.last_word not in KEY_HEADS
    return not column.full or is_time or column.is_ranges or counts or _is_detail(column)


def _is_detail(column: Column) -> bool:
    """Whether the head says that it describes the item or the time."""
    return column.last_word in ("genre", "genres", "timestamp", "time", "date", "year")


def _may_be_rating(column: Column) -> bool:
    if column.last_word in RATING_HEADS:
        return True
    is_few = column.different <= MOST_RATINGS
    return column.is_numeric and is_few and not column.words_among_numbers


def _are_keys(keys: Sequence[Column], rating: Column) -> bool:
    """Whether two columns name a person and an item, and (nearly) no pair comes twice."""
    count = len(rating.cells)
    if rating.last_word in RATING_HEADS and all(c.last_word in KEY_HEADS for c in keys):
        return True
    repeat = all(c.different < count for c in keys)
    pairs = {*zip(keys[0].cells, keys[1].cells, strict=True)}
    return repeat and len(pairs) > 0.9 * count and all(map(_is_key, keys))


def _is_key(column: Column) -> bool:
    if not column.is_numeric:
        return True
    if column.whole is None:
        return False
    called = bool(ID_HEAD.fullmatch(column.plain_head)) or column.last_word in KEY_HEADS
    return called or max(column.whole) > LEAST_KEY


def _table(lines: list[Line], columns: _LongForm, typed: str, separator: str) -> Table:
    body = lines[columns.has_header :]
    heads = ("user", "item")
    if columns.has_header:
        heads = tuple(label_of(lines[0], c, typed) for c in (columns.person, columns.item))
    first = 1 + columns.has_header
    people, person_of = _numbered(body, columns.person, heads[0], typed, first)
    items, item_of = _numbered(body, columns.item, heads[1], typed, first)
    if len(people) * len(items) > MAX_SPREAD:
        raise InputError(
            f"These are ratings by {len(people):,} people for {len(items):,} items: a table of "
            f"{len(people) * len(items):,} cells, and at most {MAX_SPREAD:,} can be used."
        )
    values = np.full((len(people), len(items)), np.nan)
    ratings = [line.cells[columns.rating] for line in body]
    read_cell = cell_reader(find_marks({columns.rating: ratings}, separator))
    first_row: dict[tuple[int, int], int] = {}
    for row, (line, *place) in enumerate(zip(body, person_of, item_of, strict=True), first):
        person, item = place
        start = line.starts[columns.rating]
        if (earlier := first_row.setdefault((person, item), row)) != row:
            raise InputError(
                f"Row {row} is a second rating of {items[item]} by {people[person]}, after row "
                f"{earlier}; keep one of them.",
                position=start,
            )
        values[person, item] = read_cell(line.cells[columns.rating], start, row, columns.rating)
    return _finished(values, people, items, _taken(lines, columns, typed))


def _taken(lines: Sequence[Line], columns: _LongForm, typed: str) -> tuple[str, ...]:
    places = (columns.person, columns.item, columns.rating)
    if not columns.has_header:
        return tuple(f"column {place + 1}" for place in places)
    return tuple(head_of(lines[0], place, typed) or f"column {place + 1}" for place in places)


def _finished(
    values: NDArray[np.float64], people: list[str], items: list[str], taken: tuple[str, ...]
) -> Table:
    if np.isnan(values).all():
        raise InputError(
            "There are no numbers in this table.", example="user,film,rating\nann,Up,5"
        )
    return Table(values, tuple(people), tuple(items), taken=taken)


def _numbered(
    body: Sequence[Line], column: int, head: str, typed: str, first: int
) -> tuple[list[str], list[int]]:
    """Return the different names in a column, and which of them each row has.

    Rows are counted from ``first``.
    """
    places: dict[str, int] = {}
    chosen: list[int] = []
    for row, line in enumerate(body, first):
        name = label_of(line, column, typed)
        if name in BLANKS:
            raise InputError(
                f"Row {row} has no {head}; every rating needs one.",
                position=line.starts[column],
                example="user,film,rating\nann,Up,5",
            )
        chosen.append(places.setdefault(name, len(places)))
    names = list(places)
    if all(name.isdecimal() for name in names):
        kind = _ENDING.sub("", head.rstrip()).rstrip(" _-")
        names = [f"{kind} {name}" for name in names]
    return names, chosen


_ENDING = re.compile(r"(?<=.)(?:id|name)s?\Z", re.IGNORECASE)
