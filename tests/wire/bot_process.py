"""The bot as a separate process, started, watched and stopped as an operator would."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Self

from bot.config import DEFAULT_DATABASE
from bot.shards import ALONE, Shards
from tests.wire.loopback import LoopbackDiscord

ROOT = Path(__file__).parents[2]
LAUNCHER = Path(__file__).with_name("launch.py")
START_SECONDS = 60
STOP_SECONDS = 10.0
LEFT_SECONDS = 10.0
"""That workers have to end after the bot itself; they hold its output open."""
MAX_LINE_BYTES = 1 << 24


class BotProcess:
    """The bot in `directory`, run in `home`, which by default is new and ends with it.

    With SHARDS in its settings it is one of several. `patience`: seconds in which it starts.
    """

    def __init__(
        self,
        server: LoopbackDiscord,
        directory: Path = ROOT,
        launcher: Path = LAUNCHER,
        home: Path | None = None,
        settings: Mapping[str, str] | None = None,
        patience: float = START_SECONDS,
    ) -> None:
        self.server = server
        self.lines: list[str] = []
        self._directory = directory
        self._launcher = launcher
        self._own_home = tempfile.TemporaryDirectory()
        self._home = str(home or self._own_home.name)
        self._expected = 0
        self._patience = patience
        self._settings = dict(settings or {})
        self._shards = Shards.read(self._settings.get("SHARDS", str(ALONE)))

    @property
    def database(self) -> Path:
        """The file in which it keeps what it keeps."""
        return Path(self._home) / DEFAULT_DATABASE.removeprefix("sqlite:///")

    @property
    def database_url(self) -> str:
        """The address of where it keeps that."""
        return self._settings.get("DATABASE_URL", f"sqlite:///{self.database}")

    @property
    def output(self) -> str:
        return "".join(self.lines)

    @property
    def pid(self) -> int:
        return self._process.pid

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(self._launcher),
            self.server.address,
            cwd=self._home,  # whatever it writes beside itself ends with the test
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=MAX_LINE_BYTES,
            start_new_session=True,  # so that its workers can be found, and ended, with it
        )
        self._reading = asyncio.create_task(self._read())
        try:
            await self._until_ready()
        except BaseException:
            self._kill()
            await self._process.wait()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._expected != -signal.SIGKILL:
            await self._stop()
        self._own_home.cleanup()
        self._check_end()

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[list[str]]:
        """Let something go wrong; afterwards it answers. What it logged is then in the list."""
        said, logged = len(self.lines), list[str]()
        yield logged
        reply = await self.server.slash("calc", expression="1 + 1")
        assert "= 2" in reply.text
        logged += self.lines[said:]

    async def kill(self) -> None:
        """End it as the system does when memory is short: at once, without a word."""
        self._expected = -signal.SIGKILL
        self._kill()
        await self._process.wait()
        await self._reading
        await self.server.until(lambda server: not server.gateway.hears(self._shards.ids[0]))

    def is_ready(self, server: LoopbackDiscord) -> bool:
        """Its people can use its commands."""
        return server.gateway.hears(*self._shards.ids) and server.rest.synced

    async def ends_with(self, code: int) -> None:
        """Wait until it ends by itself, which it is to do with this exit code."""
        self._expected = code
        async with asyncio.timeout(STOP_SECONDS):
            await self._process.wait()
            await self._reading

    async def _until_ready(self) -> None:
        ready = asyncio.create_task(self.server.until(self.is_ready, within=self._patience))
        await asyncio.wait({ready, self._reading}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done() or ready.exception():
            ready.cancel()
            raise AssertionError(f"the bot did not become ready; it said:\n{self.output}")

    async def _stop(self) -> None:
        """Ask it to end. Its output ends only when its last worker has let go of it."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._process.wait()
            async with asyncio.timeout(LEFT_SECONDS):
                await self._reading
        except BaseException as error:
            code = self._process.returncode
            self._kill()
            if not isinstance(error, TimeoutError):
                raise
            state = "still runs" if code is None else f"ended with {code} and left workers behind"
            raise AssertionError(f"some time after SIGTERM the bot {state}") from None

    def _check_end(self) -> None:
        assert self._process.returncode == self._expected, (
            f"the bot ended with {self._process.returncode}; it said:\n{self.output}"
        )
        assert self.server.token not in self.output, "the bot's output shows its token"

    def _kill(self) -> None:
        """End it and its workers, which are a process group of their own."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._own_home.cleanup()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.lines.append(line.decode("utf-8", "replace"))

    def _environment(self) -> dict[str, str]:
        """Pass on what programs need, none of the developer's own settings, and a home apart."""
        kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")
        home = self._home
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "DISCORD_TOKEN": self.server.token,
            "WORKERS": "2",
            # A busy machine draws slowly; the limit has tests of its own.
            "JOB_SECONDS": "30",
            "PYTHONPATH": str(self._directory),
            "HOME": home,
            "XDG_DATA_HOME": home,
            "XDG_CACHE_HOME": home,
            "XDG_STATE_HOME": home,
            "PYTHONUNBUFFERED": "1",
            **self._settings,
        }
