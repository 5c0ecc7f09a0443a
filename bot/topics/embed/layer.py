"""Words, a matrix of weights with a row for each, and the word that is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit import reading
from linalg_engine import elimination
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Matrix

FEWEST, MOST, MOST_COLUMNS = 2, 12, 8
"""Words, and numbers of each."""

LONGEST = 20
"""Letters of a word."""

SEED = 0
EXAMPLE = "cat dog car bus"


@dataclass(frozen=True)
class Layer:
    """An embedding layer.

    Attributes
    ----------
    weights
        Shape (n, k), a row for each word.
    place
        Of the word that is looked up.
    is_random
        Whether the weights are random, as before a network learns.
    """

    words: tuple[str, ...]
    weights: Matrix
    place: int
    is_random: bool

    @property
    def word(self) -> str:
        """The word that is looked up."""
        return self.words[self.place]

    @property
    def one_hot(self) -> Matrix:
        """Its row of zeros with a single one, shape (1, n)."""
        row = [Fraction(int(k == self.place)) for k in range(len(self.words))]
        return np.array([row], dtype=object)

    @property
    def product(self) -> Matrix:
        """That row times the weights, shape (1, k)."""
        return elimination.multiply(self.one_hot, self.weights)


def read(question: Question) -> Layer:
    """Return the layer of a question.

    Raises
    ------
    InputError
        Where there are too few or too many words, or the matrix has not a row for each.
    """
    found = re.split(r"[\s,;]+", question.inputs.get("words", "").strip())
    words = tuple(dict.fromkeys(word for word in found if word))
    if not FEWEST <= len(words) <= MOST:
        raise InputError(
            f"It takes {FEWEST} to {MOST} different words, not {len(words)}.",
            example=EXAMPLE,
            source="words",
        )
    if max(map(len, words)) > LONGEST:
        raise InputError(
            f"A word has at most {LONGEST} letters here.", example=EXAMPLE, source="words"
        )
    is_random = not question.inputs.get("matrix", "").strip()
    weights = _random(len(words)) if is_random else reading.matrix(question, "matrix")
    rows, columns = weights.shape
    if rows != len(words) or columns > MOST_COLUMNS:
        raise InputError(
            f"{len(words)} words take a matrix with {len(words)} rows and at most "
            f"{MOST_COLUMNS} columns, and this one is {rows}×{columns}.",
            example="; ".join(["1 2"] * len(words)),
            source="matrix",
        )
    return Layer(words, weights, _place(question, words), is_random)


def _place(question: Question, words: tuple[str, ...]) -> int:
    wanted = question.inputs.get("word", "").strip()
    if not wanted:
        return 0
    known = [word.casefold() for word in words]
    if wanted.casefold() not in known:
        raise InputError("This must be one of the words.", example=words[0], source="word")
    return words.index(wanted) if wanted in words else known.index(wanted.casefold())


def _random(count: int) -> Matrix:
    """Return weights with one decimal from -2 to 2, always the same, shape (count, 2)."""
    tenths = np.random.default_rng(SEED).integers(-20, 21, (count, 2)).tolist()
    return np.array([[Fraction(entry, 10) for entry in row] for row in tenths], dtype=object)
