"""Time zones by their IANA names, such as Europe/Berlin."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections import defaultdict
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import UserError
from bot.text import shorten

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

MOST_OFFERED = 25
"""Suggestions that Discord shows."""

REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic"),
    *("Australia", "Europe", "Indian", "Pacific"),
)
"""Before the names of cities and islands."""

MISREAD = re.compile(r"Etc/GMT[+-][1-9][0-9]?|EST|MST|HST|Factory|localtime|posixrules")
"""Names that are not what people mean by them: the sign in "Etc/GMT+5" is the opposite one, EST
has no summer time, and localtime is that of the machine."""

LONGEST_SHOWN = 40
"""Characters of what somebody typed that are said back."""


async def zone_named(typed: str) -> str:
    """Return the time zone of this name or of this city, be its letters large or small.

    Raises
    ------
    UserError
        When there is none, several, or one that is not what people mean by the name.

    Examples
    --------
    >>> asyncio.run(zone_named("new york"))
    'America/New_York'
    """
    plain = _plain(typed)
    found = (await _by_plain_name()).get(plain) or _by_city().get(plain)
    if found is None:
        shown = shorten(typed.strip(), LONGEST_SHOWN).replace("`", "ˋ")
        raise UserError(
            f"I know no time zone `{shown}`. Name a large city in it, such as `Berlin` or "
            "`New York`; then summer time is right as well."
        )
    return found


def shown(time: int, zone: str) -> str:
    """Return what clocks in a zone show at a time, in milliseconds since 1970.

    Examples
    --------
    >>> shown(0, "Asia/Tokyo")
    '09:00'
    """
    return f"{datetime.fromtimestamp(time / 1000, ZoneInfo(zone)):%H:%M}"


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
    names = sorted(available_timezones())
    return {_plain(name): name for name in names if not MISREAD.fullmatch(name)}


@cache
def _by_city() -> dict[str, str]:
    """Return zones by the plain names of their cities, where there is one of that name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for plain, name in _listed().items():
        if name.startswith(REGIONS):
            found[plain.rpartition("/")[2]].append(name)
    return {city: names[0] for city, names in found.items() if len(names) == 1}


def _plain(name: str) -> str:
    """Return a name without accents and large letters."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "_".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _begins(plain: str, wanted: str) -> bool:
    return any(part.startswith(wanted) for part in (plain, plain.rpartition("/")[2]))
