"""A cluster comes and goes: where jobs are done meanwhile, and what the log says of it."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import dask.config
import pytest
import pytest_asyncio
from distributed import Worker

from bot.config import Config
from bot.models.library import Library
from bot.workers import (
    AwayError,
    ClusterError,
    LostError,
    SharedFile,
    Workers,
    cluster,
    dask_settings,
    machine,
)
from bot.workers.errors import why_away
from bot.workers.sending import content_name
from tests.bot import jobs
from tests.bot.workers import clusters
from tests.bot.workers.clusters import joined, pool, scheduler, until
from tests.bot.workers.pools import PATIENCE, Gate, run, soon, started
from tests.ports import free_port


def said(caplog: pytest.LogCaptureFixture, words: str) -> int:
    """Return how often the log has said something."""
    return sum(words in record.getMessage() for record in caplog.records)


def lose(worker: Worker) -> None:
    """Break a machine's connection, as when it is switched off."""
    assert worker.batched_stream.comm is not None
    worker.batched_stream.comm.abort()


def asked(found: Workers, gate: Gate) -> asyncio.Task[int]:
    """Return a job that will knock at the gate."""
    return asyncio.create_task(run(found, jobs.knock, gate.port))


async def test_there_are_as_many_jobs_at_once_as_the_machines_have_processes(gate: Gate) -> None:
    async with AsyncExitStack() as stack:
        cluster = await stack.enter_async_context(scheduler())
        first = await stack.enter_async_context(clusters.processes(2))
        found = await stack.enter_async_context(pool(cluster.address, 1, away=True))
        async with machine.worker(cluster.address, first):
            await until(lambda: found.slots == 2)
            async with joined(cluster.address):
                await until(lambda: found.slots == 3)
                tasks = [asked(found, gate) for _ in range(3)]
                visitors = [await gate.visitor() for _ in tasks]
                assert len({visitor.pid for visitor in visitors}) == 3
                for visitor in visitors:
                    visitor.let_through()
                await asyncio.gather(*tasks)
            await until(lambda: found.slots == 2)
        await until(lambda: found.slots == 1)

        assert await run(found, jobs.double, 4) == 8


async def test_a_machine_listens_where_its_scheduler_is_and_nowhere_else() -> None:
    async with scheduler() as cluster, joined(cluster.address) as (worker, _):
        listener: Any = worker.listener
        sockets = [*listener.tcp_server._sockets.values()]
        sockets += worker.http_server._sockets.values()

        assert len(sockets) == 2
        assert {each.getsockname()[0] for each in sockets} == {clusters.LOOPBACK}


async def test_a_machine_that_is_lost_costs_its_job_one_retry_elsewhere(gate: Gate) -> None:
    async with AsyncExitStack() as stack:
        cluster = await stack.enter_async_context(scheduler())
        machines = [await stack.enter_async_context(joined(cluster.address)) for _ in range(2)]
        found = await stack.enter_async_context(pool(cluster.address, 2))
        job = asked(found, gate)
        before = await gate.visitor()

        lose(next(worker for worker, _ in machines if worker.state.executing))
        after = await gate.visitor()
        after.let_through()

        assert await soon(job) == after.pid != before.pid


async def test_a_job_that_is_lost_with_two_machines_is_not_tried_on_a_third(gate: Gate) -> None:
    async with AsyncExitStack() as stack:
        cluster = await stack.enter_async_context(scheduler())
        machines = [await stack.enter_async_context(joined(cluster.address)) for _ in range(3)]
        found = await stack.enter_async_context(pool(cluster.address, 3))
        job = asked(found, gate)
        for _ in range(2):
            await gate.visitor()
            lose(next(worker for worker, _ in machines if worker.state.executing))

        with pytest.raises(LostError):
            await soon(job)


