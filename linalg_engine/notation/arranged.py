r"""Pasted text whose numbers stand in another order than in the matrix.

Matrices printed in blocks of columns or with a factor in front, and calls that fill a matrix:
``matrix(c(1, 2, 3, 4), nrow=2)``. Each recognizer in `ARRANGEMENTS` returns rows of cells, or
None where the text is something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import chain

from linalg_engine.errors import InputError
from linalg_engine.notation import arithmetic
from linalg_engine.notation.filled import filled
from linalg_engine.notation.forms import blanked
from linalg_engine.notation.rows import Rows
from linalg_engine.notation.syntax import Cell, Number

MAX_UNIT_CHARACTERS = 400
"""Length of vectors written as 3i + 4j."""

Read = Callable[[str], Rows]
"""From text to the rows of a matrix; their lengths may differ."""


def arranged_rows(plain: str, read: Read) -> Rows | None:
    """Return the rows of pasted text that is no plain list; None if it is one.

    Parameters
    ----------
    plain
        Text that has been through `forms.without_forms`.
    read
        Reads a plain list, in text of the same length.

    Raises
    ------
    InputError
        Where the text is of such a form and cannot be read, or part of it was left out.
    """
    for arrange in ARRANGEMENTS:
        rows = arrange(plain, read)
        if rows is not None:
            return rows
    return None


def _sized(plain: str, read: Read) -> Rows | None:
    """Read what is below ``2×3 Matrix{Int64}:`` or ``A = 2×3``, and check its shape."""
    found = _SIZE.match(plain)
    if not found:
        return None
    rest = blanked(plain, 0, found.end())
    if "{" in found["kind"] or found["kind"][:1].isupper():
        rest = _JULIA_ZERO.sub("0", rest)
    rows = _inner(rest, read)
    height, width = int(found["rows"] or found["length"]), int(found["columns"] or 1)
    if found["length"] and len(rows) == 1 and height > 1:
        rows = [[cell] for cell in rows[0]]
    if len(rows) != height or any(len(row) != width for row in rows):
        raise InputError(
            f"The heading says {height}×{width}, and the numbers below are not that many rows "
            "and columns; copy all of them, or leave the heading out.",
            position=found.start("rows" if found["rows"] else "length"),
            example="[1 2; 3 4]",
        )
    return rows


def _scaled(plain: str, read: Read) -> Rows | None:
    """Read what is below MATLAB's ``1.0e+03 *``, times that."""
    found = _FACTOR.match(plain)
    if not found:
        return None
    factor = arithmetic.literal(found["factor"], found.start("factor"))
    rest = blanked(plain, 0, found.end())
    rows = _in_blocks(rest, read) or read(rest)
    return [[_times(cell, factor) for cell in row] for row in rows]


def _times(cell: Cell, factor: Fraction) -> Cell:
    if not isinstance(cell, Number):
        return cell
    return Number(arithmetic.multiply(cell.value, factor, cell.start), cell.start)


def _in_blocks(plain: str, read: Read) -> Rows | None:
    """Read blocks of columns one below the other, each with a heading that numbers them."""
    headings = list(_HEADING.finditer(plain))
    if not headings or not plain[headings[-1].end() :].strip():
        return None
    name = _NAME_LINE.match(plain)
    begin = name.end() if name else 0
    if plain[begin : headings[0].start()].strip():
        return None
    rows: Rows = []
    columns = 0
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        end = following.start() if following else len(plain)
        block = blanked(blanked(plain, 0, heading.end()), end, len(plain))
        first, last = _numbered(heading)
        part = read(block)
        complete = first == columns + 1 and all(len(row) == last - columns for row in part)
        if not complete or (rows and len(part) != len(rows)):
            raise InputError(
                f"Columns are missing, or rows of them, at {' '.join(heading[0].split())}; "
                "copy all of the matrix.",
                position=heading.start() + len(heading[0]) - len(heading[0].lstrip()),
                example="[1 2; 3 4]",
            )
        rows = [a + b for a, b in zip(rows, part, strict=True)] if rows else part
        columns = last
    return rows


def _numbered(heading: re.Match[str]) -> tuple[int, int]:
    """Return the first and the last column of a block."""
    numbers = [int(number) for number in re.findall(r"\d+", heading[0])]
    consecutive = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return numbers[0], numbers[-1] if consecutive or "[" not in heading[0] else -1


def _printed_vector(plain: str, read: Read) -> Rows | None:
    """Read R's ``[1] 5 6 7``, which goes on with ``[4] 8 9`` on the next line."""
    labels = list(_INDEX.finditer(plain))
    if not labels or plain[: labels[0].start()].strip() or "[1]" not in labels[0][0]:
        return None
    for label in labels:
        plain = blanked(plain, *label.span())
    cells = list(chain.from_iterable(read(plain)))
    for label in labels[1:]:
        before = sum(cell.start < label.start() for cell in cells)
        if int(re.sub(r"\D", "", label[0])) != before + 1:
            raise InputError(
                "Numbers are missing in front of this place; copy all of the lines.",
                position=label.start(),
                example="[1, 2, 3]",
            )
    return [cells]


def _side_by_side(plain: str, read: Read) -> Rows | None:
    """Read Maple's ``<<1, 2> | <3, 4>>``: columns."""
    if not _MAPLE_COLUMNS.fullmatch(plain):
        return None
    columns = read(plain)
    if len({len(column) for column in columns}) > 1:
        return None
    return [list(row) for row in zip(*columns, strict=True)]


