"""`study-bot`, or `python -m bot`: on Discord with a token, as a page without one."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from bot.config import Config

# Worker processes import this module again: what they do not need is imported below.

NEEDS_A_HAND = 2
"""The exit code where only the host can put it right: another start would end the same way."""

MAY_PASS = 1
"""The exit code where another start may do better, as when a database's server is away."""


def main() -> int:
    """Run the bot; return the exit code."""
    from bot import config

    options = _options()
    if options.commands:
        return _print_commands()
    if options.action == "lessons":
        return _check_lessons()
    if options.action == "move-data":
        return _move_data(options.source, options.target)
    try:
        settings = config.load(Path(".env"))
    except config.ConfigError as error:
        return _fail(error)
    if chore := _chore(options):
        return chore(settings)
    try:
        settings = _of_page(settings, options)
    except config.ConfigError as error:
        return _fail(error)
    logs.to_stderr(settings.log_level, settings.token)
    # Being told to stop is no error from the first moment, while modules are imported.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(settings, open_browser=not options.no_browser)
    except KeyboardInterrupt:
        return 0


def _chore(options: argparse.Namespace) -> Callable[[Config], int] | None:
    """Return what is to be done in place of running the bot."""
    match options.action:
        case "backup" | "restore":
            return lambda settings: _copy_database(settings, options.action, options.file)
        case "objections":
            return _print_objections
        case "worker":
            return lambda settings: _join_cluster(settings, options.url)
        case "shards":
            return lambda settings: _print_shards(settings, options.processes)
        case _:
            return None


def _of_page(settings: Config, options: argparse.Namespace) -> Config:
    """Return the settings of the page where that is wanted, or where there is no token."""
    from bot import config

    if settings.token is not None and options.action != "page":
        return settings
    file = options.data if options.action == "page" else None
    kept = config.IN_MEMORY if file is None else config.database_in(file)
    return replace(settings, token=None, database_url=kept)


def _print_commands() -> int:
    from bot.topics.kit.overview import command_table
    from bot.topics.kit.registry import discover

    print(command_table(discover()))  # noqa: T201
    return 0


def _check_lessons() -> int:
    from bot.topics.learn.checking import listed, mistakes

    found = mistakes()
    print(listed(found))  # noqa: T201
    return NEEDS_A_HAND if found else 0


def _copy_database(settings: Config, action: str, file: Path) -> int:
    from bot.store import StoreError, back_up, restore

    try:
        print({"backup": back_up, "restore": restore}[action](settings.database_url, file))  # noqa: T201
    except StoreError as error:
        return _fail(error)
    return 0


def _move_data(source: str, target: str) -> int:
    import asyncio

    from bot import config
    from bot.store import StoreError, move

    try:
        addresses = [
            config.database_url(text, name) for text, name in ((source, "FROM"), (target, "TO"))
        ]
        print(asyncio.run(move(*addresses)))  # noqa: T201
    except (config.ConfigError, StoreError) as error:
        return _fail(error)
    return 0


def _print_objections(settings: Config) -> int:
    from bot.store import StoreError, objections_in
    from bot.topics.quiz.objections import listed

    try:
        print(listed(objections_in(settings.database_url)))  # noqa: T201
    except StoreError as error:
        return _fail(error)
    return 0


def _join_cluster(settings: Config, url: str | None) -> int:
    from bot import config

    try:
        found = config.scheduler_address(
            url or settings.workers_url, "What follows worker, or WORKERS_URL,"
        )
    except config.ConfigError as error:
        return _fail(error)
    logs.to_stderr(settings.log_level, settings.token)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _undisturbed():
        from bot import joining
    try:
        joining.run(settings, found)
    except joining.NEEDS_A_HAND as error:
        return _fail(error)
    except KeyboardInterrupt:
        pass
    return 0


