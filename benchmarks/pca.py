"""PCA beside scikit-learn's, with each of its solvers.

Run: ``python benchmarks/pca.py``, with one thread for everybody: ``OPENBLAS_NUM_THREADS=1
OMP_NUM_THREADS=1``. Clouds with an offset and a spread that falls off slowly; two components and
the scores of all points. The contenders take turns of a few calls in one run, and the fastest
calls are compared, which other work on the machine disturbs least.

Not comparable: "randomized" and "arpack" do not compute what we always do, all variances (for the
scree), and "randomized" is an approximation; so the ratio is also given to the fastest solver
that computes the same, "full" or "covariance_eigh". scikit-learn checks less about conditioning:
"covariance_eigh" loses the small components of ill-conditioned data without a word.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from linalg_engine.principal_components import pca

SIZES = {(500, 10): 200, (10_000, 50): 10, (2_000, 500): 12}
"""Rows and columns, with the number of rounds."""

CALLS = 3
"""In a turn: the first finds the processor's caches full of somebody else's data."""

SAME = ("full", "covariance_eigh")
OTHERS = ("arpack", "randomized")


def cloud(n: int, d: int) -> NDArray[np.float64]:
    """Return a turned, stretched and shifted normal cloud."""
    generator = np.random.default_rng(n)
    turn = np.linalg.qr(generator.normal(size=(d, d)))[0]
    return generator.normal(size=(n, d)) * np.linspace(1, 3, d) @ turn + 2


def contenders(data: NDArray[np.float64]) -> dict[str, Callable[[], object]]:
    """Return what is to be timed."""

    def theirs(solver: str) -> Callable[[], object]:
        return lambda: PCA(2, svd_solver=solver, random_state=0).fit_transform(data)

    jobs: dict[str, Callable[[], object]] = {"ours": lambda: pca(data, 2)}
    return jobs | {solver: theirs(solver) for solver in (*SAME, *OTHERS)}


def fastest(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the shortest time of each in milliseconds."""
    times = {name: float("inf") for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            for _ in range(CALLS):
                start = time.perf_counter()
                job()
                times[name] = min(times[name], 1e3 * (time.perf_counter() - start))
    return times


def main() -> None:
    """Print a line for each size."""
    print(f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}, fastest calls")
    for (n, d), rounds in SIZES.items():
        times = fastest(contenders(cloud(n, d)), rounds)
        same = min(times[solver] for solver in SAME)
        any_ = min(times[solver] for solver in (*SAME, *OTHERS))
        figures = ", ".join(f"{name} {value:.3g} ms" for name, value in times.items())
        print(f"{n} × {d}: {figures}")
        print(
            f"    ours takes {times['ours'] / same:.2f} of the time of the fastest that computes "
            f"the same, {times['ours'] / any_:.2f} of that of the fastest of all"
        )


if __name__ == "__main__":
    main()
