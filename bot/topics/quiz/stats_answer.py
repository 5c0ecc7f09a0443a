"""`/quiz stats` in a worker: what somebody remembers, in words and as a picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.text import counted
from bot.topics.kit.answer import Answer, Copies
from bot.topics.quiz.mastery import WEEK, Mastery
from bot.topics.quiz.mastery_figure import draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from bot.topics.quiz.mastery import Mastered

MOST_DAYS = 365
"""Longer than that is a year."""


def answer(question: Question, style: Style) -> Answer:
    """Answer `/quiz stats`."""
    found = Mastery.of(question)
    facts = tuple(_facts(found))
    return Answer(
        title=_title(found),
        facts=facts,
        meaning="\n".join(_meaning(found)),
        draw=partial(draw, found, style),
        working=None,
        copies=Copies("\n".join(facts), "", ""),
        extras=("quizpractise",),
        # What somebody knows, and does not know yet, is posted nowhere.
        without=("copy", "edit", "share"),
    )


def _title(found: Mastery) -> str:
    if not found.streak:
        return "What you remember"
    return f"{counted(found.streak, 'day')} in a row"


def _facts(found: Mastery) -> Iterator[str]:
    for title, kinds in found.subjects:
        asked = [found.kinds[kind.name] for kind in kinds if kind.name in found.kinds]
        yield f"{title}: {len(asked)} of {len(kinds)}"
        for each in asked:
            yield f"  {each.kind.title}: {'due' if each.is_due else lasting(each)}"


def _meaning(found: Mastery) -> Iterator[str]:
    yield "The days say how long a kind stays with you. Each right answer makes them more."
    weeks = sum(each.days >= WEEK for each in found.kinds.values())
    if weeks:
        kinds = counted(len(found.kinds), "kind")
        stay = "stays" if weeks == 1 else "stay"
        yield f"**{weeks} of {kinds}** {stay} with you for a week or more."
    if due := found.due:
        yield f"{counted(len(due), 'kind is', 'kinds are')} due: **Practise** asks what is due."
    elif found.next is not None:
        yield f"Next: **{found.next.kind.title}**, <t:{found.next.due // 1000}:R>."


def lasting(each: Mastered) -> str:
    """Return for how long a kind is remembered: "12 days"."""
    days = round(each.days)
    if days > MOST_DAYS:
        return "more than a year"
    return counted(days, "day") if days else "less than a day"
