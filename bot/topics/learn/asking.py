"""`/learn`: the card where somebody is, in the bot's own process."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING

from bot.drawing.style import Style
from bot.reference import call, load
from bot.topics.kit import line
from bot.topics.kit.outcome import Ask, Request
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import SEEDS, ExerciseId
from bot.topics.learn.files import lessons, named
from bot.topics.learn.lesson import Claim, Exercise
from bot.topics.learn.place import CARD, COMMAND, EXERCISE, GUESS, LESSON, REACHED, SHOWN, Place

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Outcome
    from bot.topics.kit.question import Plain
    from bot.topics.kit.services import Services
    from bot.topics.learn.lesson import Lesson

COMMAND_LINE = "bot.topics.learn.values:command_line"


async def learn(request: Request, services: Services) -> Ask:
    """Show the lesson that was typed, else where the person was, else the first one."""
    typed = request.inputs.get(LESSON, "").strip()
    if typed:
        return await opened(services, request.user, named(typed))
    kept = await services.store.lessons.of(request.user)
    for each in kept:
        if each.lesson in lessons():
            return await shown(services, request.user, Place(lessons()[each.lesson], each.card))
    return await shown(services, request.user, Place(next(iter(lessons().values())), 1))


async def opened(services: Services, user: int, lesson: Lesson) -> Ask:
    """Show a lesson where the person was in it; from the beginning if that was the end."""
    kept = {each.lesson: each.card for each in await services.store.lessons.of(user)}
    place = Place(lesson, 1).at(kept.get(lesson.name, 1))
    return await shown(services, user, place.at(1) if place.is_end else place)


async def shown(services: Services, user: int, place: Place) -> Ask:
    """Show a card, and keep that the person is there."""
    place = place.at(place.number)
    await services.store.lessons.keep(user, place.lesson.name, place.number)
    inputs = {LESSON: place.lesson.name, CARD: str(place.number), GUESS: ""}
    given: dict[str, Plain] = {}
    match place.card:
        case Exercise(exercise=kind, level=level):
            seed = SystemRandom().randrange(SEEDS)
            inputs[EXERCISE] = str(ExerciseId(kind, level, seed))
        case Claim():
            asked = await command_asked(services, user, None, place)
            if isinstance(asked, Ask):
                given[SHOWN] = asked.question.to_json()
        case _:
            pass
    return Ask(Question(COMMAND, inputs, given=given, private=True), private=True)


async def listed(services: Services, user: int) -> Ask:
    """Show all lessons, and how far the person is in each."""
    kept = await services.store.lessons.of(user)
    reached: dict[str, Plain] = {each.lesson: each.reached for each in kept}
    given: dict[str, Plain] = {REACHED: reached}
    return Ask(Question(COMMAND, {LESSON: ""}, given=given, private=True), private=True)


async def command_asked(services: Services, user: int, guild: int | None, place: Place) -> Outcome:
    """Ask the real command of a card, with the lesson's numbers."""
    typed = await services.workers.run(
        "quick", call, COMMAND_LINE, place.lesson.name, place.number, Style()
    )
    found = line.read(typed, {command.name: command for command in services.registry.commands})
    request = Request(found.command.name, found.inputs(), user, guild)
    if found.command.ask:
        return await load(found.command.ask)(request, services)
    return Ask(Question(request.command, request.inputs), private=found.command.private)
