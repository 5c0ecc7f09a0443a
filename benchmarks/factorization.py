"""An epoch of alternating least squares beside implicit's and an epoch of Surprise's SGD.

Run: ``python benchmarks/factorization.py [ratings.dat]``, with one thread for BLAS:
``OPENBLAS_NUM_THREADS=1``; implicit and scikit-surprise come with the extra ``benchmarks``.
Without a file, synthetic ratings with popular and rare items; a file has lines
``user::item::rating::...``, as MovieLens and MovieTweetings have.

An epoch renews all people and all items once. The contenders take turns in one run; the fastest
of their epochs are compared. implicit runs with every setting of its CPU solver (conjugate
gradients or not, one thread or all), and the fastest counts.

Not comparable: implicit minimises the one-class objective (every cell counts); "ours, one-class"
does so too, "ours" fits the known ratings with biases. implicit's epochs are threaded C++, ours are
NumPy on one thread. Surprise's SGD steps from rating to rating, with biases; it needs more epochs
than alternating least squares to come as far, which only makes it slower than shown. Its time is
that of 3 epochs less that of 1, halved: building its state is not counted.
"""

from __future__ import annotations

import importlib
import itertools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.factorization.alternating import Alternation, Ratings
from linalg_engine.factorization.regressions import Penalty

SIZES = ((100_000, 1_000, 1_700), (1_000_000, 6_000, 4_000))
"""Ratings, people, items: those of MovieLens 100K and 1M."""

RANKS = (10, 50)
EPOCHS = 7
ROUNDS = 3
LARGEST_FOR_SURPRISE = 200_000
"""Surprise builds Python lists of all ratings; a million take minutes."""

Triplets = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[Any]]


def synthetic(count: int, m: int, n: int) -> Triplets:
    """Return distinct ratings; people and items are drawn with falling popularity."""
    generator = np.random.default_rng(count)
    eager, popular = 1 / (np.arange(m) + 20), 1 / (np.arange(n) + 50)
    cells = np.empty(0, dtype=np.int64)
    while len(cells) < count:
        people = generator.choice(m, size=count, p=eager / eager.sum())
        items = generator.choice(n, size=count, p=popular / popular.sum())
        cells = np.unique(np.append(cells, people * n + items))
    cells = generator.permutation(cells)[:count]
    stars = (generator.integers(1, 11, size=count) / 2).astype(np.float32)
    return cells // n, cells % n, stars


def from_file(path: Path) -> Triplets:
    """Read lines of ``user::item::rating::...``."""
    rows = [line.split("::")[:3] for line in path.read_text("utf-8").splitlines()]
    people = np.unique([row[0] for row in rows], return_inverse=True)[1]
    items = np.unique([row[1] for row in rows], return_inverse=True)[1]
    return people, items, np.array([float(row[2]) for row in rows], dtype=np.float32)


def ours(triplets: Triplets, rank: int, penalty: Penalty) -> float:
    """Return the seconds of the fastest epoch."""
    state = Alternation.begin(Ratings.of(*triplets), rank, penalty, np.random.default_rng(0))
    return min(seconds(state.improve) for _ in range(EPOCHS))


def seconds(job: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def implicits(triplets: Triplets, rank: int) -> dict[str, float]:
    """Return the seconds of the fastest epoch for each setting."""
    als: Any = importlib.import_module("implicit.cpu.als")
    sparse: Any = importlib.import_module("scipy.sparse")
    people, items, stars = triplets
    table = sparse.csr_matrix((stars, (people, items)))
    times: dict[str, float] = {}
    for use_cg, threads in itertools.product((True, False), (1, os.cpu_count() or 1)):
        model = als.AlternatingLeastSquares(
            factors=rank, use_cg=use_cg, num_threads=threads, iterations=EPOCHS, dtype=np.float32
        )
        epochs: list[float] = []
        model.fit(table, show_progress=False, callback=lambda _, took, *__: epochs.append(took))  # noqa: B023
        solver = "gradients" if use_cg else "exact"
        times[f"{solver}, {threads} thread(s)"] = min(epochs)
    return times


def surprises(triplets: Triplets, rank: int) -> float:
    """Return the seconds of an epoch of Surprise's SVD."""
    surprise: Any = importlib.import_module("surprise")
    rows = [(int(i), int(j), float(r), None) for i, j, r in zip(*triplets, strict=True)]
    data: Any = surprise.Dataset(surprise.Reader(rating_scale=(0.5, 5)))
    trainset = data.construct_trainset(rows)

    def run(epochs: int) -> float:
        model = surprise.SVD(n_factors=rank, n_epochs=epochs, random_state=0)
        return min(seconds(lambda: model.fit(trainset)) for _ in range(2))

    return (run(3) - run(1)) / 2


def epochs(triplets: Triplets, rank: int) -> dict[str, float]:
    """Return the seconds of everybody's fastest epoch, one after another."""
    times = {
        "ours": ours(triplets, rank, Penalty(5.0, 5.0)),
        "ours, one-class": ours(triplets, rank, Penalty(5.0, unobserved_weight=0.1)),
        **{f"implicit ({key})": value for key, value in implicits(triplets, rank).items()},
    }
    if len(triplets[2]) <= LARGEST_FOR_SURPRISE:
        times["Surprise SGD"] = surprises(triplets, rank)
    return times


def compare(name: str, triplets: Triplets, rank: int) -> None:
    """Print the figures of one set of ratings at one rank."""
    times: dict[str, float] = {}
    for _ in range(ROUNDS):
        for key, value in epochs(triplets, rank).items():
            times[key] = min(value, times.get(key, value))
    mine = max(value for key, value in times.items() if key.startswith("ours"))
    best = min(value for key, value in times.items() if key.startswith("implicit"))
    ratios = f"implicit's best takes {best / mine:.1f} of the time of our slower"
    if "Surprise SGD" in times:
        ratios += f", Surprise {times['Surprise SGD'] / times['ours']:.1f} of ours"
    figures = ", ".join(f"{key} {1e3 * value:.1f}" for key, value in times.items())
    print(f"{name}, rank {rank}, ms an epoch: {figures}")
    print(f"    {ratios}")


def main() -> None:
    """Compare on the file given, or on synthetic ratings."""
    if len(sys.argv) > 1:
        sets = {sys.argv[1]: from_file(Path(sys.argv[1]))}
    else:
        sets = {f"{count:,} ratings": synthetic(count, m, n) for count, m, n in SIZES}
    for name, triplets in sets.items():
        for rank in RANKS:
            compare(name, triplets, rank)


if __name__ == "__main__":
    main()
