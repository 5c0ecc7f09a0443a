"""The settings of one installation, from the environment and `.env`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import dotenv_values

from bot.shards import Shards

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_PAGE_PORT = 8421
DEFAULT_DATABASE = "sqlite:///study-bot.sqlite3"
"""A file in the working directory."""

DEFAULT_LOG_LEVEL = "INFO"

HIGHEST_PORT = 65535

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

IN_MEMORY = "sqlite://"
"""A database that ends with the process."""


POSTGRES_URL = re.compile(
    r"postgres(?:ql)?(?:\+asyncpg)?://"
    r"(?P<place>[^\s/@:?#]+(?::(?:[^\s/@:?#%]|%[0-9A-Fa-f]{2})*)?"
    r"@(?P<host>(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?)?"
    r"/[^\s/?#]+)"
    r"(?:\?(?:ssl(?:mode)?=(?P<ssl>disable|allow|prefer|require|verify-ca|verify-full)"
    r"|host=(?P<socket>/[^\s?&#]+)))?"
)
"""The address of a database on a server, or on a server's socket on this machine."""

SECRETS = ("DISCORD_TOKEN", "DATABASE_URL")
"""Settings that are nobody else's business, such as that of processes that compute."""


class ConfigError(ValueError):
    """A setting is missing or invalid; the message says which, and what is valid."""


@dataclass(frozen=True)
class Config:
    """The settings, checked.

    Attributes
    ----------
    token
        The bot's Discord token; None starts the page instead. Never printed.
    workers
        Processes that compute and draw.
    job_seconds
        Time limit of a calculation.
    job_megabytes
        Memory limit of a calculation.
    workers_url
        The scheduler of a cluster whose machines do that as long as it is there; "" is none.
    page_port
        Port of the page on 127.0.0.1.
    database_url
        Where people's values and settings are kept: ``sqlite:///FILE``, in memory, or
        ``postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE``.
    movies_path
        The folder of films and ratings; None is the demo set.
    shards
        Which part of the servers this process has; None is all, through one connection.
    log_level
        One of `LOG_LEVELS`.
    metrics_port
        Port of ``/metrics`` and ``/healthz`` on 127.0.0.1; None is without.
    privacy_url, support_url, source_url
        Pages that `/about` names; "" is none.
    """

    token: str | None = None
    workers: int = 2
    job_seconds: float = 5.0
    job_megabytes: int = 1024
    workers_url: str = ""
    page_port: int = DEFAULT_PAGE_PORT
    database_url: str = IN_MEMORY
    movies_path: Path | None = None
    shards: Shards | None = None
    log_level: str = DEFAULT_LOG_LEVEL
    metrics_port: int | None = None
    privacy_url: str = ""
    support_url: str = ""
    source_url: str = ""

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """The names and addresses of the host's pages."""
        named = {
            "Privacy": self.privacy_url,
            "Support": self.support_url,
            "Source": self.source_url,
        }
        return tuple((name, address) for name, address in named.items() if address)

    def __repr__(self) -> str:
        """Show the settings without the token, which must not reach a log."""
        return f"<Config token={'set' if self.token else 'not set'} workers={self.workers}>"


def load(env_file: Path) -> Config:
    """Return the settings: the environment's, else those in ``env_file``, else the defaults.

    Those of `SECRETS` are taken out of the environment, so no process that starts later has them.

    Raises
    ------
    ConfigError
        With one sentence that names the setting and says what would be right.
    """
    # An empty variable counts as not set, so it does not hide a line of the file.
    environment = {name: value for name, value in os.environ.items() if value.strip()}
    for name in SECRETS:
        os.environ.pop(name, None)
    return read({**_file_values(env_file), **environment})


def read(values: Mapping[str, str]) -> Config:
    """Return the settings in ``values``; empty ones count as not set."""
    config = Config(
        token=_token(values.get("DISCORD_TOKEN", "")),
        workers=_whole(values, "WORKERS", min(4, max(2, os.cpu_count() or 2)), 1, 64),
        workers_url=_workers_url(values.get("WORKERS_URL", "")),
        job_seconds=_whole(values, "JOB_SECONDS", 5, 1, 600),
        job_megabytes=_whole(values, "JOB_MEGABYTES", 1024, 512, 65536),
        page_port=_whole(values, "PAGE_PORT", DEFAULT_PAGE_PORT, 1024, 65535),
        database_url=database_url(values.get("DATABASE_URL", "").strip() or DEFAULT_DATABASE),
        movies_path=_folder(values.get("MOVIES_PATH", "")),
        shards=_shards(values.get("SHARDS", "")),
        log_level=_log_level(values.get("LOG_LEVEL", "")),
        metrics_port=_port(values, "METRICS_PORT"),
        privacy_url=_page(values, "PRIVACY_URL"),
        support_url=_page(values, "SUPPORT_URL"),
        source_url=_page(values, "SOURCE_URL"),
    )
    _check_shared(config)
    return config


