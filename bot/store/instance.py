"""One bot to a database: two would answer everything twice, or take each other's interactions."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bot.store.failures import IS_RUNNING, StoreError

if TYPE_CHECKING:
    from pathlib import Path


class Instance:
    """The right to use a database, which ends with this process however that ends.

    It is SQLite's own lock on an empty database of its own beside the file: the operating system
    takes it back from a process that is killed, and readers of the file do not meet it.

    Parameters
    ----------
    file
        The database; the lock's file has the same name with ".lock" behind it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file.with_name(f"{file.name}.lock")
        self._held: sqlite3.Connection | None = None

    def take(self) -> None:
        """Take the right.

        Raises
        ------
        StoreError
            When another process has it, or the lock's file cannot be made.
        """
        try:
            self._held = sqlite3.connect(self._file, timeout=0, check_same_thread=False)
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self.release()
            if "locked" in str(error):
                raise StoreError(IS_RUNNING) from None
            raise StoreError(
                f"The database of DATABASE_URL cannot be used ({error}). It must be a file "
                "that this program may write, in a directory that exists."
            ) from error

    def release(self) -> None:
        """Give it back."""
        if self._held is not None:
            self._held.close()
            self._held = None
