"""Dates as people write them, held against the calendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.topics.classes.dates import due_time
from linalg_engine.errors import InputError

BERLIN = "Europe/Berlin"

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=ZoneInfo(BERLIN))
"""A Friday."""


def read(typed: str, zone: str = BERLIN, now: datetime = NOW) -> str:
    """Return the moment as ISO 8601 has it, in the zone."""
    milliseconds = due_time(typed, zone, round(now.timestamp() * 1000))
    return datetime.fromtimestamp(milliseconds / 1000, ZoneInfo(zone)).isoformat()


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-12-04 18:00", "2026-12-04T18:00", "2026-12-04 18:00:00", "4.12.2026 18:00"),
        *("4.12.2026, 18.00 Uhr", "04.12. 18:00", "4. 12. 2026 18 Uhr", "4.12 18.00"),
        *("2026/12/4 18:00", "4-Dec-2026 18:00", "4 Dec 18:00"),
        *( "4 December 2026, 6 pm", "Dec 4, 2026 6:00 PM", "December 4th at 6pm"),
        *("on the 4th of December at 18:00", "4. Dezember 18 Uhr", "am 4. Dez. um 18h"),
        *("6 p.m. 4 Dec", "18:00, 4 Dec", "Fri 4 Dec 18:00", "next Friday 18:00"),
        *("in 7 days 18:00", "in a week at 6 pm", "<t:1796403600:F>", "by 4 dec 18:00"),
        *("4.12. 18 Uhr", "Fr. 4.12. um 18 Uhr", "18 Uhr am 4. Dezember", "4. Dez 18 Uhr 00"),
        *("bis zum 4.12. 18:00 Uhr", "nächsten Freitag 18 Uhr", "in einer Woche um 18 Uhr"),
        *("in one week 6pm", "in sieben Tagen 18:00", "due by Friday, Dec 4th, 6:00pm"),
        *("coming friday 18h", "4\u00a0Dec\u00a018:00", "2026-12-4 18.00"),
    ],
)  # fmt: skip
def test_one_moment_in_many_spellings(typed: str) -> None:
    assert read(typed) == "2026-12-04T18:00:00+01:00"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("4 Dec", "2026-12-04T23:59:00+01:00"),
        ("today 18:00", "2026-11-27T18:00:00+01:00"),
        ("Friday 18:00", "2026-11-27T18:00:00+01:00"),
        ("Friday 9:59", "2026-12-04T09:59:00+01:00"),
        ("freitag 10:00", "2026-12-04T10:00:00+01:00"),
        ("morgen 8 Uhr", "2026-11-28T08:00:00+01:00"),
        ("monday noon", "2026-11-30T12:00:00+01:00"),
        ("saturday midnight", "2026-11-29T00:00:00+01:00"),
        ("28.11. 24:00", "2026-11-29T00:00:00+01:00"),
        ("12:30 am on 4 Dec", "2026-12-04T00:30:00+01:00"),
        ("12 Uhr 30 am 4. Dez", "2026-12-04T12:30:00+01:00"),
        ("12 am 1 jan", "2027-01-01T00:00:00+01:00"),
        ("5 Jan 12:00", "2027-01-05T12:00:00+01:00"),
        ("26 May 2027 12:00", "2027-05-26T12:00:00+02:00"),
        ("1. März", "2027-03-01T23:59:00+01:00"),
        ("1. Ma\u0308rz 8 Uhr", "2027-03-01T08:00:00+01:00"),
        ("tomorrow 6pm", "2026-11-28T18:00:00+01:00"),
        ("morgen um 18:30 Uhr", "2026-11-28T18:30:00+01:00"),
        ("the day after tomorrow at noon", "2026-11-29T12:00:00+01:00"),
        ("übermorgen 18 Uhr 30", "2026-11-29T18:30:00+01:00"),
        ("heute Mitternacht", "2026-11-28T00:00:00+01:00"),
        ("today", "2026-11-27T23:59:00+01:00"),
        ("in two weeks", "2026-12-11T23:59:00+01:00"),
        ("in zwei Wochen 18 Uhr", "2026-12-11T18:00:00+01:00"),
        ("in 3 days", "2026-11-30T23:59:00+01:00"),
        ("in 3 Tagen", "2026-11-30T23:59:00+01:00"),
        ("in 10 minutes", "2026-11-27T10:10:00+01:00"),
        ("in 45 min", "2026-11-27T10:45:00+01:00"),
        ("in an hour", "2026-11-27T11:00:00+01:00"),
        ("in 2 Stunden", "2026-11-27T12:00:00+01:00"),
        ("this Friday", "2026-11-27T23:59:00+01:00"),
        ("this Thursday", "2026-12-03T23:59:00+01:00"),
        ("diesen Sonntag 12:00", "2026-11-29T12:00:00+01:00"),
        ("next Monday 9am", "2026-11-30T09:00:00+01:00"),
        ("Mi", "2026-12-02T23:59:00+01:00"),
        ("Thursday", "2026-12-03T23:59:00+01:00"),
        ("13/12/2026 12:30 pm", "2026-12-13T12:30:00+01:00"),
        ("12/13/2026", "2026-12-13T23:59:00+01:00"),
        ("29.2.2028 10:00", "2028-02-29T10:00:00+01:00"),
        # The clock goes from 2:00 to 3:00, and from 3:00 back to 2:00.
        ("28.3.2027 3:00", "2027-03-28T03:00:00+02:00"),
        ("31.10.2027 3:00", "2027-10-31T03:00:00+01:00"),
    ],
)
def test_what_is_left_out_and_what_a_calendar_does(typed: str, moment: str) -> None:
    assert read(typed) == moment


def test_the_zone_says_which_moment_it_is() -> None:
    assert read("4 Dec 18:00", "Asia/Kolkata") == "2026-12-04T18:00:00+05:30"
    assert read("today 23:00", "America/New_York") == "2026-11-27T23:00:00-05:00"
    late = datetime(2026, 11, 27, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert read("today 23:45", "Pacific/Auckland", late) == "2026-11-28T23:45:00+13:00"


def test_hours_that_a_clock_skips_or_repeats_are_refused() -> None:
    for typed, words in (
        ("28.3.2027 2:30", "There is no 02:30 on 28 March 2027 in Europe/Berlin"),
        ("31.10.2027 2:30", "02:30 comes twice on 31 October 2027 in Europe/Berlin"),
    ):
        with pytest.raises(InputError, match=words):
            read(typed)
    # In Chile the clock goes back at midnight: the last minute of that day is the later one.
    assert read("3 Apr 2027", "America/Santiago") == "2027-04-03T23:59:00-04:00"


def test_hours_pass_as_they_do_where_the_clock_changes() -> None:
    before = datetime(2026, 10, 24, 23, 30, 20, tzinfo=ZoneInfo(BERLIN))
    assert read("in 6 hours", now=before) == "2026-10-25T04:31:00+01:00", "a whole minute, not less"


def test_it_is_held_against_now_across_a_change_of_the_clock() -> None:
    second_half_past_two = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo(BERLIN))
    with pytest.raises(InputError, match="is over"):
        read("<t:1792888200>", now=second_half_past_two)  # half past two, the first time


def test_a_day_that_is_over_is_not_taken_for_next_years() -> None:
    with pytest.raises(InputError) as caught:
        read("26 Nov 12:00")
    assert caught.value.problem == (
        "26 November is over; for next year's write the year: 26 November 2027."
    )
    assert read("26 November 2027 12:00") == "2027-11-26T12:00:00+01:00"
    for typed in ("26.11.", "Nov 26th", "Thu 26 Nov", "1 Jun", "26.11. 18 Uhr"):
        with pytest.raises(InputError, match="is over; for next year's write the year"):
            read(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        *((typed, "cannot read") for typed in ("", "soon", "18:00", "4", "x" * 5000)),
        *((typed, "cannot read") for typed in ("<t:1>", "1e9", "in 4 hours 18:00", "dec")),
        *((typed, "cannot read") for typed in ("next week", "Friday evening", "in a month")),
        *((typed, "cannot read") for typed in ("Freitag morgen", "4 Dec 18:00 CET", "12-04")),
        *((typed, "cannot read") for typed in ("2026-12-04T18:00Z", "3 days", "the 4th", "Fri 6")),
        *((typed, "no such") for typed in ("31.2.2027", "4 Dec 25:00", "4 Dec 18:60", "0 dec")),
        *((typed, "no such") for typed in ("29 feb", "13 pm 4 Dec", "4.13.")),
        *((typed, "is over") for typed in ("2026-11-27 10:00", "4 Dec 18", "today 9:00")),
        *((typed, "is over") for typed in ("this Friday 9:00", "27 Nov 9:00", "in 0 days 9:00")),
        *((typed, "two years") for typed in ("2029-01-01", "4 Dec 9999", "<t:99999999999>")),
        *((typed, "two dates") for typed in ("12/4/26 6 pm", "4/12", "3/4/2027 18:00")),
        ("Monday 4 Dec", "4 December 2026 is a Friday"),
        ("12:30 am 4. Dezember", "noon or midnight: write the time as 12:30 or 00:30"),
        ("Thursday 4.12", "4 December 2026 is a Friday"),
    ],
)
def test_what_is_no_date_to_come_is_refused_in_one_sentence(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read(typed)
    assert caught.value.source == "due"
    assert caught.value.example is None


def test_what_is_not_understood_is_told_two_spellings_that_are() -> None:
    with pytest.raises(InputError) as caught:
        read("soon")
    examples = re.findall('"([^"]+)"', caught.value.problem)
    assert len(examples) == 2
    for day in range(7):
        for example in examples:
            assert read(example, now=NOW + timedelta(days=day)) > NOW.isoformat()


GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
    *("Oktober", "November", "Dezember"),
)
GERMAN_DAYS = (*("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),)


def spellings(moment: datetime) -> list[str]:
    """Return how people write a moment, each with day, month, year and time."""
    day, month = moment.day, GERMAN_MONTHS[moment.month - 1]
    half = f"{moment:%I:%M %p}".lower()
    return [
        *(f"{moment:%Y-%m-%d %H:%M}", f"{moment:%Y-%m-%dT%H:%M:00}", f"{moment:%d.%m.%Y %H:%M}"),
        *(f"{day} {moment:%b %Y %H:%M}", f"{moment:%B} {day}, {moment.year} {half}"),
        *(f"{moment:%a}, {day} {moment:%B %Y}, {half}", f"{half} on {day} {moment:%b %Y}"),
        *(f"am {day}. {month} {moment.year} um {moment:%H:%M} Uhr", f"{day}.{moment:%m.%y %H.%M}"),
        f"{GERMAN_DAYS[moment.weekday()]}, den {day}. {month} {moment.year}, {moment:%H:%M} Uhr",
        f"bis {day}. {month[:3]} {moment.year} {moment:%Hh%M}",
    ]


@given(
    now=st.datetimes(datetime(2025, 1, 1), datetime(2034, 1, 1)),
    ahead=st.integers(1, 700 * 24 * 60),
    zone=st.sampled_from(("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia")),
)
def test_any_moment_is_read_as_it_was_written(now: datetime, ahead: int, zone: str) -> None:
    clock = ZoneInfo(zone)
    here = now.replace(tzinfo=clock)
    moment = (here.astimezone(UTC) + timedelta(minutes=ahead)).astimezone(clock)
    moment = moment.replace(second=0, microsecond=0)
    assume(moment.utcoffset() == moment.replace(fold=1 - moment.fold).utcoffset())
    assume(moment.timestamp() > here.timestamp())
    for typed in spellings(moment):
        assert read(typed, zone, here) == moment.isoformat(), typed


@given(
    now=st.datetimes(datetime(2025, 1, 1), datetime(2034, 1, 1)),
    day=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
)
def test_a_day_without_a_year_is_to_come_and_near_or_refused(now: datetime, day: date) -> None:
    here = now.replace(tzinfo=ZoneInfo(BERLIN))
    try:
        found = datetime.fromisoformat(read(f"{day.day} {day:%b}", now=here))
    except InputError:
        this_year = day.month, day.day
        assert this_year < (here.month, here.day) or this_year == (2, 29)
        return
    assert (found.day, found.month) == (day.day, day.month)
    assert found.year == here.year or found - here <= timedelta(days=184)
    assert found >= here.replace(second=0, microsecond=0)
