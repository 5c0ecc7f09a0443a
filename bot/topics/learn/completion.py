"""Lessons, completed while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.learn.files import lessons

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

MOST = 25
"""Discord's limit."""


async def lesson(typed: str, _user: int, _services: Services) -> list[tuple[str, str]]:
    """Offer the lessons whose names or titles contain what was typed."""
    wanted = typed.strip().casefold()
    found = [
        (lesson.name, lesson.heading)
        for lesson in lessons().values()
        if wanted in f"{lesson.name} {lesson.heading}".casefold()
    ]
    return found[:MOST]
