"""Times of the day: as they are typed, and as calendars have them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.topics.kit.daily import problem
from bot.topics.kit.syllabus import KINDS
from bot.topics.study.clock import Clock, complete, read
from bot.topics.study.daily import Last, Plan

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("18:00", "18:00"),
        ("6 pm", "18:00"),
        ("6PM", "18:00"),
        ("6:05 p.m.", "18:05"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("18.30", "18:30"),
        ("18h30", "18:30"),
        ("18 Uhr", "18:00"),
        ("18 Uhr 30", "18:30"),
        ("0630", "06:30"),
        ("7", "07:00"),
        ("8 o'clock", "08:00"),
        ("midnight", "00:00"),
        ("24:00", "00:00"),
        ("24 Uhr", "00:00"),
        ("Mitternacht", "00:00"),
        ("12 noon", "12:00"),
        ("um 18.30 Uhr", "18:30"),
        ("at 6pm", "18:00"),
        ("kl. 18", "18:00"),
        ("à 18h", "18:00"),
        ("1800 hrs", "18:00"),
        ("18:00:00", "18:00"),
        (" Off ", "off"),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, time: str) -> None:
    assert read(typed) == time


@pytest.mark.parametrize(
    "typed",
    [
        *("24:01", "13 pm", "0 am", "18:60", "٣", "-3", "6 pm tomorrow", "18:00:30", "`", "a" * 99),
        *("18:00 CEST", "24 pm", "um", "12 uhr noon"),
    ],
)
def test_what_is_no_time_is_said(typed: str) -> None:
    with pytest.raises(UserError, match="I know no time of the day `") as error:
        read(typed)
    assert len(str(error.value)) < 140
    assert "the time zone has an option of its own" in str(error.value)


async def test_times_are_completed() -> None:
    async def offered(typed: str) -> list[str]:
        services = None
        return [value for value, _ in await complete(typed, 1, services)]  # type: ignore[arg-type]

    assert "off" in await offered("")
    assert await offered("6") == ["06:00", "18:00"]
    assert await offered("18.3") == []
    assert await offered("o") == await offered("")


# Clocks that are put forward and back


def local(clock: Clock, begins: str, days: int) -> list[str]:
    """Return when it is that time on some days in a row, on the wall there."""
    zone = ZoneInfo(clock.zone)
    time = round(datetime.fromisoformat(begins).replace(tzinfo=zone).timestamp() * 1000)
    found: list[str] = []
    for _ in range(days):
        time = clock.next(time) if not found else clock.after(time, time)
        found.append(datetime.fromtimestamp(time / 1000, UTC).astimezone(zone).isoformat()[8:])
    return found


@pytest.mark.parametrize(
    ("zone", "time", "begins", "days"),
    [
        # Put forward from 2 to 3: the first minute after.
        (
            "Europe/Berlin",
            "02:30",
            "2027-03-26T12:00",
            ["27T02:30:00+01:00", "28T03:00:00+02:00", "29T02:30:00+02:00"],
        ),
        # Put back from 3 to 2: the first of the two, and not again an hour later.
        (
            "Europe/Berlin",
            "02:30",
            "2027-10-29T12:00",
            ["30T02:30:00+02:00", "31T02:30:00+02:00", "01T02:30:00+01:00"],
        ),
        (
            "America/New_York",
            "02:00",
            "2027-03-13T12:00",
            ["14T03:00:00-04:00", "15T02:00:00-04:00"],
        ),
        # By half an hour.
        (
            "Australia/Lord_Howe",
            "02:10",
            "2027-10-02T12:00",
            ["03T02:30:00+11:00", "04T02:10:00+11:00"],
        ),
        # At midnight.
        ("Africa/Cairo", "00:30", "2027-04-29T12:00", ["30T01:00:00+03:00", "01T00:30:00+03:00"]),
        # A day that there was not.
        (
            "Pacific/Apia",
            "18:00",
            "2011-12-29T12:00",
            ["29T18:00:00-10:00", "31T00:00:00+14:00", "01T18:00:00+14:00"],
        ),
    ],
)
def test_clocks_that_are_put_forward_and_back(
    zone: str, time: str, begins: str, days: list[str]
) -> None:
    assert local(Clock(time, zone), begins, len(days)) == days


ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Pago_Pago", "UTC")

CLOCKS = st.builds(
    lambda hour, minute, zone: Clock(f"{hour:02}:{minute:02}", zone),
    st.integers(0, 23),
    st.sampled_from((0, 30, 59)),
    st.sampled_from(ZONES),
)


@given(st.lists(st.tuples(CLOCKS, st.integers(1, 3 * 24 * 60)), min_size=1, max_size=4))
def test_whatever_is_chosen_there_is_one_problem_on_each_day(
    choices: list[tuple[Clock, int]],
) -> None:
    # In the week in which clocks are put forward in Europe.
    now = round(datetime(2027, 3, 25, 12, tzinfo=UTC).timestamp() * 1000)
    plan = Plan(Clock("18:00", "UTC"), last=Last(now - 18 * 60 * MINUTE, "", "", ""))
    posted = [now - 18 * 60 * MINUTE]
    for clock, minutes in choices:
        plan = Plan(clock, last=plan.last)
        before = {clock.date(time) for time in posted}
        since: list[int] = []
        until, due = now + minutes * MINUTE, plan.next(now)
        while due < until:
            since.append(due)
            plan = Plan(clock, last=Last(due, "", "", ""))
            due = clock.after(due, due)
        days = [clock.date(time) for time in since]
        over = {clock.date(time) for time in range(now, until, DAY // 24)} - {clock.date(until)}
        assert len({*days}) == len(days)
        assert not {*days} & before
        assert over <= before | {*days}
        posted += since
        now = until


# Which problem


@pytest.mark.parametrize("begins", [0, 5, 739_000])
def test_all_kinds_come_before_one_comes_again(begins: int) -> None:
    found = [problem(begins + number, "a") for number in range(2 * len(KINDS))]

    assert {each.kind for each in found[: len(KINDS)]} == {kind.name for kind in KINDS}
    assert [each.kind for each in found[: len(KINDS)]] == [
        each.kind for each in found[len(KINDS) :]
    ]
    assert len({str(each) for each in found}) == len(found)


def test_a_problem_is_of_its_subject_and_level() -> None:
    of = {kind.name: kind for kind in KINDS}

    for number in range(40):
        found = problem(number, "a", level=3, subject="spaces")
        assert of[found.kind].subject == "spaces"
        assert found.level == min(3, of[found.kind].levels)
