"""How well products of each rank predict ratings that they have not seen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import Floats, TableLike, as_table
from linalg_engine.errors import InputError
from linalg_engine.factorization.methods import factorize
from linalg_engine.factorization.result import Method
from linalg_engine.results import result

FOLDS = 5
"""Each rating is left out once, with every fifth of its row and of its column."""

MAX_CELLS = 2_500
"""Of larger tables only one fold is left out: there are enough ratings in it."""


NEARLY = 0.01
"""Share by which an error may be larger for a smaller rank: more numbers are not worth it."""


@result
class HeldOut:
    """Errors of products by their rank, as roots of mean squares.

    Attributes
    ----------
    ranks
        Shape (r,).
    left_out
        Shape (r,): on ratings left out, predicted from the others and clipped to their scale.
    seen
        Shape (r,): on the ratings that the products were fitted to.
    by_mean
        The error on ratings left out, each predicted as the mean of the others.
    count
        How many ratings were left out.
    """

    ranks: tuple[int, ...]
    left_out: Floats
    seen: Floats
    by_mean: float
    count: int

    @property
    def best(self) -> int:
        """The smallest rank whose error on ratings left out is about the smallest of all."""
        least = float(self.left_out.min()) * (1 + NEARLY)
        return min(r for r, e in zip(self.ranks, self.left_out.tolist(), strict=True) if e <= least)


def held_out(ratings: TableLike, ranks: Sequence[int], method: Method = "plain") -> HeldOut:
    """Return the errors by cross-validation: leave out some ratings, predict them by the others.

    Which ratings are left out together depends on their place alone, so the result is always the
    same. A rating is left out only where another one of its row and of its column remains.

    Parameters
    ----------
    ratings
        Shape (m, n), people by items, nan for blanks.
    ranks
        To be compared, each possible for the table.
    method
        Of `factorize`; not "svd", which takes no blanks, nor "wals", whose blanks are zeros.

    Raises
    ------
    InputError
        If no rating can be left out, or as `factorize` does.

    Examples
    --------
    >>> from linalg_engine.factorization import held_out
    >>> held_out([[5, 5, 1, 1], [4, 5, 1, 2], [1, 1, 5, 4], [1, 2, 5, 5]], [1, 2, 3]).best
    2
    """
    ratings = as_table(ratings)
    if method in ("svd", "wals"):
        raise InputError(f"Ratings cannot be left out with the method “{method}”.")
    ranks = tuple(whole_number(rank, "The rank") for rank in ranks)
    numbers = range(FOLDS if ratings.size <= MAX_CELLS else 1)
    folds = [fold for number in numbers if (fold := _fold(ratings, number)).any()]
    if not ranks or not folds:
        raise InputError("There are too few ratings to leave some out.")
    errors = np.array([_errors(ratings, fold, ranks, method) for fold in folds])
    by_mean = sum(float(np.sum(np.square(_mean(ratings, f) - ratings)[f])) for f in folds)
    count = sum(int(fold.sum()) for fold in folds)
    seen = len(folds) * int((~np.isnan(ratings)).sum()) - count
    return HeldOut(
        ranks=ranks,
        left_out=np.sqrt(np.sum(errors[:, :, 0], axis=0) / count),
        seen=np.sqrt(np.sum(errors[:, :, 1], axis=0) / seen),
        by_mean=math.sqrt(by_mean / count),
        count=count,
    )


def _mean(ratings: Floats, fold: NDArray[np.bool_]) -> float:
    return float(np.nanmean(ratings[~fold]))


def _fold(ratings: Floats, number: int) -> NDArray[np.bool_]:
    """Return which ratings are left out together, shape (m, n)."""
    m, n = ratings.shape
    rows, columns = np.indices((m, n))
    known = ~np.isnan(ratings)
    chosen: NDArray[np.bool_] = known & ((rows + 2 * columns) % FOLDS == number)
    rest: NDArray[np.bool_] = known & ~chosen
    return chosen & np.logical_and.outer(np.any(rest, axis=1), np.any(rest, axis=0))


def _errors(
    ratings: Floats, fold: NDArray[np.bool_], ranks: Sequence[int], method: Method
) -> list[tuple[float, float]]:
    """Return, for each rank, the squared errors on the fold and on the other ratings, summed."""
    training = np.where(fold, np.nan, ratings)
    found = [factorize(training, rank, method) for rank in ranks]
    return [
        (
            float(np.sum(np.square(each.clipped - ratings)[fold])),
            float(np.sum(np.square(each.predictions - ratings)[each.known])),
        )
        for each in found
    ]
