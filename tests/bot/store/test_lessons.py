"""Where somebody is in each lesson: the last card and the furthest, the latest lesson in front."""

from __future__ import annotations

import time

import pytest

from bot.store import Store
from bot.store.lessons import Begun

ANN, BEN = 101, 2**63 - 1


async def test_the_last_card_and_the_furthest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_700_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: now * 1_000_000)
    for lesson, card in (("b", 1), ("b", 4), ("a", 3), ("b", 2), ("b", 3)):
        now += 1
        await store.lessons.keep(ANN, lesson, card)
    await store.lessons.keep(BEN, "a", 6)

    assert await store.lessons.of(ANN) == (Begun("b", 3, 4), Begun("a", 3, 3))
    assert await store.lessons.of(BEN) == (Begun("a", 6, 6),)
    assert await store.lessons.of(7) == ()


async def test_it_is_shown_to_its_person_and_forgotten(store: Store) -> None:
    await store.lessons.keep(ANN, "dot product", 2)
    await store.lessons.keep(BEN, "dot product", 3)

    (kept,) = [each for each in await store.people.kept(ANN) if each.name == "lessons"]
    assert kept.words == "where you are in one lesson"
    ((row),) = kept.rows
    assert (row["lesson"], row["card"], row["reached"]) == ("dot product", 2, 2)

    await store.people.forget(ANN)
    assert await store.lessons.of(ANN) == ()
    assert await store.lessons.of(BEN) == (Begun("dot product", 3, 3),)
