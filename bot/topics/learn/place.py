"""Where somebody is: what a question of `/learn` carries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.topics.kit.question import Question
from bot.topics.learn.files import lessons, named
from bot.topics.learn.lesson import Guess

if TYPE_CHECKING:
    from bot.topics.learn.lesson import Card, Lesson

COMMAND = "learn"

LESSON, CARD, GUESS = "lesson", "_card", "_guess"
"""Inputs: the lesson, the card's number from 1, and the number of what was guessed."""

EXERCISE = "exercise"
"""The input with an exercise's id, where the button that asks it looks for it."""

SHOWN, REACHED = "shown", "reached"
"""Given: the question whose picture a card shows, and the furthest cards by lesson."""


@dataclass(frozen=True)
class Place:
    """A lesson and the number of a card of it, from 1; one more is the end."""

    lesson: Lesson
    number: int

    @classmethod
    def of(cls, question: Question) -> Place | None:
        """Return the place of a question; None where it is the list of the lessons."""
        name = question.inputs.get(LESSON, "")
        if not name:
            return None
        lesson = lessons().get(name) or named(name)
        typed = question.inputs.get(CARD, "")
        return cls(lesson, 1).at(int(typed) if typed.isdecimal() and len(typed) < 3 else 1)

    def at(self, number: int) -> Place:
        """Return another place in this lesson."""
        return replace(self, number=min(max(1, number), self.lesson.end))

    @property
    def card(self) -> Card | None:
        """The card; None at the end."""
        return None if self.is_end else self.lesson.cards[self.number - 1]

    @property
    def is_end(self) -> bool:
        """Whether all cards are done."""
        return self.number == self.lesson.end

    def guessed(self, question: Question) -> str | None:
        """Return which choice was guessed; None before."""
        card, typed = self.card, question.inputs.get(GUESS, "")
        if not isinstance(card, Guess) or typed not in map(str, range(len(card.choices))):
            return None
        return card.choices[int(typed)]


def bare(question: Question) -> Question:
    """Return the question that shows a card alone, as everybody may see it."""
    given = {SHOWN: question.given[SHOWN]} if SHOWN in question.given else {}
    return Question(COMMAND, {**question.inputs, GUESS: ""}, given=given)
