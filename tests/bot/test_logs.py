"""What is logged holds no secret, whoever logs it, and says the same only once a minute."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import logs
from bot.logs import Reconnects, SecretFree

TOKEN = "abcdefghijklmnopqrstuvwx.Yz0123.ABCDEFGHIJ-klmnopqrst_uvwxyz01"  # noqa: S105
OTHERS = "aW50ZXJhY3Rpb246MTEwMDAwMDAwMDAwMDAwMDAwMTpzZWNyZXQ"
"""An interaction's token."""


def line(message: str, *args: object, error: BaseException | None = None) -> str:
    """Return what is logged."""
    raised = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("other", logging.ERROR, __file__, 1, message, args, raised)
    return SecretFree(TOKEN).format(record)


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """Return the error with a traceback, and with a cause."""
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def test_the_token_is_taken_out_of_the_message_its_arguments_and_the_traceback() -> None:
    said, *trace = line("sent %s", TOKEN, error=ValueError(f"bad header: {TOKEN}")).splitlines()

    assert said.endswith("other: sent [token]")
    assert trace == ["ValueError: bad header: [token]"]


def test_the_token_is_taken_out_of_what_caused_an_error() -> None:
    error = raised(RuntimeError("no"), ValueError(f"Authorization: Bot {TOKEN}"))

    said = line("failed", error=error)

    assert "ValueError: Authorization: Bot [token]" in said
    assert "RuntimeError: no" in said
    assert TOKEN not in said


@pytest.mark.parametrize(
    "text",
    [
        f"PATCH https://discord.com/api/v10/webhooks/11/{OTHERS}/messages/@original returned",
        f"POST https://discord.com/api/v10/webhooks/11/{OTHERS}?wait=true",
        f"POST /interactions/110/{OTHERS}/callback",
        f"{{'type': 2, 'token': '{OTHERS}', 'id': '1'}}",
        f'{{"op": 2, "d": {{"token": "{OTHERS}", "intents": 1}}}}',
        repr(f'{{"token": "{OTHERS}"}}'),
        repr(f"{{'token':'{OTHERS}'}}"),
        f"Authorization: Bot {OTHERS}",
    ],
)
def test_tokens_of_interactions_are_found_by_where_they_stand(text: str) -> None:
    said = line("%s", text)

    assert OTHERS not in said
    assert "[token]" in said
    assert said.count("[token]") == 1


def test_what_is_no_token_stays() -> None:
    text = "GET /channels/11/messages/12, a bot of 3 servers, token: none, Bot [1, 2]"

    assert line("%s", text).endswith(text)


# Everything that is written


@pytest.fixture
def stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[[], str]]:
    """Return what takes the lines logged; afterwards all is as it was."""
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    quiet = [
        logging.getLogger(name)
        for name in ("discord", "discord.client", "discord.shard", "alembic")
    ]
    levels = [(logger, logger.level, list(logger.filters)) for logger in quiet]
    for owner, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    root.handlers = []  # the program begins without any
    yield lambda: capsys.readouterr().err
    logging.captureWarnings(capture=False)
    root.handlers = before[1]
    root.setLevel(before[0])
    for logger, level, filters in levels:
        logger.setLevel(level)
        logger.filters = filters


def test_every_way_to_stderr_takes_the_token_out(stderr: Callable[[], str]) -> None:
    logs.to_stderr("DEBUG", TOKEN)
    loop = asyncio.new_event_loop()
    loop.close()

    logging.getLogger("discord.http").debug("POST with %s", {"Authorization": f"Bot {TOKEN}"})
    assert "[token]" in stderr()
    warnings.warn(f"deprecated: {TOKEN}", DeprecationWarning, stacklevel=1)
    assert "deprecated: [token]" in stderr()
    loop.call_exception_handler({"message": f"never retrieved: {TOKEN}"})
    assert "never retrieved: [token]" in stderr()
    error = raised(ValueError(TOKEN))
    sys.excepthook(ValueError, error, error.__traceback__)
    said = stderr()
    assert "An error that nobody caught\nTraceback" in said
    assert "ValueError: [token]" in said
    sys.unraisablehook(SimpleNamespace(exc_value=error))  # pyright: ignore[reportArgumentType]
    assert "ValueError: [token]" in stderr()
    threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, None)))
    assert "ValueError: [token]" in stderr()


def test_a_line_that_cannot_be_formatted_is_no_leak(stderr: Callable[[], str]) -> None:
    logs.to_stderr("INFO", TOKEN)

    logging.getLogger("other").info("two %s %s", TOKEN)

    assert stderr() == "A log line of other could not be written.\n"


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("DEBUG", {"ours debug", "ours info", "ours warning", "theirs debug", "theirs warning"}),
        ("INFO", {"ours info", "ours warning", "theirs warning"}),
        ("WARNING", {"ours warning", "theirs warning"}),
        ("ERROR", set[str]()),
    ],
)
@pytest.mark.parametrize("library", ["discord.gateway", "alembic.runtime.plugins"])
def test_the_level_decides_what_is_logged(
    stderr: Callable[[], str], library: str, level: str, shown: set[str]
) -> None:
    logs.to_stderr(level, None)

    for whose, name in (("ours", "bot.chat"), ("theirs", library)):
        for word in ("debug", "info", "warning"):
            getattr(logging.getLogger(name), word)("%s %s", whose, word)

    found = {words.rpartition(": ")[2] for words in stderr().splitlines()}
    # At DEBUG the library's own words on its work are shown as well.
    assert found - {"theirs info"} == shown


def test_an_error_that_ends_the_program_shows_no_token(tmp_path: Path) -> None:
    code = f"from bot import logs; logs.to_stderr('INFO', {TOKEN!r}); raise ValueError({TOKEN!r})"

    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={"HOME": str(tmp_path)},
        check=False,
    )

    assert ended.returncode == 1
    assert "ValueError: [token]" in ended.stderr
    assert TOKEN not in ended.stderr.replace(code, "")


# Discord away while running


def test_attempts_to_reconnect_are_one_sentence_a_minute() -> None:
    now = 0.0
    filtered = Reconnects(lambda: now)

    def attempt() -> str:
        error = raised(OSError("no route"))
        record = logging.LogRecord(
            "discord.client",
            logging.ERROR,
            __file__,
            1,
            "Attempting a reconnect in %.2fs",
            (1.5,),
            (OSError, error, error.__traceback__),
        )
        return SecretFree(None).format(record) if filtered.filter(record) else ""

    assert attempt().endswith("Discord is away (OSError); I keep trying.")
    now = 59.0
    assert attempt() == ""
    now = 61.0
    assert attempt().endswith("Discord is away (OSError); I keep trying.")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("discord.client", "Attempting a reconnect in %.2fs", 1.5),
        ("discord.shard", "Attempting a reconnect for shard ID 3 in %.2fs", 1.5),
        ("discord.shard", "Failed to connect for shard_id: %s. Retrying...", 3),
    ],
)
def test_what_the_client_says_of_reconnecting_has_no_traceback(
    stderr: Callable[[], str], name: str, text: str, value: float
) -> None:
    logs.to_stderr("INFO", None)

    client, error = logging.getLogger(name), raised(OSError("no route"))
    for _ in range(2):
        client.error(text, value, exc_info=error)

    (line,) = stderr().splitlines()
    assert f"WARNING {name}: Discord is away (OSError)" in line


def test_other_lines_of_the_client_stay() -> None:
    record = logging.LogRecord("discord.client", 40, __file__, 1, "Ignoring %s", (1,), None)

    assert Reconnects().filter(record)
    assert record.getMessage() == "Ignoring 1"
