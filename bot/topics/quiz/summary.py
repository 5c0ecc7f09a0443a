"""The end of a sitting: how many were right at first, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.outcome import Button, Note
from bot.topics.kit.syllabus import BY_NAME
from bot.topics.quiz.sheets import sheet_summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.store import Card, Review, Sitting
    from bot.topics.kit.services import Services


async def summary(services: Services, user: int, sitting: Sitting) -> Note:
    """Sum a sitting up and end it; that of a sheet waits where something is left to be asked."""
    reviews = await services.store.quiz.reviews(user)
    cards = await services.store.quiz.cards(user)
    if sitting.sheet is None or sitting.exercise is None:
        await services.store.quiz.stop(sitting)
    here = [each for each in reviews if each.time >= sitting.started]
    words = "\n".join(_told(here, sitting, cards))
    if sitting.sheet is None:
        return Note((words,), buttons=(Button("quizbegin", "more", "Ten more"),))
    return await sheet_summary(services, user, sitting.sheet, words)


def _told(here: Sequence[Review], sitting: Sitting, cards: Sequence[Card]) -> Iterator[str]:
    first, later = sitting.marks[: sitting.length], sitting.marks[sitting.length :]
    answered = [mark for mark in first if mark is not None]
    if not answered:
        yield "### Stopped before the first answer"
        if sitting.sheet is None:
            yield "Nothing is counted. `/quiz start` asks again whenever you like."
        return
    yield f"### {answered.count(1)} of {len(answered)} right at first"
    asked = set(sitting.asked[: sitting.length])
    helped = sum(each.hints > 0 and each.score == 1 and each.exercise in asked for each in here)
    if helped:
        yield f"{helped} of them with hints."
    if half := sum(0 < mark < 1 for mark in answered):
        yield f"{half} partly right."
    if skipped := len(first) - len(answered):
        yield f"{skipped} skipped."
    if later:
        yield f"{len(later)} came back with other numbers, and {later.count(1)} right then."
    if answered.count(1) < len(answered):
        yield "What you missed is asked again soon, and what you knew later."
    due = next((card for card in cards if card.kind in BY_NAME), None)
    if due is not None:
        yield f"Next: **{BY_NAME[due.kind].title}**, <t:{due.due // 1000}:R>."
