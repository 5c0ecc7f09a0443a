"""Processes that compute and draw, so that the bot itself never stalls.

`Workers.run(lane, function, *args)` is the one door. Every worker is a pebble pool of its own
with one process, given one job at a time: a job over its limit is killed alone, and a
process killed from outside takes at most its own job with it. (A pebble pool of several
processes shares its pipes and locks among them; a process killed while it waits there
breaks the whole pool.)
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from concurrent.futures import TimeoutError as JobTimeout
from concurrent.futures.process import BrokenProcessPool
from contextvars import Context
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.times import timed
from bot.workers.errors import LostError, RestartError, TooBigError, TooSlowError
from bot.workers.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from multiprocessing.context import BaseContext

    from bot.config import Config
    from bot.workers.queue import Lane

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

log = logging.getLogger(__name__)

MEGABYTE = 2**20

FILES_IN_HAND = 4
"""Uploads that are fetched and read at a time, of up to 8 MB each."""

CAN_LIMIT_MEMORY = sys.platform not in ("win32", "darwin")
"""macOS accepts the limit and does not enforce it."""

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""One thread a worker: the workers are the parallelism, and idle BLAS threads cost memory."""


class Workers:
    """A fixed number of worker processes and the queue before them.

    Parameters
    ----------
    config
        Number of workers, limits of time and memory.
    warm_up
        Called in each worker before its first job, to cache what jobs need.
    preload
        The module with what workers import, where one process can do that for all of them.
    """

    def __init__(self, config: Config, warm_up: Callable[[], None], preload: str) -> None:
        self._config = config
        limit = config.job_megabytes * MEGABYTE
        context = _process_context(preload)
        self._new_pool = partial(ProcessPool, 1, 0, _prepare, (limit, warm_up), context)
        self._gate = Gate(config.workers)
        self._files = Gate(FILES_IN_HAND)
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []

    async def start(self) -> None:
        """Start and warm up all workers."""
        if not CAN_LIMIT_MEMORY:
            log.warning("This system cannot limit a process's memory; only time is limited.")
        for name in BLAS_THREADS:
            os.environ.setdefault(name, "1")
        _start_fork_server()
        # The fork server answers when it has imported what workers need, which takes a second.
        starting = asyncio.ensure_future(asyncio.to_thread(self._new_workers))
        try:
            self._all = await asyncio.shield(starting)
        except asyncio.CancelledError:
            self._all = await starting
            raise
        await asyncio.gather(*(worker.run(None, _ready) for worker in self._all))
        self._idle.extend(self._all)

    def _new_workers(self) -> list[_Worker]:
        return [_Worker(self._new_pool) for _ in range(self._config.workers)]

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
        """Stop all workers at once, running jobs included."""
        self._files.close(LostError)
        self._gate.close(LostError)
        for worker in self._all:
            worker.give_up()
        await asyncio.gather(*(asyncio.to_thread(worker.stop) for worker in self._all))
        self._all, self._idle = [], []

    @property
    def waiting(self) -> int:
        """Jobs that wait for a worker."""
        return self._gate.waiting

    @property
    def restarts(self) -> int:
        """Processes that have ended, or were stopped, and have been replaced."""
        return sum(worker.restarts for worker in self._all)

    async def run(
        self, lane: Lane, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return ``function(*args)``, computed in a worker when the turn of who asks comes.

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
            worker = self._idle.pop()
            try:
                with timed("computing"):
                    return await worker.run(self._config.job_seconds, function, *args, **kwargs)
            finally:
                self._idle.append(worker)

    async def run_on_file(self, read: Callable[[], Awaitable[T]], function: Callable[[T], R]) -> R:
        """Return ``function(await read())``, computed in a worker, where ``read`` fetches a file.

        A file is fetched when the turn of who asks has come, so the bot holds few at a time.

        Raises
        ------
        JobError
            As `run` does.
        """
        # All are files here; the lane of files would have but half of the places.
        async with self._files.turn("drawing"):
            return await self.run("files", function, await read())


class _Worker:
    """One process in a pool of its own, which replaces it when it is killed."""

    def __init__(self, new_pool: Callable[[], ProcessPool]) -> None:
        self._new_pool = new_pool
        self._pool = self._started_pool()
        self._result: asyncio.Future[Any] | None = None
        self._closing = False
        self.restarts = 0

    async def run(
        self, seconds: float | None, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        try:
            return await self._attempt(seconds, function, *args, **kwargs)
        except _PoolBrokenError:
            # It ended while idle, so the job never began and may be given to a new one.
            log.warning("An idle worker ended; a new one takes its place.")
            self.restarts += 1
            self._pool = self._started_pool()
        try:
            return await self._attempt(seconds, function, *args, **kwargs)
        except _PoolBrokenError:
            raise LostError from None

    def _started_pool(self) -> ProcessPool:
        pool = self._new_pool()
        # A process outlives the request in which it starts, so it gets an empty context: in
        # simulated Discord a request's context holds a clock that is stopped, and starting a
        # process waits by the clock.
        if not Context().run(lambda: pool.active):
            raise RuntimeError("A worker process cannot be started.")
        return pool

    def give_up(self) -> None:
        """End the wait for a running job, which is then lost."""
        self._closing = True
        if self._result is not None:
            self._result.cancel()

    def stop(self) -> None:
        self._pool.stop()
        self._pool.join()

    async def _attempt(
        self, seconds: float | None, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        if not self._pool.active:
            raise _PoolBrokenError
        job = partial(function, *args, **kwargs)
        future = self._pool.schedule(_sendable, (job,), timeout=seconds)
        self._result = asyncio.wrap_future(future)
        try:
            return await self._result
        except asyncio.CancelledError:
            if self._closing:
                raise LostError from None
            raise
        except JobTimeout:
            self.restarts += 1
            raise TooSlowError from None
        except MemoryError:
            raise TooBigError from None
        except ProcessExpired as error:
            log.warning("A worker ended under its job with exit code %s.", error.exitcode)
            self.restarts += 1
            raise LostError from None
        except BrokenProcessPool:
            raise _PoolBrokenError from None


class _PoolBrokenError(Exception):
    """The pool's process ended without having begun the job."""


def _process_context(preload: str) -> BaseContext:
    """Return how processes start: never by forking this one, which has threads.

    Where there is a fork server, it imports what jobs need once, and a replacement for a
    killed worker is ready in a moment.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    return context


def preload(module: str) -> None:
    """Begin to import what workers will need, in a process of its own.

    It may be called before the first `Workers` is made, so that this process can import meanwhile.

    Parameters
    ----------
    module
        The module with what they need, as in `Workers`.
    """
    _process_context(module)
    _start_fork_server()


def _start_fork_server() -> None:
    """Start it deaf to Ctrl+C, which a terminal sends to all processes of the bot.

    It ignores that by itself, but only when it has begun; before that it would die of it.
    """
    if sys.platform == "win32":
        return  # there is none
    from multiprocessing import forkserver, resource_tracker

    # Its start ends with Ctrl+C let through, so it comes first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(memory_limit: int, warm_up: Callable[[], None]) -> None:
    if sys.platform != "win32" and CAN_LIMIT_MEMORY:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_limit, memory_limit))
    warm_up()


def _sendable(job: Callable[[], R]) -> R:
    """Run the job in the worker; an error that cannot be pickled is replaced by its traceback."""
    try:
        return job()
    except SystemExit as error:
        raise RuntimeError(f"A job ended itself with exit code {error.code}.") from None
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, a moment old
        except Exception:
            raise RuntimeError(traceback.format_exc()) from None
        raise


def _ready() -> None:
    """Return when the worker has been prepared."""
