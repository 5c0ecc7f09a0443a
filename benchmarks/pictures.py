"""How long a typeset page of row operations and an animation take, and how large they are.

Run: ``python -m benchmarks.pictures``. Each job is what a worker process does for one answer,
from the matrix to finished bytes, after one round that warms fonts and caches. The aim for an
animation is at most 350 ms of a processor and 1.2 MB.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture

ROUNDS = 9

STEPS = {
    "steps of rref, 3×4": Question("matrix rref", {"a": "[2 1 -1 8; -3 -1 2 -11; -2 1 2 -3]"}),
    "steps of an inverse, 3×3": Question("matrix inverse", {"a": "[2 1 1; 1 3 2; 1 0 0]"}),
}

PICTURES = {
    "three planes": Question(
        "matrix solve", {"a": "[2 1 -1; -3 -1 2; -2 1 2]", "b": "8 -11 -3"}
    ),
    "four subspaces": Question("matrix spaces", {"a": "[1 2 3; 4 5 6; 7 8 9]"}),
    "animation, shear": Question("transform", {"matrix": "[1 1; 0 1]"}),
    "animation, rotation": Question("transform", {"matrix": "[0 -1; 1 0]"}),
    "animation, singular": Question("transform", {"matrix": "[1 2; 2 4]"}),
    "animation, two eigenvectors": Question("transform", {"matrix": "[2 1; 1 2]"}),
    "animation, plane into space": Question("transform", {"matrix": "[1 0; 0 1; 1 1]"}),
    "animation, space onto plane": Question("transform", {"matrix": "[1 0 1; 0 1 1]"}),
}  # fmt: skip


def main() -> None:
    """Print a line for each job."""
    style = Style()
    for name, question in STEPS.items():
        report(name, lambda asked=question: answering.steps(asked, style))
    for name, question in PICTURES.items():
        report(name, lambda asked=question: answering.reply(asked, style).pictures)


def report(name: str, job: Callable[[], tuple[Picture, ...]]) -> None:
    """Time a job and print the median, the slowest round, and the size of what came out."""
    pictures = job()
    times: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        job()
        times.append(1e3 * (time.perf_counter() - start))
    size = sum(len(picture.data) for picture in pictures) / 1e3
    print(
        f"{name}: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms; "
        f"{len(pictures)} picture{'s' * (len(pictures) > 1)}, {size:.0f} kB"
    )


if __name__ == "__main__":
    main()
