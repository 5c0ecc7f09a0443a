"""`python -m bot`: how it ends when it cannot run, and what it says then."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NoReturn

import aiohttp
import discord
import pytest

from bot import __main__ as program
from bot.chat.client import StudyBot
from bot.config import Config
from bot.page import playground

TOKEN = "abcdefghijklmnopqrstuvwx.Yz0123.ABCDEFGHIJ-klmnopqrst_uvwxyz01"  # noqa: S105


def run(directory: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a directory, with nothing set but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *options],
        cwd=directory,
        env={**kept, "PYTHONUTF8": "1", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def one_sentence(text: str) -> str:
    """Return what a program said, which is one line and no traceback."""
    (line,) = text.splitlines()
    assert "Traceback" not in line
    assert line.endswith(".")
    return line


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("WORKERS=many", "WORKERS must be a whole number from 1 to 64"),
        (f"DISCORD_TOKEN=Bot {TOKEN}", "DISCORD_TOKEN must be the token alone"),
        ("PLAYGROUND_PORT=80", "PLAYGROUND_PORT must be"),
    ],
)
def test_a_bad_setting_ends_in_one_sentence(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / ".env").write_text(line)

    ended = run(tmp_path)

    assert ended.returncode == 2
    assert one_sentence(ended.stderr).startswith(words)
    assert ended.stdout == ""
    assert TOKEN not in ended.stderr


def test_a_bad_value_in_the_environment_ends_in_one_sentence(tmp_path: Path) -> None:
    ended = run(tmp_path, JOB_SECONDS="0")

    assert ended.returncode == 2
    assert one_sentence(ended.stderr).startswith("JOB_SECONDS must be")


def test_an_unreadable_file_ends_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("WORKERS=2".encode("utf-16"))

    ended = run(tmp_path)

    assert ended.returncode == 2
    assert one_sentence(ended.stderr).startswith("The file .env cannot be read")


def test_a_taken_port_ends_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        ended = run(tmp_path, "--no-browser", PLAYGROUND_PORT=str(port), WORKERS="1")

    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith(f"Port {port} is taken.")
    assert "Traceback" not in ended.stderr


def refusal(error: Exception) -> Callable[..., Coroutine[Any, Any, NoReturn]]:
    async def start(*_: object, **__: object) -> NoReturn:
        raise error

    return start


class Answer:
    """The part of an aiohttp response that discord.py's errors look at."""

    status = 503
    reason = "Service Unavailable"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (discord.LoginFailure("no"), 2, "Discord refused the token."),
        (aiohttp.ClientConnectionError("no"), 1, "Discord cannot be reached"),
        (discord.GatewayNotFound(), 1, "Discord cannot be reached"),
        (discord.DiscordServerError(Answer(), "no"), 1, "Discord cannot be reached"),  # pyright: ignore[reportArgumentType]
    ],
)
def test_when_discord_does_not_let_us_in(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
    words: str,
) -> None:
    monkeypatch.setattr(StudyBot, "start", refusal(error))

    assert program._run_on_discord(Config(TOKEN), TOKEN) == code

    said = capsys.readouterr()
    assert said.err.startswith(words)
    assert len(said.err.splitlines()) == 1
    assert TOKEN not in said.err
    assert said.out == ""


def test_a_database_that_cannot_be_opened_ends_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    async def start(bot: StudyBot, _token: str) -> None:
        await bot.setup_hook()  # as discord.py does once the token is accepted

    monkeypatch.setattr(StudyBot, "start", start)
    settings = Config(TOKEN, database_url=f"sqlite:///{tmp_path}/nowhere/bot.sqlite3")

    assert program._run_on_discord(settings, TOKEN) == 2

    said = capsys.readouterr()
    assert one_sentence(said.err).startswith("The database of DATABASE_URL cannot be used")


def test_what_nobody_expected_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StudyBot, "start", refusal(ZeroDivisionError()))

    with pytest.raises(ZeroDivisionError):
        program._run_on_discord(Config(TOKEN), TOKEN)


def test_being_told_to_stop_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    async def start(*_: object) -> None:
        current = asyncio.current_task()
        assert current is not None
        current.cancel()
        await asyncio.sleep(0)

    async def close(_: StudyBot) -> None:
        closed.append(True)

    monkeypatch.setattr(StudyBot, "start", start)
    monkeypatch.setattr(StudyBot, "close", close)

    assert program._run_on_discord(Config(TOKEN), TOKEN) == 0
    assert closed == [True]


async def test_the_page_says_which_package_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simcord", None)

    with pytest.raises(playground.PlaygroundError, match=r"pip install -e '\.\[playground\]'"):
        await playground.serve(Config(), open_browser=False)


def test_no_log_line_holds_the_token() -> None:
    formatter = program._TokenFreeFormatter(TOKEN)
    error = ValueError(f"bad header: {TOKEN}")
    raised = (ValueError, error, None)
    record = logging.LogRecord("other", logging.ERROR, __file__, 1, "sent %s", (TOKEN,), raised)

    line = formatter.format(record)

    assert TOKEN not in line
    said, cause = line.splitlines()
    assert said.endswith("other: sent [token]")
    assert cause == "ValueError: bad header: [token]"
