"""The bot as a page in a browser on this machine: no account, no network, one person."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
import webbrowser
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot import __version__, stalls
from bot.catalogue import CatalogueError
from bot.faces.computing import study_workers
from bot.faces.questions import Questions
from bot.models.library import Library
from bot.models.service import Models
from bot.page import described
from bot.page.api import Api
from bot.page.lab import Lab
from bot.stopping import until_told_to_stop
from bot.store import Store, StoreError
from bot.topics.kit.registry import discover
from bot.topics.kit.services import Running, Services
from bot.workers import ClusterError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from bot.config import Config

HOST = "127.0.0.1"

GOODBYE_SECONDS = 1.0
"""For answers under way when the page ends."""


class PageError(RuntimeError):
    """The page cannot be served; the message says why and what to do."""


NEEDS_A_HAND = (PageError, CatalogueError, ClusterError)
"""What only who starts the page can put right; each has one sentence for that."""


def run(config: Config, *, open_browser: bool) -> None:
    """Serve the page until told to stop.

    Raises
    ------
    PageError, CatalogueError, ClusterError
        What only who starts it can put right.
    """

    async def nothing() -> None:
        pass

    asyncio.run(until_told_to_stop(serve(config, open_browser=open_browser), nothing))


async def serve(config: Config, *, open_browser: bool) -> None:
    """Serve the page until the task is cancelled."""
    async with served(config) as (address, lab):
        _announce(address, open_browser=open_browser)
        await lab
        await asyncio.Event().wait()


@asynccontextmanager
async def served(config: Config) -> AsyncGenerator[tuple[str, asyncio.Future[Lab]]]:
    """Serve the page; what answers opens meanwhile.

    Yields
    ------
    The page's address, and what answers, as soon as it is there.
    """
    listening = _listening(config.page_port)
    registry = described.without_servers(discover())
    workers, store = study_workers(config), Store(config.database_url)
    library = Library(config, workers=workers)
    models, questions = Models(library, store), Questions(store)
    forget = questions.forget_all_of
    services = Services(store, workers, models, registry, forget, _running(config))

    async def opened() -> Lab:
        await library.open()
        stalls.prevent()
        await starting
        return Lab(services, questions)

    async with AsyncExitStack() as stack:
        stack.enter_context(listening)
        for close in (store.close, questions.close, workers.close, library.close, models.close):
            stack.push_async_callback(close)
        # First the processes, which take the longest.
        starting = asyncio.ensure_future(workers.start())
        stack.push_async_callback(_ended, starting)
        await _open(store)
        lab = asyncio.ensure_future(opened())
        stack.push_async_callback(_ended, lab)
        await stack.enter_async_context(_site(Api(registry, lab).app(config.page_port), listening))
        yield f"http://{HOST}:{config.page_port}/", lab


@asynccontextmanager
async def _site(app: web.Application, listening: socket.socket) -> AsyncGenerator[None]:
    runner = web.AppRunner(
        app,
        access_log=None,
        handler_cancellation=True,  # who closes the connection has stopped the calculation
        shutdown_timeout=GOODBYE_SECONDS,
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        yield
    finally:
        await runner.cleanup()


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError:
        raise PageError(
            f"Port {port} is taken. Close what uses it, or set PAGE_PORT to another number."
        ) from None


def _running(config: Config) -> Callable[[], Running]:
    since = time.time()
    return lambda: Running(__version__, since, None, None, config.pages)


async def _open(store: Store) -> None:
    try:
        await store.open()
    except StoreError as error:
        # The page's database is that of its option.
        raise PageError(str(error).replace("DATABASE_URL", "--data")) from None


async def _ended(task: asyncio.Future[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _announce(address: str, *, open_browser: bool) -> None:
    print(f"The study-bot is at {address}\nPress Ctrl+C to stop it.", flush=True)  # noqa: T201
    if open_browser and _has_desktop():
        webbrowser.open(address)


def _has_desktop() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
