"""Files: fetched when their turn comes, read in a worker."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial

import pytest

from bot import times
from bot.times import TIMES, Times
from bot.workers import (
    Asker,
    LostError,
    RestartError,
    Workers,
    asked_by,
)
from bot.workers.pool import FILES_IN_HAND
from tests.bot import jobs
from tests.bot.workers.pools import Gate, run, soon, started


@dataclass
class Files:
    """Files that are fetched one by one, each with a job that knocks at the gate."""

    gate: Gate
    fetched: list[int] = field(default_factory=list[int])

    async def send(self, pool: Workers, number: int) -> int:
        with asked_by(Asker(number)):
            return await pool.run_on_file(partial(self._read, number), jobs.knock)

    async def _read(self, number: int) -> int:
        self.fetched.append(number)
        return self.gate.port


async def test_a_file_is_read_in_a_worker() -> None:
    async def read() -> int:
        return 21

    async with started() as pool:
        with asked_by(Asker(1)):
            assert await pool.run_on_file(read, jobs.double) == 42


async def test_fetching_a_file_counts_neither_as_waiting_nor_as_computing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr(times.time, "perf_counter", lambda: now)
    found = Times()

    async def read() -> int:
        nonlocal now
        now += 100
        return 1

    async with started() as pool:
        token = TIMES.set(found)
        with asked_by(Asker(1)):
            await pool.run_on_file(read, jobs.double)
        TIMES.reset(token)

    assert found == Times()


async def test_files_are_not_fetched_before_their_turn(gate: Gate) -> None:
    files = Files(gate)

    async with started(2) as pool:
        tasks = [asyncio.create_task(files.send(pool, k)) for k in range(FILES_IN_HAND + 2)]
        for served in range(len(tasks)):
            visitor = await gate.visitor()
            assert files.fetched == list(range(min(FILES_IN_HAND + served, len(tasks))))
            # One file is in a worker; the other worker is for what is no file.
            assert await run(pool, jobs.double, 4) == 8
            visitor.let_through()

        for task in tasks:
            await soon(task)


@pytest.mark.parametrize("drained", [True, False])
async def test_files_that_wait_are_not_fetched_when_the_bot_ends(
    gate: Gate, *, drained: bool
) -> None:
    files = Files(gate)

    async with started(1) as pool:
        tasks = [asyncio.create_task(files.send(pool, k)) for k in range(FILES_IN_HAND + 1)]
        await gate.visitor()

        await (pool.drain(0) if drained else pool.close())

        # One runs, the others in hand wait for the worker, and the last for being fetched.
        with pytest.raises(RestartError if drained else LostError):
            await soon(tasks[-1])
        assert files.fetched == list(range(FILES_IN_HAND))
        for task in tasks:
            task.cancel()
