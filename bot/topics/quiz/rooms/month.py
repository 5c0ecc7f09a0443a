"""The table of a server's month, for whoever asks; and how to get off it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.store import milliseconds
from bot.topics.kit.outcome import Button, Note
from bot.topics.quiz.rooms.words import pointed, ranked

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

NO_SERVER = "Points are made in rooms and duels of a server; there is no table here."

LISTED = 25


async def table(request: Request, services: Services) -> Note:
    """Show this month's points in the server."""
    return await _table(services, request.guild, request.user)


async def month(press: Press, services: Services) -> Note:
    """Show the same below the table of a room."""
    return await _table(services, press.guild, press.user)


async def remove(press: Press, services: Services) -> Note:
    """Take somebody off this month's table."""
    if press.guild is None:
        raise UserError(NO_SERVER)
    if not await services.store.rooms.leave_month(press.guild, press.user):
        return Note(("Your name is not in it.",))
    return Note(("Your name is off this month's table, and your points are forgotten.",))


async def _table(services: Services, guild: int | None, user: int) -> Note:
    if guild is None:
        raise UserError(NO_SERVER)
    points = await services.store.rooms.month(guild)
    now = datetime.fromtimestamp(milliseconds() / 1000, UTC)
    title = f"### Quiz rooms in {now:%B %Y}"
    if not points:
        return Note((f"{title}\nNobody has points yet. `/quiz room` opens a room.",))
    lines = [title, *ranked(points, LISTED)]
    buttons = ()
    if user in points:
        lines.append(f"You have {pointed(points[user])}.")
        buttons = (Button("roomoff", "", "Take my name off", danger=True),)
    lines.append("-# The next month begins without points.")
    return Note(("\n".join(lines),), buttons=buttons)
