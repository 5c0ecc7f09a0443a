"""What the topic's own button below an answer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.outcome import Ask

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Press
    from bot.topics.kit.services import Services

PSEUDO = "_pseudo"
"""The input that asks for the pseudo-inverse."""


async def pseudo_inverse(press: Press, _: Services) -> Ask:
    """Answer with the pseudo-inverse of the matrix that has no inverse.

    Raises
    ------
    UserError
        When somebody else presses.
    """
    question = press.asked()
    press.only_the_asker()
    return Ask(question.changed(PSEUDO, "yes"))
