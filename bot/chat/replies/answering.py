"""From a question to its answer, in time for Discord."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from bot.chat.errors import UserError, report
from bot.chat.replies.messages import message
from bot.topics.kit import answering
from bot.topics.kit.answering import Style
from bot.workers import JobError
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    import discord

    from bot.chat.client import StudyBot
    from bot.chat.replies.messages import Message
    from bot.topics.kit.answering import Question, Reply

    Interaction = discord.Interaction[StudyBot]

R = TypeVar("R")

PATIENCE = 0.5
"""Seconds that an answer may take before a command is acknowledged without it (of 3 that
Discord waits)."""


async def tell(interaction: Interaction, job: Coroutine[Any, Any, str]) -> None:
    """Tell the asker alone, in a framed message, what the job returns."""

    async def told() -> Message:
        return message(await job), []

    await respond(interaction, told(), ephemeral=True)


async def respond(
    interaction: Interaction, job: Coroutine[Any, Any, Message], *, ephemeral: bool = False
) -> None:
    """Respond with the message that the job returns, or with "thinking…" until it does.

    What is ready within `PATIENCE` is the first response itself: one request, and what
    cannot be read is told to the asker alone, without a public "thinking…" before it.
    """
    task = asyncio.ensure_future(job)
    try:
        await asyncio.wait({task}, timeout=PATIENCE)
        if not task.done():
            await interaction.response.defer(thinking=True, ephemeral=ephemeral)
        view, files = await task
    except (InputError, JobError, UserError) as error:
        await report(interaction, error)
        return
    finally:
        task.cancel()
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=ephemeral)


async def answered(interaction: Interaction, question: Question) -> tuple[Question, Reply]:
    """Return the answer as the asker wants it, and the question with their own values in it."""
    person = await interaction.client.store.people.person(interaction.user.id)
    question = answering.with_variables(question, person.variables)
    question = await interaction.client.films.asked(question, interaction.user.id)
    style = Style(motion=person.settings.motion)
    return question, await computed(interaction, answering.reply, question, style)


async def computed(
    interaction: Interaction,
    function: Callable[[Question, Style], R],
    question: Question,
    style: Style,
) -> R:
    """Return what a worker makes of a question, which takes along what it needs."""
    question = await interaction.client.films.with_model(question, interaction.guild_id)
    return await interaction.client.workers.run(function, question, style)