async def test_without_its_scheduler_the_bot_does_everything_itself_and_then_comes_back(
    gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.workers")
    port = free_port()
    url = f"tcp://{clusters.LOOPBACK}:{port}"
    async with AsyncExitStack() as stack:
        own = await stack.enter_async_context(clusters.processes(2))
        found = await stack.enter_async_context(pool(url, 1, away=True))
        assert said(caplog, "cannot be reached") == 1
        assert await run(found, jobs.double, 1) == 2

        async with scheduler(port), machine.worker(url, own):
            await until(lambda: found.slots == 2)
            tasks = [asked(found, gate) for _ in range(2)]
            elsewhere = [(await gate.visitor()).pid for _ in tasks]

        # It is gone, with two jobs under way; this machine has a place for one at a time.
        for _ in tasks:
            visitor = await gate.visitor()
            assert visitor.pid not in elsewhere
            visitor.let_through()
        await asyncio.gather(*map(soon, tasks))
        await until(lambda: found.slots == 1)
        await until(lambda: said(caplog, "the bot computes with its own processes") >= 2)
        quiet = len(caplog.records)
        assert [await run(found, jobs.double, n) for n in range(5)] == [0, 2, 4, 6, 8]
        assert len(caplog.records) == quiet

        async with scheduler(port), machine.worker(url, own):
            await until(lambda: found.slots == 2)
            job = asked(found, gate)
            visitor = await gate.visitor()
            visitor.let_through()
            assert await soon(job) == visitor.pid


async def test_machines_with_another_build_get_no_jobs_and_the_log_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with AsyncExitStack() as stack:
        cluster = await stack.enter_async_context(scheduler())
        old = await stack.enter_async_context(clusters.processes(2))
        with monkeypatch.context() as patch:
            patch.setattr(machine, "build", lambda: "0.0.9 (0ld)")
            worker = await stack.enter_async_context(machine.worker(cluster.address, old))
        found = await stack.enter_async_context(pool(cluster.address, 1, away=True))
        await until(lambda: said(caplog, "another version of the bot, 0.0.9 (0ld)"))

        assert await run(found, jobs.double, 2) == 4
        assert not worker.state.tasks
        async with joined(cluster.address, 3):
            await until(lambda: found.slots == 3)
            assert await asyncio.gather(*(run(found, jobs.double, n) for n in range(9)))
            assert not worker.state.tasks
        await until(lambda: found.slots == 1)

        assert said(caplog, "another version") == 3  # alone, beside three others, alone again


async def test_a_machine_is_sent_a_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "model"
    file.write_bytes(b"m" * 100_000)
    async with AsyncExitStack() as stack:
        cluster = await stack.enter_async_context(scheduler())
        _, own = await stack.enter_async_context(joined(cluster.address, 2))
        found = await stack.enter_async_context(pool(cluster.address, 2))
        keep, sent = own.shelf.keep, list[int]()

        def counted(content: bytes) -> None:
            sent.append(len(content))
            keep(content)

        monkeypatch.setattr(own.shelf, "keep", counted)

        together = (run(found, jobs.size_of, SharedFile(file)) for _ in range(4))
        assert await asyncio.gather(*together) == [100_000] * 4
        assert await run(found, jobs.size_of, SharedFile(file)) == 100_000

        assert sent == [100_000]


async def test_what_a_machine_has_thrown_away_is_sent_again(tmp_path: Path) -> None:
    files = [tmp_path / name for name in "abc"]
    for length, file in enumerate(files):
        file.write_bytes(b"x" * length)
    async with AsyncExitStack() as stack:
        cluster = await stack.enter_async_context(scheduler())
        own = await stack.enter_async_context(clusters.processes(1, most_files=2))
        await stack.enter_async_context(machine.worker(cluster.address, own))
        found = await stack.enter_async_context(pool(cluster.address, 1))
        for _ in range(2):
            sizes = [await run(found, jobs.size_of, SharedFile(file)) for file in files]

            assert sizes == [0, 1, 2]


def content(path: str) -> bytes:
    return Path(path).read_bytes()


async def test_models_are_fitted_beside_answers_and_come_back(gate: Gate) -> None:
    async with AsyncExitStack() as stack:
        cluster = await stack.enter_async_context(scheduler())
        _, own = await stack.enter_async_context(joined(cluster.address))
        found = await stack.enter_async_context(pool(cluster.address, 1))
        busy = asked(found, gate)  # holds the machine's one place for answers
        visitor = await gate.visitor()
        here, there = Library(Config()), Library(Config(), workers=found)
        for library in (here, there):
            stack.push_async_callback(library.close)
            await library.read()

        expected, learned = await here.learn(None), await there.learn(None)

        model = content(learned.path)
        assert model == content(expected.path)
        assert learned.well_known == expected.well_known
        # It was written there, so questions need not bring it.
        assert own.shelf.lacks([content_name(model)]) == ()
        visitor.let_through()
        await soon(busy)


async def test_without_a_cluster_nothing_is_done_aside() -> None:
    async with started() as found:
        with pytest.raises(AwayError):
            await found.run_aside(60, jobs.double, 1)


async def test_closing_ends_the_wait_for_jobs_elsewhere(gate: Gate) -> None:
    async with scheduler() as cluster, joined(cluster.address):
        async with pool(cluster.address, 1) as found:
            job = asked(found, gate)
            await gate.visitor()

        with pytest.raises(LostError):
            await soon(job)


# What is no scheduler

OTHERS = {"another program": b"HTTP/1.1 400 Bad Request\r\n\r\n", "who says nothing": b""}


@pytest_asyncio.fixture(params=OTHERS.values(), ids=OTHERS)
async def other_program(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """The address of what is no scheduler, for whose first word nobody waits long."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(machine, "JOIN_SECONDS", 0.1)
    monkeypatch.setattr(machine, "AGAIN_SECONDS", 0.01)
    taken: list[asyncio.StreamWriter] = []

    async def take(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(request.param)
        taken.append(writer)

    async with await asyncio.start_server(take, clusters.LOOPBACK, 0) as server:
        yield f"tcp://{clusters.LOOPBACK}:{server.sockets[0].getsockname()[1]}"
        for each in taken:
            each.close()


async def test_a_bot_at_the_address_of_what_is_no_scheduler_computes_itself_and_says_so(
    other_program: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with asyncio.timeout(PATIENCE), pool(other_program, 1, away=True) as found:
        assert said(caplog, "cannot be reached") == 1
        assert await run(found, jobs.double, 4) == 8


async def test_a_machine_at_the_address_of_what_is_no_scheduler_says_so_once_and_goes_on(
    other_program: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[str] = []
    reach = machine._reach

    async def counted(url: str) -> None:
        attempts.append(url)
        await reach(url)

    monkeypatch.setattr(machine, "_reach", counted)
    async with clusters.processes() as own:
        working = asyncio.create_task(machine._work(other_program, own))
        await until(lambda: len(attempts) > 2)
        working.cancel()
        await asyncio.wait({working})

    assert said(caplog, f"The cluster at {other_program} cannot be joined (") == 1


def caused(*errors: Exception) -> Exception:
    """Return the first error, caused by the second, and so on."""
    for error, cause in pairwise(errors):
        error.__cause__ = cause
    return errors[0]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (caused(OSError("Timed out"), OSError("[Errno 111] refused")), "[Errno 111] refused"),
        (caused(OSError("Timed out"), TimeoutError()), "Timed out"),
        (TimeoutError(), "no answer"),
        (caused(RuntimeError("Worker failed"), MemoryError("3 EiB")), "there is no scheduler of"),
    ],
)
def test_why_a_cluster_is_away_is_said_as_the_system_says_it(error: Exception, words: str) -> None:
    assert why_away(error).startswith(words)


# Settings


async def test_without_dask_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bot.workers.cluster", None)  # as if its imports failed
    found = Workers(Config(workers_url="tcp://127.0.0.1:1"), jobs.warm_up, jobs.__name__)

    with pytest.raises(ClusterError, match=r"^WORKERS_URL needs Dask, .* '\.\[cluster\]' .*\.$"):
        await found.start()


async def test_tls_without_certificates_is_refused_in_a_sentence() -> None:
    found = Workers(Config(workers_url="tls://127.0.0.1:1"), jobs.warm_up, jobs.__name__)

    with pytest.raises(ClusterError, match=r"begins with tls:// needs DASK_.*CLIENT__KEY in the "):
        await found.start()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that vouches for itself, with its key, in a file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("wants openssl")
    key, found, both = (tmp_path / name for name in ("key.pem", "certificate.pem", "both.pem"))
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-subj", "/CN=localhost", "-days", "2",
         "-keyout", key, "-out", found],
        check=True,
        capture_output=True,
    )  # fmt: skip
    both.write_bytes(found.read_bytes() + key.read_bytes())
    return both


@contextmanager
def tls(**files: Path) -> Iterator[None]:
    """Set Dask's variables for certificates, as a host does before it starts anything."""
    with pytest.MonkeyPatch.context() as patch:
        for name, file in files.items():
            patch.setenv(f"{dask_settings.TLS}{name}", str(file))
        dask.config.refresh()
        yield
    dask.config.refresh()


async def test_by_tls_jobs_are_done_for_who_has_a_certificate(certificate: Path) -> None:
    server = {"CA_FILE": certificate, "SCHEDULER__CERT": certificate, "WORKER__CERT": certificate}
    with tls(**server, CLIENT__CERT=certificate):
        async with scheduler(protocol="tls") as cluster, joined(cluster.address) as (worker, _):
            async with pool(cluster.address, 1) as found:
                job = await run(found, os.getpid)

            assert {cluster.address[:6], worker.address[:6]} == {"tls://"}
            assert job != os.getpid()


async def test_a_certificate_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    found = Workers(Config(workers_url="tls://127.0.0.1:1"), jobs.warm_up, jobs.__name__)
    with (
        tls(CA_FILE=tmp_path / "none.pem", CLIENT__CERT=tmp_path / "none.pem"),
        pytest.raises(ClusterError, match=r"certificates cannot be read; DASK_.*PEM format\.$"),
    ):
        await found.start()
