"""What `/about` says, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import counted
from bot.topics.kit.outcome import Note

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services

KEPT = "`/privacy export` shows what is kept about you, `/privacy delete` forgets it."


async def about(_: Request, services: Services) -> Note:
    """Return the version, uptime, latency, servers, and the host's pages."""
    running = services.running()
    since = int(running.since)
    facts = [f"Up since <t:{since}:f>, <t:{since}:R>"]
    if running.servers is not None:
        facts.append(f"in {counted(running.servers, 'server')}")
    if running.processes > 1:
        facts.append(f"{running.processes} processes")
    if running.latency is not None:
        facts.append(f"Discord answers in {1000 * running.latency:.0f} ms")
    links = " · ".join(f"[{name}]({address})" for name, address in running.pages)
    lines = [f"### study-bot {running.version}", " · ".join(facts), links, KEPT]
    return Note(("\n".join(filter(None, lines)),))
