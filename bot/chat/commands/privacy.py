"""`/privacy`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.chat import replies
from bot.chat.errors import report

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.chat.client import StudyBot
    from bot.chat.replies.messages import Message
    from bot.store import Kept

    Interaction = discord.Interaction[StudyBot]

NOTHING = "Nothing is kept of you."
POSTED = "What stands in channels stays; **Delete** below an answer removes it there."


class Privacy(commands.GroupCog, name="privacy", description="What is kept of you"):
    """To see everything that is kept of oneself, and to have it forgotten."""

    @app_commands.command(description="Everything that is kept of you, as a file")
    async def export(self, interaction: Interaction) -> None:
        await replies.respond(interaction, _export(interaction), ephemeral=True)

    @app_commands.command(description="Forget everything that is kept of you; asks once more")
    async def delete(self, interaction: Interaction) -> None:
        await replies.respond(interaction, _ask(interaction), ephemeral=True)


async def _export(interaction: Interaction) -> Message:
    kept = await interaction.client.store.people.kept(interaction.user.id)
    if not kept:
        return replies.message(NOTHING), []
    exported = {"discord id": str(interaction.user.id)}
    exported |= {table.name: table.rows for table in kept}
    text = json.dumps(exported, ensure_ascii=False, indent=2, default=str)
    return replies.message_with_file(
        f"### All that is kept of you\n{_listed(kept)}", "study-bot-data.json", text
    )


async def _ask(interaction: Interaction) -> Message:
    kept = await interaction.client.store.people.kept(interaction.user.id)
    if not kept:
        return replies.message(NOTHING), []
    view = replies.message(
        f"### Forget all this?\n{_listed(kept)}\nIt cannot be brought back. {POSTED}"
    )
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(ForgetButton("yes")).add_item(ForgetButton("no"))
    return view.add_item(row), []


def _listed(kept: Sequence[Kept]) -> str:
    return "\n".join(f"- {table.words}" for table in kept)


class ForgetButton(ui.DynamicItem[ui.Button[Any]], template=r"privacy:(?P<choice>yes|no)"):
    """Below the question whether to forget: only who was asked sees it."""

    def __init__(self, choice: Literal["yes", "no"]) -> None:
        label = {"yes": "Forget everything", "no": "Keep it"}[choice]
        colours = {"yes": discord.ButtonStyle.danger, "no": discord.ButtonStyle.secondary}
        super().__init__(
            ui.Button(label=label, style=colours[choice], custom_id=f"privacy:{choice}")
        )
        self.choice = choice

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls("yes" if match["choice"] == "yes" else "no")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            await interaction.response.edit_message(
                view=replies.message(await self._words(interaction))
            )
        except Exception as error:
            await report(interaction, error)

    async def _words(self, interaction: Interaction) -> str:
        if self.choice == "no":
            return "Everything is kept as it was."
        servers = await interaction.client.store.ratings.shared_in(interaction.user.id)
        kept = await interaction.client.store.people.forget(interaction.user.id)
        interaction.client.questions.forget_all_of(interaction.user.id)
        interaction.client.films.withdraw(servers)
        if not kept:
            return NOTHING
        return f"### Forgotten\n{_listed(kept)}\nNothing is kept of you now. {POSTED}"
