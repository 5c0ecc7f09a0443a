"""`/data cluster`: rows that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.crowds import grouped
from bot.formula.numbers import decimal
from bot.topics.data import clusters_copies, clusters_figure, clusters_motion, clusters_steps
from bot.topics.data.asking import FEWEST, MOST
from bot.topics.data.grouped import AUTO, Grouped, group
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.markdown import escaped
from bot.topics.kit.tables import aligned, plain_name, sheet_choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

MOST_COLUMNS = 8
"""Columns of the centres that are listed; the others are in the files."""

MOST_NAMES = 6
"""Rows of a cluster that are named."""

MOST_GROUPS = 8

STRENGTHS = (
    (0.7, "the clusters are clear"),
    (0.5, "the clusters are fairly clear"),
    (0.25, "the clusters touch each other"),
    (-1.0, "there are hardly any clusters: points lie between them"),
)
"""From which mean silhouette on what can be said (Kaufman and Rousseeuw 1990, chapter 2)."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/data cluster``."""
    shown = group(question)
    sizes = [str(size) for size in shown.found.sizes]
    return Answer(
        title=f"{shown.k} clusters of {', '.join(sizes[:-1])} and {sizes[-1]} rows",
        facts=tuple(_facts(shown)),
        meaning=" ".join(_sentences(shown)),
        draw=lambda: clusters_figure.draw(shown, style),
        working=clusters_steps.working(shown),
        copies=clusters_copies.copies(shown),
        choices=(*_choices(shown), *sheet_choices(question, "clustersheet")),
        turn=lambda: clusters_motion.draw(shown, style),
        turn_name="Play",
    )


def _facts(shown: Grouped) -> Iterator[str]:
    points = shown.points
    size, *others = points.facts
    yield f"{size}{', standardized' * shown.is_standardized}"
    yield from others
    mean = decimal(float(shown.silhouettes.mean()), 2)
    if shown.means:
        yield f"k = {shown.k} has the best silhouette, {mean}"
        yield "  " + ", ".join(f"k={k}: {decimal(m, 2)}" for k, m in shown.means.items())
    else:
        yield f"silhouette {mean}"
    yield ""
    yield "centres"
    yield from aligned(_centres(shown))
    if len(points.columns) > MOST_COLUMNS:
        more = len(points.columns) - MOST_COLUMNS
        yield f"… {more} more column{'s' * (more > 1)}: see Copy"
    yield ""
    for cluster in range(shown.k):
        members = np.flatnonzero(shown.found.labels == cluster)
        names = ", ".join(points.name(row) for row in map(int, members[:MOST_NAMES]))
        yield f"{cluster + 1}: {names}{', …' * (len(members) > MOST_NAMES)}"
    yield ""
    yield from _between(shown)
    if points.groups:
        yield ""
        yield from _groups(shown)


def _centres(shown: Grouped) -> list[list[str]]:
    """Return the centres in the units of the table, in the columns where they differ most."""
    points = shown.points
    differ = np.ptp(shown.centres / points.deviation, axis=0)
    listed = np.sort(np.argsort(-differ, kind="stable")[:MOST_COLUMNS])
    sizes = shown.found.sizes.tolist()
    rows = [["", *(str(c + 1) for c in range(shown.k))], ["rows", *map(str, sizes)]]
    for j in map(int, listed):
        numbers = (decimal(float(x), 2) for x in shown.centres[:, j])
        rows.append([plain_name(points.columns[j], 16), *numbers])
    return rows


def _between(shown: Grouped) -> Iterator[str]:
    """Name the row that fits its cluster least, of those that are not alone in theirs."""
    together = shown.found.sizes[shown.found.labels] > 1
    if not together.any():
        return
    row = int(np.argmin(np.where(together, shown.silhouettes, np.inf)))
    own = int(shown.found.labels[row])
    away = shown.away[row]
    other = min((c for c in range(shown.k) if c != own), key=lambda c: away[c])
    fit = decimal(float(shown.silhouettes[row]), 2)
    yield f"between two clusters: {shown.points.name(row)}, silhouette {fit}"
    yield (
        f"  {decimal(float(away[own]), 2)} from centre {own + 1}, "
        f"{decimal(float(away[other]), 2)} from centre {other + 1}"
    )


def _groups(shown: Grouped) -> list[str]:
    """Return how many rows of each category are in each cluster."""
    points = shown.points
    rows = [[plain_name(points.group_name, 14), *(str(c + 1) for c in range(shown.k))]]
    for name, members in grouped(points.groups, MOST_GROUPS):
        counts = np.bincount(shown.found.labels[members], minlength=shown.k)
        rows.append([plain_name(name, 14), *(str(count or "·") for count in counts)])
    return aligned(rows)


def _sentences(shown: Grouped) -> Iterator[str]:
    steps = len(shown.found.path_labels)
    yield (
        "Each row belongs to the nearest centre, and each centre moves to the mean of its rows, "
        f"until nothing changes: here after {steps} step{'s' * (steps > 1)}."
    )
    mean = float(shown.silhouettes.mean())
    words = next(words for least, words in STRENGTHS if mean >= least)
    yield (
        "The silhouette compares how near a row is to its own cluster and to the next one, 1 for "
        f"far nearer to its own, 0 for between both: with a mean of {decimal(mean, 2)}, {words}."
    )
    if shown.points.groups:
        yield _agreement(shown)
    if not shown.is_standardized and len(shown.points.columns) > 1:
        widest, share = shown.points.widest()
        column = escaped(plain_name(shown.points.columns[widest]))
        yield f"Not standardized, {column} makes up {share} of all squared distances."


def _agreement(shown: Grouped) -> str:
    """Say how far clusters and categories are the same."""
    points = shown.points
    known = np.array([bool(name) for name in points.groups])
    labels = shown.found.labels[known]
    _, places = np.unique([name for name in points.groups if name], return_inverse=True)
    table = np.zeros((shown.k, int(places.max()) + 1), dtype=int)
    np.add.at(table, (labels, places), 1)
    share = table.max(axis=1).sum() / len(labels)
    name = escaped(plain_name(points.group_name))
    return (
        f"k-means never saw the column {name}. In each cluster one kind is commonest, and "
        f"{100 * share:.0f} % of all rows are of that kind."
    )


def _choices(shown: Grouped) -> tuple[Choice, ...]:
    most = min(MOST, len(np.unique(shown.rows, axis=0)))
    best = ((AUTO, "as many as fit best, by silhouette"),)
    counts = tuple((str(k), f"{k} clusters") for k in range(FEWEST, most + 1))
    now = "yes" if shown.is_standardized else "no"
    return (
        Choice("k", f"Clusters (now: {shown.k})", best + counts),
        Choice(
            "standardize",
            f"Standardize the columns? (now: {now})",
            (("yes", "Yes: every column counts alike"), ("no", "No: the columns as they are")),
        ),
    )
