"""From a question to the message that answers it, and the buttons below that message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replies.answering import respond, tell
from bot.replies.buttons import DYNAMIC_ITEMS, Form, answer_message
from bot.replies.messages import message, message_with_file
from bot.replies.sharing import missing_permissions, no_permission

if TYPE_CHECKING:
    from collections.abc import Awaitable

    import discord

    from bot.answers import Question
    from bot.client import StudyBot
    from bot.replies.messages import Message

__all__ = [
    "DYNAMIC_ITEMS",
    "Form",
    "answer",
    "answer_when",
    "message",
    "message_with_file",
    "missing_permissions",
    "no_permission",
    "respond",
    "tell",
]


async def answer(interaction: discord.Interaction[StudyBot], question: Question) -> None:
    """Answer a slash command, for all in the channel to see."""
    await respond(interaction, answer_message(interaction, question))


async def answer_when(
    interaction: discord.Interaction[StudyBot], question: Awaitable[Question]
) -> None:
    """Answer as `answer` does, once the question has been put together."""

    async def answered() -> Message:
        return await answer_message(interaction, await question)

    await respond(interaction, answered())
