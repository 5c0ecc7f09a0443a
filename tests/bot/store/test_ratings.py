"""Ratings of films: kept when they are answered, bounded, and shared by those who choose to."""

from __future__ import annotations

import asyncio
import random
import time
from typing import Any

import pytest

from bot.store import MOST_RATINGS, FullError, Shared, Store

ANN, BEN, CLEO = 101, 2**63 - 1, 7
HERE, THERE = 2**62, 5


async def test_the_latest_rating_comes_first_and_seen_is_apart(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_700_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: now * 1_000_000)
    for film, stars in {"alien 1979": 4.5, "shrek 2001": 0.5}.items():
        await store.ratings.rate(ANN, {film: stars})
        now += 1
    await store.ratings.mark_seen(ANN, ["frozen 2013", "shrek 2001"])

    rated = await store.ratings.of(ANN)

    assert list(rated.stars.items()) == [("shrek 2001", 0.5), ("alien 1979", 4.5)]
    assert rated.seen == {"frozen 2013"}
    assert (await store.ratings.of(BEN)).stars == {}


async def test_rating_what_was_seen(store: Store) -> None:
    await store.ratings.mark_seen(ANN, ["a", "b"])
    await store.ratings.rate(ANN, {"a": 3.0})
    await store.ratings.mark_seen(ANN, ["a"])

    rated = await store.ratings.of(ANN)
    assert (rated.stars, rated.seen) == ({"a": 3.0}, {"b"})


async def test_likes_are_kept_without_stars(store: Store) -> None:
    await store.ratings.rate(ANN, {"rated": 2.0, "first rated": 1.0})
    await store.ratings.mark_seen(ANN, ["seen"])
    await store.ratings.like(ANN, ["a", "b", "first rated"], ["c"])
    await store.ratings.mark_seen(ANN, ["a"])

    kept = await store.ratings.of(ANN)

    assert kept.stars == {"rated": 2.0}
    assert sorted(kept.likes) == ["a", "b", "first rated"]
    assert (kept.dislikes, kept.seen) == (("c",), {"seen"})


async def test_stars_take_the_place_of_a_like(store: Store) -> None:
    await store.ratings.like(ANN, ["a"], ["b"])
    await store.ratings.rate(ANN, {"a": 3.5})
    await store.ratings.like(ANN, ["b"], [])

    kept = await store.ratings.of(ANN)

    assert (kept.stars, kept.likes, kept.dislikes) == ({"a": 3.5}, ("b",), ())


async def test_removal_says_how_many_there_were(store: Store) -> None:
    await store.ratings.rate(ANN, {"a": 1.0, "b": 2.0, "c": 3.0})
    await store.ratings.rate(BEN, {"a": 5.0})

    assert await store.ratings.remove(ANN, ["a", "x"]) == 1
    assert await store.ratings.remove(ANN, []) == 0
    assert await store.ratings.remove(ANN) == 2
    assert (await store.ratings.of(BEN)).stars == {"a": 5.0}


async def test_there_is_room_for_so_many_and_changing_one_is_always_possible(store: Store) -> None:
    many = {f"film {k}": 1.0 for k in range(MOST_RATINGS)}
    await store.ratings.rate(ANN, many)

    with pytest.raises(FullError):
        await store.ratings.rate(ANN, {"more": 1.0})
    with pytest.raises(FullError):
        await store.ratings.mark_seen(ANN, ["more"])
    with pytest.raises(FullError):
        await store.ratings.like(ANN, [], ["more"])
    await store.ratings.rate(ANN, {"film 7": 5.0})

    kept = (await store.ratings.of(ANN)).stars
    assert len(kept) == MOST_RATINGS
    assert kept["film 7"] == 5.0


async def test_a_thousand_ratings_at_once_end_in_the_right_table() -> None:
    """50 people change 12 films each again and again, and take some back."""
    store = Store("sqlite://")
    await store.open()
    generator = random.Random(5)
    expected: dict[int, dict[str, float]] = {person: {} for person in range(1, 51)}
    jobs: list[asyncio.Future[Any]] = []
    for _ in range(1000):
        person, film = generator.randint(1, 50), f"film {generator.randint(1, 12)}"
        # One connection serves first come first, so what is asked last is what is left.
        if generator.random() < 0.2:
            expected[person].pop(film, None)
            jobs.append(asyncio.ensure_future(store.ratings.remove(person, [film])))
        else:
            expected[person][film] = generator.randint(1, 10) / 2
            rating = store.ratings.rate(person, {film: expected[person][film]})
            jobs.append(asyncio.ensure_future(rating))
    await asyncio.gather(*jobs)

    found = {person: dict((await store.ratings.of(person)).stars) for person in expected}
    await store.close()
    assert found == expected


async def test_only_what_somebody_shares_here_is_learned_from_and_without_a_name(
    store: Store,
) -> None:
    for person in (ANN, BEN, CLEO):
        await store.ratings.rate(person, {"a": 1.0, f"of {person}": 5.0})
    await store.ratings.mark_seen(ANN, ["seen"])
    await store.ratings.like(ANN, ["liked"], ["not liked"])
    await store.ratings.share(ANN, HERE)
    await store.ratings.share(ANN, HERE)
    await store.ratings.share(BEN, THERE)

    shared = await store.ratings.shared(HERE)

    assert shared == (Shared(0, "a", 1.0), Shared(0, f"of {ANN}", 5.0))
    assert [rating.person for rating in await store.ratings.shared(THERE)] == [0, 0]
    assert await store.ratings.shared_in(ANN) == (HERE,)


async def test_sharing_ends_for_one_server_or_for_all(store: Store) -> None:
    await store.ratings.rate(ANN, {"a": 1.0})
    for guild in (HERE, THERE):
        await store.ratings.share(ANN, guild)

    assert await store.ratings.unshare(ANN, HERE) == (HERE,)
    assert await store.ratings.shared(HERE) == ()
    assert len(await store.ratings.shared(THERE)) == 1
    assert await store.ratings.unshare(ANN) == (THERE,)
    assert await store.ratings.unshare(ANN) == ()


async def test_a_server_can_do_without_its_members_ratings(store: Store) -> None:
    await store.ratings.rate(ANN, {"a": 1.0})
    await store.ratings.share(ANN, HERE)
    assert await store.guilds.lets_members_join(HERE)

    await store.guilds.set_members(HERE, on=False)

    assert not await store.guilds.lets_members_join(HERE)
    assert await store.ratings.shared(HERE) == ()
    await store.guilds.set_members(HERE, on=True)
    assert len(await store.ratings.shared(HERE)) == 1


async def test_whoever_is_forgotten_is_forgotten_here_too(store: Store) -> None:
    await store.ratings.rate(ANN, {"a": 1.0, "b": 2.0})
    await store.ratings.share(ANN, HERE)

    words = [kept.words for kept in await store.people.forget(ANN)]

    assert "2 films rated or seen" in words
    assert "one server that your ratings join" in words
    assert (await store.ratings.of(ANN)).stars == {}
    assert await store.ratings.shared(HERE) == ()
