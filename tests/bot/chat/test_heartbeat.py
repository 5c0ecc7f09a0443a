"""Processes that hear of each other."""

from __future__ import annotations

import logging

import pytest

from bot.chat import heartbeat
from bot.chat.heartbeat import Heartbeat
from bot.shards import Shards
from bot.store import BEAT, Process, StoreError
from bot.store.processes import Processes

OURS, THEIRS = Shards((0, 1), 4), Shards((2, 3), 4)


class Others(Processes):
    """Processes of which a test says what they said."""

    def __init__(self, *found: Process) -> None:
        self.found = found
        self.away = False
        self.said: list[tuple[str, int]] = []

    async def beat(self, shards: Shards, servers: int) -> tuple[Process, ...]:
        if self.away:
            raise StoreError("away")
        self.said.append((str(shards), servers))
        return self.found

    async def leave(self) -> None:
        self.said.append(("leaves", 0))


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> int:
    """The time in milliseconds, which stands still."""
    monkeypatch.setattr(heartbeat, "milliseconds", lambda: 1_000_000)
    return 1_000_000


async def test_it_says_that_it_is_there_and_that_it_leaves(now: int) -> None:
    others = Others(Process("2-3/4", 5, now))
    beating = Heartbeat(others, OURS, lambda: 7)

    await beating.begin()
    await beating.end()

    assert others.said == [("0-1/4", 7), ("leaves", 0)]
    assert [each.servers for each in beating.others] == [5]


async def test_one_that_never_began_leaves_nothing() -> None:
    others = Others()

    await Heartbeat(others, OURS, lambda: 7).end()

    assert others.said == []


async def test_a_killed_process_does_not_count_beside_the_one_in_its_place(now: int) -> None:
    found = Process("0-1/4", 7, now), Process("2-3/4", 4, now), Process("2-3/4", 5, now + 1)
    beating = Heartbeat(Others(*found), OURS, lambda: 7)

    await beating.begin()
    await beating.end()

    assert [each.servers for each in beating.others] == [5]


@pytest.mark.parametrize(
    ("shards", "after", "words"),
    [
        ("2-3/4", 2 * BEAT, ""),
        ("0-1/4", 0, ""),
        ("0-1/4", 2 * BEAT, "each belongs to one process"),
        ("1-2/4", 2 * BEAT, "each belongs to one process"),
        ("2-3/8", 2 * BEAT, "the last numbers must agree"),
    ],
)
async def test_who_has_the_same_shards_or_counts_otherwise_is_told_of_once(
    now: int, caplog: pytest.LogCaptureFixture, shards: str, after: int, words: str
) -> None:
    beating = Heartbeat(Others(Process(shards, 5, now + after)), OURS, lambda: 7)

    for _ in range(2):
        await beating.begin()
        await beating.end()

    said = [record.getMessage() for record in caplog.records]
    assert [words in line for line in said] == ([True] if words else [])


async def test_a_store_that_is_away_is_said_once(
    now: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    others = Others(Process("2-3/4", 5, now))
    beating = Heartbeat(others, OURS, lambda: 7)
    for others.away in (False, True, True, False, True):
        await beating.begin()
        await beating.end()

    assert len(caplog.records) == 2
    assert [each.servers for each in beating.others] == [5]
