"""From a question to the message that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.chat.messages import files, menu_option, message, within
from bot.faces.answers import BUTTONS, NEXT, answered
from bot.text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.chat.desk import Desk
    from bot.chat.messages import Message
    from bot.faces.readers import Reader
    from bot.topics.kit.answer import Choice, Reply
    from bot.topics.kit.declaration import Pressable
    from bot.topics.kit.outcome import Ask

FACTS_CHARACTERS = 3000
"""Of the 4000 characters in a message, which also holds title and meaning."""

COLOURS = {"steps": discord.ButtonStyle.primary, "delete": discord.ButtonStyle.danger}


async def answer_message(desk: Desk, reader: Reader, asked: Ask) -> Message:
    """Answer a question; return the message with its buttons and menus."""
    found = await answered(
        desk.services, desk.questions, reader, asked.question, variables=asked.variables
    )
    own = desk.services.registry.below_answers
    view = _view(found.reply, reader.user, found.key, found.labels, own)
    return view, files(found.reply.pictures)


def text_of(reply: Reply) -> str:
    """Return the words of an answer."""
    facts = within(reply.facts, FACTS_CHARACTERS)
    block = f"```\n{facts}\n```\n" if facts else ""
    return f"### {reply.title}\n{block}{reply.meaning}"


def button(
    action: str, asker: int, key: str, label: str = "", *, is_main: bool = False
) -> ui.Button[Any]:
    """Return a button below an answer, which also works after a restart."""
    usual = discord.ButtonStyle.primary if is_main else discord.ButtonStyle.secondary
    return ui.Button(
        label=label or BUTTONS.get(action),
        style=COLOURS.get(action, usual),
        custom_id=f"linalg:{action}:{asker}:{key}",
    )


def _view(
    reply: Reply,
    asker: int,
    key: str,
    labels: Mapping[str, str],
    own: Mapping[str, Pressable],
) -> ui.LayoutView:
    view = message(text_of(reply), pictures=reply.pictures)
    for choice in reply.choices:
        view.add_item(_row([_menu(choice, asker, key)]))
    # A row holds five buttons, which those below every answer fill.
    special = own_buttons(reply, asker, key, own)
    if reply.turn_name:
        special.insert(0, button("turn", asker, key, reply.turn_name))
    labels = dict(labels)
    if following := labels.pop(NEXT, ""):
        special.append(button(NEXT, asker, key, following))
    if special:
        view.add_item(_row(special))
    if labels:
        view.add_item(_row([button(name, asker, key, label) for name, label in labels.items()]))
    return view


def own_buttons(
    reply: Reply, asker: int, key: str, own: Mapping[str, Pressable]
) -> list[ui.Button[Any]]:
    """Return the buttons of the topic's own below an answer."""
    return [
        button(name, asker, key, own[name].label, is_main=own[name].is_main)
        for name in reply.extras
    ]


def _row(items: Sequence[ui.Item[ui.LayoutView]]) -> ui.ActionRow[ui.LayoutView]:
    return ui.ActionRow(*items)


def _menu(choice: Choice, asker: int, key: str) -> ui.Select[Any]:
    chosen = choice.chosen or ()
    options = [menu_option(v, words, chosen=v in chosen) for v, words in choice.values]
    return ui.Select(
        custom_id=f"linalg:{choice.press}:{choice.name}:{asker}:{key}",
        placeholder=visible(choice.label),
        options=options,
        min_values=1 if choice.chosen is None else 0,
        max_values=max(1, len(options)) if choice.several else 1,
    )
