"""What a sitting asks: what is due, then what is new, in an order that mixes kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.syllabus import SEEDS, ExerciseId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from bot.store import Card
    from bot.topics.kit.syllabus import Kind

LENGTH = 10
"""Exercises of a sitting."""

MOST_NEW = 4
"""Kinds never asked before in a sitting where others are due."""

KINDS_AT_ONCE = 5
"""Kinds of a sitting where nothing is due: each of them comes back in it."""

SECOND_LEVEL, THIRD_LEVEL = 7.0, 21.0
"""Days that a kind must be remembered for its next level."""


def chosen(
    cards: Sequence[Card], kinds: Sequence[Kind], level: int | None, now: int, random: Random
) -> tuple[ExerciseId, ...]:
    """Return the exercises of a new sitting.

    Parameters
    ----------
    cards
        What the person remembers.
    kinds
        Those that may be asked, in the order in which they are learned.
    level
        The level asked for; None for the one that suits what is remembered.
    now
        In milliseconds since 1970.
    """
    known = {card.kind: card for card in cards}
    due = sorted(
        (kind for kind in kinds if kind.name in known and known[kind.name].due <= now),
        key=lambda kind: known[kind.name].remembered(now),
    )[:LENGTH]
    new = [kind for kind in kinds if kind.name not in known]
    later = sorted(
        (kind for kind in kinds if kind.name in known and kind not in due),
        key=lambda kind: known[kind.name].due,
    )
    wanted = due + new[: MOST_NEW if due else KINDS_AT_ONCE]
    wanted += later[: max(0, KINDS_AT_ONCE - len(wanted))]
    # Round after round, so that a kind comes back after others.
    in_turn = [kind for _ in range(LENGTH) for kind in wanted][:LENGTH]
    return tuple(fresh(kind, level_of(kind, known, level), random) for kind in in_turn)


def level_of(kind: Kind, known: Mapping[str, Card], level: int | None = None) -> int:
    """Return a level that the kind has: the one asked for, or what suits what is remembered."""
    if level is None:
        days = known[kind.name].stability if kind.name in known else 0.0
        level = 1 + (days >= SECOND_LEVEL) + (days >= THIRD_LEVEL)
    return min(level, kind.levels)


def fresh(kind: Kind, level: int, random: Random) -> ExerciseId:
    """Return an exercise with new numbers."""
    return ExerciseId(kind.name, level, random.randrange(SEEDS))
