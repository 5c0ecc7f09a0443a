"""Lists of named things, short on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.formula import Formula


def in_pairs(items: Iterable[Formula]) -> tuple[Series, ...]:
    """Return formulas two in a line.

    Examples
    --------
    >>> [str(line) for line in in_pairs(["a", "b", "c"])]
    ['a,  b', 'c']
    """
    listed = tuple(items)
    return tuple(Series(listed[k : k + 2]) for k in range(0, len(listed), 2))
