"""The questions behind the latest replies, for the buttons below them."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers.answer import Question

MOST_QUESTIONS = 2000
"""Questions kept, of some hundred characters each."""

MOST_CHARACTERS = 25_000_000
"""Characters in all questions kept: one with all of somebody's values in it can be long."""


class Questions:
    """The questions last asked, by a short key that fits into a button."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[str, Question] = OrderedDict()
        self._characters = 0

    def remember(self, question: Question) -> str:
        """Keep the question; return its key."""
        key = secrets.token_hex(6)
        self._by_key[key] = question
        self._characters += _length(question)
        while len(self._by_key) > MOST_QUESTIONS or self._characters > MOST_CHARACTERS:
            _, oldest = self._by_key.popitem(last=False)
            self._characters -= _length(oldest)
        return key

    def recall(self, key: str) -> Question | None:
        """Return the question, or None when it is forgotten."""
        question = self._by_key.get(key)
        if question is not None:
            self._by_key.move_to_end(key)
        return question


def _length(question: Question) -> int:
    return sum(map(len, [*question.inputs.values(), *question.variables.values()]))
