"""Two bots write into one database at once: what one of them may do, one of them does."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import pytest_asyncio

from bot.store import (
    MOST_SHEETS,
    MOST_VARIABLES,
    Answered,
    Asked,
    FullClassError,
    FullError,
    RoomAnswer,
    RoomsError,
    Seat,
    Store,
    milliseconds,
)
from bot.store.clock import DAY

DATABASES = ("postgresql",)

ANN, GUILD, CHANNEL = 101, 2**62 + 7, 11

PEOPLE = range(1, 9)


@pytest_asyncio.fixture
async def both(store: Store, url: str) -> AsyncIterator[tuple[Store, Store]]:
    second = Store(url)
    await second.open()
    # The first use makes a connection; what follows is to happen at once.
    await asyncio.gather(store.people.forget_idle(), second.people.forget_idle())
    yield store, second
    await second.close()


async def at_once(*calls: Awaitable[Any]) -> list[Any]:
    return list(await asyncio.gather(*calls, return_exceptions=True))


async def test_a_limit_holds_for_both_together(both: tuple[Store, Store]) -> None:
    ends = await at_once(
        *(both[k % 2].people.set_variable(ANN, f"v{k}", "1") for k in range(MOST_VARIABLES + 10))
    )

    assert Counter(map(type, ends)) == {type(None): MOST_VARIABLES, FullError: 10}
    assert len(await both[0].people.variables(ANN)) == MOST_VARIABLES


async def test_an_answer_is_claimed_once(both: tuple[Store, Store]) -> None:
    claims = [each.guilds.claim_share("a" * 12, GUILD, CHANNEL) for each in both * 4]

    assert [found is None for found in await at_once(*claims)].count(True) == 1


async def test_what_is_due_is_settled_once(both: tuple[Store, Store]) -> None:
    now = milliseconds()
    await both[0].appointments.make("daily", GUILD, now, {})
    due = [(await each.appointments.due())[0] for each in both]

    def settled(k: int) -> Awaitable[bool]:
        posts = {f"{k:012x}": {"text": str(k)}}
        return both[k % 2].appointments.settle(due[k % 2], posts, (now + DAY, {}))

    ends = await at_once(*(settled(k) for k in range(8)))

    assert Counter(ends) == {True: 1, False: 7}
    assert len(await both[0].appointments.unsent()) == 1


async def test_one_thing_is_due_under_a_name(both: tuple[Store, Store]) -> None:
    def one_more(before: Mapping[str, Any] | None) -> tuple[int, Mapping[str, Any]]:
        return 0, {"count": (before or {"count": 0})["count"] + 1}

    await asyncio.gather(
        *(both[k % 2].appointments.keep_one("daily", GUILD, one_more) for k in range(10))
    )

    (kept,) = await both[0].appointments.of_guild("daily", GUILD)
    assert kept.data == {"count": 10}


async def test_channels_are_added_to_each_other(both: tuple[Store, Store]) -> None:
    await asyncio.gather(*(both[k % 2].guilds.allow_channels(GUILD, [k]) for k in range(10)))

    found = await both[0].guilds.allow_channels(GUILD)

    assert found is not None
    assert sorted(found) == [*range(10)]


async def test_a_class_has_no_more_sheets_than_it_can_have(both: tuple[Store, Store]) -> None:
    makings = (
        both[k % 2].classes.make(GUILD, f"{k}", [("dot", 1)], 0) for k in range(MOST_SHEETS + 5)
    )

    ends = await at_once(*makings)

    assert [isinstance(end, FullClassError) for end in ends].count(True) == 5
    assert len(await both[0].classes.sheets(GUILD)) == MOST_SHEETS


async def test_an_answer_to_an_exercise_counts_once(both: tuple[Store, Store]) -> None:
    exercises = [f"dot-1-{k:06x}" for k in range(3)]
    await both[0].quiz.start(ANN, exercises)

    answer = Answered(exercises[0], "dot", 1.0)
    ends = await at_once(*(both[k % 2].quiz.answer(ANN, answer) for k in range(6)))

    assert [end is not None for end in ends].count(True) == 1
    assert len(await both[0].quiz.reviews(ANN)) == 1
    sitting = await both[0].quiz.sitting(ANN)
    assert sitting is not None
    assert sitting.marks == (1.0,)


async def test_hints_are_never_fewer(both: tuple[Store, Store]) -> None:
    await both[0].quiz.start(ANN, ["dot-1-000001"])

    await asyncio.gather(*(both[k % 2].quiz.hint(ANN, "dot-1-000001", k) for k in range(8)))

    sitting = await both[0].quiz.sitting(ANN)
    assert sitting is not None
    assert sitting.hints == 7


async def opened(store: Store, host: int, *, seats: int = 4, race: bool = False) -> str:
    own = Seat(host, hosts=True, plays=True)
    return await store.rooms.open(
        "room", GUILD, CHANNEL, {}, (own,), most=seats, invited=False, race=race
    )


async def test_a_room_has_no_more_people_than_seats(both: tuple[Store, Store]) -> None:
    key = await opened(both[0], ANN, seats=4)

    ends = await at_once(*(both[k % 2].rooms.join(key, k) for k in PEOPLE))

    assert Counter(ends) == {"joined": 3, "full": 5}


async def test_a_person_has_one_room_open(both: tuple[Store, Store]) -> None:
    ends = await at_once(*(opened(both[k % 2], ANN) for k in range(6)))

    assert [isinstance(end, RoomsError) for end in ends].count(True) == 5


async def test_the_first_right_answer_wins_a_race(both: tuple[Store, Store]) -> None:
    key = await opened(both[0], ANN, seats=len(PEOPLE) + 1, race=True)
    for person in PEOPLE:
        await both[0].rooms.join(key, person)
    now = milliseconds()
    await both[0].rooms.set_phase(key, 1, now + DAY, now + DAY)

    right = RoomAnswer({"a": "1"}, 1.0, "Right.")
    ends = await at_once(*(both[k % 2].rooms.answer(key, 1, k, right, now) for k in PEOPLE))

    assert Counter(ends) == {"last": 1, "late": len(PEOPLE) - 1}
    assert (await both[0].rooms.tally(key, 1)).answers == 1


async def test_who_answers_last_ends_the_round(both: tuple[Store, Store]) -> None:
    key = await opened(both[0], ANN, seats=len(PEOPLE) + 1)
    for person in PEOPLE:
        await both[0].rooms.join(key, person)
    await both[0].rooms.leave(key, ANN)
    now = milliseconds()
    await both[0].rooms.set_phase(key, 1, now + DAY, now + DAY)

    answer = RoomAnswer({"a": "1"}, 0.0, "Not yet.")
    ends = await at_once(*(both[k % 2].rooms.answer(key, 1, k, answer, now) for k in PEOPLE))

    assert Counter(ends) == {"kept": len(PEOPLE) - 1, "last": 1}


async def test_the_furthest_card_is_kept(both: tuple[Store, Store]) -> None:
    await asyncio.gather(*(both[k % 2].lessons.keep(ANN, "dot", k) for k in range(1, 9)))

    (begun,) = await both[0].lessons.of(ANN)
    assert begun.reached == 8


async def test_questions_are_found_by_the_other(both: tuple[Store, Store]) -> None:
    text = '{"command": "dot", "inputs": {}}'

    def keep(k: int) -> Awaitable[None]:
        asked = [Asked(f"{k}-{n}", n, GUILD, private=False, text=text) for n in PEOPLE]
        return both[k % 2].questions.keep(asked if k % 3 else asked[::-1])

    await asyncio.gather(*(keep(k) for k in range(8)))

    for k in range(8):
        assert await both[(k + 1) % 2].questions.find(f"{k}-1") == (text, False)


async def test_who_is_forgotten_while_something_is_kept_is_there_whole_or_not_at_all(
    both: tuple[Store, Store],
) -> None:
    async def in_turn(what: Callable[[], Awaitable[object]]) -> None:
        for _ in range(10):
            await what()

    await asyncio.gather(
        in_turn(lambda: both[0].people.forget(ANN)),
        in_turn(lambda: both[1].ratings.rate(ANN, {"a": 1.0, "b": 2.0})),
    )

    assert len((await both[0].ratings.of(ANN)).stars) in (0, 2)
