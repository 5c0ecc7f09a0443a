"""What is on a painted picture, by kind."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.drawing.things import Marks, Thing, Written
from bot.formula.node import text
from tests.bot.drawing.rules import Painted

T = TypeVar("T", bound=Thing)


def of(painted: Painted, kind: type[T]) -> list[T]:
    """Return the things of a kind, in the order in which they were drawn."""
    return [thing for thing in painted.things if isinstance(thing, kind)]


def words_of(painted: Painted) -> dict[str, Written]:
    """Return what is written, by its plain text."""
    return {text(word.lettering.content): word for word in of(painted, Written)}


def placement(points: NDArray[np.float64], marks: list[Marks]) -> tuple[float, NDArray[np.float64]]:
    """Return pixels per unit and the origin's pixel, from points drawn as marks."""
    pixels = np.vstack([mark.centres for mark in marks])
    scale = float(np.ptp(pixels[:, 0]) / np.ptp(points[:, 0]))
    return scale, np.asarray(pixels[0] - scale * points[0])
