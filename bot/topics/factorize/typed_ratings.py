"""What is remarked on in a table of ratings before it is factorized."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.factorization import MAX_SIDE
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from linalg_engine.notation import Table

MANY_ZEROS = 1 / 3
"""Share of zeros from which on they are hardly ratings."""

A_SCALE = 3
"""Different ratings above 0 that make a scale, other than counts of 0, 1 and 2."""


def densest(table: Table) -> tuple[Table, str]:
    """Return at most `MAX_SIDE` people and items, and a sentence that says so, or "".

    The items with the most ratings are kept, and of the people those with the most ratings of
    these items. Their order stays.
    """
    m, n = table.values.shape
    if m <= MAX_SIDE and n <= MAX_SIDE:
        return table, ""
    known = ~np.isnan(table.values)
    columns = _most(known.sum(axis=0))
    rows = _most(known[:, columns].sum(axis=1))
    kept = replace(
        table,
        values=table.values[np.ix_(rows, columns)],
        row_labels=_chosen(table.row_labels, rows),
        column_labels=_chosen(table.column_labels, columns),
    )
    left = int(known[np.ix_(rows, columns)].sum())
    return kept, (
        f"Your table is {m:,} × {n:,}; this is its densest part, {len(rows)} × {len(columns)}, "
        f"with {left:,} of the {int(known.sum()):,} ratings."
    )


def _most(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.sort(np.argsort(-counts, kind="stable")[:MAX_SIDE])


def _chosen(labels: tuple[str, ...], places: NDArray[np.intp]) -> tuple[str, ...]:
    return tuple(labels[place] for place in map(int, places)) if labels else ()


def not_rated(ratings: NDArray[np.float64], method: str) -> str:
    """Return a sentence where a 0 or -1 may stand for "not rated", else "".

    A -1 may where nothing else is negative, a 0 where there are many beside ratings on a scale.
    """
    known = ratings[~np.isnan(ratings)]
    below = known[known < 0]
    others = {*known[known > 0].tolist()}
    if len(below) and (below == -1).all() and len(others) > 1:
        return _doubt(-1, len(below))
    zeros = len(known) - int(np.count_nonzero(known))
    is_scale = len(others) >= A_SCALE and min(others) >= 0.5 and not len(below)
    if zeros >= MANY_ZEROS * len(known) and is_scale and method != "wals":
        return f"{_doubt(0, zeros)} The method wals, in the menu, takes zeros for blanks."
    return ""


def _doubt(number: int, count: int) -> str:
    many = "one cell is" if count == 1 else f"{count:,} cells are"
    shown = decimal(number)
    return f"If {shown} means “not rated” ({many} {shown}), write ? for it: I took it for a rating."
