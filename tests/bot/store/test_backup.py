"""Backups while the bot runs, and the way back."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot import __main__ as program
from bot.store import Store, StoreError, back_up, restore

ANN = 101

NO_DATABASE = re.compile("cannot be read|is no database of a study-bot")


PAGE = 4096
"""Bytes in a page of SQLite's."""


def run(file: Path, *values: str) -> dict[str, str]:
    """Run a store on the file, keep values of Ann's, close it; return all she keeps."""

    async def keep() -> dict[str, str]:
        store = Store(f"sqlite:///{file}")
        await store.open()
        for value in values:
            await store.people.set_variable(ANN, value, "1")
        found = await store.people.variables(ANN)
        await store.close()
        return found

    return asyncio.run(keep())


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def test_a_backup_of_a_running_bot_is_complete_and_one_file(
    store: Store, file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "a copy.sqlite3"
    await store.people.set_variable(ANN, "A", "1")

    words = await asyncio.to_thread(back_up, f"sqlite:///{file}", copy)

    assert words.startswith(f"The database has been copied to {copy} (")
    await store.people.set_variable(ANN, "B", "2")
    # SQLite's format: a file that says it has a log cannot be read where none can be made.
    assert (await asyncio.to_thread(copy.read_bytes))[18:20] == bytes([1, 1])
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as found:
        assert found.execute("SELECT name FROM variables").fetchall() == [("A",)]
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert [name for name in names(tmp_path) if not name.startswith(file.name)] == [copy.name]


def test_a_backup_overwrites_nothing(file: Path, tmp_path: Path) -> None:
    run(file, "A")
    copy = tmp_path / "copy"
    copy.write_text("my notes")

    with pytest.raises(StoreError, match="is there already, and a backup overwrites nothing"):
        back_up(f"sqlite:///{file}", copy)

    assert copy.read_text() == "my notes"


@pytest.mark.parametrize("content", [None, b"", b"my notes " * 1000])
def test_what_is_no_database_cannot_be_copied(
    file: Path, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(StoreError, match=NO_DATABASE):
        back_up(f"sqlite:///{file}", tmp_path / "copy")

    assert not (tmp_path / "copy").exists()
    assert file.exists() == (content is not None)


def test_a_broken_copy_is_not_put_in_place(file: Path, tmp_path: Path) -> None:
    run(file, "A")
    copy, url = tmp_path / "copy", f"sqlite:///{file}"
    back_up(url, copy)
    content = bytearray(copy.read_bytes())
    content[PAGE : 6 * PAGE] = b"x" * (5 * PAGE)
    copy.write_bytes(content)

    with pytest.raises(StoreError, match="copy is broken"):
        restore(url, copy)

    assert run(file) == {"A": "1"}


def test_a_directory_that_is_not_there_is_said(file: Path, tmp_path: Path) -> None:
    run(file, "A")

    with pytest.raises(StoreError, match="cannot be written"):
        back_up(f"sqlite:///{file}", tmp_path / "nowhere" / "copy")


def test_a_copy_comes_back_and_the_former_database_stays_beside_it(
    file: Path, tmp_path: Path
) -> None:
    copy, url = tmp_path / "copy", f"sqlite:///{file}"
    run(file, "A")
    back_up(url, copy)
    run(file, "B")

    words = [restore(url, copy), restore(url, copy)]

    assert run(file) == {"A": "1"}
    former = [Path(each.partition(" is kept as ")[2].removesuffix(".")) for each in words]
    assert run(former[0]) == {"A": "1", "B": "1"}
    assert run(former[1]) == {"A": "1"}
    assert run(copy) == {"A": "1"}


def test_a_database_that_was_killed_stays_beside_with_its_log(file: Path, tmp_path: Path) -> None:
    copy, url = tmp_path / "copy", f"sqlite:///{file}"
    run(file, "A")
    back_up(url, copy)
    with closing(sqlite3.connect(file)) as open_one:
        open_one.execute("PRAGMA wal_autocheckpoint=0")
        open_one.execute("INSERT INTO variables VALUES (?, 'B', '1')", (ANN,))
        open_one.commit()
        for name in (file.name, f"{file.name}-wal"):
            (tmp_path / f"killed-{name}").write_bytes((tmp_path / name).read_bytes())
    killed = tmp_path / f"killed-{file.name}"

    words = restore(f"sqlite:///{killed}", copy)

    former = Path(words.partition(" is kept as ")[2].removesuffix("."))
    assert run(former) == {"A": "1", "B": "1"}
    assert run(killed) == {"A": "1"}


def test_a_copy_comes_to_a_host_without_a_database(file: Path, tmp_path: Path) -> None:
    copy, new = tmp_path / "copy", tmp_path / "new.sqlite3"
    run(file, "A")
    back_up(f"sqlite:///{file}", copy)

    assert restore(f"sqlite:///{new}", copy) == f"The database is now that of {copy}."
    assert run(new) == {"A": "1"}


async def test_nothing_is_restored_under_a_running_bot(
    store: Store, file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    await asyncio.to_thread(back_up, f"sqlite:///{file}", copy)
    await store.people.set_variable(ANN, "A", "1")

    with pytest.raises(StoreError, match="Another study-bot is running"):
        await asyncio.to_thread(restore, f"sqlite:///{file}", copy)

    assert await store.people.variables(ANN) == {"A": "1"}


@pytest.mark.parametrize("content", ["my notes " * 1000, None])
def test_what_is_no_copy_is_not_restored(file: Path, tmp_path: Path, content: str | None) -> None:
    run(file, "A")
    copy = tmp_path / "copy"
    if content is None:
        with closing(sqlite3.connect(copy)) as other:
            other.execute("CREATE TABLE recipes (name TEXT)")
    else:
        copy.write_text(content)

    with pytest.raises(StoreError, match=NO_DATABASE):
        restore(f"sqlite:///{file}", copy)

    assert run(file) == {"A": "1"}


def test_the_database_is_not_restored_from_itself(file: Path) -> None:
    run(file, "A")

    with pytest.raises(StoreError, match="is the database itself"):
        restore(f"sqlite:///{file}", file)

    assert run(file) == {"A": "1"}


@pytest.mark.parametrize("copying", [back_up, restore])
def test_a_server_is_copied_by_its_own_programs(
    copying: Callable[[str, Path], str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy"

    with pytest.raises(StoreError, match="PostgreSQL server: its own programs pg_dump") as caught:
        copying("postgresql+asyncpg://bot:hunter2@db.example/study", copy)

    assert "hunter2" not in str(caught.value)
    assert not copy.exists()


def test_both_are_commands_of_the_program(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    run(file, "A")
    ends: list[int] = []
    for action in ("backup", "backup", "restore"):
        # The program takes this out of its environment.
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file.name}")
        monkeypatch.setattr("sys.argv", ["study-bot", action, "copy"])
        ends.append(program.main())

    said = capsys.readouterr()
    assert ends == [0, 2, 0]
    assert [line.partition(" copy")[0] for line in said.out.splitlines()] == [
        "The database has been copied to",
        "The database is now that of",
    ]
    assert said.err == "copy is there already, and a backup overwrites nothing.\n"
    assert run(file) == {"A": "1"}
