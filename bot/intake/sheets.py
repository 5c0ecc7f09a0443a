"""The sheets of a workbook as one text, which a worker hands over, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "\f"
"""Before each sheet's name, which ends with its line. No other text that is read begins with it."""


def joined(sheets: Mapping[str, str]) -> str:
    """Return sheets as one text; `separated` is the way back. One sheet is its own text."""
    if len(sheets) == 1:
        return next(iter(sheets.values()))
    return "".join(f"{MARK}{name}\n{text}" for name, text in sheets.items())


def separated(text: str) -> dict[str, str]:
    """Return the texts of sheets by their names, none where it is one text by itself."""
    if not text.startswith(MARK):
        return {}
    pieces = [piece.partition("\n") for piece in text[len(MARK) :].split(MARK)]
    return {name: sheet for name, _, sheet in pieces}


def first_of(text: str) -> str:
    """Return the text of the first sheet, or the text itself."""
    return next(iter(separated(text).values()), text)
