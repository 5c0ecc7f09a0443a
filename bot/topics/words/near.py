"""`/words near`: the words whose vectors point most nearly the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fan
from bot.topics.kit.answer import Answer
from bot.topics.words import space, vocabulary, worked
from bot.topics.words.space import two_places

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

COUNT, DRAWN, NAMED = 10, 6, 3
"""Near words that are listed; of them in the picture, and in the title."""

CONTRASTS = ("river", "tax", "music", "kitchen")
"""Everyday words; the one that has least to do with the word is shown for contrast."""

MEANING = (
    "Words that stand in like surroundings get like vectors, opposites such as hot and cold too. "
    "The cosine of the angle between two of them is 1 for the same direction and near 0 for words "
    "that have nothing to do with each other."
)


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/words near``."""
    row = vocabulary.place(question.inputs["word"], "word")
    word = vocabulary.words()[row]
    (vector,) = space.units([row])
    near = space.nearest(vector, COUNT, [row])
    names = [name for name, _, _ in near]
    others = space.units([place for _, _, place in near[:DRAWN]])
    caption = f"Nearest to {word}"
    about = f"Cosines: {', '.join(f'{name} {x:.2f}' for name, x, _ in near[:DRAWN])}."
    rays = fan.Fan(vector, word, others, names[:DRAWN], "word")
    return Answer(
        title=f"{caption}: {', '.join(names[:NAMED])}",
        facts=(
            "cosine of the angle to it",
            *(f"{two_places(x)}  {name}" for name, x, _ in near),
            _contrast(vector),
        ),
        meaning=MEANING,
        draw=lambda: fan.draw(rays, caption, style, about),
        working=worked.cosine((word, row), (names[0], near[0][2]), style.notation),
        copies=worked.copies_of_cosines([(word, row), *((name, place) for name, _, place in near)]),
    )


def _contrast(vector: Floats) -> str:
    """Return the line of the everyday word whose angle is nearest to a right one."""
    cosines = space.units([vocabulary.places()[word] for word in CONTRASTS]) @ vector
    least = int(np.argmin(np.abs(cosines)))
    return f"{two_places(float(cosines[least]))}  {CONTRASTS[least]}, for contrast"
