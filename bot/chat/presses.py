"""Handlers of buttons and menus.

Each has a custom_id ``linalg:<action>:<argument>``, so it also works after a restart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.chat import notes, requests, sharing
from bot.chat.errors import report
from bot.chat.forms import FORM_CHARACTERS, edit_form
from bot.chat.messages import copies_view, files, message
from bot.chat.replies import answer_message, button, computed
from bot.chat.responding import respond, wanted_by
from bot.drawing.style import Style
from bot.errors import UserError
from bot.reference import load
from bot.topics.kit.outcome import Ask, Form, Note, Press, Show
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.chat.desk import Desk
    from bot.topics.kit.outcome import Outcome

    Interaction = discord.Interaction[Any]

# Messages of the first versions have "privacy:yes" without the prefix.
ACTION = "[a-z]{1,20}"
CUSTOM_ID = rf"(?:linalg:)?(?P<action>{ACTION}):(?P<argument>.{{0,80}})"

BELOW_ANSWER = re.compile(
    r"(?:(?P<name>[a-z_]{1,32}):)?(?P<asker>[0-9]{1,20}):(?P<key>[0-9a-f]{12})"
)
"""The argument of buttons and menus below an answer; menus have the name of an input."""

READERS = ("steps", "turn", "copy", "delete")
"""Buttons below a shared answer, whose question cannot be changed there."""


def dynamic_item(desk: Desk) -> type[ui.DynamicItem[Any]]:
    """Return the item that handles every button and menu of ours.

    Raises
    ------
    ValueError
        When a topic gives a button a name that cannot be found again.
    """
    registry = desk.services.registry
    for action in (*registry.below_answers, *registry.below_notes):
        if action in OURS or not re.fullmatch(ACTION, action):
            raise ValueError(f"A button of a topic's own cannot be called {action!r}.")

    class Pressed(ui.DynamicItem[ui.Item[Any]], template=CUSTOM_ID):
        def __init__(self, item: ui.Item[Any], action: str, argument: str) -> None:
            super().__init__(item)
            self._action = action
            self._argument = argument

        @classmethod
        async def from_custom_id(
            cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> Self:
            return cls(item, match["action"], match["argument"])

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            values = tuple(self.item.values) if isinstance(self.item, ui.Select) else ()
            try:
                await _press(interaction, desk, self._action, self._argument, values)
            except Exception as error:
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
    name
        The input that a menu changes; "" of a button.
    values
        What was chosen.
    """

    asker: int
    key: str
    name: str = ""
    values: tuple[str, ...] = ()

    def question(self, desk: Desk, user: int) -> Question:
        """Return the question of the answer, if the user may open it.

        Raises
        ------
        UserError
            When it is forgotten, or private to its asker.
        """
        question = desk.questions.recall(self.key)
        if question is None:
            raise UserError(
                "I no longer have the numbers of this answer. "
                "Send the command again, then the buttons work."
            )
        if question.private and user != self.asker:
            raise UserError(
                "Only the person who asked can open this, since it shows their ratings. "
                f"Use /{question.command} for your own."
            )
        return question


async def _press(
    interaction: Interaction, desk: Desk, action: str, argument: str, values: tuple[str, ...]
) -> None:
    registry = desk.services.registry
    if action in registry.below_notes:
        press = Press(interaction.user.id, interaction.guild_id, argument, values)
        wanted = await load(registry.below_notes[action].press)(press, desk.services)
        await _in_place(interaction, desk, wanted)
        return
    found = BELOW_ANSWER.fullmatch(argument)
    if found is None or action not in {*OURS, *registry.below_answers}:
        raise UserError("I no longer know this button. Send the command again.")
    above = Above(int(found["asker"]), found["key"], found["name"] or "", values)
    if action in OURS:
        await OURS[action](interaction, desk, above)
        return
    user = interaction.user.id
    question = above.question(desk, user)
    press = Press(user, interaction.guild_id, above.name, values, question, above.asker)
    wanted = await load(registry.below_answers[action].press)(press, desk.services)
    await _in_place(interaction, desk, wanted)


