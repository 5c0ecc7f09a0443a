"""What the button below an answer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.factorize.methods import COMPARE
from bot.topics.kit.outcome import Show

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Press
    from bot.topics.kit.services import Services


async def compare_ranks(press: Press, _: Services) -> Show:
    """Show which rank predicts best, to the user who pressed."""
    return Show(press.asked().changed(COMPARE, "ranks"))
