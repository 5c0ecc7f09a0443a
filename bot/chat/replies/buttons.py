"""What stands below a reply: its buttons and menus, and the forms that they open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui

from bot.chat.errors import UserError, report
from bot.chat.replies import sharing
from bot.chat.replies.answering import answered, computed
from bot.chat.replies.messages import copies_view, files, message, within
from bot.topics.kit import answering
from bot.topics.kit.answering import Choice, Question, Style

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.chat.client import StudyBot
    from bot.chat.replies.messages import Message
    from bot.topics.kit.answering import Reply

    Interaction = discord.Interaction[StudyBot]

FORM_CHARACTERS = 4000
"""Discord's limit for one field of a form."""

FACTS_CHARACTERS = 3000
"""Of the 4000 characters in a message; title and meaning take some, too."""


async def answer_message(interaction: Interaction, question: Question) -> Message:
    """Answer the question; return the message that says it, with what stands below."""
    question, reply = await answered(interaction, question)
    key = interaction.client.questions.remember(question, interaction.user.id)
    shown = [button for button in BUTTONS if _is_of_use(button, question, reply)]
    return _reply_view(reply, interaction.user.id, key, shown), files(reply.pictures)


async def answer_in_place(interaction: Interaction, question: Question) -> None:
    """Put the answer to a changed question where the old answer is."""
    await interaction.response.defer()
    view, attached = await answer_message(interaction, question)
    await interaction.edit_original_response(view=view, attachments=attached)


def _is_of_use(button: type[ReplyButton], question: Question, reply: Reply) -> bool:
    if button is EditButton:
        return bool(question.inputs)
    return button is not StepsButton or bool(reply.steps_name)


def _reply_view(
    reply: Reply, asker: int, key: str, shown: Sequence[type[ReplyButton]]
) -> ui.LayoutView:
    facts = within(reply.facts, FACTS_CHARACTERS)
    view = message(
        f"### {reply.title}\n```\n{facts}\n```\n{reply.meaning}", pictures=reply.pictures
    )
    for choice in reply.choices:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        menu = MENUS["seen" if choice.several else "choose"]
        view.add_item(row.add_item(menu(asker, key, choice)))
    if reply.extras:
        extras: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        for name in reply.extras:
            extras.add_item(ACTIONS[name](asker, key))
        view.add_item(extras)
    buttons: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for button in shown:
        item = button(asker, key)
        if button is StepsButton:
            item.item.label = reply.steps_name
        buttons.add_item(item)
    view.add_item(buttons)
    return view


def recall(interaction: Interaction, key: str) -> Question:
    """Return the question that a reply answers."""
    question = interaction.client.questions.recall(key)
    if question is None:
        raise UserError(
            "I no longer have the numbers of this answer. "
            "Send the command again, then the buttons work."
        )
    return question


ACTIONS: dict[str, type[ReplyButton]] = {}
"""Buttons by what they do."""

MENUS: dict[str, type[ReplyMenu]] = {}
"""Menus by what they do."""


