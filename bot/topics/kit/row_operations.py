"""Row operations, step by step."""

from __future__ import annotations

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
    for _, group in groupby(enumerate(steps), key=lambda item: _group(item[0], item[1])):
        together = [step for _, step in group]
        names = tuple(operation(step, say) for step in together)
        blocks += [_reason(together), Operations(names, say.matrix(together[-1].matrix, bar))]
    return blocks


def _group(position: int, step: RowOperation) -> tuple[object, ...]:
    """Return a key, the same for neighbours that are shown together."""
    return ("add", step.source, step.reason) if step.kind == "add" else (step.kind, position)


def _reason(together: list[RowOperation]) -> str:
    reason = together[0].reason
    if len(together) > 1:
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
