"""Factorizations of rating tables, and scikit-learn's NMF beside ours.

Run: ``OPENBLAS_NUM_THREADS=1 python benchmarks/factorization.py``; scikit-learn comes with the
extra ``benchmarks``.

First every method on tables of two sizes, a third of the cells known. Then nonnegative factors of a
table without blanks, where both minimise the same squared errors; ours starts several times, so
scikit-learn's does too, with another seed each. The fastest of some runs counts, and the error of
the result stands beside its time.
"""

from __future__ import annotations

import importlib
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from linalg_engine.arrays import Floats
from linalg_engine.factorization import METHODS, factorize
from linalg_engine.factorization.methods import STARTS

SIZES = ((20, 15, 2), (200, 200, 20))
"""People, items, rank: a table as people paste them, and the largest there may be."""

RUNS = 3

ROUNDS = 200
"""Of scikit-learn's solver, its default."""


def table(m: int, n: int, share: float) -> Floats:
    """Return ratings from 1 to 5 of rank 3 with noise, a share of them known."""
    generator = np.random.default_rng(m)
    product = generator.normal(size=(m, 3)) @ generator.normal(size=(3, n)) / np.sqrt(3)
    ratings = np.clip(np.round(3 + product + 0.5 * generator.normal(size=(m, n))), 1, 5)
    return np.where(generator.random((m, n)) < share, ratings, np.nan)


def fastest(job: Callable[[], float]) -> tuple[float, float]:
    """Return the seconds of the fastest run and what the job returned."""
    best, found = np.inf, 0.0
    for _ in range(RUNS):
        start = time.perf_counter()
        found = job()
        best = min(best, time.perf_counter() - start)
    return best, found


def error_of(ratings: Floats, product: Floats) -> float:
    """Return the root of the mean squared error."""
    return float(np.sqrt(np.mean(np.square(ratings - product))))


def theirs(ratings: Floats, rank: int) -> float:
    """Return the error of the best of scikit-learn's factorizations."""
    decomposition: Any = importlib.import_module("sklearn.decomposition")
    errors: list[float] = []
    warnings.simplefilter("ignore")  # that more rounds would come closer
    for seed in range(STARTS):
        model = decomposition.NMF(rank, init="random", random_state=seed, max_iter=ROUNDS)
        errors.append(error_of(ratings, model.fit_transform(ratings) @ model.components_))
    return min(errors)


def main() -> None:
    """Print the figures."""
    for m, n, rank in SIZES:
        for method in METHODS:
            ratings = table(m, n, 1.0 if method == "svd" else 1 / 3)
            seconds, error = fastest(lambda r=ratings, k=rank, w=method: factorize(r, k, w).rmse)
            print(f"{m}×{n}, rank {rank}, {method}: {1e3 * seconds:.0f} ms, error {error:.3f}")
        whole = table(m, n, 1.0)
        mine = fastest(lambda r=whole, k=rank: factorize(r, k, "nmf", ridge=1e-9).rmse)
        other = fastest(lambda r=whole, k=rank: theirs(r, k))
        print(
            f"{m}×{n}, rank {rank}, nonnegative, no blanks: "
            f"ours {1e3 * mine[0]:.0f} ms, error {mine[1]:.4f}; "
            f"scikit-learn {1e3 * other[0]:.0f} ms, error {other[1]:.4f}"
        )


if __name__ == "__main__":
    main()
