"""`python -m bot`: how it ends when it cannot run, and what it says then."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from bot import __main__ as program
from bot import logs
from bot import run as run_module
from bot.catalogue import CatalogueError
from bot.chat.client import StudyBot
from bot.chat.connecting import RefusedError
from bot.config import IN_MEMORY, Config
from bot.page import serving
from bot.store import StoreError
from bot.store.failures import StoreAwayError
from bot.topics.learn import files
from bot.workers import ClusterError
from tests.bot.topics.learn.lesson_file import RIGHT

ROOT = Path(__file__).parents[2]
TOKEN = "abcdefghijklmnopqrstuvwx.Yz0123.ABCDEFGHIJ-klmnopqrst_uvwxyz01"  # noqa: S105


def run(directory: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a directory, with nothing set but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *options],
        cwd=directory,
        env={**kept, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **settings},
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
        ("PAGE_PORT=80", "PAGE_PORT must be"),
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

        ended = run(tmp_path, "--no-browser", PAGE_PORT=str(port), WORKERS="1")

    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith(f"Port {port} is taken.")
    assert "Traceback" not in ended.stderr


def failing(error: Exception) -> Callable[..., NoReturn]:
    def run(*_: object, **__: object) -> NoReturn:
        raise error

    return run


@pytest.mark.parametrize(
    "error",
    [RefusedError("No."), StoreError("No."), CatalogueError("No."), ClusterError("No.")],
)
def test_what_only_the_host_can_put_right_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    monkeypatch.setattr(run_module, "on_discord", failing(error))

    assert program._run(Config(TOKEN), open_browser=False) == 2

    said = capsys.readouterr()
    assert one_sentence(said.err) == "No."
    assert said.out == ""


def test_what_may_pass_ends_with_a_code_after_which_a_service_starts_the_bot_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_module, "on_discord", failing(StoreAwayError("Away.")))

    assert program._run(Config(TOKEN), open_browser=False) == program.MAY_PASS != 2

    assert one_sentence(capsys.readouterr().err) == "Away."


@pytest.mark.parametrize("url", [None, "10.0.0.5:8786"])
def test_a_worker_without_the_address_of_a_scheduler_ends_in_one_sentence(
    capsys: pytest.CaptureFixture[str], url: str | None
) -> None:
    assert program._join_cluster(Config(), url) == 2

    words = one_sentence(capsys.readouterr().err)
    assert words.startswith(
        "What follows worker, or WORKERS_URL, must be the address of a Dask scheduler"
    )


def test_a_worker_without_dask_ends_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "bot.workers.machine", None)  # as if its imports failed
    monkeypatch.setattr(logs, "to_stderr", lambda *_: None)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert program._join_cluster(Config(), "tcp://127.0.0.1:8786") == 2
    finally:
        signal.signal(signal.SIGTERM, before)

    assert one_sentence(capsys.readouterr().err).startswith("study-bot worker needs Dask")


def test_a_database_that_cannot_be_opened_ends_in_one_sentence_without_discord(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(StudyBot, "login", failing(AssertionError("Discord was asked.")))
    settings = Config(TOKEN, database_url=f"sqlite:///{tmp_path}/nowhere/bot.sqlite3")

    assert program._run(settings, open_browser=False) == 2

    said = capsys.readouterr()
    assert one_sentence(said.err).startswith("The database of DATABASE_URL cannot be used")


def started(monkeypatch: pytest.MonkeyPatch, *options: str) -> Config:
    """Start the program with options; return the settings with which the page is run."""
    with_settings: list[Config] = []
    monkeypatch.setattr(sys, "argv", ["study-bot", *options])
    monkeypatch.setattr(logs, "to_stderr", lambda *_: None)
    monkeypatch.setattr(serving, "run", lambda settings, **_: with_settings.append(settings))
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert program.main() == 0
    finally:
        signal.signal(signal.SIGTERM, before)
    (settings,) = with_settings
    return settings


def test_without_a_token_the_page_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/of-the-bot.sqlite3")

    assert started(monkeypatch).database_url == IN_MEMORY


def test_the_page_keeps_what_people_keep_in_the_file_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)

    settings = started(monkeypatch, "page", "--data", "mine.sqlite3")

    assert settings.database_url == f"sqlite:///{tmp_path}/mine.sqlite3"
    assert settings.token is None


def test_a_file_that_no_database_can_have_is_refused(tmp_path: Path) -> None:
    ended = run(tmp_path, "page", "--data", "what?.sqlite3")

    assert ended.returncode == 2
    assert one_sentence(ended.stderr).startswith("The name of the file must be without")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed SIGINT, which a shell has its background jobs ignore, and programs started here too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_while_it_begins_it_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    told: signal.Signals,
) -> None:
    def stop(*_: object, **__: object) -> NoReturn:
        signal.raise_signal(told)
        raise AssertionError("It goes on.")

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["study-bot"])
    monkeypatch.setattr(logs, "to_stderr", lambda *_: None)
    monkeypatch.setattr(run_module, "on_discord", stop)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    try:
        assert program.main() == 0
    finally:
        signal.signal(signal.SIGTERM, before)

    assert capsys.readouterr() == ("", "")


TOLD_WHERE_NOTHING_CAN_BE_RAISED = """
import signal, sys
from bot import __main__ as program

