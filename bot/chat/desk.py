"""What the parts of this face share: the running bot's services, and its short memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.chat.memory import Pace, Turns
from bot.chat.traffic import Traffic

if TYPE_CHECKING:
    from bot.faces.questions import Questions
    from bot.topics.kit.services import Services

SHARES_A_MINUTE = 5
"""Answers that one person can post, so that a study channel stays readable."""


@dataclass(frozen=True)
class Desk:
    """What handlers of interactions get.

    Attributes
    ----------
    services
        Those that topics get as well.
    questions
        The questions behind buttons.
    turns
        A lock for each answer that is being shared.
    share_pace
        How often each person has shared.
    traffic
        What is being answered.
    """

    services: Services
    questions: Questions
    turns: Turns = field(default_factory=Turns)
    share_pace: Pace = field(default_factory=lambda: Pace(SHARES_A_MINUTE, 60))
    traffic: Traffic = field(default_factory=Traffic)
