"""Forms: those that topics declare, and the one that changes a question.

None is kept: what becomes of a form is in its custom_id, ``linalg:form:<command>:<carried>`` or
``linalg:edit:<asker>:<key>``, so that one opened before a restart is answered after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import discord
from discord import ui

from bot.chat.messages import menu_option
from bot.chat.requests import Attached
from bot.topics.kit.outcome import FileField, Form, MenuField, TextField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.topics.kit.outcome import Field
    from bot.topics.kit.question import Question

    Interaction = discord.Interaction[Any]
    Component = ui.TextInput[Any] | ui.FileUpload[Any] | ui.Select[Any]

TOPIC = "linalg:form:"
EDIT = "linalg:edit:"
"""How the custom_ids of forms begin."""

LONGEST_CUSTOM_ID = 100
"""Discord's limit."""

FORM_CHARACTERS = 4000
"""Discord's limit for one field of a form."""

LONGEST_TITLE = 45


def topic_form(form: Form, carried: str) -> ui.Modal:
    """Return a topic's form as Discord shows it.

    Parameters
    ----------
    form
        What it asks for.
    carried
        As `packed` returns it, or "@" and the key under which the carried inputs are kept.
    """
    return _modal(form, f"{TOPIC}{form.command}:{carried}")


def edit_form(question: Question, asker: int, key: str) -> ui.Modal:
    """Return a form with the inputs of a question."""
    first = next(iter(question.typed))
    fields = tuple(
        # Of what is optional, such as likes and dislikes, either may be left empty.
        TextField(name, name, default=text, required=bool(text) and name == first)
        for name, text in question.typed.items()
    )
    form = Form(question.command, f"/{question.command}", fields)
    return _modal(form, f"{EDIT}{asker}:{key}")


def packed(form: Form) -> str | None:
    """Return the carried inputs in what Discord keeps of a form for us, or None if they are long.

    Fields for text always come back with the form, and need not be carried.
    """
    texts = {field.name for field in form.fields if isinstance(field, TextField)}
    carried = {name: v for name, v in form.carried.items() if v and name not in texts}
    text = "=" + urlencode(carried, errors="surrogatepass")
    return text if len(f"{TOPIC}{form.command}:{text}") <= LONGEST_CUSTOM_ID else None


def unpacked(text: str) -> dict[str, str]:
    """Return inputs as `packed` wrote them."""
    return dict(parse_qsl(text.removeprefix("="), errors="surrogatepass"))


@dataclass(frozen=True)
class Filled:
    """What somebody filled in.

    Attributes
    ----------
    texts
        What was typed, by field.
    chosen
        What was chosen in menus, by field.
    files
        What was attached.
    """

    texts: dict[str, str]
    chosen: dict[str, list[str]]
    files: list[Attached]

    def inputs(self, carried: Mapping[str, str]) -> dict[str, str]:
        """Return all inputs: a menu in which nothing is chosen leaves what was carried."""
        menus = {n: "\n".join(v) for n, v in self.chosen.items() if v or n not in carried}
        return {**carried, **self.texts, **menus}


def filled(interaction: Interaction) -> Filled:
    """Return what was filled into the form that was sent.

    Raises
    ------
    AttributeError, KeyError, TypeError
        When that is not what Discord sends of a form.
    """
    data: Any = interaction.data
    found = Filled({}, {}, [])
    for row in data["components"]:
        field = row["component"]
        if field["type"] == discord.ComponentType.text_input.value:
            found.texts[field["custom_id"]] = _string(field["value"])
        elif field["type"] == discord.ComponentType.file_upload.value:
            for each in field["values"]:
                found.files.append(_attached(interaction, data["resolved"]["attachments"][each]))
        else:
            found.chosen[field["custom_id"]] = [_string(value) for value in field["values"]]
    return found


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _attached(interaction: Interaction, file: Mapping[str, Any]) -> Attached:
    fetch = partial(interaction.client.http.get_from_cdn, file["url"])
    return Attached(file["filename"], file["size"], file.get("content_type") or "", fetch)


def _modal(form: Form, custom_id: str) -> ui.Modal:
    # A stopped form is sent but not kept: what is filled in is found by its custom_id.
    modal = ui.Modal(title=form.title[:LONGEST_TITLE], custom_id=custom_id)
    for field in form.fields:
        words = None if isinstance(field, TextField) else field.words or None
        component = _component(field)
        modal.add_item(ui.Label(text=field.label, description=words, component=component))
    modal.stop()
    return modal


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
        menu_option(value, words, chosen=value == field.default) for value, words in choices.items()
    ]
    return ui.Select(
        custom_id=field.name,
        placeholder=field.placeholder or None,
        options=options,
        min_values=0 if field.several else 1,
        max_values=len(options) if field.several else 1,
        required=False,
    )
