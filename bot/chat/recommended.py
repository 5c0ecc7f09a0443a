"""What Discord recommends of shards, and how processes divide them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import discord

from bot.chat.connecting import AWAY, REFUSED, RefusedError
from bot.shards import MOST, Shards
from bot.text import counted

IDENTIFY_SECONDS = 5
"""In which so many shards may connect as Discord says."""


@dataclass(frozen=True)
class Recommended:
    """What Discord says of the connections of a bot.

    Attributes
    ----------
    shards
        How many the bot should have.
    at_a_time
        How many may connect within `IDENTIFY_SECONDS`.
    left, total
        New connections that are left, out of so many a day.
    renewed
        Seconds until all of them are left again.
    """

    shards: int
    at_a_time: int
    left: int
    total: int
    renewed: float


async def recommended(token: str) -> Recommended:
    """Ask Discord.

    Raises
    ------
    RefusedError
        When Discord refuses the token, or cannot be reached.
    """
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            await client.login(token)
            shards, _, limits = await client.http.get_bot_gateway()
        except discord.LoginFailure:
            raise RefusedError(REFUSED) from None
        except (*AWAY, discord.GatewayNotFound):
            raise RefusedError("Discord cannot be reached; try again in a minute.") from None
    return Recommended(
        shards,
        limits["max_concurrency"],
        limits["remaining"],
        limits["total"],
        limits["reset_after"] / 1000,
    )


def divided(count: int, processes: int) -> list[Shards]:
    """Return the shards of each of so many processes, which differ by one at most.

    Parameters
    ----------
    count
        Shards in all, at least as many as processes.
    """
    each, more = divmod(count, processes)
    ends = [each * number + min(number, more) for number in range(processes + 1)]
    return [Shards(tuple(range(start, end)), count) for start, end in pairwise(ends)]


def advice(found: Recommended, processes: int) -> str:
    """Return lines for the host: what Discord says, and SHARDS for each process."""
    # Where several connect at a time, Discord takes multiples of that number alone.
    least = max(found.shards, processes)
    count = min(MOST, -(-least // found.at_a_time) * found.at_a_time)
    seconds = -(-count // found.at_a_time) * IDENTIFY_SECONDS
    renewed = f"; all of them are again in {found.renewed / 3600:.1f} h" if found.renewed else ""
    rule = f"{found.at_a_time} may connect every {IDENTIFY_SECONDS} s"
    lines = [
        f"Discord recommends {counted(found.shards, 'shard')} for this bot.",
        f"{rule}, so {count} take some {seconds} s to start.",
        f"{found.left:,} of {found.total:,} new connections are left today{renewed}.",
        "One process has them all with" if processes == 1 else "Each process has its own with",
        *(f"SHARDS={shards}" for shards in divided(count, processes)),
    ]
    return "\n".join(lines)
