"""From what was sent to a question, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.outcome import MenuField, TextField
from bot.topics.kit.tables_asked import TableCommand

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Ask, Outcome, Press, Request
    from bot.topics.kit.services import Services

LARGEST_DEGREE = 10
"""The engine's bound, repeated: it loads NumPy."""

DEGREES = ("the mean", "a line", "a parabola", "a cubic")
"""What polynomials of the lowest degrees are called."""

DEGREE = MenuField(
    "degree",
    "Degree",
    tuple((str(k), f"{k}: {name}") for k, name in enumerate(DEGREES))
    + tuple((str(k), str(k)) for k in range(len(DEGREES), LARGEST_DEGREE + 1)),
    placeholder="1: a line",
)

FIT = TableCommand(
    "fit",
    "points",
    "hours,score\n1,2\n2,3\n4,4\n…",
    (
        DEGREE,
        TextField("x", "Column x", "the first"),
        TextField("y", "Column y", "the second"),
    ),
)


async def fit(request: Request, services: Services) -> Outcome:
    """Ask, or open the form."""
    return await FIT.asked(request, services.workers)


async def other_sheet(press: Press, services: Services) -> Ask:  # noqa: ARG001
    """Answer for another sheet of the workbook."""
    return await FIT.other_sheet(press)
