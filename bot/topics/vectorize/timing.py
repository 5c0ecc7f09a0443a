"""How long a calculation takes as a loop and as a call of NumPy, on this machine, now."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.topics.vectorize.calculations import Calculation

clock = time.perf_counter if sys.platform == "win32" else time.thread_time
"""Time of the processor spent here: work of others, which interrupts long runs more often than
short ones, does not count. On Windows that clock ticks too seldom."""

LONGEST_RUN = 0.025
"""Seconds that one run of a loop may take; where it would take more, n is made smaller."""

LOOP_SECONDS, NUMPY_SECONDS = 0.06, 0.02
"""For all runs together."""

SHORTEST_SAMPLE = 0.0005
"""Seconds between two looks at the clock: shorter runs are made many times in between."""

FEWEST_SAMPLES, MOST_SAMPLES = 3, 7
"""After a first run, which is slower: caches are cold, and threads begin."""

TRIES = 3
"""Runs by which a machine is judged: one alone may have been interrupted."""


@dataclass(frozen=True)
class Timing:
    """Both ways of a calculation, timed on the same numbers.

    Attributes
    ----------
    n
        How many numbers, or rows and columns.
    wanted
        n before it was made smaller for a slow machine.
    loop, at_once
        Seconds of a run, the shortest of several.
    by_loop, by_numpy
        Both results.
    """

    calculation: Calculation
    n: int
    wanted: int
    loop: float
    at_once: float
    by_loop: Floats
    by_numpy: Floats

    @property
    def share(self) -> float:
        """NumPy's time as a share of the loop's."""
        return self.at_once / self.loop

    @property
    def difference(self) -> float:
        """The largest difference between the results, as a share of the largest number."""
        largest = float(np.abs(self.by_numpy).max()) or 1.0
        return float(np.abs(self.by_loop - self.by_numpy).max()) / largest


def timed(calculation: Calculation, size: str) -> Timing:
    """Time a calculation of a size, ``"small"``, ``"medium"`` or ``"large"``."""
    wanted = calculation.sizes[size]
    n = _fitting(calculation, wanted)
    arrays = calculation.operands(n)
    # Loops are faster over lists than over arrays, whose numbers are unpacked one by one.
    lists = [array.tolist() for array in arrays]
    return Timing(
        calculation,
        n,
        wanted,
        _shortest(calculation.loop, lists, LOOP_SECONDS),
        _shortest(calculation.at_once, arrays, NUMPY_SECONDS),
        np.asarray(calculation.loop(*lists), dtype=float),
        np.asarray(calculation.at_once(*arrays), dtype=float),
    )


def _fitting(calculation: Calculation, wanted: int) -> int:
    """Return ``wanted``, halved until a run of the loop is short, judged by a shorter one."""
    tried = min(wanted, calculation.sizes["medium"])
    lists = [array.tolist() for array in calculation.operands(tried)]
    seconds = min(_duration(calculation.loop, lists, 1) for _ in range(TRIES))
    n = wanted
    while n > tried and seconds * (n / tried) ** calculation.power > LONGEST_RUN:
        n = max(tried, n // 2)
    return n


def _shortest(run: Callable[..., Any], operands: list[Any], budget: float) -> float:
    """Return the seconds of a run, the shortest of several, about ``budget`` seconds together."""
    once = _duration(run, operands, 1)
    calls = max(1, round(SHORTEST_SAMPLE / max(once, 1e-7)))
    affordable = int(budget / max(once * calls, 1e-7))
    samples = min(MOST_SAMPLES, max(FEWEST_SAMPLES, affordable))
    return min(_duration(run, operands, calls) for _ in range(samples))


def _duration(run: Callable[..., Any], operands: list[Any], calls: int) -> float:
    """Return the seconds of a run, the mean of ``calls`` in a row."""
    start = clock()
    for _ in range(calls):
        run(*operands)
    return (clock() - start) / calls
