"""The life of the models: the first one, those of servers, and how one takes another's place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
import pytest_asyncio

from bot.catalogue import CatalogueError, demo
from bot.config import Config
from bot.drawing.style import Style
from bot.errors import UserError
from bot.models import learning, service
from bot.models.keys import keys
from bot.models.learning import Learned, Members
from bot.models.library import Library
from bot.models.service import Films
from bot.store import Store
from bot.topics.films.visit import Snapshot, Visit
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError

ANN, BEN, HERE, THERE = 1, 2, 10, 20
SHREK = "shrek 2001"
RECOMMEND = Question("recommend", {"likes": "", "dislikes": ""})


@dataclass
class Desk(Library):
    """The demo films, whose models are only numbered, and made when the test says so."""

    made: list[Members | None] = field(default_factory=list[Members | None])
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    given_up: int = 0

    def __post_init__(self) -> None:
        super().__init__(Config(), patience=0.01)
        self.gate.set()

    async def learn(self, members: Members | None) -> Learned:
        self.made.append(members)
        if members is not None:
            self.begun.set()
        number = len(self.made)
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        return Learned(Snapshot(f"model {number}", b""), ())


@dataclass
class Clock:
    """Seconds that pass when the test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Place:
    """A service and all it works with."""

    films: Films
    desk: Desk
    store: Store
    clock: Clock

    async def model(self, guild: int | None) -> str:
        """Return which model a question gets there; then let what it sets off end."""
        version = (await self.films.learned(guild)).snapshot.version
        await self.films.settled()
        return version


@pytest_asyncio.fixture
async def place() -> AsyncIterator[Place]:
    store, desk, clock = Store("sqlite://"), Desk(), Clock()
    await store.open()
    await desk.open()
    films = Films(desk, store, refit_seconds=300, clock=clock)
    await store.ratings.rate(ANN, {SHREK: 5.0, "of another set 1900": 1.0})
    yield Place(films, desk, store, clock)
    await films.close()
    await desk.close()
    await store.close()


async def test_without_shared_ratings_there_is_one_model_for_all(place: Place) -> None:
    assert [await place.model(guild) for guild in (None, HERE, THERE, HERE)] == ["model 1"] * 4
    assert place.desk.made == [None]


async def test_shared_ratings_join_the_model_of_their_server_alone(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)

    assert await place.model(HERE) == "model 1", "a question waited for a refit"
    assert await place.model(HERE) == "model 2"
    assert await place.model(THERE) == "model 1"
    assert await place.model(None) == "model 1"
    members = place.desk.made[1]
    assert members is not None
    assert place.desk.keys[members.items[0]] == SHREK
    assert members.stars.tolist() == [5.0], "a film of another set was learned from"


async def test_a_refit_comes_at_most_so_often_and_only_after_changes(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)
    await place.store.ratings.rate(ANN, {SHREK: 1.0})

    place.clock.now = 299
    assert [await place.model(HERE), await place.model(HERE)] == ["model 2"] * 2
    place.clock.now = 300
    assert [await place.model(HERE), await place.model(HERE)] == ["model 2", "model 3"]
    place.clock.now = 900
    assert [await place.model(HERE), await place.model(HERE)] == ["model 3"] * 2
    assert len(place.desk.made) == 3, "nothing had changed"


