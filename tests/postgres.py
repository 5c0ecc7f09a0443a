"""A PostgreSQL server of the tests' own, on loopback, which ends with them.

Where none is installed, tests that want one are skipped; with `POSTGRES_REQUIRED` set they fail.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, STDOUT
from typing import Any

import asyncpg

from tests.ports import free_port

REQUIRED = "POSTGRES_REQUIRED"

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian puts the programs, by version."""

START_SECONDS = 60.0

FAST = (
    *("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off"),
    *("-c", "shared_buffers=16MB", "-c", "max_wal_size=64MB"),
)
"""What is lost when the machine ends was only a test's."""


class MissingError(Exception):
    """No server is installed."""


@dataclass
class Server:
    """A server.

    Attributes
    ----------
    folder
        Where its files are.
    port
        On 127.0.0.1.
    options
        Of its command line.
    """

    folder: Path
    port: int
    options: tuple[str, ...]
    _process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database on it."""
        return f"postgresql+asyncpg://postgres:hunter2@127.0.0.1:{self.port}/{database}"

    async def new(self, script: str = "", options: str = "") -> str:
        """Make a database, run SQL in it; return its address."""
        name = f"study_{secrets.token_hex(4)}"
        await self.run(f"CREATE DATABASE {name} {options}")
        if script:
            await self.run(script, name)
        return self.url(name)

    async def run(self, script: str, database: str = "postgres") -> None:
        """Run SQL, one or several statements."""
        address = self.url(database).replace("+asyncpg", "")
        connection = await asyncpg.connect(address)
        try:
            await connection.execute(script)
        finally:
            await connection.close()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it; return when it answers."""
        until = time.monotonic() + START_SECONDS
        process = self._begun()
        while not self._is_ready():
            if time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text())
            if process.poll() is not None:
                # Some processes of one that was killed may not have ended yet.
                process = self._begun()
            time.sleep(0.02)

    def _begun(self) -> subprocess.Popen[bytes]:
        listening = ("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=")
        command = [_program("postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen[bytes](
                [*command, *listening, *self.options],
                stdout=log,
                stderr=STDOUT,
                cwd=self.folder,
                **_as_nobody_special(),
            )
        return self._process

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT lets it write what it has in memory, SIGKILL does not."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def _is_ready(self) -> bool:
        """Return whether its file says so; it listens before it answers."""
        try:
            lines = (self.folder / "data" / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        state = 7
        return len(lines) > state and lines[state].strip() == "ready" and lines[0] == str(self.pid)


@contextmanager
def server(options: tuple[str, ...] = FAST) -> Iterator[Server]:
    """Make and start a server; stop and remove it.

    Raises
    ------
    MissingError
        When none is installed.
    """
    initdb = _program("initdb")
    folder = Path(tempfile.mkdtemp(prefix="study-bot-postgres-"))
    made = Server(folder, free_port(), options)
    try:
        if (owner := _owner()) is not None:
            shutil.chown(folder, owner)
        settings = ("--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C")
        command = [initdb, "-D", str(folder / "data"), "-U", "postgres", *settings]
        subprocess.run(command, check=True, stdout=DEVNULL, cwd=folder, **_as_nobody_special())
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def _program(name: str) -> str:
    """Return where a program of PostgreSQL is, of the newest version."""
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda each: float(each.parent.name), reverse=True)
    places = os.pathsep.join([*map(str, versions), os.environ.get("PATH", "")])
    found = shutil.which(name, path=places)
    if found is None:
        raise MissingError(f"PostgreSQL's {name} is not installed (Debian: postgresql)")
    return found


def _owner() -> str | None:
    """Return whose the server is to be; it refuses to run as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as_nobody_special() -> dict[str, Any]:
    owner = _owner()
    return {} if owner is None else {"user": owner, "extra_groups": []}
