"""Limits of input."""

from __future__ import annotations

MAX_BYTES = 8_000_000
"""Size of a file: as many bytes as a table may have characters."""

MOST_FILES = 3
"""Files of a message that are read."""
