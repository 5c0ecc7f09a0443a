"""Exercises: an answer is kept once, with its card; a sitting goes on where it was."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from bot.store import Answered, Card, Review, Store
from bot.store.clock import DAY
from bot.store.memory import after_review
from bot.store.quiz import MOST_OBJECTIONS
from bot.store.sittings import MOST_ASKED

ANN, BEN = 101, 2**63 - 1
NOW = 1_800_000_000_000


class Clock:
    """The time, as a test sets it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now * 1_000_000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time_ns", clock)
    return clock


async def test_a_sitting_goes_from_one_exercise_to_the_next(store: Store, clock: Clock) -> None:
    await store.quiz.start(ANN, ["dot-1-000001", "norm-1-000002"])
    await store.quiz.answer(ANN, Answered("dot-1-000001", "dot", 0), again="dot-1-000009")
    await store.quiz.skip(ANN, "norm-1-000002")

    found = await store.quiz.sitting(ANN)

    assert found is not None
    assert found.started == clock.now
    assert found.asked == ("dot-1-000001", "norm-1-000002", "dot-1-000009")
    assert (found.marks, found.place, found.exercise) == ((0.0, None), 2, "dot-1-000009")
    assert await store.quiz.sitting(BEN) is None


async def test_an_answer_given_twice_counts_once(store: Store) -> None:
    await store.quiz.start(ANN, ["dot-1-000001", "dot-1-000002"])
    answered = Answered("dot-1-000001", "dot", 1)

    both = await asyncio.gather(*(store.quiz.answer(ANN, answered) for _ in range(2)))

    assert sum(sitting is not None for sitting in both) == 1
    assert len(await store.quiz.reviews(ANN)) == 1
    assert await store.quiz.skip(ANN, "dot-1-000001") is None
    assert await store.quiz.hint(ANN, "dot-1-000001", 1) is None


async def test_hints_stay_taken_and_begin_anew_with_the_next_exercise(store: Store) -> None:
    await store.quiz.start(ANN, ["dot-1-000001", "dot-1-000002"])
    for hints in (2, 1):
        await store.quiz.hint(ANN, "dot-1-000001", hints)
    after = await store.quiz.answer(ANN, Answered("dot-1-000001", "dot", 1))

    assert after is not None
    assert after.hints == 0
    assert [review.hints for review in await store.quiz.reviews(ANN)] == [2]


async def test_the_end_and_a_new_beginning(store: Store) -> None:
    await store.quiz.start(ANN, ["dot-1-000001"])
    await store.quiz.start(ANN, ["norm-1-000001"])
    end = await store.quiz.answer(ANN, Answered("norm-1-000001", "norm", 0.5))

    assert end is not None
    assert end.exercise is None
    await store.quiz.stop(end)
    assert await store.quiz.sitting(ANN) is None
    assert [review.score for review in await store.quiz.reviews(ANN)] == [0.5]


async def test_a_sitting_has_an_end_however_often_one_is_wrong(store: Store) -> None:
    await store.quiz.start(ANN, ["dot-1-000000"])
    sitting = await store.quiz.sitting(ANN)
    while sitting is not None and sitting.exercise is not None:
        again = f"dot-1-{sitting.place + 1:06x}"
        sitting = await store.quiz.answer(ANN, Answered(sitting.exercise, "dot", 0), again=again)

    assert sitting is not None
    assert len(sitting.asked) == MOST_ASKED


def cards_of(reviews: Sequence[Review]) -> dict[str, Card]:
    """Return the cards that a log gives, by kind."""
    found: dict[str, Card] = {}
    for each in reviews:
        before = found.get(each.kind)
        found[each.kind] = after_review(before, each.kind, each.score, each.hints, each.time)
    return found


