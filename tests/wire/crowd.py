"""Many people at once, and what they ask."""

from __future__ import annotations

import re
from itertools import cycle, islice
from random import Random

from tests.wire.world import Json, Person

MIXED: tuple[tuple[str, Json], ...] = (
    ("dot", {"a": "[1,2,3]", "b": "[4,5,6]"}),
    ("calc", {"expression": "2 [5, 6]"}),
    ("matrix det", {"a": "[2 1; 1 3]"}),
    ("vector norm", {"v": "[3,4]"}),
    ("transform", {"matrix": "[1 1; 0 1]"}),
    ("vars set", {"name": "A", "value": "[1 2; 3 4]"}),
)
"""Commands of every lane but that of files: quick ones, pictures, and an animation."""

PICTURES: tuple[tuple[str, Json], ...] = (
    ("dot", {"a": "[1,2,3]", "b": "[4,5,6]"}),
    ("matrix det", {"a": "[2 1; 1 3]"}),
    ("vector norm", {"v": "[3,4]"}),
    ("matrix eigen", {"a": "[2 1; 1 2]"}),
    ("vector project", {"a": "[3,1]", "b": "[1,2]"}),
    ("transform", {"matrix": "[1 1; 0 1]"}),
)
"""Commands that draw; the last one an animation."""


def people(number: int) -> list[Person]:
    """Return so many people, each of whom has asked nothing yet."""
    return [Person(str(1_200_000_000_000_000_000 + k), f"Student {k}") for k in range(number)]


def mixed(number: int) -> list[tuple[str, Json]]:
    """Return so many commands."""
    return list(islice(cycle(MIXED), number))


def with_other_numbers(random: Random, inputs: Json) -> Json:
    """Return options with each digit drawn anew: what was drawn before is drawn faster."""
    return {
        name: re.sub(r"\d", lambda _: str(random.randint(1, 9)), value)
        for name, value in inputs.items()
    }
