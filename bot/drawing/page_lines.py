"""Formulas that are too wide for a page, as several lines, broken where a teacher breaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.page_sizes import INDENT, ROOM, SIGN, width
from bot.formula.relations import Chain
from bot.formula.shapes import Series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.formula.node import Formula


def lines(block: Formula) -> Iterator[Formula]:
    """Return a block, or the lines of one that is too wide.

    A list is set item by item. A chain of equalities goes on in a line that begins with its sign.
    """
    if isinstance(block, str) or width(block) <= ROOM:
        yield block
        return
    match block:
        case Series(items):
            for item in items:
                yield from lines(item)
        case Chain():
            yield from _parts_of(block)
        case _:
            yield block


def _parts_of(chain: Chain) -> Iterator[Chain]:
    left, before, others = chain.left, chain.before, list(chain.others)
    while others:
        used = INDENT if left is None else width(left)
        count = 0
        while count < len(others) and used + SIGN + width(others[count]) <= ROOM:
            used += SIGN + width(others[count])
            count += 1
        # What is too wide by itself breaks at its plus signs.
        line = tuple(others[: max(1, count)])
        yield Chain(left, line, before)
        left, before, others = None, line[-1], others[len(line) :]
