"""One cell of a table -> its number, nan where there is none."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import NoReturn

from linalg_engine.errors import InputError
from linalg_engine.notation.arithmetic import MAX_DIGITS, left_out
from linalg_engine.notation.reading import parse_scalar
from linalg_engine.notation.tables.lines import Line

MAX_FORMULAS = 2_000
"""Different cells that are more than plain numbers or fractions, as ``sqrt(2)``."""

BLANKS = frozenset(
    ["", "?", "-", "_", ".", "nan", "NaN", "NAN", "NA", "N/A", "n/a", "na", "null", "NULL",
     "None", "none", "<NA>"]
)  # fmt: skip


def cell_reader(lines: Sequence[Line], separator: str) -> Callable[[str, int, int, int], float]:
    """Return a function of cell, position, row and column.

    Parameters
    ----------
    lines
        The lines with numbers: from all of them it is seen what a comma in one means.
    separator
        What stands between the cells.
    """
    formulas: dict[str, float] = {}
    decimal_comma = separator == ";" or _has_decimal_commas(lines)

    def read(cell: str, start: int, row: int, column: int) -> float:
        if _DECIMALS.fullmatch(cell):
            return float(cell)
        value = _plain_value(cell, decimal_comma=decimal_comma)
        if value is not None:
            return value
        if cell not in formulas:
            if len(formulas) >= MAX_FORMULAS:
                raise InputError(
                    f"More than {MAX_FORMULAS:,} cells are not plain numbers; "
                    "write decimals like 0.5 instead.",
                    position=start,
                )
            formulas[cell] = _formula(cell, start, (row, column))
        return formulas[cell]

    return read


def _has_decimal_commas(lines: Sequence[Line]) -> bool:
    """Whether a comma that cannot be between thousands is there, and no decimal point."""
    cells = [cell for line in lines for cell in line.cells if "," in cell]
    clear = any(_COMMA_NUMBER.fullmatch(c) and not _THREE_DIGITS.search(c) for c in cells)
    return clear and not any(_POINT_NUMBER.fullmatch(c) for line in lines for c in line.cells)


def _plain_value(cell: str, *, decimal_comma: bool) -> float | None:
    """Return the value of a blank, a decimal number or a fraction of two, else None."""
    if cell in BLANKS:
        return math.nan
    comma = _COMMA_NUMBER.fullmatch(cell)
    # 1,234 may be a thousand and more; where semicolons separate the cells, it is not.
    if comma and (decimal_comma or len(comma[1]) != 3):
        cell = cell.replace(",", ".")
    elif _THOUSANDS_AND_POINT.fullmatch(cell):
        cell = cell.replace(",", "")
    elif _THOUSANDS_AND_COMMA.fullmatch(cell):
        cell = cell.replace(".", "").replace(",", ".")
    found = _PLAIN.fullmatch(cell) if len(cell) <= MAX_DIGITS else None
    if not found:
        return None
    try:
        value = float(found[1]) / float(found[2] or 1)
    except ZeroDivisionError:
        return None
    return value if math.isfinite(value) else None


def _formula(cell: str, start: int, place: tuple[int, int]) -> float:
    """Return the value of any other cell."""
    if cell in ("...", "…"):
        left_out(start)
    if len(cell) > MAX_DIGITS:
        raise InputError(
            f"Row {place[0]}, column {place[1]} is too long for a number.", position=start
        )
    try:
        return float(parse_scalar(cell))
    except InputError as error:
        _refuse(cell, start, place, error)


def _refuse(cell: str, start: int, place: tuple[int, int], error: InputError) -> NoReturn:
    row, column = place
    shown = cell if len(cell) <= 24 else cell[:23] + "…"
    where = f"Row {row}, column {column}"
    if is_text(cell) and not any(c.isdigit() for c in cell):
        raise InputError(
            f"{where} says '{shown}', which is not a number; "
            "write ? for an unknown number, or leave such a column out.",
            position=start,
            example="name,math,art\nann,1,?",
        ) from None
    problem = error.problem
    if problem[1].islower():
        problem = problem[0].lower() + problem[1:]
    raise InputError(
        f"{where} says '{shown}': {problem}",
        position=start + (error.position or 0),
        example=error.example,
    ) from None


def is_text(cell: str) -> bool:
    """Whether ``cell`` is a name and no number, however strange, as ``2e-3`` or ``50%``."""
    if _ARITHMETIC.fullmatch(cell):
        return False
    return any(c.isalpha() for c in cell) or not any(c.isdigit() for c in cell)


_DECIMAL = r"(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]{1,3}+)?"
_DECIMALS = re.compile(r"-?[0-9]{1,30}+(?:\.[0-9]{0,30}+)?")
"""Most of all cells, and quickly recognised."""

_PLAIN = re.compile(rf"([+-]?{_DECIMAL})(?:/({_DECIMAL}))?")
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]*,([0-9]+)(?:[eE][+-]?[0-9]+)?")
_THREE_DIGITS = re.compile(r",[0-9]{3}\Z")
_POINT_NUMBER = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_THOUSANDS_AND_POINT = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")
_THOUSANDS_AND_COMMA = re.compile(r"[+-]?[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})")
_ARITHMETIC = re.compile(
    r"(?:sqrt|pi|sin|cos|tan|exp|ln|abs|\\[dt]?frac|\\sqrt|\\pi|[0-9.,+*/^()π√{}×· ½⅓⅔¼¾⁰¹²³⁴-⁹⁻-]"
    r"|(?<=[0-9.)])[eE]|e(?![a-zA-Z]))++"
)
