"""Asking exercises and grading answers, in the bot's process: what follows is kept first."""

from __future__ import annotations

from dataclasses import replace
from random import SystemRandom
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.reference import call
from bot.store import Answered
from bot.topics.kit.outcome import Ask
from bot.topics.kit.syllabus import BY_NAME, ExerciseId
from bot.topics.quiz.context import Context
from bot.topics.quiz.schedule import fresh
from bot.topics.quiz.sheets import check_not_open, check_not_taken_back, said_after, said_before
from bot.topics.quiz.summary import summary
from bot.topics.quiz.words import OVER, no_exercise, unread
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store import Sitting
    from bot.topics.kit.outcome import Note
    from bot.topics.kit.services import Services
    from bot.topics.quiz.context import Field
    from bot.topics.quiz.exercise import Verdict

FIELDS = "bot.topics.quiz.making:fields_of"
GRADED = "bot.topics.quiz.making:form_graded"


async def posed(services: Services, exercise: str, context: Context) -> Ask:
    """Ask an exercise.

    Raises
    ------
    InputError
        When there is none of this id.
    """
    fields: tuple[Field, ...] = await services.workers.run("quick", call, FIELDS, known(exercise))
    return Ask(replace(context, fields=fields).question(exercise), private=True)


async def posed_alone(services: Services, user: int, exercise: str) -> Ask:
    """Ask an exercise by itself, by its id.

    Raises
    ------
    InputError
        When there is none of this id.
    UserError
        When it is on a sheet of this person's, and not answered yet.
    """
    await check_not_open(services, user, known(exercise))
    return await posed(services, exercise, Context())


async def present(
    services: Services, user: int, exercise: str, *, moved: bool = False
) -> Ask | Note:
    """Ask the present exercise of the sitting that asked one, or sum it up at its end.

    Parameters
    ----------
    exercise
        The one whose button was pressed.
    moved
        Whether that is said to be another one.

    Raises
    ------
    UserError
        When there is no sitting.
    """
    sitting = await services.store.quiz.sitting_with(user, exercise)
    if sitting is None:
        raise UserError(OVER)
    return await asked(services, user, sitting, moved=moved)


async def asked(
    services: Services, user: int, sitting: Sitting, *, moved: bool = False
) -> Ask | Note:
    """Ask the present exercise of a sitting as it is known, or sum it up at its end."""
    if sitting.exercise is None:
        return await summary(services, user, sitting)
    context = replace(await _where(services, user, sitting), moved=moved)
    return await posed(services, sitting.exercise, context)


async def graded(
    services: Services, user: int, exercise: str, filled: Mapping[str, str], context: Context
) -> Ask | Note:
    """Grade an answer and keep it; what cannot be read is no attempt and is asked again.

    Parameters
    ----------
    filled
        What was filled in, by label.
    context
        Where the exercise stands: by itself, or else as the store has it.

    Raises
    ------
    UserError
        When its sheet is gone, or asks it still where it is asked by itself.
    """
    found = known(exercise)
    await check_not_taken_back(services, context.sheet)
    sitting = await services.store.quiz.sitting_with(user, exercise) if context.place else None
    if context.place:
        if sitting is None or sitting.exercise != exercise:
            return await present(services, user, exercise, moved=True)
        context = await _where(services, user, sitting)
    else:
        await check_not_open(services, user, found)
    try:
        verdict: Verdict = await services.workers.run("quick", call, GRADED, found, filled)
    except InputError as error:
        again = replace(context, typed=filled, problem=unread(error))
        return await posed(services, exercise, again)
    context = replace(context, typed=filled, verdict=verdict)
    if sitting is not None:
        more = None
        if not verdict.is_right and sitting.place < sitting.length:
            more = str(fresh(BY_NAME[found.kind], found.level, SystemRandom()))
        answered = Answered(exercise, found.kind, verdict.score, verdict.mistake)
        after = await services.store.quiz.answer(user, answered, again=more)
        if after is None:
            return await present(services, user, exercise, moved=True)
        aside = await said_after(services, after)
        context = replace(context, count=len(after.asked), aside=aside)
    return Ask(context.question(exercise), private=True)


def known(exercise: str) -> ExerciseId:
    """Return the exercise of an id.

    Raises
    ------
    InputError
        When there is none.
    """
    found = ExerciseId.of(exercise)
    if found is None:
        raise no_exercise()
    return found


async def _where(services: Services, user: int, sitting: Sitting) -> Context:
    return Context(
        place=sitting.place + 1,
        count=len(sitting.asked),
        hints=sitting.hints,
        length=sitting.length,
        aside=await said_before(services, user, sitting),
        sheet=sitting.sheet or 0,
    )
