"""Titles of films, completed while somebody types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

MOST_CHOICES = 25
LONGEST_CHOICE = 100
"""What can be offered: so many texts of so many characters."""


async def title(typed: str, _: int, services: Services) -> list[tuple[str, str]]:
    """Offer films whose titles are like what is typed, in spite of spelling."""
    found = services.films.library.titles.search(typed, MOST_CHOICES)
    return [(value, shown) for shown, value in found]


async def titles(typed: str, _: int, services: Services) -> list[tuple[str, str]]:
    """Offer films for the last of some titles, each with those before it."""
    head, comma, last = typed.rpartition(";" if ";" in typed else ",")
    before = f"{head}{comma} " if comma else ""
    found = services.films.library.titles.search(last.strip(), MOST_CHOICES)
    offered = [f"{before}{value}" for _, value in found]
    return [(text, text) for text in offered if len(text) <= LONGEST_CHOICE]
