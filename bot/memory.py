"""The questions behind the latest replies, for the buttons below them."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers.answer import Question

MOST_QUESTIONS = 2000
"""Questions kept: of at most 12,000 characters each, some 25 MB at the very worst."""


class Questions:
    """The questions last asked, by a short key that fits into a button."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[str, Question] = OrderedDict()

    def remember(self, question: Question) -> str:
        """Keep the question; return its key."""
        key = secrets.token_hex(6)
        self._by_key[key] = question
        if len(self._by_key) > MOST_QUESTIONS:
            self._by_key.popitem(last=False)
        return key

    def recall(self, key: str) -> Question | None:
        """Return the question, or None when it is forgotten."""
        question = self._by_key.get(key)
        if question is not None:
            self._by_key.move_to_end(key)
        return question