class ReplyButton(ui.DynamicItem[ui.Button[Any]], template=r"(?!)"):
    """A button below a reply, found by its custom_id, also after a restart."""

    action: ClassVar[str]
    label: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init_subclass__(cls, *, action: str, label: str, **options: Any) -> None:
        super().__init_subclass__(
            template=rf"linalg:{action}:(?P<asker>\d{{1,20}}):(?P<key>[0-9a-f]{{12}})"
        )
        ACTIONS[action] = cls
        cls.action, cls.label = action, label
        cls.style = options.get("style", cls.style)

    def __init__(self, asker: int, key: str) -> None:
        custom_id = f"linalg:{self.action}:{asker}:{key}"
        super().__init__(ui.Button(label=self.label, style=self.style, custom_id=custom_id))
        self.asker = asker
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["asker"]), match["key"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            await self.press(interaction)
        except Exception as error:
            await report(interaction, error)

    async def press(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        raise NotImplementedError

    def question(self, interaction: Interaction) -> Question:
        """Return the question that the reply answers, if whoever presses may look into it."""
        question = recall(interaction, self.key)
        if question.is_private and interaction.user.id != self.asker:
            raise UserError(
                "Only the person who asked can look into this, since it shows what they have "
                f"rated. Use /{question.command} for your own."
            )
        return question


class StepsButton(ReplyButton, action="steps", label="Steps", style=discord.ButtonStyle.primary):
    """Shows the working, typeset, to whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        question = self.question(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        pages = await computed(interaction, answering.steps, question, Style())
        await interaction.edit_original_response(
            view=message(pictures=pages), attachments=files(pages)
        )


class CopyButton(ReplyButton, action="copy", label="Copy"):
    """Shows the calculation as text, NumPy and LaTeX to whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        question = self.question(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        copies = await computed(interaction, answering.copies, question, Style())
        view, attached = copies_view(copies)
        await interaction.edit_original_response(view=view, attachments=attached)


class EditButton(ReplyButton, action="edit", label="Edit"):
    """Opens a form with the inputs; the answer changes in place."""

    async def press(self, interaction: Interaction) -> None:
        question = self.question(interaction)
        if interaction.user.id != self.asker:
            raise UserError(
                f"Only the person who asked can edit this. Use /{question.command} for your own."
            )
        if any(len(text) > FORM_CHARACTERS for text in question.inputs.values()):
            raise UserError(
                f"A form holds at most {FORM_CHARACTERS} characters, and this input is longer. "
                "Send the command again with the changed input."
            )
        await interaction.response.send_modal(EditForm(question))


class DeleteButton(ReplyButton, action="delete", label="Delete", style=discord.ButtonStyle.danger):
    """Deletes the reply, for the person who asked and for moderators."""

    async def press(self, interaction: Interaction) -> None:
        if interaction.user.id != self.asker and not interaction.permissions.manage_messages:
            raise UserError("Only the person who asked, or a moderator, can delete this.")
        await interaction.response.defer()
        await interaction.delete_original_response()


class ShareButton(ReplyButton, action="share", label="Share"):
    """Posts the answer in the server's study channel, for who asked and for moderators."""

    async def press(self, interaction: Interaction) -> None:
        if interaction.guild is None:
            raise UserError(sharing.NO_SERVER)
        if interaction.user.id != self.asker and not interaction.permissions.manage_messages:
            raise UserError(
                "Only the person who asked, or a moderator, can share this. "
                "Send the command yourself, then you can share the answer."
            )
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            told = await sharing.share(
                interaction, self.key, self.asker, self._for_readers(interaction.message)
            )
        except UserError as error:
            told = str(error)
        await interaction.edit_original_response(view=message(told))

    def _for_readers(self, shown: discord.Message | None) -> list[ui.Item[Any]]:
        """Return the buttons below the answer that are of use to others, called as they are."""
        rows = [] if shown is None else shown.components
        labels = {
            part.custom_id: part.label
            for row in rows
            if isinstance(row, discord.ActionRow)
            for part in row.children
            if isinstance(part, discord.Button)
        }
        items: list[ui.Item[Any]] = []
        for button in READERS:
            item = button(self.asker, self.key)
            if item.custom_id in labels:
                item.item.label = labels[item.custom_id]
                items.append(item)
        return items


BUTTONS: tuple[type[ReplyButton], ...] = (
    StepsButton,
    CopyButton,
    EditButton,
    ShareButton,
    DeleteButton,
)

READERS: tuple[type[ReplyButton], ...] = (StepsButton, CopyButton, DeleteButton)
"""What stands below an answer that has been shared: its question cannot be changed there."""


class ReplyMenu(ui.DynamicItem[ui.Select[Any]], template=r"(?!)"):
    """A menu below a reply; the answer to the changed question takes its place."""

    action: ClassVar[str]

    def __init_subclass__(cls, *, action: str) -> None:
        super().__init_subclass__(
            template=rf"linalg:{action}:(?P<name>[a-z_]{{1,32}}):(?P<asker>\d{{1,20}})"
            r":(?P<key>[0-9a-f]{12})"
        )
        MENUS[action] = cls
        cls.action = action

    def __init__(self, asker: int, key: str, choice: Choice) -> None:
        options = [discord.SelectOption(label=words, value=v) for v, words in choice.values]
        super().__init__(
            ui.Select(
                custom_id=f"linalg:{self.action}:{choice.name}:{asker}:{key}",
                placeholder=choice.label,
                options=options,
                max_values=max(1, len(options)) if choice.several else 1,
            )
        )
        self.asker = asker
        self.key = key
        self.name = choice.name

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["asker"]), match["key"], Choice(match["name"], "", ()))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        try:
            question = recall(interaction, self.key)
            only_the_asker(interaction, self.asker, question)
            await answer_in_place(interaction, await self.chosen(interaction, question))
        except Exception as error:
            await report(interaction, error)

    async def chosen(self, interaction: Interaction, question: Question, /) -> Question:
        """Return the question as it is after the choice."""
        raise NotImplementedError


class ChoiceMenu(ReplyMenu, action="choose"):
    """Changes an input to what is chosen."""

    async def chosen(self, _: Interaction, question: Question, /) -> Question:
        (value,) = self.item.values
        return changed(question, self.name, value)


def only_the_asker(interaction: Interaction, asker: int, question: Question) -> None:
    """Refuse whoever did not ask."""
    if interaction.user.id != asker:
        raise UserError(
            f"Only the person who asked can change this. Use /{question.command} for your own."
        )


def changed(question: Question, name: str, value: str) -> Question:
    """Return the question with another input."""
    return replace(question, inputs={**question.inputs, name: value})


class Form(ui.Modal):
    """A form whose errors end in the one handler."""

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:
        await report(interaction, error)


class EditForm(Form):
    """The inputs of a question, to be changed and answered again in place."""

    def __init__(self, question: Question) -> None:
        super().__init__(title=f"/{question.command}"[:45])
        self._question = question
        self._fields: dict[str, ui.TextInput[Self]] = {}
        for name, text in question.typed.items():
            field: ui.TextInput[Self] = ui.TextInput(
                custom_id=name,
                style=discord.TextStyle.paragraph,
                default=text or None,
                required=name == next(iter(question.typed)),
                max_length=FORM_CHARACTERS,
            )
            self._fields[name] = field
            self.add_item(ui.Label(text=name, component=field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        inputs = {name: field.value for name, field in self._fields.items()}
        await answer_in_place(interaction, Question(self._question.command, inputs))
