"""Days on which somebody has practised, in a row, by the calendar of where they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = timedelta(days=1)

FREEZE = timedelta(days=7)
"""One missed day is forgiven in so many."""


def streak(times: Iterable[int], now: int, zone: str) -> int:
    """Return how many days in a row somebody has practised.

    Today is no miss: it is not over yet. One missed day is forgiven in any seven; it does not
    count as practised.

    Parameters
    ----------
    times, now
        In milliseconds since 1970.
    zone
        The IANA name of a time zone.

    Examples
    --------
    >>> day = 24 * 60 * 60 * 1000
    >>> streak([0, day, 3 * day], 4 * day, "UTC"), streak([0, 3 * day], 4 * day, "UTC")
    (3, 1)
    """
    clock = ZoneInfo(zone)
    practised = {_date(time, clock) for time in times}
    today = _date(now, clock)
    found = int(today in practised)
    day, forgiven = today - DAY, date.max
    first = min(practised, default=today)
    while day >= first:
        if day in practised:
            found += 1
        elif forgiven - day >= FREEZE:
            forgiven = day
        else:
            break
        day -= DAY
    return found


def _date(milliseconds: int, clock: ZoneInfo) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(clock).date()
