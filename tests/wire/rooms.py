"""A quiz room over a real socket: what its people do, and what they are shown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.wire.loopback import LoopbackDiscord
from tests.wire.messages import Message
from tests.wire.reply import Reply
from tests.wire.world import Channel, Person

PATIENCE = 60
"""Seconds for a post."""

FIELD = "a · b"
"""The one field of the form for a dot product."""

VECTOR = r"{} = \[(?P<{}>[^\]]+)\]"
GIVEN = re.compile(rf"{VECTOR.format('a', 'a')}\n{VECTOR.format('b', 'b')}")


@dataclass
class Room:
    """A room with its people; the first of them is its host."""

    server: LoopbackDiscord
    channel: Channel
    people: list[Person]

    @property
    def host(self) -> Person:
        return self.people[0]

    @property
    def openings(self) -> list[Message]:
        """What the bot has posted in the channel."""
        return [post for post in self.server.posts if post.channel_id == self.channel.id]

    @property
    def thread(self) -> list[Message]:
        """What it has posted in the thread below the last of that."""
        opening = self.openings[-1].id
        return [post for post in self.server.posts if post.channel_id == opening]

    @property
    def exercise(self) -> Message:
        """The last exercise that it has posted."""
        return [post for post in self.thread if post.buttons == ["Answer"]][-1]

    async def open(self, **options: str | int) -> None:
        """Open the room, and let all take part at once; then the host begins."""
        before = len(self.openings)
        options = {"topic": "The dot product", "exercises": 3, **options}
        opened = await self.server.slash(
            "quiz room", dict(options), user=self.host, channel=self.channel
        )
        assert "The room opens below." in opened.text, opened.text
        await self.until_posted(lambda: len(self.openings) > before)
        pressed = [
            self.server.press(self.openings[-1], "Take part", user=person) for person in self.people
        ]
        for reply in await asyncio.gather(*pressed):
            assert "You take part." in told(reply).text, told(reply).text

    async def begin(self) -> None:
        await self.server.press(self.openings[-1], "Start", user=self.host)
        await self.until_said("### Exercise 1 of 3\n")

    async def forms(self) -> list[Reply]:
        """Let everybody open the form of the exercise, at once."""
        here = self.exercise
        pressed = [self.server.press(here, "Answer", user=person) for person in self.people]
        return list(await asyncio.gather(*pressed))

    async def send(self, form: Reply, person: Person, typed: str) -> Reply:
        return await self.server.submit(form, {FIELD: typed}, user=person)

    async def answer(self, person: Person, typed: str) -> Reply:
        form = await self.server.press(self.exercise, "Answer", user=person)
        return await self.send(form, person, typed)

    async def go_on(self) -> None:
        """Let the host have the next exercise."""
        solution = next(post for post in reversed(self.thread) if "Next" in post.buttons)
        await self.server.press(solution, "Next", user=self.host)

    async def until_said(self, words: str) -> Message:
        """Return the post in the thread that begins so, as soon as it is there."""
        await self.until_posted(lambda: any(words in post.text for post in self.thread))
        return next(post for post in self.thread if words in post.text)

    async def until_posted(self, condition: Callable[[], bool]) -> None:
        await self.server.until(lambda _: condition(), within=PATIENCE)

    def right(self) -> int:
        """Return the right answer to the exercise, from what it shows."""
        found = GIVEN.search(self.exercise.text)
        assert found is not None, self.exercise.text
        a, b = ([int(entry) for entry in found[name].replace("−", "-").split(",")] for name in "ab")
        return sum(x * y for x, y in zip(a, b, strict=True))


def told(reply: Reply) -> Message:
    """Return what only who pressed is told, which stands beside the message for all."""
    found = reply.followups[-1] if reply.followups else reply.message
    assert found.ephemeral
    return found
