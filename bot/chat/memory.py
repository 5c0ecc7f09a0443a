"""Memory that ends with the process: questions behind buttons, locks, rate limits."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict, deque
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.topics.kit.question import Question

MOST_QUESTIONS = 2000
"""Questions kept, of some hundred characters each."""

MOST_CHARACTERS = 25_000_000
"""Characters in all questions kept: one with all of somebody's values in it can be long."""


class Questions:
    """The questions last asked, by a short key that fits into a button."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[str, tuple[int, Question]] = OrderedDict()
        self._characters = 0

    def remember(self, question: Question, asker: int) -> str:
        """Keep the question; return its key."""
        key = secrets.token_hex(6)
        self._by_key[key] = asker, question
        self._characters += _length(question)
        while len(self._by_key) > MOST_QUESTIONS or self._characters > MOST_CHARACTERS:
            self._forget(next(iter(self._by_key)))
        return key

    def recall(self, key: str) -> Question | None:
        """Return the question, or None when it is forgotten."""
        if key not in self._by_key:
            return None
        self._by_key.move_to_end(key)
        _, question = self._by_key[key]
        return question

    def forget_all_of(self, asker: int) -> None:
        """Forget a person's questions, with the kept values in them."""
        for key in [key for key, (who, _) in self._by_key.items() if who == asker]:
            self._forget(key)

    def _forget(self, key: str) -> None:
        _, question = self._by_key.pop(key)
        self._characters -= _length(question)


def _length(question: Question) -> int:
    return len(question.to_json())


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
