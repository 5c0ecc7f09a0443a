"""Times of the day, as they are typed and as a calendar has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as daytime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.text import shorten

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

OFF = "off"

OFFERED = ("08:00", "12:00", "16:00", "18:00", "20:00")
"""Before anything is typed."""

LONGEST_SHOWN = 20
"""Characters of what somebody typed that are said back."""

NOON, MIDNIGHT = daytime(12), daytime(0)
NAMED: dict[str, daytime] = {
    **dict.fromkeys(("noon", "midday", "12 noon", "mittag", "mittags"), NOON),
    **dict.fromkeys(("midnight", "12 midnight", "mitternacht"), MIDNIGHT),
}

_TIME = re.compile(
    r"(?:(?:at|um|kl\.?|klo|à) )?"
    r"(?P<hour>[0-9]{1,2})(?:\s*(?:[:.,h]|uhr)?\s*(?P<minute>[0-9]{2})(?::00)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?(?:\s*(?:h(?:rs|ours)?|uhr|o.?clock))?",
    re.ASCII,
)

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Clock:
    """A time of the day in a time zone.

    A time that does not exist on a day, since clocks are put forward over it, is the first minute
    after; one that exists twice is the first of the two.

    Attributes
    ----------
    time
        As ``"18:00"``.
    zone
        An IANA name.
    """

    time: str
    zone: str

    def next(self, now: int) -> int:
        """Return when it is that time next, later than now, in milliseconds since 1970.

        Examples
        --------
        >>> Clock("18:00", "Europe/Berlin").next(0) // 3_600_000
        17
        """
        day = self.date(now)
        while (found := self._first(day)) <= now:
            day += DAY
        return found

    def after(self, last: int, now: int) -> int:
        """Return when it is that time on the first day after that of another time.

        It may be over by now; days before yesterday are passed over.
        """
        return self._first(max(self.date(last) + DAY, self.date(now) - DAY))

    def date(self, time: int) -> date:
        """Return which day it is at a time, given in milliseconds since 1970."""
        return datetime.fromtimestamp(time / 1000, ZoneInfo(self.zone)).date()

    def _first(self, day: date) -> int:
        """Return when it is that time on a day, or on the next where that is no more."""
        zone = ZoneInfo(self.zone)
        local = datetime.combine(day, daytime.fromisoformat(self.time))
        while True:
            # Of two such times that is the first.
            found = local.replace(tzinfo=zone).astimezone(UTC)
            if found.astimezone(zone).replace(tzinfo=None) == local:
                return round(found.timestamp() * 1000)
            local += MINUTE


def read(typed: str) -> str:
    """Return a time of the day as ``"18:00"``, or "off".

    Raises
    ------
    UserError
        When it is no time.

    Examples
    --------
    >>> [read(typed) for typed in ("18.30", "6 pm", "noon", "12 am", "8")]
    ['18:30', '18:00', '12:00', '00:00', '08:00']
    """
    plain = " ".join(typed.casefold().split())
    if plain == OFF:
        return OFF
    found = NAMED.get(plain) or _read(plain)
    if found is None:
        shown = shorten(plain, LONGEST_SHOWN).replace("`", "ˋ")
        raise UserError(
            f"I know no time of the day `{shown}`. Type it as `18:00` or `6 pm`; the time zone has "
            "an option of its own."
        )
    return found.isoformat("minutes")


async def complete(typed: str, _: int, __: Services) -> list[tuple[str, str]]:
    """Offer times: what was typed, in the morning and in the evening."""
    off = (OFF, "off: no daily problem")
    plain = " ".join(typed.casefold().split())
    if not plain or OFF.startswith(plain):
        return [*((time, time) for time in OFFERED), off]
    times = {
        found.isoformat("minutes") for each in (plain, f"{plain} pm") if (found := _read(each))
    }
    return [(time, time) for time in sorted(times)]


def _read(plain: str) -> daytime | None:
    found = _TIME.fullmatch(plain)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] == "p" else 0)
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    return daytime(hour, minute) if hour < 24 and minute < 60 else None
