"""What somebody remembers of a kind of exercise: a card, moved on by FSRS at each review.

A kind is right or wrong, so of FSRS's four ratings three are used: right is "good", right after a
hint "hard", wrong "again". There are no steps of minutes: what was wrong comes back in the same
sitting. Nothing is drawn at random, so the same log gives the same cards.

Source: J. Ye, J. Su and Y. Cao, *A stochastic shortest path algorithm for optimizing spaced
repetition scheduling*, KDD 2022; the package fsrs is by its authors.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler, State

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Card:
    """What somebody remembers of a kind of exercise.

    Attributes
    ----------
    kind
        Its name.
    due
        When it is to be asked again, at nine in ten remembered; in milliseconds since 1970.
    stability
        Days after which nine in ten are remembered.
    difficulty
        From 1 to 10.
    reviewed
        When it was last asked, in milliseconds since 1970.
    """

    kind: str
    due: int
    stability: float
    difficulty: float
    reviewed: int

    def remembered(self, now: int) -> float:
        """Return the chance that it is remembered at a time in milliseconds since 1970."""
        return _SCHEDULER.get_card_retrievability(_to_fsrs(self), _moment(now))


def after_review(card: Card | None, kind: str, score: float, hints: int, now: int) -> Card:
    """Return the card after an answer; None stands for what was never asked.

    Parameters
    ----------
    score
        1 for a right answer; all else counts as wrong.
    hints
        How many were taken before.
    now
        In milliseconds since 1970. Clocks can be set back: a review is never before the last.
    """
    rating = Rating.Again if score < 1 else Rating.Hard if hints else Rating.Good
    if card is None:
        before = FsrsCard(card_id=1)
    else:
        before, now = _to_fsrs(card), max(now, card.reviewed)
    after, _ = _SCHEDULER.review_card(before, rating, _moment(now))
    if after.stability is None or after.difficulty is None:
        raise RuntimeError("A card that was reviewed has a stability.")
    return Card(kind, _number(after.due), after.stability, after.difficulty, now)


def _to_fsrs(card: Card) -> FsrsCard:
    return FsrsCard(
        card_id=1,
        state=State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=_moment(card.due),
        last_review=_moment(card.reviewed),
    )


def _moment(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _number(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)
