"""The gateway: the websocket through which events reach the bot."""

import asyncio
import importlib
import json
import zlib
from collections.abc import Callable
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tests.wire.world import (
    APPLICATION_ID,
    BOT,
    GUILD_ID,
    PEOPLE,
    Json,
    guild_json,
    member_json,
    new_id,
    user_json,
)

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, REQUEST_MEMBERS, HELLO, ACK = 0, 1, 2, 6, 8, 10, 11
AUTHENTICATION_FAILED = 4004
HEARTBEAT_INTERVAL_MS = 41_250

Encode = Callable[[bytes], bytes]


class Gateway:
    """At most one session at a time, which is all that an unsharded bot opens."""

    def __init__(self, token: str, changed: Callable[[], None]) -> None:
        self.address = ""
        self.ready = asyncio.Event()
        self._token = token
        self._changed = changed
        self._socket: web.WebSocketResponse | None = None
        self._encode: Encode | None = None
        self._sequence = 0
        self._sending = asyncio.Lock()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        self._socket = socket
        self._encode = _encoder(request.query.get("compress"))
        await self._send(HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL_MS})
        async for message in socket:
            await self._receive(message)
        if self._socket is socket:
            self.ready.clear()
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        await self.ready.wait()
        await self._dispatch(event, data)

    async def drop(self) -> None:
        """Cut the connection as Discord does every few hours; the bot is to resume."""
        assert self._socket is not None
        self.ready.clear()
        await self._socket.close(code=4000)

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
        await self._send(ACK, None)

    async def _identify(self, data: Json) -> None:
        if not await self._authenticate(data):
            return
        await self._dispatch("READY", self._ready_json())
        await self._dispatch("GUILD_CREATE", guild_json())
        self.ready.set()
        self._changed()

    async def _resume(self, data: Json) -> None:
        if not await self._authenticate(data):
            return
        await self._dispatch("RESUMED", {})
        self.ready.set()
        self._changed()

    async def _authenticate(self, data: Json) -> bool:
        known = data["token"] == self._token
        if not known and self._socket is not None:
            await self._socket.close(code=AUTHENTICATION_FAILED, message=b"Authentication failed.")
        return known

    async def _members(self, data: Json) -> None:
        chunk = {
            "guild_id": GUILD_ID,
            "members": [member_json(person) for person in PEOPLE],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": data.get("nonce"),
        }
        await self._dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _ready_json(self) -> Json:
        return {
            "v": 10,
            "user": user_json(BOT),
            "guilds": [{"id": GUILD_ID, "unavailable": True}],
            "session_id": new_id(),
            "resume_gateway_url": self.address,
            "application": {"id": APPLICATION_ID, "flags": 0},
        }

    async def _dispatch(self, event: str, data: Json) -> None:
        await self._send(DISPATCH, data, event)

    async def _send(self, op: int, data: Json | None, event: str | None = None) -> None:
        assert self._socket is not None
        async with self._sending:  # the compressor's stream must arrive in its order
            if event is not None:
                self._sequence += 1
            payload = {"op": op, "d": data, "s": self._sequence if event else None, "t": event}
            text = json.dumps(payload)
            if self._encode is None:
                await self._socket.send_str(text)
            else:
                await self._socket.send_bytes(self._encode(text.encode()))


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
