"""Memory that ends with the process: locks, rate limits, pauses."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Key = TypeVar("Key")


class Turns:
    """A lock for each key."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, key: str) -> asyncio.Lock:
        """Return the lock of a key, which is forgotten when nobody holds or awaits it."""
        return self._locks.setdefault(key, asyncio.Lock())


class Pace:
    """A rate limit for each person.

    Parameters
    ----------
    most
        Uses allowed
    seconds
        in so many seconds.
    clock
        Returns seconds.
    """

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = most
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    def take(self, person: int) -> bool:
        """Count one more use; return whether it is within the limit."""
        now = self._clock()
        self._forget_before(now - self._seconds)
        times = self._times.setdefault(person, deque(maxlen=self.most))
        if len(times) == self.most and times[0] > now - self._seconds:
            return False
        times.append(now)
        self._times.move_to_end(person)
        return True

    def _forget_before(self, then: float) -> None:
        """Forget people whose last use is long ago; they come first."""
        while self._times and next(iter(self._times.values()))[-1] <= then:
            self._times.popitem(last=False)


class Pauses(Generic[Key]):
    """How long to wait before what failed is tried again: twice as long each time.

    Parameters
    ----------
    first, longest
        In milliseconds.
    clock
        Returns milliseconds.
    """

    def __init__(self, first: int, longest: int, clock: Callable[[], int]) -> None:
        self._first = first
        self._longest = longest
        self._clock = clock
        self._failed: dict[Key, tuple[int, int]] = {}

    def failed(self, key: Key) -> None:
        """Note that something failed, now."""
        _, before = self._failed.get(key, (0, self._first // 2))
        pause = min(self._longest, 2 * before)
        self._failed[key] = self._clock() + pause, pause

    def forget(self, key: Key) -> None:
        """Forget that something failed."""
        self._failed.pop(key, None)

    def keep(self, keys: Collection[Key]) -> None:
        """Forget what is not among the keys."""
        self._failed = {key: each for key, each in self._failed.items() if key in keys}

    def end(self) -> None:
        """End all pauses, as after an outage; those that follow are as long as before."""
        self._failed = {key: (0, pause) for key, (_, pause) in self._failed.items()}

    def running(self) -> list[Key]:
        """Return what is not to be tried yet."""
        now = self._clock()
        return [key for key, (until, _) in self._failed.items() if until > now]

    def next_end(self) -> int | None:
        """Return when the next of the running pauses ends; None where there is none."""
        now = self._clock()
        return min((until for until, _ in self._failed.values() if until > now), default=None)
