"""What people disagree with, as the host reads it."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import __main__ as program
from bot.store import Store, StoreError, objections_in
from bot.topics.quiz.objections import listed

ANN, BEN = 101, 202


async def test_the_host_reads_what_without_whose(store: Store, url: str) -> None:
    await store.quiz.disagree(ANN, "dot-1-000001", {"a · b": "4\n\x1b[2J2"}, "Not the sum.")
    await store.quiz.disagree(BEN, "norm-1-000002", {"length": "√2"}, "No root.")

    # While the bot runs.
    text = listed(await asyncio.to_thread(objections_in, url))

    first, typed, told, second, *rest = text.splitlines()
    assert first.endswith(" UTC  /quiz start exercise:norm-1-000002")
    assert (typed, told) == ("  length: √2", "  told: No root.")
    assert second.endswith("exercise:dot-1-000001")
    assert rest == ["  a · b: 4 [2J2", "  told: Not the sum."]
    assert str(ANN) not in text


async def test_nobody_disagrees(store: Store, url: str) -> None:
    assert store is not None
    found = await asyncio.to_thread(objections_in, url)
    assert listed(found) == "Nobody has disagreed with a verdict."


async def test_a_database_of_an_older_bot_has_none(store: Store, file: Path) -> None:
    await store.close()
    with closing(sqlite3.connect(file)) as kept:
        kept.execute("DROP TABLE objections")

    found = await asyncio.to_thread(objections_in, f"sqlite:///{file}")
    assert listed(found) == "Nobody has disagreed with a verdict."


def test_where_there_is_no_database(tmp_path: Path) -> None:
    for url in ("sqlite://", f"sqlite:///{tmp_path}/none.sqlite3"):
        with pytest.raises(StoreError):
            objections_in(url)


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite3")
    monkeypatch.setattr("sys.argv", ["study-bot", "objections"])

    assert program.main() == 2
    assert "cannot be read as a database" in capsys.readouterr().err
