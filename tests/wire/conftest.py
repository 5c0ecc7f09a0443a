"""Fixtures of the wire tests. One bot serves them all: starting it takes seconds."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.wire.bare_bot import BareBot, Conversation
from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.openapi import OpenAPI
from tests.wire.world import TOKEN

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run these tests in the one loop in which the server and the bot's pipes live.

    And before all others: they wait for processes and clocks, while those that run beside them have
    something to do. At the end nobody had.
    """
    one_loop = pytest.mark.asyncio(loop_scope="session")
    for item in items:
        if pytest_asyncio.is_async_test(item) and HERE in item.path.parents:
            item.add_marker(one_loop, append=False)
    items.sort(key=lambda item: HERE not in item.path.parents)


@pytest.fixture(scope="session")
def openapi() -> OpenAPI:
    """Discord's own description of what may be sent."""
    return OpenAPI.load()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def discord_server(openapi: OpenAPI) -> AsyncIterator[LoopbackDiscord]:
    """The loopback Discord that `wire_bot` logs in to."""
    async with LoopbackDiscord(TOKEN, openapi) as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def wire_bot(discord_server: LoopbackDiscord) -> AsyncIterator[BotProcess]:
    """The unmodified `python -m bot`, logged in, its commands registered."""
    async with BotProcess(discord_server) as bot:
        assert discord_server.take_violations() == []
        yield bot


@pytest_asyncio.fixture(loop_scope="session")
async def server(openapi: OpenAPI) -> AsyncIterator[LoopbackDiscord]:
    """A loopback Discord without the bot; tests of the bot's faults put their own in its place."""
    async with LoopbackDiscord(TOKEN, openapi) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def bot(server: LoopbackDiscord) -> AsyncIterator[BareBot]:
    """A bot that sends what a test says."""
    async with BareBot(server) as bot:
        yield bot


@pytest_asyncio.fixture(loop_scope="session")
async def talk(server: LoopbackDiscord, bot: BareBot) -> AsyncIterator[Conversation]:
    """Somebody's command, which the bare bot answers."""
    conversation = await Conversation.start(server, bot)
    yield conversation
    await conversation.abandon()


@pytest.fixture(autouse=True)
def keeps_the_rules(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which the bot broke a rule of Discord's; show the bot's output if it fails.

    A test that provokes a violation takes it away with `take_violations`.
    """
    if "wire_bot" not in request.fixturenames:
        yield
        return
    bot: BotProcess = request.getfixturevalue("wire_bot")
    said = len(bot.lines)
    yield
    sys.stdout.write("".join(bot.lines[said:]))
    violations = bot.server.take_violations()
    if violations:
        pytest.fail("\n".join(["the bot broke Discord's rules:", *violations]), pytrace=False)
