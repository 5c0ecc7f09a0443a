"""Lines of a list in a block of code."""

from __future__ import annotations

from collections.abc import Iterable

from bot.topics.kit.kept import shortened

LONGEST_LINE = 60


def in_code(lines: Iterable[str]) -> str:
    """Return lines as a block of code."""
    return "```\n{}\n```".format("\n".join(lines))


def cut(line: str) -> str:
    """Return a line that is short enough, and does not end a block of code."""
    return shortened(line.replace("`", "ˋ"), LONGEST_LINE)
