"""Markov chains: which states are left for ever, which go round in circles, where time is spent.

Kemeny and Snell, *Finite Markov Chains*, 1960, chapters 2 to 5.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.arrays import as_matrix, is_exact
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.matrices import as_float, check_size, identity
from linalg_engine.results import result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linalg_engine.arrays import MatrixLike, Vector
    from linalg_engine.matrices import Matrix

SUM_TOLERANCE = 1e-12
"""How far the sum of float probabilities may be from 1."""

States = tuple[int, ...]


@result
class MarkovChain:
    """The states of a chain, counted from 0, and its stationary distributions.

    Attributes
    ----------
    by_rows
        Whether row i holds the probabilities of going from state i; otherwise column i does.
    classes
        The closed classes: sets of states that reach each other and are never left.
    periods
        Of each class: 1, or the length of the circle in which it goes round.
    passing
        The states that are left for ever sooner or later.
    stationary
        Of each class the distribution that stays as it is, shape (n,), 0 outside the class. Of a
        class with a period it holds the shares of time.
    """

    by_rows: bool
    classes: tuple[States, ...]
    periods: tuple[int, ...]
    passing: States
    stationary: tuple[Vector, ...]


def markov_chain(a: MatrixLike) -> MarkovChain | None:
    """Return the chain with these probabilities, shape (n, n).

    Returns
    -------
    chain
        None where neither all rows nor all columns hold probabilities, which add up to 1. Where
        both do, rows are taken.

    Examples
    --------
    >>> chain = la.markov_chain(la.parse_matrix("1/2 1/2; 1/4 3/4"))
    >>> print(*chain.stationary[0])
    1/3 2/3
    """
    a = check_size(as_matrix(a))
    by_rows = is_stochastic(a)
    if not by_rows and not is_stochastic(a.T):
        return None
    rows = a if by_rows else a.T
    steps = rows != 0
    reached = _reachable(steps)
    classes, passing = _closed_classes(reached)
    return MarkovChain(
        by_rows=by_rows,
        classes=classes,
        periods=tuple(_period(steps, states) for states in classes),
        passing=passing,
        stationary=tuple(_stationary(rows, states) for states in classes),
    )


def is_stochastic(a: Matrix) -> bool:
    """Whether a square matrix has probabilities in its rows: none below 0, their sum 1.

    Floats may be off by `SUM_TOLERANCE`.
    """
    if a.shape[0] != a.shape[1] or np.any(a < 0):
        return False
    if is_exact(a):
        return bool(np.all(a.sum(axis=1) == 1))
    # No probability is larger than 1, and so no sum overflows.
    return bool(np.all(np.abs(np.minimum(a, 2).sum(axis=1) - 1) <= SUM_TOLERANCE))


def _reachable(steps: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which states lead to which, in any number of steps, 0 included (Warshall, 1962)."""
    reached = steps | np.eye(len(steps), dtype=bool)
    for k in range(len(reached)):
        reached |= np.outer(reached[:, k], reached[k])
    return reached


def _closed_classes(reached: NDArray[np.bool_]) -> tuple[tuple[States, ...], States]:
    """Return the closed classes, and the states in none."""
    classes: list[States] = []
    passing: list[int] = []
    for state, row in enumerate(reached):
        ahead = tuple(int(j) for j in np.flatnonzero(row))
        if not all(reached[j, state] for j in ahead):
            passing.append(state)
        elif ahead[0] == state:
            classes.append(ahead)
    return tuple(classes), tuple(passing)


def _period(steps: NDArray[np.bool_], states: States) -> int:
    """Return the greatest common divisor of the lengths of all circles in a class.

    With d the distance from one state, it divides ``d(i) + 1 - d(j)`` for each step from i to j.
    """
    distance = {states[0]: 0}
    queue = [states[0]]
    for i in queue:
        for j in np.flatnonzero(steps[i]).tolist():
            if j not in distance:
                distance[j] = distance[i] + 1
                queue.append(j)
    pairs = ((i, j) for i in states for j in np.flatnonzero(steps[i]).tolist())
    return math.gcd(*(distance[i] + 1 - distance[j] for i, j in pairs))


def _stationary(rows: Matrix, states: Sequence[int]) -> Vector:
    """Return the only distribution π on a class with ``π P = π``."""
    n, inside = len(rows), list(states)
    within = rows[np.ix_(inside, inside)]
    shifted = within.T - identity(len(inside), like=rows)
    reduction = row_reduce(shifted, record=False)
    if reduction.is_exact:
        [kept] = special_solutions(reduction)
        total: Vector = np.full(n, Fraction(0), dtype=object)
        total[inside] = kept / sum(kept, Fraction(0))
        return total
    # One of the equations, which depends on the others, is replaced: the sum is 1.
    system = np.vstack([as_float(shifted)[:-1], np.ones(len(inside))])
    found = np.zeros(n)
    found[inside] = np.linalg.solve(system, np.eye(len(inside))[-1])
    return found
