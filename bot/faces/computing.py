"""From a question to a worker's result: which worker's function, in which lane."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.drawing.style import Style
from bot.faces.sentences import LATE_PICTURE, without_picture
from bot.reference import call, load
from bot.workers import Processes, TooSlowError, Workers, preload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config import Config
    from bot.topics.kit.answer import Reply
    from bot.topics.kit.declaration import Command
    from bot.topics.kit.question import Question
    from bot.topics.kit.services import Services
    from bot.workers import Lane

log = logging.getLogger(__name__)

NEEDED = "bot.topics.kit.preloaded"
"""The module that imports what workers need."""

PREPARE = "bot.topics.kit.answering:prepare"
"""What a worker does first."""

DOORS = "bot.topics.kit.answering"
"""The module with the functions that workers run."""

PLAIN = Style()
"""For what looks the same to everybody."""

BIG_CHARACTERS = 200_000
"""Questions that are longer came with a file, and take seconds to answer as that did to read."""


def begin() -> None:
    """Begin to import what workers will need, while this process does something else."""
    preload(NEEDED)


def study_workers(config: Config, search_path: Sequence[str] = ()) -> Workers:
    """Return workers that answer the topics' questions, not yet started."""
    prepare = partial(call, PREPARE, tuple(search_path))
    return Workers(config, prepare, preload=NEEDED)


def study_processes(config: Config) -> Processes:
    """Return the processes of a machine that answers other machines' questions, not yet started."""
    return Processes(config.workers, config.job_megabytes, partial(call, PREPARE), NEEDED)


async def computed(
    services: Services,
    guild: int | None,
    door: str,
    question: Question,
    style: Style = PLAIN,
) -> Any:
    """Return a worker's result for a question, which gets the data that its topic supplies.

    Parameters
    ----------
    door
        The name of a function in the workers' module: "steps", "turn" or "copies"; for "reply"
        and "words" there is `replied`.
    """
    command = services.registry.command(question.command)
    if command.supply:
        supplied = await load(command.supply)(question, guild, services)
        question = replace(question, given={**question.given, **supplied})
    lane = lane_of(command, door, question)
    return await services.workers.run(lane, call, f"{DOORS}:{door}", question, style)


async def replied(services: Services, guild: int | None, question: Question, style: Style) -> Reply:
    """Return a worker's answer; where its picture fails or takes too long, it says so in words.

    Raises
    ------
    JobError
        When there is no answer even in words.
    """
    try:
        reply: Reply = await computed(services, guild, "reply", question, style)
    except TooSlowError:
        if services.registry.command(question.command).lane != "drawing":
            raise
        reply = await computed(services, guild, "words", question, style)
        if not reply.undrawn:
            raise
        log.warning("A picture of /%s took too long.", question.command)
        return replace(reply, meaning=f"{reply.meaning}\n{LATE_PICTURE}")
    if not reply.undrawn:
        return reply
    return replace(reply, meaning=f"{reply.meaning}\n{without_picture(reply.undrawn)}")


def lane_of(command: Command, door: str, question: Question) -> Lane:
    """Return the lane in which a question waits: by its size, and by what is drawn or typeset."""
    if sum(map(len, question.inputs.values())) > BIG_CHARACTERS:
        return "files"
    if door == "reply":
        return command.lane
    return "quick" if door in ("copies", "words") else "drawing"
