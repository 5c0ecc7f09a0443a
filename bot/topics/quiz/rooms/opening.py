"""`/quiz room` and `/quiz duel`: checked, planned, kept; the rest is done when it is due."""

from __future__ import annotations

import asyncio
from random import SystemRandom
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.reference import call
from bot.store import RoomsError, Seat
from bot.topics.kit.outcome import Note
from bot.topics.kit.speaking import check_speaks
from bot.topics.kit.syllabus import BY_NAME, SUBJECTS
from bot.topics.quiz.asking import level_named
from bot.topics.quiz.naming import kinds_named
from bot.topics.quiz.posing import FIELDS
from bot.topics.quiz.rooms.answering import answered
from bot.topics.quiz.rooms.plan import DUEL_SEATS, Plan
from bot.topics.quiz.rooms.words import CONSENT
from bot.topics.quiz.schedule import fresh, level_of
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Place, Request
    from bot.topics.kit.services import Services
    from bot.topics.kit.syllabus import ExerciseId
    from bot.topics.quiz.context import Field

DUE = "quiz room"
"""The name of a room's appointments."""

FEWEST, MOST = 3, 10
"""Exercises of a room."""

USUAL = {"exercises": "5", "minutes": "2"}

MINUTES = ("1", "2", "3", "5")

MOST_SEATS = 100
"""Who can take part in a room; the table and the crowd at the buttons stay small."""


async def room(request: Request, services: Services) -> Note:
    """Open a room in the channel; or take an answer, whose form comes here."""
    if request.from_form:
        return await answered(request, services)
    host = Seat(request.user, hosts=True, plays=False)
    await _open(request, services, (host,), MOST_SEATS, invited=False)
    return Note((f"The room opens below. Press **Take part** there to play, too.\n-# {CONSENT}",))


async def duel(request: Request, services: Services) -> Note:
    """Challenge somebody, or whoever accepts."""
    seats = [Seat(request.user, hosts=True, plays=True)]
    asked = request.people.get("person")
    if asked is not None:
        if asked.is_bot:
            raise UserError("Programs answer no exercises. Challenge a person, or nobody by name.")
        if asked.id == request.user:
            raise UserError("That is yourself. Challenge somebody else, or nobody by name.")
        seats.append(Seat(asked.id, hosts=False, plays=False))
    await _open(request, services, tuple(seats), DUEL_SEATS, invited=asked is not None)
    return Note((f"Your challenge stands below.\n-# {CONSENT}",))


async def _open(
    request: Request, services: Services, seats: tuple[Seat, ...], most: int, *, invited: bool
) -> None:
    guild, channel = await _place(request, services)
    found = await _plan(request, services)
    race = request.inputs.get("race", "") == "yes"
    plan = found.plain()
    try:
        await services.store.rooms.open(
            DUE, guild, channel.id, plan, seats, most=most, invited=invited, race=race
        )
    except RoomsError as error:
        raise UserError(
            "You have a room open already; it ends first."
            if str(error) == "host"
            else "There are several rooms open in this channel. Try another channel, or wait."
        ) from None


async def _place(request: Request, services: Services) -> tuple[int, Place]:
    """Return the server and the channel, where a room may be opened.

    Raises
    ------
    UserError
        When none may.
    """
    if request.guild is None:
        raise UserError("Rooms need a server that has me as a member; `/quiz start` works here.")
    if request.channel is None:
        raise UserError("A room gets a thread of its own, so open it in a plain text channel.")
    await check_speaks(services, request.user, request.guild, request.channel)
    return request.guild, request.channel


async def _plan(request: Request, services: Services) -> Plan:
    inputs = {name: text.strip() for name, text in request.inputs.items()}
    topic, level = inputs.get("topic", ""), level_named(inputs.get("level", "")) or 1
    count = _number(inputs, "exercises", tuple(str(n) for n in range(FEWEST, MOST + 1)))
    minutes = _number(inputs, "minutes", MINUTES)
    exercises = _chosen(topic, level, count)
    fields: list[tuple[Field, ...]] = await asyncio.gather(
        *(services.workers.run("quick", call, FIELDS, each) for each in exercises)
    )
    return Plan(_about(topic), tuple(map(str, exercises)), tuple(fields), minutes)


def _chosen(topic: str, level: int, count: int) -> list[ExerciseId]:
    """Return exercises of as many kinds as there are, those learned first in front."""
    random, kinds = SystemRandom(), kinds_named(topic)
    again = -(-count // len(kinds))
    drawn = [kind for _ in range(again) for kind in random.sample(kinds, len(kinds))][:count]
    drawn.sort(key=kinds.index)
    return [fresh(kind, level_of(kind, {}, level), random) for kind in drawn]


def _about(topic: str) -> str:
    """Return what a room is about, for people to read."""
    kinds = kinds_named(topic)
    if not topic:
        return "everything"
    return kinds[0].title if len(kinds) == 1 else SUBJECTS[BY_NAME[kinds[0].name].subject]


def _number(inputs: dict[str, str], name: str, allowed: tuple[str, ...]) -> int:
    text = inputs.get(name, "") or USUAL[name]
    if text not in allowed:
        raise InputError(f"Choose one of {', '.join(allowed)}.", example=USUAL[name], source=name)
    return int(text)
