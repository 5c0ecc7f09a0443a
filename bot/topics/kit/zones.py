"""Time zones by their IANA names, such as Europe/Berlin."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from bot.errors import UserError
from bot.text import shorten

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

MOST_OFFERED = 25
"""Suggestions that Discord shows."""

LONGEST_SHOWN = 40
"""Characters of what somebody typed that are said back."""


async def zone_named(typed: str) -> str:
    """Return the time zone of this name, be its letters large or small.

    Raises
    ------
    UserError
        When there is none.
    """
    found = (await _by_plain_name()).get(_plain(typed))
    if found is None:
        shown = shorten(typed.strip(), LONGEST_SHOWN).replace("`", "ˋ")
        raise UserError(
            f"I know no time zone `{shown}`. Choose one that is offered while you type, such as "
            "`Europe/Berlin`."
        )
    return found


async def complete(typed: str, _: int, __: Services) -> list[tuple[str, str]]:
    """Offer time zones in whose names the typed text occurs: first those that begin with it."""
    wanted = _plain(typed)
    known = await _by_plain_name()
    found = sorted(
        (not _begins(plain, wanted), name) for plain, name in known.items() if wanted in plain
    )
    return [(name, name) for _, name in found[:MOST_OFFERED]]


async def _by_plain_name() -> dict[str, str]:
    # Elsewhere: the first time, hundreds of files are listed.
    return await asyncio.to_thread(_listed)


@cache
def _listed() -> dict[str, str]:
    return {_plain(name): name for name in sorted(available_timezones())}


def _plain(name: str) -> str:
    return "_".join(name.casefold().split())


def _begins(plain: str, wanted: str) -> bool:
    return any(part.startswith(wanted) for part in (plain, plain.rpartition("/")[2]))
