"""Whether a quiz room goes on when the bot is killed in the middle of it.

    .venv/bin/python -m benchmarks.kill_rooms

In each round two people play a room of three exercises. The bot is killed with its workers by
SIGKILL once: before or behind a request that sends something of the room, opens its thread, or
tells somebody that their answer arrived, or some milliseconds after an answer. Then the bot starts
again on the same database, when Discord no longer recognises what is sent again by its nonce, and
the room is played to its end. Each exercise, each solution and the table must be there once, in the
thread, with a point for each right answer that the bot has taken. A round without that is a line
and an exit code of 1.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.wire.bot_process import BotProcess
from tests.wire.crowd import people
from tests.wire.daily import killed
from tests.wire.faults import CALLBACK, POST, THREAD
from tests.wire.loopback import LoopbackDiscord
from tests.wire.rooms import Room
from tests.wire.world import QUIZ, TOKEN

if TYPE_CHECKING:
    from tests.wire.faults import Endpoint

ROUNDS = 24

MOMENTS: tuple[tuple[str, Endpoint, int, bool], ...] = tuple(
    (f"{'behind' if done else 'before'} {name}", endpoint, pass_by, done)
    for name, endpoint, pass_by in (
        ("the thread", THREAD, 0),
        ("an exercise", POST, 1),
        ("a solution", POST, 2),
        ("the next exercise", POST, 3),
        ("the last solution", POST, 6),
        ("the table", POST, 7),
        ("an answer's words", CALLBACK, 6),
    )
    for done in (False, True)
)
"""What is killed at: after how many requests to the endpoint, and whether the request is done."""

LONGEST_MS = 600
"""For kills at any moment after an answer."""

WANTED = [
    *(f"### Exercise {n} of 3{end}" for n in (1, 2, 3) for end in ("\n", ":")),
    "### The room is over",
]


async def main() -> int:
    random = Random(1)
    wrong, began = 0, time.monotonic()
    for number in range(ROUNDS):
        moment = f"{random.randrange(LONGEST_MS)} ms after an answer"
        if number < len(MOMENTS):
            moment = MOMENTS[number][0]
        found = await _round(number, moment)
        if found:
            wrong += 1
            print(f"round {number}, killed {moment}: {found}")
    seconds = time.monotonic() - began
    print(f"{ROUNDS - wrong} of {ROUNDS} rounds: the room was played to its end; {seconds:.0f} s")
    return 1 if wrong else 0


async def _round(number: int, moment: str) -> str:
    """Play a room, with one kill; return what is wrong, or ""."""
    async with LoopbackDiscord(TOKEN) as server:
        with tempfile.TemporaryDirectory() as home:
            room = Room(server, QUIZ, people(2))
            async with BotProcess(server, home=Path(home)) as bot:
                playing = asyncio.create_task(_play(room))
                if number < len(MOMENTS):
                    _, endpoint, pass_by, done = MOMENTS[number]
                    async with killed(server, bot, endpoint, done=done, pass_by=pass_by):
                        pass
                else:
                    await room.until_posted(lambda: bool(room.openings and room.thread))
                    await asyncio.sleep(int(moment.split()[0]) / 1000)
                    await bot.kill()
                playing.cancel()
                await asyncio.gather(playing, return_exceptions=True)
            server.forget_nonces()
            async with BotProcess(server, home=Path(home)):
                try:
                    async with asyncio.timeout(90):
                        await _play(room)
                except (TimeoutError, AssertionError, LookupError) as error:
                    return f"{error!r}; {_said(room)}"
            return _problem(room, server)


async def _play(room: Room) -> None:
    """Do whatever comes next in the room, until its end."""
    if not room.openings:
        await room.server.slash(
            "quiz room",
            {"topic": "The dot product", "exercises": 3},
            user=room.host,
            channel=room.channel,
        )
        await room.until_posted(lambda: bool(room.openings))
    if not room.thread:
        for person in room.people:
            await room.server.press(room.openings[-1], "Take part", user=person)
        await room.server.press(room.openings[-1], "Start", user=room.host)
    for number in (1, 2, 3):
        await room.until_said(f"### Exercise {number} of 3\n")
        if not _has_said(room, f"### Exercise {number} of 3:"):
            for person in room.people:
                # The answer before the kill may be the last that was wanted.
                with suppress(AssertionError, LookupError):
                    await room.answer(person, str(room.right()))
        await room.until_said(f"### Exercise {number} of 3:")
        if number < 3 and not _has_said(room, f"### Exercise {number + 1} of 3\n"):
            await room.go_on()
    await room.until_said("### The room is over")


def _has_said(room: Room, words: str) -> bool:
    return any(words in post.text for post in room.thread)


def _problem(room: Room, server: LoopbackDiscord) -> str:
    said = _said(room)
    # A post that was looked for and not there is sent once more, and counted once.
    if [sum(words in text for text in said) for words in WANTED] != [1] * len(WANTED):
        return f"not everything once: {said}"
    if len(room.openings) != 1:
        return f"{len(room.openings)} openings"
    table = next(text for text in said if WANTED[-1] in text)
    points = [line.split(" · ")[-1] for line in table.splitlines() if line.startswith("**")]
    if points != ["3 points", "3 points"]:
        return f"points: {points}"
    return "; ".join(server.take_violations())


def _said(room: Room) -> list[str]:
    return [post.text for post in room.thread] if room.openings else []


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
