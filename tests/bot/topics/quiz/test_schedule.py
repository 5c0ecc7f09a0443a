"""What a sitting asks, and how days in a row are counted."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Card
from bot.store.clock import DAY
from bot.store.memory import after_review
from bot.topics.kit.syllabus import Kind
from bot.topics.quiz.schedule import LENGTH, MOST_NEW, chosen
from bot.topics.quiz.streak import streak

NOW = 1_800_000_000_000

NAMES = "abcdefghijklmnop"
KINDS = [Kind(name, name, "vectors", "x:y", levels=2 if name == "c" else 3) for name in NAMES]


def card(kind: str, *, due: float, stability: float = 3.0) -> Card:
    """A card that is due after some days."""
    reviewed = NOW - round(stability * DAY)
    return Card(kind, NOW + round(due * DAY), stability, 5.0, reviewed)


def names(cards: list[Card], level: int | None = None) -> list[str]:
    return [each.kind for each in chosen(cards, KINDS, level, NOW, Random(1))]


def test_who_begins_gets_the_first_kinds_twice_each() -> None:
    assert names([]) == list("abcde" * 2)


def test_what_is_due_comes_first_and_the_least_remembered_of_it() -> None:
    cards = [card("d", due=-1), card("b", due=-9, stability=1.0), card("a", due=5)]

    assert names(cards)[:2] == ["b", "d"]
    assert "a" not in names(cards)
    assert len(set(names(cards)) - {"b", "d"}) == MOST_NEW


def test_much_that_is_due_fills_the_sitting_and_the_rest_waits() -> None:
    cards = [card(name, due=-1) for name in NAMES]

    assert len(set(names(cards))) == LENGTH


def test_who_knows_all_gets_what_is_due_next() -> None:
    cards = [card(name, due=20 - number) for number, name in enumerate(NAMES)]

    assert names(cards) == list("ponml" * 2)


@pytest.mark.parametrize(
    ("stability", "level"), [(0.2, 1), (6.9, 1), (7.0, 2), (20.9, 2), (21.0, 3), (900.0, 3)]
)
def test_what_is_remembered_longer_gets_harder(stability: float, level: int) -> None:
    found = chosen([card("a", due=-1, stability=stability)], KINDS[:1], None, NOW, Random(1))

    assert {each.level for each in found} == {level}
    assert len({each.seed for each in found}) == LENGTH


def test_a_level_that_was_asked_for_is_kept_where_the_kind_has_it() -> None:
    found = {each.kind: each.level for each in chosen([], KINDS, 3, NOW, Random(1))}

    assert found == {"a": 3, "b": 3, "c": 2, "d": 3, "e": 3}


@given(st.sets(st.sampled_from(NAMES)), st.integers(-50, 50), st.integers(0, 9))
def test_a_sitting_mixes_kinds_where_there_are_several(
    known: set[str], due: int, seed: int
) -> None:
    cards = [card(name, due=due) for name in sorted(known)]
    found = [each.kind for each in chosen(cards, KINDS, None, NOW, Random(seed))]

    assert len(found) == LENGTH
    assert all(one != two for one, two in pairwise(found))
    assert max(Counter(found).values()) <= 2


def test_a_right_answer_is_asked_again_when_it_fades() -> None:
    known = after_review(None, "a", 1, 0, NOW)

    asked = {}
    for days in (1, 3, 30, 365):
        found = chosen([known], KINDS, None, NOW + days * DAY, Random(1))
        asked[days] = found[0].kind == "a"

    assert asked == {1: False, 3: True, 30: True, 365: True}


def moment(text: str, zone: str = "UTC") -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def on(*days: int) -> list[int]:
    """Noon of days in November."""
    return [moment(f"2026-11-{day:02}T12:00") for day in days]


@pytest.mark.parametrize(
    ("days", "today", "found"),
    [
        ([], 20, 0),
        ([20], 20, 1),
        ([19], 20, 1),  # today is not over
        ([18], 20, 1),  # yesterday is forgiven
        ([17], 20, 0),
        ([18, 19, 20], 20, 3),
        ([18, 20], 20, 2),
        ([16, 18, 20], 20, 2),  # the second miss within a week
        ([11, 13, 14, 15, 16, 17, 18, 20], 20, 8),  # the 19th and the 12th: a week apart
        ([12, 14, 15, 16, 17, 18, 20], 20, 6),  # the 19th and the 13th
    ],
)
def test_days_in_a_row(days: list[int], today: int, found: int) -> None:
    assert streak(on(*days), on(today)[0], "UTC") == found


def test_days_end_at_midnight_where_one_is() -> None:
    late = moment("2026-03-28T23:30", "Europe/Berlin")
    early = moment("2026-03-29T04:00", "Europe/Berlin")  # after the clocks went forward
    times = [late, early]

    assert streak(times, early, "Europe/Berlin") == 2
    assert streak(times, early, "Pacific/Honolulu") == 1


@given(st.sets(st.integers(0, 60)), st.integers(0, 60))
def test_practising_more_never_shortens_a_streak(days: set[int], another: int) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def milliseconds(day: int) -> int:
        return round((start + timedelta(days=day)).timestamp() * 1000)

    fewer = streak(map(milliseconds, days), milliseconds(60), "UTC")

    assert fewer <= len(days)
    assert streak(map(milliseconds, days | {another}), milliseconds(60), "UTC") >= fewer
