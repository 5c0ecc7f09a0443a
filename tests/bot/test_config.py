"""The settings: where they come from, and what is said of a bad one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from bot import config
from bot.config import Config, ConfigError
from bot.shards import Shards

TOKEN = "abcdefghijklmnopqrstuvwx.Yz0123.ABCDEFGHIJ-klmnopqrst_uvwxyz01"  # noqa: S105

NAMES = (
    "DISCORD_TOKEN",
    "WORKERS",
    "WORKERS_URL",
    "JOB_SECONDS",
    "JOB_MEGABYTES",
    "PAGE_PORT",
    "DATABASE_URL",
    "MOVIES_PATH",
    "SHARDS",
    "LOG_LEVEL",
    "METRICS_PORT",
    "PRIVACY_URL",
    "SUPPORT_URL",
    "SOURCE_URL",
)


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def complaint(values: Mapping[str, str]) -> str:
    """Return the sentence about bad values."""
    with pytest.raises(ConfigError) as caught:
        config.read(values)
    words = str(caught.value)
    assert words.endswith(".")
    assert "\n" not in words
    return words


def test_without_settings_there_are_defaults(tmp_path: Path) -> None:
    settings = config.load(tmp_path / ".env")

    assert settings.token is None
    assert 2 <= settings.workers <= 4
    assert (settings.job_seconds, settings.job_megabytes) == (5, 1024)
    assert settings.workers_url == ""
    assert settings.page_port == 8421
    assert settings.database_url == "sqlite:///study-bot.sqlite3"
    assert settings.movies_path is None
    assert settings.shards is None
    assert (settings.log_level, settings.metrics_port) == ("INFO", None)
    assert (settings.privacy_url, settings.support_url, settings.source_url) == ("", "", "")


def test_every_setting_is_read_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        f"DISCORD_TOKEN={TOKEN}\nWORKERS=3\nWORKERS_URL=tcp://10.0.0.5:8786\nJOB_SECONDS=7\n"
        "JOB_MEGABYTES=600\n"
        "PAGE_PORT=9000\nDATABASE_URL=sqlite:////data/bot.db\n"
        f"MOVIES_PATH={tmp_path}\nSHARDS=0-1/2\nLOG_LEVEL=debug\nMETRICS_PORT=9100\n"
        "PRIVACY_URL=https://example.org/privacy\nSUPPORT_URL=https://example.org/help?a=1\n"
        "SOURCE_URL=https://example.org/source\n"
    )

    expected = Config(
        token=TOKEN,
        workers=3,
        job_seconds=7,
        job_megabytes=600,
        workers_url="tcp://10.0.0.5:8786",
        page_port=9000,
        database_url="sqlite:////data/bot.db",
        movies_path=tmp_path,
        shards=Shards((0, 1), 2),
        log_level="DEBUG",
        metrics_port=9100,
        privacy_url="https://example.org/privacy",
        support_url="https://example.org/help?a=1",
        source_url="https://example.org/source",
    )
    assert config.load(file) == expected


def test_the_environment_comes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("WORKERS=3\nJOB_SECONDS=7\n")
    monkeypatch.setenv("WORKERS", "5")

    settings = config.load(file)

    assert (settings.workers, settings.job_seconds) == (5, 7)


def test_secrets_are_taken_out_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "sqlite:////secret/place.db")
    monkeypatch.setenv("WORKERS", "5")

    settings = config.load(tmp_path / ".env")

    assert (settings.token, settings.database_url) == (TOKEN, "sqlite:////secret/place.db")
    assert not {"DISCORD_TOKEN", "DATABASE_URL"} & os.environ.keys()
    assert os.environ["WORKERS"] == "5"


def test_secrets_are_taken_out_of_the_environment_though_they_are_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "too short")

    with pytest.raises(ConfigError):
        config.load(tmp_path / ".env")

    assert "DISCORD_TOKEN" not in os.environ


def test_the_example_file_names_every_setting_and_changes_nothing(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / ".env.example"

    assert config.load(example) == config.load(tmp_path / ".env")
    assert all(f"\n{name}=\n" in example.read_text() for name in NAMES)


@pytest.mark.parametrize(
    "line",
    [
        f"DISCORD_TOKEN={TOKEN}",
        f'DISCORD_TOKEN="{TOKEN}"',
        f"DISCORD_TOKEN='{TOKEN}'",
        f"  DISCORD_TOKEN = {TOKEN}   # the bot's",
        f"export DISCORD_TOKEN={TOKEN}",
        f"# comment\r\n\r\nDISCORD_TOKEN={TOKEN}\r\n",
    ],
)
def test_a_token_is_found_however_it_is_dressed(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_bytes(line.encode())

    assert config.load(file).token == TOKEN


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"DISCORD_TOKEN={TOKEN}\n", "utf-8-sig")

    assert config.load(file).token == TOKEN


@pytest.mark.parametrize("value", ["", "   ", "''", '""'])
def test_an_empty_token_is_none(value: str) -> None:
    assert config.read({"DISCORD_TOKEN": value}).token is None


def test_quotes_that_came_with_the_token_are_dropped() -> None:
    assert config.read({"DISCORD_TOKEN": f' "{TOKEN}" '}).token == TOKEN


@pytest.mark.parametrize(
    "value", [f"Bot {TOKEN}", f"bot {TOKEN}", "short", f"{TOKEN} {TOKEN}", "пароль" * 10]
)
def test_what_is_no_token_is_refused_without_repeating_it(value: str) -> None:
    words = complaint({"DISCORD_TOKEN": value})

    assert words.startswith("DISCORD_TOKEN ")
    assert value not in words
    assert TOKEN not in words


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("WORKERS", 1, 64),
        ("JOB_SECONDS", 1, 600),
        ("JOB_MEGABYTES", 512, 65536),
        ("PAGE_PORT", 1024, 65535),
        ("METRICS_PORT", 1024, 65535),
    ],
)
def test_numbers_have_limits_that_are_said(name: str, least: int, most: int) -> None:
    attribute = name.lower()
    assert getattr(config.read({name: f" {least} "}), attribute) == least
    assert getattr(config.read({name: str(most)}), attribute) == most

    for bad in (str(least - 1), str(most + 1), "many", "1.5", "-3", "٣", "9" * 5000):
        words = complaint({name: bad})
        assert words.startswith(f"{name} must be a whole number from {least} to {most}")
        assert len(words) < 200


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (" sqlite:///bot.db ", "sqlite:///bot.db"),
        ("sqlite+aiosqlite:///data/bot.db", "sqlite:///data/bot.db"),
        ("sqlite:///C:\\data\\my bot.db", "sqlite:///C:\\data\\my bot.db"),
        ("sqlite:///:memory:", "sqlite://"),  # so that the first lines do not speak of a file
    ],
)
def test_a_database_is_a_file(typed: str, understood: str) -> None:
    assert config.read({"DATABASE_URL": typed}).database_url == understood


@pytest.mark.parametrize(
    "value",
    [
        "study-bot.sqlite3",
        "sqlite://bot.db",
        "sqlite:///",
        "sqlite:///bot.db?mode=ro",
        "mysql+aiomysql:///bot",
    ],
)
def test_what_is_no_database_is_refused_without_repeating_it(value: str) -> None:
    words = complaint({"DATABASE_URL": value})

    assert words.startswith("DATABASE_URL must be sqlite:/// and the name of a file")
    assert "hunter2" not in words


@pytest.mark.parametrize(
    "value",
    [
        "tcp://10.0.0.5:8786",
        " tls://dask.example.org:8786 ",
        "tcp://scheduler:1",
        "tcp://my_host:65535",
        "tcp://[::1]:8786",
    ],
)
def test_a_scheduler_has_an_address_with_a_port(value: str) -> None:
    assert config.read({"WORKERS_URL": value}).workers_url == value.strip()


@pytest.mark.parametrize(
    "value",
    [
        "10.0.0.5:8786",
        "tcp://10.0.0.5",
        "tcp://:8786",
        "http://10.0.0.5:8786",
        "tcp://10.0.0.5:0",
        "tcp://10.0.0.5:65536",
        "tcp://10.0.0.5:8786/",
        "tcp://a b:8786",
        "tcp://me:secret@10.0.0.5:8786",
        "x" * 9000,
    ],
)
def test_what_is_no_scheduler_is_refused(value: str) -> None:
    words = complaint({"WORKERS_URL": value})

    assert words.startswith("WORKERS_URL must be the address of a Dask scheduler, such as tcp://")
    assert len(words) < 300


SERVER = "postgresql+asyncpg://bot:hunter2@db.example:5432/study"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (SERVER, SERVER),
        ("postgresql://bot:hunter2@db.example:5432/study", SERVER),
        (" postgres://bot:hunter2@db.example:5432/study ", SERVER),
        (f"{SERVER}?sslmode=verify-full", f"{SERVER}?ssl=verify-full"),
        (f"{SERVER}?ssl=require", f"{SERVER}?ssl=require"),
        ("postgresql+asyncpg://bot@[::1]/study",) * 2,
        ("postgresql://a%40b:p%2Fw%25@h/s", "postgresql+asyncpg://a%40b:p%2Fw%25@h/s"),
        ("postgresql+asyncpg://bot@/study?host=/run/postgresql",) * 2,
    ],
)
def test_a_database_is_on_a_server(typed: str, understood: str) -> None:
    assert config.read({"DATABASE_URL": typed}).database_url == understood


@pytest.mark.parametrize(
    "value",
    [
        "postgresql://",
        "postgresql+psycopg://bot:hunter2@localhost/bot",
        "postgresql://localhost/bot",
        "postgresql://bot:hunter2@localhost",
        "postgresql://bot:hunter2@localhost/",
        "postgresql://bot:hunter2@/bot",
        "postgresql://bot:hunter2@localhost:0/bot",
        "postgresql://bot:hunter2@localhost:65536/bot",
        "postgresql://bot:hunter2/@localhost/bot",
        "postgresql://bot:hunter2%@localhost/bot",
        "postgresql://bot:hun:ter2@localhost/bot",
        "postgresql://bot:hunter2@localhost/bot?password=hunter2",
        "postgresql://bot:hunter2@a,b/bot",
    ],
)
def test_what_is_no_address_of_a_server_is_refused_without_repeating_it(value: str) -> None:
    words = complaint({"DATABASE_URL": value})

    assert words.startswith("DATABASE_URL must be like postgresql+asyncpg://USER:PASSWORD@HOST")
    assert words.endswith(".")
    assert "ter2" not in words


def test_films_are_in_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    file.touch()

    assert config.read({"MOVIES_PATH": f" {tmp_path} "}).movies_path == tmp_path
    assert config.read({"MOVIES_PATH": f'"{tmp_path}"'}).movies_path == tmp_path
    for value in (str(file), str(tmp_path / "none"), "a\0b", "ratings\n.csv"):
        assert complaint({"MOVIES_PATH": value}).startswith("MOVIES_PATH must be a folder")


@pytest.mark.parametrize("value", ["four", "0-3", "4/4", "1,1/4", "0/0", "0/1; DROP" * 99])
def test_shards_are_out_of_all(value: str) -> None:
    words = complaint({"SHARDS": value})

    assert words.startswith("SHARDS must ")
    assert len(words) < 200


def test_processes_that_share_the_shards_share_a_database_that_can_be_shared() -> None:
    words = complaint({"SHARDS": "0-1/4"})

    assert words.startswith("SHARDS=0-1/4 leaves shards to other processes")
    assert "postgresql+asyncpg://" in words
    assert config.read({"SHARDS": "0-3/4"}).shards == Shards((0, 1, 2, 3), 4)


@pytest.mark.parametrize("value", ["loud", "10", "INFO,DEBUG", "info\nx"])
def test_a_level_is_one_of_four(value: str) -> None:
    words = complaint({"LOG_LEVEL": value})

    assert words.startswith("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not ")


@pytest.mark.parametrize("name", ["PRIVACY_URL", "SUPPORT_URL", "SOURCE_URL"])
@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://example.org/ a",
        "https://example.org/)[free](https://example.com",
        "https://example.org/||hidden||",
        f"https://example.org/{'a' * 300}",
    ],
)
def test_a_page_has_an_address_that_cannot_leave_its_link(name: str, value: str) -> None:
    assert complaint({name: value}).startswith(f"{name} must be the address of a page")


def test_the_token_is_never_in_the_repr() -> None:
    settings = config.read({"DISCORD_TOKEN": TOKEN})

    assert TOKEN not in repr(settings)
    assert TOKEN not in f"{settings}"
    assert "token=set" in repr(settings)
    assert "token=not set" in repr(Config())


@pytest.mark.parametrize("content", ["WORKERS=3".encode("utf-16"), b"NAME=caf\xe9"])
def test_a_file_that_is_not_utf8_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / ".env"
    file.write_bytes(content)

    with pytest.raises(ConfigError, match=r"The file \.env cannot be read"):
        config.load(file)


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError

    # Whoever runs the tests as root may read everything, so the refusal is played.
    monkeypatch.setattr(config, "dotenv_values", refuse)

    with pytest.raises(ConfigError, match=r"The file \.env cannot be read"):
        config.load(tmp_path / ".env")
