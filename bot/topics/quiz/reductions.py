"""Row reductions: the first step as a hint, the way as a working, and what the rows say then."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from bot.formula import Chain, Index, Minus, Operations, Sentence, Sum, Symbol, Term
from bot.topics.kit.row_operations import operation
from bot.topics.quiz.reduced_form import begins, is_echelon
from bot.topics.quiz.typed_arrays import SAY
from linalg_engine.elimination.row_reduction import row_reduce

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.elimination import RowOperation
    from linalg_engine.matrices import Matrix

MOST_MATRICES = 3
"""After the first one."""


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
    where = f" with the rows{of}" if of else ""
    return Sentence((f"A good first step{where}: ", operation(step, SAY), "."))


def reduced_blocks(
    asked: str, a: Matrix, augmented: int = 0, most: int = MOST_MATRICES
) -> tuple[Block, ...]:
    """Return a matrix and the way to its reduced form, short enough for a page or two.

    The operations with one pivot row are shown with one matrix, and those of more such rows where
    that would be too many matrices.

    Parameters
    ----------
    asked
        What to do, without a mark at its end.
    augmented
        How many of the last columns are right-hand sides.
    most
        Matrices after the first one, at least 1.
    """
    return _shown(asked, a, row_reduce(a, augmented).steps, augmented, most)


def echelon_blocks(asked: str, a: Matrix, augmented: int = 0) -> tuple[Block, ...]:
    """Return what `reduced_blocks` does, but only until there are zeros below each pivot."""
    return _shown(asked, a, _to_echelon(a, augmented), augmented)


def echelon_form(a: Matrix, augmented: int = 0) -> Matrix:
    """Return the matrix at which `echelon_blocks` ends."""
    steps = _to_echelon(a, augmented)
    return steps[-1].matrix if steps else a


def equations(reduced: Matrix, augmented: int = 0) -> tuple[Formula, ...]:
    """Return what the rows of a reduced form say, for a sentence: ``x₁ = 5 − 2x₃, x₂ = x₃``.

    Parameters
    ----------
    augmented
        1 where the last column is the right-hand side, 0 where that is 0.
    """
    count = reduced.shape[1] - augmented
    found: list[Formula] = []
    for row, pivot in zip(reduced, begins(reduced[:, :count]), strict=True):
        if pivot is None:
            continue
        others = [_times(-row[k], unknown(k)) for k in range(pivot + 1, count) if row[k]]
        alone = [SAY.number(row[-1])] if augmented and (row[-1] or not others) else []
        value = Sum((*alone, *others)) if alone + others else "0"
        found += [", ", Chain(unknown(pivot), (value,))]
    return tuple(found[1:])


def unknown(column: int) -> Formula:
    """Return the name of the unknown of a column, counted from 0."""
    return Index(Symbol("x"), str(column + 1))


def _times(factor: Fraction, name: Formula) -> Formula:
    size = name if abs(factor) == 1 else Term((SAY.number(abs(factor)), name))
    return Minus(size) if factor < 0 else size


def _to_echelon(a: Matrix, augmented: int) -> Sequence[RowOperation]:
    count = a.shape[1] - augmented
    steps = row_reduce(a, augmented).steps
    before = [a, *(step.matrix for step in steps)]
    return steps[: next(k for k, each in enumerate(before) if is_echelon(each[:, :count]))]


def _shown(
    asked: str,
    a: Matrix,
    steps: Sequence[RowOperation],
    augmented: int,
    most: int = MOST_MATRICES,
) -> tuple[Block, ...]:
    bar = a.shape[1] - augmented if augmented else None
    groups = _joined([list(group) for _, group in groupby(steps, key=_pivot_row)], most)
    in_turn = ", one operation after the other" if any(len(each) > 1 for each in groups) else ""
    blocks: list[Block] = [f"{asked}{in_turn}:", SAY.matrix(a, bar)]
    for group in groups:
        names = tuple(operation(step, SAY) for step in group)
        blocks.append(Operations(names, SAY.matrix(group[-1].matrix, bar)))
    return tuple(blocks)


def _joined(groups: list[list[RowOperation]], most: int) -> list[list[RowOperation]]:
    """Join neighbours, those of the fewest operations first, until they are few enough."""
    while len(groups) > most:
        sizes = [len(one) + len(other) for one, other in pairwise(groups)]
        k = sizes.index(min(sizes))
        groups = [*groups[:k], groups[k] + groups[k + 1], *groups[k + 2 :]]
    return groups


def _pivot_row(step: RowOperation) -> int:
    return step.source if step.kind == "add" and step.source is not None else step.target
