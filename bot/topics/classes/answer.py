"""`/class results` in a worker: how a sheet goes, in words and as a picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from bot.text import counted, shorten
from bot.topics.classes.counting import TOGETHER, Counts
from bot.topics.classes.figure import draw
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.markdown import escaped
from bot.topics.kit.syllabus import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.style import Style
    from bot.topics.classes.counting import Exercise
    from bot.topics.kit.question import Question

LONGEST_LINE = 70
"""Characters of usual mistakes."""

MOST_MISTAKES = 3
"""Of one exercise."""


def answer(question: Question, style: Style) -> Answer:
    """Answer `/class results`."""
    given = cast("dict[str, Any]", dict(question.given))
    found = Counts.of(given["counts"])
    facts = tuple(_facts(found))
    return Answer(
        title=f"{escaped(given['title'])}: {found.finished} of {found.began} have finished",
        facts=facts,
        meaning="\n".join(_meaning(found, given["due"], is_over=given["is_over"])),
        draw=partial(draw, found, style) if any(e.answered for e in found.exercises) else None,
        working=None,
        copies=Copies("\n".join(facts), "", ""),
        extras=("classnames", "classcount"),
        # How a class does is posted nowhere.
        without=("copy", "edit", "share"),
    )


def _facts(found: Counts) -> Iterator[str]:
    for number, each in enumerate(found.exercises, 1):
        yield f"{number}. {BY_NAME[each.kind].title}, level {each.level}: {_right(each)}"
        if each.mistakes:
            named = (f"{count} × {name}" for name, count in each.mistakes[:MOST_MISTAKES])
            yield f"   {shorten(', '.join(named), LONGEST_LINE)}"


def _right(each: Exercise) -> str:
    if not each.answered:
        return "none counted yet"
    partly = f", {each.partly} partly" if each.partly else ""
    return f"{each.right} of {each.answered} right{partly}"


def _meaning(found: Counts, due: int, *, is_over: bool) -> Iterator[str]:
    if not found.began:
        yield "Nobody has begun it. Students find it with `/class sheets`."
    elif found.counted:
        people = counted(found.counted, "person", "people")
        own = " Yours are among them." if found.with_viewer else ""
        yield f"These are the first answers of {people}, with their usual mistakes.{own}"
    if left := found.began - found.counted:
        yield (
            f"The answers of {left} more are not in these numbers. Who shows no name is counted "
            f"when done, {TOGETHER} people at a time, so that nobody's mistakes can be picked out."
        )
    yield f"{'It was due' if is_over else 'Due'} <t:{due // 1000}:F>, <t:{due // 1000}:R>."
