"""Buttons below cards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.outcome import STALE, Ask
from bot.topics.learn import asking
from bot.topics.learn.asking import Asker
from bot.topics.learn.files import lessons
from bot.topics.learn.lesson import Try
from bot.topics.learn.place import COMMAND, Place

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Outcome, Press
    from bot.topics.kit.services import Services


async def back(press: Press, services: Services) -> Ask:
    """Show the card before."""
    place = _own(press)
    return await asking.shown(services, press.user, place.at(place.number - 1))


async def go_on(press: Press, services: Services) -> Ask:
    """Show the next card, or the end of the lesson."""
    place = _own(press)
    return await asking.shown(services, press.user, place.at(place.number + 1))


async def following(press: Press, services: Services) -> Ask:
    """Open the next lesson."""
    lesson = _own(press).lesson
    later = [each for each in lessons().values() if each.number > lesson.number]
    if not later:
        raise UserError(STALE)
    return await asking.opened(services, press.user, later[0])


async def listed(press: Press, services: Services) -> Ask:
    """Show all lessons."""
    press.only_the_asker()
    return await asking.listed(services, press.user)


async def opened(press: Press, services: Services) -> Ask:
    """Open the lesson that was chosen."""
    press.only_the_asker()
    lesson = lessons().get("".join(press.values))
    if lesson is None:
        raise UserError(STALE)
    return await asking.opened(services, press.user, lesson)


async def run(press: Press, services: Services) -> Outcome:
    """Run the command of a card, for whoever pressed."""
    place = _of(press)
    if not isinstance(place.card, Try):
        raise UserError(STALE)
    found = await asking.command_asked(services, Asker(press.user, press.guild), place)
    return replace(found, private=True, beside=True) if isinstance(found, Ask) else found


def _own(press: Press) -> Place:
    press.only_the_asker()
    return _of(press)


def _of(press: Press) -> Place:
    """Return the card above a button."""
    question = press.asked()
    place = Place.of(question) if question.command == COMMAND else None
    if place is None:
        raise UserError(STALE)
    return place
