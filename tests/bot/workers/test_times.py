"""What a pool measures: waiting, computing, and processes replaced."""

from __future__ import annotations

import asyncio

import pytest

from bot.times import TIMES, Times
from bot.workers import (
    LostError,
)
from tests.bot import jobs
from tests.bot.workers.pools import Gate, kill, needs_kill, run, soon, started


async def test_the_time_of_a_job_goes_to_whom_it_is_for(gate: Gate) -> None:
    times, others = Times(), Times()
    async with started() as pool:
        TIMES.set(times)
        running = asyncio.ensure_future(run(pool, jobs.knock, gate.port))
        visitor = await gate.visitor()
        TIMES.set(others)
        waiting = asyncio.ensure_future(run(pool, jobs.double, 4))
        await asyncio.sleep(0)
        assert pool.waiting == 1
        visitor.let_through()
        await soon(running)
        assert await soon(waiting) == 8
        assert pool.waiting == 0

    assert times.computing > 0
    assert 0 < others.waiting <= times.computing
    assert others.computing > 0
    assert times.waiting < times.computing


@needs_kill
async def test_replaced_processes_are_counted(gate: Gate) -> None:
    async with started() as pool:
        assert pool.restarts == 0
        running = asyncio.ensure_future(run(pool, jobs.knock, gate.port))
        kill((await gate.visitor()).pid)
        with pytest.raises(LostError):
            await soon(running)
        assert await run(pool, jobs.double, 2) == 4

        assert pool.restarts == 1
