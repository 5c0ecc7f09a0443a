"""How a pool ends: closed at once, or drained."""

from __future__ import annotations

import asyncio
import os

import pytest

from bot.workers import (
    RestartError,
)
from tests.bot import jobs
from tests.bot.workers.pools import PATIENCE, Gate, gone, is_alive, run, soon, started


async def test_closing_ends_every_process(gate: Gate) -> None:
    async with started(2) as pool:
        tasks = [asyncio.create_task(run(pool, jobs.knock, gate.port)) for _ in range(2)]
        pids = [(await gate.visitor()).pid, (await gate.visitor()).pid]
        for task in tasks:
            task.cancel()
        pids.append(await run(pool, os.getpid))

    for pid in pids:
        await gone(pid)
        assert not is_alive(pid)


async def test_closing_ends_the_wait_for_a_running_job(gate: Gate) -> None:
    async with started(1) as pool:
        working = asyncio.create_task(run(pool, jobs.knock, gate.port))
        await gate.visitor()

    await asyncio.wait({working}, timeout=PATIENCE)
    ended = working.done()
    working.cancel()
    assert ended


async def test_whoever_cancels_a_job_is_told_of_no_loss(gate: Gate) -> None:
    async with started(1) as pool:
        working = asyncio.create_task(run(pool, jobs.knock, gate.port))
        await gate.visitor()
        working.cancel()

        with pytest.raises(asyncio.CancelledError):
            await soon(working)

        assert await run(pool, jobs.double, 2) == 4


async def test_closing_ends_the_wait_for_a_worker(gate: Gate) -> None:
    async with started(1) as pool:
        working = asyncio.create_task(run(pool, jobs.knock, gate.port))
        await gate.visitor()
        waiting = asyncio.create_task(run(pool, jobs.double, 1))
        await asyncio.sleep(0)

    await asyncio.wait({waiting}, timeout=PATIENCE)
    working.cancel()
    assert waiting.done()


async def test_draining_answers_what_runs_and_refuses_what_waits(gate: Gate) -> None:
    async with started(1) as pool:
        working = asyncio.create_task(run(pool, jobs.knock, gate.port))
        visitor = await gate.visitor()
        waiting = asyncio.create_task(run(pool, jobs.double, 1))
        await asyncio.sleep(0)

        draining = asyncio.create_task(pool.drain(PATIENCE))
        with pytest.raises(RestartError):
            await soon(waiting)
        with pytest.raises(RestartError):
            await run(pool, jobs.double, 2)
        assert not draining.done()
        visitor.let_through()

        assert await soon(working) == visitor.pid
        async with asyncio.timeout(PATIENCE):
            await draining


async def test_draining_waits_no_longer_than_it_is_given(gate: Gate) -> None:
    async with started(1) as pool:
        working = asyncio.create_task(run(pool, jobs.knock, gate.port))
        await gate.visitor()

        await pool.drain(0)

        assert not working.done()
        working.cancel()


async def test_draining_without_jobs_is_done_at_once() -> None:
    async with started(1) as pool:
        await pool.drain(0)
        with pytest.raises(RestartError):
            await run(pool, jobs.double, 2)
