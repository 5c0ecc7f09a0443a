"""How often what was answered survives when the bot is killed right after it has answered.

    .venv/bin/python -m benchmarks.kill_rounds

Each round starts the bot on the same database over a real socket, holds what it lists against
everything kept so far, keeps one more (a value and a rating in turn), and ends the bot and its
workers by SIGKILL as soon as the answer is here. A lost one is a line and an exit code of 1.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path

from bot import catalogue
from tests.wire.survival import answer_then_kill

ROUNDS = 100
NAMES = 40
"""Names in turn: a person keeps at most 50, so most rounds change an old value."""

FILMS = 15
"""Films in turn: as many as stand on the first page of ratings."""

LONGEST = 50
"""Characters of a film that the list shows whole."""


async def main() -> int:
    lost = 0
    values: dict[str, str] = {}
    ratings: dict[str, str] = {}
    delays: list[float] = []
    known, _ = catalogue.demo()
    films = [film for film in known.films if len(film.label) <= LONGEST][:FILMS]
    with tempfile.TemporaryDirectory() as home:
        for number in range(ROUNDS + 1):
            rates, turn = number % 2, number // 2
            name, value = f"A{turn % NAMES}", f"[{number}, 1/3]"
            film, stars = films[turn % FILMS].label, 0.5 + turn % 10 / 2
            command = (
                ("rate", {"movie": film, "stars": stars})
                if rates
                else ("vars set", {"name": name, "value": value})
            )
            life = await answer_then_kill(Path(home), command)
            lost += is_lost(number, life.values, values) or is_lost(number, life.ratings, ratings)
            if rates:
                ratings[film] = f"{f'{stars:g}':>3}  {film}"
            else:
                values[name] = f"{name} = {value}"
            delays.append(life.gone)
    print(f"{ROUNDS - lost} of {ROUNDS} rounds kept what had been answered")
    print(f"gone {statistics.median(delays) * 1000:.1f} ms after the answer (median)")
    return 1 if lost else 0


def is_lost(number: int, listed: str, expected: dict[str, str]) -> bool:
    """Return whether a line is missing, or one is there that should not be."""
    lines = set(listed.split("```\n")[1].splitlines()) if "```" in listed else set()
    if lines == set(expected.values()):
        return False
    print(f"round {number}: something is lost; it lists {sorted(lines)}")
    return True


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
