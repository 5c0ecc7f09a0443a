"""From a question to the message that answers it, and the buttons below that message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.replies.answering import respond, tell
from bot.chat.replies.buttons import BUTTONS, ChoiceMenu, Form, answer_message
from bot.chat.replies.films import MapButton, MoreButton, SeenMenu, told_when_full
from bot.chat.replies.messages import message, message_with_file
from bot.chat.replies.sharing import missing_permissions, no_permission

if TYPE_CHECKING:
    from collections.abc import Awaitable

    import discord

    from bot.chat.client import StudyBot
    from bot.chat.replies.messages import Message
    from bot.topics.kit.answering import Question

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
    "told_when_full",
]


DYNAMIC_ITEMS = (*BUTTONS, MoreButton, MapButton, ChoiceMenu, SeenMenu)


async def answer(
    interaction: discord.Interaction[StudyBot], question: Question, *, ephemeral: bool = False
) -> None:
    """Answer a slash command or a form, for all in the channel to see or for the asker alone."""
    await respond(interaction, answer_message(interaction, question), ephemeral=ephemeral)


async def answer_when(
    interaction: discord.Interaction[StudyBot], question: Awaitable[Question]
) -> None:
    """Answer as `answer` does, once the question has been put together."""

    async def answered() -> Message:
        return await answer_message(interaction, await question)

    await respond(interaction, answered())
