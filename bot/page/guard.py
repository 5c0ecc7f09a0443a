"""Who may use the page: this machine's own browser, on the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing but the page's own scripts runs, and no other page shows or reads anything of it."""


def guard(port: int) -> Middleware:
    """Return what refuses requests that do not come from the page itself.

    A page elsewhere can make a browser send requests here. Its name stands in ``Origin``, or in
    ``Host`` where it lets its own name point to this machine.
    """
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    origins = {f"http://{host}" for host in hosts}

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        changes = request.method not in ("GET", "HEAD")
        foreign = origin not in origins if changes else origin not in (None, *origins)
        site = request.headers.get("Sec-Fetch-Site", "none")
        led_here = request.path == "/" and not changes
        if (
            request.headers.get("Host") not in hosts
            or foreign
            or (site not in ("none", "same-origin") and not led_here)
        ):
            raise web.HTTPForbidden(text="Only the page itself may ask here.")
        return await handler(request)

    return guarded


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Add the headers with which a browser keeps the page apart from others."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
