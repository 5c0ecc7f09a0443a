"""`study-bot`, or `python -m bot`: on Discord with a token, as a local page without one."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.config import Config

# Worker processes import this module again: what they do not need is imported below.

NEEDS_A_HAND = 2
"""The exit code where only the host can put it right: another start would end the same way."""


def main() -> int:
    """Run the bot; return the exit code."""
    from bot import config

    options = _options()
    if options.commands:
        return _print_commands()
    try:
        settings = config.load(Path(".env"))
    except config.ConfigError as error:
        return _fail(error)
    if options.action:
        return _copy_database(settings, options.action, options.file)
    logs.to_stderr(settings.log_level, settings.token)
    # Being told to stop is no error from the first moment, while modules are imported.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(settings, open_browser=not options.no_browser)
    except KeyboardInterrupt:
        return 0


def _print_commands() -> int:
    from bot.topics.kit.overview import command_table
    from bot.topics.kit.registry import discover

    print(command_table(discover()))  # noqa: T201
    return 0


def _copy_database(settings: Config, action: str, file: Path) -> int:
    from bot.store import StoreError, back_up, restore

    try:
        print({"backup": back_up, "restore": restore}[action](settings.database_url, file))  # noqa: T201
    except StoreError as error:
        return _fail(error)
    return 0


def _run(settings: Config, *, open_browser: bool) -> int:
    with _undisturbed():
        from bot import run

    try:
        if settings.token is None:
            run.as_page(settings, open_browser=open_browser)
        else:
            run.on_discord(settings, settings.token)
    except run.NEEDS_A_HAND as error:
        return _fail(error)
    return 0


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
        description="Run the study-bot on Discord (with DISCORD_TOKEN) or as a local page.",
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="print the local page's address, do not open it"
    )
    parser.add_argument(
        "--commands", action="store_true", help="print all commands as a Markdown table, and exit"
    )
    actions = parser.add_subparsers(dest="action", metavar="backup | restore")
    for name, words in (
        ("backup", "copy the database into a new file; the bot may run meanwhile"),
        ("restore", "put such a copy in the database's place; the former one is kept beside it"),
    ):
        actions.add_parser(name, help=words).add_argument("file", type=Path, help="the copy")
    return parser.parse_args()


def _fail(error: Exception) -> int:
    print(error, file=sys.stderr)  # noqa: T201
    return NEEDS_A_HAND


if __name__ == "__main__":
    sys.exit(main())
