"""A crowd of servers at the evening's peak, and a bot that answers it, on paper.

Who asks when is drawn at random; who waits for whom is decided by the bot's own queue
(`bot.workers.queue.FairQueue`), to which this gives slots and a clock.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from bot.workers.asker import Asker
from bot.workers.queue import FairQueue, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from bot.workers.queue import Lane

SITTING = 5.0
"""Commands that a student sends in a row, in the mean (a geometric distribution)."""

THINKING = 25.0
"""Seconds between two of them, in the mean (an exponential distribution)."""

CLASS = 30
"""Students who try the same thing when their teacher says so."""

CLASS_SECONDS = 20.0
"""Within which all of them send it."""


@dataclass(frozen=True)
class Command:
    """A command that people send.

    Attributes
    ----------
    name
        Its name.
    lane
        Where it waits.
    weight
        How often it is sent, beside the others.
    seconds
        Measured times of a worker, one of which each use takes.
    """

    name: str
    lane: Lane
    weight: float
    seconds: tuple[float, ...]


@dataclass(frozen=True)
class Ask:
    """Somebody sends a command at a time in seconds."""

    time: float
    asker: Asker
    command: Command


def evening(
    random: Random,
    commands: Sequence[Command],
    servers: int,
    per_second: float,
    in_classes: float,
    seconds: float,
) -> list[Ask]:
    """Return what is asked, in order of time: students by themselves, and whole classes at once.

    Parameters
    ----------
    servers
        Among which the students are spread evenly.
    per_second
        Commands in the mean.
    in_classes
        The part of them that comes from classes.
    seconds
        How long the evening lasts.
    """
    weights = [command.weight for command in commands]
    people = count(1)

    def ask(time: float, person: int, server: int) -> Ask:
        return Ask(time, Asker(person, server), random.choices(commands, weights)[0])

    found: list[Ask] = []
    # What began before the evening still goes on when it begins.
    before = 10 * SITTING * THINKING
    for start in _moments(random, per_second * (1 - in_classes) / SITTING, -before, seconds):
        person, server, time = next(people), random.randrange(servers), start
        while True:
            found.append(ask(time, person, server))
            if random.random() < 1 / SITTING:
                break
            time += random.expovariate(1 / THINKING)
    for start in _moments(random, per_second * in_classes / CLASS, -CLASS_SECONDS, seconds):
        server = random.randrange(servers)
        found += [
            ask(start + random.uniform(0, CLASS_SECONDS), next(people), server)
            for _ in range(CLASS)
        ]
    return sorted((one for one in found if 0 <= one.time < seconds), key=lambda one: one.time)


def _moments(random: Random, rate: float, start: float, end: float) -> Iterator[float]:
    """Yield the moments of a Poisson process."""
    time = start + random.expovariate(rate) if rate else end
    while time < end:
        yield time
        time += random.expovariate(rate)


@dataclass(frozen=True)
class Bot:
    """What answers.

    Attributes
    ----------
    processes
        Of the bot itself; a server's commands all arrive at one of them.
    workers
        Of each process.
    own_seconds
        That a process of the bot itself computes for one command: half of it before a worker
        begins, half after it is done. It does one such thing at a time.
    """

    processes: int
    workers: int
    own_seconds: float


def answered(random: Random, asks: Sequence[Ask], bot: Bot) -> list[float]:
    """Return for each command the seconds from its arrival to its answer."""
    by_process: list[list[int]] = [[] for _ in range(bot.processes)]
    for number, ask in enumerate(asks):
        by_process[(ask.asker.server or 0) % bot.processes].append(number)
    taken = [0.0] * len(asks)
    for numbers in by_process:
        done = _Process(random, bot).run([asks[number] for number in numbers])
        for number, time in zip(numbers, done, strict=True):
            taken[number] = time - asks[number].time
    return taken


class _Process:
    """One process of the bot and its workers, from event to event."""

    def __init__(self, random: Random, bot: Bot) -> None:
        self._random = random
        self._own = bot.own_seconds / 2
        self._queue: FairQueue[int] = FairQueue(bot.workers)
        self._events: list[tuple[float, int, str, int]] = []
        self._serial = count()
        self._at_hand: deque[tuple[str, int]] = deque()
        self._is_busy = False

    def run(self, asks: Sequence[Ask]) -> list[float]:
        """Return when each command is answered."""
        done = [0.0] * len(asks)
        for number, ask in enumerate(asks):
            self._at(ask.time, "arrives", number)
        while self._events:
            now, _, what, number = heapq.heappop(self._events)
            turn = Turn(asks[number].asker, asks[number].command.lane)
            match what:
                case "arrives":
                    self._compute(now, "is read", number)
                case "is computed":
                    self._queue.done(turn)
                    self._compute(now, "is sent", number)
                case "is read":
                    self._queue.join(turn, number)
                    self._compute_next(now)
                case _:
                    done[number] = now
                    self._compute_next(now)
            while found := self._queue.next():
                seconds = self._random.choice(asks[found[1]].command.seconds)
                self._at(now + seconds, "is computed", found[1])
        return done

    def _at(self, time: float, what: str, number: int) -> None:
        heapq.heappush(self._events, (time, next(self._serial), what, number))

    def _compute(self, now: float, until: str, number: int) -> None:
        """Let the bot itself do its part, when it has done what came before."""
        self._at_hand.append((until, number))
        if not self._is_busy:
            self._is_busy = True
            self._begin(now)

    def _compute_next(self, now: float) -> None:
        self._is_busy = bool(self._at_hand)
        if self._is_busy:
            self._begin(now)

    def _begin(self, now: float) -> None:
        self._at(now + self._own, *self._at_hand.popleft())
