"""The ways in which a table reaches a command: typed, as a file, in a form, in a message."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import aiohttp
import discord
from discord import ui

from bot.chat import replies
from bot.chat.errors import UserError
from bot.topics.kit import answering
from bot.topics.kit.answering import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

DOWNLOAD_SECONDS = 20.0
"""For fetching one file from Discord."""

MOST_FILES = 3
"""Files of a message that are looked at."""

FORM_CHARACTERS = 4000
"""Discord's limit for one field of a form."""

OTHER_MEDIA = ("image/", "video/", "audio/")
TEXT_NAMES = (".csv", ".tsv", ".txt", ".npy", ".dat", ".md")


@dataclass(frozen=True)
class Setting:
    """An input of a command beside its table, chosen from a menu in the form.

    Attributes
    ----------
    name
        The input's name.
    title
        What stands above the menu.
    choices
        What the input can be, and the words that people see for it.
    default
        What it is where nothing is chosen; "" leaves it to the answer.
    usual
        What is shown where nothing is chosen.
    """

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]
    default: str
    usual: str | None = None


@dataclass(frozen=True)
class Intake:
    """What a command about a table needs to ask its question.

    Attributes
    ----------
    command
        The command's name.
    table
        The name of the input that is the table.
    placeholder
        What stands in the form's empty field.
    settings
        The other inputs.
    examples
        Whether the tables that stand ready are offered in the form.
    """

    command: str
    table: str
    placeholder: str
    settings: tuple[Setting, ...]
    examples: bool = False

    @property
    def defaults(self) -> dict[str, str]:
        return {setting.name: setting.default for setting in self.settings}

    def question(self, text: str, chosen: Mapping[str, str]) -> Question:
        """Return the question about a table, with the defaults for what was not chosen."""
        inputs = {self.table: answering.example(text), **self.defaults, **chosen}
        return Question(self.command, inputs)


async def answer(
    interaction: Interaction,
    intake: Intake,
    text: str,
    file: discord.Attachment | None,
    chosen: Mapping[str, str],
) -> None:
    """Answer a slash command; with neither text nor file, open the form."""
    if file is None and not text.strip():
        await interaction.response.send_modal(TableForm(intake, chosen))
    else:
        await _answer(interaction, intake, text, file, chosen)


async def answer_message(
    interaction: Interaction, intake: Intake, message: discord.Message
) -> None:
    """Answer about the table in somebody's message."""

    async def asked() -> Question:
        files = [(file.filename, await _bytes(file)) for file in _likely(message.attachments)]
        run = interaction.client.workers.run
        return intake.question(await run(answering.table_in, message.content, files), {})

    await replies.answer_when(interaction, asked())


class TableForm(replies.Form):
    """A form to paste a table into, or to choose a file."""

    def __init__(self, intake: Intake, chosen: Mapping[str, str]) -> None:
        super().__init__(title=f"/{intake.command}")
        self._intake = intake
        self._chosen = {**intake.defaults, **chosen}
        self._text: ui.TextInput[Self] = ui.TextInput(
            custom_id=intake.table,
            style=discord.TextStyle.paragraph,
            placeholder=intake.placeholder,
            required=False,
            max_length=FORM_CHARACTERS,
        )
        self._file: ui.FileUpload[Self] = ui.FileUpload(custom_id="file", required=False)
        self._menus = {s.name: _menu(s, self._chosen[s.name]) for s in intake.settings}
        self._example: ui.Select[Self] = ui.Select(
            custom_id="example",
            placeholder="none",
            options=[discord.SelectOption(label=name) for name in answering.EXAMPLES],
            required=False,
        )
        self.add_item(ui.Label(text="Paste a table", component=self._text))
        self.add_item(ui.Label(text="or choose a file", description=FILE, component=self._file))
        if intake.examples:
            self.add_item(ui.Label(text="or a ready example", component=self._example))
        for setting in intake.settings:
            self.add_item(ui.Label(text=setting.title, component=self._menus[setting.name]))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        chosen = self._chosen | {
            n: menu.values[0] for n, menu in self._menus.items() if menu.values
        }
        text = self._text.value.strip() or "".join(self._example.values)
        file = self._file.values[0] if self._file.values else None
        await _answer(interaction, self._intake, text, file, chosen)


FILE = "CSV, TSV, text or .npy, at most 8 MB"


def _menu(setting: Setting, chosen: str) -> ui.Select[Any]:
    choices = dict(setting.choices)
    if chosen:
        choices.setdefault(chosen, chosen)
    options = [
        discord.SelectOption(label=words, value=value, default=value == chosen)
        for value, words in choices.items()
    ]
    return ui.Select(
        custom_id=setting.name, placeholder=setting.usual, options=options, required=False
    )


async def _answer(
    interaction: Interaction,
    intake: Intake,
    text: str,
    file: discord.Attachment | None,
    chosen: Mapping[str, str],
) -> None:
    async def asked() -> Question:
        table = text if file is None else await _text(interaction, file)
        if not table:
            raise UserError(
                "There was nothing in the form: paste a table or choose a file. "
                f"/{intake.command} opens it again."
            )
        return intake.question(table, chosen)

    await replies.answer_when(interaction, asked())
    if file is not None and text.strip():
        await interaction.followup.send(
            "You gave a file and a text: I took the file and left the text aside.", ephemeral=True
        )


async def _text(interaction: Interaction, file: discord.Attachment) -> str:
    data = await _bytes(file)
    return await interaction.client.workers.run(answering.text_of, file.filename, data)


async def _bytes(file: discord.Attachment) -> bytes:
    """Return what is in a file, which is fetched only if it is not too big."""
    if file.size > answering.MAX_BYTES:
        raise UserError(
            f"This file has {file.size / 1e6:.1f} MB, and I take at most "
            f"{answering.MAX_BYTES // 1_000_000} MB. Send fewer rows, or fewer decimals."
        )
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
        raise UserError(
            "Discord did not give me this file. Please send it again, or paste the table as text."
        ) from None


def _likely(attachments: Sequence[discord.Attachment]) -> list[discord.Attachment]:
    """Return those of a message's files that may hold a table, texts first."""
    others = [a for a in attachments if not (a.content_type or "").startswith(OTHER_MEDIA)]
    texts = [a for a in others if _is_text(a)]
    return (texts or others)[:MOST_FILES]


def _is_text(file: discord.Attachment) -> bool:
    named = file.filename.lower().endswith(TEXT_NAMES)
    return named or (file.content_type or "").startswith("text/")
