"""Figures as Prometheus reads them, and health as whoever restarts the bot asks for it."""

from __future__ import annotations

import socket
from dataclasses import replace

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics, MetricsError, State, served
from bot.times import Times

STATE = State(
    ready=True,
    latency=0.25,
    servers=3,
    processes=2,
    servers_of_all=8,
    slots=2,
    machines=0,
    waiting=7,
    restarts=2,
)


def figures(metrics: Metrics) -> dict[str, float]:
    """Return all figures, with their labels in their names."""
    families = text_string_to_metric_families(metrics.text().decode())
    samples = [sample for family in families for sample in family.samples]
    return {" ".join([s.name, *dict(sorted(s.labels.items())).values()]): s.value for s in samples}


def test_interactions_are_counted_by_name_and_outcome() -> None:
    metrics = Metrics(lambda: STATE)
    metrics.count("/dot", "answered", Times(waiting=0.3, computing=0.04, sending=2))
    metrics.count("/dot", "answered", Times(waiting=3, computing=0.06, sending=2))
    metrics.count("/dot", "busy", Times())

    found = figures(metrics)

    assert found["study_bot_interactions_total /dot answered"] == 2
    assert found["study_bot_interactions_total /dot busy"] == 1
    assert found["study_bot_seconds_sum waiting"] == pytest.approx(3.3)
    assert found["study_bot_seconds_sum computing"] == pytest.approx(0.1)
    assert found["study_bot_seconds_sum sending"] == 4
    assert found["study_bot_seconds_count sending"] == 3
    assert found["study_bot_seconds_bucket 0.05 computing"] == 2
    assert found["study_bot_seconds_bucket 0.5 waiting"] == 2


def test_the_rest_is_read_off_the_bot_at_that_moment() -> None:
    now = replace(STATE, ready=False, latency=None)
    metrics = Metrics(lambda: now)

    before = figures(metrics)
    now = STATE
    after = figures(metrics)

    assert before["study_bot_ready"] == 0
    assert "study_bot_gateway_latency_seconds" not in before
    assert after["study_bot_ready"] == 1
    assert after["study_bot_gateway_latency_seconds"] == 0.25
    assert after["study_bot_servers"] == 3
    assert after["study_bot_processes"] == 2
    assert after["study_bot_servers_of_all_processes"] == 8
    assert after["study_bot_job_slots"] == 2
    assert after["study_bot_cluster_machines"] == 0
    assert after["study_bot_queue_length"] == 7
    assert after["study_bot_worker_restarts_total"] == 2


def test_two_bots_in_one_process_share_no_figures() -> None:
    one, other = Metrics(lambda: STATE), Metrics(lambda: STATE)
    one.count("/dot", "answered", Times())

    assert "study_bot_interactions_total /dot answered" not in figures(other)


async def test_health_follows_the_connection() -> None:
    now = STATE
    metrics = Metrics(lambda: now)
    async with served(metrics, 0) as address, aiohttp.ClientSession() as session:
        assert address.startswith("http://127.0.0.1:")
        async with session.get(f"{address}/healthz") as answer:
            assert (answer.status, await answer.text()) == (200, "ready\n")
        now = replace(STATE, ready=False)
        async with session.get(f"{address}/healthz") as answer:
            assert answer.status == 503
        async with session.get(f"{address}/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            assert "study_bot_queue_length 7.0" in await answer.text()


async def test_a_taken_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(MetricsError, match=rf"^Port {port} is taken\. .* METRICS_PORT .*\.$"):
            async with served(Metrics(lambda: STATE), port):
                pass
