"""A date and a time as people write them, to the minute.

What could be two moments, such as 4/12/2026, is refused: nobody should miss a day by it.
"""

from __future__ import annotations

import re
import unicodedata
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

NEXT_YEARS = timedelta(days=183)
"""How near a day of next year is that is meant without its year: 5 Jan in November."""

END_OF_DAY = 23 * 60 + 59
"""Where no time is given, in minutes since midnight."""

UNREADABLE = (
    'I cannot read this as a date and a time: write it like "Friday 18:00" or "in 2 weeks 6 pm".'
)

MONTHS = (
    *(
        "jan january januar jänner",
        "feb february februar",
        "mar march märz maerz mär",
        "apr april",
        "may mai",
    ),
    *("jun june juni", "jul july juli", "aug august", "sep sept september"),
    *("oct october okt oktober", "nov november", "dec december dez dezember"),
)
DAYS = (
    *("mon monday mo montag", "tue tues tuesday di dienstag", "wed wednesday mi mittwoch"),
    *("thu thur thurs thursday do donnerstag", "fri friday fr freitag"),
    *("sat saturday sa samstag", "sun sunday so sonntag"),
)
NEAR = {
    **dict.fromkeys(("today", "tonight", "heute"), 0),
    **dict.fromkeys(("tomorrow", "morgen"), 1),
    **dict.fromkeys(("day after tomorrow", "übermorgen"), 2),
}
COUNTS = (
    *("", "a an one ein eine einem einer", "two zwei", "three drei", "four vier", "five fünf"),
    *("six sechs", "seven sieben", "eight acht", "nine neun", "ten zehn", "eleven elf"),
    "twelve zwölf",
)
DAYS_IN = {
    **dict.fromkeys(("day", "days", "tag", "tage", "tagen"), 1),
    **dict.fromkeys(("week", "weeks", "woche", "wochen"), 7),
}
MINUTES_IN = {
    **dict.fromkeys(("minute", "minutes", "min", "minuten"), 1),
    **dict.fromkeys(("hour", "hours", "stunde", "stunden"), 60),
}


def _numbers(words: tuple[str, ...]) -> dict[str, int]:
    return {word: number for number, each in enumerate(words) for word in each.split()}


_MONTHS, _DAYS, _COUNTS = map(_numbers, (MONTHS, DAYS, COUNTS))
_MONTH, _DAY, _COUNT = map("|".join, (_MONTHS, _DAYS, _COUNTS))
_YEAR = r"(?P<year>\d{4}|\d{2})"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"

_TIME = re.compile(
    r"(?P<hour12>\d{1,2})(?:[:.](?P<minute12>\d{2}))? ?(?P<half>[ap])\.?m\.?"
    r"|(?P<hour>\d{1,2})(?:(?:[:.h]| ?uhr )(?P<minute>\d{2})(?::00)?(?: ?(?:uhr|h))?"
    r"| ?(?:uhr|h))|(?P<noon>noon|mittags?)|(?P<midnight>midnight|mitternacht)"
)
_DATES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})(?:\. ?{_YEAR}|\.)?"),
    re.compile(rf"(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})(?:/{_YEAR})?"),
    re.compile(rf"{_ORDINAL}[ -]?(?P<name>{_MONTH})\.?(?:[ -]{_YEAR})?"),
    re.compile(rf"(?P<name>{_MONTH})\.? {_ORDINAL}(?: {_YEAR})?"),
)
_AHEAD = re.compile(rf"in (?P<count>\d{{1,3}}|{_COUNT}) (?P<unit>[a-z]+)")
_WEEKDAY = re.compile(
    r"(?:(?P<next>next|coming|nächste[nrms]?|kommende[nrm]?) |(?P<this>this|diese[nrm]?) )?"
    rf"(?P<weekday>{_DAY})\.?"
)
_DAY_BEFORE = re.compile(rf"(?P<weekday>{_DAY})\.? (?=\d|(?:{_MONTH})\b)")
_STAMP = re.compile(r"<t:(\d{9,11})(?::[a-z])?>")
_FILLING = re.compile(r",|\b(?:at|on|um|the|of|der|den) ")
_BEFORE = re.compile(r"(?:^|(?<=uhr )|(?<=uhr \d\d ))(?:(?:am|due|until|by|bis|zum) )+")
_NOON_OR_MIDNIGHT = re.compile(rf"\b12[:.](?P<minute>\d\d) am (?=\d|(?:{_MONTH}|{_DAY})\b)")
"""An English hour, or a German one and "am" before a day."""


