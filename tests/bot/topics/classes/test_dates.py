"""Dates as people write them, held against the calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

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
        ("12 am 1 jan", "2027-01-01T00:00:00+01:00"),
        ("26 Nov 12:00", "2027-11-26T12:00:00+01:00"),
        ("13/12/2026 12:30 pm", "2026-12-13T12:30:00+01:00"),
        ("12/13/2026", "2026-12-13T23:59:00+01:00"),
        ("29.2.2028 10:00", "2028-02-29T10:00:00+01:00"),
        # The clock goes from 2:00 to 3:00, and from 3:00 back to 2:00.
        ("28.3.2027 2:30", "2027-03-28T03:30:00+02:00"),
        ("31.10.2027 2:30", "2027-10-31T02:30:00+02:00"),
    ],
)
def test_what_is_left_out_and_what_a_calendar_does(typed: str, moment: str) -> None:
    assert read(typed) == moment


def test_the_zone_says_which_moment_it_is() -> None:
    assert read("4 Dec 18:00", "Asia/Kolkata") == "2026-12-04T18:00:00+05:30"
    assert read("today 23:00", "America/New_York") == "2026-11-27T23:00:00-05:00"
    late = datetime(2026, 11, 27, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert read("today 23:45", "Pacific/Auckland", late) == "2026-11-28T23:45:00+13:00"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        *((typed, "cannot read") for typed in ("", "soon", "18:00", "4", "x" * 5000)),
        *((typed, "cannot read") for typed in ("<t:1>", "1e9", "in 4 hours", "dec")),
        *((typed, "no such") for typed in ("31.2.2027", "4 Dec 25:00", "4 Dec 18:60", "0 dec")),
        *((typed, "no such") for typed in ("29 feb", "13 pm 4 Dec", "4.13.")),
        *((typed, "is over") for typed in ("2026-11-27 10:00", "4 Dec 18", "today 9:00")),
        *((typed, "two years") for typed in ("2029-01-01", "4 Dec 9999", "<t:99999999999>")),
        *((typed, "two dates") for typed in ("12/4/26 6 pm", "4/12", "3/4/2027 18:00")),
        ("Monday 4 Dec", "04 December 2026 is a Friday"),
    ],
)
def test_what_is_no_date_to_come_is_refused_in_one_sentence(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read(typed)
    assert caught.value.source == "due"
    assert caught.value.example is not None
    assert read(caught.value.example)
