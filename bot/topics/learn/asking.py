"""`/learn`: the card where somebody is, in the bot's own process."""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING

from bot.reference import call, load
from bot.topics.kit import line
from bot.topics.kit.outcome import Ask, Request
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import SEEDS, ExerciseId
from bot.topics.learn.files import lessons, named
from bot.topics.learn.lesson import Claim, Exercise
from bot.topics.learn.place import CARD, COMMAND, EXERCISE, GUESS, LESSON, REACHED, SHOWN, Place

if TYPE_CHECKING:
    from bot.topics.kit.line import Line
    from bot.topics.kit.outcome import Outcome
    from bot.topics.kit.question import Plain
    from bot.topics.kit.services import Services
    from bot.topics.learn.lesson import Lesson

COMMAND_LINE = "bot.topics.learn.values:command_line"


@dataclass(frozen=True)
class Asker:
    """Who asks, and in which server."""

    user: int
    guild: int | None = None


async def learn(request: Request, services: Services) -> Ask:
    """Show the lesson that was typed, else where the person was, else the first one."""
    typed = request.inputs.get(LESSON, "").strip()
    if typed:
        return await opened(services, request.user, named(typed))
    kept = await services.store.lessons.of(request.user)
    for each in kept:
        if each.lesson in lessons():
            place = Place(lessons()[each.lesson], 1).at(each.card)
            return await shown(services, request.user, place)
    return await shown(services, request.user, Place(next(iter(lessons().values())), 1))


async def opened(services: Services, user: int, lesson: Lesson) -> Ask:
    """Show a lesson where the person was in it; from the beginning if that was the end."""
    kept = {each.lesson: each.card for each in await services.store.lessons.of(user)}
    place = Place(lesson, 1).at(kept.get(lesson.name, 1))
    return await shown(services, user, place.at(1) if place.is_end else place)


async def shown(services: Services, user: int, place: Place) -> Ask:
    """Show a card, and keep that the person is there."""
    await services.store.lessons.keep(user, place.lesson.name, place.number)
    command = None
    if isinstance(place.card, Claim):
        outcome = await command_asked(services, Asker(user), place)
        command = outcome.question if isinstance(outcome, Ask) else None
    return Ask(question_of(place, command), private=True)


def question_of(place: Place, command: Question | None = None) -> Question:
    """Return the question that shows a card, with a new exercise where it is one.

    Parameters
    ----------
    command
        That of the picture that the card shows.
    """
    inputs = {LESSON: place.lesson.name, CARD: str(place.number), GUESS: ""}
    if isinstance(place.card, Exercise):
        seed = SystemRandom().randrange(SEEDS)
        inputs[EXERCISE] = str(ExerciseId(place.card.exercise, place.card.level, seed))
    given: dict[str, Plain] = {} if command is None else {SHOWN: command.to_json()}
    return Question(COMMAND, inputs, given=given, private=True)


async def listed(services: Services, user: int) -> Ask:
    """Show all lessons, and how far the person is in each."""
    kept = await services.store.lessons.of(user)
    reached: dict[str, Plain] = {each.lesson: each.reached for each in kept}
    given: dict[str, Plain] = {REACHED: reached}
    return Ask(Question(COMMAND, {LESSON: ""}, given=given, private=True), private=True)


async def command_asked(services: Services, asker: Asker, place: Place) -> Outcome:
    """Ask the real command of a card, with the lesson's numbers."""
    number = place.number
    typed = await services.workers.run("quick", call, COMMAND_LINE, place.lesson.name, number)
    commands = {command.name: command for command in services.registry.commands}
    return await line_asked(services, asker, line.read(typed, commands))


async def line_asked(services: Services, asker: Asker, found: Line) -> Outcome:
    """Ask a command as if it had been typed."""
    command = found.command
    request = Request(command.name, found.inputs(), asker.user, asker.guild)
    if command.ask:
        return await load(command.ask)(request, services)
    return Ask(Question(command.name, request.inputs), private=command.private)