class Freed:
    def __del__(self):
        signal.raise_signal(signal.Signals[NAME])

class Finder:
    def find_spec(self, name, *_):
        if name == "bot.run":
            Freed()

sys.meta_path.insert(0, Finder())
sys.exit(program.main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot put off a signal")
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_while_modules_are_imported_it_ends(
    tmp_path: Path, told: signal.Signals
) -> None:
    # Without the signal it would end at the database.
    settings = {"DISCORD_TOKEN": TOKEN, "DATABASE_URL": "sqlite:///nowhere/bot.sqlite3"}
    code = TOLD_WHERE_NOTHING_CAN_BE_RAISED.replace("NAME", repr(told.name))

    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_nobody_expected_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "on_discord", failing(ZeroDivisionError()))

    with pytest.raises(ZeroDivisionError):
        program._run(Config(TOKEN), open_browser=False)


def test_shards_are_asked_of_discord_which_wants_a_token(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setattr(sys, "argv", ["study-bot", "shards", "4"])

    assert program.main() == program.NEEDS_A_HAND

    assert one_sentence(capsys.readouterr().err).startswith("Set DISCORD_TOKEN")


@pytest.mark.parametrize("processes", ["0", "1001", "many", "-1", "²"])
def test_shards_are_divided_among_some_processes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], processes: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["study-bot", "shards", "--", processes])

    with pytest.raises(SystemExit, match="2"):
        program.main()

    assert "must be a whole number from 1 to 1000" in capsys.readouterr().err


def test_lessons_are_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "DIRECTORY", tmp_path)
    monkeypatch.setattr(sys, "argv", ["study-bot", "lessons"])
    (tmp_path / "01_right.toml").write_text(RIGHT, "utf-8")
    assert program.main() == 0

    (tmp_path / "02_wrong.toml").write_text(RIGHT.replace('"norm(v)"', '"norm(w)"'), "utf-8")
    assert program.main() == program.NEEDS_A_HAND


def test_a_mistake_in_a_lesson_is_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(files, "DIRECTORY", tmp_path)
    monkeypatch.setattr(sys, "argv", ["study-bot", "lessons"])
    (tmp_path / "02_wrong.toml").write_text(RIGHT.replace("title", "titel", 1), "utf-8")

    program.main()

    assert capsys.readouterr().out.splitlines() == [
        "02_wrong.toml, line 1: There is no titel here. Did you mean title?",
        "1 lesson, 1 with a mistake.",
    ]
