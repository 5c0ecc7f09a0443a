"""Clusters to test on loopback: Dask's scheduler in this process, its machines here or outside."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from distributed import Scheduler, Worker

from bot.config import Config
from bot.models.library import learning_processes
from bot.workers import Processes, Workers, dask_settings, machine
from bot.workers.files import Shelf
from bot.workers.machine import Machine
from tests.bot import jobs
from tests.bot.workers.pools import PATIENCE
from tests.ports import LOOPBACK

ROOT = Path(__file__).parents[3]
STARTING_PATIENCE = 120.0
"""Seconds after which a test has waited too long for programs that are being started."""

SECONDS = 60.0
"""What a job may take, unless a test wants to see it stopped."""


@asynccontextmanager
async def scheduler(port: int = 0, protocol: str = "tcp") -> AsyncIterator[Any]:
    """A scheduler that gives a job to one further machine when the first is lost."""
    dask_settings.prepare()
    async with Scheduler(
        host=LOOPBACK,
        port=port,
        protocol=protocol,
        dashboard=False,
        dashboard_address=f"{LOOPBACK}:0",
        allowed_failures=1,
    ) as found:
        yield found


@asynccontextmanager
async def processes(
    count: int = 1, seconds: float = SECONDS, most_files: int = 40
) -> AsyncIterator[Machine]:
    """What a machine of the cluster has; it joins by `joined`."""
    config = Config(workers=count, job_seconds=seconds)
    folder = Path(tempfile.mkdtemp(prefix="study-bot-test-"))
    own = Processes(count, 1024, jobs.warm_up, jobs.__name__)
    await own.start()
    try:
        yield Machine(config, own, partial(learning_processes, config), Shelf(folder, most_files))
    finally:
        await own.close()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def joined(url: str, count: int = 1) -> AsyncIterator[tuple[Worker, Machine]]:
    """A machine in the cluster, in this process."""
    async with processes(count) as found, machine.worker(url, found) as worker:
        yield worker, found


@asynccontextmanager
async def pool(
    url: str, slots: int, *, seconds: float = SECONDS, away: bool = False
) -> AsyncIterator[Workers]:
    """The bot's workers with a cluster, as soon as it can carry out so many jobs, or is away."""
    config = Config(workers=1, workers_url=url, job_seconds=seconds)
    found = Workers(config, jobs.warm_up, jobs.__name__)
    try:
        await found.start()
        await until(lambda: (found.slots, not found.machines) == (slots, away), STARTING_PATIENCE)
        yield found
    finally:
        await found.close()


async def until(is_so: Callable[[], object], patience: float = PATIENCE) -> None:
    """Return when something is so, which nothing tells of."""
    async with asyncio.timeout(patience):
        while not is_so():  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(0.01)


@contextmanager
def started_by_command(url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A machine with one process, started as a host does."""
    settings = {"WORKERS": "1", "JOB_SECONDS": "60", "JOB_MEGABYTES": "1024"}
    with _program("-m", "bot", "worker", url, **settings) as program:
        yield program


@contextmanager
def scheduler_by_command(url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler at an address of this machine, started as a host does."""
    port = str(urlsplit(url).port)
    listening = ("--host", LOOPBACK, "--port", port, "--no-dashboard")
    retries = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with _program("-m", "dask", "scheduler", *listening, **retries) as program:
        yield program


@contextmanager
def _program(*arguments: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    program = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **settings}
    )
    try:
        yield program
    finally:
        program.terminate()
        program.wait(STARTING_PATIENCE)
