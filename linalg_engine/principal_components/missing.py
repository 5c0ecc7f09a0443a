"""Blanks filled by the components themselves: regularized iterative PCA."""

from __future__ import annotations

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import Floats, TableLike, as_table
from linalg_engine.errors import InputError
from linalg_engine.principal_components.analysis import PCA, pca
from linalg_engine.results import result

MAX_ROUNDS = 3000
CLOSE = 1e-6
"""Change of the filled cells in a round, in deviations of their columns, at which it ends."""

MAX_WORK = 2_000_000_000
"""Numbers of the table times its shorter side times rounds; larger tables get fewer rounds."""


@result
class Filled:
    """A table whose blanks are filled.

    Attributes
    ----------
    values
        Shape (n, d).
    rounds
        How many it took.
    settled
        Whether the last round changed next to nothing.
    """

    values: Floats
    rounds: int
    settled: bool


def filled_by_pca(data: TableLike, components: int = 2, *, standardize: bool = False) -> Filled:
    """Return a table with its blanks filled by regularized iterative PCA.

    Blanks begin as the means of their columns. Each round takes the first components of the
    filled table and puts what they say into the blanks, until that no longer changes. What the
    components say is shrunk by the noise, the variance that they leave, so that few data are
    not overfitted (Josse and Husson, *Journal de la SFdS* 153(2), 2012; the regularized method
    of their missMDA).

    Parameters
    ----------
    data
        Shape (n, d), with nan or None for blanks; a number in every row and column.
    components
        How many are used, at most min(n - 1, d) - 1: with more, nothing is left to call noise.
    standardize
        Whether columns count alike while it goes on.

    Raises
    ------
    InputError
        If a row or a column is blank throughout, or there are too few rows or columns.

    Examples
    --------
    >>> table = [[1, 2, 3], [2, 4, 6], [3, 6, 9], [4, None, 12]]
    >>> float(filled_by_pca(table, 1).values[3, 1].round(2))
    8.0
    """
    table = as_table(data)
    blank = np.isnan(table)
    n, d = table.shape
    most = min(n - 1, d) - 1
    if most < 1:
        raise InputError("Iterative PCA needs at least 3 rows and 2 columns.")
    if blank.all(axis=0).any() or blank.all(axis=1).any():
        raise InputError("Iterative PCA needs a number in every row and every column.")
    count = min(whole_number(components, "The number of components", 1), most)
    values = np.where(blank, np.nanmean(table, axis=0), table)
    rounds = int(min(MAX_ROUNDS, max(1, MAX_WORK // (n * d * min(n, d)))))
    for number in range(1, rounds + 1):
        found = pca(values, count, standardize=standardize)
        told = found.inverse_transform(found.scores * _shrinkage(found))
        change = np.abs(told - values)[blank] / _unit(found)[np.nonzero(blank)[1]]
        values[blank] = told[blank]
        if change.max(initial=0.0) < CLOSE:
            return Filled(values, number, settled=True)
    return Filled(values, rounds, settled=False)


def _unit(found: PCA) -> Floats:
    return np.where(found.deviations > 0, found.deviations, 1.0)


def _shrinkage(found: PCA) -> Floats:
    """Return ``(λ - σ²) / λ`` for each component, shape (k,), where σ² is the noise.

    σ² is the variance that the components leave, over the numbers that are left free, and at
    most the next λ.
    """
    n, d = found.data.shape
    k = len(found.components)
    variances = found.explained_variance
    left = found.all_variances[k:]
    free = (n - 1) * d - (n - 1) * k - d * k + k * k
    noise = min(float(left.sum()) * n * d / min(d, n - 1) / free, float(left[0]))
    return np.divide(variances - noise, variances, where=variances > 0, out=0 * variances)
