"""The dot product beside the cosine: a person for whom they choose different items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.factorize import neighbours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.topics.factorize.model import Naming
    from linalg_engine.factorization import Factorization

    Floats = NDArray[np.float64]

MOST_RAYS = 10
"""People and items that all have room as rays."""

MOST_ITEMS = 12
"""Items that have room as rays beside one person."""

LEAST_TURN = 6.0
"""Degrees between the angles to two items, below which nobody sees that one is nearer."""


@dataclass(frozen=True)
class Match:
    """An item as a match of a person: the cosine of the angle, the dot product, the length."""

    item: int
    cosine: float
    dot: float
    length: float


@dataclass(frozen=True)
class Comparison:
    """People and items as vectors in the plane, and a person whose best matches differ.

    Attributes
    ----------
    naming
        What they are called.
    users, items
        Shapes (m, 2) and (2, n).
    person
        Who compares.
    close, most
        The item in the direction nearest to the person's, and that of the largest dot product.
    """

    naming: Naming
    users: Floats
    items: Floats
    person: int
    close: Match
    most: Match

    @property
    def shown_people(self) -> Sequence[int]:
        """Who is drawn: everybody where there is room, else the one who compares."""
        return range(len(self.users)) if self.has_everybody else [self.person]

    @property
    def has_everybody(self) -> bool:
        """Whether all people and items are drawn."""
        return len(self.users) + self.items.shape[1] <= MOST_RAYS

    @classmethod
    def of(
        cls, naming: Naming, users: Floats, items: Floats, person: int, close: int, most: int
    ) -> Comparison:
        """Compare two items for a person."""
        close_match, most_match = (_match(users[person], items[:, j], j) for j in (close, most))
        return cls(naming, users, items, person, close_match, most_match)


def _match(user: Floats, item: Floats, which: int) -> Match:
    dot, length = float(user @ item), float(np.linalg.norm(item))
    lengths = length * float(np.linalg.norm(user))
    return Match(which, dot / lengths if lengths else 0.0, dot, length)


def clearest(found: Factorization, naming: Naming) -> Comparison | None:
    """Return the person for whom dot product and cosine disagree most; None where none does.

    None, too, where the vectors are no rays in a plane, or too many.
    """
    users, items = found.users, found.items
    if len(items) != 2 or not items.any(axis=1).all() or items.shape[1] > MOST_ITEMS:
        return None
    compared = [
        Comparison.of(naming, users, items, person, near.cosine[0], near.dot[0])
        for person, near in enumerate(neighbours.of_people(users, items))
        # Of negative dot products the largest may be that of the shorter vector.
        if not near.both and near.dot_value > 0
    ]
    best = max(compared, key=_turn, default=None)
    return best if best is not None and _turn(best) >= LEAST_TURN else None


def _turn(compared: Comparison) -> float:
    """Return the degrees between the angles to the two items."""
    close, most = (
        np.degrees(np.arccos(np.clip(match.cosine, -1, 1)))
        for match in (compared.close, compared.most)
    )
    return float(most - close)


def sentence(compared: Comparison) -> str:
    """Explain how a large and a near dot product differ, without names that were typed."""
    close, most = compared.close, compared.most
    return (
        f"Dot product and cosine disagree for row {compared.person + 1}. Column {close.item + 1} "
        f"lies in the nearest direction (cosine {two(close.cosine)}, against "
        f"{two(most.cosine)}), but column {most.item + 1} has the larger dot product "
        f"({two(most.dot)}, against {two(close.dot)}): its vector is longer "
        f"({two(most.length)} against {two(close.length)}), and a dot product grows with length."
    )


def two(value: float) -> str:
    """Return a number with two decimals."""
    return decimal(round(value, 2), 2)
