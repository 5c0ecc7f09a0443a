"""Copies of the database: made while the bot runs, and put back while it does not.

A plain copy of the file alone lacks what is still in SQLite's log beside it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from bot.store.database import TABLES, is_file
from bot.store.failures import StoreError
from bot.store.instance import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

LOGS = ("", "-wal", "-shm")
"""What the names of a database's files end with."""


def back_up(url: str, copy: Path) -> str:
    """Write a complete copy of the database; return a sentence that says so.

    Parameters
    ----------
    url
        Of the database, ``sqlite:///FILE``.
    copy
        The file to write, which must not be there yet.

    Raises
    ------
    StoreError
        When there is no database, or the copy cannot be written.

    Examples
    --------
    >>> back_up("sqlite:///study-bot.sqlite3", Path("monday.sqlite3"))  # doctest: +SKIP
    'The database has been copied to monday.sqlite3 (1,204,224 bytes).'
    """
    file = file_of(url)
    check(file)
    try:
        # The name is taken before the copying, which may take long.
        copy.touch(exist_ok=False)
    except FileExistsError:
        raise StoreError(f"{copy} is there already, and a backup overwrites nothing.") from None
    except OSError as error:
        raise StoreError(f"{copy} cannot be written ({error}).") from error
    try:
        _copy(file, copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return f"The database has been copied to {copy} ({copy.stat().st_size:,} bytes)."


def restore(url: str, copy: Path) -> str:
    """Put a copy in the place of the database; return a sentence that says so.

    The former database stays beside it, under a name with the time in it.

    Parameters
    ----------
    url
        Of the database, ``sqlite:///FILE``.
    copy
        A copy that `back_up` wrote.

    Raises
    ------
    StoreError
        When a bot is running on the database, or the copy is no database of this bot.
    """
    file = file_of(url)
    check(copy)
    if file.exists() and copy.samefile(file):
        raise StoreError(f"{copy} is the database itself.")
    instance = Instance(file)
    instance.take()
    try:
        new = file.with_name(f"{file.name}.new")
        _copy(copy, new)
        former = _put_aside(file)
        new.replace(file)
    finally:
        instance.release()
    kept = f" The former one is kept as {former}." if former else ""
    return f"The database is now that of {copy}.{kept}"


def file_of(url: str) -> Path:
    """Return the file of a database.

    Raises
    ------
    StoreError
        When it is in memory, or on a server.
    """
    if not is_file(url):
        raise StoreError(
            "DATABASE_URL is that of a PostgreSQL server: its own programs pg_dump and pg_restore "
            "copy the database and put a copy back, while the bot runs and while it does not."
        )
    name = make_url(url).database
    if not name:
        raise StoreError("A database in memory ends with the bot; set DATABASE_URL to a file.")
    return Path(name).absolute()


def check_source(url: str) -> None:
    """Refuse what is no file of a study-bot's; a server says itself what is wrong.

    Raises
    ------
    StoreError
        Says why.
    """
    if is_file(url):
        check(file_of(url))


def check(file: Path) -> None:
    """Refuse what is no database of a study-bot.

    Raises
    ------
    StoreError
        Says why.
    """
    try:
        with closing(opened(file)) as source:
            rows = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            found = {name for (name,) in rows}
    except sqlite3.Error as error:
        raise StoreError(f"{file} cannot be read as a database ({error}).") from error
    if not found >= TABLES:
        raise StoreError(f"{file} is no database of a study-bot.")


def opened(file: Path) -> sqlite3.Connection:
    """Open a file that is there; SQLite would make one that is not."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)


def _copy(file: Path, copy: Path) -> None:
    """Copy a database into one file, whole or not at all."""
    part = copy.with_name(f"{copy.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(opened(file)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
            # Without a log beside it: all is in this one file.
            target.execute("PRAGMA journal_mode=DELETE")
            (found,) = target.execute("PRAGMA integrity_check").fetchone()
            if found != "ok":
                raise StoreError(f"The copy of {file} is broken ({found}); it was not kept.")
        _synced(part)
        part.replace(copy)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreError(f"{copy} cannot be written ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{file} is broken ({error}).") from error
    finally:
        part.unlink(missing_ok=True)


def _synced(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _put_aside(file: Path) -> Path | None:
    """Rename the database with the log beside it; return its new name, if there was one."""
    if not file.exists():
        return None
    former = next(each for each in _names(file) if not each.exists())
    for end in LOGS:
        part = file.with_name(file.name + end)
        if part.exists():
            part.rename(former.with_name(former.name + end))
    return former


def _names(file: Path) -> Iterator[Path]:
    now = time.strftime("%Y-%m-%d-%H%M%S")
    yield file.with_name(f"{file.name}.before-{now}")
    for number in range(2, 1000):
        yield file.with_name(f"{file.name}.before-{now}-{number}")
