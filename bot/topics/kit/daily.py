"""The problem of a day: one exercise of each kind, before any kind comes again."""

from __future__ import annotations

from random import Random

from bot.topics.kit.syllabus import KINDS, SEEDS, ExerciseId

# A text seeds the generator alike in every version of Python.
MIXED = tuple(Random("daily").sample(KINDS, len(KINDS)))  # noqa: S311 - no secrets
"""All kinds, so that neighbours are about different things."""

LEVEL = 2
"""Of the problems, unless another is wanted: as in a homework."""


def problem(number: int, seed: str, level: int = LEVEL, subject: str = "") -> ExerciseId:
    """Return one of the daily problems.

    Parameters
    ----------
    number
        Which, from 0. So many in a row as there are kinds are of different kinds.
    seed
        From which its numbers come.
    level
        How hard it is, from 1; of a kind with fewer levels the hardest.
    subject
        One of `syllabus.SUBJECTS`; "" for all.

    Examples
    --------
    >>> kinds = {problem(number, "a", subject="vectors").kind for number in range(5)}
    >>> sorted(kinds)
    ['angle', 'distance', 'dot', 'norm', 'projection']
    """
    kinds = [kind for kind in MIXED if subject in ("", kind.subject)]
    kind = kinds[number % len(kinds)]
    found = Random(f"{seed} {number}").randrange(SEEDS)  # noqa: S311 - no secrets
    return ExerciseId(kind.name, min(level, kind.levels), found)
