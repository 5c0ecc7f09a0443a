"""Memory that ends with the process: locks, rate limits."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable


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
