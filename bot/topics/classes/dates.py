"""A date and a time as people write them, to the minute.

What could be two dates, such as 4/12/2026, is refused: nobody should miss a day by it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 60
"""Characters of a date."""

LATEST = timedelta(days=730)
"""From now."""

END_OF_DAY = 23 * 60 + 59
"""Where no time is given, in minutes since midnight."""

EXAMPLE = "4 Dec 18:00"

MONTHS = (
    *("jan january januar", "feb february februar", "mar march märz mär", "apr april", "may mai"),
    *("jun june juni", "jul july juli", "aug august", "sep sept september"),
    *("oct october okt oktober", "nov november", "dec december dez dezember"),
)
DAYS = (
    *("mon monday mo montag", "tue tues tuesday di dienstag", "wed wednesday mi mittwoch"),
    *("thu thur thurs thursday do donnerstag", "fri friday fr freitag"),
    *("sat saturday sa samstag", "sun sunday so sonntag"),
)
NEAR = {"today": 0, "tonight": 0, "heute": 0, "tomorrow": 1, "morgen": 1}


def _numbers(words: tuple[str, ...]) -> dict[str, int]:
    return {word: number for number, each in enumerate(words) for word in each.split()}


_MONTHS, _DAYS = _numbers(MONTHS), _numbers(DAYS)
_MONTH, _DAY = "|".join(_MONTHS), "|".join(_DAYS)
_YEAR = r"(?P<year>\d{4}|\d{2})"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"

_TIME = re.compile(
    r"(?P<hour12>\d{1,2})(?:[:.](?P<minute12>\d{2}))? ?(?P<half>[ap])\.?m\.?"
    r"|(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::00)?(?: ?(?:uhr|h))?| ?(?:uhr|h))"
    r"|(?P<noon>noon)|(?P<midnight>midnight)"
)
_DATES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})(?:\. ?{_YEAR}|\.)?"),
    re.compile(rf"(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})(?:/{_YEAR})?"),
    re.compile(rf"{_ORDINAL}[ -]?(?P<name>{_MONTH})\.?(?:[ -]{_YEAR})?"),
    re.compile(rf"(?P<name>{_MONTH})\.? {_ORDINAL}(?: {_YEAR})?"),
)
_AHEAD = re.compile(r"in (?P<count>\d{1,3}|an?|one) (?P<unit>day|week)s?")
_WEEKDAY = re.compile(rf"(?P<next>next )?(?P<weekday>{_DAY})")
_DAY_BEFORE = re.compile(rf"(?P<weekday>{_DAY})\.? (?=\d|(?:{_MONTH})\b)")
_STAMP = re.compile(r"<t:(\d{9,11})(?::[a-z])?>")
_FILLING = re.compile(r",|^(?:am|due|until|by) |\b(?:at|on|um|the|of|der|den) ")


def due_time(typed: str, zone: str, now: int) -> int:
    """Return when something is due, in milliseconds since 1970.

    Parameters
    ----------
    typed
        ``"2026-12-04 18:00"``, ``"4 Dec, 6 pm"``, ``"4.12. 18.00"``, ``"Friday 18:00"``,
        ``"tomorrow"``; without a time the last minute of that day.
    zone
        The IANA name of the time zone.
    now
        In milliseconds since 1970.

    Raises
    ------
    InputError
        When that is no date, could be two, or is not to come.
    """
    clock = ZoneInfo(zone)
    here = datetime.fromtimestamp(now / 1000, UTC).astimezone(clock)
    try:
        found = _read(" ".join(typed.casefold().split()), here, clock)
    except InputError:
        raise
    except (OverflowError, ValueError):
        raise _error("There is no such day or time.") from None
    if found <= here:
        raise _error(f"That is over: {found:%d %B %Y %H:%M}. Give a time to come.")
    if found - here > LATEST:
        raise _error("That is more than two years from now.")
    return round(found.timestamp() * 1000)


def _read(text: str, here: datetime, clock: ZoneInfo) -> datetime:
    if stamp := _STAMP.fullmatch(text):
        return datetime.fromtimestamp(int(stamp[1]), UTC).astimezone(clock)
    if len(text) <= LONGEST:
        plain = re.sub(r"(?<=\d)t(?=\d)", " ", _FILLING.sub(" ", text))
        for words, minutes in _divided(" ".join(plain.split())):
            day = _day(words, here, minutes)
            if day is not None:
                return _at(day, minutes, clock)
    raise _error("I cannot read this as a date and a time.")


def _divided(text: str) -> Iterator[tuple[str, int]]:
    """Yield what may be the date, and the minutes since midnight: the time comes last or first."""
    yield text, END_OF_DAY
    places = [found.start() for found in re.finditer(" ", text)]
    for place in places:
        if found := _TIME.fullmatch(text[place + 1 :]):
            yield text[:place], _minutes(found)
    for place in places:
        if found := _TIME.fullmatch(text[:place]):
            yield text[place + 1 :], _minutes(found)


def _minutes(found: re.Match[str]) -> int:
    """Return minutes since midnight; midnight itself is the end of a day."""
    if found["noon"]:
        return 12 * 60
    if found["midnight"]:
        return 24 * 60
    hour = int(found["hour12"] or found["hour"])
    minute = int(found["minute12"] or found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    if minute > 59 or 60 * hour + minute > 24 * 60:
        raise ValueError
    return 60 * hour + minute


def _day(text: str, here: datetime, minutes: int) -> date | None:
    """Return the day that words name; None where they name none."""
    today = here.date()
    if text in NEAR:
        return today + timedelta(days=NEAR[text])
    if found := _AHEAD.fullmatch(text):
        count = int(found["count"]) if found["count"].isdigit() else 1
        return today + timedelta(days=count * (7 if found["unit"] == "week" else 1))
    if found := _WEEKDAY.fullmatch(text):
        days = (_DAYS[found["weekday"]] - today.weekday()) % 7
        is_over = minutes <= 60 * here.hour + here.minute
        return today + timedelta(days=7 if days == 0 and (found["next"] or is_over) else days)
    named = _DAY_BEFORE.match(text)
    day = _date(text[named.end() :] if named else text, today)
    if named and day is not None and day.weekday() != _DAYS[named["weekday"]]:
        raise _error(f"{day:%d %B %Y} is a {day:%A}.")
    return day


def _date(text: str, today: date) -> date | None:
    """Return the day of a date; without a year the next one to come."""
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month, day = _month_and_day(parts)
            if parts["year"]:
                year = int(parts["year"])
                return date(year if year > 99 else 2000 + year, month, day)
            this_year = date(today.year, month, day)
            return this_year if this_year >= today else date(today.year + 1, month, day)
    return None


def _month_and_day(parts: dict[str, str]) -> tuple[int, int]:
    if parts.get("name"):
        return _MONTHS[parts["name"]] + 1, int(parts["day"])
    if parts.get("month"):
        return int(parts["month"]), int(parts["day"])
    one, other = int(parts["one"]), int(parts["other"])
    if one != other and max(one, other) <= 12:
        raise _error("This could be two dates. Write the month as a word.")
    return min(one, other), max(one, other)


def _at(day: date, minutes: int, clock: ZoneInfo) -> datetime:
    """Return the moment; a time that a clock skips is as long after the last one before it."""
    days, minute = divmod(minutes, 24 * 60)
    moment = time(minute // 60, minute % 60)
    local = datetime.combine(day + timedelta(days=days), moment, clock)
    return local.astimezone(UTC).astimezone(clock)


def _error(problem: str) -> InputError:
    return InputError(problem, example=EXAMPLE, source="due")
