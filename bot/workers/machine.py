"""A machine of a Dask cluster: a worker of Dask's whose jobs are carried out by processes below it.

Dask's worker itself only passes bytes on. A job over its limit ends one of the processes, and
neither the worker nor the other jobs.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import socket
import tempfile
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from distributed import Worker, WorkerPlugin, get_worker
from distributed.security import Security

from bot.workers import dask_settings
from bot.workers.build import build
from bot.workers.errors import LostError, why_away
from bot.workers.files import Shelf
from bot.workers.sending import Done, Failed, Lacking, Parcel, carried_out, failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.config import Config
    from bot.workers.processes import Processes

log = logging.getLogger(__name__)

PLUGIN = "study-bot"

ANSWERS = "study-bot answers "
ASIDE = "study-bot aside "
"""What resources begin with; the build follows."""

AGAIN_SECONDS = 0.5
"""Between two attempts to join."""

JOIN_SECONDS = 10.0
"""For an attempt: Dask itself waits for ever for the first word of who takes the connection."""


def answers(build: str) -> str:
    """Return the resource of machines that answer, 1 for each process."""
    return ANSWERS + build


def asides(build: str) -> str:
    """Return the resource of machines that do long jobs, 1 for each."""
    return ASIDE + build


def builds(resources: Iterable[str]) -> set[str]:
    """Return the builds that resources name."""
    return {name.removeprefix(ANSWERS) for name in resources if name.startswith(ANSWERS)}


async def answer(key: str, parcel: Parcel) -> Done | Failed | Lacking:
    """Carry out a job; Dask runs this on a machine."""
    return await _this().answer(key, parcel)


async def do_aside(key: str, parcel: Parcel) -> Done | Failed | Lacking:
    """Carry out a long job beside the answers; Dask runs this on a machine."""
    return await _this().do_aside(key, parcel)


async def keep(content: bytes, dask_worker: Any) -> None:
    """Keep a file's content; Dask runs this on a machine, and gives it the worker."""
    await asyncio.to_thread(dask_worker.plugins[PLUGIN].shelf.keep, content)


def _this() -> Machine:
    worker: Any = get_worker()
    return worker.plugins[PLUGIN]


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


class Machine(WorkerPlugin):
    """The processes and the files of a machine.

    Parameters
    ----------
    config
        Limits of time and memory, and how many processes answer.
    processes
        Those, started.
    new_aside
        Returns a process for a long job, not yet started.
    shelf
        Keeps files.
    """

    name = PLUGIN

    def __init__(
        self,
        config: Config,
        processes: Processes,
        new_aside: Callable[[], Processes],
        shelf: Shelf,
    ) -> None:
        self.slots = config.workers
        self.shelf = shelf
        self._config = config
        self._processes = processes
        self._new_aside = new_aside
        self._running: dict[str, asyncio.Future[Done]] = {}

    async def answer(self, key: str, parcel: Parcel) -> Done | Failed | Lacking:
        """Carry out a job."""
        seconds = min(parcel.seconds, self._config.job_seconds)
        return await self._outcome(key, parcel, partial(self._processes.run, seconds))

    async def do_aside(self, key: str, parcel: Parcel) -> Done | Failed | Lacking:
        """Carry out a long job in a process of its own."""

        async def run(job: Callable[[], bytes]) -> bytes:
            processes = self._new_aside()
            try:
                await processes.start()
                return await processes.run(parcel.seconds, job)
            finally:
                await processes.close()

        return await self._outcome(key, parcel, run)

    def transition(self, key: Any, start: str, finish: str, **_: Any) -> None:
        """Stop a job that nobody waits for any more; Dask calls this."""
        if (start, finish) == ("executing", "released") and key in self._running:
            self._running[key].cancel()

    async def _outcome(
        self, key: str, parcel: Parcel, run: Callable[[Callable[[], bytes]], Any]
    ) -> Done | Failed | Lacking:
        if lacking := self.shelf.lacks(parcel.reads):
            return Lacking(get_worker().address, lacking)
        work = self._running[key] = asyncio.ensure_future(self._done(parcel, run))
        try:
            return await work
        except asyncio.CancelledError:
            if _is_being_cancelled():
                raise
            return failed(LostError())  # nobody waits for it
        except Exception as error:
            return failed(error)
        finally:
            work.cancel()
            del self._running[key]

    async def _done(self, parcel: Parcel, run: Callable[[Callable[[], bytes]], Any]) -> Done:
        reads = [self.shelf.path(name) for name in parcel.reads]
        writes = [self.shelf.new() for _ in range(parcel.writes)]
        try:
            result = await run(partial(carried_out, parcel.job, reads, writes))
            contents = [await asyncio.to_thread(self.shelf.kept, new) for new in writes]
            return Done(result, tuple(contents))
        finally:
            for new in writes:
                self.shelf.drop(new)


