"""Whether a quiz room goes on when the bot is killed in the middle of it.

    .venv/bin/python -m benchmarks.kill_rooms

In each round two people play a room of three exercises. The bot is killed with its workers by
SIGKILL once: before or behind a request that sends something of the room, opens its thread or a
form, or tells somebody that their answer arrived, or some milliseconds after the first answer. Then
the bot starts again on the same database, when Discord no longer recognises what is sent again by
its nonce, and the room is played to its end. Each exercise, each solution and the table must be
there once, in the thread, with a point for each right answer that the bot has said it has; one that
was sent when it was killed may count or not. A round without that is a line and an exit code of 1.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bot.topics.quiz.rooms.words import LATE
from tests.wire.bot_process import BotProcess
from tests.wire.crowd import people
from tests.wire.daily import killed
from tests.wire.faults import CALLBACK, FOLLOW_UP, POST, THREAD
from tests.wire.loopback import LoopbackDiscord
from tests.wire.rooms import Room, told
from tests.wire.world import QUIZ, TOKEN

if TYPE_CHECKING:
    from tests.wire.faults import Endpoint
    from tests.wire.world import Person

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
        ("the second form", CALLBACK, 6),
        ("an answer's words", FOLLOW_UP, 3),
        ("the last answer's words", FOLLOW_UP, 4),
    )
    for done in (False, True)
)
"""What is killed at: after how many requests to the endpoint, and whether the request is done."""

LONGEST_MS = 600
"""For kills at any moment after the first answer."""

PATIENCE = 90
"""Seconds for a room to come to its end after the bot has started again."""

WANTED = [
    *(f"### Exercise {n} of 3{end}" for n in (1, 2, 3) for end in ("\n", ":")),
    "### The room is over",
]


@dataclass
class Answers:
    """Which exercises somebody has answered.

    Attributes
    ----------
    sent
        Those for which a right answer may have arrived.
    taken
        Those whose answer the bot has said it has.
    """

    sent: set[int] = field(default_factory=set[int])
    taken: set[int] = field(default_factory=set[int])


@dataclass
class Game:
    """A room, and what its people have answered.

    Attributes
    ----------
    room
        The room.
    answers
        By person.
    answered
        Set as soon as the first answer is taken.
    """

    room: Room
    answers: dict[str, Answers]
    answered: asyncio.Event = field(default_factory=asyncio.Event)


async def main() -> int:
    random = Random(1)
    wrong, late, began = 0, 0, time.monotonic()
    for number in range(ROUNDS):
        after = random.randrange(LONGEST_MS)
        moment = MOMENTS[number][0] if number < len(MOMENTS) else f"{after} ms after an answer"
        async with LoopbackDiscord(TOKEN) as server:
            two = people(2)
            game = Game(Room(server, QUIZ, two), {person.id: Answers() for person in two})
            try:
                await _round(game, number, after)
                found = _problem(game)
            except (TimeoutError, AssertionError, LookupError) as error:
                found = f"{error!r}; {_said(game.room)}"
        late += sum(3 - len(each.taken) for each in game.answers.values())
        if found:
            wrong += 1
            print(f"round {number}, killed {moment}: {found}", flush=True)
    seconds = time.monotonic() - began
    print(f"{ROUNDS - wrong} of {ROUNDS} rounds: the room was played to its end; {seconds:.0f} s")
    print(f"{late} of {6 * ROUNDS} answers were not confirmed")
    return 1 if wrong else 0


async def _round(game: Game, number: int, after: int) -> None:
    """Play a room, with one kill."""
    server = game.room.server
    with tempfile.TemporaryDirectory() as home:
        async with BotProcess(server, home=Path(home)) as bot:
            playing = asyncio.create_task(_play(game))
            try:
                if number < len(MOMENTS):
                    _, endpoint, pass_by, done = MOMENTS[number]
                    async with killed(server, bot, endpoint, done=done, pass_by=pass_by):
                        pass
                else:
                    async with asyncio.timeout(PATIENCE):
                        await game.answered.wait()
                    await asyncio.sleep(after / 1000)
                    await bot.kill()
            finally:
                has_ended = not playing.cancel()
                await asyncio.gather(playing, return_exceptions=True)
            if has_ended:
                playing.result()
        server.forget_nonces()
        async with BotProcess(server, home=Path(home)):
            async with asyncio.timeout(PATIENCE):
                await _play(game)


async def _play(game: Game) -> None:
    """Do whatever comes next in the room, until its end."""
    room = game.room
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
        for person in room.people:
            if not _has_said(room, f"### Exercise {number} of 3:"):
                await _answer(game, person, number)
        await room.until_said(f"### Exercise {number} of 3:")
        if number < 3 and not _has_said(room, f"### Exercise {number + 1} of 3\n"):
            await room.go_on()
    await room.until_said("### The room is over")


async def _answer(game: Game, person: Person, number: int) -> None:
    """Answer an exercise right; it may be over, as the answer before was the last of all."""
    room, answers = game.room, game.answers[person.id]
    right = str(room.right())
    form = await room.server.press(room.exercise, "Answer", user=person)
    if form.modal is None:
        if LATE not in told(form).text:
            raise LookupError(told(form).text)
        return
    may_be_there = number in answers.sent
    answers.sent.add(number)
    words = told(await room.send(form, person, right)).text
    if LATE in words:
        # It was told before the kill, or this is the only one that was sent.
        answers.sent -= set() if may_be_there else {number}
        return
    if "Your answer is in" not in words:
        raise LookupError(words)
    answers.taken.add(number)
    game.answered.set()


def _has_said(room: Room, words: str) -> bool:
    return any(words in post.text for post in room.thread)


def _problem(game: Game) -> str:
    room, said = game.room, _said(game.room)
    # A post that was looked for and not there is sent once more, and counted once.
    if [sum(words in text for text in said) for words in WANTED] != [1] * len(WANTED):
        return f"not everything once: {said}"
    if len(room.openings) != 1:
        return f"{len(room.openings)} openings"
    table = next(text for text in said if WANTED[-1] in text)
    for person, answers in game.answers.items():
        points = _points(table, person)
        if not len(answers.taken) <= points <= len(answers.sent):
            return f"{points} points for {answers}"
    return "; ".join(room.server.take_violations())


def _points(table: str, person: str) -> int:
    """Return the points of somebody in the table."""
    found = re.search(rf"<@{person}> · (\d+) points?$", table, re.MULTILINE)
    return int(found[1]) if found else 0


def _said(room: Room) -> list[str]:
    return [post.text for post in room.thread] if room.openings else []


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
