"""20,000 hostile texts, 2,000 damaged files, 5,000 answers: each is answered or refused in words.

Run by itself, on a machine with nothing else to do:
``pytest -n0 -s tests/campaigns/test_hostile_requests.py``. The suite has a few in
`tests/bot/chat/test_hostile_requests.py`.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.client import StudyBot
from bot.config import Config
from bot.topics.kit.outcome import Request
from tests.campaigns import hostile
from tests.wire.processes import below
from tests.wire.processes import megabytes as resident

TEXTS, FILES, ANSWERS, SEED = 20_000, 2_000, 5_000, 2026
AT_ONCE = 4
MOST_GROWTH = 1.1
"""Of the memory of all processes, after the first fifth."""


@pytest_asyncio.fixture
async def bot(tmp_path: Path) -> AsyncIterator[StudyBot]:
    """The bot with the limits that it has by default, not connected."""
    found = StudyBot(Config(workers=2, database_url=f"sqlite:///{tmp_path / 'kept.sqlite3'}"))
    await found.open()
    yield found
    await found.close()


@pytest.mark.parametrize(
    ("draw", "count"),
    [(hostile.requests, TEXTS), (hostile.files, FILES), (hostile.answers, ANSWERS)],
)
async def test_hostile_requests(bot: StudyBot, draw: hostile.Draw, count: int) -> None:
    counted: Counter[str] = Counter()
    faults: list[str] = []
    megabytes: list[float] = []
    requests = draw(bot.desk.services.registry, count, SEED)

    async def answer(requests: Iterator[Request]) -> None:
        for request in requests:
            try:
                counted[await hostile.outcome(bot.desk, request)] += 1
            except Exception as error:
                faults.append(f"{type(error).__name__} {str(error)[:300]}: {request!r:.1000}")
                print(faults[-1])
            if counted.total() % (count // 100) == 0:
                megabytes.append(_memory())

    await asyncio.gather(*(answer(requests) for _ in range(AT_ONCE)))
    print(dict(counted), [round(m) for m in megabytes[:: max(1, len(megabytes) // 20)]])

    assert not faults
    assert counted.total() == count
    assert counted["answered"] > count / 20
    assert counted["refused"] > count / 20
    assert max(megabytes[-5:]) <= MOST_GROWTH * max(megabytes[: len(megabytes) // 5])


def _memory() -> float:
    return sum(map(resident, [os.getpid(), *below(os.getpid())]))
