"""Getting onto Discord: what the bot waits for, what it gives up on, and what it says."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import discord
import pytest
import pytest_asyncio
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat import connecting
from bot.chat.connecting import RefusedError, announce_commands, invite, stay_online
from bot.config import Config
from tests.wire.faults import COMMANDS, Fault, failing, hanging, refusing, reset
from tests.wire.launch import point_discord_at
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import TOKEN

ME = ("GET", "/users/@me")
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens: connections are refused at once."""


@pytest_asyncio.fixture(loop_scope="session")
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    gateway = DiscordWebSocket.DEFAULT_GATEWAY
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    async with LoopbackDiscord(TOKEN) as server:
        point_discord_at(server.address)
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def bot() -> AsyncIterator[commands.Bot]:
    intents = discord.Intents(guilds=True)
    # It is ready with its first server; otherwise that would be 2 s later, when it is closed.
    async with commands.Bot(command_prefix="!", intents=intents, guild_ready_timeout=0) as bot:
        yield bot
    await asyncio.sleep(0)  # for the handlers of its last events


class Time:
    """A clock that only waiting moves; `until` is called with each pause."""

    def __init__(self, then: Callable[[int], None]) -> None:
        self.now = 0.0
        self.pauses: list[float] = []
        self._then = then

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        self._then(len(self.pauses))


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what the bot itself logged."""
    return [r.getMessage() for r in caplog.records if r.name == connecting.__name__]


def requests(fault: Fault) -> int:
    """Return how many requests an attempt makes: aiohttp repeats those that were cut off."""
    return 2 if fault is reset else 1


async def test_discord_away_at_start_is_waited_for_and_said_once_a_minute(
    server: LoopbackDiscord, bot: commands.Bot, caplog: pytest.LogCaptureFixture
) -> None:
    point_discord_at(NOBODY)
    # 1 + 2 + 4 + … + 32 s, then 60 s each: after nine pauses, 243 s have passed.
    time = Time(lambda pause: point_discord_at(server.address) if pause == 9 else None)
    caplog.set_level(logging.INFO)

    online = asyncio.create_task(stay_online(bot, Config(), TOKEN, time.clock, time.sleep))
    await server.until(lambda server: server.gateway.ready.is_set())
    await bot.close()
    await online

    assert time.pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    away = [line for line in said(caplog) if line.startswith("Discord cannot be reached (")]
    # At 0, 63, 123 and 183 s.
    assert len(away) == 4
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_refused_token_is_not_tried_again(
    server: LoopbackDiscord, bot: commands.Bot
) -> None:
    time = Time(lambda _: None)

    with pytest.raises(RefusedError, match=r"^Discord refused the token\. Reset it .*\.$"):
        await stay_online(bot, Config(), f"{TOKEN}.old", time.clock, time.sleep)

    assert time.pauses == []
    assert server.take_violations() == ["GET /users/@me: 0 401: Unauthorized"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (failing(503), "HTTP 503"),
        (refusing(403, 40333), "403 Forbidden (error code: 40333): refused"),
        (reset, "Server disconnected"),
    ],
)
async def test_discord_out_of_order_at_start_is_waited_for(
    server: LoopbackDiscord,
    bot: commands.Bot,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    words: str,
) -> None:
    server.faults.add(ME, fault, times=2 * requests(fault))
    time = Time(lambda _: None)

    online = asyncio.create_task(stay_online(bot, Config(), TOKEN, time.clock, time.sleep))
    await server.until(lambda server: server.gateway.ready.is_set())
    await bot.close()
    await online

    assert time.pauses == [1, 2]
    assert said(caplog) == [f"Discord cannot be reached ({words}); I keep trying."]


async def test_a_discord_that_says_nothing_is_asked_again(
    server: LoopbackDiscord, bot: commands.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = asyncio.Event()
    server.faults.add(ME, hanging(released))
    monkeypatch.setattr(connecting, "LOGIN_SECONDS", 0.05)
    time = Time(lambda _: monkeypatch.setattr(connecting, "LOGIN_SECONDS", 60))

    online = asyncio.create_task(stay_online(bot, Config(), TOKEN, time.clock, time.sleep))
    await server.until(lambda server: server.gateway.ready.is_set())
    released.set()
    await bot.close()
    await online

    assert time.pauses == [1]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (4004, "Discord refused the token."),
        (4011, "Discord asks for more shards:"),
        (4013, "Discord does not know the events"),
        (4014, "Discord does not allow this bot the events"),
    ],
)
async def test_what_discord_closes_for_good_is_one_sentence(
    server: LoopbackDiscord, bot: commands.Bot, code: int, words: str
) -> None:
    online = asyncio.create_task(stay_online(bot, Config(), TOKEN))
    await server.until(lambda server: server.gateway.ready.is_set())

    await server.gateway.drop(code)

    with pytest.raises(RefusedError) as refused:
        await online
    sentence = str(refused.value)
    assert sentence.startswith(words)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("sqlite:////data/bot.sqlite3", "/data/bot.sqlite3"),
        ("postgresql+asyncpg://bot:hunter2@db.example:5432/study", "study on db.example"),
    ],
)
async def test_the_start_line_says_who_where_and_how_to_invite(
    server: LoopbackDiscord,
    bot: commands.Bot,
    caplog: pytest.LogCaptureFixture,
    url: str,
    data: str,
) -> None:
    caplog.set_level(logging.INFO)
    config = Config(database_url=url)

    online = asyncio.create_task(stay_online(bot, config, TOKEN))
    await server.until(lambda server: server.gateway.ready.is_set())
    await bot.wait_until_ready()
    await asyncio.sleep(0)
    await bot.close()
    with suppress(asyncio.CancelledError):
        await online

    (line,) = said(caplog)
    assert line.startswith("online as study-bot, 1 server, version 0.")
    assert "; invite: https://discord.com/oauth2/authorize?client_id=1100000000000000010" in line
    assert line.endswith(f"; data in {data}")


def test_the_invite_asks_for_what_posts_need_and_nothing_else() -> None:
    address = invite(11)

    # Discord's documentation numbers them: view channel 10, send messages 11, attach files 15,
    # read message history 16, create public threads 35, send messages in threads 38.
    wanted = sum(1 << number for number in (10, 11, 15, 16, 35, 38))
    assert f"permissions={wanted}&" in f"{address}&"
    assert "scope=bot+applications.commands" in address


# The list of commands


@pytest.mark.parametrize(
    ("fault", "pauses", "words"),
    [
        (refusing(400, 50035), [], "Discord refused the list of commands:"),
        (refusing(403, 50001), [], "Discord refused the list of commands: 403 Forbidden"),
        (failing(503), [30.0], "Discord did not take the list of commands (HTTP 503);"),
        (reset, [30.0], "Discord did not take the list of commands (Server disconnected);"),
    ],
)
async def test_what_discord_says_of_the_list_of_commands(
    server: LoopbackDiscord,
    bot: commands.Bot,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    pauses: list[float],
    words: str,
) -> None:
    await bot.login(TOKEN)
    server.faults.add(COMMANDS, fault, times=requests(fault))
    time = Time(lambda _: None)

    await announce_commands(bot.tree, time.sleep)

    assert time.pauses == pauses
    (line,) = said(caplog)
    assert line.startswith(words)
    assert server.rest.synced == bool(pauses)


class Refusing:
    """A tree of commands whose first attempts fail."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.synced = 0

    async def sync(self) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.synced += 1


