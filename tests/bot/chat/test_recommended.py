"""What the host is told of shards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.recommended import Recommended, advice, divided
from bot.shards import Shards

SMALL = Recommended(shards=4, at_a_time=1, left=987, total=1000, renewed=5.5 * 3600)
BIG = Recommended(shards=64, at_a_time=16, left=2000, total=2000, renewed=0)


def settings(text: str) -> list[str]:
    """Return the settings in the advice."""
    return [line.removeprefix("SHARDS=") for line in text.splitlines() if line[:7] == "SHARDS="]


@given(st.integers(1, 60), st.integers(1, 60))
def test_processes_have_every_shard_once_and_as_many_as_each_other(
    count: int, processes: int
) -> None:
    count = max(count, processes)

    parts = divided(count, processes)

    assert sorted(each for part in parts for each in part.ids) == [*range(count)]
    sizes = [len(part.ids) for part in parts]
    assert len(sizes) == processes
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(
    ("found", "processes", "expected"),
    [
        (SMALL, 1, ["0-3/4"]),
        (SMALL, 3, ["0-1/4", "2/4", "3/4"]),
        (SMALL, 6, ["0/6", "1/6", "2/6", "3/6", "4/6", "5/6"]),
        (BIG, 4, ["0-15/64", "16-31/64", "32-47/64", "48-63/64"]),
        (
            BIG,
            40,
            [*(f"{2 * k}-{2 * k + 1}/64" for k in range(24)), *(f"{k}/64" for k in range(48, 64))],
        ),
    ],
)
def test_settings_are_as_discord_takes_them(
    found: Recommended, processes: int, expected: list[str]
) -> None:
    assert settings(advice(found, processes)) == expected


def test_where_several_connect_at_a_time_the_count_is_a_multiple_of_that() -> None:
    given = [Shards.read(each) for each in settings(advice(BIG, 65))]

    assert len(given) == 65
    assert {each.count for each in given} == {80}


def test_it_says_what_is_left_and_how_long_a_start_takes() -> None:
    lines = advice(SMALL, 2).splitlines()

    assert lines[:3] == [
        "Discord recommends 4 shards for this bot.",
        "1 may connect every 5 s, so 4 take some 20 s to start.",
        "987 of 1,000 new connections are left today; all of them are again in 5.5 h.",
    ]
    assert "64 take some 20 s" in advice(BIG, 1)