async def test_answers_go_on_while_a_model_is_made_and_one_is_made_at_a_time(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.films.library.learned()
    place.desk.gate.clear()

    for _ in range(200):
        assert (await place.films.learned(HERE)).snapshot.version == "model 1"
        await asyncio.sleep(0)
    place.desk.gate.set()
    await place.films.settled()

    assert await place.model(HERE) == "model 2"
    assert len(place.desk.made) == 2


async def test_ratings_taken_back_leave_the_model_at_once(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)

    place.films.withdraw(await place.store.ratings.unshare(ANN))

    assert await place.model(HERE) == "model 1"


async def test_a_model_under_way_is_dropped_when_ratings_are_taken_back(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.films.library.learned()
    place.desk.gate.clear()
    await place.films.learned(HERE)
    await place.desk.begun.wait()

    place.films.withdraw(await place.store.ratings.unshare(ANN))
    place.desk.gate.set()
    await place.films.settled()

    assert await place.model(HERE) == "model 1"


async def test_a_refit_that_fails_leaves_the_model(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_: object) -> Learned:
        raise RuntimeError("no memory")

    await place.store.ratings.share(ANN, HERE)
    monkeypatch.setattr(place.desk, "learn", fail)

    assert [await place.model(HERE), await place.model(HERE)] == ["model 1"] * 2
    assert "its model stays" in caplog.text


async def test_so_many_servers_have_a_model_of_their_own(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_SERVERS", 3)
    for guild in range(100, 105):
        await place.store.ratings.share(ANN, guild)
        await place.model(guild)

    models = [await place.model(guild) for guild in (104, 103, 102, 100)]

    assert models == ["model 6", "model 5", "model 4", "model 1"]


async def test_questions_before_the_first_model_are_told_to_come_back() -> None:
    desk = Desk()
    desk.gate.clear()
    await desk.open()

    with pytest.raises(UserError, match=r"still learning from 7\d\d ratings"):
        await desk.learned()
    desk.gate.set()
    assert (await desk.learned()).snapshot.version == "model 1"
    await desk.close()


async def test_a_first_model_that_cannot_be_is_said_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_: object) -> Learned:
        raise RuntimeError("no memory")

    desk = Desk()
    monkeypatch.setattr(desk, "learn", fail)
    await desk.open()

    with pytest.raises(UserError, match="could not learn"):
        await desk.learned()
    assert "Nothing was learned from the films." in caplog.text
    await desk.close()


async def test_closing_gives_up_what_is_being_made(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.films.library.learned()
    place.desk.gate.clear()
    await place.films.learned(HERE)
    await place.desk.begun.wait()

    await place.films.close()
    await place.films.settled()

    assert place.desk.given_up == 1


async def test_a_folder_without_films_is_one_sentence(tmp_path: object) -> None:
    with pytest.raises(CatalogueError, match="MOVIES_PATH must be a folder"):
        await Library(replace(Config(), movies_path=tmp_path)).open()  # type: ignore[arg-type]


# What goes with a question


async def test_questions_that_are_not_about_films_take_nothing_along(place: Place) -> None:
    question = Question("dot", {"a": "1 2", "b": "3 4"})

    assert await place.films.asked(question, ANN) is question
    assert await place.films.with_model(question, HERE) is question


async def test_a_question_takes_its_askers_ratings_and_the_model(place: Place) -> None:
    await place.store.ratings.mark_seen(ANN, ["seven 1995"])

    asked = await place.films.asked(RECOMMEND, ANN)
    sent = await place.films.with_model(asked, HERE)

    assert asked.visit.rated[SHREK] == 5.0
    assert asked.visit.seen == {"seven 1995"}
    assert asked.is_private
    assert asked.visit.snapshot is None, "what is remembered must stay small"
    assert sent.visit.snapshot == Snapshot("model 1", b"")
    assert (await place.films.asked(RECOMMEND, BEN)).visit == Visit()


async def test_typed_titles_are_nobodys_ratings(place: Place) -> None:
    question = Question("recommend", {"likes": "shrek", "dislikes": "Seven"})

    asked = await place.films.asked(question, ANN)

    assert asked.visit.rated == {SHREK: 5.0, "seven 1995": 1.0}
    assert not asked.is_private


async def test_a_film_is_not_liked_and_disliked(place: Place) -> None:
    question = Question("recommend", {"likes": "alien; shrek", "dislikes": "Seven, Shrek (2001)"})

    with pytest.raises(InputError, match=r"Shrek \(2001\) stands in both lists\. Which is it\?"):
        await place.films.asked(question, ANN)


# What is learned


@pytest.fixture(scope="module")
def learned() -> Learned:
    """The demo films, learned in this process."""
    return learning.learn(demo(), keys(demo().films), None)


def test_members_count_beside_the_catalogue(learned: Learned) -> None:
    """A hundred members who hate what all love turn the average around."""
    films = demo()
    names = keys(films.films)
    shrek = names.index(SHREK)
    crowd = Members(np.arange(100), np.full(100, shrek), np.full(100, 0.5))

    alone = learned.snapshot.open().space
    joined = learning.learn(films, names, crowd).snapshot.open().space

    assert joined.base[shrek] < alone.base[shrek] - 1
    assert joined.counts.sum() == alone.counts.sum() + 100


def test_other_scales_become_five_stars(learned: Learned) -> None:
    films = demo()
    tens = replace(films, stars=films.stars * 2)

    space = learning.learn(tens, keys(films.films), None).snapshot.open().space

    assert space.scale == (0.5, 5.0)
    assert space.base == pytest.approx(learned.snapshot.open().space.base)


def test_the_well_known_are_many_and_far_apart(learned: Learned) -> None:
    films = demo()
    genres = {genre for place in learned.well_known[:8] for genre in films.films[place].genres}

    assert len(set(learned.well_known)) == 25
    assert {"Children", "Thriller", "Romance", "Drama"} <= genres


def test_a_packed_model_answers_and_is_unpacked_once(learned: Learned) -> None:
    snapshot = learned.snapshot
    question = replace(RECOMMEND, visit=Visit({SHREK: 5.0}, snapshot=snapshot))

    first = answering.copies(question, Style())
    again = answering.copies(question, Style())

    assert first == again
    assert snapshot.open() is snapshot.open()
