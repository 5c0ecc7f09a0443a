"""`/calc` and `/vars`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.chat import replies
from bot.chat.commands import names
from bot.chat.errors import UserError
from bot.store import MOST_VARIABLES, FullError
from bot.topics.kit import answering
from bot.topics.kit.answering import Question

if TYPE_CHECKING:
    import discord

    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

EXPRESSION = "such as A' * B, inv(A) b, 2*[1,2] - [0,1], norm([3,4])"
NAME = "a name, such as A or v1"
VALUE = "a number, a vector or a matrix, such as [1 2; 3 4]; or an expression"
FORGET = "which one; leave it out to forget all"

LONGEST_SHOWN = 300
"""Characters of a value that has just been kept."""

LONGEST_LINE = 70
"""Characters of a value in the list: 50 of them and more must fit into 4000."""


class Calc(commands.Cog):
    """Expressions, and the values that a person keeps for them."""

    kept = app_commands.Group(name="vars", description="Your own named values, for every option")

    @app_commands.command(description="Calculate with numbers, vectors, matrices and your values")
    @app_commands.describe(expression=EXPRESSION)
    async def calc(self, interaction: Interaction, expression: str) -> None:
        await replies.answer(interaction, Question("calc", {"expression": expression}))

    @kept.command(name="set", description="Keep a value under a name")
    @app_commands.describe(name=NAME, value=VALUE)
    @app_commands.autocomplete(value=names.complete)
    async def set_(self, interaction: Interaction, name: str, value: str) -> None:
        await replies.tell(interaction, _keep(interaction, name.strip(), value))

    @kept.command(name="list", description="The values you keep")
    async def list_(self, interaction: Interaction) -> None:
        await replies.tell(interaction, _list(interaction))

    @kept.command(description="Forget one of your values, or all of them")
    @app_commands.describe(name=FORGET)
    @app_commands.autocomplete(name=names.complete)
    async def clear(self, interaction: Interaction, name: str = "") -> None:
        await replies.tell(interaction, _forget(interaction, name.strip()))


async def _keep(interaction: Interaction, name: str, value: str) -> str:
    people, user = interaction.client.store.people, interaction.user.id
    question = Question("vars set", {"name": name, "value": value})
    question = answering.with_variables(question, await people.variables(user))
    text = await interaction.client.workers.run(answering.kept_text, question)
    try:
        await people.set_variable(user, name, text)
    except FullError:
        raise UserError(
            f"You keep {MOST_VARIABLES} values already, which is as many as there is room for. "
            "Forget one with /vars clear."
        ) from None
    shown = answering.shortened(f"{name} {answering.signed(text)}", LONGEST_SHOWN)
    return (
        f"### Kept for you\n```\n{shown}\n```\n"
        f"Type `{name}` in any option, as in `/calc expression:2*{name}`."
    )


async def _list(interaction: Interaction) -> str:
    variables = await interaction.client.store.people.variables(interaction.user.id)
    if not variables:
        return "You keep no values yet. `/vars set name:A value:[1 2; 3 4]` keeps one."
    lines = [
        answering.shortened(f"{name} {answering.signed(text)}", LONGEST_LINE)
        for name, text in variables.items()
    ]
    return "### Your values\n```\n{}\n```\nOnly you see them.".format("\n".join(lines))


async def _forget(interaction: Interaction, name: str) -> str:
    forgotten = await interaction.client.store.people.clear_variables(
        interaction.user.id, name or None
    )
    if name and not forgotten:
        raise UserError("You keep no value of that name. /vars list shows yours.")
    if name:
        return f"`{name}` is forgotten."
    if not forgotten:
        return "You keep no values, so there is nothing to forget."
    return f"All of your values are forgotten ({forgotten})."
