"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

LENGTH = 20
"""Entries on a page; a menu holds 25."""

NUMBER = "[0-9]{1,9}"
"""A page's number in what a button carries."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list.

    Attributes
    ----------
    entries
        What is on it.
    number
        Its number, from 0.
    pages
        How many there are.
    """

    entries: Sequence[T]
    number: int
    pages: int

    @property
    def where(self) -> str:
        """Which page it is, with a space behind; "" where it is the only one."""
        return f"Page {self.number + 1} of {self.pages}. " if self.pages > 1 else ""

    @property
    def turns(self) -> tuple[tuple[str, int], ...]:
        """Buttons and the pages that they lead to, around in a circle."""
        if self.pages == 1:
            return ()
        before, after = (self.number - 1) % self.pages, (self.number + 1) % self.pages
        return ("Back", before), ("Next", after)


def page_of(entries: Sequence[T], number: int) -> Page[T]:
    """Return a page; the last one where there are fewer."""
    pages = max(1, -(-len(entries) // LENGTH))
    number = min(number, pages - 1)
    return Page(entries[number * LENGTH : (number + 1) * LENGTH], number, pages)
