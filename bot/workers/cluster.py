"""The bot's end of a Dask cluster: jobs go there while it is there, and it is looked for meanwhile.

Dask shares the jobs out, and gives those of a machine that is lost to another. What a machine can
take is a Dask resource named after its build of the bot, so no job reaches another build.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from typing import TYPE_CHECKING, Any, TypeVar

from distributed import Client, KilledWorker
from distributed.client import FutureCancelledError

from bot.text import counted
from bot.workers import dask_settings, machine
from bot.workers.build import build
from bot.workers.errors import AwayError, LostError, why_away
from bot.workers.files import Contents
from bot.workers.sending import Done, Failed, Lacking, Parcel, packed, result_of, write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

R = TypeVar("R")

log = logging.getLogger(__name__)

CONNECT_SECONDS = 3.0
"""For reaching the scheduler, and for what it says of its workers."""

BATCH_SECONDS = 0.001
"""For how long Dask gathers messages to its scheduler; 10 ms by itself, which jobs would wait."""

LOOK_SECONDS = 0.5
"""Between two looks at the cluster, or for it."""

GRACE_SECONDS = 60.0
"""Beyond a job's own limit, for Dask to notice that a machine is lost and to ask another."""

MOST_UPLOADS = 5
"""Machines that lack the files of one job, one after the other, until it is done here."""

OWN = "the bot computes with its own processes"


class Cluster:
    """A Dask cluster, whether it is there or not.

    Parameters
    ----------
    url
        The address of its scheduler.
    changed
        Told how many jobs it can carry out at a time, 0 while it is away, and on how many machines.

    Raises
    ------
    ClusterError
        When it cannot be reached with the settings as they are.
    """

    def __init__(self, url: str, changed: Callable[[int, int], None]) -> None:
        dask_settings.check(url, "client")
        dask_settings.prepare()
        self._url = url
        self._changed = changed
        self._contents = Contents()
        self._link: _Link | None = None
        self._size = 0, 0
        self._said: object = None
        self._looked = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look for it."""
        self._looking = asyncio.create_task(self._look())

    async def looked_for(self) -> None:
        """Return when it is known whether it is there."""
        await self._looked.wait()

    async def close(self) -> None:
        """Leave it; jobs there are given up."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def run(self, lane: str, seconds: float, job: Callable[[], R]) -> R:
        """Return what a job returns, carried out there; what it raises is raised here.

        Parameters
        ----------
        lane
            Dask learns how long its jobs take.
        seconds
            What it may take.

        Raises
        ------
        AwayError
            When the job must be done here.
        LostError
            When the machines that had it were lost one after the other.
        """
        return await self._run(machine.answer, machine.answers(build()), lane, seconds, job)

    async def run_aside(self, seconds: float, job: Callable[[], R]) -> R:
        """Return what a long job returns, carried out there beside the answers; as `run`."""
        return await self._run(machine.do_aside, machine.asides(build()), "aside", seconds, job)

    async def _run(
        self,
        function: Callable[[str, Parcel], Coroutine[Any, Any, object]],
        resource: str,
        lane: str,
        seconds: float,
        job: Callable[[], R],
    ) -> R:
        link = self._link
        if link is None or not link.is_up:
            raise AwayError
        found = packed(job)
        names = await self._contents.names(found.reads)
        parcel = Parcel(found.job, names, len(found.writes), seconds)
        place = ""
        for _ in range(MOST_UPLOADS):
            since = asyncio.get_running_loop().time()
            outcome = await link.outcome(function, resource, lane, parcel, place)
            if not isinstance(outcome, Lacking):
                if found.writes:
                    await asyncio.to_thread(write_files, outcome, found.writes)
                return result_of(outcome)
            place = outcome.machine
            paths = dict(zip(names, found.reads, strict=True))
            await link.upload(place, [paths[name] for name in outcome.names], since)
        raise AwayError

    async def _look(self) -> None:
        try:
            while True:
                await self._follow()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._use(None, {})

    async def _follow(self) -> None:
        """Use the cluster as long as it is there."""
        client: Any = Client(
            self._url, timeout=CONNECT_SECONDS, asynchronous=True, set_as_default=False
        )
        words = "cannot be reached"
        try:
            # Dask itself waits for ever for the first word of who takes the connection.
            async with asyncio.timeout(2 * CONNECT_SECONDS):
                await client
            words = "is gone"
            while True:
                async with asyncio.timeout(CONNECT_SECONDS):
                    known = await client.scheduler.identity(n_workers=-1)
                self._use(client, known["workers"])
                self._looked.set()
                await asyncio.sleep(LOOK_SECONDS)
        except Exception as error:
            # Who is no scheduler of Dask's may answer anything.
            self._use(None, {})
            self._say("away", logging.WARNING, words, error)
            self._looked.set()
        finally:
            self._use(None, {})
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(CONNECT_SECONDS):
                    await client.close()

    def _use(self, client: Any, workers: Mapping[str, Mapping[str, Any]]) -> None:
        """Send jobs to these workers from now on, as far as they have this build."""
        resources = [worker["resources"] for worker in workers.values()]
        places = [int(each.get(machine.answers(build()), 0)) for each in resources]
        slots, machines = sum(places), sum(map(bool, places))
        if not slots and self._link is not None:
            self._link.cut()
            self._link = None
        if slots and self._link is None:
            self._link = _Link(client)
        if (slots, machines) != self._size:
            self._size = slots, machines
            self._changed(slots, machines)
        if client is not None:
            self._describe(slots, {name for each in resources for name in machine.builds(each)})

    def _describe(self, slots: int, builds: set[str]) -> None:
        others = ", ".join(sorted(builds - {build()}))
        if others:
            self._say_others(slots, others)
        elif not slots:
            self._say("empty", logging.WARNING, "has no workers of the bot")
        elif self._said != (slots, ""):
            self._said = (slots, "")
            jobs = counted(slots, "job")
            log.info("The cluster at %s carries out %s at a time.", self._url, jobs)

    def _say_others(self, slots: int, others: str) -> None:
        if self._said == (slots, others):
            return
        self._said = (slots, others)
        rest = f"the others carry out {counted(slots, 'job')} at a time" if slots else OWN
        log.warning(
            "Workers at %s have another version of the bot, %s, than this one, %s, and get no "
            "jobs until both are the same; %s.",
            self._url, others, build(), rest,
        )  # fmt: skip

    def _say(self, what: str, level: int, words: str, error: BaseException | None = None) -> None:
        """Log a state of the cluster, once until there is another."""
        if self._said == what:
            return
        self._said = what
        reason = f" ({why_away(error)})" if error is not None else ""
        log.log(level, "The cluster at %s %s%s; %s meanwhile.", self._url, words, reason, OWN)


