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
from linalg_engine.notation.tables.grid import (
    MAX_TABLE_CELLS,
    is_bracketed,
    read_lines,
    table_text,
)
from linalg_engine.notation.tables.labels import label_of
from linalg_engine.notation.tables.lines import Line, find_separator
from linalg_engine.notation.tables.marks import find_marks
from linalg_engine.notation.tables.table import Table
from linalg_engine.notation.tables.words import BLANKS

PEOPLE = ("person", "user", "username", "viewer", "reviewer", "customer", "student", "name")
ITEMS = ("title", "movietitle", "filmtitle", "movie", "film", "item", "product")
RATINGS = ("rating", "stars", "score")
OTHERS = frozenset(["timestamp", "time", "date", "year", "genre", "genres", ""])
"""Heads of columns by what is below them; an ending "id" or "name" does not matter."""


def parse_long_form(text: str) -> Table | None:
    """Return people times items where each row of ``text`` is a person, an item and a rating.

    The heads of the columns decide: some of `PEOPLE`, `ITEMS` and `RATINGS`, and of the rest
    only `OTHERS`. People and items are in order of first appearance; where all are numbers, the
    column's head is put before each. Missing ratings are blank.

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
    with about(text):
        plain = table_text(text)
        if is_bracketed(plain):
            return None
        lines = read_lines(plain, text)
        columns = _columns(lines[0].cells)
        if columns is None or len(lines) < 2:
            return None
        return _table(lines, columns, text, find_separator(plain))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of the person, the item and the rating."""

    person: int
    item: int
    rating: int


def _columns(heads: Sequence[str]) -> _Columns | None:
    names = [re.sub(r"[\W_]", "", head).lower() for head in heads]
    kinds = [_ENDING.sub("", name) for name in names]
    found = [
        next((kinds.index(kind) for kind in wanted if kind in kinds), None)
        for wanted in (PEOPLE, ITEMS, RATINGS)
    ]
    if not {*kinds} <= {*PEOPLE, *ITEMS, *RATINGS, *OTHERS}:
        return None
    person, item, rating = found
    if person is None or item is None or rating is None:
        return None
    return _Columns(person, item, rating)


def _table(lines: list[Line], columns: _Columns, typed: str, separator: str) -> Table:
    head, body = lines[0], lines[1:]
    people, person_of = _numbered(body, columns.person, head, typed)
    items, item_of = _numbered(body, columns.item, head, typed)
    if len(people) * len(items) > MAX_TABLE_CELLS:
        raise InputError(
            f"These are ratings by {len(people):,} people for {len(items):,} items: a table of "
            f"{len(people) * len(items):,} cells, and at most {MAX_TABLE_CELLS:,} can be used."
        )
    values = np.full((len(people), len(items)), np.nan)
    ratings = [line.cells[columns.rating] for line in body]
    read_cell = cell_reader(find_marks({columns.rating: ratings}, separator))
    first_row: dict[tuple[int, int], int] = {}
    for row, (line, *place) in enumerate(zip(body, person_of, item_of, strict=True), 2):
        person, item = place
        start = line.starts[columns.rating]
        if (earlier := first_row.setdefault((person, item), row)) != row:
            raise InputError(
                f"Row {row} is a second rating of {items[item]} by {people[person]}, after row "
                f"{earlier}; keep one of them.",
                position=start,
            )
        values[person, item] = read_cell(line.cells[columns.rating], start, row, columns.rating)
    return _finished(values, people, items)


def _finished(values: NDArray[np.float64], people: list[str], items: list[str]) -> Table:
    if np.isnan(values).all():
        raise InputError(
            "There are no numbers in this table.", example="user,film,rating\nann,Up,5"
        )
    return Table(values, tuple(people), tuple(items))


def _numbered(
    body: Sequence[Line], column: int, head: Line, typed: str
) -> tuple[list[str], list[int]]:
    """Return the different names in a column, and which of them each row has."""
    places: dict[str, int] = {}
    chosen: list[int] = []
    for row, line in enumerate(body, 2):
        name = label_of(line, column, typed)
        if name in BLANKS:
            raise InputError(
                f"Row {row} has no {head.cells[column]}; every rating needs one.",
                position=line.starts[column],
                example="user,film,rating\nann,Up,5",
            )
        chosen.append(places.setdefault(name, len(places)))
    names = list(places)
    if all(name.isdecimal() for name in names):
        kind = _ENDING.sub("", label_of(head, column, typed).rstrip()).rstrip(" _-")
        names = [f"{kind} {name}" for name in names]
    return names, chosen


_ENDING = re.compile(r"(?<=.)(?:id|name)s?\Z", re.IGNORECASE)
