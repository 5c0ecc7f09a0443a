"""Names from tables in words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bot.drawing import fonts
from bot.intake.sheets import separated
from bot.text import shorten
from bot.topics.kit.answer import Choice
from bot.topics.kit.tables_asked import SHEETS, shown_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.topics.kit.question import Question

MOST_UNWRITTEN = 12
"""Names that are given in words because no picture can have them."""

MOST_NOTES, LONGEST_NOTE = 3, 60
"""Lines around a table that are repeated, and characters of each."""


def sheet_choices(question: Question, action: str) -> tuple[Choice, ...]:
    """Return a menu of the sheets of a workbook, where it has several with a table.

    Parameters
    ----------
    question
        Of the answer above the menu.
    action
        The topic's, which shows another sheet.
    """
    sheets = separated(question.inputs.get(SHEETS, ""))
    if len(sheets) < 2:
        return ()
    label = f"Sheet (now: {plain_name(shown_sheet(sheets), LONGEST_NOTE)})"
    return (Choice(SHEETS, label, tuple((name, name) for name in sheets), press=action),)


def plain_name(name: str, most: int = 24) -> str:
    """Return a name for a block of code, without signs that end it or turn the text around."""
    visible = "".join(c for c in name if unicodedata.category(c)[0] != "C" or c == "\u200d")
    return shorten(" ".join(visible.replace("`", "ˋ").split()), most)


def named(given: Sequence[str], count: int, kind: str) -> tuple[str, ...]:
    """Return the names, and "row 3" for each that is missing."""
    filled = given or ("",) * count
    return tuple(name.strip() or f"{kind} {place}" for place, name in enumerate(filled, start=1))


def unwritten(names: Sequence[str], kind: str) -> list[str]:
    """Return a line that gives the names which no font here can write, if there are any.

    In the pictures they are numbers, as `fonts.names` says.
    """
    lost = [i for i, name in enumerate(names) if name.strip() and fonts.writable(name) is None]
    if not lost:
        return []
    listed = ", ".join(f"{kind} {i + 1} = {plain_name(names[i])}" for i in lost[:MOST_UNWRITTEN])
    return [f"in the pictures: {listed}{', …' * (len(lost) > MOST_UNWRITTEN)}"]


def around_table(ignored: Sequence[str]) -> list[str]:
    """Return a line that gives the titles and notes around a table, if there are any."""
    if not ignored:
        return []
    listed = "; ".join(plain_name(line, LONGEST_NOTE) for line in ignored[:MOST_NOTES])
    return [f"not part of the table: {listed}{'; …' * (len(ignored) > MOST_NOTES)}"]


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return lines of text with columns below each other, the first to the left."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
