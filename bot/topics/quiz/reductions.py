"""Row reductions: the first step as a hint, and all of them as the working."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.formula import Notation, Operations, Sentence
from bot.topics.kit.row_operations import operation
from linalg_engine.elimination.row_reduction import row_reduce

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from linalg_engine.elimination import RowOperation
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


def reduced_blocks(asked: str, a: Matrix, augmented: int = 0) -> tuple[Block, ...]:
    """Return a matrix and the way to its reduced form, short enough for a page or two.

    The operations with one pivot row are done one after the other, and shown with one matrix.

    Parameters
    ----------
    asked
        What to do, without a mark at its end.
    augmented
        How many of the last columns are right-hand sides.
    """
    bar = a.shape[1] - augmented if augmented else None
    say = Notation()
    groups = [list(group) for _, group in groupby(row_reduce(a, augmented).steps, key=_pivot_row)]
    in_turn = ", one operation after the other" if any(len(each) > 1 for each in groups) else ""
    blocks: list[Block] = [f"{asked}{in_turn}:", say.matrix(a, bar)]
    for steps in groups:
        names = tuple(operation(step, say) for step in steps)
        blocks.append(Operations(names, say.matrix(steps[-1].matrix, bar)))
    return tuple(blocks)


def _pivot_row(step: RowOperation) -> int:
    return step.source if step.kind == "add" and step.source is not None else step.target
