"""Figures for Prometheus and an answer to health checks, for programs on this machine."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterator

    from prometheus_client import Metric

    from bot.times import Times

LOOPBACK = "127.0.0.1"

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""Seconds: answers take some tens of milliseconds, and wait two minutes at most."""


class MetricsError(RuntimeError):
    """The figures cannot be served; the message is one sentence for the host."""


@dataclass(frozen=True)
class State:
    """How the bot is at one moment.

    Attributes
    ----------
    ready
        Whether it is connected to Discord.
    latency
        Seconds that Discord takes to answer a heartbeat; None before the first.
    servers
        In how many this process is.
    processes, servers_of_all
        How many processes have the bot's shards, and in how many servers it is there.
    slots
        Jobs that can be carried out at a time, by this machine or by a cluster.
    machines
        Those of the cluster; 0 while this machine does everything.
    waiting
        Jobs that wait for one.
    restarts
        Worker processes that have been replaced.
    """

    ready: bool
    latency: float | None
    servers: int
    processes: int
    servers_of_all: int
    slots: int
    machines: int
    waiting: int
    restarts: int


class Metrics:
    """Counts what has been handled; asks for the rest when somebody looks.

    Parameters
    ----------
    state
        Returns how the bot is now.
    """

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state
        self._registry = CollectorRegistry()
        self._handled = Counter(
            "study_bot_interactions",
            "Commands, buttons and forms, by what became of them.",
            ["name", "outcome"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "study_bot_seconds",
            "Seconds of one interaction, by what they went for.",
            ["part"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_Now(state))
        ProcessCollector(registry=self._registry)

    def count(self, name: str, outcome: str, times: Times) -> None:
        """Count one interaction."""
        self._handled.labels(name, outcome).inc()
        for part, seconds in vars(times).items():
            self._seconds.labels(part).observe(seconds)

    def text(self) -> bytes:
        """Return all figures as Prometheus reads them."""
        return generate_latest(self._registry)

    @property
    def healthy(self) -> bool:
        """Whether people can be answered."""
        return self._state().ready


class _Now(Collector):
    """Figures that are read off the bot each time."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        state = self._state()
        yield _gauge("ready", "Whether the bot is connected to Discord.", state.ready)
        yield _gauge("servers", "Servers that this process is in.", state.servers)
        yield _gauge("processes", "Processes that have the bot's shards.", state.processes)
        words = "Servers that the bot is in, through all processes."
        yield _gauge("servers_of_all_processes", words, state.servers_of_all)
        yield _gauge("job_slots", "Jobs that can be carried out at a time.", state.slots)
        words = "Machines of the cluster; 0 while the bot's own does everything."
        yield _gauge("cluster_machines", words, state.machines)
        yield _gauge("queue_length", "Jobs that wait for a worker.", state.waiting)
        if state.latency is not None:
            words = "How long Discord takes to answer a heartbeat."
            yield _gauge("gateway_latency_seconds", words, state.latency)
        yield CounterMetricFamily(
            "study_bot_worker_restarts",
            "Worker processes that have been replaced.",
            value=state.restarts,
        )


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"study_bot_{name}", words, value=float(value))


@asynccontextmanager
async def served(metrics: Metrics, port: int) -> AsyncGenerator[str]:
    """Serve ``/metrics`` and ``/healthz`` on this machine alone; give the address.

    Parameters
    ----------
    port
        0 takes a free one.

    Raises
    ------
    MetricsError
        When the port is taken.
    """

    async def figures(_: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    async def health(_: web.Request) -> web.Response:
        if metrics.healthy:
            return web.Response(text="ready\n")
        return web.Response(text="not connected to Discord\n", status=503)

    app = web.Application()
    app.router.add_get("/metrics", figures)
    app.router.add_get("/healthz", health)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
    except OSError:
        await runner.cleanup()
        raise MetricsError(
            f"Port {port} is taken. Close what uses it, or set METRICS_PORT to another number."
        ) from None
    try:
        host, found, *_ = runner.addresses[0]
        yield f"http://{host}:{found}"
    finally:
        await runner.cleanup()
