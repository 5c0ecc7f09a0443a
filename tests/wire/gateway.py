"""The gateway: the websocket through which events reach the bot."""

import asyncio
import importlib
import json
import zlib
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tests.wire.objects import guild_json, member_json, user_json
from tests.wire.world import APPLICATION_ID, BOT, Json, Server, World, new_id

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 6, 7, 8
INVALID_SESSION, HELLO, ACK = 9, 10, 11
AUTHENTICATION_FAILED = 4004
ENDS_SESSION = frozenset({4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014})
"""Codes with which Discord closes, after which a session cannot be resumed."""
GOODBYE = (1000, 1001)
"""Codes with which a bot ends its session; any other close leaves it to be resumed."""
HEARTBEAT_INTERVAL_MS = 41_250
MOST_MISSED = 500
"""Events kept for a bot that resumes."""

Encode = Callable[[bytes], bytes]


class Gateway:
    """At most one session at a time, which is all that an unsharded bot opens.

    `identified` and `resumed` count how often a bot began anew, and went on where it was.
    """

    def __init__(self, token: str, world: World, changed: Callable[[], None]) -> None:
        self.address = ""
        self.ready = asyncio.Event()
        self.identified = 0
        self.resumed = 0
        self._token = token
        self._world = world
        self._changed = changed
        self._socket: web.WebSocketResponse | None = None
        self._dropped = False  # whether Discord closed the connection, not the bot
        self._encode: Encode | None = None
        self._session = ""
        self._sequence = 0
        self._sent: deque[Json] = deque(maxlen=MOST_MISSED)
        self._sending = asyncio.Lock()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        self._socket = socket
        self._dropped = False
        self._encode = _encoder(request.query.get("compress"))
        await self._send({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}})
        async for message in socket:
            await self._receive(message)
        if self._socket is socket:
            self.ready.clear()
            if socket.close_code in GOODBYE and not self._dropped:
                self._session = ""
            self._changed()
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event; a bot that is away gets it when it is back."""
        await self.ready.wait()
        await self._dispatch(event, data)

    async def drop(self, code: int = 4000) -> None:
        """Close the connection with a code, as Discord does every few hours with 4000.

        The bot may resume its session, except after those codes that end it.
        """
        assert self._socket is not None
        self.ready.clear()
        self._dropped = True
        if code in ENDS_SESSION:
            self._session = ""
        await self._socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Ask the bot to connect again and resume (op 7)."""
        self.ready.clear()
        await self._send({"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell the bot that its session is invalid (op 9)."""
        self.ready.clear()
        if not resumable:
            self._session = ""
        await self._send({"op": INVALID_SESSION, "d": resumable})

    async def join(self, server: Server) -> None:
        """Add the bot to a server, now or when it connects."""
        self._world.joined[server.id] = server
        if self.ready.is_set():
            await self._dispatch("GUILD_CREATE", guild_json(server, self._world))

    async def leave(self, server: Server) -> None:
        """Remove the bot from a server, now or while it is away."""
        del self._world.joined[server.id]
        if self.ready.is_set():
            await self._dispatch("GUILD_DELETE", {"id": server.id})

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close(code=1001)

    async def _receive(self, message: WSMessage) -> None:
        if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return
        payload = json.loads(message.data)
        answers = {
            HEARTBEAT: self._acknowledge,
            IDENTIFY: self._identify,
            RESUME: self._resume,
            REQUEST_MEMBERS: self._members,
        }
        if payload["op"] in answers:
            await answers[payload["op"]](payload["d"])

    async def _acknowledge(self, _sequence: Any) -> None:
        await self._send({"op": ACK, "d": None})

    async def _identify(self, data: Json) -> None:
        if not await self._authenticate(data):
            return
        self._session = new_id()
        self._sequence = 0
        self._sent.clear()
        self.identified += 1
        await self._dispatch("READY", self._ready_json())
        for server in list(self._world.joined.values()):
            await self._dispatch("GUILD_CREATE", guild_json(server, self._world))
        self._is_ready()

    async def _resume(self, data: Json) -> None:
        if not await self._authenticate(data):
            return
        if not self._session or data["session_id"] != self._session:
            await self._send({"op": INVALID_SESSION, "d": False})
            return
        self.resumed += 1
        missed = [payload for payload in self._sent if payload["s"] > (data["seq"] or 0)]
        for payload in missed:
            await self._send(payload)
        await self._dispatch("RESUMED", {})
        self._is_ready()

    def _is_ready(self) -> None:
        self.ready.set()
        self._changed()

    async def _authenticate(self, data: Json) -> bool:
        known = data["token"] == self._token
        if not known and self._socket is not None:
            await self._socket.close(code=AUTHENTICATION_FAILED, message=b"Authentication failed.")
        return known

    async def _members(self, data: Json) -> None:
        chunk = {
            "guild_id": str(data["guild_id"]),
            "members": [member_json(person) for person in self._world.people.values()],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": data.get("nonce"),
        }
        await self._dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _ready_json(self) -> Json:
        return {
            "v": 10,
            "user": user_json(BOT),
            "guilds": [{"id": server, "unavailable": True} for server in self._world.joined],
            "session_id": self._session,
            "resume_gateway_url": self.address,
            "application": {"id": APPLICATION_ID, "flags": 0},
        }

    async def _dispatch(self, event: str, data: Json) -> None:
        self._sequence += 1
        payload = {"op": DISPATCH, "d": data, "s": self._sequence, "t": event}
        self._sent.append(payload)
        await self._send(payload)

    async def _send(self, payload: Json) -> None:
        assert self._socket is not None
        async with self._sending:  # the compressor's stream must arrive in its order
            socket = self._socket
            text = json.dumps({"s": None, "t": None} | payload)
            with suppress(ConnectionError):  # what it misses is sent when the bot resumes
                if self._encode is None:
                    await socket.send_str(text)
                else:
                    await socket.send_bytes(self._encode(text.encode()))


def _encoder(name: str | None) -> Encode | None:
    """Return the stream compression that the client asked for in its address."""
    if name is None:
        return None
    if name == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda data: deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if name == "zstd-stream":
        return _zstd_encoder()
    raise ValueError(f"no compression of the name {name!r}")


def _zstd_encoder() -> Encode:
    """discord.py asks for zstd only where one of the two modules is there."""
    try:
        stream = importlib.import_module("zstandard").ZstdCompressor().compressobj()
    except ImportError:
        stream = importlib.import_module("compression.zstd").ZstdCompressor()
        return lambda data: stream.compress(data, mode=stream.FLUSH_BLOCK)
    block = importlib.import_module("zstandard").COMPRESSOBJ_FLUSH_BLOCK
    return lambda data: stream.compress(data) + stream.flush(block)
