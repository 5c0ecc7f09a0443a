"""Which columns count, which are only shown, and which colours the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit.tables import named, plain_name
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.drawing.arrays import Floats
    from linalg_engine.notation import DataTable

MOST_GROUPS = 12
"""Different numbers of a column up to which they can be colours."""

NO_COLOURS = "-"
"""What the menu of colours says for none."""

MOST_NAMED = 8
"""Columns that an error lists."""

EVERYTHING = {"", "all", "*"}


@dataclass(frozen=True)
class Columns:
    """The columns of numbers of a table, with codes and others that do not count.

    Attributes
    ----------
    names
        Of the e columns, given ones where there were none.
    values
        Shape (n, e), nan for blanks.
    counted
        Places of those that count.
    usual
        Places of those that would, if nobody chose.
    """

    names: tuple[str, ...]
    values: Floats
    counted: tuple[int, ...]
    usual: tuple[int, ...]

    @property
    def others(self) -> tuple[int, ...]:
        """Places of the measurements that do not count."""
        return tuple(j for j in self.usual if j not in self.counted)


def columns_of(table: DataTable, typed: str) -> Columns:
    """Return the columns, as many counted as somebody chose.

    Parameters
    ----------
    typed
        Names of those that count, ``math, art``; or of those that do not, ``-id``; codes of
        groups and columns left out count with ``+class``. In lines, or with commas between.

    Raises
    ------
    InputError
        Where there is no such column, or none is left.
    """
    count = table.values.shape[1]
    names = list(named(table.column_labels, count, "column"))
    values = [table.values]
    for category in table.categories:
        codes = _numbers(category.values)
        if codes is not None:
            names.append(category.name)
            values.append(codes)
    names += [column.name for column in table.uncounted]
    values += [column.numbers for column in table.uncounted]
    numbers = np.column_stack(values)
    usual = tuple(j for j in range(count) if not np.isnan(table.values[:, j]).all())
    counted = _counted(names, usual, typed)
    if not counted:
        raise InputError("All columns are left out, and one at least must count.")
    return Columns(tuple(names), numbers, counted, usual)


def colours_of(table: DataTable, columns: Columns) -> dict[str, tuple[str, ...]]:
    """Return what can colour the rows, by its name: the groups, then columns of few numbers."""
    found = {category.name: category.values for category in table.categories}
    for j in columns.usual:
        column = columns.values[:, j]
        different = np.unique(column)
        if 1 < len(different) <= min(MOST_GROUPS, len(column) // 2) and np.isfinite(column).all():
            found.setdefault(columns.names[j], tuple(f"{x:g}" for x in column.tolist()))
    return found


def colour_named(typed: str, colours: Mapping[str, object]) -> str:
    """Return the name of what somebody wants to colour the rows by; "" where nobody does.

    Raises
    ------
    InputError
        Where nothing of that name can.
    """
    if not typed or typed in colours:
        return typed
    for name in colours:
        if name.casefold() == typed.casefold():
            return name
    listed = ", ".join(plain_name(name) for name in [*colours][:MOST_NAMED]) or "none"
    raise InputError(f"“{plain_name(typed)}” cannot colour the rows; these can: {listed}.")


def _numbers(cells: Sequence[str]) -> Floats | None:
    """Return the codes of groups as a column, or None where they are words."""
    try:
        return np.array([float(cell) if cell else np.nan for cell in cells])
    except ValueError:
        return None


def _counted(names: Sequence[str], usual: Sequence[int], typed: str) -> tuple[int, ...]:
    if typed.strip().lower() in EVERYTHING:
        return tuple(usual)
    signed = [_signed(piece, names) for piece in _pieces(typed, names)]
    changes = all(sign for sign, _ in signed)
    counted = {*usual} if changes else set[int]()
    for sign, places in signed:
        counted = counted - places if sign == "-" else counted | places
    return tuple(sorted(counted))


def _pieces(typed: str, names: Sequence[str]) -> list[str]:
    """Return what is named: lines, or parts between commas where no name is the whole."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > 1 or any(lines[0].lstrip("-−+ ") == name.strip() for name in names):
        return lines
    return [piece.strip() for piece in re.split(r"[,;]", lines[0]) if piece.strip()]


def _signed(piece: str, names: Sequence[str]) -> tuple[str, set[int]]:
    """Return the sign before a name, and the places of the columns of that name.

    Raises
    ------
    InputError
        Where there is none.
    """
    places = _places(piece, names)
    if places:
        return "", places
    sign, rest = piece[:1].replace("−", "-"), piece[1:].strip()
    places = _places(rest, names) if sign in {"-", "+"} else set[int]()
    if places:
        return sign, places
    listed = ", ".join(plain_name(name) for name in names[:MOST_NAMED])
    more = ", …" * (len(names) > MOST_NAMED)
    missing = plain_name(piece.lstrip("-−+ "))
    raise InputError(f"There is no column “{missing}” of numbers; there are {listed}{more}.")


def _places(name: str, names: Sequence[str]) -> set[int]:
    exact = {j for j, known in enumerate(names) if known.strip() == name}
    folded = name.casefold()
    return exact or {j for j, known in enumerate(names) if known.strip().casefold() == folded}
