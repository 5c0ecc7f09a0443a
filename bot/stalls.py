"""The interpreter set so that the event loop never stands still for long."""

from __future__ import annotations

import gc
import sys

SWITCH_SECONDS = 0.001
"""How long the loop waits for a thread that computes, each time; Python's own 5 ms add up."""


def prevent() -> None:
    """Spare the loop, once all that stays in memory is there.

    Python's collector of garbage goes through every object now and then: with 60,000 films for a
    tenth of a second. What is there by now it shall leave alone.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
