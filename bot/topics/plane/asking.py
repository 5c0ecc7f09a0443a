"""From what was sent to a question, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.completion import ready_or_kept
from bot.topics.kit.tables_asked import TableCommand

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Ask, Outcome, Press, Request
    from bot.topics.kit.services import Services

READY = ("two floors", "a leaf")

PLANE = TableCommand(
    "data plane",
    "data",
    "name,x,y,z\nA,0,0,1\nB,4,1,0\nC,8,0,2\n…",
    (),
    READY,
    "bot.topics.plane.examples:table",
)


async def plane(request: Request, services: Services) -> Outcome:
    """Ask, or open the form."""
    return await PLANE.asked(request, services.workers)


async def other_sheet(press: Press, services: Services) -> Ask:  # noqa: ARG001
    """Answer for another sheet of the workbook."""
    return await PLANE.other_sheet(press)


async def tables(typed: str, user: int, services: Services) -> list[tuple[str, str]]:
    """Offer the points that stand ready, before the asker's own values."""
    return await ready_or_kept(READY, typed, user, services)
