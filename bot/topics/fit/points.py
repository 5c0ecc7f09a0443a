"""Points as they are typed: pairs, two rows, two columns, or a table with heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.text import shorten
from bot.topics.kit import reading
from bot.topics.kit.tables import around_table, named, plain_name, unwritten
from linalg_engine import notation
from linalg_engine.arrays import is_exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Surd
from linalg_engine.matrices import MAX_SIZE, as_float

if TYPE_CHECKING:
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Floats, Matrix, Vector
    from linalg_engine.notation import DataTable

EXAMPLE = "(1, 2) (2, 3) (4, 4)"

MOST_DIGITS = 10**9
"""Numerators and denominators from here on make no exact answer that anybody could read."""

LONGEST = 24
"""Characters of a name in an error, and names of columns in one."""

_POINT_NAME = re.compile(r"(?<![\w\\])[A-Z][₀-₉0-9']{0,2}[ \t]*=?[ \t]*(?=\()")
"""P in P(1|2)."""

_TWO_LISTS = re.compile(
    r"[\s|]*+x(?:\s*+[:=|]|\s)\s*+(?P<x>[^A-Za-z:=]++)y(?:\s*+[:=|]|\s)\s*+(?P<y>[^A-Za-z:=]++)",
    re.IGNORECASE,
)
"""x = 1, 2, 4 and y = 2, 3, 4, each in a row of its own or behind the other."""


@dataclass(frozen=True)
class Points:
    """n points.

    Attributes
    ----------
    x, y
        Shape (n,), exact where numbers of moderate length were typed.
    x_name, y_name
        Of the columns; "" where they have none.
    columns
        Names of the columns that can be chosen, where there are more than two.
    facts
        Lines on what was left out.
    """

    x: Vector
    y: Vector
    x_name: str = ""
    y_name: str = ""
    columns: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def read(question: Question) -> Points:
    """Return the points of a question.

    Raises
    ------
    InputError
        Where the text is neither pairs nor a table with two columns of numbers, or a column that
        was chosen is not there.
    """
    with reading.option("points"):
        text = question.inputs.get("points", "")
        if not text.strip():
            raise InputError("There are no points yet.", example=EXAMPLE)
        lists = _TWO_LISTS.fullmatch(text) if len(text) <= notation.MAX_CHARACTERS else None
        if lists is not None:
            return _of_lists(lists)
        pairs = _typed_pairs(question)
        return pairs if pairs is not None else _of_table(notation.parse_data(text), question)


def _of_lists(lists: re.Match[str]) -> Points:
    x, y = (notation.parse_vector(_plain_list(lists[name])) for name in ("x", "y"))
    if len(x) != len(y):
        raise InputError(f"There are {len(x)} x and {len(y)} y; each point has one of both.")
    return Points(_moderate(x), _moderate(y))


def _plain_list(text: str) -> str:
    """Return the numbers of a row, whose cells may be separated by upright bars."""
    return " ".join(text.replace("|", " ").strip("; ,\n\t").split())


def _typed_pairs(question: Question) -> Points | None:
    """Return points from a matrix of two rows or columns; None where the text is none."""
    text = question.inputs["points"]
    if len(text) > notation.MAX_CHARACTERS:
        return None
    try:
        a = reading.matrix(question.changed("points", _POINT_NAME.sub("", text)), "points")
    except InputError:
        return None
    if a.shape[1] == 2:
        return Points(_moderate(a[:, 0]), _moderate(a[:, 1]))
    if len(a) == 2:
        return Points(_moderate(a[0]), _moderate(a[1]))
    return None


# Tables


def _of_table(table: DataTable, question: Question) -> Points:
    names, values, kind = _columns(table)
    if len(names) < 2:
        raise InputError(
            "A point has two numbers, x and y, and there is only one column of numbers here.",
            example=EXAMPLE,
        )
    j = _chosen(question, "x", names, 0)
    k = _chosen(question, "y", names, 1 if j != 1 else 0)
    if j == k:
        raise InputError("x and y are the same column; choose two.", source="y")
    complete = ~np.isnan(values[:, [j, k]]).any(axis=1)
    x, y = values[complete, j], values[complete, k]
    if not len(x):
        raise InputError("No row has a number for both x and y.", example=EXAMPLE)
    lost = len(values) - len(x)
    left_out = [f"left out: {lost} {kind}{'s' * (lost > 1)} with blanks"] if lost else []
    return Points(
        _moderate(_as_typed(x)),
        _moderate(_as_typed(y)),
        *(plain_name(names[i]) if table.column_labels or kind == "column" else "" for i in (j, k)),
        columns=names if len(names) > 2 else (),
        facts=(*left_out, *around_table(table.ignored), *unwritten(names, "column")),
    )


def _columns(table: DataTable) -> tuple[tuple[str, ...], Floats, str]:
    """Return names and numbers of the columns, and what a point is: of two long rows, a column."""
    values = table.values
    if len(values) == 2 and values.shape[1] > 2:
        return named(table.row_labels, 2, "row"), values.T, "column"
    kept = np.flatnonzero(~np.isnan(values).all(axis=0))
    heads = named(table.column_labels, values.shape[1], "column")
    return tuple(heads[i] for i in map(int, kept)), values[:, kept], "row"


def _chosen(question: Question, option: str, names: tuple[str, ...], usual: int) -> int:
    """Return the place of a column by its name or its number."""
    typed = " ".join(question.inputs.get(option, "").split()).casefold()
    if not typed:
        return usual
    folded = [" ".join(name.split()).casefold() for name in names]
    if typed in folded:
        return folded.index(typed)
    if typed.isdecimal() and 1 <= int(typed[:6]) <= len(names):
        return int(typed[:6]) - 1
    listed = ", ".join(plain_name(name, LONGEST) for name in names[:LONGEST])
    shown = shorten(plain_name(typed), LONGEST)
    raise InputError(f"There is no column “{shown}” of numbers; there are {listed}.", source=option)


# Numbers


def _as_typed(values: Floats) -> Vector:
    """Return the decimals that a table's numbers were typed as, of few points exactly."""
    if len(values) > MAX_SIZE:
        return values
    return np.array([Fraction(repr(value)) for value in values.tolist()], dtype=object)


def _moderate(v: Matrix) -> Vector:
    """Return numbers as they are, or as floats where one is too long for an exact answer."""
    if not is_exact(v) or all(map(_is_moderate, v.tolist())):
        return v
    return as_float(v)


def _is_moderate(value: Fraction | Surd) -> bool:
    if isinstance(value, Surd):
        return True
    return max(abs(value.numerator), value.denominator) < MOST_DIGITS
