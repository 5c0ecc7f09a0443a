"""From what was sent to a question, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.factorize.methods import AUTO, OFFERED
from bot.topics.kit.completion import ready_or_kept
from bot.topics.kit.outcome import MenuField
from bot.topics.kit.tables_asked import TableCommand

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Ask, Outcome, Press, Request
    from bot.topics.kit.services import Services

LECTURE_FILMS = "the lecture's films"

SMALL_NUMBERS = tuple((str(k), str(k)) for k in range(1, 11))
"""Offered in the form; the command takes others, too."""

METHOD = MenuField("method", "Method", tuple(OFFERED.items()), default=AUTO)

FACTORIZE = TableCommand(
    "factorize",
    "ratings",
    "name,Shrek,Memento,Up\nann,5,?,4\nbob,1,4,?\n…",
    (MenuField("rank", "Rank", SMALL_NUMBERS, placeholder="2 if possible"), METHOD),
    examples=(LECTURE_FILMS,),
    example="bot.topics.factorize.examples:table",
)


async def factorize(request: Request, services: Services) -> Outcome:
    """Ask, or open the form."""
    return await FACTORIZE.asked(request, services.workers)


async def other_sheet(press: Press, services: Services) -> Ask:  # noqa: ARG001
    """Answer for another sheet of the workbook."""
    return await FACTORIZE.other_sheet(press)


async def tables(typed: str, user: int, services: Services) -> list[tuple[str, str]]:
    """Offer the example tables, before the asker's own values."""
    return await ready_or_kept(FACTORIZE.examples, typed, user, services)
