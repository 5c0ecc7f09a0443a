"""Quiz rooms: every answer counts once, in its time, and points are of this month alone."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.store import RoomAnswer, RoomsError, Seat, Store, Tally
from bot.store.clock import DAY
from bot.store.database import Database

HOST, ANN, BEN, CLEO = 1, 2, 3, 2**63 - 1
GUILD, CHANNEL = 7, 70
MINUTE = 60_000
END_OF_NOVEMBER = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)

RIGHT = RoomAnswer({"a · b": "11"}, 1, "Right.")
WRONG = RoomAnswer({"a · b": "12"}, 0, "Not yet.")
HALF = RoomAnswer({"a · b": "[11"}, 0.5, "Partly right.")


class Clock:
    """The time, as a test sets it."""

    def __init__(self) -> None:
        self.now = round(END_OF_NOVEMBER.timestamp() * 1000)

    def __call__(self) -> int:
        return self.now * 1_000_000


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time_ns", clock)
    return clock


async def opened(store: Store, *people: int, host: int = HOST, **more: Any) -> str:
    """Open a room in which people take part, its first round open for a minute."""
    wanted: dict[str, Any] = {"most": 100, "invited": False, "race": False, **more}
    key = await store.rooms.open(
        "room",
        GUILD,
        CHANNEL,
        {"exercises": ["dot-1-000001"]},
        (Seat(host, True, False),),
        **wanted,
    )
    for person in people:
        assert await store.rooms.join(key, person) == "joined"
    await phase(store, key, 1, MINUTE)
    return key


async def phase(store: Store, key: str, number: int, lasts: int) -> None:
    """Settle the room's appointment: the next is due when a round is over."""
    until = time.time_ns() // 1_000_000 + lasts
    await store.rooms.set_phase(key, number, until if number else 0, until)
    (appointment,) = await store.appointments.of_guild("room", GUILD)
    assert await store.appointments.settle(appointment, {}, (until, {"room": key}))


async def answer(store: Store, key: str, person: int, given: RoomAnswer, number: int = 1) -> str:
    came = time.time_ns() // 1_000_000
    return await store.rooms.answer(key, number, person, given, came)


async def is_due(store: Store) -> bool:
    return bool(await store.appointments.due())


async def test_a_new_room_is_due_now(store: Store) -> None:
    seats = (Seat(HOST, hosts=True, plays=True), Seat(ANN, hosts=False, plays=False))
    told = list[str]()
    store.appointments.listen(lambda: told.append("changed"))

    key = await store.rooms.open(
        "room", GUILD, CHANNEL, {"count": 3}, seats, most=2, invited=True, race=True
    )

    (due,) = await store.appointments.due()
    assert (due.name, due.guild, due.data) == ("room", GUILD, {"room": key})
    assert told
    room = await store.rooms.find(key)
    assert room is not None
    assert (room.plan, room.appointment, room.round) == ({"count": 3}, due.id, 0)
    assert await store.rooms.seats(key) == seats
    assert await store.rooms.find("0" * 12) is None


async def test_an_answer_is_taken_in_its_time_alone(store: Store, clock: Clock) -> None:
    key = await opened(store, ANN, BEN)
    assert await answer(store, key, ANN, RIGHT, number=2) == "late"
    assert await answer(store, key, CLEO, RIGHT) == "no seat"
    in_time = clock.now + MINUTE - 1
    assert await store.rooms.answer(key, 1, ANN, WRONG, in_time) == "kept"
    assert await store.rooms.answer(key, 1, ANN, RIGHT, in_time + 1) == "late"
    # What came in time may be graded a little later.
    clock.now += MINUTE + 500
    assert await store.rooms.answer(key, 1, ANN, HALF, in_time) == "kept"
    await store.rooms.set_phase(key, 1, 0, clock.now)

    assert await store.rooms.answer(key, 1, BEN, RIGHT, in_time) == "late"
    assert await store.rooms.answer_of(key, 1, ANN) == HALF
    assert await store.rooms.answer_of(key, 1, BEN) is None
    assert await store.rooms.tally(key, 1) == Tally(answers=1, right=0, partly=1, first=None)


async def test_an_answer_is_changed_and_counts_once(store: Store) -> None:
    key = await opened(store, ANN, BEN, CLEO)

    await asyncio.gather(*(answer(store, key, ANN, WRONG) for _ in range(5)))
    await answer(store, key, BEN, RIGHT)
    assert await answer(store, key, ANN, RIGHT) == "kept"

    assert await store.rooms.tally(key, 1) == Tally(answers=2, right=2, partly=0, first=ANN)
    assert not await is_due(store), "somebody thinks still"


