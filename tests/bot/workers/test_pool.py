"""The worker processes: limits, losses, and what is left for the next job."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from pebble.pool.base_pool import Task
from pebble.pool.process import PoolManager

from bot.workers import (
    BLAS_THREADS,
    LostError,
    TooBigError,
    TooSlowError,
    processes,
)
from tests.bot import jobs
from tests.bot.workers.pools import PATIENCE, Gate, gone, kill, needs_kill, run, soon, started

# What goes right


STARTING = """
import asyncio, multiprocessing, sys
from bot.config import Config
from bot.workers import Workers
from tests.bot import jobs

async def main():
    workers = Workers(Config(workers=1), jobs.warm_up, jobs.__name__)
    await workers.start()
    await workers.close()

multiprocessing.set_executable(sys.argv[1])
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork server")
async def test_ctrl_c_ends_no_process_that_is_only_beginning(tmp_path: Path) -> None:
    # A terminal sends Ctrl+C to all processes; here to each as it begins, before it is Python.
    interrupted = tmp_path / "python"
    interrupted.write_text(f'#!/bin/sh\nkill -INT $$\nexec {sys.executable} "$@"\n')
    interrupted.chmod(0o755)

    starting = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", STARTING, str(interrupted)), stderr=asyncio.subprocess.PIPE
    )
    _, said = await starting.communicate()

    assert (starting.returncode, said.decode()) == (0, "")


async def test_every_process_is_prepared_before_its_first_job() -> None:
    async with started(2) as pool:
        prepared = await asyncio.gather(*(run(pool, jobs.was_prepared) for _ in range(4)))
        threads = [await run(pool, jobs.variable, name) for name in BLAS_THREADS]

    assert prepared == [True] * 4
    assert threads == ["1"] * 3


async def test_an_unexpected_error_comes_back_and_the_process_stays() -> None:
    async with started() as pool:
        before = await run(pool, os.getpid)
        with pytest.raises(KeyError, match="lost key"):
            await run(pool, jobs.fail, "lost key")

        assert await run(pool, os.getpid) == before


async def test_a_job_that_ends_python_fails_alone() -> None:
    async with started() as pool:
        before = await run(pool, os.getpid)
        with pytest.raises(RuntimeError, match="ended itself with exit code 3"):
            await run(pool, jobs.leave)

        assert await run(pool, os.getpid) == before


# Limits


async def test_a_job_that_never_ends_is_stopped_and_the_next_is_served() -> None:
    async with started(1, seconds=0.2) as pool:
        pid = await run(pool, os.getpid)
        with pytest.raises(TooSlowError):
            await run(pool, jobs.never_end)

        await gone(pid)
        assert await run(pool, os.getpid) != pid


async def test_others_go_on_beside_a_job_that_never_ends(gate: Gate) -> None:
    async with started(2) as pool:
        endless = asyncio.create_task(run(pool, jobs.knock, gate.port))
        await gate.visitor()

        found = [await run(pool, jobs.double, n) for n in range(5)]

        assert found == [0, 2, 4, 6, 8]
        assert not endless.done()
        endless.cancel()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to RLIMIT_AS")
async def test_a_job_that_wants_too_much_memory_is_refused_it() -> None:
    async with started(1, megabytes=1024) as pool:
        pid = await run(pool, os.getpid)
        with pytest.raises(TooBigError):
            await run(pool, jobs.fill_memory, 2**27)  # of 8 bytes: 1024 MB

        assert await run(pool, jobs.fill_memory, 2**10) == 2**13
        assert await run(pool, os.getpid) == pid


# Killed from outside


@needs_kill
async def test_a_worker_killed_while_idle_loses_nothing() -> None:
    async with started(1) as pool:
        pid = await run(pool, os.getpid)
        kill(pid)
        await gone(pid)

        assert await run(pool, os.getpid) != pid


@needs_kill
async def test_a_worker_killed_at_the_last_moment_costs_at_most_one_job() -> None:
    async with started(1) as pool:
        for _ in range(5):
            pid = await run(pool, os.getpid)
            kill(pid)
            try:
                found = await run(pool, os.getpid)
            except LostError:
                found = await run(pool, os.getpid)
            assert found != pid


@needs_kill
async def test_a_job_that_comes_while_its_worker_is_found_dead_goes_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found_dead = threading.Event()
    schedule, handle = PoolManager.schedule, PoolManager.handle_broken_pool

    def schedule_late(manager: PoolManager, task: Task) -> None:
        assert found_dead.wait(PATIENCE)
        schedule(manager, task)

    def handle_noted(manager: PoolManager, error: BrokenProcessPool) -> None:
        handle(manager, error)
        found_dead.set()

    monkeypatch.setattr(processes, "LOOK_SECONDS", 0.01)
    async with started(1) as pool:
        pid = await run(pool, os.getpid)
        monkeypatch.setattr(PoolManager, "schedule", schedule_late)
        monkeypatch.setattr(PoolManager, "handle_broken_pool", handle_noted)
        kill(pid)

        async with asyncio.timeout(PATIENCE):
            assert await run(pool, os.getpid) != pid


# Jobs nobody waits for


async def test_a_cancelled_job_gives_its_worker_back(gate: Gate) -> None:
    async with started(1) as pool:
        endless = asyncio.create_task(run(pool, jobs.knock, gate.port))
        visitor = await gate.visitor()

        endless.cancel()

        async with asyncio.timeout(PATIENCE):
            assert await run(pool, jobs.double, 4) == 8
        await gone(visitor.pid)


async def test_a_cancelled_waiter_is_passed_over(gate: Gate) -> None:
    async with started(1) as pool:
        working = asyncio.create_task(run(pool, jobs.knock, gate.port))
        visitor = await gate.visitor()
        impatient = asyncio.create_task(run(pool, jobs.double, 1))
        patient = asyncio.create_task(run(pool, jobs.double, 2))
        await asyncio.sleep(0)

        impatient.cancel()
        visitor.let_through()

        assert await soon(working) == visitor.pid
        assert await soon(patient) == 4
        assert impatient.cancelled()
