"""Names of files, as errors repeat them."""

from __future__ import annotations

from bot.text import shorten

LONGEST_NAME = 60
"""Characters of a file's name in an error."""


def shown_name(name: str) -> str:
    """Return a file's name without invisible characters, "The file" where it has none."""
    plain = "".join(c for c in name if c.isprintable()).strip() or "The file"
    return shorten(plain, LONGEST_NAME)
