"""The gateway: the websockets through which events reach the bot, one for each of its shards."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tests.wire.compression import Encode, encoder
from tests.wire.objects import guild_json, member_json, user_json
from tests.wire.world import APPLICATION_ID, BOT, Json, Server, World, new_id

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 6, 7, 8
INVALID_SESSION, HELLO, ACK = 9, 10, 11
AUTHENTICATION_FAILED, INVALID_SHARD = 4004, 4010
ENDS_SESSION = frozenset({4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014})
"""Codes with which Discord closes, after which a session cannot be resumed."""
GOODBYE = (1000, 1001)
"""Codes with which a bot ends its session; any other close leaves it to be resumed."""
HEARTBEAT_INTERVAL_MS = 41_250
MOST_MISSED = 500
"""Events kept for a bot that resumes."""


class Connection:
    """One websocket."""

    def __init__(self, socket: web.WebSocketResponse, encode: Encode | None) -> None:
        self.socket = socket
        self._encode = encode
        self._sending = asyncio.Lock()

    async def send(self, payload: Json) -> None:
        async with self._sending:  # the compressor's stream must arrive in its order
            text = json.dumps({"s": None, "t": None} | payload)
            with suppress(ConnectionError):  # what it misses is sent when the bot resumes
                if self._encode is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(self._encode(text.encode()))


class Session:
    """What one shard has been sent, over however many connections."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self.connection: Connection | None = None
        self.dropped = False  # whether Discord closed the connection, not the bot
        self.id = ""
        self._sequence = 0
        self._sent: deque[Json] = deque(maxlen=MOST_MISSED)

    def begin(self, connection: Connection) -> None:
        self.connection = connection
        self.dropped = False
        self.id = new_id()
        self._sequence = 0
        self._sent.clear()

    async def go_on(self, connection: Connection, sequence: int) -> None:
        """Send over another connection what was missed on the one before."""
        self.connection = connection
        self.dropped = False
        for payload in [each for each in self._sent if each["s"] > sequence]:
            await connection.send(payload)

    async def dispatch(self, event: str, data: Json) -> None:
        self._sequence += 1
        payload = {"op": DISPATCH, "d": data, "s": self._sequence, "t": event}
        self._sent.append(payload)
        await self.send(payload)

    async def send(self, payload: Json) -> None:
        assert self.connection is not None
        await self.connection.send(payload)


