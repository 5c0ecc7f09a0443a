"""What goes wrong between a bot and Discord, switched on for one endpoint at a time.

    server.faults.add(CALLBACK, failing(500))
    server.faults.add(EDIT, lost, of=BEN, times=2)

The next call to the endpoint, or the next few, meet the fault; `of` takes only those that
answer an interaction of this person.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from tests.wire.calls import answer
from tests.wire.world import Person

Endpoint = tuple[str, str]
Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]
Fault = Callable[[web.Request, Handle], Awaitable[web.StreamResponse]]

WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
CALLBACK: Endpoint = ("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
FOLLOW_UP: Endpoint = ("POST", WEBHOOK)
EDIT: Endpoint = ("PATCH", f"{WEBHOOK}/messages/@original")
DELETE: Endpoint = ("DELETE", f"{WEBHOOK}/messages/@original")
POST: Endpoint = ("POST", "/channels/{channel_id}/messages")
THREAD: Endpoint = ("POST", "/channels/{channel_id}/messages/{message_id}/threads")
CHANNEL: Endpoint = ("GET", "/channels/{channel_id}")
COMMANDS: Endpoint = ("PUT", "/applications/{application_id}/commands")
FILE: Endpoint = ("GET", "/attachments/{path:.+}")
GATEWAY: Endpoint = ("GET", "/gateway")


@dataclass
class _Armed:
    endpoint: Endpoint
    fault: Fault
    of: str | None
    times: int


class Faults:
    """The switchboard. `met` lists the endpoints at which a fault has struck."""

    def __init__(self) -> None:
        self.met: list[Endpoint] = []
        self._armed: list[_Armed] = []

    def add(
        self, endpoint: Endpoint, fault: Fault, *, of: Person | None = None, times: int = 1
    ) -> None:
        self._armed.append(_Armed(endpoint, fault, of.id if of else None, times))

    def take(self, endpoint: Endpoint, asker: str | None) -> Fault | None:
        """Return the fault that a call of somebody's interaction meets now."""
        for armed in self._armed:
            if armed.endpoint == endpoint and armed.of in (None, asker):
                armed.times -= 1
                if not armed.times:
                    self._armed.remove(armed)
                self.met.append(endpoint)
                return armed.fault
        return None


def failing(status: int) -> Fault:
    """Answer with an error of the server: 500 in Discord's words, others in a proxy's."""

    async def fail(_request: web.Request, _handle: Handle) -> web.StreamResponse:
        if status == 500:
            return answer({"code": 0, "message": "500: Internal Server Error"}, status)
        return web.Response(status=status, text="<html>Bad gateway</html>")

    return fail


def too_many(retry_after: float) -> Fault:
    """Answer 429: to be tried again after so many seconds."""

    async def refuse(_request: web.Request, _handle: Handle) -> web.StreamResponse:
        words = "You are being rate limited."
        body = {"message": words, "retry_after": retry_after, "global": False}
        headers = {"Via": "1.1 google", "Retry-After": str(int(retry_after) + 1)}
        return answer(body, 429, headers)

    return refuse


def refusing(status: int, code: int) -> Fault:
    """Answer with an error of Discord's own code."""

    async def refuse(_request: web.Request, _handle: Handle) -> web.StreamResponse:
        return answer({"code": code, "message": "refused"}, status)

    return refuse


def hanging(released: asyncio.Event) -> Fault:
    """Say nothing until the test releases it; then break the connection."""

    async def hang(request: web.Request, handle: Handle) -> web.StreamResponse:
        await released.wait()
        return await reset(request, handle)

    return hang


async def reset(request: web.Request, _handle: Handle) -> web.StreamResponse:
    """Break the connection before anything is done."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def lost(request: web.Request, handle: Handle) -> web.StreamResponse:
    """Do what was asked, and break the connection before the answer."""
    await handle(request)
    return await reset(request, handle)


def uploading(seconds: float) -> Fault:
    """Take so long to receive what is sent: it begins in time and ends late."""

    async def wait(request: web.Request, handle: Handle) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await handle(request)

    return wait
