"""What holds of jobs wherever they are carried out: here, in a cluster, on machines of a host's."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from bot.topics.kit.answer import Reply
from bot.workers import (
    BLAS_THREADS,
    LostError,
    NewFile,
    SharedFile,
    TooBigError,
    TooSlowError,
    Workers,
)
from linalg_engine.errors import InputError
from tests.bot import jobs
from tests.bot.workers import both_ways, clusters
from tests.bot.workers.pools import PATIENCE, Gate, gone, kill, needs_kill, run, soon, started

HERE, CLUSTER, COMMAND = "processes here", "a cluster", "machines started by command"


@pytest_asyncio.fixture(scope="session", params=[HERE, CLUSTER, COMMAND])
async def url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The address of two processes, "" for some of this machine."""
    if request.param == HERE:
        yield ""
        return
    async with AsyncExitStack() as stack:
        found = await stack.enter_async_context(clusters.scheduler())
        for _ in range(2):
            if request.param == COMMAND:
                stack.enter_context(clusters.started_by_command(found.address))
            else:
                await stack.enter_async_context(clusters.joined(found.address))
        yield found.address


@pytest_asyncio.fixture(scope="session")
async def pool(url: str) -> AsyncIterator[Workers]:
    async with clusters.pool(url, 2) if url else started(2) as found:
        yield found


async def test_twenty_jobs_at_once_are_all_answered(pool: Workers) -> None:
    found = await asyncio.gather(*(run(pool, jobs.double, n) for n in range(20)))

    assert found == [2 * n for n in range(20)]


async def test_jobs_run_side_by_side_in_other_processes(pool: Workers, gate: Gate) -> None:
    tasks = [asyncio.create_task(run(pool, jobs.knock, gate.port)) for _ in range(2)]
    visitors = [await gate.visitor(), await gate.visitor()]

    assert len({os.getpid(), *(visitor.pid for visitor in visitors)}) == 3

    for visitor in visitors:
        visitor.let_through()
    assert {await soon(task) for task in tasks} == {visitor.pid for visitor in visitors}


async def test_a_process_has_one_thread_for_numbers(pool: Workers) -> None:
    assert [await run(pool, jobs.variable, name) for name in BLAS_THREADS] == ["1"] * 3


async def test_answers_and_pictures_are_the_same_as_in_this_process(pool: Workers) -> None:
    asked = both_ways.sample()

    found = await asyncio.gather(*(both_ways.outcome(pool, each) for each in asked))

    assert found == [await both_ways.outcome_here(each) for each in asked]
    assert any(isinstance(each, Reply) and each.pictures for each in found)


async def test_what_a_person_did_wrong_comes_back_whole(pool: Workers) -> None:
    with pytest.raises(InputError, match=r"No\.") as caught:
        await run(pool, jobs.complain)

    error = caught.value
    assert (error.problem, error.text, error.position) == ("No.", "1 x", 2)
    assert (error.example, error.source) == ("1 2", "b")


async def test_an_unexpected_error_says_where_in_the_job_it_was_raised(pool: Workers) -> None:
    with pytest.raises(KeyError, match="lost key") as caught:
        await run(pool, jobs.fail, "lost key")

    assert "raise KeyError(sentence)" in str(caught.value.__cause__)


async def test_an_error_that_cannot_be_sent_still_says_what_it_was(pool: Workers) -> None:
    with pytest.raises(Exception, match="the truth"):
        await run(pool, jobs.fail_stubbornly)


async def test_a_job_that_ends_python_fails_alone(pool: Workers) -> None:
    with pytest.raises(RuntimeError, match="ended itself with exit code 3"):
        await run(pool, jobs.leave)

    assert await run(pool, jobs.double, 4) == 8


async def test_a_job_that_cannot_be_sent_is_refused_and_the_next_is_served(pool: Workers) -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):  # which, is up to Python
        await run(pool, lambda: 1)

    assert await run(pool, jobs.double, 4) == 8


async def test_a_job_reads_and_writes_files(pool: Workers, tmp_path: Path) -> None:
    read, written = tmp_path / "read", tmp_path / "written"
    read.write_bytes(b"abc" * 1000)

    for _ in range(3):
        length = await run(pool, jobs.copy_file, SharedFile(read), NewFile(written))

        assert length == 3000
        assert written.read_bytes() == b"abc" * 1000
        written.unlink()


async def test_a_file_that_is_gone_is_an_error_of_the_job(pool: Workers, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await run(pool, jobs.copy_file, SharedFile(tmp_path / "a"), NewFile(tmp_path / "b"))


# Limits


async def test_a_job_that_never_ends_is_stopped_and_the_next_is_served(
    url: str, tmp_path: Path
) -> None:
    place = tmp_path / "pid"
    async with clusters.pool(url, 2, seconds=0.5) if url else started(2, seconds=0.5) as hasty:
        with pytest.raises(TooSlowError):
            await run(hasty, jobs.never_end, str(place))

        await gone(int(place.read_text()))
        assert await run(hasty, jobs.double, 4) == 8


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to RLIMIT_AS")
async def test_a_job_that_wants_too_much_memory_is_refused_it(pool: Workers) -> None:
    with pytest.raises(TooBigError):
        await run(pool, jobs.fill_memory, 2**27)  # of 8 bytes: 1024 MB

    assert await run(pool, jobs.fill_memory, 2**10) == 2**13


# Killed from outside


@needs_kill
async def test_a_killed_process_loses_only_its_own_job(pool: Workers, gate: Gate) -> None:
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


# Jobs nobody waits for


async def test_a_cancelled_job_is_stopped_and_gives_its_place_back(
    pool: Workers, gate: Gate
) -> None:
    tasks = [asyncio.create_task(run(pool, jobs.knock, gate.port)) for _ in range(2)]
    pids = [(await gate.visitor()).pid for _ in tasks]

    for task in tasks:
        task.cancel()

    for pid in pids:
        await gone(pid)
    assert await asyncio.gather(*(run(pool, jobs.double, n) for n in range(4))) == [0, 2, 4, 6]
