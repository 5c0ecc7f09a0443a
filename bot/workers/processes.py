"""Processes on this machine that carry out jobs, within limits of time and memory.

Each is a pebble pool of its own with one process, given one job at a time: a job over its limit
is killed alone, and a process killed from outside takes at most its own job with it. (A pebble
pool of several processes shares its pipes and locks among them; a process killed while it waits
there breaks the whole pool.)
"""

from __future__ import annotations

import asyncio
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
from typing import TYPE_CHECKING, Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.workers.errors import LostError, TooBigError, TooSlowError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import BaseContext

R = TypeVar("R")

log = logging.getLogger(__name__)

MEGABYTE = 2**20

CAN_LIMIT_MEMORY = sys.platform not in ("win32", "darwin")
"""macOS accepts the limit and does not enforce it."""

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""One thread a process: the processes are the parallelism, and idle BLAS threads cost memory."""


LOOK_SECONDS = 1.0
"""Between two looks whether a job's process has broken without a word about the job."""


class Processes:
    """A fixed number of processes, each given one job at a time.

    Parameters
    ----------
    count
        How many.
    megabytes
        What a job may use.
    warm_up
        Called in each before its first job, to cache what jobs need.
    preload
        The module with what jobs import, where one process can do that for all of them.
    """

    def __init__(
        self, count: int, megabytes: int, warm_up: Callable[[], None], preload: str
    ) -> None:
        context = _process_context(preload)
        self._new_pool = partial(
            ProcessPool, 1, 0, _prepare, (megabytes * MEGABYTE, warm_up), context
        )
        self._count = count
        self._free = asyncio.Semaphore(count)
        self._idle: list[_Process] = []
        self._all: list[_Process] = []
        self._closed = False

    async def start(self) -> None:
        """Start and warm up all of them."""
        if not CAN_LIMIT_MEMORY:
            log.warning("This system cannot limit a process's memory; only time is limited.")
        for name in BLAS_THREADS:
            os.environ.setdefault(name, "1")
        _start_fork_server()
        # The fork server answers when it has imported what jobs need, which takes a second.
        starting = asyncio.ensure_future(asyncio.to_thread(self._new_processes))
        try:
            self._all = await asyncio.shield(starting)
        except asyncio.CancelledError:
            self._all = await starting
            raise
        await asyncio.gather(*(process.run(None, _ready) for process in self._all))
        self._idle.extend(self._all)

    def _new_processes(self) -> list[_Process]:
        return [_Process(self._new_pool) for _ in range(self._count)]

    async def run(self, seconds: float, job: Callable[[], R]) -> R:
        """Return what a job returns, when a process is free for it; what it raises is raised here.

        Raises
        ------
        TooSlowError, TooBigError, LostError
            When there is no result.
        """
        async with self._free:
            if self._closed:
                raise LostError
            process = self._idle.pop()
            try:
                return await process.run(seconds, job)
            finally:
                self._idle.append(process)

    async def close(self) -> None:
        """Stop all at once, running jobs included."""
        self._closed = True
        for process in self._all:
            process.give_up()
        await asyncio.gather(*(asyncio.to_thread(process.stop) for process in self._all))
        self._all, self._idle = [], []

    @property
    def restarts(self) -> int:
        """How many have ended, or were stopped, and have been replaced."""
        return sum(process.restarts for process in self._all)


class _Process:
    """One process in a pool of its own, which replaces it when it is killed."""

    def __init__(self, new_pool: Callable[[], ProcessPool]) -> None:
        self._new_pool = new_pool
        self._pool = self._started_pool()
        self._result: asyncio.Future[Any] | None = None
        self._closing = False
        self.restarts = 0

    async def run(self, seconds: float | None, job: Callable[[], R]) -> R:
        try:
            return await self._attempt(seconds, job)
        except _PoolBrokenError:
            # It ended while idle, so the job never began and may be given to a new one.
            log.warning("An idle worker ended; a new one takes its place.")
            self.restarts += 1
            self._pool = self._started_pool()
        try:
            return await self._attempt(seconds, job)
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

    async def _look(self, result: asyncio.Future[Any]) -> None:
        """End the wait for a job that pebble took just when it found its process dead.

        Pebble ends all jobs that it knows then, and knows nothing of one a moment later.
        """
        while self._pool.active:  # noqa: ASYNC110 - pebble tells nobody
            await asyncio.sleep(LOOK_SECONDS)
        if not result.done():
            result.set_exception(BrokenProcessPool())

    def give_up(self) -> None:
        """End the wait for a running job, which is then lost."""
        self._closing = True
        if self._result is not None:
            self._result.cancel()

    def stop(self) -> None:
        self._pool.stop()
        self._pool.join()

    async def _attempt(self, seconds: float | None, job: Callable[[], R]) -> R:
        if not self._pool.active:
            raise _PoolBrokenError
        future = self._pool.schedule(_sendable, (job,), timeout=seconds)
        self._result = asyncio.wrap_future(future)
        # By the clock outside of a request, as in `_started_pool`.
        looking = asyncio.create_task(self._look(self._result), context=Context())
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
        finally:
            looking.cancel()


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
