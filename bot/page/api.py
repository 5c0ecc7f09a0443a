"""What the page's script asks the bot, as JSON over the loopback."""

from __future__ import annotations

import asyncio
import contextlib
import json
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aiohttp import web

from bot.errors import UserError
from bot.faces.sentences import sentence, unexpected
from bot.page import described, shown
from bot.page.guard import add_headers, guard
from bot.page.lab import USER, Lab, Upload
from bot.text import visible
from bot.topics.kit.line import LineError
from bot.workers import Asker, asked_by
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.topics.kit.registry import Registry

    Plain = dict[str, Any]

STATIC = Path(__file__).with_name("static")

MOST_BYTES = 10 * 2**20
"""Of a request, with its file; Discord takes as much."""

LONGEST = 100_000
"""Characters of all texts in a request; longer ones come as files."""

MOST_FILES = 4

UNKNOWN = "application/octet-stream"
"""What a browser says of a file that it does not know."""


class Api:
    """The page's addresses.

    Parameters
    ----------
    registry
        All topics, which the page can show at once.
    lab
        What answers, as soon as it is there.
    """

    def __init__(self, registry: Registry, lab: Awaitable[Lab]) -> None:
        self._sections = described.sections(registry)
        self._lab = asyncio.ensure_future(lab)

    def app(self, port: int) -> web.Application:
        """Return the application that is served at a port."""
        app = web.Application(middlewares=[guard(port)], client_max_size=MOST_BYTES)
        app.on_response_prepare.append(add_headers)
        app.add_routes(
            [
                web.get("/", _index),
                web.static("/static", STATIC),
                web.get("/api/commands", self._commands),
                web.get("/api/posts", self._answering(_posts)),
                web.get("/api/shared", self._answering(_shared)),
                web.get("/api/news", self._news),
                web.get("/picture/{name}", self._picture),
                web.post("/api/ask", self._answering(_ask)),
                web.post("/api/form", self._answering(_form)),
                web.post("/api/press", self._answering(_press)),
                web.post("/api/complete", self._answering(_complete)),
                web.post("/api/fitting", self._answering(_fitting)),
                web.post("/api/example", self._answering(_example)),
            ]
        )
        return app

    def _answering(
        self, answer: Callable[[Lab, web.Request], Awaitable[Plain]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Return a handler; what went wrong becomes words."""

        @wraps(answer)
        async def handler(request: web.Request) -> web.Response:
            lab = await asyncio.shield(self._lab)
            try:
                with asked_by(Asker(USER)):
                    found = await answer(lab, request)
            except web.HTTPRequestEntityTooLarge:
                found = _error("That is more than 10 MB. Something smaller will work.")
            except web.HTTPException:
                raise
            except Exception as error:
                found = _refused(error)
            return web.json_response(found)

        return handler

    async def _commands(self, _: web.Request) -> web.Response:
        return web.json_response({"sections": self._sections})

    async def _picture(self, request: web.Request) -> web.Response:
        lab = await asyncio.shield(self._lab)
        picture = lab.session.picture(request.match_info["name"])
        if picture is None:
            raise web.HTTPNotFound
        kind = "image/gif" if picture.name.endswith(".gif") else "image/png"
        headers = {"Cache-Control": "private, max-age=86400, immutable"}
        return web.Response(body=picture.data, content_type=kind, headers=headers)

    async def _news(self, request: web.Request) -> web.StreamResponse:
        """Tell the page, for as long as it is open, when the study channel has changed."""
        lab = await asyncio.shield(self._lab)
        response = web.StreamResponse()
        response.content_type = "text/event-stream"
        await response.prepare(request)
        changes = lab.session.changes()
        with contextlib.suppress(ConnectionError):
            while True:
                number = await anext(changes)
                await response.write(f"data: {number}\n\n".encode())
        return response


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")


async def _posts(lab: Lab, _: web.Request) -> Plain:
    return {"posts": [post.plain() for post in lab.session.asked.values()]}


async def _shared(lab: Lab, _: web.Request) -> Plain:
    return {"posts": [post.plain() for post in lab.session.shared.values()]}


async def _ask(lab: Lab, request: web.Request) -> Plain:
    asked, files = await _received(request)
    return await lab.sent(_text(asked, "line"), files, _text(asked, "theme"))


async def _form(lab: Lab, request: web.Request) -> Plain:
    filled, files = await _received(request)
    kind, texts = _text(filled, "kind"), _texts(filled, "inputs")
    theme = _text(filled, "theme")
    match kind:
        case "options":
            return await lab.filled(_text(filled, "command"), texts, files, theme)
        case "topic":
            name = _text(filled, "command")
            above = _text(filled, "post") if "post" in filled else ""
            return await lab.filled_form(name, texts, files, theme, above)
        case "edit":
            return await lab.edited(_text(filled, "post"), texts, theme)
        case _:
            raise web.HTTPBadRequest


async def _press(lab: Lab, request: web.Request) -> Plain:
    pressed, _ = await _received(request)
    values: object = pressed.get("values")
    if not isinstance(values, list):
        raise web.HTTPBadRequest
    chosen = cast("list[object]", values)
    if not all(isinstance(value, str) for value in chosen):
        raise web.HTTPBadRequest
    return await lab.pressed(
        _text(pressed, "post"),
        _text(pressed, "action"),
        _text(pressed, "argument"),
        tuple(cast("list[str]", chosen)),
        _text(pressed, "theme"),
    )


async def _complete(lab: Lab, request: web.Request) -> Plain:
    typed, _ = await _received(request)
    return await lab.completed(_text(typed, "text"))


async def _fitting(lab: Lab, request: web.Request) -> Plain:
    typed, _ = await _received(request)
    return await lab.fitting(_text(typed, "text"), _text(typed, "theme"))


async def _example(lab: Lab, request: web.Request) -> Plain:
    wanted, _ = await _received(request)
    return await lab.example(_text(wanted, "command"), _text(wanted, "theme"))


async def _received(request: web.Request) -> tuple[Plain, list[Upload]]:
    """Return what the script sent: JSON alone, or JSON and files.

    Raises
    ------
    UserError
        When there is too much of it.
    web.HTTPBadRequest
        When it is something else, which the script never sends.
    """
    files: list[Upload] = []
    if request.content_type == "multipart/form-data":
        fields = await request.post()
        text = fields.get("request")
        for part in fields.getall("file", []):
            if not isinstance(part, web.FileField):
                raise web.HTTPBadRequest
            kind = "" if part.content_type == UNKNOWN else part.content_type
            files.append(Upload(visible(part.filename), kind, part.file.read()))
    elif request.content_type == "application/json":
        text = await request.text()
    else:
        raise web.HTTPUnsupportedMediaType
    if not isinstance(text, str):
        raise web.HTTPBadRequest
    if len(text) > LONGEST or len(files) > MOST_FILES:
        raise UserError(f"That is more than {LONGEST:,} characters. Send it as a file.")
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest
    return cast("Plain", found), files


def _text(received: Plain, name: str) -> str:
    value = received.get(name)
    if not isinstance(value, str):
        raise web.HTTPBadRequest
    return value


def _texts(received: Plain, name: str) -> dict[str, str]:
    value = received.get(name)
    if not isinstance(value, dict):
        raise web.HTTPBadRequest
    found = cast("dict[str, object]", value)
    if not all(isinstance(text, str) for text in found.values()):
        raise web.HTTPBadRequest
    return cast("dict[str, str]", found)


def _refused(error: Exception) -> Plain:
    if isinstance(error, InputError):
        return {"error": shown.refusal(error)}
    if isinstance(error, LineError):
        place = {"start": error.start, "end": error.end, "option": error.option}
        return {"error": {"words": str(error), **place}}
    return _error(sentence(error) or unexpected(error))


def _error(words: str) -> Plain:
    return {"error": {"words": visible(words)}}
