"""One cell of a table -> its number, nan where there is none."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from linalg_engine.errors import InputError
from linalg_engine.notation.arithmetic import MAX_DIGITS, left_out
from linalg_engine.notation.reading import parse_scalar
from linalg_engine.notation.tables.marks import Marks, without_marks
from linalg_engine.notation.tables.words import BLANKS, is_range_or_date, is_text, unit_of

MAX_FORMULAS = 2_000
"""Different cells that are more than plain numbers or fractions, as ``sqrt(2)``."""


def cell_reader(marks: Mapping[int, Marks]) -> Callable[[str, int, int, int], float]:
    """Return a function of cell, position, row and column; rows count from 1, columns from 0.

    Parameters
    ----------
    marks
        What points, commas and other marks mean in each of the columns.
    """
    formulas: dict[tuple[str, int], float] = {}

    def read(cell: str, start: int, row: int, column: int) -> float:
        own = marks[column]
        if own.thousands != "." and _DECIMALS.fullmatch(cell):
            return float(cell)
        value = _plain_value(cell, own)
        if value is not None:
            return value
        if (cell, column) not in formulas:
            if len(formulas) >= MAX_FORMULAS:
                raise InputError(
                    f"More than {MAX_FORMULAS:,} cells are not plain numbers; "
                    "write decimals like 0.5 instead.",
                    position=start,
                )
            formulas[cell, column] = _formula(cell, start, (row, column + 1), own)
        return formulas[cell, column]

    return read


def _plain_value(cell: str, marks: Marks) -> float | None:
    """Return the value of a blank, a decimal number or a fraction of two, else None."""
    if cell in BLANKS:
        return math.nan
    found = _PLAIN.fullmatch(without_marks(cell, marks)) if len(cell) <= MAX_DIGITS else None
    if not found:
        return None
    try:
        value = float(found[1]) / float(found[2] or 1)
    except ZeroDivisionError:
        return None
    return value if math.isfinite(value) else None


def _formula(cell: str, start: int, place: tuple[int, int], marks: Marks) -> float:
    """Return the value of any other cell."""
    if cell in ("...", "…"):
        left_out(start)
    if len(cell) > MAX_DIGITS:
        raise InputError(
            f"Row {place[0]}, column {place[1]} is too long for a number.", position=start
        )
    bare = cell.strip(" %$€£¥₹")
    try:
        _check_marks(cell, marks)
        return float(parse_scalar(bare))
    except InputError as error:
        if bare != cell:
            error.position = 0
        _refuse(cell, start, place, error)


def _check_marks(cell: str, marks: Marks) -> None:
    """Refuse what looks like arithmetic but is none in a table."""
    if is_range_or_date(cell):
        raise InputError("this could be a range, a score or a date; write one number.")
    if "%" in cell and not marks.percent:
        raise InputError(
            "only some cells of this column have a %; write it in all of them or in none."
        )
    if len(marks.currencies) > 1:
        signs = " and ".join(sorted(marks.currencies))
        raise InputError(f"this column has {signs}; one column needs one currency.")
    unit = unit_of(cell)
    if unit:
        raise InputError(f"the unit ({unit}) belongs in the column's name, not behind a number.")


def _refuse(cell: str, start: int, place: tuple[int, int], error: InputError) -> NoReturn:
    row, column = place
    shown = cell if len(cell) <= 24 else cell[:23] + "…"
    where = f"Row {row}, column {column}"
    if is_text(cell) and not any(c.isdigit() for c in cell):
        raise InputError(
            f"{where} says '{shown}', which is not a number; "
            "write ? for an unknown number, or leave such a column out.",
            position=start,
            example="name,math,art\nann,1,2\nbob,?,4",
        ) from None
    problem = error.problem
    if problem[1].islower():
        problem = problem[0].lower() + problem[1:]
    raise InputError(
        f"{where} says '{shown}': {problem}",
        position=start + (error.position or 0),
        example=error.example,
    ) from None


_DECIMAL = r"(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]{1,3}+)?"
_DECIMALS = re.compile(r"-?[0-9]{1,30}+(?:\.[0-9]{0,30}+)?")
"""Most of all cells, and quickly recognised."""

_PLAIN = re.compile(rf"([+-]?{_DECIMAL})(?:/({_DECIMAL}))?")
