"""The database: kept once it is answered, read beside a writer, written by one at a time."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import delete, text

from bot.store import Store, StoreError
from bot.store.database import Database
from bot.store.people import People, people

ANN, BEN = 101, 2**63 - 1


async def test_what_is_kept_is_there_when_it_is_opened_again(store: Store, url: str) -> None:
    await store.people.set_variable(ANN, "A", "[1, 2]")
    await store.people.choose(ANN, motion=False)

    # The first is not closed: as after a kill, all there is is what the database has.
    other = Database(url)
    await other.open()
    person = await People(other).person(ANN)
    await other.close()

    assert person.variables == {"A": "[1, 2]"}
    assert not person.settings.motion


async def test_a_person_who_goes_takes_everything_along(store: Store, other_hand: Database) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await store.people.set_variable(BEN, "B", "1")

    async with other_hand.writing() as connection:
        await connection.execute(delete(people).where(people.c.id == ANN))

    async with other_hand.reading() as connection:
        kept = await connection.execute(text("SELECT name FROM variables"))
        assert [*kept.scalars()] == ["B"]


# Readers, and a writer


async def test_who_reads_cannot_write(other_hand: Database) -> None:
    with pytest.raises(StoreError, match=r"read-?only"):
        async with other_hand.reading() as connection:
            await connection.exec_driver_sql("INSERT INTO people (id) VALUES (1)")


async def test_reading_does_not_wait_for_a_writer(store: Store, other_hand: Database) -> None:
    await store.people.set_variable(ANN, "A", "1")
    async with other_hand.writing() as connection:
        await connection.exec_driver_sql("UPDATE variables SET text = '2'")

        # While the transaction is open, what is kept is what was.
        assert await store.people.variables(ANN) == {"A": "1"}

    assert await store.people.variables(ANN) == {"A": "2"}


async def test_many_read_at_once(store: Store) -> None:
    await store.people.set_variable(ANN, "A", "1")

    found = await asyncio.gather(*(store.people.variables(ANN) for _ in range(50)))

    assert found == [{"A": "1"}] * 50


async def test_a_write_that_another_one_keeps_waiting_fails_and_changes_nothing(
    store: Store, other_hand: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.people._database.engine, "patience", 0.05)
    async with other_hand.writing():
        writes = [store.people.set_variable(ANN, f"v{k}", "1") for k in range(5)]
        ends = await asyncio.gather(*writes, return_exceptions=True)

    assert all(isinstance(end, StoreError) for end in ends)
    (words,) = {str(end) for end in ends}
    assert words.startswith("The database cannot be used for now (")
    assert "lock" in words
    assert await store.people.variables(ANN) == {}
    await store.people.set_variable(ANN, "A", "1")
    assert await store.people.variables(ANN) == {"A": "1"}


async def test_what_one_transaction_reads_no_other_changes(
    store: Store, other_hand: Database
) -> None:
    await store.people.set_variable(ANN, "A", "0")

    async def count_on(database: Database) -> None:
        for _ in range(20):
            async with database.writing() as connection:
                found = await connection.execute(text("SELECT text FROM variables"))
                new = {"new": str(int(found.scalar_one()) + 1)}
                await connection.execute(text("UPDATE variables SET text = :new"), new)

    await asyncio.gather(count_on(other_hand), count_on(store.people._database))

    assert await store.people.variables(ANN) == {"A": "40"}
