"""What outlives a restart: kept once it is answered, apart for each person, bounded."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store import MOST_VARIABLES, FullError, Settings, Store, StoreError

ANN, BEN = 101, 2**63 - 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3"


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    store = Store(f"sqlite:///{file}")
    await store.open()
    yield store
    await store.close()


async def test_a_stranger_has_nothing_and_the_defaults(store: Store) -> None:
    person = await store.person(ANN)

    assert person.variables == {}
    assert person.settings == Settings(motion=True)


async def test_values_are_kept_by_name_in_order(store: Store) -> None:
    for name in ("v", "A", "b", "a"):
        await store.set_variable(ANN, name, f"[{name}]")
    await store.set_variable(ANN, "A", "[new]")

    assert list((await store.variables(ANN)).items()) == [
        ("A", "[new]"),
        ("a", "[a]"),
        ("b", "[b]"),
        ("v", "[v]"),
    ]


async def test_people_are_kept_apart(store: Store) -> None:
    await store.set_variable(ANN, "A", "1")
    await store.set_variable(BEN, "A", "2")
    await store.set_motion(BEN, on=False)
    await store.clear_variables(ANN)

    assert await store.variables(ANN) == {}
    assert await store.variables(BEN) == {"A": "2"}
    assert (await store.settings(ANN)).motion
    assert not (await store.settings(BEN)).motion


async def test_a_setting_can_be_taken_back_and_leaves_the_values(store: Store) -> None:
    await store.set_variable(ANN, "A", "1")
    await store.set_motion(ANN, on=False)
    assert not (await store.settings(ANN)).motion

    await store.set_motion(ANN, on=True)

    assert (await store.settings(ANN)).motion
    assert await store.variables(ANN) == {"A": "1"}


async def test_clearing_says_how_many_there_were(store: Store) -> None:
    for name in ("A", "b", "c"):
        await store.set_variable(ANN, name, "1")

    assert await store.clear_variables(ANN, "nothing") == 0
    assert await store.clear_variables(ANN, "b") == 1
    assert await store.variables(ANN) == {"A": "1", "c": "1"}
    assert await store.clear_variables(ANN) == 2
    assert await store.clear_variables(ANN) == 0


async def test_there_is_room_for_so_many_and_changing_one_is_always_possible(
    store: Store,
) -> None:
    for k in range(MOST_VARIABLES):
        await store.set_variable(ANN, f"v{k}", "1")

    with pytest.raises(FullError):
        await store.set_variable(ANN, "more", "1")
    await store.set_variable(ANN, "v0", "2")
    await store.set_variable(BEN, "more", "1")

    kept = await store.variables(ANN)
    assert len(kept) == MOST_VARIABLES
    assert (kept["v0"], "more" in kept) == ("2", False)


async def test_fifty_sets_at_once_end_in_the_right_table(store: Store) -> None:
    sets = [store.set_variable(ANN, f"v{k % 25}", str(k)) for k in range(50)]
    await asyncio.gather(*sets, *(store.set_variable(BEN, f"w{k}", "1") for k in range(10)))

    # One connection serves first come first, so the second round of 25 is what is left.
    assert await store.variables(ANN) == {f"v{k - 25}": str(k) for k in range(25, 50)}
    assert len(await store.variables(BEN)) == 10


async def test_a_crowd_at_the_limit_does_not_get_past_it(store: Store) -> None:
    sets = [store.set_variable(ANN, f"v{k}", "1") for k in range(MOST_VARIABLES + 10)]
    ends = await asyncio.gather(*sets, return_exceptions=True)

    assert sum(isinstance(end, FullError) for end in ends) == 10
    assert len(await store.variables(ANN)) == MOST_VARIABLES


async def test_a_cancelled_write_leaves_the_store_usable(store: Store) -> None:
    tasks = [asyncio.ensure_future(store.set_variable(ANN, f"v{k}", "1")) for k in range(10)]
    await asyncio.wait({tasks[0]})
    for task in tasks[1:]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    await store.set_variable(ANN, "last", "1")

    assert {"v0", "last"} <= (await store.variables(ANN)).keys()


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE variables; --", "%s ? :person {0}", "\x00\n\t`[1]`", "π" * 4000]
)
async def test_a_text_comes_back_as_it_is(store: Store, text: str) -> None:
    await store.set_variable(ANN, text[:30], text)

    assert await store.variables(ANN) == {text[:30]: text}


async def test_what_is_kept_is_there_when_it_is_opened_again(store: Store, file: Path) -> None:
    await store.set_variable(ANN, "A", "[1, 2]")
    await store.set_motion(ANN, on=False)

    # The first is not closed: as after a kill, all there is is the file and its log.
    second = Store(f"sqlite:///{file}")
    await second.open()
    try:
        person = await second.person(ANN)
    finally:
        await second.close()

    assert person.variables == {"A": "[1, 2]"}
    assert not person.settings.motion


async def test_the_file_is_safe_at_every_commit(store: Store) -> None:
    async with store._engine.connect() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 2000,
    }


async def test_a_person_who_goes_takes_everything_along(store: Store, file: Path) -> None:
    await store.set_variable(ANN, "A", "1")
    await store.set_variable(BEN, "B", "1")

    async with store._engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM people WHERE id = ?", (ANN,))

    with sqlite3.connect(file) as direct:
        assert direct.execute("SELECT name FROM variables").fetchall() == [("B",)]


async def test_a_database_in_memory_keeps_until_it_is_closed() -> None:
    store = Store("sqlite://")
    await store.open()
    try:
        await asyncio.gather(*(store.set_variable(ANN, f"v{k}", "1") for k in range(20)))
        assert len(await store.variables(ANN)) == 20
    finally:
        await store.close()


# What cannot be opened


async def refused(url: str) -> str:
    """Return the sentence about a database that cannot be used."""
    store = Store(url)
    try:
        with pytest.raises(StoreError) as caught:
            await store.open()
    finally:
        await store.close()
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_a_directory_that_is_not_there_is_said(tmp_path: Path) -> None:
    words = await refused(f"sqlite:///{tmp_path}/nowhere/bot.sqlite3")

    assert words.startswith("The database of DATABASE_URL cannot be used (unable to open")


def test_a_file_that_is_no_database_is_left_alone(file: Path) -> None:
    file.write_text("my notes " * 1000)

    words = asyncio.run(refused(f"sqlite:///{file}"))

    assert "not a database" in words
    assert file.read_text() == "my notes " * 1000


async def test_a_database_of_a_newer_bot_is_left_alone(store: Store, file: Path) -> None:
    async with store._engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE schema SET version = 7")

    words = await refused(f"sqlite:///{file}")

    assert "has version 7, and this bot knows version 1" in words


async def test_opening_twice_changes_nothing(store: Store, file: Path) -> None:
    await store.set_variable(ANN, "A", "1")
    for _ in range(2):
        again = Store(f"sqlite:///{file}")
        await again.open()
        await again.close()

    with sqlite3.connect(file) as direct:
        assert direct.execute("SELECT version FROM schema").fetchall() == [(1,)]
    assert await store.variables(ANN) == {"A": "1"}