class _Link:
    """A cluster that is there, until it is cut off."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._cut: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._uploads: dict[tuple[str, str], asyncio.Task[float]] = {}
        self._over: list[Any] = []
        client.scheduler_comm.interval = BATCH_SECONDS

    @property
    def is_up(self) -> bool:
        """Whether the scheduler's connection is there, which Dask knows before the next look."""
        return self._client.status == "running"

    def cut(self) -> None:
        """End the wait for all jobs; they can be done here."""
        self._cut.set_result(None)

    async def outcome(
        self,
        function: Callable[[str, Parcel], Coroutine[Any, Any, object]],
        resource: str,
        lane: str,
        parcel: Parcel,
        place: str,
    ) -> Done | Failed | Lacking:
        """Return what becomes of a job, which prefers a machine, or none where that is ""."""
        # Dask takes what stands before the last hyphen as the kind of a job.
        key = f"{lane}-{secrets.token_hex(12)}"
        self._forget()
        preferred = {"workers": [place], "allow_other_workers": True} if place else {}
        future = self._client.submit(
            function, key, parcel, key=key, pure=False, resources={resource: 1}, **preferred
        )
        waiting: asyncio.Future[Done | Failed | Lacking] = asyncio.ensure_future(future.result())
        try:
            return await self._first(waiting, parcel.seconds + GRACE_SECONDS)
        except KilledWorker:
            log.warning("A job was lost, with each machine of the cluster that had it.")
            raise LostError from None
        except AwayError:
            raise
        except (FutureCancelledError, OSError):
            raise AwayError from None
        except Exception as error:
            # What a job itself has raised comes as an outcome.
            log.warning("The cluster has failed at a job, which is done here instead. %r", error)
            raise AwayError from None
        finally:
            self._over.append(future)
            if not waiting.done():
                waiting.cancel()
                self._forget()

    def _forget(self) -> None:
        """Let Dask drop results that are here, and stop what nobody waits for any more.

        That is told together with the next job: a message by itself would delay the job's.
        """
        for future in self._over:
            future.release()
        self._over.clear()

    async def upload(self, place: str, paths: list[str], since: float) -> None:
        """Send files to a machine that lacked them, unless they were sent meanwhile.

        Parameters
        ----------
        since
            When the machine was asked, by the loop's clock.

        Raises
        ------
        AwayError
            When it is gone.
        """
        sending = [self._upload(place, path, since) for path in paths]
        await self._first(asyncio.gather(*map(asyncio.shield, sending)), GRACE_SECONDS)

    def _upload(self, place: str, path: str, since: float) -> asyncio.Task[float]:
        found = self._uploads.get((place, path))
        if found is None or (found.done() and found.result() < since):
            self._uploads = {
                key: each
                for key, each in self._uploads.items()
                if not each.done() or each.result() > since - GRACE_SECONDS
            }
            found = self._uploads[place, path] = asyncio.create_task(self._send(place, path))
        return found

    async def _send(self, place: str, path: str) -> float:
        """Send a file; return when that was done."""
        try:
            content = await asyncio.to_thread(Contents.of, path)
            await self._client.run(machine.keep, content, workers=[place])
        except Exception as error:
            # The machine is gone or has no room, or the file is gone; the job is done here then.
            log.warning("A machine of the cluster did not get a file. %r", error)
        return asyncio.get_running_loop().time()

    async def _first(self, waiting: asyncio.Future[R], seconds: float) -> R:
        """Return a result, unless the cluster is cut off before it is there, or takes too long."""
        await asyncio.wait(
            {waiting, self._cut}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        if not waiting.done():
            raise AwayError
        return waiting.result()
