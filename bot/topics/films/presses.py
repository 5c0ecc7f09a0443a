"""Buttons and menus below suggestions: more, another order, the map, hiding what was seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.topics.films import balances
from bot.topics.films.asking import with_ratings
from bot.topics.films.context import BALANCE, PAGE, SEEN, Context, page_asked
from bot.topics.films.rating import told_when_full
from bot.topics.kit.outcome import Ask, Show

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Press
    from bot.topics.kit.services import Services


async def more(press: Press, services: Services) -> Ask:
    """Put the next page in the place of this one."""
    question = press.asked()
    press.only_the_asker()
    page = str(page_asked(question) + 1)
    return Ask(await with_ratings(question.changed(PAGE, page), press.user, services))


async def rebalance(press: Press, services: Services) -> Ask:
    """Put the films in another order, and begin again with the first."""
    question = press.asked()
    press.only_the_asker()
    name = balances.asked("".join(press.values)).name
    question = question.changed(BALANCE, name).changed(PAGE, "0")
    return Ask(await with_ratings(question, press.user, services))


async def show_map(press: Press, _: Services) -> Show:
    """Show the map of all films, with the person whom the answer is about."""
    return Show(replace(press.asked(), command="movies map"))


async def hide_seen(press: Press, services: Services) -> Ask:
    """Leave out what is chosen: for good, where the asker's own ratings are the question."""
    question = press.asked()
    press.only_the_asker()
    seen = [key for key in press.values if key in services.models.library.places]
    if Context.of(question).is_kept:
        with told_when_full():
            await services.store.ratings.mark_seen(press.user, seen)
    hidden = ";".join(filter(None, [question.inputs.get(SEEN, ""), *seen]))
    return Ask(await with_ratings(question.changed(SEEN, hidden), press.user, services))
