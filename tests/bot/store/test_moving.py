"""All rows go from one database to another, or none."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, Boolean, Float, Integer, LargeBinary, Table, select, text

from bot import __main__ as program
from bot.store import Asked, Store, StoreError, move
from bot.store.columns import Text, storable
from bot.store.database import Database, metadata
from tests.examples import examples
from tests.postgres import Server

DATABASES = ("postgresql",)

ANN = 2**63 - 1

ODD = (
    "",
    "\0",
    "a\0b",
    "é",
    "e\u0301",
    "Ä",
    "z",
    "Z",
    "𝔸",
    "\u202e",
    "'; --",
    "%s :x",
    "a b\n",
    " ",
)
"""Text that is ordered, compared or kept differently here and there."""


def value(column: Any, rng: random.Random) -> object:
    """Return something that a column can keep, as a file of any age may have it."""
    if column.nullable and rng.random() < 0.3:
        return None
    kind = column.type
    if isinstance(kind, Text):
        return rng.choice(ODD) + str(rng.randrange(10**6))
    if isinstance(kind, Boolean):
        return rng.random() < 0.5
    if isinstance(kind, Float):
        return rng.choice([0.1, 1.0, 1e308, 5e-324, -0.0, 1 / 3, float("inf"), rng.random()])
    if isinstance(kind, JSON):
        return rng.choice([[], {}, {"b": "\0\ud800", "a": [1, 1.0, None, "π"]}, [rng.random()]])
    if isinstance(kind, LargeBinary):
        return rng.randbytes(rng.choice([0, 1, 3000]))
    if type(kind) is Integer:
        return rng.randrange(-(2**31), 2**31)
    return rng.choice([0, -1, 2**63 - 1, -(2**63), rng.randrange(2**62)])


def rows_for(table: Table, rng: random.Random, known: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Return rows whose keys are all different, and which refer to rows that are there."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for number in range(rng.randrange(12)):
        row = {column.name: value(column, rng) for column in table.columns}
        for key in table.foreign_keys:
            there = known[str(key.column)]
            if not there:
                return []
            if row[key.parent.name] is not None:
                row[key.parent.name] = rng.choice(there)
        if table.autoincrement_column is not None:
            row["id"] = number + 1 + rng.randrange(2) * 2**40
        unique = tuple(row[column.name] for column in table.primary_key)
        found[unique] = row
    return list(found.values())


async def fill(url: str, seed: int) -> None:
    """Make a database with odd rows in all tables."""
    store = Store(url)
    await store.open()
    rng, known = random.Random(seed), dict[str, list[Any]]()
    # Past the types, which make older rows what they are to be; a file may have others.
    async with store.people._database.writing() as connection:
        for table in metadata.sorted_tables:
            rows = rows_for(table, rng, known)
            for column in table.columns:
                known[str(column)] = [row[column.name] for row in rows]
            if table.name == "room_answers":
                rows = list({(r["room"], r["round"], r["person"]): r for r in rows}.values())
            if rows:
                await connection.execute(table.insert(), rows)
        await connection.execute(
            text("UPDATE variables SET text = text || char(0) || 'x' WHERE name != ''")
        )
    await store.close()


async def content(url: str) -> dict[str, list[Any]]:
    """Return all rows of all tables."""
    database = Database(url)
    async with database.reading() as connection:
        found = {
            table.name: [
                tuple(storable(each) if isinstance(each, str) else each for each in row)
                for row in await connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in metadata.sorted_tables
        }
    await database.close()
    return found


@examples(0.08)
@given(seed=st.integers(0, 2**32))
def test_there_and_back_rows_are_the_same(
    postgres_server: Server, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    async def there_and_back() -> None:
        folder = tmp_path_factory.mktemp("moved")
        first, last = (f"sqlite:///{folder}/{name}.sqlite3" for name in ("first", "last"))
        server = await postgres_server.new()
        await fill(first, seed)

        await move(first, server)
        await move(server, last)

        before = await content(first)
        assert await content(server) == before
        assert await content(last) == before

    asyncio.run(there_and_back())


async def test_numbers_of_rows_that_have_gone_are_given_to_no_other(
    postgres_server: Server, file: Path, tmp_path: Path
) -> None:
    server = await postgres_server.new()
    places = [f"sqlite:///{file}", server, f"sqlite:///{tmp_path}/last.sqlite3"]
    numbers: list[int] = []
    for before, here in zip([None, *places], places, strict=False):
        if before is not None:
            await move(before, here)
        store = Store(here)
        await store.open()
        numbers += [
            (await store.classes.make(7, "Norms", [("norm", 1)], 0)).number for _ in range(2)
        ]
        await store.classes.remove(numbers[-1], 7)
        await store.close()

    assert numbers == [*range(1, 7)]


@pytest.fixture
def filled(file: Path) -> str:
    """A file with a value of Ann's in it, which no bot uses."""
    url = f"sqlite:///{file}"

    async def keep() -> None:
        store = Store(url)
        await store.open()
        await store.people.set_variable(ANN, "A", "[1, 2]")
        asked = Asked("k", ANN, None, private=False, text='{"command": "dot", "inputs": {}}')
        await store.questions.keep([asked])
        await store.close()

    asyncio.run(keep())
    return url


def refusal(source: str, target: str) -> str:
    """Return why rows are not moved."""
    with pytest.raises(StoreError) as caught:
        asyncio.run(move(source, target))
    words = str(caught.value)
    assert "\n" not in words
    assert words.endswith(".")
    assert "hunter2" not in words
    assert "DATABASE_URL" not in words
    return words


