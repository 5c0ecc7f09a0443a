"""Row reductions: the first step as a hint, and all of them as the working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Notation, Sentence
from bot.topics.kit.row_operations import operation, reduction_blocks
from linalg_engine.elimination.row_reduction import row_reduce

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from linalg_engine.matrices import Matrix


def first_step(a: Matrix, augmented: int = 0, *, of: str = "") -> Block:
    """Return "A good first step: R₂ ← R₂ − 3R₁." for a matrix that is not reduced.

    Parameters
    ----------
    augmented
        How many of the last columns are right-hand sides.
    of
        What the rows are of where it is not A: ``" of [A | b]"``.
    """
    step = row_reduce(a, augmented).steps[0]
    return Sentence((f"A good first step with the rows{of}: ", operation(step, Notation()), "."))


def reduced_blocks(a: Matrix, augmented: int = 0) -> tuple[Block, ...]:
    """Return a matrix and the steps to its reduced form."""
    bar = a.shape[1] - augmented if augmented else None
    steps = row_reduce(a, augmented).steps
    say = Notation()
    return say.matrix(a, bar), *reduction_blocks(steps, say, bar)
