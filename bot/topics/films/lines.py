"""Lines of a list in a block of code."""

from __future__ import annotations

from collections.abc import Iterable

from bot.text import shorten

LONGEST_LINE = 60


def in_code(lines: Iterable[str]) -> str:
    """Return lines as a block of code."""
    return "```\n{}\n```".format("\n".join(lines))


def cut(line: str) -> str:
    """Return a line that is short enough, and does not end a block of code."""
    line = line.replace("`", "ˋ")
    return shorten(line, LONGEST_LINE)
