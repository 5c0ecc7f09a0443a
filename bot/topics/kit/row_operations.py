"""Row operations, step by step."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.formula import Index, Minus, Operations, Row, Sum, Symbol, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.elimination import RowOperation
    from linalg_engine.exact import Scalar


def reduction_blocks(
    steps: Sequence[RowOperation], say: Notation, bar: int | None = None
) -> list[Block]:
    """Return row operations with the matrix after them.

    Additions of one row to several others are shown together, as a teacher writes them.
    """
    blocks: list[Block] = []
    for group in together(steps):
        names = tuple(operation(step, say) for step in group)
        changed = tuple(sorted({row for step in group for row in _changed(step)}))
        shown = say.matrix(group[-1].matrix, bar)
        marked = replace(shown, boxed=_pivot(group[-1]), tinted=changed)
        blocks += [_reason(group), Operations(names, marked)]
    return blocks


def together(steps: Sequence[RowOperation]) -> list[list[RowOperation]]:
    """Return the operations, those together that are shown together."""
    groups = groupby(enumerate(steps), key=lambda item: _group(item[0], item[1]))
    return [[step for _, step in group] for _, group in groups]


def _changed(step: RowOperation) -> tuple[int, ...]:
    """Return the rows that an operation changes."""
    if step.kind == "swap" and step.source is not None:
        return step.target, step.source
    return (step.target,)


def _pivot(step: RowOperation) -> tuple[int, int] | None:
    """Return the place of the pivot: the first entry, not 0, of the row that is worked with."""
    row = step.source if step.kind == "add" and step.source is not None else step.target
    return next(((row, column) for column, x in enumerate(step.matrix[row]) if x != 0), None)


def _group(position: int, step: RowOperation) -> tuple[object, ...]:
    """Return a key, the same for neighbours that are shown together."""
    return ("add", step.source, step.reason) if step.kind == "add" else (step.kind, position)


def _reason(group: list[RowOperation]) -> str:
    reason = group[0].reason
    if len(group) > 1:
        reason = reason.replace("makes the entry", "makes the entries")
    if reason.startswith("makes"):
        return f"This {reason}:"
    return f"{reason[0].upper()}{reason[1:]}:"


def operation(step: RowOperation, say: Notation) -> Formula:
    """Return a row operation as it is written: R₂ ← R₂ − 3R₁."""
    target, source = _row_name(step.target), _row_name(step.source or 0)
    if step.kind == "swap":
        return Row((target, " ↔ ", source))
    if step.factor is None:
        return target
    if step.kind == "scale":
        return Row((target, " ← ", _times(step.factor, target, say)))
    times = _times(abs(step.factor), source, say)
    return Row((target, " ← ", Sum((target, Minus(times) if step.factor < 0 else times))))


def _row_name(position: int) -> Formula:
    return Index(Symbol("R"), str(position + 1))


def _times(factor: Scalar, row: Formula, say: Notation) -> Formula:
    if factor < 0:
        return Minus(_times(-factor, row, say))
    return row if factor == 1 else Term((say.number(factor), row))
