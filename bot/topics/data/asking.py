"""From what was sent to a question, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.completion import ready_or_kept
from bot.topics.kit.outcome import MenuField
from bot.topics.kit.tables_asked import TableCommand

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Ask, Outcome, Press, Request
    from bot.topics.kit.services import Services

EXAMPLES = ("people", "iris", "fruits", "cities")
"""Names of the tables that stand ready."""

FEWEST, MOST = 2, 8
"""Clusters."""

K = MenuField(
    "k",
    "Clusters",
    tuple((str(k), str(k)) for k in range(FEWEST, MOST + 1)),
    placeholder="as many as fit best",
)

STANDARDIZE = MenuField(
    "standardize",
    "Standardize?",
    (("yes", "yes: every column counts the same"), ("no", "no: as the numbers are")),
    default="yes",
)

PLACEHOLDER = "name,height,weight,age\nann,170,60,23\nbob,176,80,31\n…"
TABLE = "bot.topics.data.examples:table"

ROWS = TableCommand("data rows", "data", PLACEHOLDER, (), EXAMPLES, TABLE, unshown=("rows",))
CLUSTER = TableCommand("data cluster", "data", PLACEHOLDER, (K, STANDARDIZE), EXAMPLES, TABLE)


async def rows(request: Request, services: Services) -> Outcome:
    """Ask, or open the form."""
    return await ROWS.asked(request, services.workers)


async def other_rows(press: Press, services: Services) -> Ask:  # noqa: ARG001
    """Compare the rows of another sheet of the workbook."""
    return await ROWS.other_sheet(press)


async def other_clusters(press: Press, services: Services) -> Ask:  # noqa: ARG001
    """Find clusters in another sheet of the workbook."""
    return await CLUSTER.other_sheet(press)


async def cluster(request: Request, services: Services) -> Outcome:
    """Ask, or open the form."""
    return await CLUSTER.asked(request, services.workers)


async def tables(typed: str, user: int, services: Services) -> list[tuple[str, str]]:
    """Offer the example tables, before the asker's own values."""
    return await ready_or_kept(EXAMPLES, typed, user, services)
