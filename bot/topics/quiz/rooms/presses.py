"""Buttons of rooms: taking part, leaving, and what the host may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.outcome import Button, Note
from bot.topics.quiz.rooms.answering import found_room
from bot.topics.quiz.rooms.plan import is_duel
from bot.topics.quiz.rooms.words import OVER

if TYPE_CHECKING:
    from bot.store import Room
    from bot.topics.kit.outcome import Press
    from bot.topics.kit.services import Services

KEY = r"(?P<room>[0-9a-f]{12})"

REFUSED = {
    "over": OVER,
    "uninvited": "This challenge is for somebody else. `/quiz duel` makes one of your own.",
}
"""Why somebody cannot take part."""


async def join(press: Press, services: Services) -> Note:
    """Let somebody take part."""
    room = await _room(press, services)
    leave = Button("roomleave", room.key, "Leave")
    joined = await services.store.rooms.join(room.key, press.user)
    if joined == "joined":
        if is_duel(room):
            return Note(("Accepted. The first exercise comes in the thread.",), buttons=(leave,))
        words = "You take part. The exercises come in the thread; press **Answer** there."
        return Note((words,), buttons=(leave,))
    if joined == "already":
        return Note(("You take part already.",), buttons=(leave,))
    if joined == "full":
        two = "Two are in this duel already. `/quiz duel` makes one of your own."
        raise UserError(two if is_duel(room) else "This room is full.")
    raise UserError(REFUSED[joined])


async def leave(press: Press, services: Services) -> Note:
    """Let somebody leave; of a duel that nobody has accepted, that is the end."""
    room = await _room(press, services)
    if not await services.store.rooms.leave(room.key, press.user):
        raise UserError(OVER if room.ended is not None else "You are not in this one.")
    if is_duel(room):
        words = "You have left, so the duel ends." if room.round else "Good, then there is no duel."
        return Note((words,))
    back = Button("roomjoin", room.key, "Take part again")
    return Note(("You have left, and the table will not show your name.",), buttons=(back,))


async def start(press: Press, services: Services) -> Note:
    """Let the host begin without waiting longer."""
    room = await _room(press, services)
    seats = await services.store.rooms.seats(room.key)
    _only_the_host(press, seats_host=[seat.person for seat in seats if seat.hosts])
    if room.round == 0 and not any(seat.plays for seat in seats):
        raise UserError("Nobody takes part yet. Press **Take part** yourself, or wait a little.")
    if room.round or not await services.store.rooms.go_on(room.key, 0):
        raise UserError("It has begun already.")
    return Note(("The first exercise comes now.",))


async def go_on(press: Press, services: Services) -> Note:
    """Let the host have the next exercise without waiting longer."""
    found = press.carried(rf"{KEY}:(?P<round>[1-9][0-9]?)")
    room = await found_room(services, found["room"], press.guild)
    seats = await services.store.rooms.seats(room.key)
    _only_the_host(press, seats_host=[seat.person for seat in seats if seat.hosts])
    if room.ended is not None:
        raise UserError(OVER)
    if not await services.store.rooms.go_on(room.key, int(found["round"])):
        raise UserError("It has gone on already.")
    return Note(("The next exercise comes now.",))


async def _room(press: Press, services: Services) -> Room:
    return await found_room(services, press.carried(KEY)["room"], press.guild)


def _only_the_host(press: Press, seats_host: list[int]) -> None:
    if press.user not in seats_host:
        raise UserError("Only who opened it can do that. It goes on by itself.")
