"""Working until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Generator


async def until_told_to_stop(
    work: Coroutine[Any, Any, None], wind_down: Callable[[], Awaitable[None]]
) -> None:
    """Work until that ends, or until SIGTERM or Ctrl+C; then wind down, unless told twice."""
    told = asyncio.Event()
    with _signals(told):
        working = asyncio.ensure_future(work)
        try:
            if await _first(working, told):
                told.clear()
                winding_down = asyncio.ensure_future(wind_down())
                await _first(winding_down, told)
                winding_down.cancel()
        finally:
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working


async def _first(task: asyncio.Future[Any], told: asyncio.Event) -> bool:
    """Wait for the task, or until told; return whether it was the latter."""
    waiting = asyncio.ensure_future(told.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    return not task.done()


@contextlib.contextmanager
def _signals(told: asyncio.Event) -> Generator[None]:
    """Set the event at SIGTERM and Ctrl+C."""
    loop = asyncio.get_running_loop()

    def tell(_: int, __: object) -> None:
        loop.call_soon_threadsafe(told.set)

    # Not the loop's own handlers, which Windows does not have.
    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
