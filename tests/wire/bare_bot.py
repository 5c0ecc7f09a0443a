"""A bot without a library: it does exactly what a test tells it to, wrong things too."""

import asyncio
import json
from typing import Any, Self

import aiohttp

from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.rules import COMPONENTS_V2
from tests.wire.world import APPLICATION_ID, TOKEN, Json

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x20\0\0\0\x10" + b"\0" * 13
QUIET = {"allowed_mentions": {"parse": []}}
COMMANDS: list[Json] = [
    {
        "name": "echo",
        "description": "Say it again",
        "options": [
            {"type": 3, "name": "text", "description": "What to say", "required": True},
            {"type": 4, "name": "times", "description": "How often", "max_value": 3},
        ],
    },
    {"name": "clear", "description": "Forget it", "default_member_permissions": 1 << 13},
]


class BareBot:
    def __init__(self, server: LoopbackDiscord) -> None:
        self._server = server
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))

    async def __aenter__(self) -> Self:
        self._socket = await self._session.ws_connect(self._server.gateway.address)
        await self._socket.send_json({"op": 2, "d": {"token": TOKEN, "intents": 1}})
        await self.event("GUILD_CREATE")
        await self.call("PUT", f"/applications/{APPLICATION_ID}/commands", COMMANDS)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()
        await self._session.close()

    async def event(self, name: str) -> Json:
        async with asyncio.timeout(5):
            while True:
                message = await self._socket.receive_json()
                if message["t"] == name:
                    return message["d"]

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        files: dict[str, bytes] | None = None,
        authorization: str | None = f"Bot {TOKEN}",
    ) -> tuple[int, Any]:
        headers = {"Authorization": authorization} if authorization else {}
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body))
        for index, (name, data) in enumerate((files or {}).items()):
            form.add_field(f"files[{index}]", data, filename=name)
        sent: Json = {"data": form} if files else {"json": body}
        url = f"{self._server.address}/api/v10{path}"
        async with self._session.request(method, url, headers=headers, **sent) as response:
            if response.status == 204:
                return 204, None
            assert response.headers["Content-Type"] == "application/json"
            return response.status, await response.json()

    async def get(self, url: str) -> bytes:
        async with self._session.get(url) as response:
            return await response.read()


class Conversation:
    """One use of `/echo`, answered by hand."""

    def __init__(self, server: LoopbackDiscord, bot: BareBot) -> None:
        self._using = asyncio.create_task(server.slash("echo", text="hi", within=5))
        self._bot = bot
        self.token = ""
        self.id = ""

    @classmethod
    async def start(cls, server: LoopbackDiscord, bot: BareBot) -> Self:
        conversation = cls(server, bot)
        interaction = await bot.event("INTERACTION_CREATE")
        conversation.id, conversation.token = interaction["id"], interaction["token"]
        return conversation

    async def respond(self, kind: int, data: Json | None = None) -> tuple[int, Any]:
        path = f"/interactions/{self.id}/{self.token}/callback"
        body = {"type": kind} | ({"data": data} if data else {})
        return await self._bot.call("POST", path, body, authorization=None)

    async def webhook(
        self,
        method: str,
        path: str = "",
        body: Any = None,
        files: dict[str, bytes] | None = None,
        authorization: str | None = None,
    ) -> tuple[int, Any]:
        path = f"/webhooks/{APPLICATION_ID}/{self.token}{path}"
        return await self._bot.call(method, path, body, files=files, authorization=authorization)

    async def edit(self, body: Any, files: dict[str, bytes] | None = None) -> tuple[int, Any]:
        return await self.webhook("PATCH", "/messages/@original", body, files)

    async def reply(self) -> Reply:
        return await self._using

    async def abandon(self) -> None:
        self._using.cancel()


def text_display(text: str) -> Json:
    return {"type": 10, "content": text}


def button(label: str, custom_id: str) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id}


def v2(*components: Json, **more: Any) -> Json:
    container = {"type": 17, "components": list(components)}
    return {"flags": COMPONENTS_V2, "components": [container], **QUIET, **more}


def gallery(*names: str) -> Json:
    items = [{"media": {"url": f"attachment://{n}"}, "description": f"see {n}"} for n in names]
    return {"type": 12, "items": items}