class Answer:
    """The part of an aiohttp response that discord.py's errors look at."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = ""


def http_error(status: int) -> discord.HTTPException:
    return discord.HTTPException(Answer(status), "no")  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("status", [400, 403])
async def test_a_refused_list_of_commands_is_said_and_left(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    time = Time(lambda _: None)
    tree = Refusing(http_error(status))

    await announce_commands(tree, time.sleep)  # pyright: ignore[reportArgumentType]

    (line,) = said(caplog)
    assert line.startswith(f"Discord refused the list of commands: {status} ")
    assert "\n" not in line
    assert (time.pauses, tree.synced) == ([], 0)


async def test_a_list_of_commands_is_sent_again_where_that_may_help(
    caplog: pytest.LogCaptureFixture,
) -> None:
    time = Time(lambda _: None)
    errors = [http_error(429), http_error(503), OSError("no route"), TimeoutError()]
    tree = Refusing(*errors, *[http_error(500)] * 5)

    await announce_commands(tree, time.sleep)  # pyright: ignore[reportArgumentType]

    assert tree.synced == 1
    assert time.pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert len(said(caplog)) == len(time.pauses)
    assert "OSError" in said(caplog)[2] or "no route" in said(caplog)[2]


async def test_a_list_of_commands_that_cannot_be_made_ends_no_bot(
    caplog: pytest.LogCaptureFixture,
) -> None:
    await announce_commands(Refusing(ZeroDivisionError()))  # pyright: ignore[reportArgumentType]

    assert said(caplog) == ["The list of commands could not be made."]
