"""`/quiz daily`: the problem of today, by the calendar of UTC, in the bot's process."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.store import milliseconds
from bot.topics.kit.daily import problem
from bot.topics.quiz.context import Context
from bot.topics.quiz.posing import posed

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Ask, Request
    from bot.topics.kit.services import Services


async def today(_: Request, services: Services) -> Ask:
    """Ask the problem of today."""
    day = datetime.fromtimestamp(milliseconds() / 1000, UTC).date()
    return await posed(services, str(problem(day.toordinal(), "everybody")), Context())
