"""What is said of points and their plane, in words and in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula.numbers import decimal
from bot.text import percent
from bot.topics.kit.tables import plain_name

if TYPE_CHECKING:
    from bot.topics.plane.flattened import Flattened


MOST_DIGITS = 8
"""Behind the point of a distance."""


def title(shown: Flattened) -> str:
    """Return the finding."""
    return f"The best plane keeps {percent(shown.kept)} of the variance"


def pair(shown: Flattened) -> str:
    """Return the names of the two points whose distance shrank most."""
    first, second = (plain_name(shown.names[i]) for i in shown.closer)
    return f"{first} and {second}"


def closer(shown: Flattened) -> str:
    """Return by how much they came closer."""
    if shown.is_exact:
        return "all points lie in the plane: nothing is lost"
    before, after = distances(shown, 2)
    return f"{pair(shown)}: {before} apart in space, {after} here"


def distances(shown: Flattened, digits: int) -> tuple[str, str]:
    """Return how far apart those two were and are, with more digits where it takes them."""
    before, after = (decimal(length, digits) for length in shown.distances)
    if before != after or digits >= MOST_DIGITS:
        return before, after
    return distances(shown, digits + 1)
