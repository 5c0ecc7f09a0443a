"""Where jobs are computed and drawn, so that the bot itself never stalls.

`Workers.run(lane, function, *args)` is the one door. Behind it is the queue, which is this bot's
alone; a job whose turn has come is carried out by processes of this machine, or by those of a
cluster as long as there is one.
"""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.times import timed
from bot.workers.errors import AwayError, ClusterError, LostError, RestartError
from bot.workers.gate import Gate
from bot.workers.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.config import Config
    from bot.workers.cluster import Cluster
    from bot.workers.queue import Lane

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

FILES_IN_HAND = 4
"""Uploads that are fetched and read at a time, of up to 8 MB each."""


class Workers:
    """Processes and the queue before them.

    Parameters
    ----------
    config
        Number of processes, limits of time and memory, the cluster's address if there is one.
    warm_up
        Called in each process before its first job, to cache what jobs need.
    preload
        The module with what jobs import, where one process can do that for all of them.

    Attributes
    ----------
    machines
        Those of the cluster that carry out jobs; 0 while this one does.
    """

    def __init__(self, config: Config, warm_up: Callable[[], None], preload: str) -> None:
        self._config = config
        self._processes = Processes(config.workers, config.job_megabytes, warm_up, preload)
        self._cluster: Cluster | None = None
        self.machines = 0
        self._gate = Gate(config.workers)
        self._files = Gate(FILES_IN_HAND)

    async def start(self) -> None:
        """Start and warm up all processes; look for the cluster meanwhile.

        Raises
        ------
        ClusterError
            With one sentence for the host.
        """
        if self._config.workers_url:
            self._cluster = await asyncio.to_thread(self._new_cluster)
            self._cluster.start()
        await self._processes.start()
        if self._cluster is not None:
            await self._cluster.looked_for()

    async def drain(self, seconds: float) -> None:
        """Take no more jobs; return when those that run are done, or after so many seconds.

        Jobs that wait fail with `RestartError`.
        """
        self._files.close(RestartError)
        self._gate.close(RestartError)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._gate.empty()

    async def close(self) -> None:
        """Stop all processes at once, running jobs included; leave the cluster."""
        self._files.close(LostError)
        self._gate.close(LostError)
        await self._processes.close()
        if self._cluster is not None:
            await self._cluster.close()

    @property
    def waiting(self) -> int:
        """Jobs that wait for their turn."""
        return self._gate.waiting

    @property
    def slots(self) -> int:
        """Jobs that can be carried out at a time."""
        return self._gate.slots

    @property
    def restarts(self) -> int:
        """Processes of this machine that have ended, or were stopped, and have been replaced."""
        return self._processes.restarts

    async def run(
        self, lane: Lane, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return ``function(*args)``, computed elsewhere when the turn of who asks comes.

        Function, arguments and result are pickled. What the function raises is raised here.

        Parameters
        ----------
        lane
            Whether it is quick, draws, or reads a file.

        Raises
        ------
        JobError
            One of its kinds, when there is no result.
        LookupError
            Where nobody asks; see `bot.workers.asker`.
        """
        async with self._gate.turn(lane):
            with timed("computing"):
                return await self._carried_out(lane, partial(function, *args, **kwargs))

    async def run_on_file(self, read: Callable[[], Awaitable[T]], function: Callable[[T], R]) -> R:
        """Return ``function(await read())``, computed elsewhere, where ``read`` fetches a file.

        A file is fetched when the turn of who asks has come, so the bot holds few at a time.

        Raises
        ------
        JobError
            As `run` does.
        """
        # All are files here; the lane of files would have but half of the places.
        async with self._files.turn("drawing"):
            return await self.run("files", function, await read())

    async def run_aside(
        self, seconds: float, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return ``function(*args)``, computed by the cluster beside the answers, as if by `run`.

        Parameters
        ----------
        seconds
            What it may take.

        Raises
        ------
        AwayError
            When there is no cluster to do it.
        JobError
            One of its kinds, when there is no result.
        """
        if self._cluster is None:
            raise AwayError
        await self._cluster.looked_for()
        return await self._cluster.run_aside(seconds, partial(function, *args, **kwargs))

    async def _carried_out(self, lane: Lane, job: Callable[[], R]) -> R:
        seconds = self._config.job_seconds
        if self._cluster is not None:
            with contextlib.suppress(AwayError):
                return await self._cluster.run(lane, seconds, job)
        return await self._processes.run(seconds, job)

    def _new_cluster(self) -> Cluster:
        try:
            cluster = import_module("bot.workers.cluster")
        except ImportError:
            raise ClusterError.without_dask("WORKERS_URL") from None
        return cluster.Cluster(self._config.workers_url, self._resize)

    def _resize(self, slots: int, machines: int) -> None:
        """Let in as many jobs as the cluster has processes, or this machine where it has none.

        For each machine of the cluster one more is on its way, so that no process waits for it.
        """
        self.machines = machines
        self._gate.resize(slots or self._config.workers, spare=machines)
