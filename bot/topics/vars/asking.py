"""What `/vars` does, in the bot's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.reference import call
from bot.store import MOST_VARIABLES, FullError
from bot.text import shorten
from bot.topics.kit.completion import values
from bot.topics.kit.kept import signed, used
from bot.topics.kit.outcome import Note
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services

LONGEST_SHOWN = 300
"""Characters of a value that has just been kept."""

LONGEST_LINE = 70
"""Characters of a value in the list: 50 of them and more must fit into 4000."""

names = values


async def keep(request: Request, services: Services) -> Note:
    """Keep a value.

    Raises
    ------
    InputError
        When it cannot be read, or the name cannot be used.
    UserError
        When there is no room for another.
    """
    people, name = services.store.people, request.inputs["name"].strip()
    inputs = {"name": name, "value": request.inputs["value"]}
    variables = used(inputs.values(), await people.variables(request.user))
    question = Question("vars set", inputs, variables)
    text = await services.workers.run("quick", call, "bot.topics.vars.value:text", question)
    try:
        await people.set_variable(request.user, name, text)
    except FullError:
        raise UserError(
            f"You keep {MOST_VARIABLES} values already, which is as many as there is room for. "
            "Forget one with /vars clear."
        ) from None
    shown = shorten(f"{name} {signed(text)}", LONGEST_SHOWN)
    told = (
        f"### Kept for you\n```\n{shown}\n```\n"
        f"Type `{name}` in any option, as in `/calc expression:2*{name}`."
    )
    return Note((told,))


async def listed(request: Request, services: Services) -> Note:
    """List the values kept."""
    variables = await services.store.people.variables(request.user)
    if not variables:
        return Note(("You keep no values yet. `/vars set name:A value:[1 2; 3 4]` keeps one.",))
    lines = [shorten(f"{name} {signed(text)}", LONGEST_LINE) for name, text in variables.items()]
    return Note(("### Your values\n```\n{}\n```\nOnly you see them.".format("\n".join(lines)),))


async def forget(request: Request, services: Services) -> Note:
    """Forget one value, or all.

    Raises
    ------
    UserError
        When there is none of that name.
    """
    name = request.inputs["name"].strip()
    forgotten = await services.store.people.clear_variables(request.user, name or None)
    if name and not forgotten:
        raise UserError("You keep no value of that name. /vars list shows yours.")
    if name:
        return Note((f"`{name}` is forgotten.",))
    if not forgotten:
        return Note(("You keep no values, so there is nothing to forget.",))
    return Note((f"All of your values are forgotten ({forgotten}).",))
