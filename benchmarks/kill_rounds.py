"""How often a value survives when the bot is killed right after it has answered.

    .venv/bin/python -m benchmarks.kill_rounds

Each round starts the bot on the same database over a real socket, holds what it lists
against every value kept so far, keeps one more, and ends the bot and its workers by SIGKILL
as soon as the answer is here. A lost value is a line and an exit code of 1.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path

from tests.wire.survival import set_then_kill

ROUNDS = 100
NAMES = 40
"""Names in turn: a person keeps at most 50, so most rounds change an old value."""


async def main() -> int:
    lost = 0
    expected: dict[str, str] = {}
    delays: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        for number in range(ROUNDS + 1):
            name, value = f"A{number % NAMES}", f"[{number}, 1/3]"
            listed, delay = await set_then_kill(Path(home), name, value)
            lines = {line for line in listed.split("\n") if line.startswith("A")}
            if lines != {f"{name} = {value}" for name, value in expected.items()}:
                lost += 1
                print(f"round {number}: a value is lost; it lists {sorted(lines)}")
            expected[name] = value
            delays.append(delay)
    print(f"{ROUNDS - lost} of {ROUNDS} rounds kept what had been answered")
    print(f"gone {statistics.median(delays) * 1000:.1f} ms after the answer (median)")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
