"""Subjects and kinds of exercises, completed while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.syllabus import KINDS, SUBJECTS

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

MOST = 25
"""Discord's limit."""


async def topic(typed: str, _user: int, _services: Services) -> list[tuple[str, str]]:
    """Offer the subjects, then kinds of exercises, whose words contain what was typed."""
    wanted = typed.strip().casefold()
    asked = {kind.subject for kind in KINDS}
    subjects = [(name, title) for name, title in SUBJECTS.items() if name in asked]
    kinds = [(kind.title, f"{SUBJECTS[kind.subject]}: {kind.title}") for kind in KINDS]
    found = [
        offer for offer in (*subjects, *kinds) if wanted in f"{offer[0]} {offer[1]}".casefold()
    ]
    return found[:MOST]
