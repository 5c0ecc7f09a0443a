"""Buttons below exercises, and below the offer to go on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.outcome import STALE, Ask, Form, MenuField, TextField
from bot.topics.kit.syllabus import BY_NAME
from bot.topics.quiz import asking
from bot.topics.quiz.asking import CARRIED
from bot.topics.quiz.context import COMMAND, EXERCISE, Context
from bot.topics.quiz.exercise import HINTS as MOST_HINTS
from bot.topics.quiz.posing import asked, graded, known, posed_alone, present
from bot.topics.quiz.sheets import asks_for_name, begun, check_not_taken_back, sheet_here
from bot.topics.quiz.summary import summary
from bot.topics.quiz.words import OVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.topics.kit.outcome import Note, Press
    from bot.topics.kit.services import Services
    from bot.topics.quiz.context import Field

LONGEST_TITLE = 45
"""Of a form."""


async def answer(press: Press, services: Services) -> Form:
    """Open the form for an answer, with what could not be read before."""
    exercise, context = await _going_on(press, services)
    carried = (exercise, context.place, context.hints, context.sheet)
    return Form(
        COMMAND,
        BY_NAME[known(exercise).kind].title[:LONGEST_TITLE],
        tuple(form_field(field, context.typed) for field in context.fields),
        dict(zip(CARRIED, map(str, carried), strict=True)),
    )


async def choose(press: Press, services: Services) -> Ask | Note:
    """Grade what is chosen in the menu below an exercise."""
    exercise, context = await _going_on(press, services)
    if len(context.fields) != 1:
        raise UserError(STALE)
    filled = {context.fields[0].label: "\n".join(press.values)}
    return await graded(services, press.user, exercise, filled, context)


async def hint(press: Press, services: Services) -> Ask | Note:
    """Show one more hint in place."""
    exercise, context = await _going_on(press, services)
    hints = min(context.hints + 1, MOST_HINTS)
    if context.place:
        sitting = await services.store.quiz.hint(press.user, exercise, hints)
        if sitting is None:
            return await present(services, press.user, exercise, moved=True)
        hints = sitting.hints
    return Ask(replace(context, hints=hints, moved=False).question(exercise), private=True)


async def skip(press: Press, services: Services) -> Ask | Note:
    """Leave the exercise out and ask the next one."""
    exercise, _ = await _going_on(press, services)
    sitting = await services.store.quiz.skip(press.user, exercise)
    if sitting is None:
        return await present(services, press.user, exercise, moved=True)
    return await asked(services, press.user, sitting)


async def stop(press: Press, services: Services) -> Ask | Note:
    """End the sitting here."""
    exercise, _ = await _going_on(press, services)
    sitting = await services.store.quiz.sitting_with(press.user, exercise)
    if sitting is None:
        raise UserError(OVER)
    if sitting.exercise != exercise:
        return await present(services, press.user, exercise, moved=True)
    return await summary(services, press.user, sitting)


async def go_on(press: Press, services: Services) -> Ask | Note:
    """Ask the next exercise."""
    exercise, _ = await _going_on(press, services)
    return await present(services, press.user, exercise)


async def disagree(press: Press, services: Services) -> Ask:
    """Keep that somebody disagrees with the verdict."""
    exercise, context = _asked(press)
    if context.verdict is None:
        raise UserError(STALE)
    await services.store.quiz.disagree(press.user, exercise, context.typed, context.verdict.message)
    return Ask(replace(context, disagreed=True).question(exercise), private=True)


async def try_it(press: Press, services: Services) -> Ask:
    """Ask the exercise of somebody's question, for whoever pressed alone."""
    ask = await posed_alone(services, press.user, press.asked().inputs.get(EXERCISE, ""))
    return replace(ask, beside=True)


async def begin(press: Press, services: Services) -> Ask | Note:
    """Go on with the sitting, begin a new one in its place, or one of a sheet, as is wanted."""
    found = press.carried(
        r"on|more|new:(?P<level>[1-3]?):(?P<topic>[^\n]{0,80})"
        r"|sheet:(?P<sheet>[0-9]{1,15})(?::(?P<name>on|off))?"
    )
    if found["sheet"]:
        return await _begin_sheet(press, services, int(found["sheet"]), found["name"] or "")
    if found[0] == "on":
        return await _own(services, press.user)
    if found[0] == "more":
        return await asking.offered(services, press.user, "", "")
    return await asking.begin(services, press.user, found["topic"], found["level"])


async def _own(services: Services, user: int) -> Ask | Note:
    """Go on with the sitting that is of no sheet."""
    sitting = await services.store.quiz.sitting(user)
    if sitting is None:
        raise UserError(OVER)
    return await asked(services, user, sitting)


async def _begin_sheet(press: Press, services: Services, number: int, name: str) -> Ask | Note:
    """Begin the sitting of a sheet or go on with it; first, whether the name is shown."""
    sheet = await sheet_here(services, number, press.guild)
    if name:
        shown = press.name if name == "on" else None
        await services.store.classes.show_name(press.user, sheet.guild, shown)
    elif question := await asks_for_name(services, press.user, sheet):
        return question
    return await asked(services, press.user, await begun(services, press.user, sheet))


def _asked(press: Press) -> tuple[str, Context]:
    """Return the exercise above a button, which only its asker may press, and where it stands."""
    question = press.asked()
    press.only_the_asker()
    context = Context.of(question)
    if question.command != COMMAND or context is None:
        raise UserError(STALE)
    return question.inputs[EXERCISE], context


async def _going_on(press: Press, services: Services) -> tuple[str, Context]:
    """Return the same, unless its sheet has been taken back."""
    exercise, context = _asked(press)
    await check_not_taken_back(services, context.sheet)
    return exercise, context


def form_field(field: Field, typed: Mapping[str, str]) -> TextField | MenuField:
    """Return a field of the form for an answer, with what was typed before."""
    before = typed.get(field.label, "")
    if field.values is None:
        return TextField(field.label, field.label, field.placeholder, before, required=True)
    return MenuField(
        field.label,
        field.label,
        field.values,
        default="" if field.several else before,
        several=field.several,
    )
