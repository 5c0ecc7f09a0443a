"""k-means step by step: the start, one row assigned, one centre moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Column,
    Index,
    Minus,
    Norm,
    Power,
    Quotient,
    Rounded,
    Series,
    Sum,
    VectorName,
    elided,
)
from bot.formula.numbers import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.topics.data.grouped import Grouped

MOST_ENTRIES = 6
"""Columns up to which vectors are shown whole; of more, the first few."""

MOST_CENTRES = 4
"""Centres whose distances are worked out."""

MOST_LISTED = 5
"""Names of the rows of a cluster."""

MOST_TERMS = 4
"""Numbers of a mean that are written beside "…": a fraction does not break."""

LONGEST = 20
"""Characters of a name."""

X, C = VectorName("x", "first"), VectorName("c", "second")


def working(shown: Grouped) -> Working:
    """Return the way to the clusters, with one row and one centre worked out."""
    points, found = shown.points, shown.found
    names, _ = fonts.names(points.names, "row", LONGEST)
    columns, _ = fonts.names(points.columns, "column", LONGEST)
    d = len(columns)
    few = f" (the first {MOST_ENTRIES} of {d} columns)" * (d > MOST_ENTRIES)
    starts = ", ".join(names[row] for row in found.start)
    scale = ", standardized: minus its column's mean, divided by its standard deviation"
    start = f"2. Start: {shown.k} rows drawn by chance, far ones more often (k-means++), are the "
    kept = "Ten such starts were tried. Kept is one with the smallest sum of squared distances "
    blocks: list[Block] = [
        f"1. A row is a vector{scale * shown.is_standardized}.",
        f"{start}first centres: {starts}.",
        *_assigned(shown, names, few),
        *_moved(shown, names, columns),
        f"5. Repeat both: after {_steps(len(found.path_labels))} no row changes its cluster.",
        f"{kept}between rows and their centres: {decimal(found.inertia, 3)}.",
    ]
    return Working("k-means", tuple(blocks))


def _steps(count: int) -> str:
    return f"{count} step{'s' * (count > 1)}"


def _assigned(shown: Grouped, names: Sequence[str], few: str) -> list[Block]:
    """Work out which centre of the start is nearest to a row that is not one itself."""
    start, labels = shown.found.path[0], shown.found.path_labels[0]
    away = np.linalg.norm(shown.rows[:, None] - start, axis=2)
    # The row with the closest decision shows best what is compared.
    nearest = np.sort(away, axis=1)
    row = int(np.argmin(np.where(nearest[:, 0] > 0, nearest[:, 1] - nearest[:, 0], np.inf)))
    label = int(labels[row])
    order = [int(c) for c in np.argsort(away[row], kind="stable")[:MOST_CENTRES]]
    blocks: list[Block] = [
        f"3. Each row goes to the centre that is nearest. {names[row]} is x{few}:",
        Chain(X, (_column(shown.rows[row].tolist()),)),
    ]
    for cluster in sorted(order):
        centre = Index(C, str(cluster + 1))
        differences = elided((shown.rows[row] - start[cluster]).tolist())
        squares = tuple(t if isinstance(t, str) else Power(_number(t), "2") for t in differences)
        square = _number(away[row, cluster] ** 2)
        blocks += [
            Chain(centre, (_column(start[cluster].tolist()),)),
            Chain(Power(Norm(Sum((X, Minus(centre)))), "2"), (Sum(squares), square)),
        ]
    return [*blocks, f"The smallest is that of centre {label + 1}: {names[row]} goes there."]


def _moved(shown: Grouped, names: Sequence[str], columns: Sequence[str]) -> list[Block]:
    """Work out the first move of the centre that moves farthest."""
    path, labels = shown.found.path, shown.found.path_labels[0]
    cluster = int(np.argmax(np.linalg.norm(path[1] - path[0], axis=1)))
    members = np.flatnonzero(labels == cluster)
    column = int(np.argmax(np.abs(path[1] - path[0])[cluster]))
    listed = ", ".join(names[row] for row in map(int, members[:MOST_LISTED]))
    terms: tuple[Formula, ...] = tuple(
        t if isinstance(t, str) else _number(t)
        for t in elided(shown.rows[members, column].tolist(), MOST_TERMS)
    )
    mean = Quotient(Sum(terms), str(len(members)))
    moved = _number(path[1][cluster, column])
    centre = Index(C, str(cluster + 1))
    four = (
        f"4. Each centre moves to the mean of its rows. Centre {cluster + 1} has {len(members)}: "
    )
    more = " and others" * (len(members) > MOST_LISTED)
    return [
        f"{four}{listed}{more}. In the column {columns[column]}:",
        Chain(mean, (moved,)),
        "The centre before and after:",
        Series(
            (
                Chain(centre, (_column(path[0][cluster].tolist()),)),
                Chain(Power(centre, "new"), (_column(path[1][cluster].tolist()),)),
            ),
            ",    ",
        ),
    ]


def _column(entries: Sequence[float]) -> Column:
    return Column(tuple(map(_number, entries[:MOST_ENTRIES])))


def _number(x: float) -> Rounded:
    return Rounded(float(x), 3)
