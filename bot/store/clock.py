"""Time as the store keeps it."""

from __future__ import annotations

import time

DAY = 24 * 60 * 60 * 1000
"""In milliseconds."""


def milliseconds() -> int:
    """Return the time since 1970."""
    return time.time_ns() // 1_000_000