async def test_a_round_is_over_when_all_have_answered(store: Store) -> None:
    key = await opened(store, ANN, BEN)
    await answer(store, key, ANN, WRONG)
    assert not await is_due(store)

    await answer(store, key, BEN, RIGHT)

    assert await is_due(store)
    assert await answer(store, key, ANN, RIGHT) == "late"


async def test_who_leaves_keeps_nobody_waiting(store: Store) -> None:
    key = await opened(store, ANN, BEN)
    await answer(store, key, ANN, RIGHT)

    assert await store.rooms.leave(key, BEN)

    assert await is_due(store)
    assert not await store.rooms.leave(key, CLEO)
    assert await store.rooms.end(key) == {ANN: 1}
    assert not await store.rooms.leave(key, ANN), "it is over"


async def test_in_a_race_the_first_right_answer_wins(store: Store) -> None:
    key = await opened(store, HOST, ANN, BEN, CLEO, race=True)
    assert await answer(store, key, ANN, WRONG) == "kept"
    assert await answer(store, key, ANN, RIGHT) == "stands"
    assert await answer(store, key, BEN, HALF) == "kept"
    assert not await is_due(store)

    both = await asyncio.gather(*(answer(store, key, who, RIGHT) for who in (CLEO, HOST)))

    assert sorted(both) == ["last", "late"]
    assert await is_due(store)
    winner = CLEO if both[0] == "last" else HOST
    assert (await store.rooms.tally(key, 1)).first == winner
    points = await store.rooms.end(key)
    assert points.pop(winner) == 1
    assert set(points.values()) == {0}


async def test_an_early_end_does_not_move_what_has_gone_on(store: Store, clock: Clock) -> None:
    key = await opened(store, ANN)
    (due,) = await store.appointments.of_guild("room", GUILD)
    # Its time comes while the last answer arrives, and what follows is kept first.
    await store.appointments.settle(due, {}, (clock.now + 9 * MINUTE, {"room": key}))

    await answer(store, key, ANN, RIGHT)

    (following,) = await store.appointments.of_guild("room", GUILD)
    assert following.time == clock.now + 9 * MINUTE


async def test_waiting_is_ended_where_the_room_waits(store: Store) -> None:
    key = await opened(store, ANN)
    await phase(store, key, 0, MINUTE)
    assert not await store.rooms.go_on(key, 1)
    assert not await is_due(store)

    assert await store.rooms.go_on(key, 0)

    assert await is_due(store)
    await phase(store, key, 1, MINUTE)
    assert not await store.rooms.go_on(key, 1), "its answers are open"


async def test_two_fill_a_duel(store: Store) -> None:
    key = await opened(store, HOST, most=2)
    await phase(store, key, 0, MINUTE)

    came = await asyncio.gather(*(store.rooms.join(key, p) for p in (ANN, BEN, ANN)))

    assert sorted(came) in (["already", "full", "joined"], ["full", "full", "joined"])
    assert await is_due(store), "it begins at once"
    assert sum(seat.plays for seat in await store.rooms.seats(key)) == 2


async def test_who_is_invited_accepts_or_does_not(store: Store) -> None:
    key = await store.rooms.open(
        "room",
        GUILD,
        CHANNEL,
        {},
        (Seat(HOST, True, True), Seat(ANN, False, False)),
        most=2,
        invited=True,
        race=False,
    )
    await phase(store, key, 0, MINUTE)
    assert await store.rooms.join(key, BEN) == "uninvited"

    assert await store.rooms.leave(key, ANN)

    assert await is_due(store)
    assert [seat.plays for seat in await store.rooms.seats(key)] == [True, False]


async def test_rooms_do_not_pile_up(store: Store, clock: Clock) -> None:
    first = await opened(store, ANN)
    with pytest.raises(RoomsError, match="host"):
        await opened_in_vain(store, HOST)
    for host in (ANN, BEN):
        await opened_in_vain(store, host)
    with pytest.raises(RoomsError, match="channel"):
        await opened_in_vain(store, CLEO)

    await store.rooms.end(first)
    await opened_in_vain(store, HOST)
    clock.now += DAY
    # Of a room without an end, as after a fault, nobody is kept from opening another.
    await opened_in_vain(store, HOST)


