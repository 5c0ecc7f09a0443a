"""What programs write tables as, besides lines of cells -> CSV."""

from __future__ import annotations

import re

from linalg_engine.arguments import require_text
from linalg_engine.notation.tables.framed_tables import framed_table
from linalg_engine.notation.tables.literals import literal_table
from linalg_engine.notation.tables.markup_tables import markup_table


def single_quoted(text: str) -> str | None:
    """Return a table whose heads are in single quotation marks with double ones, or None."""
    return _IN_SINGLE.sub(r'"\1"', text) if _SINGLE_HEADS.match(text) else None


READERS = (literal_table, markup_table, framed_table, single_quoted)


def plain_source(text: str) -> str:
    """Return the table in a text as CSV where it is in a language of its own, else the text."""
    require_text(text)
    return next((found for read in READERS if (found := read(text)) is not None), text)


_SINGLE_HEADS = re.compile(r"\s*(?:'[^'\"\n]*'[ \t,;]*+){2,}(?:\n|\Z)")
_IN_SINGLE = re.compile(r"(?<![^\s,;])'([^'\"\n]*)'(?![^\s,;])")
