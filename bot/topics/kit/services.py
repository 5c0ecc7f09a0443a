"""What a topic's hooks in the bot's own process get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.models.service import Models
    from bot.store import Store
    from bot.topics.kit.registry import Registry
    from bot.workers import Workers


@dataclass(frozen=True)
class Running:
    """The bot as it runs now.

    Attributes
    ----------
    version
        Such as ``"0.2.0"``.
    since
        When it started, in Unix seconds.
    latency
        Seconds that Discord takes to answer a heartbeat; None before the first.
    servers
        In how many it is; None where it is not on Discord.
    pages
        The host's pages: names and addresses.
    processes
        How many serve them.
    """

    version: str
    since: float
    latency: float | None
    servers: int | None
    pages: tuple[tuple[str, str], ...] = ()
    processes: int = 1


@dataclass(frozen=True)
class Services:
    """The parts of the running bot.

    Attributes
    ----------
    store
        What people and servers keep.
    workers
        Processes that compute.
    models
        What was learned of the films, and their library.
    registry
        All topics.
    forget
        Forgets the questions of a person that are not in the store yet.
    running
        Returns the bot as it runs now.
    """

    store: Store
    workers: Workers
    models: Models
    registry: Registry
    forget: Callable[[int], None]
    running: Callable[[], Running]
