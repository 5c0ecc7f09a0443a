"""Which commands fit a text without a command. Workers run this."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.topics.kit import answering
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

SECONDS = 1.5
"""After which those found so far are enough."""


def fitting(questions: Sequence[Question], style: Style) -> tuple[str, ...]:
    """Return the commands of those questions that have an answer, which is not drawn."""
    ends = time.monotonic() + SECONDS
    return tuple(q.command for q in questions if time.monotonic() < ends and _fits(q, style))


def _fits(question: Question, style: Style) -> bool:
    try:
        answering.answer(question, style)
    except InputError:
        return False
    return True
