"""From a question to the message that answers it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.chat.messages import files, menu_option, message, within
from bot.drawing.style import Style
from bot.reference import call, load
from bot.text import visible
from bot.topics.kit.kept import used

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.chat.desk import Desk
    from bot.chat.messages import Message
    from bot.chat.readers import Reader
    from bot.topics.kit.answer import Choice, Reply
    from bot.topics.kit.declaration import Command, Pressable
    from bot.topics.kit.question import Question
    from bot.workers import Lane

DOORS = "bot.topics.kit.answering"
"""The module with the functions that workers run."""

PLAIN = Style()
"""For what looks the same to everybody."""

FACTS_CHARACTERS = 3000
"""Of the 4000 characters in a message, which also holds title and meaning."""

BIG_CHARACTERS = 200_000
"""Questions that are longer came with a file, and take seconds to answer as that did to read."""

BUTTONS = {
    "steps": "Steps",
    "copy": "Copy",
    "edit": "Edit",
    "share": "Share",
    "delete": "Delete",
}
"""Labels of the buttons below every answer, by action."""


COLOURS = {"steps": discord.ButtonStyle.primary, "delete": discord.ButtonStyle.danger}


async def answer_message(desk: Desk, reader: Reader, question: Question) -> Message:
    """Answer the question; return the message with its buttons and menus."""
    variables = used(question.inputs.values(), reader.person.variables)
    question = replace(question, variables=variables, theme=reader.style.theme.value)
    key = desk.questions.remember(question, reader.user, reader.guild)
    try:
        reply: Reply = await computed(desk, reader.guild, "reply", question, reader.style)
    except BaseException:
        desk.questions.forget(key)
        raise
    await desk.questions.kept(key)
    own = desk.services.registry.below_answers
    view = _view(reply, reader.user, key, _of_use(question, reply), own)
    return view, files(reply.pictures)


async def computed(
    desk: Desk,
    guild: int | None,
    door: str,
    question: Question,
    style: Style = PLAIN,
) -> Any:
    """Return a worker's result for a question, which gets the data that its topic supplies.

    Parameters
    ----------
    door
        The name of a function in the workers' module: "reply", "steps", "turn" or "copies".
    """
    command = desk.services.registry.command(question.command)
    if command.supply:
        supplied = await load(command.supply)(question, guild, desk.services)
        question = replace(question, given={**question.given, **supplied})
    lane = lane_of(command, door, question)
    return await desk.services.workers.run(lane, call, f"{DOORS}:{door}", question, style)


def lane_of(command: Command, door: str, question: Question) -> Lane:
    """Return the lane in which a question waits: by its size, and by what is drawn or typeset."""
    if sum(map(len, question.inputs.values())) > BIG_CHARACTERS:
        return "files"
    if door == "reply":
        return command.lane
    return "quick" if door == "copies" else "drawing"


def button(action: str, asker: int, key: str, label: str = "") -> ui.Button[Any]:
    """Return a button below an answer, which also works after a restart."""
    return ui.Button(
        label=label or BUTTONS.get(action),
        style=COLOURS.get(action, discord.ButtonStyle.secondary),
        custom_id=f"linalg:{action}:{asker}:{key}",
    )


def _of_use(question: Question, reply: Reply) -> dict[str, str]:
    """Return the labels of the buttons below this answer, by action."""
    labels = BUTTONS | {"steps": reply.steps_name}
    if not question.inputs:
        del labels["edit"]
    return {action: label for action, label in labels.items() if label}


def _view(
    reply: Reply,
    asker: int,
    key: str,
    labels: Mapping[str, str],
    own: Mapping[str, Pressable],
) -> ui.LayoutView:
    facts = within(reply.facts, FACTS_CHARACTERS)
    text = f"### {reply.title}\n```\n{facts}\n```\n{reply.meaning}"
    view = message(text, pictures=reply.pictures)
    for choice in reply.choices:
        view.add_item(_row([_menu(choice, asker, key)]))
    # A row holds five buttons, which those below every answer fill.
    special = {"turn": reply.turn_name} if reply.turn_name else {}
    special |= {name: own[name].label for name in reply.extras}
    if special:
        view.add_item(_row([button(name, asker, key, label) for name, label in special.items()]))
    view.add_item(_row([button(name, asker, key, label) for name, label in labels.items()]))
    return view


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
