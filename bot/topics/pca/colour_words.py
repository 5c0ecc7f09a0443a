"""The colour among the names of columns: ``math, art, colour: team``."""

from __future__ import annotations

import re

_COLOUR = re.compile(r"(?:^|[,;\n])\s*colou?r\s*:\s*(?P<name>[^,;\n]+)", re.IGNORECASE)


def parted(typed: str) -> tuple[str, str]:
    """Return the names of columns, and of what colours the rows; "" for none."""
    found = _COLOUR.search(typed)
    if found is None:
        return typed, ""
    rest = typed[: found.start()] + typed[found.end() :]
    return rest.strip(",;\n "), found["name"].strip()


def joined(columns: str, colour: str) -> str:
    """Return both as one text; `parted` is the way back."""
    return "\n".join(filter(None, (columns, colour and f"colour: {colour}")))
