"""Forms that were filled in: the one place where they arrive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.chat import requests
from bot.chat.errors import report
from bot.chat.forms import EDIT, TOPIC, filled, unpacked
from bot.chat.presses import Above, edited, in_place
from bot.chat.responding import respond
from bot.errors import UserError
from bot.faces.outcomes import wanted_by

if TYPE_CHECKING:
    import discord

    from bot.chat.desk import Desk
    from bot.chat.forms import Filled
    from bot.topics.kit.declaration import Command

    Interaction = discord.Interaction[Any]

CUSTOM_ID = re.compile(
    rf"{EDIT}(?P<asker>[0-9]{{1,20}}):(?P<key>[0-9a-f]{{12}})"
    rf"|{TOPIC}(?P<command>[a-z0-9_ -]+):(?:@(?P<kept>[0-9a-f]{{12}})|(?P<carried>=.*))"
)

CHANGED = "This form has changed. Please open it again, and paste what you had typed."


async def submitted(interaction: Interaction, desk: Desk) -> None:
    """Answer a form."""
    data: Any = interaction.data
    found = CUSTOM_ID.fullmatch(data["custom_id"])
    try:
        async with desk.traffic.handling(interaction, _name(desk, found)):
            await _answer(interaction, desk, found)
    except UserError as error:
        await report(interaction, error)


def _name(desk: Desk, found: re.Match[str] | None) -> str:
    """Return what the form is called in the log, which never repeats what somebody made up."""
    if found is None:
        return "form unknown"
    if found["asker"]:
        return "form edit"
    known = {command.name for command in desk.services.registry.commands}
    return f"form /{found['command']}" if found["command"] in known else "form unknown"


async def _answer(interaction: Interaction, desk: Desk, found: re.Match[str] | None) -> None:
    if found is None:
        raise UserError(CHANGED)
    if found["asker"]:
        above = Above(int(found["asker"]), found["key"])
        await edited(interaction, desk, above, _filled(interaction).texts)
        return
    command = _command(desk, found["command"])
    carried = unpacked(found["carried"]) if found["carried"] else await _kept(desk, found["kept"])
    every = {option.name: "" for option in command.options}
    entered = _filled(interaction)
    inputs = entered.inputs(every | carried)
    request = requests.of_form(interaction, command.name, inputs, entered.files)
    if interaction.message is not None:  # below which a button opened the form
        await in_place(interaction, desk, wanted_by(command, request, desk.services))
        return
    await respond(interaction, desk, command, request)


def _filled(interaction: Interaction) -> Filled:
    try:
        return filled(interaction)
    except (AttributeError, KeyError, TypeError):
        # No client sends that, but anybody can; or the form is of a bot that made others.
        raise UserError(CHANGED) from None


def _command(desk: Desk, name: str) -> Command:
    try:
        return desk.services.registry.command(name)
    except KeyError:
        raise UserError(CHANGED) from None


async def _kept(desk: Desk, key: str) -> dict[str, str]:
    question = await desk.questions.recall(key)
    if question is None:
        raise UserError(CHANGED)
    return dict(question.inputs)