async def _in_place(interaction: Interaction, desk: Desk, wanted: Outcome) -> None:
    """Replace the button's message by the outcome; a picture is shown beside it."""
    match wanted:
        case Note():
            view, attached = notes.message_of(wanted)
            await interaction.response.edit_message(view=view, attachments=attached)
        case Ask() if wanted.private and not _is_private(interaction):
            await respond(interaction, desk, _as_is(wanted), private=True)
        case Ask():
            await _answer_in_place(interaction, desk, wanted.question)
        case Show():
            await interaction.response.defer(ephemeral=True, thinking=True)
            reply = await computed(desk, interaction.guild_id, "reply", wanted.question)
            await interaction.edit_original_response(
                view=message(f"### {reply.title}\n{reply.meaning}", pictures=reply.pictures),
                attachments=files(reply.pictures),
            )
        case Form():
            raise UserError(f"That leaves nothing to answer. /{wanted.command} opens a form.")


def _is_private(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _as_is(wanted: Ask) -> Ask:
    return wanted


async def _answer_in_place(interaction: Interaction, desk: Desk, question: Question) -> None:
    """Replace the answer by that to a changed question."""
    await interaction.response.defer()
    who, where = interaction.user.id, interaction.guild_id
    view, attached = await answer_message(desk, who, where, question)
    await interaction.edit_original_response(view=view, attachments=attached)


# Buttons below every answer


async def _steps(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Show the steps, typeset, to the user."""
    question = above.question(desk, interaction.user.id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    pages = await computed(desk, interaction.guild_id, "steps", question)
    await interaction.edit_original_response(view=message(pictures=pages), attachments=files(pages))


async def _turn(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Show the picture as it turns to the user, or still, as they have it set."""
    question = above.question(desk, interaction.user.id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    person = await desk.services.store.people.person(interaction.user.id)
    style = Style(motion=person.settings.motion)
    found = await computed(desk, interaction.guild_id, "turn", question, style)
    await interaction.edit_original_response(view=message(pictures=found), attachments=files(found))


async def _copy(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Show the calculation as text, NumPy and LaTeX to the user."""
    question = above.question(desk, interaction.user.id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    copies = await computed(desk, interaction.guild_id, "copies", question)
    view, attached = copies_view(copies)
    await interaction.edit_original_response(view=view, attachments=attached)


async def _edit(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Open a form with the inputs; the answer changes in place."""
    question = above.question(desk, interaction.user.id)
    if interaction.user.id != above.asker:
        raise UserError(
            f"Only the person who asked can edit this. Use /{question.command} for your own."
        )
    if any(len(text) > FORM_CHARACTERS for text in question.inputs.values()):
        raise UserError(
            f"A form holds at most {FORM_CHARACTERS} characters, and this input is longer. "
            "Send the command again with the changed input."
        )

    async def filled(filled: Interaction, inputs: dict[str, str], _: list[Any]) -> None:
        command = desk.services.registry.command(question.command)
        request = requests.of_command(filled, command, inputs)
        await _in_place(filled, desk, await wanted_by(command, request, desk))

    await interaction.response.send_modal(edit_form(question, filled))


async def _choose(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Change an input to what is chosen."""
    question = above.question(desk, interaction.user.id)
    who, where = interaction.user.id, interaction.guild_id
    Press(who, where, above.name, above.values, question, above.asker).only_the_asker()
    await _answer_in_place(interaction, desk, question.changed(above.name, *above.values))


async def _share(interaction: Interaction, desk: Desk, above: Above) -> None:
    """Post the answer in the server's study channel; for the asker and moderators."""
    if interaction.guild is None:
        raise UserError(sharing.NO_SERVER)
    if interaction.user.id != above.asker and not interaction.permissions.manage_messages:
        raise UserError(
            "Only the person who asked, or a moderator, can share this. "
            "Send the command yourself, then you can share the answer."
        )
    await interaction.response.defer(ephemeral=True, thinking=True)
    buttons = _for_readers(interaction.message, above)
    try:
        told = await sharing.share(interaction, desk, above.key, above.asker, buttons)
    except UserError as error:
        told = str(error)
    await interaction.edit_original_response(view=message(told))


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


async def _delete(interaction: Interaction, _: Desk, above: Above) -> None:
    """Delete the reply; for the asker and moderators."""
    if interaction.user.id != above.asker and not interaction.permissions.manage_messages:
        raise UserError("Only the person who asked, or a moderator, can delete this.")
    await interaction.response.defer()
    await interaction.delete_original_response()


OURS: dict[str, Callable[[Interaction, Desk, Above], Awaitable[None]]] = {
    "steps": _steps,
    "turn": _turn,
    "copy": _copy,
    "edit": _edit,
    "choose": _choose,
    "share": _share,
    "delete": _delete,
}
"""The buttons below every answer, by action."""
