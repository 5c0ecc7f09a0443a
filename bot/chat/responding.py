"""From a topic's outcome to a response, in time for Discord."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, TypeVar

from bot.chat import delivery, notes, requests
from bot.chat.errors import report
from bot.chat.forms import packed, topic_form
from bot.chat.messages import files, message, send_privately
from bot.chat.readers import reader_of
from bot.chat.replies import answer_message
from bot.errors import UserError
from bot.faces.computing import replied
from bot.faces.outcomes import wanted_by
from bot.store import StoreError
from bot.topics.kit.outcome import Ask, Form, Note, Show
from bot.topics.kit.question import Question
from bot.workers import JobError
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Awaitable

    import discord

    from bot.chat.desk import Desk
    from bot.chat.messages import Message
    from bot.faces.readers import Reader
    from bot.topics.kit.declaration import Command
    from bot.topics.kit.outcome import Outcome, Request

    Interaction = discord.Interaction[Any]

R = TypeVar("R")

PATIENCE = 0.5
"""Seconds that an answer may take before a command is acknowledged without it (of 3 that
Discord waits)."""

READ_PATIENCE = 1.0
"""Seconds for finding out who may see an answer. If that takes longer, only the asker does."""

FORM_PATIENCE = 2.0
"""The same where the answer may be a form, which cannot follow an acknowledgement. The rest of the
three seconds is for sending it when hundreds are sent at once."""


async def respond(
    interaction: Interaction,
    desk: Desk,
    command: Command,
    request: Request,
    *,
    patience: float | None = None,
) -> None:
    """Respond with a command's outcome, or with "thinking…" until it is there.

    An outcome ready in time is the first response itself: one request, and an error is shown to the
    asker alone, without a public "thinking…" before it.

    Parameters
    ----------
    patience
        Seconds that the topic has before that; `PATIENCE` by default.
    """
    began = time.monotonic()
    reading = reader_of(interaction, desk)
    reader = await in_time(interaction, reading, private=True, patience=READ_PATIENCE)
    patience = (PATIENCE if patience is None else patience) - (time.monotonic() - began)
    alone = reader.alone or interaction.response.is_done()
    private = command.private or alone
    try:
        wanted = wanted_by(command, request, desk.services)
        outcome = await in_time(interaction, wanted, private=private, patience=patience)
        if isinstance(outcome, Form):
            await open_form(interaction, desk, outcome)
            return
        thought_aloud = interaction.response.is_done() and not private
        private = alone or is_for_asker(outcome)
        shown = message_of(desk, reader, outcome)
        view, attached = await in_time(interaction, shown, private=private)
    except (InputError, JobError, StoreError, UserError) as error:
        await report(interaction, error, unread=reader.unread)
        return
    if private and thought_aloud:
        await send_privately(interaction, "Only you see this one.", view=view, files=attached)
    else:
        await delivery.answer(interaction, view, attached, private=private)
    if isinstance(outcome, Ask) and outcome.remark:
        await delivery.remark(interaction, outcome.remark)


def is_for_asker(outcome: Outcome) -> bool:
    """Whether an outcome is for the asker alone, wherever they are."""
    return isinstance(outcome, Note) or (isinstance(outcome, Ask) and outcome.private)


async def open_form(interaction: Interaction, desk: Desk, form: Form) -> None:
    """Open a form, which must be the first response.

    Raises
    ------
    UserError
        When there was one before.
    """
    if interaction.response.is_done():
        raise UserError(f"The form took too long to open. Please send /{form.command} again.")
    carried = packed(form)
    if carried is None:
        kept = Question(form.command, form.carried, private=True)
        carried = "@" + desk.questions.remember(
            kept, interaction.user.id, requests.server_of(interaction)
        )
    await delivery.open_form(interaction, topic_form(form, carried))


async def in_time(
    interaction: Interaction,
    job: Awaitable[R],
    *,
    private: bool = False,
    thinking: bool = True,
    patience: float | None = None,
) -> R:
    """Return what the job returns; acknowledge the interaction when that takes long.

    Parameters
    ----------
    private, thinking
        Whether "thinking…" is for the user alone; whether a press shows it at all.
    patience
        Seconds that the job has before that; `PATIENCE` by default.
    """
    task = asyncio.ensure_future(job)
    try:
        await asyncio.wait({task}, timeout=max(0, PATIENCE if patience is None else patience))
        if not task.done() and not interaction.response.is_done():
            await delivery.acknowledge(interaction, private=private, thinking=thinking)
        return await task
    finally:
        task.cancel()


async def message_of(desk: Desk, reader: Reader, outcome: Ask | Show | Note) -> Message:
    """Return the message that shows an outcome."""
    match outcome:
        case Note():
            return notes.message_of(outcome)
        case Ask():
            return await answer_message(desk, reader, outcome)
        case Show():
            reply = await replied(desk.services, reader.guild, outcome.question, reader.style)
            view = message(f"### {reply.title}\n{reply.meaning}", pictures=reply.pictures)
            return view, files(reply.pictures)
