"""Films without Discord: the demo set, and models made when a test says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from bot.catalogue import Catalogue, demo
from bot.config import Config
from bot.models import learning
from bot.models.exchange import Learned, Members
from bot.models.film_model import FilmModel
from bot.models.library import Library, give_way
from bot.models.service import Models
from bot.store import Store
from bot.topics.kit.outcome import Request
from bot.topics.kit.registry import Registry
from bot.topics.kit.services import Running, Services
from bot.workers import Workers

ANN, BEN, HERE, THERE = 1, 2, 10, 20
SHREK, SEVEN = "shrek 2001", "seven 1995"


@dataclass
class Clock:
    """Seconds that pass when the test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Desk(Library):
    """The demo films, whose models are empty files, and made when the test says so."""

    made: list[Members | None] = field(default_factory=list[Members | None])
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    clock: Callable[[], float] = field(default_factory=Clock)
    given_up: int = 0

    def __post_init__(self) -> None:
        super().__init__(Config(), patience=0.01, clock=self.clock)
        self.gate.set()

    async def read(self) -> Catalogue:
        found, _ = demo()
        return found

    async def learn(self, members: Members | None) -> Learned:
        self.made.append(members)
        if members is not None:
            self.begun.set()
        path = self._new_path()
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        _write(path)
        return Learned(path, self.keys[:3])


def _write(path: str) -> None:
    Path(path).touch()


@dataclass
class Place:
    """A service and all it works with."""

    models: Models
    desk: Desk
    store: Store
    clock: Clock

    async def model(self, guild: int | None) -> str:
        """Return which model a question gets there; then let what it sets off end."""
        path = (await self.models.learned(guild)).path
        await self.models.settled()
        return Path(path).stem

    @property
    def services(self) -> Services:
        """What hooks are handed; of the workers they need none."""
        workers = Workers(Config(), give_way, preload=give_way.__module__)
        return Services(
            self.store,
            workers,
            self.models,
            Registry([]),
            forget=lambda _: None,
            running=lambda: Running("0", 0, None, 0),
        )

    def request(self, command: str, user: int = ANN, **inputs: str) -> Request:
        """Return what somebody sends."""
        return Request(command, inputs, user, HERE)


@pytest_asyncio.fixture
async def place() -> AsyncIterator[Place]:
    """A place in which Ann has rated one of these films, and one that is not here."""
    clock = Clock(1_000)
    store, desk = Store("sqlite://"), Desk(clock=clock)
    await store.open()
    await desk.open()
    models = Models(desk, store, refit_seconds=300, clock=clock)
    await store.ratings.rate(ANN, {SHREK: 5.0, "of another set 1900": 1.0})
    yield Place(models, desk, store, clock)
    await models.close()
    await desk.close()
    await store.close()


@pytest.fixture(scope="session")
def learned() -> FilmModel:
    """The demo films, learned in this process."""
    return learning.fitted(*demo(), None)


@pytest.fixture(scope="session")
def model_path(learned: FilmModel, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with what was learned."""
    path = str(tmp_path_factory.mktemp("models") / "model-1")
    learned.write(path)
    return path
