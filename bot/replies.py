"""From a question to the message that answers it, and the buttons below that message."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui

from bot import answers
from bot.answers import Question, Reply, Style
from bot.errors import UserError, report
from bot.workers import JobError
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    import re
    from collections.abc import Coroutine, Sequence

    from bot.answers import Copies
    from bot.client import StudyBot
    from bot.figures.picture import Picture

    Interaction = discord.Interaction[StudyBot]
    _Message = tuple[ui.LayoutView, list[discord.File]]

ACCENT = discord.Colour.from_str("#56b4e9")

PATIENCE = 0.5
"""Seconds that an answer may take before a command is acknowledged without it (of 3 that
Discord waits)."""

FORM_CHARACTERS = 4000
"""Discord's limit for one field of a form."""

FACTS_CHARACTERS = 3000
"""Of the 4000 characters in a message; title and meaning take some, too."""

CODE_BLOCK_CHARACTERS = 1100
"""Longer copies come as files: three code blocks must fit into one message's 4000 characters."""


async def answer(interaction: Interaction, question: Question) -> None:
    """Answer a slash command.

    What is ready within `PATIENCE` is the first response itself: one request, and what
    cannot be read is told to the asker alone, without a public "thinking…" before it.
    """
    await _respond(interaction, _answered(interaction, question))


async def tell(interaction: Interaction, job: Coroutine[Any, Any, str]) -> None:
    """Tell the asker alone, in a framed message, what the job returns."""

    async def told() -> _Message:
        return message(await job), []

    await _respond(interaction, told(), ephemeral=True)


async def _respond(
    interaction: Interaction, job: Coroutine[Any, Any, _Message], *, ephemeral: bool = False
) -> None:
    task = asyncio.ensure_future(job)
    try:
        await asyncio.wait({task}, timeout=PATIENCE)
        if not task.done():
            await interaction.response.defer(thinking=True, ephemeral=ephemeral)
        view, files = await task
    except (InputError, JobError, UserError) as error:
        await report(interaction, error)
        return
    finally:
        task.cancel()
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=ephemeral)


async def _answer_in_place(interaction: Interaction, question: Question) -> None:
    """Put the answer to a changed question where the old answer is."""
    await interaction.response.defer()
    view, files = await _answered(interaction, question)
    await interaction.edit_original_response(view=view, attachments=files)


async def _answered(interaction: Interaction, question: Question) -> _Message:
    """Return the answer as the asker wants it, with their own values where names stand."""
    person = await interaction.client.store.person(interaction.user.id)
    question = answers.with_variables(question, person.variables)
    style = Style(motion=person.settings.motion)
    reply = await interaction.client.workers.run(answers.reply, question, style)
    return _reply_message(interaction, question, reply)


def _reply_message(interaction: Interaction, question: Question, reply: Reply) -> _Message:
    key = interaction.client.questions.remember(question)
    return _reply_view(reply, interaction.user.id, key), _files(reply.pictures)


def message(*texts: str, pictures: Sequence[Picture] = ()) -> ui.LayoutView:
    """Return a framed message of Markdown texts and pictures."""
    container = ui.Container(accent_colour=ACCENT)
    for text in texts:
        container.add_item(ui.TextDisplay(text))
    if pictures:
        container.add_item(_gallery(pictures))
    # A stopped view is sent but not kept: its buttons are found by their custom_id.
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def _reply_view(reply: Reply, asker: int, key: str) -> ui.LayoutView:
    facts = _within(reply.facts, FACTS_CHARACTERS)
    view = message(
        f"### {reply.title}\n```\n{facts}\n```\n{reply.meaning}", pictures=reply.pictures
    )
    buttons: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for button in BUTTONS:
        buttons.add_item(button(asker, key))
    view.add_item(buttons)
    return view


def _within(facts: Sequence[str], most: int) -> str:
    """Return the lines, the last ones left out, and that said, where there are too many."""
    text = "\n".join(facts)
    if len(text) <= most:
        return text
    shown = text[:most].rpartition("\n")[0] or text[:most]
    return f"{shown}\n… too long to show here; Copy gives all of it"


def _gallery(pictures: Sequence[Picture]) -> ui.MediaGallery:
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt[:1024])
            for picture in pictures
        )
    )


def _files(pictures: Sequence[Picture]) -> list[discord.File]:
    return [discord.File(io.BytesIO(p.data), p.name, description=p.alt[:1024]) for p in pictures]


class ReplyButton(ui.DynamicItem[ui.Button[Any]], template=r"(?!)"):
    """A button below a reply, found by its custom_id, also after a restart."""

    action: ClassVar[str]
    label: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init_subclass__(cls, *, action: str, label: str, **options: Any) -> None:
        super().__init_subclass__(
            template=rf"linalg:{action}:(?P<asker>\d{{1,20}}):(?P<key>[0-9a-f]{{12}})"
        )
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
        """Return the question that the reply answers."""
        question = interaction.client.questions.recall(self.key)
        if question is None:
            raise UserError(
                "I no longer have the numbers of this answer. "
                "Send the command again, then the buttons work."
            )
        return question


class StepsButton(ReplyButton, action="steps", label="Steps", style=discord.ButtonStyle.primary):
    """Shows the working, typeset, to whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        question = self.question(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        pages = await interaction.client.workers.run(answers.steps, question, Style())
        await interaction.edit_original_response(
            view=message(pictures=pages), attachments=_files(pages)
        )


class CopyButton(ReplyButton, action="copy", label="Copy"):
    """Shows the calculation as text, NumPy and LaTeX to whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        question = self.question(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        copies = await interaction.client.workers.run(answers.copies, question, Style())
        view, files = _copies_view(copies)
        await interaction.edit_original_response(view=view, attachments=files)


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


BUTTONS: tuple[type[ReplyButton], ...] = (StepsButton, CopyButton, EditButton, DeleteButton)


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
        for name, text in question.inputs.items():
            field: ui.TextInput[Self] = ui.TextInput(
                custom_id=name,
                style=discord.TextStyle.paragraph,
                default=text or None,
                required=name == next(iter(question.inputs)),
                max_length=FORM_CHARACTERS,
            )
            self._fields[name] = field
            self.add_item(ui.Label(text=name, component=field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        inputs = {name: field.value for name, field in self._fields.items()}
        await _answer_in_place(interaction, Question(self._question.command, inputs))


def _copies_view(copies: Copies) -> _Message:
    """Return code blocks to copy from, or files where they are too long for that."""
    view = ui.LayoutView(timeout=None)
    files: list[discord.File] = []
    forms = (
        ("Text", "text", "txt", copies.text),
        ("NumPy", "py", "py", copies.numpy),
        ("LaTeX", "latex", "tex", copies.latex),
    )
    for name, language, ending, text in forms:
        if len(text) <= CODE_BLOCK_CHARACTERS:
            view.add_item(ui.TextDisplay(f"**{name}**\n```{language}\n{text}\n```"))
        else:
            file = discord.File(io.BytesIO(text.encode()), f"calculation.{ending}")
            files.append(file)
            view.add_item(ui.TextDisplay(f"**{name}** is long, so it comes as a file:"))
            view.add_item(ui.File(file))
    view.stop()
    return view, files