def _unit_vectors(plain: str, read: Read) -> Rows | None:
    """Read ``3i + 2j - k`` as a vector, and several side by side as rows."""
    if len(plain) > MAX_UNIT_CHARACTERS:
        return None
    begin = _NAME_BEFORE.match(plain)
    start = begin.end() if begin else 0
    pieces: list[list[re.Match[str]]] = []
    for piece in _JOINT.split(plain[start:].strip(" \t\n$;.")):
        inside = piece.strip()
        if inside.startswith("(") and inside.find(")") == len(inside) - 1:
            inside = inside[1:-1].strip()
        at = plain.index(inside, start)
        terms = _terms(plain, at, at + len(inside))
        if terms is None:
            return None
        pieces.append(terms)
        start = at + len(inside)
    size = max(2, *(_unit(term) + 1 for terms in pieces for term in terms))
    return [_components(plain, terms, size, read) for terms in pieces]


def _terms(plain: str, start: int, end: int) -> list[re.Match[str]] | None:
    """Return the terms that a text is made of, in the order of their units; None if it is not."""
    terms: list[re.Match[str]] = []
    at = start
    while at < end:
        term = _TERM.match(plain, at, end)
        if term is None or (terms and not term["sign"]):
            return None
        terms.append(term)
        at = term.end()
    units = [_unit(term) for term in terms]
    return terms if len(terms) > 1 and units == sorted(set(units)) else None


def _components(plain: str, terms: list[re.Match[str]], size: int, read: Read) -> list[Cell]:
    cells: list[Cell] = [Number(Fraction(0), 0) for _ in range(size)]
    for term in terms:
        cells[_unit(term)] = _coefficient(plain, term, read)
    return cells


def _unit(term: re.Match[str]) -> int:
    return "ijk".index({"î": "i", "ĵ": "j", "ı": "i", "ȷ": "j"}.get(term["unit"], term["unit"]))


def _coefficient(plain: str, term: re.Match[str], read: Read) -> Cell:
    sign = -1 if term["sign"] == "-" else 1
    if not term["size"].strip():
        return Number(Fraction(sign), term.start("unit"))
    start, end = term.span("size")
    [[cell]] = read(blanked(blanked(plain, 0, start), end, len(plain)))
    return _times(cell, Fraction(sign))


def _inner(plain: str, read: Read) -> Rows:
    rows = _scaled(plain, read) or _in_blocks(plain, read)
    return read(plain) if rows is None else rows


_NAME = r"(?:[^\W\d_][\w.]*+(?:\([:,\d]*+\))?[ \t]*+:?=[ \t]*+)?"
_SIZE = re.compile(
    rf"\s*+{_NAME}(?:(?P<rows>\d{{1,4}})[ ]?[×x][ ]?(?P<columns>\d{{1,4}})"
    r"|(?P<length>\d{1,5})-element)[ \t]*+"
    r"(?P<kind>(?:[A-Za-z][^\n\[\];]*?)?):?[ \t]*+\n(?=[\s\S]*\S)"
)
_JULIA_ZERO = re.compile(r"(?:(?<=[\s])|\A)[·.](?=\s|\Z)")
_FACTOR = re.compile(rf"\s*+{_NAME}\s*+(?P<factor>1(?:\.0*)?[eE][+-]?\d{{1,3}})[ \t]*+\*[ \t]*+\n")
_HEADING = re.compile(
    r"^[ \t]*+(?:Columns?[ ]+\d{1,6}(?:[ ]+(?:through|to|and|-)[ ]+\d{1,6})?[ \t]*+:?"
    r"|\[,\d{1,6}\](?:[ \t]+\[,\d{1,6}\])*+)[ \t]*+$",
    re.MULTILINE,
)
_INDEX = re.compile(r"^[ \t]*+\[\d{1,6}\](?=[ \t]+[-+.\d][^\[\]\n]*$)", re.MULTILINE)
_NAME_LINE = re.compile(r"\s*+[^\W\d_]\w*+[ \t]*+=[ \t]*+\n")
_NAME_BEFORE = re.compile(r"[\s$]*+(?:\\vec\{\w+\}|[^\W\d_]\w*+)[ \t]*+=")
_MAPLE_COLUMNS = re.compile(rf"\s*+{_NAME}<\s*<[^<>|]*+>(?:\s*\|\s*<[^<>|]*+>)++\s*>[\s;:]*+")
_JOINT = re.compile(
    r"[,;\n·×]|\\(?:cdot|times)(?![A-Za-z])|(?<![\w\\])(?:and|und|dot|cross|x)(?!\w)"
)
_SIZE_OF_TERM = (
    r"(?:\d[\d.]*(?:/\d+)?|\.\d+|[½⅓⅔¼¾]|√\d+|\([^()]*\)"
    r"|\\[dt]?frac\{[^{}]*\}\{[^{}]*\}|\\?sqrt[({][^(){}]*[)}])"
)
_TERM = re.compile(
    rf"[ \t]*+(?P<sign>[-+]?)[ \t]*+(?P<size>(?:{_SIZE_OF_TERM}[ \t]*+)*+)[ \t]*+\*?[ \t]*+"
    r"(?:\\(?:mathbf|boldsymbol|bm|hat|vec)[ ]*\{[ ]*(?:\\(?:mathbf|boldsymbol|bm|hat|vec)[ ]*\{)?"
    r"[ ]*\\?)?(?P<unit>[ijkîĵıȷ](?![A-Za-z0-9_(\[])|[ijk](?=math))(?:math)?[\u0302\u20d7]?[ ]*\}*"
)

ARRANGEMENTS: tuple[Callable[[str, Read], Rows | None], ...] = (
    _sized,
    _scaled,
    _in_blocks,
    _printed_vector,
    filled,
    _side_by_side,
    _unit_vectors,
)
"""Asked in this order."""