def worker(url: str, machine: Machine) -> Worker:
    """Return Dask's worker for a machine, not yet started.

    It listens in the network in which the scheduler is, and in no other.

    Parameters
    ----------
    url
        The scheduler's.

    Raises
    ------
    OSError
        When there is no way to the scheduler.
    """
    return Worker(
        url,
        host=_address_towards(url),
        dashboard_address="127.0.0.1:0",
        # A long job takes none of the places of answers.
        nthreads=machine.slots + 1,
        resources={answers(build()): machine.slots, asides(build()): 1},
        plugins=(machine,),
        memory_limit=0,
        death_timeout=JOIN_SECONDS,
        local_directory=machine.shelf.path("dask"),
    )


def _address_towards(url: str) -> str:
    """Return this machine's address in the network in which another is."""
    other = urlsplit(url)
    family, *_, target = socket.getaddrinfo(other.hostname, other.port, type=socket.SOCK_DGRAM)[0]
    # Nothing is sent: that a datagram's socket is connected only chooses a network.
    with socket.socket(family, socket.SOCK_DGRAM) as found:
        found.connect(target)
        address = found.getsockname()[0]
    return f"[{address}]" if ":" in address else address


async def serve(
    url: str, config: Config, processes: Processes, new_aside: Callable[[], Processes]
) -> None:
    """Work for a scheduler until the task is cancelled, and for the next where it is gone.

    Parameters
    ----------
    url
        The scheduler's.
    config, processes, new_aside
        As for `Machine`; the processes are started and closed here.

    Raises
    ------
    ClusterError
        When it cannot be reached with the settings as they are.
    """
    dask_settings.check(url, "worker")
    dask_settings.prepare()
    folder = await asyncio.to_thread(tempfile.mkdtemp, prefix="study-bot-")
    try:
        await processes.start()
        await _work(url, Machine(config, processes, new_aside, Shelf(Path(folder))))
    finally:
        await processes.close()
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def _reach(url: str) -> None:
    """Return when a scheduler answers, or raise why none does, which Dask's worker keeps quiet."""
    comm: Any = import_module("distributed.comm")
    security: Any = Security()
    async with asyncio.timeout(JOIN_SECONDS):
        found = await comm.connect(url, **security.get_connection_args("worker"))
        await found.close()


async def _work(url: str, machine: Machine) -> None:
    log.info("study-bot %s; processes: %d; looking for work at %s", build(), machine.slots, url)
    is_said = False
    while True:
        try:
            await _reach(url)
            async with worker(url, machine) as joined:
                log.info("joined the cluster at %s", url)
                await joined.finished()
            log.warning("The cluster at %s is gone; this machine joins it when it is back.", url)
            is_said = True
        except Exception as error:
            # Who is no scheduler of Dask's may answer anything.
            if not is_said:
                log.warning(
                    "The cluster at %s cannot be joined (%s); this machine goes on trying.",
                    url, why_away(error),
                )  # fmt: skip
            is_said = True
        await asyncio.sleep(AGAIN_SECONDS)
