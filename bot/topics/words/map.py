"""`/words map`: words as points in their best plane, with arrows between pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.downloads import csv_text
from bot.topics.words import plane, space, vocabulary
from bot.topics.words.plane import Arrow
from bot.topics.words.space import two_places
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

FEWEST, MOST = 3, 40
"""Words in a map."""

_PAIR = re.compile(r"([^\W\d_]+)\s*(?:[:>→]|[-=]>)\s*(?=([^\W\d_]+))")
"""man>king, man:king or man -> king."""

CODE = """\
V = V / np.linalg.norm(V, axis=1, keepdims=True)
centred = V - V.mean(axis=0)
_, s, rows = np.linalg.svd(centred, full_matrices=False)
largest = np.abs(rows).round(9).argmax(axis=1)
rows *= np.sign(rows[np.arange(len(rows)), largest])[:, None]
points = centred @ rows[:2].T"""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/words map``."""
    rows, pairs = read(question.inputs["words"])
    words = [vocabulary.words()[row] for row in rows]
    units = space.units(rows)
    flat = plane.best_plane(units)
    caption = f"{len(words)} words in their best plane"
    near, far = _extremes(units, words)
    return Answer(
        title=caption,
        facts=(
            f"the plane holds {100 * flat.share:.0f} % of how these {len(words)} words differ",
            f"most alike    {near}",
            f"least alike   {far}",
        ),
        meaning=(
            f"Each word has {units.shape[1]} numbers; principal components pick the plane in "
            "which these words differ most. Words near each other here may still be apart in the "
            "directions that are lost."
        ),
        draw=lambda: plane.draw(
            units, tuple(words), [Arrow(a, b, "result") for a, b in pairs], caption, style
        ),
        working=None,
        copies=_copies(words, rows, flat.points),
    )


def read(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the rows of the words, each once, and the places of pairs.

    Raises
    ------
    InputError
        When a word is unknown, or they are too few or too many.
    """
    typed = vocabulary.typed_words(text, "words")
    if not FEWEST <= len(typed) <= MOST:
        raise _count(len(typed))
    rows = [vocabulary.place(word, "words") for word in typed]
    places = {word: i for i, word in enumerate(typed)}
    joined = dict.fromkeys(_PAIR.findall(vocabulary.folded(text)))
    pairs = [(a, b) for a, b in joined if a != b and a in places and b in places]
    return rows, [(places[a], places[b]) for a, b in pairs]


def _count(count: int) -> InputError:
    return InputError(
        f"A map has from {FEWEST} to {MOST} different words, and this is {count}.",
        example="cat dog horse apple pear plum",
        source="words",
    )


def _extremes(units: Floats, words: list[str]) -> tuple[str, str]:
    """Return the two words most alike and the two least alike, with their cosines."""
    table = units @ units.T
    above = np.triu_indices(len(words), 1)
    found: list[str] = []
    for place in (int(np.argmax(table[above])), int(np.argmin(table[above]))):
        i, j = above[0][place], above[1][place]
        found.append(f"{words[i]} and {words[j]}, cosine {two_places(float(table[i, j]))}")
    return found[0], found[1]


def _copies(words: list[str], rows: list[int], points: Floats) -> Copies:
    table = space.vectors()[rows]
    lines = (",".join(map(str, row)) for row in table.tolist())
    return Copies(
        text="\n".join(
            f"{word}  ({x:.3f}, {y:.3f})".replace("-", "−")
            for word, (x, y) in zip(words, points, strict=True)
        ),
        numpy=(
            'import numpy as np\n\nV = np.loadtxt("vectors.csv", delimiter=",")\n'
            f"words = {words!r}\n{CODE}"
        ),
        latex=r"\text{points} = (V - \bar{v}) \, (v_1 \; v_2)",
        files=(
            ("vectors.csv", "\n".join(lines) + "\n"),
            ("points.csv", csv_text(["word", "x", "y"], _rows(words, points))),
        ),
    )


def _rows(words: list[str], points: Floats) -> list[list[str | float]]:
    return [[word, float(x), float(y)] for word, (x, y) in zip(words, points, strict=True)]
