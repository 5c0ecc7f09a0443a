"""`/pca` and `/factorize`, and the same in a message's Apps menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.commands import intake, names
from bot.chat.commands.intake import Intake, Setting
from bot.topics.factorize.answer import METHODS
from bot.topics.kit import answering

if TYPE_CHECKING:
    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

DATA = "rows of numbers, such as 1,2 3,5 4,4; leave it out to paste into a form"
RATINGS = "one row a person, one column an item, ? where unknown; leave it out for a form"
FILE = "a file instead: CSV, TSV, text or .npy"
MOST_COMPONENTS = 60
MOST_RANK = 20
SMALL_NUMBERS = tuple((str(k), str(k)) for k in range(1, 11))
"""Offered in the forms; the commands take others, too."""

STANDARDIZE = Setting(
    "standardize",
    "Standardize?",
    (
        ("auto", "auto: if the columns' scales differ much"),
        ("no", "no: as the numbers are"),
        ("yes", "yes: every column counts the same"),
    ),
    "auto",
)
METHOD = Setting("method", "Method", tuple(METHODS.items()), "als")

PCA = Intake(
    "pca",
    "data",
    "name,math,art,sport\nann,3,1,2\nbob,1,?,4\n…",
    (Setting("components", "Components", SMALL_NUMBERS, "", "2 if possible"), STANDARDIZE),
)
FACTORIZE = Intake(
    "factorize",
    "ratings",
    "name,Shrek,Memento,Up\nann,5,?,4\nbob,1,4,?\n…",
    (Setting("rank", "Rank", SMALL_NUMBERS, "", "2 if possible"), METHOD),
    examples=True,
)


def _choices(setting: Setting) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=words, value=value) for value, words in setting.choices]


class Tables(commands.Cog):
    """Questions about whole tables."""

    @app_commands.command(
        description="Principal components: along which directions data differ most"
    )
    @app_commands.describe(
        data=DATA,
        file=FILE,
        components="how many components are kept; 2 if left out",
        standardize="whether every column counts the same, whatever its unit",
    )
    @app_commands.choices(standardize=_choices(STANDARDIZE))
    async def pca(
        self,
        interaction: Interaction,
        data: str = "",
        file: discord.Attachment | None = None,
        components: app_commands.Range[int, 1, MOST_COMPONENTS] | None = None,
        standardize: str = STANDARDIZE.default,
    ) -> None:
        chosen = {"components": str(components or ""), "standardize": standardize}
        await intake.answer(interaction, PCA, data, file, chosen)

    @app_commands.command(
        description="A table of ratings as people times items, its blanks predicted"
    )
    @app_commands.describe(
        ratings=RATINGS,
        file=FILE,
        rank="how many numbers describe a person, and an item; 2 if left out",
        method="how the factors are found; ALS if left out",
    )
    @app_commands.choices(method=_choices(METHOD))
    async def factorize(
        self,
        interaction: Interaction,
        ratings: str = "",
        file: discord.Attachment | None = None,
        rank: app_commands.Range[int, 1, MOST_RANK] | None = None,
        method: str = METHOD.default,
    ) -> None:
        await intake.answer(
            interaction, FACTORIZE, ratings, file, {"rank": str(rank or ""), "method": method}
        )

    @factorize.autocomplete("ratings")
    async def complete_ratings(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the tables that stand ready, before the asker's own values."""
        wanted = typed.strip().casefold()
        ready = [name for name in answering.EXAMPLES if wanted in name]
        own = await names.complete(interaction, typed)
        offered = [app_commands.Choice(name=name, value=name) for name in ready] + own
        return offered[: names.MOST_CHOICES]


def add_menus(tree: app_commands.CommandTree[StudyBot]) -> None:
    """Add the entries of a message's Apps menu, which no cog can hold."""
    for title, what in (("PCA on this message", PCA), ("Factorize this message", FACTORIZE)):
        tree.add_command(_menu(title, what))


def _menu(title: str, what: Intake) -> app_commands.ContextMenu:
    async def ask(interaction: Interaction, message: discord.Message) -> None:
        await intake.answer_message(interaction, what, message)

    return app_commands.ContextMenu(name=title, callback=ask)
