"""An exercise as people see it: asked, with hints, and after the answer with what it is worth."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula.node import latex
from bot.text import counted, shorten
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Choice, Copies
from bot.topics.kit.kept import one_line
from bot.topics.kit.markdown import escaped
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import BY_NAME, ExerciseId
from bot.topics.quiz.context import EXERCISE, SEALED, SOLUTION, Context
from bot.topics.quiz.exercise import HINTS, Blank
from bot.topics.quiz.making import made, typed_in
from bot.topics.quiz.words import MOVED, RIGHT, heading, no_exercise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.quiz.exercise import Exercise, Verdict

TITLE_CHARACTERS = 60

LONGEST_READ = 300
"""Characters of a line of what was read."""

WITHOUT = ("copy", "edit")
"""What is given can be copied as it stands, and the question is not one's own to change."""


def answer(question: Question, style: Style) -> Answer:
    """Show the exercise of `/quiz start`, for everybody or as it stands for who answers it."""
    exercise = ExerciseId.of(question.inputs.get(EXERCISE, ""))
    if exercise is None:
        raise no_exercise()
    found, context = made(exercise), Context.of(question)
    if question.inputs.get(SOLUTION):
        return _solved(exercise, found, style)
    if context is not None and context.verdict is not None:
        return _after(exercise, found, context, context.verdict, style)
    menu = None if context is None else _menu(context)
    return Answer(
        title=_title(exercise, context),
        facts=found.given,
        meaning="\n".join(_asked(exercise, found, context, question)),
        page=Working(found.asks, found.blocks, is_question=True) if found.blocks else None,
        draw=_drawn(found.draw, style),
        working=None,
        copies=_copies(found),
        choices=() if menu is None else (menu,),
        extras=_extras(context, has_menu=menu is not None),
        without=WITHOUT,
    )


def _title(exercise: ExerciseId, context: Context | None) -> str:
    title = BY_NAME[exercise.kind].title
    if context is None or not context.place:
        return title
    return shorten(f"{context.place} of {context.count} · {title}", TITLE_CHARACTERS)


def _asked(
    exercise: ExerciseId, found: Exercise, context: Context | None, question: Question
) -> Iterator[str]:
    if context is not None and context.moved:
        yield MOVED
    yield f"**{escaped(found.asks)}**"
    if context is not None:
        for number, hint in enumerate(found.hints[: context.hints], 1):
            yield f"**Hint {number}.** {escaped(str(hint))}"
        if context.problem:
            yield f"That is no attempt yet. {context.problem}"
        if context.aside:
            yield context.aside
            return
    if SEALED not in question.inputs:
        yield _named(exercise)


def _named(exercise: ExerciseId) -> str:
    """Return how to ask this very exercise again."""
    return f"-# Asks the same numbers: `/quiz start exercise:{exercise}`"


def _extras(context: Context | None, *, has_menu: bool) -> tuple[str, ...]:
    if context is None:
        return ("quiztry",)
    answers = () if has_menu else ("quizanswer",)
    hints = ("quizhint",) if context.hints < HINTS else ()
    of_sitting = ("quizskip", "quizstop") if context.place else ()
    return (*answers, *hints, *of_sitting)


def _menu(context: Context) -> Choice | None:
    """Return the menu that takes the place of the form, where there is nothing to type."""
    if len(context.fields) != 1:
        return None
    (field,) = context.fields
    if field.values is None:
        return None
    return Choice("choice", field.label, field.values, several=field.several, press="quizchoose")


def _solved(exercise: ExerciseId, found: Exercise, style: Style) -> Answer:
    """Show the exercise with its working, for everybody and after its time."""
    return Answer(
        title=shorten(f"The solution · {BY_NAME[exercise.kind].title}", TITLE_CHARACTERS),
        facts=(*found.given, "", "A right answer:", *_keys(found)),
        meaning="\n".join((f"**{escaped(found.asks)}**", _named(exercise))),
        page=_working(found, style),
        draw=_drawn(found.draw_working or found.draw, style),
        working=None,
        copies=_copies(found),
        without=WITHOUT,
    )


def _keys(found: Exercise) -> Iterator[str]:
    for field in found.fields:
        key = found.key[field.name]
        if isinstance(field, Blank):
            yield f"{field.label}: {key.replace('-', '−')}"
        else:
            taken = key.split("\n")
            words = "; ".join(shown for value, shown in field.values if value in taken)
            yield f"{field.label}: {words}"


# After the answer


def _after(
    exercise: ExerciseId, found: Exercise, context: Context, verdict: Verdict, style: Style
) -> Answer:
    working = _working(found, style)
    shows_working = not verdict.is_right
    page = working if shows_working else _followed(found, context)
    return Answer(
        title=_title(exercise, context),
        facts=(*found.given, *_read(found, verdict)),
        meaning="\n".join((escaped(found.asks), *_told(exercise, context, verdict))),
        page=page,
        draw=_drawn(found.draw_working, style) if shows_working else None,
        working=None if shows_working else working,
        copies=_copies(found),
        extras=(
            *(("quiznext",) if context.place else ()),
            *(() if context.disagreed or verdict.is_right else ("quizdisagree",)),
        ),
        without=WITHOUT,
        steps_name="Working",
    )


def _told(exercise: ExerciseId, context: Context, verdict: Verdict) -> Iterator[str]:
    yield f"**{heading(verdict)}** {escaped(verdict.message.removeprefix(RIGHT).strip())}".rstrip()
    if verdict.is_right and context.hints and context.place:
        yield f"With {counted(context.hints, 'hint')}, so it is asked again sooner."
    if not verdict.is_right and 0 < context.place <= context.length:
        yield "The same kind comes back in this sitting, with other numbers."
    if context.disagreed:
        yield "Thank you. Your answer is kept for the people who run this bot to read."
    if context.aside:
        yield context.aside
    yield _named(exercise)


def _read(found: Exercise, verdict: Verdict) -> Iterator[str]:
    is_typed = any(isinstance(field, Blank) for field in found.fields)
    for line in verdict.read:
        # It may be as it was typed.
        yield f"{'read as' if is_typed else 'chosen:'} {one_line(line, LONGEST_READ)}"


def _working(found: Exercise, style: Style) -> Working | None:
    if isinstance(found.working, Question):
        return answering.answer(found.working, style).working
    return Working("The working", found.working) if found.working else None


def _followed(found: Exercise, context: Context) -> Working | None:
    """Return what becomes of the given with the answer, where something does."""
    if found.follows is None or not context.typed:
        return None
    return Working("With your answer", found.follows(typed_in(found, context.typed)))


def _drawn(draw: Callable[[Style], Picture] | None, style: Style) -> Callable[[], Picture] | None:
    return None if draw is None else partial(draw, style)


def _copies(found: Exercise) -> Copies:
    formulas = "\n".join(map(latex, found.blocks))
    return Copies("\n".join((found.asks, *found.given)), "\n".join(found.given), formulas)
