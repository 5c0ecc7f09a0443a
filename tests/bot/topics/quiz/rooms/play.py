"""A room played without Discord: its hooks, its store, and a clock of the test's own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.store import Appointment, Room, Store, clock
from bot.topics.kit.outcome import Form, Note, Place, Press, Request, Someone
from bot.topics.kit.services import Services
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.kit.timed import Due, Post
from bot.topics.quiz.making import made
from bot.topics.quiz.rooms import answering, course, opening, presses

GUILD, CHANNEL = 7, 70
HOST, ANN, BEN, CLEO = 1, 2, 3, 4
SECOND, MINUTE = 1_000, 60_000
WRONG = "0.5"
"""No product of whole vectors."""


class Play:
    """One server with its rooms, and a Discord that only numbers what is posted.

    Attributes
    ----------
    now
        The time, in milliseconds since 1970.
    sends
        Whether Discord takes posts.
    thread
        Whether the thread is there; else what belongs in it is posted in the channel.
    posts
        What was posted.
    """

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.store = store
        self.now = 1_800_000_000_000
        self.sends = self.thread = True
        self.posts: list[Post] = []
        workers = SimpleNamespace(run=_run)
        self.services = cast("Services", SimpleNamespace(store=store, workers=workers))
        time = SimpleNamespace(time_ns=lambda: self.now * 1_000_000)
        monkeypatch.setattr(clock, "time", time)

    # People

    def request(self, user: int = HOST, /, **more: Any) -> Request:
        """Return a command in the channel, with options as texts."""
        given: dict[str, Any] = {
            "guild": GUILD,
            "channel": Place(CHANNEL, f"<#{CHANNEL}>"),
            **{name: more.pop(name) for name in ("guild", "channel", "people") if name in more},
        }
        inputs = {"topic": "The dot product", "exercises": "3", **more}
        return Request("quiz room", inputs, user, **given)

    async def room(self, *people: int, **options: str) -> str:
        """Open a room, in which people take part; return its key."""
        await opening.room(self.request(**options), self.services)
        await self.step()
        key = await self.key()
        for person in people:
            await self.join(key, person)
        return key

    async def duel(self, asked: int | None = None, **options: str) -> str:
        """Challenge somebody, or anybody; return the key."""
        people = {} if asked is None else {"person": Someone(asked, f"<@{asked}>")}
        await opening.duel(self.request(people=people, **options), self.services)
        await self.step()
        return await self.key()

    def press(self, user: int, argument: str) -> Press:
        return Press(user, GUILD, argument)

    async def join(self, key: str, person: int) -> Note:
        return await presses.join(self.press(person, key), self.services)

    async def leave(self, key: str, person: int) -> Note:
        return await presses.leave(self.press(person, key), self.services)

    async def form(self, key: str, person: int, number: int = 1) -> Form | Note:
        return await answering.answer(self.press(person, f"{key}:{number}"), self.services)

    async def answer(self, key: str, person: int, typed: str = "", number: int = 1) -> Note:
        """Send the form of an exercise, right where nothing else is said."""
        if not typed:
            ((_, typed),) = made(await self.exercise(key, number)).key.items()
        room = await self.found(key)
        labels = [field["label"] for field in room.plan["fields"][number - 1]]
        inputs = dict.fromkeys(labels, typed) | {"room": key, "round": str(number)}
        request = Request("quiz room", inputs, person, guild=GUILD, from_form=True)
        return await answering.answered(request, self.services)

    # The room

    async def exercise(self, key: str, number: int = 1) -> ExerciseId:
        room = await self.found(key)
        found = ExerciseId.of(room.plan["exercises"][number - 1])
        assert found is not None
        return found

    async def found(self, key: str) -> Room:
        room = await self.store.rooms.find(key)
        assert room is not None
        return room

    async def key(self) -> str:
        return (await self.next()).data["room"]

    async def next(self) -> Appointment:
        """Return what is due next."""
        (found,) = await self.store.appointments.of_guild(opening.DUE, GUILD)
        return found

    async def is_over(self) -> bool:
        return not await self.store.appointments.of_guild(opening.DUE, GUILD)

    async def step(self, late: int = 0) -> list[Post]:
        """Let the next phase come, some milliseconds late; return what it posts."""
        appointment = await self.next()
        self.now = max(self.now, appointment.time) + late
        due = Due(appointment.guild, appointment.time, appointment.data)
        then = await course.due(due, self.services)
        assert then.time is None or then.time > due.time
        following = None if then.time is None else (then.time, then.data)
        kept = {post.key: post.plain() for post in then.posts}
        if await self.store.appointments.settle(appointment, kept, following) and self.sends:
            for post in then.posts:
                await self.send(post)
        return [*then.posts]

    async def send(self, post: Post) -> None:
        """Post something, in its thread where that is there."""
        self.posts.append(post)
        above = await self.store.appointments.sent(post.follows) if post.follows else None
        place = above[1] if above and self.thread else post.channel
        await self.store.appointments.confirm(post.key, place, 9_000 + len(self.posts))


async def _run(_: str, function: Any, *given: Any) -> Any:
    """Do the work of a worker here."""
    return function(*given)


def words(posts: list[Post]) -> list[str]:
    """Return the first line of each post."""
    return [post.texts[0].splitlines()[0] for post in posts]


def text(note: Note | Form) -> str:
    assert isinstance(note, Note)
    return "\n".join(note.texts)
