"""Names of many points, arranged together: leader lines cross neither names nor each other.

Iterated local search: names move to their cheapest places until none gains; then a few are moved
at random, and it starts again. A worse result is undone
(Lourenço, Martin and Stützle, *Iterated local search*, Handbook of Metaheuristics, 2003).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats, Indices


PLACES = 24
"""Places considered for each name: the cheapest without the others."""

ROUNDS = 300
MOVED = 4
"""Restarts, and names moved at random in each."""

ON_A_NAME = 10_000.0
THROUGH_A_NAME = 150.0
ACROSS_A_LINE = 100.0


@dataclass(frozen=True)
class Places:
    """Candidate places of one name.

    Attributes
    ----------
    centres
        Shape (k, 2).
    boxes
        Shape (k, 4).
    ties
        Shape (k, 2, 2): the lines from its point; of length 0 where none is drawn.
    costs
        Shape (k,): what each place costs without the others.
    """

    centres: Floats
    boxes: Floats
    ties: Floats
    costs: Floats

    def cheapest(self, start: int) -> Places:
        """Return the place ``start``, then the cheapest others."""
        order = np.argsort(self.costs, kind="stable")
        kept = np.concatenate([[start], order[order != start][: PLACES - 1]])
        return Places(self.centres[kept], self.boxes[kept], self.ties[kept], self.costs[kept])


def arrange(names: Sequence[Places]) -> list[int]:
    """Return which place each name takes; its first one is where it is now."""
    if not names:
        return []
    search = _Search(_padded([name.costs for name in names], np.inf), _costs_of_pairs(names))
    best, least = search.settled(np.zeros(len(names), dtype=np.intp))
    generator = np.random.default_rng(0)
    counts = np.array([len(name.costs) for name in names])
    for _ in range(ROUNDS):
        chosen = best.copy()
        moved = generator.integers(len(names), size=MOVED)
        chosen[moved] = generator.integers(counts[moved])
        chosen, total = search.settled(chosen)
        if total < least:
            best, least = chosen, total
    return [int(place) for place in best]


def _padded(arrays: Sequence[Floats], filling: float) -> Floats:
    """Return arrays of shapes (k, …), k at most `PLACES`, as one of shape (n, PLACES, …)."""
    padded = np.full((len(arrays), PLACES, *arrays[0].shape[1:]), filling)
    for whole, array in zip(padded, arrays, strict=True):
        whole[: len(array)] = array
    return padded


def _costs_of_pairs(names: Sequence[Places]) -> Floats:
    """Return what two places of different names cost together, shape (n, PLACES, n, PLACES)."""
    count = len(names) * PLACES
    all_boxes = _padded([name.boxes for name in names], 0).reshape(-1, 4)
    all_ties = _padded([name.ties for name in names], 0).reshape(-1, 2, 2)
    is_drawn = np.any(all_ties[:, 0] != all_ties[:, 1], axis=1)
    drawn = all_ties[is_drawn]
    through, across = np.zeros((count, count)), np.zeros((count, count))
    through[is_drawn] = boxes.pierce(drawn, all_boxes)
    across[np.ix_(is_drawn, is_drawn)] = boxes.cross(drawn, drawn)
    costs = THROUGH_A_NAME * (through + through.T) + ACROSS_A_LINE * across
    costs += ON_A_NAME * boxes.meet(all_boxes, all_boxes)
    found = costs.reshape(len(names), PLACES, len(names), PLACES)
    for i in range(len(names)):
        found[i, :, i] = 0
    return found


@dataclass(frozen=True)
class _Search:
    """Costs of places alone, shape (n, PLACES), and of pairs, shape (n, PLACES, n, PLACES)."""

    alone: Floats
    pairs: Floats

    def settled(self, chosen: Indices) -> tuple[Indices, float]:
        """Move names to their cheapest places, the one that gains most first, until none gains.

        Returns
        -------
        chosen, cost
            The places, and what they cost all together.
        """
        every = np.arange(len(chosen))
        with_others = self.pairs[every, chosen].sum(axis=0)
        while True:
            costs = self.alone + with_others
            cheapest = costs.argmin(axis=1)
            gains = costs[every, chosen] - costs[every, cheapest]
            i = int(gains.argmax())
            if gains[i] < 1e-9:
                break
            with_others += self.pairs[i, cheapest[i]] - self.pairs[i, chosen[i]]
            chosen[i] = cheapest[i]
        total = self.alone[every, chosen] + with_others[every, chosen] / 2
        return chosen, float(total.sum())