def database_url(text: str, name: str = "DATABASE_URL") -> str:
    """Return the address of a database as the store takes it.

    Parameters
    ----------
    text
        As it was typed. That of other programs, with "sslmode" in it, will do.
    name
        What messages call it.

    Raises
    ------
    ConfigError
        When it is none. What was typed is not repeated: it may hold a password.
    """
    url = text.strip()
    if url.startswith(("postgresql", "postgres:")):
        return _postgres_url(url, name)
    found = re.fullmatch(r"sqlite(?:\+aiosqlite)?:///([^?#\0]+)", url)
    if not found:
        raise ConfigError(
            f"{name} must be sqlite:/// and the name of a file, such as {DEFAULT_DATABASE}, "
            "or the address of a PostgreSQL database."
        )
    return IN_MEMORY if found[1] == ":memory:" else f"sqlite:///{found[1]}"


def database_in(file: Path) -> str:
    """Return the address of the database in a file.

    Raises
    ------
    ConfigError
        When the file's name cannot stand in one.
    """
    name = str(file.expanduser().absolute())
    if re.search(r"[?#\0]", name):
        raise ConfigError("The name of the file must be without ? and #.")
    return f"sqlite:///{name}"


def _file_values(env_file: Path) -> dict[str, str]:
    try:
        found = dotenv_values(env_file, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            f"The file {env_file.name} cannot be read; it must be plain text in UTF-8, "
            "like .env.example."
        ) from None
    return {name: value for name, value in found.items() if value is not None}


def _token(text: str) -> str | None:
    token = text.strip().strip("'\"")
    if not token:
        return None
    if token.lower().startswith("bot "):
        raise ConfigError('DISCORD_TOKEN must be the token alone, without "Bot " before it.')
    if not re.fullmatch(r"[\w.-]{20,}", token, re.ASCII):
        raise ConfigError(
            "DISCORD_TOKEN does not look like a bot token (letters, digits and two dots, about "
            "70 characters); copy it from the Bot page of the Discord developer portal."
        )
    return token


def _postgres_url(url: str, name: str) -> str:
    parts = POSTGRES_URL.fullmatch(url)
    if parts is None or not (parts["host"] or parts["socket"]) or not _is_port(parts["port"]):
        raise ConfigError(
            f"{name} must be like postgresql+asyncpg://USER:PASSWORD@HOST:5432/DATABASE; /, "
            "@, :, # and % in the password are written as %2F, %40, %3A, %23 and %25, and only "
            "?ssl=require and the like may stand behind it."
        )
    options = {"ssl": parts["ssl"], "host": parts["socket"]}
    given = "&".join(f"{key}={value}" for key, value in options.items() if value)
    return f"postgresql+asyncpg://{parts['place']}{'?' if given else ''}{given}"


def _is_port(text: str | None) -> bool:
    return text is None or 1 <= int(text) <= 65535


def _workers_url(text: str) -> str:
    url = text.strip()
    return scheduler_address(url, "WORKERS_URL") if url else ""


def scheduler_address(url: str, named: str) -> str:
    """Return the address of a cluster's scheduler.

    Raises
    ------
    ConfigError
        When it is none; ``named`` says in the message what should have been one.
    """
    found = re.fullmatch(r"(?:tcp|tls)://(?:[\w.-]{1,253}|\[[0-9a-fA-F:.]+\]):([0-9]{1,5})", url)
    if not found or not 1 <= int(found[1]) <= HIGHEST_PORT:
        raise ConfigError(
            f"{named} must be the address of a Dask scheduler, such as tcp://10.0.0.5:8786 or "
            f"tls://dask.example.org:8786, not {url[:80]!r}."
        )
    return url


def _folder(text: str) -> Path | None:
    folder = text.strip().strip("'\"")
    if not folder:
        return None
    path = Path(folder).expanduser()
    if "\0" in folder or not path.is_dir():
        raise ConfigError(
            f"MOVIES_PATH must be a folder with ratings.csv and movies.csv in it, and "
            f"{folder[:80]!r} is not a folder."
        )
    return path


def _shards(text: str) -> Shards | None:
    if not text.strip():
        return None
    try:
        return Shards.read(text)
    except ValueError as error:
        raise ConfigError(f"SHARDS {error}; it is {text.strip()[:40]!r}.") from None


def _check_shared(config: Config) -> None:
    """Refuse a file where other processes have the other shards: one process uses it at a time."""
    if config.shards is None or config.shards.all_here:
        return
    if config.database_url.startswith("sqlite:"):
        raise ConfigError(
            f"SHARDS={config.shards} leaves shards to other processes, which share a database: "
            "set DATABASE_URL to postgresql+asyncpg:// and an address, or name all shards here."
        )


def _log_level(text: str) -> str:
    level = text.strip().upper() or DEFAULT_LOG_LEVEL
    if level not in LOG_LEVELS:
        raise ConfigError(
            f"LOG_LEVEL must be {', '.join(LOG_LEVELS[:-1])} or {LOG_LEVELS[-1]}, "
            f"not {text.strip()[:40]!r}."
        )
    return level


def _port(values: Mapping[str, str], name: str) -> int | None:
    return _whole(values, name, 0, 1024, 65535) or None


def _page(values: Mapping[str, str], name: str) -> str:
    """Return an address that can stand in Discord's Markdown as it is."""
    address = values.get(name, "").strip().strip("'\"")
    if address and not re.fullmatch(r"https://[^\s<>()\[\]\\`*|]{3,300}", address):
        raise ConfigError(f"{name} must be the address of a page, such as https://example.org/bot.")
    return address


def _whole(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = values.get(name, "").strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise ConfigError(
            f"{name} must be a whole number from {least} to {most}, not {text[:40]!r}."
        )
    return int(text)
