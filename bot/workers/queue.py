"""Whose turn it is: a queue that is fair to people and servers.

It knows no processes and no clock. Something has ``slots`` places at which jobs are done; jobs
`join`, `next` says which of them goes to a free slot, and `done` gives the slot back.

Turns go round by lane, within a lane by server, within a server by person:

- In a round, a lane goes as often as its share. Quick jobs come first, so they wait for a free
  slot but not behind drawings; between two drawings go at most those of two rounds.
- Servers take turns, and so do the people of one server. Who asks from no server is a place of
  their own.
- A person holds at most half of the slots, and so does the lane of files: whoever comes next finds
  a slot soon.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.workers.asker import Asker, Place

Lane = Literal["quick", "drawing", "files"]
"""Kinds of jobs by their cost: some 2 ms, some 100 ms, and seconds."""

SHARES: dict[Lane, int] = {"quick": 20, "drawing": 5, "files": 1}
"""Turns of each lane in a round, in the order in which lanes are looked at."""

MOST_WAITING = 20
"""Jobs of one person that may wait."""

Job = TypeVar("Job")
Jobs = TypeVar("Jobs")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Turn:
    """For whom a job is, and of what kind it is."""

    asker: Asker
    lane: Lane


class CrowdError(Exception):
    """This person has as many jobs waiting as one person may."""


class FairQueue(Generic[Job]):
    """The jobs that wait for one of ``slots`` places.

    Attributes
    ----------
    slots
        How many places there are; it may change at any time.
    spare
        How many more jobs may go, to wait at the places; nobody's share grows by that.

    Examples
    --------
    >>> from bot.workers.asker import Asker
    >>> queue = FairQueue[str](1)
    >>> for person, job in [(1, "a"), (1, "b"), (2, "c")]:
    ...     queue.join(Turn(Asker(person), "drawing"), job)
    >>> order = []
    >>> while found := queue.next():
    ...     order.append(found[1])
    ...     queue.done(found[0])
    >>> order
    ['a', 'c', 'b']
    """

    def __init__(self, slots: int) -> None:
        self.slots = slots
        self.spare = 0
        self._lanes: dict[Lane, _Rotation[Job]] = {lane: _Rotation() for lane in SHARES}
        self._left = dict(SHARES)
        self._waiting: Counter[int] = Counter()
        self._held: Counter[int] = Counter()
        self._running: Counter[Lane] = Counter()

    def __len__(self) -> int:
        """Return how many jobs wait."""
        return self._waiting.total()

    @property
    def running(self) -> int:
        """How many slots are taken."""
        return self._running.total()

    def join(self, turn: Turn, job: Job) -> None:
        """Let a job wait for its turn.

        Raises
        ------
        CrowdError
            When the person has `MOST_WAITING` waiting.
        """
        if self._waiting[turn.asker.person] >= MOST_WAITING:
            raise CrowdError
        self._waiting[turn.asker.person] += 1
        self._lanes[turn.lane].add(turn, job)

    def next(self) -> tuple[Turn, Job] | None:
        """Give a slot to the job whose turn it is; None where no slot or no job may go."""
        if self.running >= self.slots + self.spare:
            return None
        for _ in range(2):
            for lane in SHARES:
                if self._left[lane] and (found := self._next_of(lane)):
                    self._left[lane] -= 1
                    return found
            self._left = dict(SHARES)
        return None

    def done(self, turn: Turn) -> None:
        """Give a slot back."""
        _take_one(self._held, turn.asker.person)
        _take_one(self._running, turn.lane)

    def leave(self, turn: Turn, job: Job) -> bool:
        """Let a job go that waits no longer; return whether it was still waiting."""
        left = self._lanes[turn.lane].remove(turn, job)
        if left:
            _take_one(self._waiting, turn.asker.person)
        return left

    def jobs(self) -> list[Job]:
        """Return the jobs that wait, in no particular order."""
        return [job for rotation in self._lanes.values() for job in rotation]

    def ahead(self, turn: Turn) -> int:
        """Return how many waiting jobs of its lane would go before a job that joined now."""
        return self._lanes[turn.lane].ahead(turn)

    def slots_of(self, lane: Lane) -> int:
        """Return how many slots the jobs of a lane can have at most."""
        return self._half if lane == "files" else self.slots

    @property
    def _half(self) -> int:
        return max(1, self.slots // 2)

    def _next_of(self, lane: Lane) -> tuple[Turn, Job] | None:
        if lane == "files" and self._running[lane] >= self._half:
            return None
        found = self._lanes[lane].next(self._may_go)
        if found is not None:
            turn, _ = found
            _take_one(self._waiting, turn.asker.person)
            self._held[turn.asker.person] += 1
            self._running[lane] += 1
        return found

    def _may_go(self, person: int) -> bool:
        return self._held[person] < self._half


class _Rotation(Generic[Job]):
    """The waiting jobs of one lane. Places, and people within them, are in the order of turns."""

    def __init__(self) -> None:
        self._places: dict[Place, dict[int, deque[tuple[Turn, Job]]]] = {}

    def __iter__(self) -> Iterator[Job]:
        for people in self._places.values():
            for jobs in people.values():
                yield from (job for _, job in jobs)

    def add(self, turn: Turn, job: Job) -> None:
        people = self._places.setdefault(turn.asker.place, {})
        people.setdefault(turn.asker.person, deque()).append((turn, job))

    def next(self, may_go: Callable[[int], bool]) -> tuple[Turn, Job] | None:
        """Take the job whose turn it is; its person and its place go to the end."""
        for place, people in self._places.items():
            for person, jobs in people.items():
                if may_go(person):
                    found = jobs.popleft()
                    _to_the_end(people, person)
                    _to_the_end(self._places, place)
                    return found
        return None

    def remove(self, turn: Turn, job: Job) -> bool:
        people = self._places.get(turn.asker.place, {})
        jobs = people.get(turn.asker.person, deque())
        if (turn, job) not in jobs:
            return False
        jobs.remove((turn, job))
        if not jobs:
            del people[turn.asker.person]
        if not people:
            del self._places[turn.asker.place]
        return True

    def ahead(self, turn: Turn) -> int:
        people = {
            person: len(jobs) for person, jobs in self._places.get(turn.asker.place, {}).items()
        }
        places = {place: sum(map(len, others.values())) for place, others in self._places.items()}
        own = people.get(turn.asker.person, 0)
        in_place = own + _going_before(people, turn.asker.person, own)
        return in_place + _going_before(places, turn.asker.place, in_place)


def _going_before(waiting: Mapping[Key, int], who: Key, turns: int) -> int:
    """Return how many jobs of others go before somebody whose turn comes after ``turns`` turns.

    Parameters
    ----------
    waiting
        Numbers of jobs in the order of turns, in which a newcomer is the last.
    """
    before, found = 0, False
    for other, jobs in waiting.items():
        if other == who:
            found = True
        else:
            before += min(jobs, turns if found else turns + 1)
    return before


def _to_the_end(waiting: dict[Key, Jobs], key: Key) -> None:
    jobs = waiting.pop(key)
    if jobs:
        waiting[key] = jobs


def _take_one(counter: Counter[Key], key: Key) -> None:
    """Count one less, and forget what comes to none."""
    counter[key] -= 1
    if not counter[key]:
        del counter[key]
