"""`/words analogy`: sums and differences of words' vectors, and the words near the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit.answer import Answer, Copies
from bot.topics.words import plane, space, vocabulary, worked
from bot.topics.words.plane import Arrow
from bot.topics.words.space import two_places
from linalg_engine import formatting
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

COUNT = 5
"""Words near the end that are shown."""

MOST_WORDS = 8

EXAMPLE = "king - man + woman"

_TERM = re.compile(r"(?P<sign>[-−–—+]|\b(?:plus|minus)\b)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)")
_AROUND = re.compile(r"^\s*what\s+is\b|\s*[=≈→]+[\s>?.…]*$")
"""What may stand before and after a sum: "what is", "= ?"."""

_BETWEEN = re.compile(r"[\s,;:.?!…_\"“”„«»]*")
"""What may stand beside words and signs without a meaning."""

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_JOINTS = {"is", "to", "as", "what", "which"}
"""Words of "man is to king as woman is to what", where no sign stands."""


@dataclass(frozen=True)
class Sum:
    """Words with signs, 1 or -1.

    Attributes
    ----------
    rows
        The words' rows.
    is_proportion
        Whether it is b - a + c: a is to b as c is to the end.
    """

    words: tuple[str, ...]
    rows: tuple[int, ...]
    signs: tuple[int, ...]

    @property
    def is_proportion(self) -> bool:
        return sorted(self.signs) == [-1, 1, 1] and len(set(self.rows)) == 3

    @property
    def steps(self) -> tuple[int, int, int]:
        """The places of a, b and c, where it is a proportion."""
        first = self.signs.index(-1)
        others = [i for i, sign in enumerate(self.signs) if sign > 0]
        return first, others[0], others[1]

    def end(self) -> Floats:
        """Return the sum of the words' vectors, each of length 1, with their signs."""
        return np.array(self.signs) @ space.units(self.rows)

    def __str__(self) -> str:
        terms = "".join(
            f" {'−' if sign < 0 else '+'} {word}"
            for word, sign in zip(self.words, self.signs, strict=True)
        )
        return terms.removeprefix(" + ").strip()


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/words analogy``."""
    shown = read(question.inputs["words"])
    end = shown.end()
    if not np.any(np.abs(end) > 1e-9):
        raise InputError("These words cancel out: nothing is left.", example=EXAMPLE)
    near = space.nearest(end, COUNT, shown.rows)
    raw = space.nearest(end, 1)[0]
    facts = [f"{two_places(x)}  {word}" for word, x, _ in near]
    if raw[2] in shown.rows:
        facts.insert(0, f"{two_places(raw[1])}  {raw[0]}, a word of the question")
    best = near[0][0]
    return Answer(
        title=f"{shown} ≈ {best}",
        facts=("cosine of the angle to the end", *facts),
        meaning=_meaning(shown, best, raw),
        draw=lambda: _draw(shown, end, near[0], style),
        working=worked.total(
            [*zip(shown.words, shown.rows, strict=True)], shown.signs, end, (best, near[0][2])
        ),
        copies=_copies(shown, [(word, row) for word, _, row in near]),
    )


def read(text: str) -> Sum:
    """Return the sum that was typed.

    Words without signs, "man king woman" or "man is to king as woman is to …", mean king - man +
    woman.

    Raises
    ------
    InputError
        When it is no sum of 2 to 8 words with vectors.
    """
    text = _AROUND.sub("", vocabulary.folded(text))
    found = list(_TERM.finditer(text))
    if number := _NUMBER.search(text):
        raise InputError(
            f"Words have no numbers before them here, such as {number[0][:20]}; write a word twice "
            "for twice its vector.",
            example="king + king - man",
            source="words",
        )
    if not _BETWEEN.fullmatch(rest := _TERM.sub("", text)):
        stray = next(c for c in rest if not _BETWEEN.fullmatch(c))
        problem = (
            f"What follows “{stray}” is what I look for: leave it out."
            if stray in "=≈→"
            else f"I only add and subtract words: “{stray}” has no meaning here."
        )
        raise InputError(problem, example=EXAMPLE, source="words")
    if any(match["sign"] for match in found):
        words, signs = _signed(found)
    else:
        words = [match["word"] for match in found if match["word"] not in _JOINTS]
        if len(words) != 3:
            raise InputError(
                f"Give three words, or words with + and − between them; "
                f"{'this is' if len(words) == 1 else 'these are'} {len(words) or 'none'}.",
                example=EXAMPLE,
                source="words",
            )
        words, signs = [words[1], words[0], words[2]], [1, -1, 1]
    if not 2 <= len(words) <= MOST_WORDS:
        raise InputError(
            f"A sum has from 2 to {MOST_WORDS} words, and this one {len(words)}.",
            example=EXAMPLE,
            source="words",
        )
    rows = tuple(vocabulary.place(word, "words") for word in words)
    return Sum(tuple(vocabulary.words()[row] for row in rows), rows, tuple(signs))


def _signed(found: list[re.Match[str]]) -> tuple[list[str], list[int]]:
    """Return words and signs; two words without a sign between them cannot be meant."""
    words: list[str] = []
    signs: list[int] = []
    sign: int | None = 1
    for match in found:
        if match["sign"]:
            if sign is not None and words:
                raise InputError("Two signs follow each other.", example=EXAMPLE, source="words")
            sign = 1 if match["sign"] in {"+", "plus"} else -1
        elif sign is None:
            raise InputError(
                f"There is no + or − before “{match['word'][:30]}”.",
                example=EXAMPLE,
                source="words",
            )
        else:
            words.append(match["word"])
            signs.append(sign)
            sign = None
    if sign is not None:
        raise InputError("A word is missing at the end.", example=EXAMPLE, source="words")
    return words, signs


def _meaning(shown: Sum, best: str, raw: tuple[str, float, int]) -> str:
    if shown.is_proportion:
        a, b, c = (shown.words[i] for i in shown.steps)
        sentence = f"{a} is to {b} as {c} is to {best}: the step from {a} to {b}, made from {c}."
    else:
        sentence = f"The sum of these directions points most nearly at {best}."
    if raw[2] in shown.rows:
        sentence += (
            f" The nearest word of all is {raw[0]} itself. Words of the question are left out, as "
            "is usual; that they are is often not said."
        )
    return sentence


def _draw(shown: Sum, end: Floats, best: tuple[str, float, int], style: Style) -> Picture:
    rows = [*shown.rows, best[2]]
    names = [*shown.words, best[0]]
    points = np.vstack([space.units(rows), end])
    arrows: list[Arrow] = []
    if shown.is_proportion:
        a, b, c = shown.steps
        arrows = [Arrow(a, b, "first"), Arrow(c, len(names), "result")]
    caption = f"{shown} ≈ {best[0]}"
    return plane.draw(points, (*names, "the end"), arrows, caption, style, end=len(names))


def _copies(shown: Sum, near: list[tuple[str, int]]) -> Copies:
    named = [*zip(shown.words, shown.rows, strict=True), *near]
    listed = "\n".join(f"# row {i}: {word}" for i, (word, _) in enumerate(named))
    table = space.vectors()[[row for _, row in named]].astype(int)
    signs = formatting.numpy_text(np.array(shown.signs))
    units = table / np.linalg.norm(table, axis=1, keepdims=True)
    end = np.array(shown.signs) @ units[: len(shown.signs)]
    found = units[len(shown.signs) :] @ end / np.linalg.norm(end)
    return Copies(
        text="\n".join(
            [str(shown), *(f"{x:.4f}  {word}" for (word, _), x in zip(near, found, strict=True))]
        ),
        numpy=(
            f"import numpy as np\n\n{listed}\nV = {formatting.numpy_text(table)}\n"
            "V = V / np.linalg.norm(V, axis=1, keepdims=True)\n"
            f"end = {signs} @ V[:{len(shown.signs)}]\n"
            f"cosines = V[{len(shown.signs)}:] @ end / np.linalg.norm(end)"
        ),
        latex=" ".join(
            f"{'-' if sign < 0 else '+'} \\vec{{\\text{{{word}}}}}"
            for word, sign in zip(shown.words, shown.signs, strict=True)
        ).removeprefix("+ ")
        + f" \\approx \\vec{{\\text{{{near[0][0]}}}}}",
    )
