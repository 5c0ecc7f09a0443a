"""What an answer would be if the decimals in it were rounded, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula.node import text
from bot.formula.numbers import Number
from linalg_engine import formatting

if TYPE_CHECKING:
    from linalg_engine.elimination.rounded_digits import Reading
    from linalg_engine.matrices import Matrix

MOST_NAMED = 3
"""Numbers, their signs aside, of which the line says what they may stand for."""

LONGEST = 20
"""Digits of the longest of them that is repeated whole."""

MOST_ENTRIES = 12
"""A larger matrix is not repeated in a line."""


def hint(outcome: str, reading: Reading | None = None) -> str:
    """Return "if these digits are rounded (0.333 for 1/3): rank 1"."""
    if reading is None:
        return f"if these digits are rounded: {outcome}"
    sizes = {abs(typed): abs(meant) for typed, meant in reading.meant}
    named = [
        f"{formatting.decimal(typed, typed=LONGEST)} for {formatting.pretty(meant)}"
        for typed, meant in sizes.items()
    ]
    more = ", …" * (len(named) > MOST_NAMED)
    return f"if these digits are rounded ({', '.join(named[:MOST_NAMED])}{more}): {outcome}"


def in_a_line(a: Matrix) -> str:
    """Return "[1 1/2; 0 0]", or "" for a large matrix."""
    if a.size > MOST_ENTRIES:
        return ""
    return f"[{'; '.join(' '.join(text(Number(x)) for x in row) for row in a)}]"
