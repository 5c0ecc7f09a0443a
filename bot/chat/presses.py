"""Handlers of buttons and menus.

Each has a custom_id ``linalg:<action>:<argument>``, so it also works after a restart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.chat import delivery, notes, requests, sharing
from bot.chat.errors import report
from bot.chat.forms import FORM_CHARACTERS, edit_form
from bot.chat.messages import copies_view, files, message
from bot.chat.places import place_of
from bot.chat.public import READERS
from bot.chat.readers import reader_of
from bot.chat.replies import button
from bot.chat.responding import (
    FORM_PATIENCE,
    in_time,
    is_for_asker,
    message_of,
    open_form,
)
from bot.errors import UserError
from bot.faces.answers import NEXT
from bot.faces.computing import computed
from bot.faces.outcomes import CHOOSE, chosen, followed, recalled, wanted_by
from bot.reference import load
from bot.topics.kit.outcome import STALE, Ask, Form, Note, Press, Show
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.chat.desk import Desk
    from bot.drawing.picture import Picture
    from bot.topics.kit.outcome import Outcome

    Interaction = discord.Interaction[Any]

# Messages of the first versions have "privacy:yes" without the prefix.
ACTION = "[a-z]{1,20}"
# What matches nothing else is forged, or older than that.
CUSTOM_ID = rf"(?s:(?:linalg:)?(?P<action>{ACTION}):(?P<argument>.{{0,80}})|.*)"

BELOW_ANSWER = re.compile(
    r"(?:(?P<name>[a-z_]{1,32}):)?(?P<asker>[0-9]{1,20}):(?P<key>[0-9a-f]{12})"
)
"""The argument of buttons and menus below an answer; menus have the name of an input."""

PRESSED = discord.InteractionType.component
"""A button or a menu; a form that was sent cannot open another."""

UNKNOWN_MESSAGE = 10008
"""Discord's code for a message that is no longer there."""


