"""Two processes at what is due: each has its own servers, and what both have is posted once."""

from __future__ import annotations

import asyncio
from copy import copy
from dataclasses import replace

import pytest

from bot.chat.timetable import Timetable
from bot.shards import ALONE, Shards
from bot.store import Store, Waiting, milliseconds
from bot.store.appointments import Appointments
from bot.store.processes import SILENT, Processes
from tests.bot.chat.sharing.bell import BELL, CALLS, MINUTE
from tests.bot.chat.sharing.conftest import School
from tests.bot.chat.sharing.passing import said, wait


@pytest.fixture
async def school(timed_school: School) -> School:
    """A school whose bell has rung, and nobody has heard it yet."""
    bot = timed_school.bot
    bot.desk.services.registry.timed["bell"] = BELL
    CALLS.clear()
    await bot.timetable.close(0)
    await bot.store.appointments.make("bell", timed_school.guild.id, milliseconds(), {"times": 2})
    return timed_school


def of_process(school: School, key: str) -> Store:
    """Return the store as it is in the hands of another process."""
    store = copy(school.bot.store)
    store.processes = Processes(store._database, key)
    store.appointments = Appointments(store._database, key)
    return store


async def process(school: School, key: str, shards: Shards = ALONE) -> Timetable:
    """Return the timetable of a process that says it is there."""
    store = of_process(school, key)
    await store.processes.beat(shards, 1)
    desk = school.bot.desk
    desk = replace(desk, services=replace(desk.services, store=store))
    return Timetable(school.bot, desk, shards)


async def turn(*timetables: Timetable) -> None:
    """Let processes do what is due now, at once."""
    await asyncio.gather(*(each.turn() for each in timetables))
    await asyncio.gather(*(each.sent() for each in timetables))


async def test_each_does_what_is_due_in_its_servers(school: School) -> None:
    own = (school.guild.id >> 22) % 2
    here = await process(school, "here", Shards((own,), 2))
    elsewhere = await process(school, "elsewhere", Shards((1 - own,), 2))

    await turn(elsewhere)
    assert (CALLS, said(school.study)) == ([], [])
    await turn(here, elsewhere)

    assert len(CALLS) == 1
    assert said(school.study) == ["Ring 0"]


async def test_two_with_the_same_servers_post_once(school: School) -> None:
    first, second = await process(school, "first"), await process(school, "second")

    await turn(first, second)
    await turn(second, first)

    assert len(CALLS) == 1
    assert said(school.study) == ["Ring 0"]


async def test_what_one_is_sending_another_does_not_send(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await process(school, "first"), await process(school, "second")
    sending, go_on = asyncio.Event(), asyncio.Event()
    take = first._store.take_post

    async def slowly(key: str) -> Waiting | None:
        taken = await take(key)
        sending.set()
        await go_on.wait()
        return taken

    monkeypatch.setattr(first._store, "take_post", slowly)
    at_it = asyncio.create_task(turn(first))
    async with asyncio.timeout(30):
        await sending.wait()

    await turn(second)
    assert said(school.study) == []
    go_on.set()
    await at_it

    assert said(school.study) == ["Ring 0"]


async def test_what_one_was_at_when_it_was_killed_another_does_after_a_while(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await process(school, "first"), await process(school, "second")

    async def end(*_: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(first._store, "trying", end)
    with pytest.raises(asyncio.CancelledError):
        await turn(first)
    await turn(second)
    assert said(school.study) == []

    await wait(school, SILENT)
    await turn(second)

    assert said(school.study) == ["Ring 0"]


async def test_the_next_time_is_anybodys(school: School) -> None:
    first, second = await process(school, "first"), await process(school, "second")
    await turn(first)

    await wait(school, 24 * 60 * MINUTE)
    await of_process(school, "second").processes.beat(ALONE, 1)
    await turn(second)

    assert said(school.study) == ["Ring 0", "Ring 1"]
