"""Tables in frames of box-drawing signs, as polars, DuckDB, rich and Julia print them -> CSV."""

from __future__ import annotations

import re

from linalg_engine.errors import InputError
from linalg_engine.notation.tables.csv_text import as_csv


def framed_table(text: str) -> str | None:
    """Return a printed table as CSV, or None where there is no frame around or in it."""
    if not _UPRIGHT.search(text):
        return None
    lines = [line for line in text.splitlines() if _UPRIGHT.search(line)]
    rows = [row for row in map(_cells, lines) if any(row)]
    width = max(map(len, rows), default=0)
    if width < 2:
        return None
    rows = [row for row in rows if len(row) == width and not _is_types(row)]
    for row in rows:
        if all(cell in ("…", "⋮", "·", "") for cell in row):
            raise InputError(
                "Rows were left out where this table was printed; write it as CSV, which has "
                "them all.",
                position=text.find(next(filter(None, row))),
            )
    return as_csv(rows)


def _cells(line: str) -> list[str]:
    found = _UPRIGHT.split(line.strip())
    if _UPRIGHT.match(line.strip()):
        return [cell.strip() for cell in found[1:-1]]
    # Julia: a bar behind the number of the row, blanks between the columns.
    number, rest = found[0].strip(), found[-1].strip()
    return ["" if number == "Row" else number, *re.split(r"\s{2,}", rest)]


def _is_types(row: list[str]) -> bool:
    """Whether it is the line of types below the heads, or ``---`` above it."""
    full = [cell for cell in row if cell]
    return all(cell.startswith("--") for cell in full) or all(map(_TYPE.fullmatch, full))


_UPRIGHT = re.compile("[│┃┆║╎┊]")
_TYPE = re.compile(
    r"str|cat|bool|date|datetime\S*|[iuf](?:8|16|32|64|128)|u?(?:tiny|small|big|huge)?int(?:eger)?\d*"
    r"|double|float\d*|real|varchar|decimal\(.*\)|boolean|timestamp"
    r"|(?:Int|UInt|Float)\d+\??|String\d*\??|Bool\??|Any|Missing|Date\??"
)