async def test_the_log_gives_the_same_cards_again(store: Store, clock: Clock) -> None:
    scores = (1, 1, 0, 1, 0.5, 1, 1, 1)
    for number, score in enumerate(scores):
        kind = ("dot", "norm")[number % 3 == 0]
        exercise = f"{kind}-1-{number:06x}"
        await store.quiz.start(ANN, [exercise])
        await store.quiz.hint(ANN, exercise, number % 2)
        await store.quiz.answer(ANN, Answered(exercise, kind, score))
        clock.now += number * DAY + 61_001

    cards = await store.quiz.cards(ANN)

    assert {card.kind: card for card in cards} == cards_of(await store.quiz.reviews(ANN))
    assert [card.due for card in cards] == sorted(card.due for card in cards)
    assert await store.quiz.cards(BEN) == ()


async def test_an_answer_is_on_disk_when_it_is_kept(file: Path) -> None:
    first = Store(f"sqlite:///{file}")
    await first.open()
    await first.quiz.start(ANN, ["dot-1-000001", "dot-1-000002"])
    await first.quiz.answer(ANN, Answered("dot-1-000001", "dot", 1, "a sign"))
    await first.close()
    second = Store(f"sqlite:///{file}")
    await second.open()

    sitting = await second.quiz.sitting(ANN)
    (review,) = await second.quiz.reviews(ANN)
    await second.close()

    assert sitting is not None
    assert sitting.exercise == "dot-1-000002"
    assert (review.exercise, review.kind, review.mistake) == ("dot-1-000001", "dot", "a sign")


async def test_the_latest_disagreements_are_kept_without_names(store: Store) -> None:
    for number in range(MOST_OBJECTIONS + 2):
        await store.quiz.disagree(ANN, f"dot-1-{number:06x}", {"dot": "3"}, "No." * 1000)
    await store.quiz.disagree(BEN, "norm-1-000000", {"norm": "1"}, "No.")

    found = await store.quiz.objections()

    assert len(found) == MOST_OBJECTIONS + 1
    assert (found[0].exercise, found[0].typed) == ("norm-1-000000", {"norm": "1"})
    assert found[1].exercise == f"dot-1-{MOST_OBJECTIONS + 1:06x}"
    assert len(found[1].verdict) <= 1000
    assert {field.name for field in fields(found[0])} == {"time", "exercise", "typed", "verdict"}


async def test_all_of_it_is_shown_and_removed(store: Store) -> None:
    await store.quiz.start(ANN, ["dot-1-000001"])
    await store.quiz.answer(ANN, Answered("dot-1-000001", "dot", 1))
    await store.quiz.disagree(ANN, "dot-1-000001", {}, "No.")

    kept = {found.name for found in await store.people.forget(ANN)}

    assert kept == {"reviews", "cards", "sittings", "objections", "people"}
    assert await store.people.kept(ANN) == ()
    assert await store.quiz.objections() == ()


@pytest.mark.parametrize(
    ("scores", "due"),
    [((1,), 2), ((0,), 1), ((1, 1), 11), ((1, 1, 0), 2), ((1, 1, 1), 46)],
)
def test_when_a_kind_is_due_again(scores: tuple[float, ...], due: int) -> None:
    """The intervals are those that FSRS 6 gives with its default weights, in days."""
    card, now, days = None, NOW, 0.0
    for score in scores:
        card = after_review(card, "dot", score, 0, now)
        days = (card.due - now) / DAY
        now = card.due

    assert days == due


def test_a_right_answer_is_worth_less_after_hints_and_nothing_in_part() -> None:
    right, hinted, half, wrong = (
        after_review(None, "dot", score, hints, NOW)
        for score, hints in ((1, 0), (1, 2), (0.5, 0), (0, 0))
    )

    assert right.stability > hinted.stability > wrong.stability
    assert half == wrong


def test_a_clock_that_is_set_back_is_no_review_before_the_last() -> None:
    card = after_review(None, "dot", 1, 0, NOW)

    assert after_review(card, "dot", 1, 0, NOW - 3 * DAY).reviewed == NOW


def test_what_is_remembered_fades_to_nine_in_ten_when_it_is_due() -> None:
    card = after_review(None, "dot", 1, 0, NOW)

    chances = [card.remembered(NOW + days * DAY) for days in (0, 1, 3, 30, 365)]

    assert chances == sorted(chances, reverse=True)
    assert chances[0] == 1
    assert 0.88 < card.remembered(card.due) < 0.92
