"""Clusters to take away: text, NumPy, LaTeX and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Index, Series, Symbol, whole
from bot.topics.data.given import SCALED, given
from bot.topics.kit.answer import Copies
from bot.topics.kit.downloads import csv_text
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.topics.data.grouped import Grouped

MOST_LATEX = 10
"""Columns of a centre in LaTeX."""

CODE = """\
centres = Z[{start}]  # where they start: rows, drawn by k-means++
while True:
    squares = ((Z[:, None] - centres) ** 2).sum(axis=2)
    labels = squares.argmin(axis=1)
    means = np.array([Z[labels == j].mean(axis=0) for j in range(len(centres))])
    if np.array_equal(means, centres):
        break
    centres = means
print(labels + 1)
print({units})"""


def copies(shown: Grouped) -> Copies:
    """Return the clusters in every form."""
    code, files = given(shown.points)
    scaled = SCALED if shown.is_standardized else "Z = X"
    units = "centres"
    if shown.is_standardized:
        units = "centres * deviation + X.mean(axis=0)"
    main = CODE.format(start=list(shown.found.start), units=units)
    return Copies(
        text=_text(shown),
        numpy=f"{code}\n{scaled}\n\n{main}",
        latex=_latex(shown),
        files=(*files, ("clusters.csv", _rows(shown)), ("centres.csv", _centres(shown))),
    )


def _text(shown: Grouped) -> str:
    scaled = ", standardized" if shown.is_standardized else ""
    lines = [f"{shown.k} clusters of {len(shown.points.names)} rows{scaled}"]
    for cluster, centre in enumerate(shown.centres):
        members = np.flatnonzero(shown.found.labels == cluster)
        names = ", ".join(shown.points.names[row] for row in map(int, members))
        lines += [
            f"cluster {cluster + 1}: {names}",
            f"  centre = {formatting.exact_vector(centre)}",
        ]
    mean = formatting.decimal(float(shown.silhouettes.mean()), 6)
    return "\n".join([*lines, f"mean silhouette ≈ {mean}"])


def _latex(shown: Grouped) -> str:
    centres = shown.centres[:, :MOST_LATEX]
    rounded = [np.array([float(f"{x:.4g}") for x in row]) for row in centres.tolist()]
    return Series(
        tuple(
            Chain(Index(Symbol("c"), str(cluster + 1)), (whole(row),))
            for cluster, row in enumerate(rounded)
        )
    ).latex()


def _rows(shown: Grouped) -> str:
    points = shown.points
    header = ["row", *([points.group_name] if points.groups else []), "cluster", "silhouette"]
    groups = [[group] for group in points.groups] or [[]] * len(points.names)
    return csv_text(
        [*header, *points.columns],
        (
            [name, *group, str(label + 1), fit, *values]
            for name, group, label, fit, values in zip(
                points.names,
                groups,
                shown.found.labels.tolist(),
                shown.silhouettes.tolist(),
                points.values.tolist(),
                strict=True,
            )
        ),
    )


def _centres(shown: Grouped) -> str:
    rows = (
        [str(cluster + 1), str(size), *centre]
        for cluster, (size, centre) in enumerate(
            zip(shown.found.sizes.tolist(), shown.centres.tolist(), strict=True)
        )
    )
    return csv_text(["cluster", "rows", *shown.points.columns], rows)
