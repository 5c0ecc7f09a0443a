"""Rows that somebody types beside a table, to see where they would be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit.tables import plain_name
from linalg_engine import notation
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.topics.pca.columns import Columns

MOST_ROWS = 20
LARGEST = 1e100
"""Of the numbers of a row; their squares are added up."""

MOST_NAMED = 8
"""Columns that an error lists."""

_NAME = re.compile(
    r"\s*(?:(?P<any>[^:]+):|(?P<words>[^\W\d_][^,;\t]*?)\s*[,;\t]|(?P<word>[^\W\d_]\S*)\s)\s*"
)
"""What comes before the numbers: ``row 7: 3 1 2``, ``Ann Lee, 3, 1, 2``, ``ann 3 1 2``."""


def new_rows(typed: str, columns: Columns) -> tuple[tuple[str, ...], Floats]:
    """Return the names and numbers of rows, one a line; shapes (m,) and (m, d).

    A row may also have a number for each measurement, of which those that count are taken.

    Parameters
    ----------
    typed
        For each row its numbers, in the order of the columns, with a name before them or not.
    columns
        Of the table; d of them count.

    Raises
    ------
    InputError
        Where a row has other numbers than one for each column.
    """
    lines = [line for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise InputError(f"These are {len(lines)} new rows, and {MOST_ROWS} are the most.")
    names: list[str] = []
    rows = np.empty((len(lines), len(columns.counted)))
    for place, line in enumerate(lines):
        found = _NAME.match(line)
        name = (found["any"] or found["words"] or found["word"]).strip() if found else ""
        numbers = notation.parse_vector(line[found.end() :] if found else line)
        if len(numbers) == len(columns.usual) and {*columns.counted} <= {*columns.usual}:
            numbers = numbers[[columns.usual.index(j) for j in columns.counted]]
        if len(numbers) != len(columns.counted):
            raise _wrong_length(len(numbers), [columns.names[j] for j in columns.counted])
        if np.abs(numbers.astype(float)).max() > LARGEST:
            raise InputError(f"This new row lies too far out: {LARGEST:g} is the limit.")
        names.append(name or (f"new {place + 1}" if len(lines) > 1 else "new"))
        rows[place] = numbers.astype(float)
    return tuple(names), rows


def _wrong_length(count: int, columns: Sequence[str]) -> InputError:
    listed = ", ".join(plain_name(name) for name in columns[:MOST_NAMED])
    more = ", …" * (len(columns) > MOST_NAMED)
    return InputError(
        f"A new row has a number for each column that counts, {len(columns)} in all "
        f"({listed}{more}), and this one has {count}.",
        example=", ".join(["new", *map(str, range(1, min(len(columns), MOST_NAMED) + 1))]),
    )
