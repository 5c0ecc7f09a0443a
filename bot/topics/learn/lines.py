"""In which line of a file something stands: `tomllib` says so of mistakes in its syntax alone."""

from __future__ import annotations

import re
import tomllib
from typing import Any

Path = tuple[str | int, ...]
"""The way to an entry: ``("cards", 2, "right")``."""


TWICE = "This key is there already; perhaps a line [[cards]] is missing above it."


def line_of(content: str, path: Path) -> int:
    """Return the line in which an entry or a table begins.

    Longer and longer beginnings of the file are read, until the entry is in them.

    Examples
    --------
    >>> line_of('title = "A"\\n[[cards]]\\ntext = "b"', ("cards", 0, "text"))
    3
    """
    lines = content.split("\n")
    begins = 0
    for end in range(1, len(lines) + 1):
        try:
            found = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        if _holds(found, path):
            return begins + 1
        begins = end
    return len(lines)


def syntax_error(content: str, error: tomllib.TOMLDecodeError) -> tuple[int, str]:
    """Return in which line a file cannot be read, and why."""
    words = str(error).replace("Cannot overwrite a value", TWICE)
    found = re.search(r"\(at line (\d+), column \d+\)", words)
    line = int(found[1]) if found else content.rstrip().count("\n") + 1
    return line, re.sub(r" \(at [^)]*\)$", "", words)


def _holds(found: Any, path: Path) -> bool:
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