def dynamic_item(desk: Desk) -> type[ui.DynamicItem[Any]]:
    """Return the item that handles every button and menu of ours.

    Raises
    ------
    ValueError
        When a topic gives a button a name that cannot be found again.
    """
    registry = desk.services.registry
    for action in (*registry.below_answers, *registry.below_notes):
        if action in {*OURS, CHOOSE} or not re.fullmatch(ACTION, action):
            raise ValueError(f"A button of a topic's own cannot be called {action!r}.")

    known = {*OURS, CHOOSE, *registry.below_answers, *registry.below_notes}

    class Pressed(ui.DynamicItem[ui.Item[Any]], template=CUSTOM_ID):
        def __init__(self, item: ui.Item[Any], action: str, argument: str) -> None:
            super().__init__(item)
            self._action = action
            # Anybody can send an action that is none.
            self._known = action if action in known else "unknown"
            self._argument = argument

        @classmethod
        async def from_custom_id(
            cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> Self:
            return cls(item, match["action"] or "", match["argument"] or "")

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            values = tuple(self.item.values) if isinstance(self.item, ui.Select) else ()
            try:
                async with desk.traffic.handling(interaction, f"button {self._known}"):
                    await _press(interaction, desk, self._action, self._argument, values)
            except UserError as error:
                await report(interaction, error)

    return Pressed


@dataclass(frozen=True)
class Above:
    """The answer above a button.

    Attributes
    ----------
    asker
        Who asked.
    key
        Under which the question is kept.
    """

    asker: int
    key: str

    async def question(self, desk: Desk, user: int) -> Question:
        """Return the question of the answer, if the user may open it.

        Raises
        ------
        UserError
            When it is forgotten, or private to its asker.
        """
        return await recalled(desk.questions, self.key, self.asker, user)


async def _press(
    interaction: Interaction, desk: Desk, action: str, argument: str, values: tuple[str, ...]
) -> None:
    registry = desk.services.registry
    if action in registry.below_notes:
        below = registry.below_notes[action]
        press = _pressed(interaction, argument, values)
        job = load(below.press)(press, desk.services)
        await in_place(interaction, desk, job, patience=FORM_PATIENCE if below.opens_form else None)
        return
    found = BELOW_ANSWER.fullmatch(argument)
    if found is None or action not in {*OURS, CHOOSE, *registry.below_answers}:
        raise UserError(STALE)
    above = Above(int(found["asker"]), found["key"])
    if action in OURS:
        await OURS[action](interaction, desk, above)
        return
    opens_form = action != CHOOSE and registry.below_answers[action].opens_form
    question = await above.question(desk, interaction.user.id)
    press = _pressed(interaction, found["name"] or "", values)
    press = replace(press, question=question, asker=above.asker)
    if action == CHOOSE:
        job = chosen(press)
    else:
        job = load(registry.below_answers[action].press)(press, desk.services)
    await in_place(interaction, desk, job, patience=FORM_PATIENCE if opens_form else None)


def _pressed(interaction: Interaction, argument: str, values: tuple[str, ...]) -> Press:
    guild = requests.server_of(interaction)
    return Press(
        interaction.user.id,
        guild,
        argument,
        values,
        may=requests.permissions_of(interaction),
        name=interaction.user.display_name,
        roles=requests.roles_of(interaction),
        channel=None if guild is None else place_of(interaction),
    )


async def edited(
    interaction: Interaction, desk: Desk, above: Above, inputs: Mapping[str, str]
) -> None:
    """Change the answer above a form to what was filled in."""
    question = await above.question(desk, interaction.user.id)
    command = desk.services.registry.command(question.command)
    request = replace(requests.of_command(interaction, command, inputs), given=question.given)
    await in_place(interaction, desk, wanted_by(command, request, desk.services))


async def in_place(
    interaction: Interaction,
    desk: Desk,
    job: Awaitable[Outcome],
    *,
    patience: float | None = None,
) -> None:
    """Replace the message of a button, or of the form that it opened, by the outcome of a job.

    A picture to look at, and what is for the user alone below what all can see, come beside it; a
    form opens above it.

    Parameters
    ----------
    patience
        Seconds that the job has before the press is acknowledged, after which no form can open;
        as `in_time` has it by default.
    """
    # Without "thinking…": what follows it would be as public as the message.
    wanted = await in_time(interaction, job, thinking=False, patience=patience)
    if isinstance(wanted, Form) and interaction.type is PRESSED:
        await open_form(interaction, desk, wanted)
        return
    if isinstance(wanted, Form):
        raise UserError(f"That leaves nothing to answer. /{wanted.command} opens a form.")
    if isinstance(wanted, Ask) and wanted.beside:
        await _answer_below(interaction, desk, wanted)
        return
    beside = isinstance(wanted, Show) or (is_for_asker(wanted) and not _is_private(interaction))
    at_once = isinstance(wanted, Note) and not beside
    if not at_once and not interaction.response.is_done():
        await delivery.acknowledge(interaction, private=beside, thinking=beside)
    if isinstance(wanted, Note):
        view, attached = notes.message_of(wanted)
    else:
        view, attached = await message_of(desk, await reader_of(interaction, desk), wanted)
    if beside:
        await interaction.followup.send(view=view, files=attached, ephemeral=True)
        return
    try:
        await delivery.update(interaction, view, attached)
    except discord.NotFound as error:
        if error.code != UNKNOWN_MESSAGE:
            raise
        raise UserError("This answer has been deleted; send the command again.") from None


async def _answer_below(interaction: Interaction, desk: Desk, wanted: Ask) -> None:
    """Answer as to a command that was typed."""
    is_late = interaction.response.is_done()
    reader = await reader_of(interaction, desk)
    private = wanted.private or reader.alone
    shown = message_of(desk, reader, wanted)
    view, attached = await in_time(interaction, shown, private=private)
    if is_late:
        # A press that was acknowledged without "thinking…" has its own message as the original.
        await interaction.followup.send(view=view, files=attached, ephemeral=private)
        return
    await delivery.answer(interaction, view, attached, private=private)


def _is_private(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


# Buttons below every answer


async def _steps(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Show the steps, typeset, to the user."""
    pages = await _drawn_again(interaction, desk, above, "steps")
    await delivery.replace(interaction, message(pictures=pages), files(pages))


async def _turn(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Show the picture as it turns to the user, or still, as they have it set."""
    found = await _drawn_again(interaction, desk, above, "turn")
    await delivery.replace(interaction, message(pictures=found), files(found))


async def _copy(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Show the calculation as text, NumPy and LaTeX to the user."""
    question = await above.question(desk, interaction.user.id)
    await delivery.acknowledge(interaction, private=True)
    # As exact for everybody, whatever they have chosen.
    found = await computed(desk.services, requests.server_of(interaction), "copies", question)
    view, attached = copies_view(found)
    await delivery.replace(interaction, view, attached)


async def _drawn_again(
    interaction: Interaction, desk: Desk, above: Above, door: str
) -> Sequence[Picture]:
    """Return pictures for the question above, as the user who sees "thinking…" wants them."""
    question = await above.question(desk, interaction.user.id)
    await delivery.acknowledge(interaction, private=True)
    reader = await reader_of(interaction, desk)
    return await computed(desk.services, reader.guild, door, question, reader.style)


async def _edit(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Open a form with the inputs; the answer changes in place."""
    question = await above.question(desk, interaction.user.id)
    if interaction.user.id != above.asker:
        raise UserError(
            f"Only the person who asked can edit this. Use /{question.command} for your own."
        )
    if any(len(text) > FORM_CHARACTERS for text in question.typed.values()):
        raise UserError(
            f"A form holds at most {FORM_CHARACTERS} characters, and this input is longer. "
            "Send the command again with the changed input."
        )
    await delivery.open_form(interaction, edit_form(question, above.asker, above.key))


async def _share(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Post the answer in the server's study channel; for the asker and moderators."""
    if interaction.guild is None:
        raise UserError(sharing.NO_SERVER)
    if interaction.user.id != above.asker and not interaction.permissions.manage_messages:
        raise UserError(
            "Only the person who asked, or a moderator, can share this. "
            "Send the command yourself, then you can share the answer."
        )
    await delivery.acknowledge(interaction, private=True)
    buttons = _for_readers(interaction.message, above)
    try:
        told = await sharing.share(interaction, desk, above.key, above.asker, buttons)
    except UserError as error:
        told = str(error)
    await delivery.replace(interaction, message(told), [])


def _for_readers(shown: discord.Message | None, above: Above) -> list[ui.Button[Any]]:
    """Return the buttons below the answer that others can use, with their labels."""
    rows = [] if shown is None else shown.components
    labels = {
        part.custom_id: part.label
        for row in rows
        if isinstance(row, discord.ActionRow)
        for part in row.children
        if isinstance(part, discord.Button)
    }
    items = [button(action, above.asker, above.key) for action in READERS]
    for item in items:
        item.label = labels.get(item.custom_id)
    return [item for item in items if item.custom_id in labels]


async def _next(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Answer what is worth trying next, with the same numbers, for whoever pressed."""
    question = await above.question(desk, interaction.user.id)
    guild = requests.server_of(interaction)
    job = followed(question, interaction.user.id, guild, desk.services)
    await in_place(interaction, desk, job)


async def _delete(interaction: Interaction, _: Desk, above: Above) -> None:
    """Delete the reply; for the asker and moderators."""
    if interaction.user.id != above.asker and not interaction.permissions.manage_messages:
        raise UserError("Only the person who asked, or a moderator, can delete this.")
    await delivery.acknowledge(interaction, thinking=False)

    async def delete(_: Sequence[discord.File]) -> None:
        await interaction.delete_original_response()

    await delivery.once_more(delete)


OURS: dict[str, Callable[[Interaction, Desk, Above], Awaitable[None]]] = {
    "steps": _steps,
    "turn": _turn,
    "copy": _copy,
    "edit": _edit,
    "share": _share,
    NEXT: _next,
    "delete": _delete,
}
"""The buttons below every answer, by action."""
