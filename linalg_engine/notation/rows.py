"""Layouts -> rows of cells, and error messages for unclear rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from linalg_engine.errors import InputError
from linalg_engine.notation.layout import Layout, unwrap
from linalg_engine.notation.syntax import Cell, Entry, Group
from linalg_engine.notation.values import check_not_left_out

Rows = list[list[Cell]]


def rows_of(layout: Layout) -> Rows:
    """Return the rows of a matrix; their lengths may still differ."""
    rows = stack(layout) if layout.has_groups else plain_rows(layout, soft=True)
    if layout.transposed:
        check_lengths(rows)
        return [list(column) for column in zip(*rows, strict=True)]
    return rows


def stack(layout: Layout) -> Rows:
    """Return the rows of a list of lists: rows below one another, columns side by side."""
    check_only_groups(layout)
    blocks = [rows_of(unwrap([entry], layout.formula, nested=True)) for entry in layout.entries]
    if len(blocks) == 1:
        stacked = blocks[0]
    elif all(len(block) == 1 for block in blocks):
        stacked = [block[0] for block in blocks]
    elif all(len(row) == 1 for block in blocks for row in block):
        columns = [[row[0] for row in block] for block in blocks]
        check_lengths(columns, "Column")
        stacked = [list(row) for row in zip(*columns, strict=True)]
    else:
        raise InputError(
            "There is more than one matrix here, and one is needed.",
            position=layout.entries[1].start,
            example="[[1, 2], [3, 4]]",
        )
    return stacked


def cells_of(entries: Sequence[Entry]) -> list[Cell]:
    """Return the entries of a list that holds no other lists."""
    return [entry for entry in entries if not isinstance(entry, Group)]


def plain_rows(layout: Layout, *, soft: bool) -> Rows:
    """Return the rows of a list that holds no other lists; ``soft`` as in ``Layout.rows``."""
    layout.check_spaced_decimals()
    layout.check_mixed_numbers()
    return [cells_of(row) for row in layout.rows(soft=soft)]


def check_no_pieces(layout: Layout) -> None:
    """Refuse ``[1,2,3 4,5,6]``, where a semicolon was probably forgotten."""
    layout.check_mixed_numbers()
    pieces = layout.pieces() if layout.is_line(soft=True) else []
    if len(pieces) > 1:
        raise InputError(
            "It is not clear where each row ends; put a semicolon between the rows.",
            position=pieces[1][0].start - 1,
            example="[1, 2; 3, 4]",
        )


def check_only_groups(layout: Layout) -> None:
    """Refuse a number beside a list."""
    for entry in layout.entries:
        if not isinstance(entry, Group):
            raise InputError(
                "Some numbers are in brackets and some are not; "
                "put each vector or row in brackets of its own.",
                position=entry.start,
                example="[1, 2, 3] [4, 5, 6]",
            )


def check_lengths(rows: Rows, name: str = "Row") -> None:
    """Refuse rows that differ in length, also by one extra separator."""
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            for cell in chain.from_iterable(rows):
                check_not_left_out(cell)
            raise InputError(
                f"{name} {index + 1} has {_numbers(len(row))}, "
                f"but {name.lower()} 1 has {len(rows[0])}; all must be equally long.",
                position=row[0].start,
                example="[1 2; 3 4]",
            )


def _numbers(count: int) -> str:
    return "1 number" if count == 1 else f"{count} numbers"
