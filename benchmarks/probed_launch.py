"""Starts the bot like tests/wire/launch.py, with a probe that feels when its loop stalls.

A thread asks the event loop for a sign of life every `PERIOD`. On SIGUSR1 the longest time that
one took and the 99th percentile are printed, by the clock and in processor time of the loop's own
thread, and begun anew.
"""

import asyncio
import os
import runpy
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any
from unittest import mock

PERIOD = 0.002


class Probe:
    """Measures how long the loop takes to come round to a new callback."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._delays: list[float] = []
        self._busy: list[float] = []
        self._loop = loop
        # The processor time of the loop's own thread: other programs add nothing to that.
        self._clock = time.pthread_getcpuclockid(threading.get_ident())
        loop.add_signal_handler(signal.SIGUSR1, self._tell)
        threading.Thread(target=self._ask, daemon=True).start()

    def _ask(self) -> None:
        while not self._loop.is_closed():
            answered = threading.Event()
            now = time.perf_counter(), time.clock_gettime(self._clock)
            try:
                self._loop.call_soon_threadsafe(self._answer, *now, answered)
            except RuntimeError:
                return
            answered.wait()
            time.sleep(PERIOD)

    def _answer(self, asked: float, busy: float, answered: threading.Event) -> None:
        self._delays.append(time.perf_counter() - asked)
        self._busy.append(time.clock_gettime(self._clock) - busy)
        answered.set()

    def _tell(self) -> None:
        print(f"stalls: {_told(self._delays)}; in processor time {_told(self._busy)}", flush=True)
        self._delays.clear()
        self._busy.clear()


def _told(seconds: list[float]) -> str:
    ordered = sorted(seconds) or [0.0]
    longest, p99 = ordered[-1], ordered[int(0.99 * len(ordered))]
    return f"longest {longest * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms"


def main() -> None:
    repository = Path(__file__).parents[1]
    sys.path.insert(0, str(repository))
    from tests.wire.launch import point_discord_at

    point_discord_at(sys.argv[1])
    original = asyncio.Runner.run

    def probed(runner: asyncio.Runner, *args: Any, **kwargs: Any) -> Any:
        Probe(runner.get_loop())
        return original(runner, *args, **kwargs)

    sys.path[0] = os.getcwd()  # noqa: PTH109 - as `python -m` puts it there
    sys.argv[:] = ["bot"]
    with mock.patch.object(asyncio.Runner, "run", probed):
        runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
