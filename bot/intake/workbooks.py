"""Workbooks of Excel and LibreOffice -> CSV of the sheets that have a table."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

from bot.intake.sheets import MARK, joined
from bot.text import shorten
from linalg_engine.errors import InputError
from linalg_engine.notation import MAX_TABLE_CELLS
from linalg_engine.notation.tables.csv_text import as_csv

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_UNPACKED = 80_000_000
"""Bytes of a workbook without compression."""

MOST_NAMED = 5
"""Other sheets that are named."""

MOST_SHEETS = 25
"""Sheets that are read."""

MOST_OTHERS = 1_000_000
"""Characters of the sheets beside the first, which are kept with the question."""

LONGEST_NAME = 100
"""Characters of a sheet's name."""


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an .xlsx or .ods file, as the names in it say."""
    is_archive = data.startswith(b"PK\x03\x04")
    return is_archive and (b"xl/workbook.xml" in data or b"opendocument.spreadsheet" in data[:200])


def workbook_text(shown: str, data: bytes) -> str:
    """Return the sheets with a table as CSV, the way `sheets.joined` does.

    Above each, a note names the others. Sheets after the first are left out where they are too
    large to be kept.

    Parameters
    ----------
    shown
        The file's name, for the words about it.
    data
        All that is in it; formulas count with the values that were saved with them.

    Raises
    ------
    InputError
        Where it is damaged, too large, or has no sheet with two rows of cells, one of them a
        number.
    """
    try:
        _check_size(shown, data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = _tables(book)
    except (CalamineError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{shown} is an Excel workbook or a LibreOffice sheet that cannot be opened: it is "
            "damaged, or has a password. Save the sheet as CSV."
        ) from error
    if not sheets:
        raise InputError(f"{shown} has no sheet with a table of numbers.")
    return joined(sheets)


def _tables(book: CalamineWorkbook) -> dict[str, str]:
    """Return the sheets with a table, as CSV by their names."""
    tables: dict[str, str] = {}
    left = MOST_OTHERS
    for name in book.sheet_names[:MOST_SHEETS]:
        if tables and _cells(book, name) > left:
            continue
        rows = _rows(book, name)
        if not _is_table(rows):
            continue
        text = _note(name, book.sheet_names) + as_csv([list(map(_cell, r)) for r in rows])
        if tables and len(text) > left:
            continue
        left -= len(text) if tables else 0
        tables[shorten(" ".join(name.split()), LONGEST_NAME)] = text.replace(MARK, " ")
    return tables


def _cells(book: CalamineWorkbook, name: str) -> int:
    sheet = book.get_sheet_by_name(name)
    return sheet.total_height * sheet.total_width


def _check_size(shown: str, data: bytes) -> None:
    unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    if unpacked > MOST_UNPACKED:
        raise InputError(
            f"{shown} unpacks to {unpacked:,} bytes, and at most {MOST_UNPACKED:,} can be read; "
            "save the one sheet as CSV."
        )


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > 4 * MAX_TABLE_CELLS:
        raise InputError(
            f"The sheet “{name}” has {sheet.total_height:,} rows of {sheet.total_width:,} cells, "
            f"and at most {MAX_TABLE_CELLS:,} cells can be used."
        )
    rows = sheet.to_python(skip_empty_area=True)
    return [row for row in rows if any(cell != "" for cell in row)]


def _is_table(rows: Sequence[Sequence[Any]]) -> bool:
    return len(rows) > 1 and any(isinstance(cell, int | float) for row in rows for cell in row)


def _note(name: str, names: Sequence[str]) -> str:
    others = [other for other in names if other != name]
    if not others:
        return ""
    listed = ", ".join(others[:MOST_NAMED]) + ", …" * (len(others) > MOST_NAMED)
    return as_csv([[f"Note: the sheet {name}; also in this file: {listed}"]])


def _cell(value: Any) -> Any:
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return value
