"""This machine as one of a cluster, whose processes answer for bots elsewhere."""

from __future__ import annotations

import asyncio
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from bot.faces.computing import study_processes
from bot.models.library import learning_processes
from bot.stopping import until_told_to_stop
from bot.workers import ClusterError

if TYPE_CHECKING:
    from bot.config import Config

NEEDS_A_HAND = (ClusterError,)
"""What only the host can put right, with one sentence for that."""


def run(config: Config, url: str) -> None:
    """Work for the scheduler at an address until told to stop.

    Raises
    ------
    ClusterError
        What only the host can put right.
    """
    try:
        machine = import_module("bot.workers.machine")
    except ImportError:
        raise ClusterError.without_dask("study-bot worker") from None

    async def work() -> None:
        new_aside = partial(learning_processes, config)
        await machine.serve(url, config, study_processes(config), new_aside)

    async def nothing() -> None:
        pass

    asyncio.run(until_told_to_stop(work(), nothing))
