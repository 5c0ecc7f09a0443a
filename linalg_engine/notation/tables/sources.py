"""What programs write tables as, besides lines of cells -> CSV."""

from __future__ import annotations

from linalg_engine.arguments import require_text
from linalg_engine.notation.tables.framed_tables import framed_table
from linalg_engine.notation.tables.literals import literal_table
from linalg_engine.notation.tables.markup_tables import markup_table

READERS = (literal_table, markup_table, framed_table)


def plain_source(text: str) -> str:
    """Return the table in a text as CSV where it is in a language of its own, else the text."""
    require_text(text)
    return next((found for read in READERS if (found := read(text)) is not None), text)
