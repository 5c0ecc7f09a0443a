"""The loopback's gateway, and that the bot comes back from every way in which it ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import PHYSICS, PHYSICS_LAB, TOKEN, Json

End = Callable[[LoopbackDiscord], Awaitable[None]]


async def connect(
    session: aiohttp.ClientSession, server: LoopbackDiscord, *payload: Json
) -> aiohttp.ClientWebSocketResponse:
    socket = await session.ws_connect(server.gateway.address)
    assert (await socket.receive_json())["op"] == 10
    for each in payload:
        await socket.send_json(each)
    return socket


async def test_a_session_is_resumed_with_what_was_missed_and_not_after_a_goodbye() -> None:
    identify = {"op": 2, "d": {"token": TOKEN, "intents": 1}}
    async with LoopbackDiscord(TOKEN) as server, aiohttp.ClientSession() as session:
        await server.join(PHYSICS)
        socket = await connect(session, server, identify)
        ready = await socket.receive_json()
        servers = [(await socket.receive_json())["d"]["name"] for _ in range(2)]
        await server.gateway.dispatch("TYPING_START", {"user_id": "1"})
        await socket.close(code=4000)
        known = {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 3}
        socket = await connect(session, server, {"op": 6, "d": known})
        missed = [(await socket.receive_json())["t"] for _ in range(2)]
        await socket.close(code=1000)
        socket = await connect(session, server, {"op": 6, "d": known})
        refused = await socket.receive_json()
        await socket.close()

    assert [guild["id"] for guild in ready["d"]["guilds"]] == [*server.world.joined]
    assert servers == ["Linear Algebra", "Physics"]
    assert missed == ["TYPING_START", "RESUMED"]
    assert (refused["op"], refused["d"]) == (9, False)


def closed(code: int) -> End:
    return lambda server: server.gateway.drop(code)


@pytest.mark.parametrize(
    ("end", "anew"),
    [
        (closed(1000), False),
        (closed(1001), False),
        (closed(4000), False),
        (closed(4009), True),
        (lambda server: server.gateway.ask_to_reconnect(), False),
        (lambda server: server.gateway.invalidate(resumable=True), False),
        (lambda server: server.gateway.invalidate(resumable=False), True),
    ],
    ids=["1000", "1001", "4000", "4009", "op 7", "op 9 true", "op 9 false"],
)
async def test_the_bot_comes_back(
    discord_server: LoopbackDiscord, wire_bot: BotProcess, end: End, anew: bool
) -> None:
    gateway = discord_server.gateway
    before = (gateway.identified, gateway.resumed)
    said = len(wire_bot.lines)

    await end(discord_server)
    reply = await discord_server.slash("dot", a="2 3", b="4 5", within=20)

    assert "= 23" in reply.text
    after = (gateway.identified - before[0], gateway.resumed - before[1])
    assert after == ((1, 0) if anew else (0, 1))
    assert not any("Traceback" in line for line in wire_bot.lines[said:])


async def test_a_second_server_is_joined_and_left(
    discord_server: LoopbackDiscord, wire_bot: BotProcess
) -> None:
    with pytest.raises(LookupError, match="not offered to Ann here"):
        await discord_server.slash("dot", a="1 2", b="3 4", channel=PHYSICS_LAB)

    await discord_server.join(PHYSICS)
    reply = await discord_server.slash("dot", a="1 2", b="3 4", channel=PHYSICS_LAB)
    await discord_server.leave(PHYSICS)

    assert "= 11" in reply.text
    assert wire_bot.server is discord_server
