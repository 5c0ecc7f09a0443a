"""Presses of what the bot no longer posts, or never did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui
from simcord.results import InteractionResult

from bot.chat.client import StudyBot
from bot.topics.kit.question import Question
from tests.bot.conftest import Classroom


@dataclass(frozen=True)
class Presser:
    """The bot posts any button or menu, and the student presses it."""

    classroom: Classroom
    bot: StudyBot

    async def press(
        self, custom_id: str, question: Question | None = None, *values: str
    ) -> InteractionResult:
        """Press a button, or choose values from a menu.

        "ASKER:KEY" in a custom_id are of the student and the question.
        """
        student = self.classroom.student
        key = self.bot.desk.questions.remember(question, student.id) if question else "0123456789ab"
        found = custom_id.replace("ASKER", str(student.id)).replace("KEY", key)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("old words"))
        view.add_item(ui.ActionRow[ui.LayoutView](_item(found, values)))
        view.stop()
        channel = self.bot.get_channel(self.classroom.channel.id)
        assert isinstance(channel, discord.TextChannel)
        message = await channel.send(view=view)
        if values:
            return await student.select(message, values)
        return await student.click(message, custom_id=found)


def _item(custom_id: str, values: tuple[str, ...]) -> ui.Item[Any]:
    if not values:
        return ui.Button(label="old", custom_id=custom_id)
    options = [discord.SelectOption(label="old", value=value) for value in values]
    return ui.Select(custom_id=custom_id, options=options, max_values=len(options))
