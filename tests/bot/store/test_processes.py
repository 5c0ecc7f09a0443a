"""Processes that share a database: who is there, and what only one of them may do."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from bot.shards import Shards
from bot.store import Process, Store, clock, milliseconds
from bot.store.appointments import Appointments
from bot.store.database import Database
from bot.store.processes import BEAT, IDENTIFY_EVERY, SILENT, Processes

FIRST, SECOND = Shards((0,), 2), Shards((1,), 2)
ZERO, ONE = 2 << 22, 3 << 22
"""Servers in shard 0 and in shard 1 of 2."""

KEY, OTHER_KEY = "0123456789ab", "ba9876543210"


class Time:
    """The time of the store, which goes on only when it is told to."""

    def __init__(self) -> None:
        self.ns = time.time_ns()

    def pass_by(self, milliseconds: int) -> None:
        self.ns += milliseconds * 1_000_000


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "time", SimpleNamespace(time_ns=lambda: found.ns))
    return found


@pytest.fixture
def others(other_hand: Database) -> Processes:
    """Another process on the same database."""
    return Processes(other_hand, "other")


@pytest.fixture
def other(other_hand: Database) -> Appointments:
    """What is due, as that other process sees it."""
    return Appointments(other_hand, "other")


# Who is there


def said(found: tuple[Process, ...]) -> list[tuple[str, int]]:
    """Return the shards and servers of processes."""
    return [(each.shards, each.servers) for each in found]


async def test_processes_know_of_each_other(store: Store, others: Processes, now: Time) -> None:
    assert await store.processes.beat(FIRST, 7) == ()
    assert said(await others.beat(SECOND, 5)) == [("0/2", 7)]
    now.pass_by(BEAT)
    assert said(await store.processes.beat(FIRST, 8)) == [("1/2", 5)]
    assert said(await others.beat(SECOND, 5)) == [("0/2", 8)]

    await others.leave()

    assert await store.processes.beat(FIRST, 8) == ()


async def test_who_is_silent_has_ended(store: Store, others: Processes, now: Time) -> None:
    await others.beat(SECOND, 5)
    now.pass_by(SILENT - 1)
    assert said(await store.processes.beat(FIRST, 7)) == [("1/2", 5)]
    now.pass_by(1)

    assert await store.processes.beat(FIRST, 7) == ()


# Connections


async def test_connections_under_one_key_are_opened_one_after_the_other(
    store: Store, others: Processes, now: Time
) -> None:
    assert await store.processes.may_identify(0) == 0
    assert await others.may_identify(0) == IDENTIFY_EVERY
    assert await others.may_identify(1) == 0
    now.pass_by(IDENTIFY_EVERY - 1)
    assert await store.processes.may_identify(0) == 1
    now.pass_by(1)

    assert await others.may_identify(0) == 0
    assert await store.processes.may_identify(0) == IDENTIFY_EVERY


async def test_of_processes_that_ask_at_once_one_may_connect(
    store: Store, others: Processes, now: Time
) -> None:
    for _ in range(3):
        asked = [each.may_identify(0) for each in (store.processes, others) * 4]
        pauses = await asyncio.gather(*asked)
        now.pass_by(IDENTIFY_EVERY)

        assert sorted(pauses) == [0, *[IDENTIFY_EVERY] * 7]


async def test_a_clock_that_is_a_little_behind_lets_nobody_in_early(
    store: Store, others: Processes, now: Time
) -> None:
    assert await store.processes.may_identify(0) == 0
    now.pass_by(-2)

    assert await others.may_identify(0) == IDENTIFY_EVERY + 2


async def test_a_clock_that_was_wrong_keeps_nobody_out(store: Store, now: Time) -> None:
    assert await store.processes.may_identify(0) == 0
    now.pass_by(-1000 * IDENTIFY_EVERY)

    assert await store.processes.may_identify(0) == 0


# What is due


async def test_a_process_gets_what_is_due_in_its_shards(store: Store) -> None:
    soon = milliseconds() + 60_000
    await store.appointments.make("bell", ZERO, 1, {})
    await store.appointments.make("bell", ONE, 2, {})
    await store.appointments.make("bell", ZERO, soon, {})
    await store.appointments.make("bell", ONE, soon + 1, {})

    due = [await store.appointments.due(shards=shards) for shards in (FIRST, SECOND)]

    assert [[each.guild for each in found] for found in due] == [[ZERO], [ONE]]
    posts = {KEY: {"text": "0"}}, {OTHER_KEY: {"text": "1"}}
    for (each,), post in zip(due, posts, strict=True):
        assert await store.appointments.settle(each, post, None)
    assert await store.appointments.next_time(shards=FIRST) == soon
    assert await store.appointments.next_time(shards=SECOND) == soon + 1
    unsent = [await store.appointments.unsent(shards=shards) for shards in (FIRST, SECOND)]
    assert [[each.key for each in found] for found in unsent] == [[KEY], [OTHER_KEY]]


async def test_what_one_has_taken_is_not_due_for_another(
    store: Store, other: Appointments, others: Processes
) -> None:
    await store.processes.beat(FIRST, 1)
    await others.beat(FIRST, 1)
    await store.appointments.make("bell", ZERO, 1, {})
    (mine,) = await store.appointments.due()
    (theirs,) = await other.due()

    assert await store.appointments.take(mine)
    assert not await other.take(theirs)

    assert await store.appointments.take(mine)
    assert await other.due() == ()
    assert await other.next_time() is None
    assert await store.appointments.due() == (mine,)


@pytest.mark.parametrize("way", ["it leaves", "it is killed"])
async def test_what_a_process_had_taken_is_free_when_it_has_ended(
    store: Store, other: Appointments, others: Processes, now: Time, way: str
) -> None:
    await others.beat(FIRST, 1)
    await other.make("bell", ZERO, 1, {})
    (due,) = await other.due()
    await other.settle(due, {KEY: {}}, (2, {}))
    (due,) = await other.due()
    assert await other.take(due)
    assert await other.take_post(KEY) is not None
    assert not await store.appointments.take(due)
    assert await store.appointments.take_post(KEY) is None

    if way == "it leaves":
        await others.leave()
    else:
        now.pass_by(SILENT)

    assert await store.appointments.take(due)
    assert await store.appointments.take_post(KEY) is not None


async def test_what_was_changed_meanwhile_is_not_taken(store: Store) -> None:
    number = await store.appointments.make("bell", ZERO, 1, {})
    (due,) = await store.appointments.due()
    await store.appointments.change(number, 2, {})

    assert not await store.appointments.take(due)


async def test_a_post_is_taken_as_it_stands_by_now(
    store: Store, other: Appointments, others: Processes
) -> None:
    await others.beat(FIRST, 1)
    await store.appointments.make("bell", ZERO, 1, {})
    (due,) = await store.appointments.due()
    await store.appointments.settle(due, {KEY: {"text": "a"}, OTHER_KEY: {"text": "b"}}, None)
    assert await other.take_post(KEY) is not None
    await other.trying(KEY, 70)
    await other.confirm(OTHER_KEY, 70, 700)
    await others.leave()

    taken = await store.appointments.take_post(KEY)

    assert taken is not None
    assert (taken.post, taken.channel) == ({"text": "a"}, 70)
    assert await store.appointments.take_post(OTHER_KEY) is None
