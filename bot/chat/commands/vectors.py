"""`/dot` and `/vector`."""

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

VECTOR = "a vector, such as [1, 2, 3]"
FIRST = "the first vector, such as [1, 2, 3]; or both, one after the other"
SECOND = "the second vector, such as [4, 5, 6]"


class Vectors(commands.Cog):
    """Questions about one or two vectors."""

    vector = app_commands.Group(name="vector", description="Length, direction and more of vectors")

    @app_commands.command(description="The dot product of two vectors, with angle and picture")
    @app_commands.describe(a=FIRST, b=SECOND)
    async def dot(self, interaction: Interaction, a: str, b: str = "") -> None:
        await replies.answer(interaction, Question("dot", {"a": a, "b": b}))

    @vector.command(description="The length of a vector")
    @app_commands.describe(v=VECTOR, p="which norm: 2 (the usual), 1, 3, … or inf")
    async def norm(self, interaction: Interaction, v: str, p: str = "") -> None:
        await replies.answer(interaction, Question("vector norm", {"v": v, "p": p}))

    @vector.command(description="The vector of length 1 in the same direction")
    @app_commands.describe(v=VECTOR)
    async def unit(self, interaction: Interaction, v: str) -> None:
        await replies.answer(interaction, Question("vector unit", {"v": v}))

    @vector.command(description="The angle between two vectors")
    @app_commands.describe(a=FIRST, b=SECOND)
    async def angle(self, interaction: Interaction, a: str, b: str = "") -> None:
        await replies.answer(interaction, Question("vector angle", {"a": a, "b": b}))

    @vector.command(description="The distance between two points")
    @app_commands.describe(a=FIRST, b=SECOND)
    async def distance(self, interaction: Interaction, a: str, b: str = "") -> None:
        await replies.answer(interaction, Question("vector distance", {"a": a, "b": b}))

    @vector.command(description="The projection of a onto the line of b, and what is left over")
    @app_commands.describe(a=FIRST, b=SECOND)
    async def project(self, interaction: Interaction, a: str, b: str = "") -> None:
        await replies.answer(interaction, Question("vector project", {"a": a, "b": b}))

    @vector.command(description="The cross product of two vectors in space")
    @app_commands.describe(a=FIRST, b=SECOND)
    async def cross(self, interaction: Interaction, a: str, b: str = "") -> None:
        await replies.answer(interaction, Question("vector cross", {"a": a, "b": b}))