async def opened_in_vain(store: Store, host: int) -> None:
    await store.rooms.open(
        "other", GUILD, CHANNEL, {}, (Seat(host, True, False),), most=9, invited=False, race=False
    )


async def test_points_are_counted_once(store: Store) -> None:
    key = await opened(store, ANN, BEN, CLEO)
    for person, given in ((ANN, HALF), (BEN, RIGHT)):
        await answer(store, key, person, given)
    await phase(store, key, 2, MINUTE)
    await answer(store, key, BEN, RIGHT, number=2)

    first = await store.rooms.end(key)
    again = await store.rooms.end(key)

    assert first == again == {BEN: 2, ANN: 0.5, CLEO: 0}
    assert [*first] == [BEN, ANN, CLEO]
    assert await store.rooms.month(GUILD) == {BEN: 2, ANN: 0.5}
    assert await store.rooms.month(GUILD + 1) == {}
    assert await store.rooms.join(key, HOST) == "over"
    assert "room_seats" not in {table.name for table in await store.people.kept(HOST)}


async def test_points_are_of_this_month_alone(store: Store, clock: Clock) -> None:
    key = await opened(store, ANN)
    await answer(store, key, ANN, RIGHT)
    await store.rooms.end(key)
    await store.rooms.forget_old()
    assert await store.rooms.month(GUILD) == {ANN: 1}

    clock.now += 61 * MINUTE
    assert await store.rooms.month(GUILD) == {}
    await store.tidy()

    assert await store.rooms.find(key) is None
    assert await store.rooms.answer_of(key, 1, ANN) is None
    assert await store.people.kept(ANN) == ()


async def test_answers_are_forgotten_sooner_than_points(store: Store, clock: Clock) -> None:
    clock.now -= 10 * DAY
    key = await opened(store, ANN)
    await answer(store, key, ANN, RIGHT)
    await store.rooms.end(key)

    await store.rooms.forget_old()
    assert await store.rooms.answer_of(key, 1, ANN) == RIGHT
    clock.now += DAY + 1
    await store.rooms.forget_old()

    assert await store.rooms.answer_of(key, 1, ANN) is None
    assert await store.rooms.month(GUILD) == {ANN: 1}


async def test_what_a_post_said_is_forgotten_when_it_is_sent(
    store: Store, other_hand: Database
) -> None:
    await opened(store, ANN)
    (due,) = await store.appointments.of_guild("room", GUILD)
    await store.appointments.settle(due, {"a" * 12: {"texts": [f"<@{ANN}>"]}}, None)
    (waiting,) = await store.appointments.unsent()
    assert waiting.post == {"texts": [f"<@{ANN}>"]}

    await store.appointments.confirm("a" * 12, CHANNEL, 1)

    async with other_hand.reading() as connection:
        query = "SELECT CAST(post AS VARCHAR) FROM posts"
        (kept,) = (await connection.exec_driver_sql(query)).scalars()
    assert kept == "{}"


async def test_a_name_is_taken_off_the_month(store: Store) -> None:
    for _ in range(2):
        key = await opened(store, ANN, BEN)
        await answer(store, key, ANN, RIGHT)
        await answer(store, key, BEN, RIGHT)
        await store.rooms.end(key)
        (over,) = await store.appointments.of_guild("room", GUILD)
        await store.appointments.cancel(over.id)
    going_on = await opened(store, ANN)

    assert await store.rooms.leave_month(GUILD, ANN)

    assert not await store.rooms.leave_month(GUILD, ANN)
    assert await store.rooms.month(GUILD) == {BEN: 2}
    assert [seat.person for seat in await store.rooms.seats(going_on) if seat.plays] == [ANN]


async def test_all_of_a_person_is_shown_and_forgotten(store: Store) -> None:
    key = await opened(store, ANN, BEN)
    await answer(store, key, ANN, HALF)

    kept = {table.name: table for table in await store.people.forget(ANN)}

    assert kept["room_seats"].words == "a seat in one quiz room"
    assert kept["room_answers"].rows[0]["typed"] == HALF.typed
    assert await store.rooms.answer_of(key, 1, ANN) is None
    await answer(store, key, BEN, RIGHT)
    assert await store.rooms.end(key) == {BEN: 1}
    # The host goes, and the room goes on.
    await store.people.forget(HOST)
    assert await store.rooms.find(key) is not None
