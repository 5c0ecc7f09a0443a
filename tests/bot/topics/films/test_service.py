"""The life of the models: the first one, those of servers, and how one takes another's place."""

from __future__ import annotations

import asyncio
import stat
import threading
from array import array
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.catalogue import CatalogueError, demo
from bot.config import Config
from bot.errors import UserError
from bot.models import film_model, learning, service
from bot.models.exchange import Learned, Members
from bot.models.film_model import SPACE, FilmModel
from bot.models.kept_ratings import keep
from bot.models.keys import keys
from bot.models.library import RETIRED_SECONDS, Library
from tests.bot.topics.films.conftest import ANN, HERE, SHREK, THERE, Desk, Place


async def test_without_shared_ratings_there_is_one_model_for_all(place: Place) -> None:
    assert [await place.model(guild) for guild in (None, HERE, THERE, HERE)] == ["model-1"] * 4
    assert place.desk.made == [None]


async def test_shared_ratings_join_the_model_of_their_server_alone(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)

    assert await place.model(HERE) == "model-1", "a question waited for a refit"
    assert await place.model(HERE) == "model-2"
    assert await place.model(THERE) == "model-1"
    assert await place.model(None) == "model-1"
    members = place.desk.made[1]
    assert members == Members((0,), (SHREK,), (5.0,)), "a film of another set was learned from"


async def test_searches_take_turns_and_the_loop_goes_on_meanwhile(place: Place) -> None:
    done, gates = list[int](), [threading.Event() for _ in range(3)]

    def search(number: int) -> int:
        assert gates[number].wait(60), "the loop stood still, or another one was to be first"
        done.append(number)
        return number

    searches = asyncio.gather(*(place.desk.in_turn(search, number) for number in range(3)))
    for number in (2, 1, 0):
        gates[number].set()
        for _ in range(20):
            await asyncio.sleep(0)
        assert done == [] or number == 0, "one overtook another"

    assert await searches == done == [0, 1, 2]


async def test_a_refit_comes_at_most_so_often_and_only_after_changes(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)
    await place.store.ratings.rate(ANN, {SHREK: 1.0})

    place.clock.now += 299
    assert [await place.model(HERE), await place.model(HERE)] == ["model-2"] * 2
    place.clock.now += 1
    assert [await place.model(HERE), await place.model(HERE)] == ["model-2", "model-3"]
    place.clock.now += 600
    assert [await place.model(HERE), await place.model(HERE)] == ["model-3"] * 2
    assert len(place.desk.made) == 3, "nothing had changed"


async def test_answers_go_on_while_a_model_is_made_and_one_is_made_at_a_time(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.models.library.learned()
    place.desk.gate.clear()

    for _ in range(200):
        assert Path((await place.models.learned(HERE)).path).stem == "model-1"
        await asyncio.sleep(0)
    place.desk.gate.set()
    await place.models.settled()

    assert await place.model(HERE) == "model-2"
    assert len(place.desk.made) == 2


async def test_ratings_taken_back_leave_the_model_at_once(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)

    place.models.withdraw(await place.store.ratings.unshare(ANN))

    assert await place.model(HERE) == "model-1"


@pytest.mark.parametrize("way", ["unshare", "forget", "members"])
async def test_ratings_taken_back_through_another_process_leave_the_model_at_once(
    place: Place, way: str
) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)
    assert await place.model(HERE) == "model-2"

    if way == "unshare":
        await place.store.ratings.unshare(ANN)
    elif way == "forget":
        await place.store.people.forget(ANN)
    else:
        await place.store.guilds.set_members(HERE, False)

    assert await place.model(HERE) == "model-1"


async def test_a_model_under_way_is_dropped_when_ratings_are_taken_back(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.models.library.learned()
    place.desk.gate.clear()
    await place.models.learned(HERE)
    await place.desk.begun.wait()

    place.models.withdraw(await place.store.ratings.unshare(ANN))
    place.desk.gate.set()
    await place.models.settled()

    assert await place.model(HERE) == "model-1"


async def test_a_refit_that_fails_leaves_the_model(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_: object) -> Learned:
        raise RuntimeError("no memory")

    await place.store.ratings.share(ANN, HERE)
    monkeypatch.setattr(place.desk, "learn", fail)

    assert [await place.model(HERE), await place.model(HERE)] == ["model-1"] * 2
    assert "its model stays" in caplog.text


async def test_so_many_servers_have_a_model_of_their_own(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_SERVERS", 3)
    for guild in range(100, 105):
        await place.store.ratings.share(ANN, guild)
        await place.model(guild)

    models = [await place.model(guild) for guild in (104, 103, 102, 100)]

    assert models == ["model-6", "model-5", "model-4", "model-1"]


async def test_servers_that_share_nothing_take_no_place(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_SERVERS", 1)
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)
    place.clock.now += 1
    for guild in range(100, 120):
        assert await place.model(guild) == "model-1"

    assert await place.model(HERE) == "model-2"
    assert len(place.desk.made) == 2


async def test_servers_without_a_model_are_not_known_for_ever(place: Place) -> None:
    for guild in range(100, 200):
        await place.model(guild)
        place.clock.now += 10

    # Those of the last 300 seconds, in which they are not looked at again.
    assert 29 <= len(place.models._servers) <= 31


async def test_questions_before_the_first_model_are_told_to_come_back() -> None:
    desk = Desk()
    desk.gate.clear()
    await desk.open()

    with pytest.raises(UserError, match=r"still learning from 1,\d\d\d ratings"):
        await desk.learned()
    desk.gate.set()
    assert Path((await desk.learned()).path).stem == "model-1"
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
    await place.models.library.learned()
    place.desk.gate.clear()
    await place.models.learned(HERE)
    await place.desk.begun.wait()

    await place.models.close()
    await place.models.settled()

    assert place.desk.given_up == 1


async def test_a_folder_without_films_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="MOVIES_PATH must be a folder"):
        await Library(replace(Config(), movies_path=tmp_path)).open()


# Files of models


async def test_models_are_files_for_the_bot_alone_and_go_with_it() -> None:
    desk = Desk()
    await desk.open()
    folder = Path((await desk.learned()).path).parent

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    await desk.close()
    assert not folder.exists()


async def test_a_replaced_model_stays_for_questions_on_their_way(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)
    second = await place.models.learned(HERE)

    place.models.withdraw(await place.store.ratings.unshare(ANN))
    assert second.is_there()
    place.clock.now += RETIRED_SECONDS
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)
    third = await place.models.learned(HERE)
    place.models.withdraw([HERE])

    assert third != second
    assert not second.is_there()
    assert third.is_there()
    assert (await place.models.learned(None)).is_there()


