"""What is typed for a sheet, completed to how it is read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.store import milliseconds
from bot.topics.classes.dates import MINUTES_IN, due_time
from bot.topics.classes.setting import title_of
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.kit.completion import Offers
    from bot.topics.kit.services import Services


async def title(typed: str, _: int, __: Services) -> Offers:
    """Offer a title as students will see it."""
    try:
        found = title_of(typed)
    except InputError:
        return []
    return [(found, found)]


async def due(typed: str, user: int, services: Services) -> Offers:
    """Offer a date with the day of the week and the year.

    What is a moment in any zone is left out: the zone in which it is shown may not be known yet.
    """
    if typed.strip().startswith("<") or {*typed.casefold().split()} & MINUTES_IN.keys():
        return []
    person = await services.store.people.person(user)
    zone = person.settings.zone
    try:
        found = due_time(typed, zone, milliseconds())
    except InputError:
        return []
    moment = datetime.fromtimestamp(found / 1000, UTC).astimezone(ZoneInfo(zone))
    return [(typed.strip(), f"{moment:%A}, {moment.day} {moment:%B %Y %H:%M}")]
