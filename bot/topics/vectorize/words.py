"""Times and their ratio in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.formula.numbers import decimal

if TYPE_CHECKING:
    from bot.topics.vectorize.timing import Timing

UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))

ALIKE = 1.05
"""Times that differ by no larger factor are about the same."""


def duration(seconds: float) -> str:
    """Return a time with two digits: ``9.4 ms``."""
    seconds = _two_digits(seconds)
    size, name = next((unit for unit in UNITS if seconds >= unit[0]), UNITS[-1])
    return f"{_two_digits(seconds / size):g} {name}"


def power_of_ten(exponent: int) -> str:
    """Return a power of ten of seconds: ``100 µs``."""
    return duration(10.0**exponent)


def ratio(timing: Timing) -> str:
    """Return how NumPy's time compares with the loop's: ``NumPy took 1/85 of the time``."""
    share = timing.share
    if 1 / ALIKE <= share <= ALIKE:
        return "NumPy took about as long"
    if share > 1:
        return f"NumPy took {_two_digits(share):g} times as long"
    if share > 0.5:
        return f"NumPy took {_two_digits(share):g} of the time"
    return f"NumPy took 1/{_two_digits(1 / share):,g} of the time"


def title(timing: Timing) -> str:
    """Return the finding."""
    return f"Loop {duration(timing.loop)}, NumPy {duration(timing.at_once)}: {_short(timing)}"


def _short(timing: Timing) -> str:
    return ratio(timing).removeprefix("NumPy took ")


def agreement(timing: Timing) -> str:
    """Return how closely both results agree."""
    if timing.difference == 0:
        return "the same number in every digit" if not timing.by_numpy.ndim else "all the same"
    return f"they differ by {decimal(timing.difference, 1)} of it at most"


def _two_digits(value: float) -> float:
    return round(value, 1 - math.floor(math.log10(value))) if value > 0 else 0.0
