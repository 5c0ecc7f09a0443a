"""The HTTP side of the loopback Discord: what every route shares, and the plain routes."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NoReturn

from aiohttp import web

from tests.wire.calls import INVALID_FORM, Call, DiscordError, Handler, answer, read
from tests.wire.command_rules import CHAT_INPUT, command_problems
from tests.wire.faults import FILE, GATEWAY, Faults, Handle
from tests.wire.messages import Message, MessageStore
from tests.wire.objects import application_json, channel_json, member_json, user_json
from tests.wire.openapi import OpenAPI
from tests.wire.reply import Reply
from tests.wire.rules import COMPONENTS_V2, EPHEMERAL, house_problems, message_problems
from tests.wire.world import (
    APPLICATION_ID,
    ATTACH_FILES,
    BOT,
    CREATE_THREADS,
    DIRECT,
    READ_HISTORY,
    SEND_IN_THREADS,
    SEND_MESSAGES,
    TEXT_CHANNEL,
    THREAD,
    VIEW_CHANNEL,
    Channel,
    Json,
    World,
    new_id,
)

API = "/api/v10"
MAX_REQUEST_BYTES = 64 * 1024 * 1024
# Discord takes these calls on the strength of the token in their address alone.
TOKEN_IN_ADDRESS = ("/interactions/", "/webhooks/")


class Rest:
    def __init__(
        self, token: str, openapi: OpenAPI | None, world: World, changed: Callable[[], None]
    ) -> None:
        self.address = ""
        self.world = world
        self.store = MessageStore()
        self.replies: dict[str, Reply] = {}
        self.posts: list[Message] = []
        self.commands: list[Json] = []
        self.synced = False
        self.faults = Faults()
        self.violations: list[str] = []
        self.forbidden: set[str] = set()  # channels in which the bot may not write
        self.gone: set[str] = set()  # channels that have been deleted
        self.recommended = 1  # shards
        self.limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        self.changed = changed
        # How the bot is told of what has changed.
        self.tell: Callable[[str, Json], Awaitable[None]] = _to_nobody
        self.posted: dict[str, str] = {}  # ids of messages by their nonce, of the last minutes
        self._token = token
        self._openapi = openapi

    def add_routes(self, app: web.Application) -> None:
        command_paths = (
            "/applications/{application_id}/commands",
            "/applications/{application_id}/guilds/{guild_id}/commands",
        )
        for path in command_paths:
            self.add(app, "PUT", path, self._put_commands)
            self.add(app, "GET", path, self._get_commands)
        self.add(app, "GET", "/users/@me", self._me)
        self.add(app, "POST", "/users/@me/channels", self._direct_channel)
        self.add(app, "GET", "/users/{user_id}", self._user)
        self.add(app, "GET", "/guilds/{guild_id}/members/{user_id}", self._member)
        self.add(app, "GET", "/oauth2/applications/@me", self._application)
        self.add(app, "GET", "/applications/@me", self._application)
        self.add(app, "GET", "/gateway", self._gateway)
        self.add(app, "GET", "/gateway/bot", self._gateway)
        self.add(app, "GET", "/channels/{channel_id}", self._channel)
        self.add(app, "POST", "/channels/{channel_id}/typing", self._typing)
        self.add(app, "POST", "/channels/{channel_id}/messages", self._post)
        self.add(app, "GET", "/channels/{channel_id}/messages", self._history)
        message = "/channels/{channel_id}/messages/{message_id}"
        self.add(app, "GET", message, self._get_message)
        self.add(app, "PATCH", message, self._edit_message)
        self.add(app, "DELETE", message, self._delete_message)
        self.add(app, "POST", f"{message}/threads", self._open_thread)
        app.router.add_get(FILE[1], self._unless_faulty(FILE, self._attachment))

    def add_socket(self, app: web.Application, connect: Handle) -> None:
        app.router.add_get(GATEWAY[1], self._unless_faulty(GATEWAY, connect))

    def add_catch_all(self, app: web.Application) -> None:
        app.router.add_route("*", "/{path:.*}", self._unknown)

    def add(self, app: web.Application, method: str, route: str, handler: Handler) -> None:
        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                call = await read(request, route)
                self._check_call(call)
                body = await handler(call)
            except DiscordError as error:
                self._note_refusal(request, error)
                self.changed()
                return answer(error.body, error.status)
            except Exception as error:
                self.violations.append(f"{method} {route}: the loopback failed: {error!r}")
                raise
            self.changed()
            return web.Response(status=204) if body is None else answer(body)

        app.router.add_route(method, API + route, self._unless_faulty((method, route), handle))

    def _unless_faulty(self, endpoint: tuple[str, str], handle: Handle) -> Handle:
        """Return a handler that meets the fault switched on for this endpoint, if any."""

        async def handle_or_fail(request: web.Request) -> web.StreamResponse:
            reply = self._answered(request)
            fault = self.faults.take(endpoint, reply.asker if reply else None)
            if fault is None:
                return await handle(request)
            self.changed()
            return await fault(request, handle)

        return handle_or_fail

    def _answered(self, request: web.Request) -> Reply | None:
        """Return the reply to which a call belongs, by the token in its address."""
        tokens = ("interaction_token", "webhook_token")
        found = (self.replies.get(request.match_info.get(name, "")) for name in tokens)
        return next(filter(None, found), None)

    def _note_refusal(self, request: web.Request, error: DiscordError) -> None:
        if reply := self._answered(request):
            reply.refusals.append(error.code)

    def violate(self, call: Call, problem: str, about: str = "") -> None:
        where = f" ({about})" if about else ""
        self.violations.append(f"{call.method} {call.route}{where}: {problem}")

    def refuse(self, call: Call, status: int, code: int, message: str, about: str = "") -> NoReturn:
        """Answer with an error, and keep it: a bot in order causes none."""
        self.violate(call, f"{code} {message}", about)
        raise DiscordError(status, code, message)

    def check_message(
        self, call: Call, payload: Json, message_id: str | None = None, about: str = ""
    ) -> None:
        """Refuse a message that Discord refuses; note what only this house forbids."""
        kept = self.store.kept(message_id, payload)
        flags = self.store.flags_after(message_id, payload)
        self.check(
            call,
            message_problems(payload, flags=flags, uploads=call.uploads, kept=kept),
            about,
        )
        before = self.store.messages.get(message_id or "", {})
        filling = [payload.get(key, before.get(key)) for key in ("content", "embeds", "components")]
        if not any(filling) and not call.uploads and not kept:
            self.refuse(call, 400, 50006, "Cannot send an empty message", about)
        for problem in house_problems(payload, flags=flags, uploads=call.uploads):
            self.violate(call, problem, about)

    def check(self, call: Call, problems: Iterable[str], about: str = "") -> None:
        """Refuse a body in which there are problems."""
        found = list(problems)
        for problem in found:
            self.violate(call, problem, about)
        if found:
            raise DiscordError(400, INVALID_FORM, f"Invalid Form Body: {'; '.join(found)}")

    def check_result(self, call: Call, message: Json, about: str = "") -> Json:
        """Check what has become of a message, rather than what was sent to that end."""
        v2 = message["flags"] & COMPONENTS_V2
        if v2 and message["content"] and not (call.body or {}).get("content"):
            self.violate(call, "components of version 2 in a message that keeps its content", about)
        return message

    def refuse_if_taken_away(self, message_id: str) -> None:
        """Refuse what concerns a message that a person has deleted: that is ordinary life."""
        if message_id in self.store.taken_away:
            raise DiscordError(404, 10008, "Unknown Message")

    def _check_call(self, call: Call) -> None:
        self._check_authorization(call)
        if self._openapi is None:
            return
        problems = self._openapi.problems(call.method, call.route, call.body)
        self.check(call, [f"OpenAPI: {problem}" for problem in problems])

    def _check_authorization(self, call: Call) -> None:
        if call.route.startswith(TOKEN_IN_ADDRESS):
            if call.authorization is not None:
                self.violate(call, "carries an Authorization header")
        elif call.authorization != f"Bot {self._token}":
            self.refuse(call, 401, 0, "401: Unauthorized")

    async def _me(self, _call: Call) -> Json:
        return user_json(BOT) | {"verified": True, "mfa_enabled": False, "flags": 0}

    async def _application(self, _call: Call) -> Json:
        return application_json()

    async def _gateway(self, _call: Call) -> Json:
        return {
            "url": self.address,
            "shards": self.recommended,
            "session_start_limit": self.limits,
        }

    async def _user(self, call: Call) -> Json:
        return user_json(self._one_of(call, self.world.people, call["user_id"]))

    async def _member(self, call: Call) -> Json:
        return member_json(self._one_of(call, self.world.people, call["user_id"]))

    async def _channel(self, call: Call) -> Json:
        return channel_json(self._existing_channel(call))

    async def _direct_channel(self, call: Call) -> Json:
        person = self._one_of(call, self.world.people, str(call.body["recipient_id"]))
        return channel_json(DIRECT, [person])

    async def _typing(self, call: Call) -> None:
        self._existing_channel(call)

    def _existing_channel(self, call: Call) -> Channel:
        """Return a channel that the bot can see."""
        if call["channel_id"] in self.gone:
            raise DiscordError(404, 10003, "Unknown Channel")
        channel = self._one_of(call, self.world.channels, call["channel_id"])
        joined = channel.server is None or channel.server.id in self.world.joined
        if not joined or channel.lacks(VIEW_CHANNEL) or channel.id in self.forbidden:
            raise DiscordError(403, 50001, "Missing Access")
        return channel

    def _one_of(self, call: Call, things: dict[str, Any], wanted: str) -> Any:
        if wanted not in things:
            self.refuse(call, 404, 10003, f"nothing here has the id {wanted}")
        return things[wanted]

    async def _get_commands(self, _call: Call) -> list[Json]:
        return self.commands

    async def _put_commands(self, call: Call) -> list[Json]:
        """Register commands. Global ones and a guild's own replace what was there of theirs."""
        self.check(call, command_problems(call.body))
        guild_id = call.parameters.get("guild_id")
        fresh = [_command_json(command, guild_id) for command in call.body]
        others = [c for c in self.commands if c.get("guild_id") != guild_id]
        self.commands = [*others, *fresh]
        self.synced = True
        return fresh

    async def _post(self, call: Call) -> Json:
        channel = self._existing_channel(call)
        if channel.locked:
            raise DiscordError(403, 160005, "Thread is locked")
        if channel.lacks(SEND_IN_THREADS if channel.type == THREAD else SEND_MESSAGES):
            raise DiscordError(403, 50013, "Missing Permissions")
        if call.uploads and channel.lacks(ATTACH_FILES):
            raise DiscordError(403, 50013, "Missing Permissions")
        self.check_message(call, call.body)
        nonce = call.body.get("nonce") if call.body.get("enforce_nonce") else None
        if nonce in self.posted:  # sent again: Discord answers with the message of before
            return self.store.messages[self.posted[nonce]]
        message = self.store.create(call.body, call.uploads, channel_id=channel.id, author=BOT)
        self.posts.append(Message(self.store, message["id"]))
        if nonce is not None:
            self.posted[nonce] = message["id"]
        return self.check_result(call, message)

    async def _history(self, call: Call) -> list[Json]:
        """Return messages from the newest on, as many as a page holds."""
        channel = self._existing_channel(call)
        if channel.lacks(READ_HISTORY):
            return []  # not an error: Discord shows an empty channel
        found = [m for m in self.store.messages.values() if m["channel_id"] == channel.id]
        found = [m for m in found if not m["flags"] & EPHEMERAL]
        after, before = call.query.get("after"), call.query.get("before")
        if after is not None:  # those next to it
            found = [m for m in found if int(m["id"]) > int(after)][: int(call.query["limit"])]
        if before is not None:
            found = [m for m in found if int(m["id"]) < int(before)]
        return found[::-1][: int(call.query["limit"])]

    async def _open_thread(self, call: Call) -> Json:
        """Open a thread from a message, which gets the message's id."""
        channel, message_id = self._existing_channel(call), self._existing(call)
        if channel.lacks(CREATE_THREADS):
            raise DiscordError(403, 50013, "Missing Permissions")
        if channel.type != TEXT_CHANNEL:
            self.refuse(call, 400, 50024, "Cannot execute action on this channel type")
        if message_id in self.world.channels:
            raise DiscordError(400, 160004, "A thread has already been created for this message")
        thread = Channel(message_id, call.body["name"], THREAD, channel.server, channel)
        data = channel_json(self.world.find(thread))
        await self.tell("THREAD_CREATE", data | {"newly_created": True})
        return data

    async def _get_message(self, call: Call) -> Json:
        return self.store.messages[self._existing(call)]

    async def _edit_message(self, call: Call) -> Json:
        message_id = self._existing(call)
        self.check_message(call, call.body, message_id)
        message = self.store.edit(message_id, call.body, call.uploads)
        return self.check_result(call, message)

    async def _delete_message(self, call: Call) -> None:
        self.store.delete(self._existing(call))

    def _existing(self, call: Call) -> str:
        message_id = call["message_id"]
        self.refuse_if_taken_away(message_id)
        if message_id not in self.store.messages:
            self.refuse(call, 404, 10008, "Unknown Message")
        return message_id

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        if "Authorization" in request.headers:
            self.violations.append(f"GET {request.path}: the CDN was shown the token")
        try:
            return web.Response(body=self.store.file(request.path))
        except KeyError:
            raise web.HTTPNotFound from None

    async def _unknown(self, request: web.Request) -> web.Response:
        self.violations.append(f"{request.method} {request.path}: the loopback has no such route")
        return answer({"code": 0, "message": "404: Not Found"}, 404)


async def _to_nobody(_event: str, _data: Json) -> None:
    pass


def _command_json(command: Json, guild_id: str | None) -> Json:
    """Complete a command as Discord does; every one of them has a description."""
    permissions = command.get("default_member_permissions")
    complete = {"type": CHAT_INPUT, "nsfw": False, "options": []} | command
    complete |= {
        "id": new_id(),
        "application_id": APPLICATION_ID,
        "version": new_id(),
        "description": command.get("description") or "",
        "default_member_permissions": None if permissions is None else str(permissions),
    }
    return complete | ({"guild_id": guild_id} if guild_id else {})
