"""`/class sheets` and `/class names`: what students see of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import milliseconds
from bot.text import counted
from bot.topics.classes.teachers import server_of
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Button, Note

if TYPE_CHECKING:
    from bot.store import Naming, Sheet, Work
    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services

MOST_OVER = 3
"""Sheets that were due, the latest, which are offered for practice."""

NONE_YET = "This server has no sheets of exercises. A teacher sets one with `/class sheet`."

NAMED = "-# Teachers here see your name beside your answers. `/class names show:off` takes it back."
SHOWN = (
    "Teachers here see your name beside your answers from now on. `/class names show:off` takes "
    "that back."
)
HIDDEN = "Teachers here do not see your name; you are only counted."
UNNAMED = "-# Teachers here do not see your name. `/class names` changes that."


async def sheets(request: Request, services: Services) -> Note:
    """List the sheets of the server, with how far the asker is."""
    guild = server_of(request)
    now = milliseconds()
    every = await services.store.classes.sheets(guild)
    if not every:
        return Note((NONE_YET,))
    works = await services.store.classes.works_of(request.user)
    to_do = [each for each in every if each.due >= now]
    over = [each for each in every if each.due < now][-MOST_OVER:]
    blocks: list[str] = []
    if to_do:
        blocks.append("\n".join(["### To do", *(_line(s, works.get(s.number)) for s in to_do)]))
    if over:
        lines = (_line(each, works.get(each.number)) for each in reversed(over))
        blocks.append("\n".join(["### For practice: these count no more", *lines]))
    naming = await services.store.classes.naming(request.user, guild)
    if naming is not None:
        blocks.append(_said_of_name(naming))
    buttons = [_button(each, works.get(each.number), is_over=False) for each in to_do]
    buttons += [_button(each, works.get(each.number), is_over=True) for each in reversed(over)]
    return Note(tuple(blocks), buttons=tuple(buttons))


async def names(request: Request, services: Services) -> Note:
    """Show the asker's name to the teachers of the server, or no longer."""
    guild = server_of(request)
    on = request.inputs.get("show") == "on"
    await services.store.classes.show_name(request.user, guild, request.name if on else None)
    if on:
        return Note((SHOWN,))
    return Note((HIDDEN,))


def _line(sheet: Sheet, work: Work | None) -> str:
    count = len(sheet.exercises)
    done = work.answered if work is not None else 0
    far = "done" if done == count else f"{done} of {counted(count, 'exercise')}"
    return f"**{escaped(sheet.title)}** · {far} · due <t:{sheet.due // 1000}:R>"


def _button(sheet: Sheet, work: Work | None, *, is_over: bool) -> Button:
    if is_over or (work is not None and not work.open):
        does = "Practise"
    else:
        does = "Begin" if work is None else "Go on with"
    return Button("quizbegin", f"sheet:{sheet.number}", f"{does} {sheet.title}")


def _said_of_name(naming: Naming) -> str:
    return NAMED if naming.shown else UNNAMED
