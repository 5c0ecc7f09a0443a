"""Parallel analysis: how many components vary more than chance would let them."""

from __future__ import annotations

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import Floats
from linalg_engine.errors import InputError
from linalg_engine.principal_components.analysis import PCA

SEED = 1965
"""Of the random tables: the same data always get the same answer."""

ROUNDS = 400
"""Random tables, if they are small."""

USUAL_WORK, MAX_WORK = 4_000_000, 20_000_000
"""Numbers in all random tables times their shorter side: beyond the first, fewer tables are drawn,
and beyond the second not even `LEAST_ROUNDS`."""

LEAST_ROUNDS = 20

QUANTILE = 0.95
"""Chance stays below it in 19 of 20 tables (Glorfeld, 1995)."""


def parallel_variances(found: PCA, rounds: int = ROUNDS) -> Floats:
    """Return the variances that chance alone reaches in 5 % of random tables.

    Shape (min(n - 1, d),). A random table has as many rows and columns as the data, normal
    columns that are independent and vary as those of the data do. Its kth largest variance is
    compared with that of the data (Horn, *Psychometrika* 30, 1965).

    Instead of n rows, the triangular factor of the product ``XᵀX`` is drawn, which has the same
    distribution: normal above the diagonal, the roots of χ² on it (Bartlett, 1933).

    Parameters
    ----------
    found
        Of the data.
    rounds
        How many random tables; fewer where they are large.

    Raises
    ------
    InputError
        If the tables would be too large for `LEAST_ROUNDS` of them.
    """
    rounds = whole_number(rounds, "The number of rounds", 1)
    free = len(found.data) - 1
    spreads: Floats = np.delete(found.deviations / found.scale, found.constant)
    side = min(free, len(spreads))
    work = side * side * len(spreads)
    if LEAST_ROUNDS * work > MAX_WORK:
        raise InputError("This table is too large for parallel analysis.")
    rounds = min(rounds, max(LEAST_ROUNDS, USUAL_WORK // work))
    tables = _factors(rounds, free, len(spreads))
    if found.standardized:
        tables *= np.sqrt(free) / np.linalg.norm(tables, axis=1, keepdims=True)
    else:
        tables *= spreads
    turned = tables.swapaxes(1, 2)
    products = tables @ turned if free < len(spreads) else turned @ tables
    reached = np.quantile(np.linalg.eigvalsh(products) / free, QUANTILE, axis=0)
    variances = np.zeros((min(free, found.data.shape[1]),))
    variances[:side] = reached[::-1]
    return variances


def components_beyond_chance(found: PCA, rounds: int = ROUNDS) -> int:
    """Return how many first components vary more than chance would let them; it may be 0.

    Counted up to the first that does not. The seed is fixed, and the answer with it.

    Raises
    ------
    InputError
        If the table is too large.

    Examples
    --------
    >>> steps = np.arange(30.0)
    >>> line = np.column_stack([steps, 2 * steps, steps % 3])
    >>> components_beyond_chance(la.pca(line, standardize=True))
    1
    """
    by_chance = parallel_variances(found, rounds)
    beyond = found.all_variances[: len(by_chance)] > by_chance
    return len(beyond) if beyond.all() else int(np.argmin(beyond))


def _factors(count: int, free: int, d: int) -> Floats:
    """Return tables of which ``XᵀX`` is distributed as that of ``free`` + 1 centred normal rows.

    Shape (count, min(free, d), d).
    """
    generator = np.random.default_rng(SEED)
    if free < d:
        return generator.normal(size=(count, free, d))
    factors = np.triu(generator.normal(size=(count, d, d)), 1)
    diagonal = np.arange(d)
    factors[:, diagonal, diagonal] = np.sqrt(generator.chisquare(free - diagonal, (count, d)))
    return factors
