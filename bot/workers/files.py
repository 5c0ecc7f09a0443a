"""Files by their content: named on the bot's side, kept on a machine of the cluster."""

from __future__ import annotations

import asyncio
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from bot.workers.errors import AwayError
from bot.workers.sending import content_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_KEPT = 40
"""Files that a machine keeps: the ratings, everybody's model, and those of some servers."""


class Contents:
    """The names of what is in shared files of this machine, each read once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    async def names(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the name of each file's content.

        Raises
        ------
        AwayError
            When one is no longer there: a process of this machine will say so.
        """
        return tuple([await self._name(path) for path in paths])

    async def _name(self, path: str) -> str:
        if path not in self._names:
            self._names[path] = content_name(await asyncio.to_thread(self.of, path))
        return self._names[path]

    @staticmethod
    def of(path: str) -> bytes:
        """Return a file's content.

        Raises
        ------
        AwayError
            When it is no longer there.
        """
        try:
            return Path(path).read_bytes()
        except FileNotFoundError:
            raise AwayError from None


class Shelf:
    """A folder in which a machine keeps files of other machines, named by their content.

    Parameters
    ----------
    folder
        Where.
    most
        How many; those that were not used the longest go first.
    """

    def __init__(self, folder: Path, most: int = MOST_KEPT) -> None:
        self._folder = folder
        self._most = most

    def path(self, name: str) -> str:
        """Return the path of a content."""
        return str(self._folder / name)

    def lacks(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return which of some contents are not here; those that are count as used now."""
        return tuple(name for name in names if not self._touched(name))

    def keep(self, content: bytes) -> None:
        """Keep a content."""
        part = self.new()
        Path(part).write_bytes(content)
        self._put(part, content)

    def new(self) -> str:
        """Return the path of a file that is yet to be written."""
        return str(self._folder / f"new-{secrets.token_hex(8)}")

    def kept(self, new: str) -> bytes:
        """Return the content of a new file, which is kept from now on."""
        content = Path(new).read_bytes()
        self._put(new, content)
        return content

    def drop(self, new: str) -> None:
        """Delete a new file that nobody wants."""
        Path(new).unlink(missing_ok=True)

    def _put(self, part: str, content: bytes) -> None:
        Path(part).replace(self.path(content_name(content)))
        kept = [file for file in self._folder.iterdir() if not file.name.startswith("new-")]
        for file in sorted(kept, key=lambda file: file.stat().st_mtime)[: -self._most]:
            file.unlink(missing_ok=True)

    def _touched(self, name: str) -> bool:
        try:
            os.utime(self.path(name))
        except FileNotFoundError:
            return False
        return True
