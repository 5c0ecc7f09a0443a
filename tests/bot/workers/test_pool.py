"""The worker processes: limits, losses, and what is left for the next job."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import times
from bot.config import Config
from bot.times import TIMES, Times
from bot.workers import (
    BLAS_THREADS,
    Asker,
    LostError,
    RestartError,
    TooBigError,
    TooSlowError,
    Workers,
    asked_by,
)
from bot.workers.pool import FILES_IN_HAND
from linalg_engine.errors import InputError
from tests.bot import jobs

PATIENCE = 20.0
"""Seconds after which a test has waited too long for something that should happen soon."""

needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@asynccontextmanager
async def started(
    workers: int = 1, *, seconds: float = 60, megabytes: int = 1024
) -> AsyncIterator[Workers]:
    pool = Workers(Config(None, workers, seconds, megabytes), jobs.warm_up, jobs.__name__)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


people = count(1)


async def run(pool: Workers, function: Callable[..., Any], *args: Any) -> Any:
    """Run a job for somebody who has none yet."""
    with asked_by(Asker(next(people))):
        return await pool.run("drawing", function, *args)


@dataclass(frozen=True)
class Visitor:
    """A job that has begun and waits to be let through."""

    pid: int
    door: asyncio.StreamWriter

    def let_through(self) -> None:
        self.door.write(b".")


class Gate:
    """A door at which jobs knock when they begin, so that tests know without waiting."""

    def __init__(self) -> None:
        self._arrived: asyncio.Queue[Visitor] = asyncio.Queue()
        self._doors: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> Gate:
        self._server = await asyncio.start_server(self._welcome, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        for door in self._doors:
            door.close()
        self._server.close()

    async def visitor(self) -> Visitor:
        """Return the next job that has begun."""
        async with asyncio.timeout(PATIENCE):
            return await self._arrived.get()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._doors.append(writer)
        pid = int(await reader.readline())
        self._arrived.put_nowait(Visitor(pid, writer))


@pytest_asyncio.fixture
async def gate() -> AsyncIterator[Gate]:
    async with Gate() as gate:
        yield gate


async def soon(task: asyncio.Future[int]) -> int:
    """Return a task's result, or fail when it does not come."""
    async with asyncio.timeout(PATIENCE):
        return await task


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def gone(pid: int) -> None:
    """Return when a process has ended and was reaped."""
    async with asyncio.timeout(PATIENCE):
        while is_alive(pid):  # noqa: ASYNC110 - a foreign process's end is no event
            await asyncio.sleep(0)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


# What is measured


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


# What goes right


async def test_twenty_jobs_at_once_are_all_answered() -> None:
    async with started(2) as pool:
        found = await asyncio.gather(*(run(pool, jobs.double, n) for n in range(20)))

    assert found == [2 * n for n in range(20)]


async def test_jobs_run_side_by_side_in_other_processes(gate: Gate) -> None:
    async with started(2) as pool:
        tasks = [asyncio.create_task(run(pool, jobs.knock, gate.port)) for _ in range(2)]
        visitors = [await gate.visitor(), await gate.visitor()]

        assert len({os.getpid(), *(visitor.pid for visitor in visitors)}) == 3

        for visitor in visitors:
            visitor.let_through()
        assert {await soon(task) for task in tasks} == {visitor.pid for visitor in visitors}


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


async def test_what_a_person_did_wrong_comes_back_whole() -> None:
    async with started() as pool:
        with pytest.raises(InputError, match=r"No\.") as caught:
            await run(pool, jobs.complain)

    error = caught.value
    assert (error.problem, error.text, error.position) == ("No.", "1 x", 2)
    assert (error.example, error.source) == ("1 2", "b")


async def test_an_unexpected_error_comes_back_and_the_process_stays() -> None:
    async with started() as pool:
        before = await run(pool, os.getpid)
        with pytest.raises(KeyError, match="lost key"):
            await run(pool, jobs.fail, "lost key")

        assert await run(pool, os.getpid) == before


async def test_an_error_that_cannot_be_sent_still_says_what_it_was() -> None:
    async with started() as pool:
        with pytest.raises(Exception, match="the truth"):
            await run(pool, jobs.fail_stubbornly)


async def test_a_job_that_ends_python_fails_alone() -> None:
    async with started() as pool:
        before = await run(pool, os.getpid)
        with pytest.raises(RuntimeError, match="ended itself with exit code 3"):
            await run(pool, jobs.leave)

        assert await run(pool, os.getpid) == before


async def test_a_job_that_cannot_be_sent_is_refused_and_the_next_is_served() -> None:
    async with started() as pool:
        with pytest.raises((AttributeError, pickle.PicklingError)):  # which, is up to Python
            await run(pool, lambda: 1)

        assert await run(pool, jobs.double, 4) == 8


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
async def test_a_killed_worker_loses_only_its_own_job(gate: Gate) -> None:
    async with started(2) as pool:
        tasks = [asyncio.create_task(run(pool, jobs.knock, gate.port)) for _ in range(2)]
        victim, survivor = await gate.visitor(), await gate.visitor()

        kill(victim.pid)
        async with asyncio.timeout(PATIENCE):
            (lost,), (kept,) = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        with pytest.raises(LostError):
            lost.result()
        survivor.let_through()

        assert await soon(kept) == survivor.pid
        pids = {await run(pool, os.getpid) for _ in range(4)}
        assert victim.pid not in pids


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


# Files


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
    fetched: list[int] = []

    async def read(number: int) -> int:
        fetched.append(number)
        return gate.port

    async def send(pool: Workers, number: int) -> int:
        with asked_by(Asker(number)):
            return await pool.run_on_file(partial(read, number), jobs.knock)

    async with started(2) as pool:
        tasks = [asyncio.create_task(send(pool, k)) for k in range(FILES_IN_HAND + 2)]
        for served in range(len(tasks)):
            visitor = await gate.visitor()
            assert fetched == list(range(min(FILES_IN_HAND + served, len(tasks))))
            # One file is in a worker; the other worker is for what is no file.
            assert await run(pool, jobs.double, 4) == 8
            visitor.let_through()

        for task in tasks:
            await soon(task)


@pytest.mark.parametrize("drained", [True, False])
async def test_files_that_wait_are_not_fetched_when_the_bot_ends(
    gate: Gate, *, drained: bool
) -> None:
    fetched: list[int] = []

    async def read(number: int) -> int:
        fetched.append(number)
        return gate.port

    async def send(pool: Workers, number: int) -> int:
        with asked_by(Asker(number)):
            return await pool.run_on_file(partial(read, number), jobs.knock)

    async with started(1) as pool:
        tasks = [asyncio.create_task(send(pool, k)) for k in range(FILES_IN_HAND + 1)]
        await gate.visitor()

        await (pool.drain(0) if drained else pool.close())

        # One runs, the others in hand wait for the worker, and the last for being fetched.
        with pytest.raises(RestartError if drained else LostError):
            await soon(tasks[-1])
        assert fetched == list(range(FILES_IN_HAND))
        for task in tasks:
            task.cancel()


# The end


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
