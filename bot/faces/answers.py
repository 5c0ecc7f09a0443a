"""From a question to its answer, and what stands below every answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.faces.computing import replied
from bot.faces.readers import NOBODY
from bot.topics.kit.kept import used

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.drawing.style import Style
    from bot.faces.questions import Questions
    from bot.faces.readers import Reader
    from bot.topics.kit.answer import Reply
    from bot.topics.kit.declaration import Command
    from bot.topics.kit.question import Question
    from bot.topics.kit.services import Services

BUTTONS = {
    "steps": "Steps",
    "copy": "Copy",
    "edit": "Edit",
    "share": "Share",
    "delete": "Delete",
}
"""Labels of the buttons below every answer, by action."""

NEXT = "next"
"""The action of the button that asks another command with the same numbers."""


@dataclass(frozen=True)
class Answered:
    """An answer, and the key under which its question is kept.

    Attributes
    ----------
    labels
        Of those of `BUTTONS` that are of use below it, and of `NEXT`, by action.
    """

    key: str
    reply: Reply
    labels: dict[str, str]


async def answered(
    services: Services,
    questions: Questions,
    reader: Reader,
    question: Question,
    style: Style | None = None,
    key: str | None = None,
    *,
    variables: Mapping[str, str] | None = None,
) -> Answered:
    """Answer a question with its asker's kept values, and keep it for the buttons below.

    Parameters
    ----------
    style
        How the answer looks; as the reader's settings say by default.
    key
        Under which the question is kept; a fresh one by default.
    variables
        The values of names; those that the reader keeps by default.
    """
    style = style or reader.style
    values = reader.person.variables if variables is None else variables
    variables = used(question.inputs.values(), values)
    question = replace(question, variables=variables, theme=style.theme.value)
    asker = None if reader.user == NOBODY else reader.user
    key = questions.remember(question, asker, reader.guild, key)
    try:
        reply = await replied(services, reader.guild, question, style)
    except BaseException:
        questions.forget(key)
        raise
    await questions.kept(key)
    command = services.registry.command(question.command)
    return Answered(key, reply, _of_use(command, question, reply))


def _of_use(command: Command, question: Question, reply: Reply) -> dict[str, str]:
    """Return the labels of the buttons below this answer, by action."""
    following = {} if command.next is None else {NEXT: command.next.label}
    usual = BUTTONS | {"steps": reply.steps_name}
    labels = following | usual | dict.fromkeys(reply.without, "")
    if not question.inputs:
        del labels["edit"]
    return {action: label for action, label in labels.items() if label}