class Gateway:
    """A session for each shard; a bot that names none has shard 0 of 1.

    `identified` and `resumed` count how often a bot began anew, and went on where it was.
    `identifies` has the shard and the moment, in seconds, of each beginning.
    """

    def __init__(self, token: str, world: World, changed: Callable[[], None]) -> None:
        self.address = ""
        self.identifies: list[tuple[int, float]] = []
        self.resumed = 0
        self.shards = 1
        self._token = token
        self._world = world
        self._changed = changed
        self._sessions: dict[int, Session] = {}

    @property
    def identified(self) -> int:
        return len(self.identifies)

    @property
    def ready(self) -> asyncio.Event:
        """Whether shard 0 hears of events, which is all of an unsharded bot."""
        return self.session(0).ready

    def hears(self, *shards: int) -> bool:
        """Return whether all these shards hear of events."""
        return all(self.session(shard).ready.is_set() for shard in shards)

    def session(self, shard: int) -> Session:
        return self._sessions.setdefault(shard, Session())

    def shard_of(self, server: str | int | None) -> int:
        """Return the shard that hears of a server; what is in none is heard by shard 0."""
        return (int(server or 0) >> 22) % self.shards

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        connection = Connection(socket, encoder(request.query.get("compress")))
        await connection.send({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}})
        async for message in socket:
            await self._receive(connection, message)
        for session in self._sessions.values():
            if session.connection is connection:
                session.ready.clear()
                if socket.close_code in GOODBYE and not session.dropped:
                    session.id = ""
        self._changed()
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to the shard that is to hear of it; one that is away gets it when back."""
        session = self.session(self.shard_of(data.get("guild_id")))
        await session.ready.wait()
        await session.dispatch(event, data)

    async def drop(self, code: int = 4000, shard: int = 0) -> None:
        """Close a connection with a code, as Discord does every few hours with 4000.

        The bot may resume its session, except after those codes that end it.
        """
        session = self.session(shard)
        assert session.connection is not None
        session.ready.clear()
        session.dropped = True
        if code in ENDS_SESSION:
            session.id = ""
        await session.connection.socket.close(code=code)

    async def ask_to_reconnect(self, shard: int = 0) -> None:
        """Ask the bot to connect again and resume (op 7)."""
        session = self.session(shard)
        session.ready.clear()
        await session.send({"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool, shard: int = 0) -> None:
        """Tell the bot that its session is invalid (op 9)."""
        session = self.session(shard)
        session.ready.clear()
        if not resumable:
            session.id = ""
        await session.send({"op": INVALID_SESSION, "d": resumable})

    async def join(self, server: Server) -> None:
        """Add the bot to a server, now or when it connects."""
        self._world.joined[server.id] = server
        session = self.session(self.shard_of(server.id))
        if session.ready.is_set():
            await session.dispatch("GUILD_CREATE", guild_json(server, self._world))

    async def leave(self, server: Server) -> None:
        """Remove the bot from a server, now or while it is away."""
        del self._world.joined[server.id]
        session = self.session(self.shard_of(server.id))
        if session.ready.is_set():
            await session.dispatch("GUILD_DELETE", {"id": server.id})

    async def close(self) -> None:
        for session in self._sessions.values():
            if session.connection is not None:
                await session.connection.socket.close(code=1001)

    async def _receive(self, connection: Connection, message: WSMessage) -> None:
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
            await answers[payload["op"]](connection, payload["d"])

    async def _acknowledge(self, connection: Connection, _sequence: Any) -> None:
        await connection.send({"op": ACK, "d": None})

    async def _identify(self, connection: Connection, data: Json) -> None:
        if not await self._authenticate(connection, data):
            return
        shard, count = data.get("shard") or (0, 1)
        if not 0 <= shard < count:
            await connection.socket.close(code=INVALID_SHARD, message=b"Invalid shard.")
            return
        self.shards = count
        self.identifies.append((shard, time.monotonic()))
        session = self.session(shard)
        session.begin(connection)
        servers = [s for s in self._world.joined.values() if self.shard_of(s.id) == shard]
        await session.dispatch("READY", self._ready_json(session, servers, shard))
        for server in servers:
            await session.dispatch("GUILD_CREATE", guild_json(server, self._world))
        self._is_ready(session)

    async def _resume(self, connection: Connection, data: Json) -> None:
        if not await self._authenticate(connection, data):
            return
        found = [s for s in self._sessions.values() if s.id and s.id == data["session_id"]]
        if not found:
            await connection.send({"op": INVALID_SESSION, "d": False})
            return
        (session,) = found
        self.resumed += 1
        await session.go_on(connection, data["seq"] or 0)
        await session.dispatch("RESUMED", {})
        self._is_ready(session)

    def _is_ready(self, session: Session) -> None:
        session.ready.set()
        self._changed()

    async def _authenticate(self, connection: Connection, data: Json) -> bool:
        known = data["token"] == self._token
        if not known:
            reason = b"Authentication failed."
            await connection.socket.close(code=AUTHENTICATION_FAILED, message=reason)
        return known

    async def _members(self, _connection: Connection, data: Json) -> None:
        chunk = {
            "guild_id": str(data["guild_id"]),
            "members": [member_json(person) for person in self._world.people.values()],
            "chunk_index": 0,
            "chunk_count": 1,
            "nonce": data.get("nonce"),
        }
        await self.session(self.shard_of(chunk["guild_id"])).dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _ready_json(self, session: Session, servers: list[Server], shard: int) -> Json:
        return {
            "v": 10,
            "user": user_json(BOT),
            "guilds": [{"id": server.id, "unavailable": True} for server in servers],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": [shard, self.shards],
            "application": {"id": APPLICATION_ID, "flags": 0},
        }
