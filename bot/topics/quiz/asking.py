"""`/quiz start`: a new sitting, the one that goes on, or one exercise by its id."""

from __future__ import annotations

import time
from random import SystemRandom
from typing import TYPE_CHECKING

from bot.topics.kit.outcome import Button, Note
from bot.topics.kit.syllabus import LEVELS
from bot.topics.quiz.context import EXERCISE, Context
from bot.topics.quiz.naming import kinds_named
from bot.topics.quiz.posing import asked, graded, posed_alone
from bot.topics.quiz.schedule import chosen
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.store import Sitting
    from bot.topics.kit.outcome import Ask, Request
    from bot.topics.kit.services import Services

PLACE, HINTS, SHEET = "place", "hints", "sheet"
"""What a form carries beside the exercise."""

CARRIED = (EXERCISE, PLACE, HINTS, SHEET)


async def start(request: Request, services: Services) -> Ask | Note:
    """Begin a sitting or offer to go on with one; grade a form that was filled in."""
    if request.from_form:
        return await _answered(request, services)
    if exercise := request.inputs.get(EXERCISE, "").strip().lower():
        return await posed_alone(services, request.user, exercise)
    topic, level = (request.inputs.get(name, "").strip() for name in ("topic", "level"))
    return await offered(services, request.user, topic, level)


async def offered(services: Services, user: int, topic: str, level: str) -> Ask | Note:
    """Offer to go on with a sitting, or begin one where none has been begun."""
    kinds_named(topic)
    level_named(level)
    sitting = await services.store.quiz.sitting(user)
    if sitting is not None and sitting.exercise and (sitting.place or sitting.hints):
        return _offer(sitting, topic, level)
    return await begin(services, user, topic, level)


async def begin(services: Services, user: int, topic: str, level: str) -> Ask | Note:
    """Begin a sitting in place of the one that went on."""
    cards = await services.store.quiz.cards(user)
    now = time.time_ns() // 1_000_000
    found = chosen(cards, kinds_named(topic), level_named(level), now, SystemRandom())
    sitting = await services.store.quiz.start(user, [str(exercise) for exercise in found])
    return await asked(services, user, sitting)


def level_named(text: str) -> int | None:
    """Return a level; None where none was chosen.

    Raises
    ------
    InputError
        When there is no such level.
    """
    if not text:
        return None
    if text not in dict(LEVELS):
        raise InputError("Levels go from 1 to 3.", example="2", source="level")
    return int(text)


def _offer(sitting: Sitting, topic: str, level: str) -> Note:
    done, left = sitting.place, len(sitting.asked) - sitting.place
    words = f"### A sitting of yours goes on\n{done} done, {left} to go. It has waited for you."
    return Note(
        (words,),
        buttons=(
            Button("quizbegin", "on", "Go on"),
            Button("quizbegin", f"new:{level}:{topic}"[:80], "Begin a new one"),
        ),
    )


async def _answered(request: Request, services: Services) -> Ask | Note:
    filled = dict(request.inputs)
    carried = {name: filled.pop(name, "") for name in (*CARRIED, "topic", "level")}
    context = Context(
        place=_number(carried[PLACE]),
        hints=_number(carried[HINTS]),
        sheet=_number(carried[SHEET], 15),
    )
    return await graded(services, request.user, carried[EXERCISE], filled, context)


def _number(text: str, digits: int = 2) -> int:
    return int(text) if text.isdecimal() and len(text) <= digits else 0
