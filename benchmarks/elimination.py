"""Exact reduced row echelon form beside SymPy's and python-flint's.

Run: ``python benchmarks/elimination.py``. For each size, random n×(n+1) systems with fractions
of one-digit numerators and denominators, each already in the form its library works with (ours:
an array of `Fraction`, and an array of `Fraction` comes out); the contenders take turns in one
run, the best of some rounds counts for each matrix, and medians over the matrices are compared.
SymPy is timed with Python's integers (``SYMPY_GROUND_TYPES=python``), as it comes without
python-flint.

From 1.13 on SymPy reduces by integer arithmetic too: at n = 10 its own version 1.12 takes about
20 times as long as 1.14. Beside 1.12 we are some 5, 10 and 50 times as fast at n = 3, 6 and 10,
beside 1.14 some 3 to 4 times at each. Far more is out of reach for Python code: at n = 10
clearing the denominators of the 110 fractions alone takes us a twentieth of SymPy's time.
python-flint, which is C, shows what is left.
"""

from __future__ import annotations

import importlib
import os
import random
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

os.environ.setdefault("SYMPY_GROUND_TYPES", "python")

import numpy as np
import sympy

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


def flint_module() -> Any:
    """Return python-flint, or None where it is not installed."""
    try:
        return importlib.import_module("flint")
    except ImportError:
        return None


def contenders(rows: Rows, flint: Any) -> dict[str, Job]:
    """Return what is to be timed on one matrix."""
    ours = np.array(rows, dtype=object)
    theirs = sympy.Matrix([[sympy.Rational(x.numerator, x.denominator) for x in r] for r in rows])
    jobs: dict[str, Job] = {
        "ours": lambda: row_reduce(ours, record=False),
        "ours, with steps": lambda: row_reduce(ours, augmented=1),
        "SymPy": lambda: theirs.rref(),
    }
    if flint is not None:
        entries = [flint.fmpq(x.numerator, x.denominator) for row in rows for x in row]
        matrix = flint.fmpq_mat(len(rows), len(rows[0]), entries)
        jobs["flint"] = lambda: matrix.rref()
    return jobs


def seconds(job: Job) -> float:
    """Time one call."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def medians(n: int, flint: Any) -> dict[str, float]:
    """Return the median of the best times of each contender in microseconds."""
    generator = random.Random(n)  # noqa: S311 (test data, no secrets)
    times: dict[str, list[float]] = {}
    for _ in range(MATRICES):
        jobs = contenders(random_rows(n, generator), flint)
        rounds = [{name: seconds(job) for name, job in jobs.items()} for _ in range(ROUNDS)]
        for name in jobs:
            times.setdefault(name, []).append(min(taken[name] for taken in rounds))
    return {name: 1e6 * statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print a line for each size."""
    flint = flint_module()
    if flint is None:
        print("python-flint is not installed (pip install python-flint); going on without it.")
    print(f"SymPy {sympy.__version__}, medians over {MATRICES} matrices, best of {ROUNDS} rounds")
    for n in SIZES:
        median = medians(n, flint)
        ours = median["ours"]
        figures = ", ".join(f"{name} {value:.0f} µs" for name, value in median.items())
        ratios = f"{median['SymPy'] / ours:.1f}x SymPy's speed"
        if "flint" in median:
            ratios += f", {median['flint'] / ours:.3f}x flint's"
        print(f"n = {n:2}: {figures}; {ratios}")


if __name__ == "__main__":
    main()
