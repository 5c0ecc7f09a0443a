"""`study-bot`, or `python -m bot`: on Discord with a token, as a local page without one."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.config import Config

# Worker processes import this module again: what they do not need is imported below.

BAD_SETTING = 2
UNREACHABLE = 1


def main() -> int:
    """Run the bot; return the exit code."""
    from bot import config

    options = _options()
    if options.commands:
        return _print_commands()
    try:
        settings = config.load(Path(".env"))
    except config.ConfigError as error:
        return _fail(str(error), BAD_SETTING)
    _log_to_stderr(settings)
    if options.action:
        return _copy_database(settings, options.action, options.file)
    if settings.token is None:
        return _run_playground(settings, open_browser=not options.no_browser)
    return _run_on_discord(settings, settings.token)


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
        return _fail(str(error), BAD_SETTING)
    return 0


def _run_on_discord(settings: Config, token: str) -> int:
    import aiohttp
    import discord

    from bot.catalogue import CatalogueError
    from bot.chat.client import StudyBot
    from bot.store import StoreError

    async def run() -> None:
        async with StudyBot(settings) as bot:
            await bot.start(token)

    try:
        _run(run())
    except (StoreError, CatalogueError) as error:
        return _fail(str(error), BAD_SETTING)
    except discord.LoginFailure:
        return _fail(
            "Discord refused the token. Reset it on the Bot page of the Discord developer portal "
            "and put the new one into .env as DISCORD_TOKEN.",
            BAD_SETTING,
        )
    except (aiohttp.ClientConnectionError, discord.GatewayNotFound, discord.DiscordServerError):
        return _fail("Discord cannot be reached; is this machine online?", UNREACHABLE)
    return 0


def _run_playground(settings: Config, *, open_browser: bool) -> int:
    from bot.catalogue import CatalogueError
    from bot.page import playground

    try:
        _run(playground.serve(settings, open_browser=open_browser))
    except (playground.PlaygroundError, CatalogueError) as error:
        return _fail(str(error), BAD_SETTING)
    return 0


def _run(program: Coroutine[Any, Any, None]) -> None:
    """Run until done, until Ctrl+C, or until a service manager says stop."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()

        async def stoppable() -> None:
            task = asyncio.ensure_future(program)
            with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(signal.SIGTERM, task.cancel)
            with contextlib.suppress(asyncio.CancelledError):
                await task

        with contextlib.suppress(KeyboardInterrupt):
            runner.run(stoppable())


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


class _TokenFreeFormatter(logging.Formatter):
    """Removes the token from log lines, those of libraries included."""

    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._token, "[token]") if self._token else line


def _log_to_stderr(settings: Config) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_TokenFreeFormatter(settings.token))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("discord").setLevel(logging.WARNING)
    # It warns at every start that voice is not installed.
    logging.getLogger("discord.client").setLevel(logging.ERROR)


def _fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main())