def due_time(typed: str, zone: str, now: int) -> int:
    """Return when something is due, in milliseconds since 1970.

    Parameters
    ----------
    typed
        ``"2026-12-04 18:00"``, ``"4 Dec, 6 pm"``, ``"4.12. 18 Uhr"``, ``"Friday 18:00"``,
        ``"in two weeks"``, ``"in 45 minutes"``, ``"tomorrow"``; without a time the last minute of
        that day.
    zone
        The IANA name of the time zone.
    now
        In milliseconds since 1970.

    Raises
    ------
    InputError
        When that is no date, could be two moments, or is not to come.
    """
    clock = ZoneInfo(zone)
    here = datetime.fromtimestamp(now / 1000, UTC).astimezone(clock)
    plain = unicodedata.normalize("NFKC", typed).casefold()
    try:
        found = _read(" ".join(plain.split()), here, clock)
    except InputError:
        raise
    except (OverflowError, ValueError):
        raise _error("There is no such day or time.") from None
    # In seconds: of one zone, Python compares what the clocks show.
    ahead = found.timestamp() - here.timestamp()
    if ahead <= 0:
        raise _error(f"That is over: {_said(found)} {found:%Y %H:%M}. Give a time to come.")
    if ahead > LATEST.total_seconds():
        raise _error("That is more than two years from now.")
    return round(found.timestamp() * 1000)


def _read(text: str, here: datetime, clock: ZoneInfo) -> datetime:
    if stamp := _STAMP.fullmatch(text):
        return datetime.fromtimestamp(int(stamp[1]), UTC).astimezone(clock)
    if (soon := _AHEAD.fullmatch(text)) and soon["unit"] in MINUTES_IN:
        moment = here.astimezone(UTC) + timedelta(minutes=_count(soon) * MINUTES_IN[soon["unit"]])
        return _whole_minute(moment).astimezone(clock)
    if len(text) <= LONGEST:
        if found := _NOON_OR_MIDNIGHT.search(text):
            hours = f"12:{found['minute']} or 00:{found['minute']}"
            raise _error(f"This could be noon or midnight: write the time as {hours}.")
        plain = " ".join(_FILLING.sub(" ", text).split())
        plain = re.sub(r"(?<=\d)t(?=\d)", " ", _BEFORE.sub("", plain))
        for words, minutes in _divided(plain):
            day = _day(words, here, minutes)
            if day is not None:
                return _at(day, minutes, clock)
    raise _error(UNREADABLE)


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
    if (found := _AHEAD.fullmatch(text)) and found["unit"] in DAYS_IN:
        return today + timedelta(days=_count(found) * DAYS_IN[found["unit"]])
    if found := _WEEKDAY.fullmatch(text):
        days = (_DAYS[found["weekday"]] - today.weekday()) % 7
        is_over = not found["this"] and minutes <= 60 * here.hour + here.minute
        return today + timedelta(days=7 if days == 0 and (found["next"] or is_over) else days)
    named = _DAY_BEFORE.match(text)
    day = _date(text[named.end() :] if named else text, today)
    if named and day is not None and day.weekday() != _DAYS[named["weekday"]]:
        raise _error(f"{_said(day)} {day.year} is a {day:%A}.")
    return day


def _count(found: re.Match[str]) -> int:
    return _COUNTS.get(found["count"]) or int(found["count"])


def _whole_minute(moment: datetime) -> datetime:
    """Return the next whole minute, or this one."""
    seconds = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    return moment - seconds + timedelta(minutes=1 if seconds else 0)


def _date(text: str, today: date) -> date | None:
    """Return the day of a date; without a year it is to come, and not long after this year."""
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month, day = _month_and_day(parts)
            if parts["year"]:
                year = int(parts["year"])
                return date(year if year > 99 else 2000 + year, month, day)
            this_year = date(today.year, month, day)
            return this_year if this_year >= today else _next_years(this_year, today)
    return None


def _next_years(over: date, today: date) -> date:
    """Return a day that is over a year later, where that is near enough to be meant."""
    found = date(over.year + 1, over.month, over.day)
    if found - today > NEXT_YEARS:
        day = _said(over)
        raise _error(f"{day} is over; for next year's write the year: {day} {found.year}.")
    return found


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
    """Return the moment at which the clocks of a zone show a time.

    The last minute of a day is the later one where there are two.
    """
    days, minute = divmod(minutes, 24 * 60)
    moment = time(minute // 60, minute % 60)
    first = datetime.combine(day + timedelta(days=days), moment, clock)
    second = first.replace(fold=1)
    before, after = first.utcoffset() or timedelta(), second.utcoffset() or timedelta()
    if before != after and minutes != END_OF_DAY:
        shown, when = f"{first:%H:%M}", f"on {_said(first)} {first.year} in {clock.key}"
        if before < after:
            raise _error(f"There is no {shown} {when}: the clock skips it.")
        raise _error(f"{shown} comes twice {when}: choose another time.")
    return second


def _said(day: date) -> str:
    return f"{day.day} {day:%B}"


def _error(problem: str) -> InputError:
    return InputError(problem, source="due")
