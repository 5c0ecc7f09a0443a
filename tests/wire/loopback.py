"""A small Discord of the tests' own, on the loopback interface.

    async with LoopbackDiscord(token) as server:
        ...                                   # a bot logs in to server.address
        await server.until(LoopbackDiscord.is_ready)
        reply = await server.slash("dot", a="[1,2,3]", b="[4,5,6]")
        assert "32" in reply.text
        reply = await server.press(reply, "Steps")
        assert server.violations == []

Where the bot breaks a rule of Discord's the server refuses what it sent, as the real one does, and
notes it in `violations`. What goes wrong in ordinary life is switched on: `server.faults` for calls
of the bot, `server.gateway` for its connection, `Reply.expire`, `server.delete`, and so on.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from aiohttp import web

from tests.wire.client import (
    CommandForm,
    ModalForm,
    component_data,
    find_command,
    interaction_json,
    source_of,
)
from tests.wire.component_rules import BUTTON, SELECTS
from tests.wire.faults import Faults
from tests.wire.gateway import Gateway
from tests.wire.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interactions
from tests.wire.messages import Message, forwarded
from tests.wire.objects import channel_json
from tests.wire.openapi import OpenAPI
from tests.wire.reply import Reply, Watched
from tests.wire.rest import MAX_REQUEST_BYTES, Rest
from tests.wire.rules import Upload
from tests.wire.world import ANN, GENERAL, Channel, Json, Person, Server, World

SLASH, MESSAGE_MENU = 1, 3
WAIT_SECONDS = 15.0

Until = Callable[[Reply], bool]


def finished(reply: Reply) -> bool:
    """The bot has said what it has to say, and is not just "thinking…"."""
    return reply.finished


class LoopbackDiscord(Watched):
    def __init__(self, token: str, openapi: OpenAPI | None = None) -> None:
        super().__init__()
        self.token = token
        self.address = ""
        self.world = World()
        self.gateway = Gateway(token, self.world, self._on_change)
        self.rest = Rest(token, openapi, self.world, self._on_change)
        self.rest.tell = self._tell
        app = web.Application(client_max_size=MAX_REQUEST_BYTES)
        self.rest.add_routes(app)
        self.rest.add_socket(app, self.gateway.connect)
        self._interactions = Interactions(self.rest)
        self._interactions.add_routes(app)
        self.rest.add_catch_all(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        _, port = self._runner.addresses[0][:2]
        self.address = self.rest.store.address = f"http://127.0.0.1:{port}"
        self.gateway.address = self.rest.address = f"ws://127.0.0.1:{port}/gateway"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.close()
        await self._runner.cleanup()

    @property
    def violations(self) -> list[str]:
        """What the bot did that Discord forbids; empty when all is well."""
        return self.rest.violations

    @property
    def commands(self) -> list[Json]:
        """The commands the bot has registered, as Discord keeps them."""
        return self.rest.commands

    @property
    def posts(self) -> list[Message]:
        """The messages the bot has sent to channels other than as a reply."""
        return self.rest.posts

    @property
    def faults(self) -> Faults:
        """Where to switch on what goes wrong between the bot and Discord."""
        return self.rest.faults

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """Let the first response to an interaction be due sooner than after 3 seconds."""
        before, self._interactions.patience = self._interactions.patience, seconds
        yield
        self._interactions.patience = before

    def recommend(self, shards: int, *, at_a_time: int = 1, left: int = 1000) -> None:
        """Say how many shards a bot should have, and how many connections it may open."""
        self.rest.recommended = shards
        self.rest.limits |= {"max_concurrency": at_a_time, "remaining": left}

    def is_ready(self) -> bool:
        """The bot has registered its commands and can hear of their use."""
        return self.gateway.ready.is_set() and self.rest.synced

    async def slash(
        self,
        name: str,
        given: Json | None = None,
        *,
        user: Person = ANN,
        channel: Channel = GENERAL,
        until: Until = finished,
        within: float = WAIT_SECONDS,
        **options: Any,
    ) -> Reply:
        """Use a slash command; "vector norm" is the sub-command `norm` of `/vector`.

        Options may stand in a dictionary, for those whose names mean something else here.
        """
        data = self._command_data(name, options | (given or {}), user, channel)
        label = f"/{name}"
        return await self._interact(COMMAND, label, data, user, channel, until, within)

    async def autocomplete(
        self, name: str, *, user: Person = ANN, channel: Channel = GENERAL, **options: str
    ) -> list[Json]:
        """Type into the last of the options; return the choices that are offered."""
        data = self._command_data(name, options, user, channel, focused=list(options)[-1])
        label = f"typing /{name}"
        reply = await self._interact(
            AUTOCOMPLETE, label, data, user, channel, finished, WAIT_SECONDS
        )
        return reply.choices

    async def menu(
        self,
        name: str,
        message: Message,
        *,
        user: Person = ANN,
        channel: Channel = GENERAL,
        until: Until = finished,
        within: float = WAIT_SECONDS,
    ) -> Reply:
        """Choose an entry of a message's Apps menu."""
        command = self._find(name, MESSAGE_MENU, user, channel)
        data = {key: command[key] for key in ("id", "name", "type")}
        data |= {"target_id": message.id, "resolved": {"messages": {message.id: message.data}}}
        return await self._interact(COMMAND, name, data, user, channel, until, within)

    async def press(
        self,
        shown: Reply | Message,
        button: str,
        *,
        user: Person = ANN,
        until: Until = finished,
        within: float = WAIT_SECONDS,
    ) -> Reply:
        """Press a button, found by its label, its emoji or its custom_id."""
        message = shown.message if isinstance(shown, Reply) else shown
        data = component_data(message.find(button, [BUTTON]))
        return await self._use_component(message, f"[{button}]", data, user, until, within)

    async def choose(
        self,
        shown: Reply | Message,
        select: str,
        values: list[str],
        *,
        user: Person = ANN,
        until: Until = finished,
        within: float = WAIT_SECONDS,
    ) -> Reply:
        """Choose from a select menu, found by its placeholder or its custom_id."""
        message = shown.message if isinstance(shown, Reply) else shown
        data = component_data(message.find(select, SELECTS), values)
        return await self._use_component(message, f"<{select}>", data, user, until, within)

    async def submit(
        self,
        reply: Reply,
        fields: dict[str, Any],
        *,
        user: Person = ANN,
        until: Until = finished,
        within: float = WAIT_SECONDS,
    ) -> Reply:
        """Submit the modal that a reply was, its fields named by label or by custom_id."""
        channel = self.world.channels[reply.interaction["channel_id"]]
        data = ModalForm(self.rest.store, channel).fill(reply, fields)
        label = f"modal of {reply.label}"
        message = source_of(reply)
        return await self._interact(
            MODAL_SUBMIT, label, data, user, channel, until, within, message
        )

    async def forge(
        self,
        kind: int,
        data: Json,
        *,
        user: Person = ANN,
        channel: Channel = GENERAL,
        message: Message | None = None,
        until: Until = finished,
        within: float = WAIT_SECONDS,
    ) -> Reply:
        """Send what no client sends: an interaction of this kind with these data."""
        return await self._interact(
            kind,
            "a forged interaction",
            data,
            user,
            channel,
            until,
            within,
            message.data if message else None,
        )

    async def reply_to(self, user: Person) -> Reply:
        """Return what has come so far of a person's interaction, as soon as it is under way."""

        def found(server: LoopbackDiscord) -> list[Reply]:
            return [reply for reply in server.rest.replies.values() if reply.asker == user.id]

        await self.until(lambda server: bool(found(server)))
        return found(self)[-1]

    def say(
        self,
        text: str,
        *files: Upload,
        user: Person = ANN,
        channel: Channel = GENERAL,
        **more: Any,
    ) -> Message:
        """Write a message as a person; the bot hears of it only through a menu entry.

        `more` is what other bots' messages have: embeds, components, flags.
        """
        uploads = {str(index): file for index, file in enumerate(files)}
        data = self.rest.store.create(
            {"content": text} | more, uploads, channel_id=channel.id, author=user
        )
        return Message(self.rest.store, data["id"])

    def forward(
        self, message: Message, *, user: Person = ANN, channel: Channel = GENERAL
    ) -> Message:
        """Forward a message: what it says then stands in a snapshot of it, not in the new one."""
        return self.say("", user=user, channel=channel, **forwarded(message))

    def follow(self, link: str, *, user: Person = ANN) -> Message:
        """Open the link to a message; `LookupError` where the client says it cannot.

        A message that only its asker sees can be opened by nobody else.
        """
        server, channel_id, message_id = link.rpartition("/channels/")[2].split("/")
        data = self.rest.store.messages.get(message_id)
        channel = self.world.channels[channel_id]
        home = "@me" if channel.server is None else channel.server.id
        if data is None or data["channel_id"] != channel_id or home != server:
            raise LookupError(f"no message at {link}")
        message = Message(self.rest.store, message_id)
        if message.ephemeral and data["interaction_metadata"]["user"]["id"] != user.id:
            raise LookupError(f"{user.name} does not see the message at {link}")
        return message

    def delete(self, shown: Reply | Message) -> None:
        """Delete a message as a moderator; the bot is not told."""
        self.rest.store.take_away((shown.message if isinstance(shown, Reply) else shown).id)

    def forget_nonces(self) -> None:
        """Let the few minutes pass after which a post that is sent again is another one."""
        self.rest.posted.clear()

    def forbid(self, channel: Channel) -> None:
        """Close a channel to the bot, of which it learns only when it writes there."""
        self.rest.forbidden.add(channel.id)

    async def join(self, server: Server) -> None:
        """Add the bot to a server."""
        await self.gateway.join(server)

    async def archive(self, thread: Channel) -> None:
        """Close a thread, as Discord does after days of silence; anyone's message opens it."""
        changed = self.world.change(thread, archived=True)
        await self.gateway.dispatch("THREAD_UPDATE", channel_json(changed))

    async def leave(self, server: Server) -> None:
        """Remove the bot from a server."""
        await self.gateway.leave(server)

    async def delete_channel(self, channel: Channel, *, silently: bool = False) -> None:
        """Delete a channel for good; silently, so that the bot has not heard of it yet."""
        self.rest.gone.add(channel.id)
        if not silently:
            await self.gateway.dispatch("CHANNEL_DELETE", channel_json(channel))

    def take_violations(self) -> list[str]:
        """Return the violations so far and forget them."""
        taken = list(self.rest.violations)
        self.rest.violations.clear()
        return taken

    def _command_data(
        self,
        name: str,
        options: Json,
        user: Person,
        channel: Channel,
        focused: str | None = None,
    ) -> Json:
        root, *path = name.split()
        command = self._find(root, SLASH, user, channel)
        return CommandForm(self.rest.store, user, channel).fill(command, path, options, focused)

    def _find(self, name: str, kind: int, user: Person, channel: Channel) -> Json:
        owners = self.world.owners(user, channel)
        return find_command(self.commands, name, kind, user=user, channel=channel, owners=owners)

    async def _use_component(
        self, message: Message, label: str, data: Json, user: Person, until: Until, within: float
    ) -> Reply:
        channel = self.world.channels[message.channel_id]
        return await self._interact(
            COMPONENT, label, data, user, channel, until, within, message.data
        )

    async def _interact(
        self,
        kind: int,
        label: str,
        data: Json,
        user: Person,
        channel: Channel,
        until: Until,
        within: float,
        message: Json | None = None,
    ) -> Reply:
        self.world.meet(user)
        channel = self.world.find(channel)
        owners = self.world.owners(user, channel)
        interaction = interaction_json(
            kind, data, user=user, channel=channel, owners=owners, message=message
        )
        reply = Reply(interaction, label, self.rest.store)
        self.rest.replies[interaction["token"]] = reply
        self.changed()
        async with asyncio.timeout(within):
            await self.gateway.dispatch("INTERACTION_CREATE", interaction)
        return await reply.until(until, within)

    async def _tell(self, event: str, data: Json) -> None:
        """Tell the bot of something; one that is away finds it so when it is back."""
        if self.gateway.hears(self.gateway.shard_of(data.get("guild_id"))):
            await self.gateway.dispatch(event, data)

    def _on_change(self) -> None:
        self.changed()
        for reply in self.rest.replies.values():
            reply.changed()
