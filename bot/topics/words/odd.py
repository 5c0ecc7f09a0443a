"""`/words odd`: which of some words is least like the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.answer import Answer
from bot.topics.words import odd_figure, space, vocabulary, worked
from bot.topics.words.space import two_places
from linalg_engine.errors import InputError
from linalg_engine.similarity import odd_one_out

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

FEWEST, MOST = 3, 12
"""Words of a question."""

CLOSE = 0.03
"""Two mean cosines that differ by less are nearly a tie."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/words odd``."""
    rows = read(question.inputs["words"])
    words = [vocabulary.words()[row] for row in rows]
    units = space.units(rows)
    odd, means = odd_one_out(units)
    order = sorted(range(len(words)), key=lambda i: means[i])
    meaning = (
        f"Of all words {words[odd]} makes the widest angles with the others, measured by the mean "
        "of the cosines."
    )
    second = order[1]
    if means[second] - means[odd] < CLOSE:
        meaning += f" {words[second].capitalize()} is nearly as odd."
    return Answer(
        title=f"The odd one out: {words[odd]}",
        facts=(
            "mean cosine to the others",
            *(f"{two_places(float(means[i]))}  {words[i]}" for i in order),
        ),
        meaning=meaning,
        draw=lambda: odd_figure.draw(units, words, odd, style),
        working=worked.cosine(
            (words[odd], rows[odd]), (words[order[-1]], rows[order[-1]]), style.notation
        ),
        copies=worked.copies_of_cosines(
            [(words[odd], rows[odd]), *((words[i], rows[i]) for i in order[1:])]
        ),
    )


def read(text: str) -> list[int]:
    """Return the rows of the words, each once.

    Raises
    ------
    InputError
        When a word is unknown, or they are too few or too many.
    """
    typed = vocabulary.typed_words(text, "words")
    if not FEWEST <= len(typed) <= MOST:
        raise InputError(
            f"I compare from {FEWEST} to {MOST} different words, and this is {len(typed)}.",
            example="cat dog car horse",
            source="words",
        )
    return [vocabulary.place(word, "words") for word in typed]
