"""`/transform`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.chat import replies
from bot.topics.kit.answering import Question

if TYPE_CHECKING:
    import discord

    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

MATRIX = "a 2×2 matrix, such as [1 1; 0 1]"


class Transform(commands.Cog):
    """What a matrix does to the plane."""

    @app_commands.command(description="A 2×2 matrix moves the plane: an animation")
    @app_commands.describe(matrix=MATRIX)
    async def transform(self, interaction: Interaction, matrix: str) -> None:
        await replies.answer(interaction, Question("transform", {"matrix": matrix}))
