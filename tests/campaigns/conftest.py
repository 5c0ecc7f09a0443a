"""The bot in a simulated Discord, and its page, for campaigns as for the suite."""

from tests.bot.conftest import (
    classroom,
    config,
    library,
    pytest_collection_modifyitems,
    simcord_bot,
    workers,
)
from tests.bot.page.conftest import page

__all__ = [
    "classroom",
    "config",
    "library",
    "page",
    "pytest_collection_modifyitems",
    "simcord_bot",
    "workers",
]