def new(server: Server, script: str = "") -> str:
    return asyncio.run(server.new(script))


def test_a_target_with_rows_is_refused_both_ways(
    filled: str, postgres_server: Server, tmp_path: Path
) -> None:
    server, other = new(postgres_server), f"sqlite:///{tmp_path}/other.sqlite3"
    asyncio.run(move(filled, server))
    asyncio.run(move(filled, other))

    for source, target in ((filled, server), (server, other)):
        assert "TO is not empty" in refusal(source, target)
        assert len(asyncio.run(content(target))["variables"]) == 1


def test_the_target_of_another_program_is_refused(filled: str, postgres_server: Server) -> None:
    server = new(postgres_server, "CREATE TABLE notes (id INTEGER)")

    assert "of TO is that of another program" in refusal(filled, server)


def test_a_target_that_cannot_keep_all_languages_is_refused(
    filled: str, postgres_server: Server
) -> None:
    server = asyncio.run(postgres_server.new(options="ENCODING 'LATIN1' TEMPLATE template0"))

    assert "TO has the encoding LATIN1" in refusal(filled, server)


@pytest.mark.parametrize(
    ("version", "words"),
    [("0007", "FROM is that of an older bot. Start this bot on it"), ("7777", "FROM has version")],
)
def test_a_source_of_another_version_is_refused(
    filled: str, postgres_server: Server, version: str, words: str
) -> None:
    async def stamp() -> None:
        database = Database(filled)
        await database.open()
        async with database.writing() as connection:
            given = {"version": version}
            await connection.execute(text("UPDATE alembic_version SET version_num=:version"), given)
        await database.close()

    asyncio.run(stamp())

    assert words in refusal(filled, postgres_server.url())


def test_an_empty_source_is_refused(filled: str, postgres_server: Server) -> None:
    server = new(postgres_server)
    assert "FROM is empty" in refusal(server, f"{filled}-2")
    assert 'of FROM cannot be used (database "nowhere" does' in refusal(
        postgres_server.url("nowhere"), f"{filled}-2"
    )
    assert "cannot be read" in refusal(f"{filled}-3", server)
    assert "ends with the bot" in refusal("sqlite://", server)
    assert "ends with the bot" in refusal(filled, "sqlite://")
    assert "same database" in refusal(filled, filled)


def test_nothing_is_moved_under_a_running_bot(filled: str, postgres_server: Server) -> None:
    async def moved_meanwhile(used: str, *pairs: tuple[str, str]) -> None:
        store = Store(used)
        await store.open()
        for pair in pairs:
            end = "FROM" if used == pair[0] else "TO"
            with pytest.raises(StoreError, match=f"Another study-bot is running .* of {end}"):
                await move(*pair)
            # It goes on.
            await store.people.set_variable(ANN, "B", "1")
        await store.close()

    server = new(postgres_server)
    asyncio.run(moved_meanwhile(server, (filled, server), (server, f"{filled}-2")))
    asyncio.run(moved_meanwhile(filled, (filled, server), (server, filled)))


async def test_no_bot_starts_on_a_server_while_rows_are_moved(
    postgres_server: Server,
) -> None:
    url = await postgres_server.new()
    database, store = Database(url), Store(url)

    async with database.engine.alone():
        with pytest.raises(StoreError, match="its rows are being moved"):
            await store.open()

    await store.open()
    await store.close()
    await database.close()


CHANGING = {
    False: """CREATE TRIGGER changing AFTER INSERT ON variables BEGIN
        UPDATE variables SET text = text || ' ';
    END""",
    True: """CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.text := NEW.text || ' '; RETURN NEW; END $$;
    CREATE TRIGGER changing BEFORE INSERT ON variables FOR EACH ROW EXECUTE FUNCTION changed()""",
}
"""What makes a database keep other values than those that it is given."""


@pytest.mark.parametrize("is_server", [False, True])
def test_what_arrives_otherwise_than_it_left_is_not_kept(
    filled: str, postgres_server: Server, is_server: bool
) -> None:
    target = new(postgres_server) if is_server else f"{filled}-2"

    async def prepare() -> None:
        store = Store(target)
        await store.open()
        async with store.people._database.writing() as connection:
            statements = CHANGING[is_server].split(";\n    ") if is_server else [CHANGING[False]]
            for statement in statements:
                await connection.execute(text(statement.replace(":=", "=")))
        await store.close()

    asyncio.run(prepare())

    assert "arrived in the table variables is not what left: 1 of 1 rows" in refusal(filled, target)
    assert asyncio.run(content(target))["people"] == []


def test_it_is_a_command_of_the_program(
    filled: str,
    postgres_server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = new(postgres_server)
    ends: list[int] = []
    for target in (server, server, "", "postgresql://bot:hunter2@x"):
        monkeypatch.setattr("sys.argv", ["study-bot", "move-data", filled, target])
        ends.append(program.main())

    said = capsys.readouterr()
    assert ends == [0, 2, 2, 2]
    assert said.out.startswith("All 3 rows have been moved and compared. Set DATABASE_URL to the")
    lines = said.err.splitlines()
    assert [line[:40] for line in lines] == [
        "The database of TO is not empty, and not",
        "TO must be sqlite:/// and the name of a ",
        "TO must be like postgresql+asyncpg://USE",
    ]
    assert "hunter2" not in said.err