async def test_a_retired_file_may_be_gone_already(place: Place) -> None:
    gone = Learned("no/such/file", ())
    place.desk.retire(gone)
    place.clock.now += RETIRED_SECONDS

    place.desk.retire(gone)

    assert not gone.is_there()
    assert (await place.desk.learned()).is_there()


async def test_models_of_too_many_servers_go_too(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_SERVERS", 1)
    retired: list[str] = []
    monkeypatch.setattr(place.desk, "retire", lambda learned: retired.append(learned.path))
    for guild in (HERE, THERE):
        await place.store.ratings.share(ANN, guild)
        await place.model(guild)

    assert [Path(path).stem for path in retired] == ["model-2"]


async def test_a_file_that_was_cleared_away_is_made_again(place: Place) -> None:
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)
    for path in Path((await place.models.learned(None)).path).parent.iterdir():
        path.unlink()

    assert await place.model(HERE) == "model-3", "everybody's new model"
    assert await place.model(HERE) == "model-3"
    assert [members is None for members in place.desk.made] == [True, False, True]
    place.clock.now += 300
    await place.model(HERE)
    assert await place.model(HERE) == "model-4"


# What is learned


def test_members_count_beside_the_catalogue(learned: FilmModel) -> None:
    """A hundred members who hate what all love turn the average around."""
    films, ratings = demo()
    shrek = learned.places[SHREK]
    crowd = Members((*range(100), 100), (*[SHREK] * 100, "of another set"), (*[0.5] * 100, 5.0))

    joined = learning.fitted(films, ratings, crowd).space

    assert joined.averages[shrek] < learned.space.averages[shrek] - 1
    assert joined.counts.sum() == learned.space.counts.sum() + 100
    assert joined.counts[shrek] == learned.space.counts[shrek] + 100


def test_other_scales_become_five_stars(learned: FilmModel) -> None:
    films, ratings = demo()
    tens = replace(ratings, stars=array("d", [2 * s for s in ratings.stars]), end=10.0)

    space = learning.fitted(films, tens, None).space

    assert space.scale == (0.5, 5.0)
    assert space.averages == pytest.approx(learned.space.averages)


def test_half_a_star_can_be_expected_where_nobody_gave_it() -> None:
    films, ratings = demo()
    whole = [max(1.0, round(stars)) for stars in ratings.stars]

    space = learning.fitted(films, replace(ratings, stars=array("d", whole)), None).space

    assert space.scale == (0.5, 5.0)


def test_the_well_known_are_many_and_far_apart(learned: FilmModel) -> None:
    known = learning.well_known(learned.space)
    genres = {genre for place in known[:8] for genre in learned.films[place].genres}

    assert len(set(known)) == 25
    assert {"Children", "Thriller", "Romance", "Drama"} <= genres


def test_the_learning_process_hands_back_a_file_and_keys(tmp_path: Path) -> None:
    kept, path = str(tmp_path / "ratings-1.npz"), str(tmp_path / "model-1")
    keep(None, kept)

    known = learning.learn(kept, None, path)

    assert len(known) == 25
    assert set(known) <= set(film_model.opened(path).keys)


def test_a_model_is_read_as_it_was_written_and_kept_open(
    learned: FilmModel, model_path: str
) -> None:
    found = film_model.opened(model_path)

    catalogue, _ = demo()
    assert found.source == catalogue.name
    assert tuple(found.films) == catalogue.films
    assert list(found.titles) == [film.title for film in catalogue.films]
    assert tuple(found.keys) == keys(catalogue.films)
    assert dict(found.places) == {key: place for place, key in enumerate(keys(catalogue.films))}
    for field in SPACE:
        written, read = getattr(learned.space, field.name), getattr(found.space, field.name)
        assert type(read) is type(written)
        assert getattr(read, "dtype", None) == getattr(written, "dtype", None)
        assert np.array_equal(read, written), field.name
    assert film_model.opened(model_path) is found
