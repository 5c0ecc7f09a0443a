"""Names of a crowd, arranged anew all together, so that lines and names leave one another alone.

Iterated local search: each name goes to the place that is cheapest given the others until none
wants to move; then a few are moved at random, and again; what turned out worse is undone
(Lourenço, Martin and Stützle, *Iterated local search*, Handbook of Metaheuristics, 2003).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.figures import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

PLACES = 24
"""Places of a name that are weighed, the cheapest without the others."""

ROUNDS = 200
MOVED = 3
"""How often so many names are moved at random."""

ON_A_NAME = 10_000.0
THROUGH_A_NAME = 150.0
ACROSS_A_LINE = 100.0


@dataclass(frozen=True)
class Places:
    """Where one name could stand.

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

    centres: Points
    boxes: Points
    ties: Points
    costs: Points

    def cheapest(self, start: int) -> Places:
        """Return the place ``start``, then the cheapest others."""
        order = np.argsort(self.costs, kind="stable")
        kept = np.concatenate([[start], order[order != start][: PLACES - 1]])
        return Places(self.centres[kept], self.boxes[kept], self.ties[kept], self.costs[kept])


def arrange(names: Sequence[Places]) -> list[int]:
    """Return which place each name takes; the first one of each is where it stands now."""
    if not names:
        return []
    firsts = np.cumsum([0, *(len(name.costs) for name in names)])
    pairs = _costs_of_pairs(names, firsts)
    search = _Search(np.concatenate([name.costs for name in names]), pairs, firsts)
    best = search.settled(firsts[:-1].copy())
    generator = np.random.default_rng(0)
    for _ in range(ROUNDS):
        chosen = best.copy()
        for i in generator.integers(len(names), size=MOVED):
            chosen[i] = generator.integers(firsts[i], firsts[i + 1])
        chosen = search.settled(chosen)
        if search.total(chosen) < search.total(best):
            best = chosen
    return [int(place) for place in best - firsts[:-1]]


def _costs_of_pairs(names: Sequence[Places], firsts: NDArray[np.intp]) -> Points:
    """Return what two places of different names cost together, shape (places, places)."""
    all_boxes = np.vstack([name.boxes for name in names])
    all_ties = np.concatenate([name.ties for name in names])
    costs = np.zeros((len(all_boxes), len(all_boxes)))
    for name, (start, stop) in zip(names, pairwise(firsts), strict=True):
        through = THROUGH_A_NAME * boxes.pierce(name.ties, all_boxes)
        costs[start:stop] += through + ACROSS_A_LINE * boxes.cross(name.ties, all_ties)
        costs[:, start:stop] += through.T
        costs[start:stop] += ON_A_NAME * boxes.meet(name.boxes, all_boxes)
    for start, stop in pairwise(firsts):
        costs[start:stop, start:stop] = 0
    return costs


@dataclass(frozen=True)
class _Search:
    """Costs of places alone, shape (places,), and of pairs; where each name's places begin."""

    alone: Points
    pairs: Points
    firsts: NDArray[np.intp]

    def total(self, chosen: NDArray[np.intp]) -> float:
        return float(self.alone[chosen].sum() + self.pairs[np.ix_(chosen, chosen)].sum() / 2)

    def settled(self, chosen: NDArray[np.intp]) -> NDArray[np.intp]:
        """Move one name after the other to its cheapest place until none wants to move."""
        costs = self.alone + self.pairs[chosen].sum(axis=0)
        moved = True
        while moved:
            moved = False
            for i, (start, stop) in enumerate(pairwise(self.firsts)):
                place = start + int(np.argmin(costs[start:stop]))
                if costs[place] < costs[chosen[i]] - 1e-9:
                    costs += self.pairs[place] - self.pairs[chosen[i]]
                    chosen[i] = place
                    moved = True
        return chosen
