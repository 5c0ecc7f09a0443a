"""From what was sent to a question, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.outcome import MenuField, TextField
from bot.topics.kit.tables_asked import TableCommand

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Ask, Outcome, Press, Request
    from bot.topics.kit.services import Services

SMALL_NUMBERS = tuple((str(k), str(k)) for k in range(1, 11))
"""Offered in the form; the command takes others, too."""

STANDARDIZE = MenuField(
    "standardize",
    "Standardize?",
    (
        ("auto", "auto: if the columns' scales differ much"),
        ("no", "no: as the numbers are"),
        ("yes", "yes: every column counts the same"),
    ),
    default="auto",
)

PCA = TableCommand(
    "pca",
    "data",
    "name,math,art,sport\nann,3,1,2\nbob,1,?,4\n…",
    (
        MenuField("components", "Components", SMALL_NUMBERS, placeholder="2 if possible"),
        STANDARDIZE,
        TextField("columns", "Columns that count", "all; or: math, art; or: -id; colour: team"),
    ),
    unshown=("new",),
)


async def pca(request: Request, services: Services) -> Outcome:
    """Ask, or open the form."""
    return await PCA.asked(request, services.workers)


async def other_sheet(press: Press, services: Services) -> Ask:  # noqa: ARG001
    """Answer for another sheet of the workbook."""
    return await PCA.other_sheet(press)
