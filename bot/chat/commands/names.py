"""Names of kept values, completed while somebody types a question."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from discord import AppCommandOptionType, app_commands

from bot.topics.kit import answering

if TYPE_CHECKING:
    import discord

    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

log = logging.getLogger(__name__)

MOST_CHOICES = 25
LONGEST_CHOICE = 100
"""Discord's limits; characters of what is shown, and of what is typed for it."""

_LAST_WORD = re.compile(r"[^\W\d_]\w*\Z")


def complete_in(tree: app_commands.CommandTree[StudyBot]) -> None:
    """Complete names in every text of every question, whichever command it belongs to."""
    for command in tree.walk_commands():
        if isinstance(command, app_commands.Command) and command.qualified_name in answering.TOPICS:
            for parameter in command.parameters:
                is_text = parameter.type is AppCommandOptionType.string
                if is_text and not (parameter.choices or parameter.autocomplete):
                    command.autocomplete(parameter.name)(complete)


async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the asker's names that begin with the last word typed; never fail."""
    try:
        variables = await interaction.client.store.people.variables(interaction.user.id)
    except Exception:
        log.exception("Names could not be completed.")
        return []
    return [
        app_commands.Choice(name=shown, value=text) for text, shown in choices(typed, variables)
    ]


def choices(typed: str, variables: dict[str, str]) -> list[tuple[str, str]]:
    """Return what to type, and how it is shown.

    What was typed is offered first as it is, so that a key pressed too soon changes nothing.
    """
    found = _LAST_WORD.search(typed)
    if typed.strip() and not found:
        return []
    word = found[0] if found else ""
    before = typed[: len(typed) - len(word)]
    names = [name for name in variables if name.startswith(word) and name != word]
    offered = [
        (before + name, f"{before}{name} {answering.signed(variables[name])}") for name in names
    ]
    if word in variables:
        offered.insert(0, (typed, f"{typed} {answering.signed(variables[word])}"))
    elif word and offered:
        offered.insert(0, (typed, typed))
    fitting = [(text, _shortened(shown)) for text, shown in offered if len(text) <= LONGEST_CHOICE]
    return fitting[:MOST_CHOICES]


def _shortened(shown: str) -> str:
    return shown if len(shown) <= LONGEST_CHOICE else f"{shown[: LONGEST_CHOICE - 1]}…"
