"""Questions as the bot asks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.topics.kit.kept import used
from bot.topics.kit.question import Question


def asked_with(question: Question, variables: Mapping[str, str]) -> Question:
    """Return the question with those of its asker's values that it names."""
    return replace(question, variables=used(question.inputs.values(), variables))