def _print_shards(settings: Config, processes: int) -> int:
    from bot import run
    from bot.config import ConfigError

    if settings.token is None:
        return _fail(
            ConfigError("Set DISCORD_TOKEN: Discord recommends shards to the bot that has it.")
        )
    logs.to_stderr(settings.log_level, settings.token)
    try:
        print(run.advice_on_shards(settings.token, processes))  # noqa: T201
    except run.NEEDS_A_HAND as error:
        return _fail(error)
    return 0


def _run(settings: Config, *, open_browser: bool) -> int:
    if settings.token is None:
        with _undisturbed():
            from bot.faces import computing
        # Workers import what they need while this process imports the page.
        computing.begin()
    with _undisturbed():
        needs_a_hand, start = _face(settings, open_browser=open_browser)
    try:
        start()
    except needs_a_hand as error:
        return _fail(error)
    return 0


def _face(
    settings: Config, *, open_browser: bool
) -> tuple[tuple[type[Exception], ...], Callable[[], None]]:
    """Return what starts the bot, and the errors that say themselves what to do."""
    if settings.token is None:
        from bot.page import serving

        return serving.NEEDS_A_HAND, lambda: serving.run(settings, open_browser=open_browser)
    from bot import run

    token = settings.token
    return run.NEEDS_A_HAND, lambda: run.on_discord(settings, token)


@contextlib.contextmanager
def _undisturbed() -> Generator[None]:
    """Put off Ctrl+C and SIGTERM while modules are imported.

    Much of that is done where Python ignores what is raised, so it would go on as if nothing had
    been said. Windows has nothing for that.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="study-bot",
        description="Run the study-bot on Discord (with DISCORD_TOKEN) or as a page.",
    )
    unopened = "print the page's address, do not open it"
    parser.add_argument("--no-browser", action="store_true", help=unopened)
    parser.add_argument(
        "--commands", action="store_true", help="print all commands as a Markdown table, and exit"
    )
    actions = parser.add_subparsers(
        dest="action",
        metavar="page | worker | shards | backup | restore | move-data | objections | lessons",
    )
    page = actions.add_parser("page", help="the page in your browser, with a token or without")
    # What stands before "page" counts as well.
    page.add_argument("--no-browser", action="store_true", default=argparse.SUPPRESS, help=unopened)
    page.add_argument(
        "--data", type=Path, metavar="FILE", help="keeps values, ratings and settings; else nothing"
    )
    worker = actions.add_parser("worker", help="compute and draw for bots on other machines")
    worker.add_argument(
        "url",
        nargs="?",
        help="the Dask scheduler, such as tcp://10.0.0.5:8786; by default that of WORKERS_URL",
    )
    for name, words in (
        ("backup", "copy the database into a new file; the bot may run meanwhile"),
        ("restore", "put such a copy in the database's place; the former one is kept beside it"),
    ):
        actions.add_parser(name, help=words).add_argument("file", type=Path, help="the copy")
    moving = actions.add_parser(
        "move-data",
        help="copy all rows from one database into an empty one, such as to PostgreSQL",
        description="Copy all rows from one database into an empty one, and compare them. No bot "
        "may run on either. A password may stand in PGPASSWORD instead of an address.",
    )
    for end, name, words in (
        ("source", "FROM", "such as sqlite:///study-bot.sqlite3"),
        ("target", "TO", "such as postgresql+asyncpg://USER@HOST/DATABASE"),
    ):
        moving.add_argument(end, metavar=name, help=words)
    actions.add_parser(
        "objections", help="print what people disagree with in verdicts on exercises"
    )
    actions.add_parser("lessons", help="check the files of the lessons, for who writes one")
    shards = actions.add_parser(
        "shards", help="print how many shards Discord recommends, and SHARDS for each process"
    )
    shards.add_argument(
        "processes", type=_processes, nargs="?", default=1, help="among which to divide them"
    )
    return parser.parse_args()


def _processes(text: str) -> int:
    most = 1000
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {most}")
    return int(text)


def _fail(error: Exception) -> int:
    print(error, file=sys.stderr)  # noqa: T201
    return MAY_PASS if getattr(error, "passes", False) else NEEDS_A_HAND


if __name__ == "__main__":
    sys.exit(main())
