"""`/quiz stats` in the bot's process."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from bot.topics.kit.outcome import Ask, Button, Note
from bot.topics.kit.question import Question
from bot.topics.quiz import asking, mastery
from bot.topics.quiz.streak import streak

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

COMMAND = "quiz stats"

NOTHING = "### Nothing practised yet\n`/quiz start` asks ten exercises. Then this shows what stays."


async def stats(request: Request, services: Services) -> Ask | Note:
    """Show what the asker remembers."""
    cards = await services.store.quiz.cards(request.user)
    if not cards:
        return Note((NOTHING,), buttons=(Button("quizbegin", "more", "Begin"),))
    reviews = await services.store.quiz.reviews(request.user)
    person = await services.store.people.person(request.user, request.guild)
    now = time.time_ns() // 1_000_000
    times = [review.time for review in reviews]
    days = await asyncio.to_thread(streak, times, now, person.settings.zone)
    given = mastery.carried(cards, now, days)
    return Ask(Question(COMMAND, {}, given=given, private=True), private=True)


async def practise(press: Press, services: Services) -> Ask | Note:
    """Begin a sitting of what is due, or offer to go on with one."""
    press.asked()
    press.only_the_asker()
    return await asking.offered(services, press.user, "", "")
