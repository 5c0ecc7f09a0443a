"""A picture as a sum of few columns times rows, colour by colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.image import source
from bot.topics.kit import reading
from linalg_engine.approximation import LowRank, low_rank
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.arrays import Bytes, Floats
    from bot.topics.image.source import Source
    from bot.topics.kit.question import Question

USUAL = 10
"""The rank by default; lower for a smaller picture."""


@dataclass(frozen=True)
class Compressed:
    """A picture's three colours, each as columns times rows.

    Attributes
    ----------
    rank
        How many are added.
    """

    source: Source
    channels: tuple[LowRank, LowRank, LowRank]
    rank: int

    @cached_property
    def own(self) -> int:
        """The rank of the picture itself: the largest of its three colours'."""
        return max(channel.rank for channel in self.channels)

    @property
    def most(self) -> int:
        """The largest rank that may be asked for."""
        return max(1, self.own)

    @property
    def singular_values(self) -> Floats:
        """Of all three colours together, shape (most,)."""
        return np.sqrt(sum(c.singular_values**2 for c in self.channels))

    def pixels(self, rank: int) -> Bytes:
        """Return the picture of a rank."""
        parts = [channel.approximation(rank) for channel in self.channels]
        return np.round(np.clip(np.stack(parts, axis=2), 0, 255)).astype(np.uint8)

    def energy(self, rank: int) -> float:
        """Return the share of the sum of squares that is kept."""
        if rank >= self.own:
            return 1.0
        squares = self.singular_values**2
        return float(squares[:rank].sum() / squares.sum())

    def error(self, rank: int) -> float:
        """Return the root mean squared difference of a number from 0 to 255."""
        left_out = sum(channel.error(rank) ** 2 for channel in self.channels)
        return float(np.sqrt(left_out / self.source.pixels.size))

    def numbers(self, rank: int) -> int:
        """Return how many numbers are stored."""
        return sum(channel.numbers(rank) for channel in self.channels)


def analyse(question: Question) -> Compressed:
    """Return the picture of the question and its rank.

    Raises
    ------
    InputError
        When there is no picture, or it has no such rank.
    """
    shown = source.of(question)
    red, green, blue = (low_rank(shown.pixels[..., c].astype(float)) for c in range(3))
    found = Compressed(shown, (red, green, blue), USUAL)
    rank = min(USUAL, found.most)
    if question.inputs.get("rank", "").strip():
        rank = reading.whole_number(question, "rank")
    if not 1 <= rank <= found.most:
        raise InputError(
            f"The colours of this picture are matrices of rank {found.own}, so k is a whole number "
            f"from 1 to {found.most}, not {rank}.",
            example=str(min(USUAL, found.most)),
            source="rank",
        )
    return replace(found, rank=rank)
