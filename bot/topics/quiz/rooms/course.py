"""The course of a room: what is posted when something of it is due.

Each phase is kept in the store before what it posts. A phase that is called again, as after a
crash, keeps and says the same; only times are later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.store import milliseconds
from bot.topics.kit.outcome import Button
from bot.topics.kit.timed import Post, Then
from bot.topics.quiz.context import sealed, solution
from bot.topics.quiz.rooms import words
from bot.topics.quiz.rooms.plan import Plan, is_duel, post_key

if TYPE_CHECKING:
    from bot.store import Room, Tally
    from bot.topics.kit.services import Services
    from bot.topics.kit.timed import Due

SECOND, MINUTE = 1_000, 60_000
"""In milliseconds."""

ROOM_WAITS, DUEL_WAITS = 1 * MINUTE, 10 * MINUTE
"""For who takes part, or accepts."""

PAUSE = 30 * SECOND
"""For reading a solution."""

GRADED_FOR = 2 * SECOND
"""After the end of a round, for answers that came in time."""

LATEST = 10 * MINUTE
"""By which a phase may be late, as after a restart, so that the people are still there."""

WANTED_FOR = 60 * MINUTE
"""How long it is tried to send a solution, or the end."""

MOST_TRIES = 2
"""To show an exercise, or to find the opening."""

LOOKED_AGAIN = 10 * SECOND
"""After which the opening is looked for again: after a restart it may only not be known yet."""


async def due(due: Due, services: Services) -> Then:
    """Let a room go on."""
    room = await services.store.rooms.find(str(due.data["room"]))
    if room is None:
        return Then()
    phase = due.data.get("does", "open")
    number, tries = (cast("int", due.data.get(name, 1)) for name in ("round", "tries"))
    now = max(milliseconds(), due.time)
    if now > due.time + LATEST:
        return await _end(room, services, "" if phase == "open" else words.AWAY, now)
    if phase == "open":
        return await _open(room, services, now)
    if phase == "ask":
        return await _ask(room, services, number, tries, now)
    return await _close(room, services, number, tries, now)


async def _open(room: Room, services: Services, now: int) -> Then:
    plan, seats = Plan.of(room), await services.store.rooms.seats(room.key)
    until = now + (DUEL_WAITS if is_duel(room) else ROOM_WAITS)
    await services.store.rooms.set_phase(room.key, 0, 0, until)
    buttons = (
        Button("roomjoin", room.key, "Take part"),
        Button("roomstart", room.key, "Start"),
    )
    if is_duel(room):
        buttons = (
            Button("roomjoin", room.key, "Accept"),
            Button("roomleave", room.key, "Not now"),
        )
    kind = "Duel" if is_duel(room) else "Quiz room"
    post = Post(
        room.key,
        room.channel,
        (words.opening(room, plan, seats, until),),
        buttons=buttons,
        thread=f"{kind}: {plan.about}",
        until=until,
    )
    return Then((post,), until, _next(room, "ask", 1))


async def _ask(room: Room, services: Services, number: int, tries: int, now: int) -> Then:
    opening = await services.store.appointments.sent(room.key)
    if opening is None and number == 1 and tries < MOST_TRIES:
        then = now + LOOKED_AGAIN
        await services.store.rooms.set_phase(room.key, 0, 0, then)
        return Then((), then, _next(room, "ask", 1, tries + 1))
    reason = await _why_over(room, services, number, opening)
    if reason is not None:
        return await _end(room, services, reason, now)
    plan = Plan.of(room)
    closes = now + plan.minutes * MINUTE
    then = closes + GRADED_FOR
    await services.store.rooms.set_phase(room.key, number, closes, then)
    post = Post(
        post_key(room.key, number, "exercise", tries),
        room.channel,
        (words.asking(room, plan, number, closes),),
        sealed(plan.exercises[number - 1]),
        (Button("roomanswer", f"{room.key}:{number}", "Answer"),),
        follows=room.key,
        until=closes,
    )
    return Then((post,), then, _next(room, "close", number, tries))


async def _close(room: Room, services: Services, number: int, tries: int, now: int) -> Then:
    plan = Plan.of(room)
    following = None if number == plan.count else now + PAUSE
    await services.store.rooms.set_phase(room.key, number, 0, following or now)
    tally = await services.store.rooms.tally(room.key, number)
    where = await services.store.appointments.sent(post_key(room.key, number, "exercise", tries))
    if where is None and not tally.answers:
        # Nobody has seen it, as where I could not post.
        if tries < MOST_TRIES:
            return await _ask(room, services, number, tries + 1, now)
        return await _end(room, services, words.GONE, now)
    post = _solution(room, plan, number, tally, following, now)
    if following is not None:
        return Then((post,), following, _next(room, "ask", number + 1))
    points = await services.store.rooms.end(room.key)
    if not points:
        return Then((post,))
    table = Post(
        post_key(room.key, "table"),
        room.channel,
        (words.table(room, points),),
        buttons=(Button("roommonth", "", "This month's table"),),
        follows=room.key,
        until=now + WANTED_FOR,
    )
    return Then((post, table))


def _solution(
    room: Room, plan: Plan, number: int, tally: Tally, following: int | None, now: int
) -> Post:
    here = f"{room.key}:{number}"
    buttons = (Button("roommine", here, "How was mine?"),)
    if following is not None:
        buttons = (*buttons, Button("roomnext", here, "Next"))
    return Post(
        post_key(room.key, number, "solution"),
        room.channel,
        (words.solved(room, plan, number, tally, following),),
        solution(plan.exercises[number - 1]),
        buttons,
        follows=room.key,
        until=now + WANTED_FOR,
    )


async def _why_over(
    room: Room, services: Services, number: int, opening: tuple[int, int] | None
) -> str | None:
    """Return why there is no further exercise; None where there is one, "" before any post.

    Parameters
    ----------
    opening
        The channel and the message of the opening.
    """
    seats = await services.store.rooms.seats(room.key)
    playing = sum(seat.plays for seat in seats)
    if number == 1:
        if opening is None:
            return ""
        if playing < (2 if is_duel(room) else 1):
            return words.NO_DUEL if is_duel(room) else words.NOBODY
        return None
    before = await services.store.appointments.sent(post_key(room.key, number - 1, "solution"))
    # A thread has the number of the message below which it is.
    if opening is None or (before is not None and before[0] != opening[1]):
        return words.GONE
    if playing < (2 if is_duel(room) else 1):
        return words.ONE_LEFT if is_duel(room) else words.ALL_LEFT
    return None


async def _end(room: Room, services: Services, reason: str, now: int) -> Then:
    """End a room before all its exercises, in one sentence."""
    await services.store.rooms.end(room.key)
    if not reason:
        return Then()
    post = Post(
        post_key(room.key, "end"),
        room.channel,
        (reason,),
        follows=room.key,
        until=now + WANTED_FOR,
    )
    return Then((post,))


def _next(room: Room, does: str, number: int, tries: int = 1) -> dict[str, str | int]:
    return {"room": room.key, "does": does, "round": number, "tries": tries}
