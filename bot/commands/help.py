"""`/help`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot import replies

if TYPE_CHECKING:
    import discord

    from bot.client import StudyBot

COMMANDS = """### Linear algebra, in numbers and pictures
`/dot a:[1,2,3] b:[4,5,6]` the dot product, the angle, and both arrows
`/vector norm v:[3,4]` the length, `p:1` or `p:inf` for other norms
`/vector unit v:[3,4]` the same direction with length 1
`/vector angle a:[1,0] b:[1,1]` the angle between two vectors
`/vector distance a:[1,2] b:[4,6]` how far apart two points are
`/vector project a:[2,3] b:[4,0]` the shadow of a on b, and what is left
`/vector cross a:[1,0,0] b:[0,1,0]` the vector perpendicular to both"""

TYPING = """### Type it as you like
`[1,2,3]` · `1 2 3` · `(1; 1/2; -.5)` · `<1, sqrt(2), 2e-3>` · `np.array([1, 2])` · LaTeX
Whole numbers, fractions and decimals are computed exactly.
Both vectors may go into `a`: `/dot a:[1,2,3] [4,5,6]`"""

BUTTONS = """### Below every answer
**Steps** the working, typeset · **Copy** as text, NumPy or LaTeX
**Edit** change the numbers, the answer follows · **Delete**"""


class Help(commands.Cog):
    """What the bot can do."""

    @app_commands.command(description="What this bot can do, and how to type it")
    async def help(self, interaction: discord.Interaction[StudyBot]) -> None:
        view = replies.message(COMMANDS, TYPING, BUTTONS)
        await interaction.response.send_message(view=view, ephemeral=True)
