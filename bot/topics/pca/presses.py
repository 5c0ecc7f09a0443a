"""What the topic's own menus and button below an answer do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.outcome import STALE, Ask
from bot.topics.pca.colour_words import joined, parted

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Press
    from bot.topics.kit.services import Services

INPUTS = {"columns", "_rows"}
"""What menus of several values change."""


async def several(press: Press, _: Services) -> Ask:
    """Put everything that is chosen, or nothing, into an input, one a line.

    Raises
    ------
    UserError
        When somebody else chooses, or the menu is none of ours.
    """
    question = press.asked()
    press.only_the_asker()
    if press.argument not in INPUTS:
        raise UserError(STALE)
    chosen = "\n".join(press.values)
    if press.argument == "columns":
        chosen = joined(chosen, parted(question.inputs.get("columns", ""))[1])
    return Ask(question.changed(press.argument, chosen))


async def more(press: Press, _: Services) -> Ask:
    """Show further menus, or hide them again.

    Raises
    ------
    UserError
        When somebody else presses.
    """
    question = press.asked()
    press.only_the_asker()
    return Ask(question.changed("_more", "" if question.inputs.get("_more") else "yes"))
