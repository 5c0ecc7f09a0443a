"""What is known until the bot ends."""

from __future__ import annotations

import asyncio

from bot.chat.memory import Pace, Turns


async def test_a_key_is_taken_by_one_at_a_time_and_others_do_not_wait() -> None:
    turns = Turns()
    async with turns.of("a"):
        waiting = asyncio.ensure_future(turns.of("a").acquire())
        async with turns.of("b"):
            await asyncio.sleep(0)
        assert not waiting.done()
    assert await waiting


async def test_a_key_that_nobody_holds_is_forgotten() -> None:
    turns = Turns()
    for number in range(100):
        async with turns.of(str(number)):
            pass

    assert len(turns._locks) <= 1


def test_a_person_may_so_often_in_so_long_and_others_do_not_count() -> None:
    times = [0.0, 10.0, 20.0, 59.0, 60.5, 61.0, 70.5]
    clock = iter([*times, times[-1]])
    pace = Pace(2, 60, lambda: next(clock))

    # At 60.5 the first is a minute old, at 70.5 the second.
    assert [when for when in times if pace.take(1)] == [0.0, 10.0, 60.5, 70.5]
    assert pace.take(2)


def test_people_are_forgotten_after_their_time() -> None:
    now = 0.0
    pace = Pace(2, 60, lambda: now)
    for person in range(1000):
        pace.take(person)
    now = 61.0
    pace.take(-1)

    assert len(pace._times) == 1
