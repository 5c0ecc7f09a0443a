"""Forms: those that topics declare, and the one that changes a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.chat.errors import report
from bot.chat.messages import LONGEST_CHOICE
from bot.topics.kit.outcome import FileField, Form, MenuField, TextField

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.topics.kit.outcome import Field
    from bot.topics.kit.question import Question

    Interaction = discord.Interaction[Any]
    Filled = Callable[[Interaction, dict[str, str], list[discord.Attachment]], Awaitable[None]]
    Component = ui.TextInput[Any] | ui.FileUpload[Any] | ui.Select[Any]

FORM_CHARACTERS = 4000
"""Discord's limit for one field of a form."""

LONGEST_TITLE = 45


class FilledForm(ui.Modal):
    """A form whose errors go to the one handler.

    Parameters
    ----------
    form
        What it asks for.
    filled
        Gets what was filled in.
    """

    def __init__(self, form: Form, filled: Filled) -> None:
        super().__init__(title=form.title[:LONGEST_TITLE])
        self._form = form
        self._filled = filled
        self._components: dict[str, Component] = {}
        for field in form.fields:
            component = self._components[field.name] = _component(field)
            words = None if isinstance(field, TextField) else field.words or None
            self.add_item(ui.Label(text=field.label, description=words, component=component))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        inputs = dict(self._form.carried)
        files: list[discord.Attachment] = []
        for name, component in self._components.items():
            if isinstance(component, ui.FileUpload):
                files += component.values
            elif isinstance(component, ui.TextInput):
                inputs[name] = component.value
            elif component.values or name not in inputs:
                inputs[name] = "\n".join(component.values)
        await self._filled(interaction, inputs, files)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:
        await report(interaction, error)


def edit_form(question: Question, filled: Filled) -> FilledForm:
    """Return a form with the inputs of a question."""
    first = next(iter(question.typed))
    fields = tuple(
        # Of what is optional, such as likes and dislikes, either may be left empty.
        TextField(name, name, default=text, required=bool(text) and name == first)
        for name, text in question.typed.items()
    )
    return FilledForm(Form(question.command, f"/{question.command}", fields), filled)


def _component(field: Field) -> Component:
    match field:
        case TextField():
            return ui.TextInput(
                custom_id=field.name,
                style=discord.TextStyle.paragraph,
                placeholder=field.placeholder or None,
                default=field.default or None,
                required=field.required,
                max_length=FORM_CHARACTERS,
            )
        case FileField():
            return ui.FileUpload(custom_id=field.name, required=False)
        case MenuField():
            return _menu(field)


def _menu(field: MenuField) -> ui.Select[Any]:
    choices = dict(field.choices)
    if field.default:
        choices.setdefault(field.default, field.default)
    options = [
        discord.SelectOption(
            label=words[:LONGEST_CHOICE], value=value, default=value == field.default
        )
        for value, words in choices.items()
    ]
    return ui.Select(
        custom_id=field.name,
        placeholder=field.placeholder or None,
        options=options,
        min_values=0 if field.several else 1,
        max_values=len(options) if field.several else 1,
        required=False,
    )
