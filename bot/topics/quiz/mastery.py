"""What somebody remembers, by kind and by subject: plain values, for words and for the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from bot.topics.kit.syllabus import KINDS, SUBJECTS
from bot.topics.quiz.schedule import SECOND_LEVEL, THIRD_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store import Card
    from bot.topics.kit.question import Plain, Question
    from bot.topics.kit.syllabus import Kind

WEEK, WEEKS = SECOND_LEVEL, THIRD_LEVEL
"""Days that a kind must be remembered for the second step, and for the third."""

STEPS = 3
"""Answered, remembered for a week, and for three weeks: the same steps as those of levels."""


@dataclass(frozen=True)
class Mastered:
    """One kind of exercise that was asked.

    Attributes
    ----------
    kind
        The kind.
    days
        For how long nine in ten are remembered.
    due
        When it is asked again, in milliseconds since 1970.
    is_due
        Whether that is now.
    """

    kind: Kind
    days: float
    due: int
    is_due: bool

    @property
    def steps(self) -> int:
        """How many of `STEPS` are reached."""
        return 1 + (self.days >= WEEK) + (self.days >= WEEKS)


@dataclass(frozen=True)
class Mastery:
    """All of it.

    Attributes
    ----------
    now
        In milliseconds since 1970.
    streak
        Days in a row on which somebody has practised.
    kinds
        Those asked, by name.
    """

    now: int
    streak: int
    kinds: dict[str, Mastered]

    @classmethod
    def of(cls, question: Question) -> Mastery:
        """Return what the question carries."""
        given = cast("dict[str, Any]", question.given)
        now, cards = given["now"], given["cards"]
        kinds = {
            kind.name: Mastered(kind, cards[kind.name][0], due, due <= now)
            for kind in KINDS
            if kind.name in cards and (due := cards[kind.name][1]) is not None
        }
        return cls(now, given["streak"], kinds)

    @property
    def subjects(self) -> list[tuple[str, list[Kind]]]:
        """The subjects that have kinds, by their titles."""
        found = [
            (title, [k for k in KINDS if k.subject == name]) for name, title in SUBJECTS.items()
        ]
        return [(title, kinds) for title, kinds in found if kinds]

    @property
    def due(self) -> list[Mastered]:
        """What is due, in the order of the lecture."""
        return [each for each in self.kinds.values() if each.is_due]

    @property
    def next(self) -> Mastered | None:
        """What is asked next among what is not due yet."""
        later = [each for each in self.kinds.values() if not each.is_due]
        return min(later, key=lambda each: each.due, default=None)


def carried(cards: Sequence[Card], now: int, streak: int) -> dict[str, Plain]:
    """Return what a question carries."""
    known: dict[str, Plain] = {card.kind: [card.stability, card.due] for card in cards}
    return {"now": now, "streak": streak, "cards": known}
