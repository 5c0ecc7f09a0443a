"""The bot as a process: its start, its end, and what it must not say."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.wire import bot_process
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import TOKEN

SMALL_BOT = """
import asyncio, os, signal, discord

class Bot(discord.Client):
    async def setup_hook(self):
        tree = discord.app_commands.CommandTree(self)

        @tree.command(description="Answer")
        async def ping(interaction: discord.Interaction):
            await interaction.response.send_message(
                "pong", allowed_mentions=discord.AllowedMentions.none())

        await tree.sync()
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGTERM, lambda: asyncio.ensure_future(self.close()))
        print({says})

Bot(intents=discord.Intents(guilds=True)).run(os.environ["DISCORD_TOKEN"])
"""


@pytest_asyncio.fixture(loop_scope="session")
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord(TOKEN) as server:
        yield server


def write_bot(directory: Path, source: str) -> None:
    package = directory / "bot"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(source, "utf-8")


async def test_process_logs_in_answers_and_ends(server: LoopbackDiscord, tmp_path: Path) -> None:
    write_bot(tmp_path, SMALL_BOT.format(says="'hello'"))
    async with BotProcess(server, tmp_path) as process:
        reply = await server.slash("ping")
        assert reply.text == "pong"
    assert "hello" in process.output
    assert server.violations == []


async def test_process_that_shows_its_token(server: LoopbackDiscord, tmp_path: Path) -> None:
    write_bot(tmp_path, SMALL_BOT.format(says="os.environ['DISCORD_TOKEN']"))
    with pytest.raises(AssertionError, match="shows its token"):
        async with BotProcess(server, tmp_path):
            pass


async def test_process_that_dies_at_once(server: LoopbackDiscord, tmp_path: Path) -> None:
    write_bot(tmp_path, "raise SystemExit('no such setting')")
    with pytest.raises(AssertionError, match="no such setting"):
        async with BotProcess(server, tmp_path):
            pass


async def test_process_that_leaves_a_worker_behind(
    server: LoopbackDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_process, "LEFT_SECONDS", 0.5)
    worker = "__import__('subprocess').Popen(['sleep', '30']).pid"
    write_bot(tmp_path, SMALL_BOT.format(says=worker))
    with pytest.raises(AssertionError, match="left workers behind"):
        async with BotProcess(server, tmp_path):
            pass
