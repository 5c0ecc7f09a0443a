"""What follows from a request or a press, before anything of it is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.reference import load
from bot.topics.kit import completion
from bot.topics.kit.declaration import Pick
from bot.topics.kit.outcome import STALE, Ask, Request
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from bot.faces.questions import Questions
    from bot.topics.kit.declaration import Command
    from bot.topics.kit.outcome import Outcome, Press
    from bot.topics.kit.services import Services

CHOOSE = "choose"
"""The action of menus that change an input."""


async def wanted_by(command: Command, request: Request, services: Services) -> Outcome:
    """Return a topic's outcome for a request."""
    inputs = await completion.meant(request.inputs, request.user, services)
    request = replace(request, inputs=inputs)
    if command.ask:
        return await load(command.ask)(request, services)
    return Ask(Question(command.name, request.inputs), private=command.private)


async def chosen(press: Press) -> Ask:
    """Change an input of the answer above to what is chosen.

    Raises
    ------
    UserError
        When the menu cannot be one of the answer's.
    """
    question = press.asked()
    press.only_the_asker()
    name = press.argument
    if len(press.values) != 1 or not (name in question.inputs or name.startswith("_")):
        raise UserError(STALE)
    return Ask(question.changed(name, press.values[0]), variables=question.variables)


async def followed(question: Question, user: int, guild: int | None, services: Services) -> Outcome:
    """Ask what is worth trying after the answer to a question, with the same numbers.

    Raises
    ------
    UserError
        When nothing is, as where a button's name was made up.
    """
    following = services.registry.command(question.command).next
    if following is None:
        raise UserError(STALE)
    command = services.registry.command(following.command)
    inputs = {o.name: o.default if isinstance(o, Pick) else "" for o in command.options}
    inputs |= {to: question.inputs.get(source, "") for to, source in following.inputs.items()}
    wanted = await wanted_by(command, Request(command.name, inputs, user, guild), services)
    if not isinstance(wanted, Ask):
        return wanted
    # Whoever presses may keep something else under these names, or nothing.
    return replace(wanted, beside=True, variables=question.variables)


async def recalled(questions: Questions, key: str, asker: int, user: int) -> Question:
    """Return the question of an answer, if the user may open it.

    Raises
    ------
    UserError
        When it is forgotten, or private to its asker.
    """
    question = await questions.recall(key)
    if question is None:
        raise UserError(
            "I no longer have the numbers of this answer. "
            "Send the command again, then the buttons work."
        )
    if question.private and user != asker:
        raise UserError(
            "Only the person who asked can open this, since it shows what is theirs alone. "
            f"Use /{question.command} for your own."
        )
    return question
