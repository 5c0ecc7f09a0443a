"""Nearest neighbours by the dot product and by the cosine, which need not agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.kit.tables import plain_name
from linalg_engine.factorization import similarities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_LISTED = 4
"""People, and items, whose neighbours are listed in a reply."""


TIE = 1e-9
"""Difference up to which two similarities are the same, in units of the largest."""


@dataclass(frozen=True)
class Neighbour:
    """The nearest of others, by each of the two metrics; several where they are equally near.

    Attributes
    ----------
    dot, cosine
        Which they are.
    dot_value, cosine_value
        The dot product, and the cosine of the angle.
    """

    dot: tuple[int, ...]
    dot_value: float
    cosine: tuple[int, ...]
    cosine_value: float

    @property
    def both(self) -> tuple[int, ...]:
        """The nearest by both metrics; () where they disagree."""
        return tuple(j for j in self.dot if j in self.cosine)


def of_people(users: Floats, items: Floats) -> list[Neighbour]:
    """Return the nearest items to each person.

    Parameters
    ----------
    users, items
        Shapes (m, k) and (k, n).
    """
    return [_nearest(items.T, user, None) for user in users]


def of_items(items: Floats) -> list[Neighbour]:
    """Return the nearest other items to each item; none where there is only one.

    Parameters
    ----------
    items
        Shape (k, n), n items as columns.
    """
    count = items.shape[1]
    return [_nearest(items.T, items[:, j], j) for j in range(count)] if count > 1 else []


def _nearest(vectors: Floats, to: Floats, itself: int | None) -> Neighbour:
    dot, dot_value = _largest(similarities(vectors, to, "dot"), itself)
    cosine, cosine_value = _largest(similarities(vectors, to, "cosine"), itself)
    return Neighbour(dot, dot_value, cosine, cosine_value)


def _largest(values: Floats, itself: int | None) -> tuple[tuple[int, ...], float]:
    """Return the indices of the largest value, several if tied, and the value."""
    others = values.copy()
    if itself is not None:
        others[itself] = -np.inf
    largest = float(others.max())
    close = others >= largest - TIE * float(np.abs(values).max())
    return tuple(int(j) for j in np.flatnonzero(close)), largest


def facts(users: Floats, items: Floats, people: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return lines about the first few people and items, the metric always named."""
    # A vector of 0, as of a person without ratings, has no direction and no neighbours.
    lines = _lines("nearest item to each person:", of_people(users, items), people, names, users)
    of_each = "nearest other item to each item:"
    return lines + _lines(of_each, of_items(items), names, names, items.T)


def _lines(
    head: str,
    found: Sequence[Neighbour],
    whose: Sequence[str],
    names: Sequence[str],
    vectors: Floats,
) -> list[str]:
    known = [
        (plain_name(name, 20), near)
        for name, near, vector in zip(whose, found, vectors, strict=False)
        if vector.any()
    ]
    if not known:
        return []
    lines = [head]
    for name, near in known[:MOST_LISTED]:
        dot, cosine = decimal(near.dot_value, 2), decimal(near.cosine_value, 2)
        if near.both:
            lines.append(f"  {name}: {_listed(near.both, names)} (dot {dot}, cosine {cosine})")
        else:
            by_dot, by_cosine = _listed(near.dot, names), _listed(near.cosine, names)
            lines.append(f"  {name}: {by_dot} (dot {dot}), {by_cosine} (cosine {cosine})")
    if len(known) > MOST_LISTED:
        lines.append(f"  … {len(known) - MOST_LISTED} more: see Copy")
    return lines


def _listed(which: Sequence[int], names: Sequence[str]) -> str:
    more = f" and {len(which) - 2} more" if len(which) > 2 else ""
    return ", ".join(plain_name(names[j]) for j in which[:2]) + more


def disagreement(users: Floats, items: Floats) -> str:
    """Return a sentence on how often the two metrics disagree for people; "" if never."""
    near_people = zip(of_people(users, items), users, strict=True)
    count = sum(not near.both for near, user in near_people if user.any())
    if not count:
        return ""
    people = "1 person" if count == 1 else f"{count} people"
    return (
        f"For {people} the nearest item by dot product is not the nearest by cosine: the dot "
        "product grows with the length of a vector, the cosine looks at its direction alone."
    )
