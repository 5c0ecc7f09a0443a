"""Titles of films, completed while somebody types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.titles import LONGEST_CHOICE

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

MOST_CHOICES = 25
"""Titles that are offered at a time."""


async def title(typed: str, _: int, services: Services) -> list[tuple[str, str]]:
    """Offer films whose titles match what is typed, typos allowed."""
    library = services.models.library
    return await library.in_turn(library.titles.search, typed, MOST_CHOICES)


async def titles(typed: str, _: int, services: Services) -> list[tuple[str, str]]:
    """Offer films for the last of some titles, each with those before it."""
    head, comma, last = typed.rpartition(";" if ";" in typed else ",")
    before = f"{head}{comma} " if comma else ""
    library = services.models.library
    found = await library.in_turn(library.titles.search, last.strip(), MOST_CHOICES)
    offered = [f"{before}{value}" for value, _ in found]
    return [(text, text) for text in offered if len(text) <= LONGEST_CHOICE]
