"""Answers for everybody in a channel: as the server wants them, with what others can use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import ui

from bot.chat.messages import files, message
from bot.chat.notes import button_rows
from bot.chat.replies import button, own_buttons, text_of
from bot.drawing.style import Theme
from bot.faces.answers import answered
from bot.faces.readers import Reader, style_of
from bot.store import in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.desk import Desk
    from bot.chat.messages import Message
    from bot.drawing.style import Style
    from bot.store import Person
    from bot.topics.kit.outcome import Button
    from bot.topics.kit.question import Question

READERS = ("steps", "turn", "copy", "delete")
"""Buttons below a shared answer, whose question cannot be changed there."""


def style_for_all(person: Person) -> Style:
    """Return how somebody's answer looks where everybody sees it: in the server's theme."""
    return replace(style_of(person.settings), theme=Theme(in_force(person.of_server).theme))


async def answer_for_all(
    desk: Desk,
    guild: int,
    texts: Sequence[str],
    question: Question,
    asker: int,
    *,
    key: str | None = None,
    buttons: Sequence[Button] = (),
    number: int | None = None,
) -> Message:
    """Answer a question as a post, with the buttons that others can use.

    Parameters
    ----------
    guild
        The server.
    texts
        Above the answer.
    question, asker
        What is asked, and by whom; `bot.faces.readers.NOBODY` where the bot itself does.
    key
        Under which the question is kept; a fresh one by default.
    buttons
        In place of those below the answer, where there are any.
    number
        Of the message's frame, by which the message is found again.
    """
    person = await desk.services.store.people.person(asker, guild)
    reader = Reader(asker, guild, person)
    style = style_for_all(person)
    found = await answered(desk.services, desk.questions, reader, question, style, key)
    view = message(*texts, text_of(found.reply), pictures=found.reply.pictures, number=number)
    rows = button_rows(buttons)
    if not rows:
        own = own_buttons(found.reply, asker, found.key, desk.services.registry.below_answers)
        usual = [
            button(action, asker, found.key, label)
            for action, label in found.labels.items()
            if action in READERS
        ]
        rows = [ui.ActionRow(*own, *usual)] if own or usual else []
    for row in rows:
        view.add_item(row)
    return view, files(found.reply.pictures)
