"""Rows of values -> CSV that the table reader reads back cell by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any


def as_csv(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV; None and nan become blanks, line ends within a cell a blank."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([list(map(_cell, row)) for row in rows])
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None or value != value:  # nan is the value that differs from itself
        return ""
    if isinstance(value, list | tuple | dict):
        return "…"
    return " ".join(str(value).split())
