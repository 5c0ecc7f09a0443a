"""One request of a bot: read, taken apart, and answered."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.wire.rules import Upload

INVALID_FORM = 50035
"""Discord's code for a body that breaks a rule."""


class DiscordError(Exception):
    """An answer that is an error, with Discord's own code."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.body = {"code": code, "message": message}


@dataclass(frozen=True)
class Call:
    """`route` is the path as the OpenAPI document writes it."""

    method: str
    route: str
    parameters: dict[str, str]
    query: dict[str, str]
    body: Any
    uploads: dict[str, Upload]
    authorization: str | None

    def __getitem__(self, name: str) -> str:
        return self.parameters[name]


Handler = Callable[[Call], Awaitable[Any]]


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Answer in JSON: discord.py reads it only if the type stands there without a charset."""
    data = json.dumps(body).encode()
    kind = {"Content-Type": "application/json"}
    return web.Response(body=data, status=status, headers=kind | (headers or {}))


async def read(request: web.Request, route: str) -> Call:
    body: Any = None
    uploads: dict[str, Upload] = {}
    if request.content_type == "multipart/form-data":
        form = await request.post()
        body = json.loads(str(form["payload_json"]))
        for name, part in form.items():
            if isinstance(part, web.FileField):
                index = name.removeprefix("files[").removesuffix("]")
                uploads[index] = Upload(part.filename, part.file.read())
    elif request.can_read_body:
        body = await request.json()
    return Call(
        request.method,
        route,
        dict(request.match_info),
        dict(request.query),
        body,
        uploads,
        request.headers.get("Authorization"),
    )
