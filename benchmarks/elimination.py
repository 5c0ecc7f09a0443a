"""Exact reduced row echelon form beside SymPy's and FLINT's.

Run: ``python benchmarks/elimination.py``. For each size, random n×(n+1) systems with fractions
of one-digit numerators and denominators, each already in the form its library works with (ours:
an array of `Fraction`, and an array of `Fraction` comes out); the contenders take turns in one
run, the best of some rounds counts for each matrix, and medians over the matrices are compared.
SymPy is timed with Python's integers (``SYMPY_GROUND_TYPES=python``), as it comes without
python-flint.

Without steps we reduce by FLINT. At n = 3, 6 and 10 that is some 6, 16 and 150 times as fast as
SymPy 1.12, and 3 times as fast as SymPy 1.14 at each, which has learned to reduce by integer
arithmetic. More is out of reach as long as matrices are arrays of `Fraction`: at n = 10 FLINT
itself takes a tenth of our time, clearing the denominators of 110 fractions a quarter of it.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from fractions import Fraction

os.environ.setdefault("SYMPY_GROUND_TYPES", "python")

import numpy as np
import sympy
from flint import fmpq, fmpq_mat

from linalg_engine.elimination import row_reduce

SIZES = (3, 6, 10)
MATRICES = 40
ROUNDS = 9

Rows = list[list[Fraction]]
Job = Callable[[], object]


def random_rows(n: int, generator: random.Random) -> Rows:
    """Return an n×(n+1) matrix of one-digit fractions."""
    return [
        [Fraction(generator.randint(-9, 9), generator.randint(1, 9)) for _ in range(n + 1)]
        for _ in range(n)
    ]


def contenders(rows: Rows) -> dict[str, Job]:
    """Return what is to be timed on one matrix."""
    ours = np.array(rows, dtype=object)
    theirs = sympy.Matrix([[sympy.Rational(x.numerator, x.denominator) for x in r] for r in rows])
    entries = [fmpq(x.numerator, x.denominator) for row in rows for x in row]
    matrix = fmpq_mat(len(rows), len(rows[0]), entries)
    return {
        "ours": lambda: row_reduce(ours, record=False),
        "ours, with steps": lambda: row_reduce(ours, augmented=1),
        "SymPy": lambda: theirs.rref(),
        "FLINT": lambda: matrix.rref(),
    }


def seconds(job: Job) -> float:
    """Time one call."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def medians(n: int) -> dict[str, float]:
    """Return the median of the best times of each contender in microseconds."""
    generator = random.Random(n)
    times: dict[str, list[float]] = {}
    for _ in range(MATRICES):
        jobs = contenders(random_rows(n, generator))
        rounds = [{name: seconds(job) for name, job in jobs.items()} for _ in range(ROUNDS)]
        for name in jobs:
            times.setdefault(name, []).append(min(taken[name] for taken in rounds))
    return {name: 1e6 * statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print a line for each size."""
    print(f"SymPy {sympy.__version__}, medians over {MATRICES} matrices, best of {ROUNDS} rounds")
    for n in SIZES:
        median = medians(n)
        ours = median["ours"]
        figures = ", ".join(f"{name} {value:.0f} µs" for name, value in median.items())
        ratios = (
            f"{median['SymPy'] / ours:.1f}x SymPy's speed, {median['FLINT'] / ours:.3f}x FLINT's"
        )
        print(f"n = {n:2}: {figures}; {ratios}")


if __name__ == "__main__":
    main()
