"""The lines of numbers below the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.crowds import LOOKS
from bot.formula.numbers import decimal
from bot.text import percent
from bot.topics.kit.tables import aligned, around_table, plain_name, unwritten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Indices
    from bot.topics.pca.analysing import Analysis
    from bot.topics.pca.observations import Observations
    from linalg_engine.principal_components import Components

MOST_COLUMNS = 12
"""Columns whose weights are listed; the others are in the files."""

MOST_COMPONENTS = 3
"""Components whose weights are listed."""

MOST_LISTED = 6
"""Names in one line."""

MOST_NEW = 3
"""New rows that are explained."""

ENOUGH, MOST_MAKERS = 2 / 3, 3
"""Part of a component that the columns told of make together, and how many are told of."""

LONGEST_NAME = 18


def facts(shown: Analysis) -> tuple[str, ...]:
    """Return the lines."""
    observations, found = shown.observations, shown.found
    n, d = observations.values.shape
    lines = [f"{n} rows × {d} column{'s' * (d > 1)}"]
    if found.standardized:
        lines[0] += ", standardized"
    if observations.groups:
        name = plain_name(observations.group_name)
        lines.append(f"colours: {name}{_coloured(observations)}")
    lines += _left_aside(shown)
    lines += unwritten(observations.rows, "row") + unwritten(observations.columns, "column")
    lines += ["", *weights(found, observations.columns, shown.wanted, shown)]
    lines += made_of(found, observations.columns, shown.wanted)
    if observations.other_names:
        lines += ["", *_other_columns(shown)]
    if shown.has_plane:
        lines += ["", *_explained(shown)]
    return tuple(lines)


def _left_aside(shown: Analysis) -> list[str]:
    """Return what does not count, and what is around the table."""
    observations, found = shown.observations, shown.found
    lines: list[str] = []
    if observations.dropped:
        lines.append(f"left out: {_listed([column.name for column in observations.dropped])}")
    if observations.shown_names:
        lines.append(f"shown, not counted: {_listed(observations.shown_names)}")
    lines += around_table(observations.ignored)
    if found.constant:
        constant = [observations.columns[j] for j in found.constant]
        lines.append(f"constant: {_listed(constant)}")
    return lines


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(plain_name(name) for name in names[:MOST_LISTED])
    return f"{shown}{', …' * (len(names) > MOST_LISTED)}"


def _coloured(observations: Observations) -> str:
    """Say which groups have a colour of their own, where not all do."""
    count, most = len({*observations.groups} - {""}), len(LOOKS)
    return f" (the {most} largest of {count} groups, the rest grey)" if count > most else ""


def weights(
    found: Components, columns: Sequence[str], wanted: int, shown: Analysis | None = None
) -> list[str]:
    """Return variances, shares and the weights of each column, of the weightiest where many.

    Parameters
    ----------
    shown
        Of a table, whose means and cos² in the picture's plane are added.
    """
    k = min(wanted, MOST_COMPONENTS)
    order = np.argsort(-np.abs(found.components[:k]).max(axis=0), kind="stable")
    listed = np.sort(order[:MOST_COLUMNS])
    variances = [decimal(float(v), 3) for v in found.explained_variance[:k]]
    shares = [percent(float(share)) for share in found.explained_variance_ratio[:k]]
    cells = [["", *(f"PC{i + 1}" for i in range(k))], ["variance", *variances], ["share", *shares]]
    for j in map(int, listed):
        numbers = map(_thousandths, found.components[:k, j].tolist())
        cells.append([plain_name(columns[j], LONGEST_NAME), *numbers])
    if shown is not None:
        _add_means_and_shown(cells, shown, listed)
    lines = aligned(cells)
    if len(columns) > len(listed):
        more = len(columns) - len(listed)
        lines.append(f"… {more} more column{'s' * (more > 1)}: see Copy")
    if wanted > k:
        lines.append(f"… and PC{k + 1} to PC{wanted}: see Copy")
    return lines


def _add_means_and_shown(cells: list[list[str]], shown: Analysis, listed: Indices) -> None:
    """Add a column of means, and at the right how much of each column the picture shows."""
    found, axes = shown.found, list(shown.axes)
    for row, first in zip(cells, ("mean", "", ""), strict=False):
        row.insert(1, first)
    for row, j in zip(cells[3:], listed, strict=True):
        row.insert(1, decimal(float(found.mean[j]), 3))
    if not shown.has_plane or len(found.all_variances) <= 2:
        return
    in_plane = found.column_cos2[:, axes].sum(axis=1)
    together = float(found.explained_variance_ratio[axes].sum())
    for row, last in zip(cells, ("in picture", "", percent(together)), strict=False):
        row.append(last)
    for row, j in zip(cells[3:], listed, strict=True):
        row.append(f"{100 * in_plane[j]:.0f} %")


def made_of(found: Components, columns: Sequence[str], wanted: int) -> list[str]:
    """Return which columns make each component, by their contributions."""
    if len(columns) < 3:
        return []
    lines: list[str] = []
    for i in range(min(wanted, 2)):
        parts = found.column_contributions[:, i]
        order = [int(j) for j in np.argsort(-parts, kind="stable")]
        enough = 1 + int(np.argmax(np.cumsum(parts[order]) >= ENOUGH))
        told = order[: min(MOST_MAKERS, enough)]
        names = (f"{plain_name(columns[j], LONGEST_NAME)} {percent(float(parts[j]))}" for j in told)
        lines.append(f"PC{i + 1} made of: {', '.join(names)}{', …' * (enough > len(told))}")
    return lines


def _other_columns(shown: Analysis) -> list[str]:
    """Return the correlations of the columns that do not count, the largest where many."""
    k = min(shown.wanted, MOST_COMPONENTS)
    correlations = shown.other_correlations()[:, :k]
    order = np.argsort(-np.abs(correlations).max(axis=1), kind="stable")
    cells = [["not counted", *(f"r PC{i + 1}" for i in range(k))]]
    for j in map(int, np.sort(order[:MOST_LISTED])):
        numbers = map(_thousandths, correlations[j].tolist())
        cells.append([plain_name(shown.observations.other_names[j], LONGEST_NAME), *numbers])
    return aligned(cells)


def _explained(shown: Analysis) -> list[str]:
    """Explain the row that is asked for and the new ones, else the outermost."""
    observations = shown.observations
    rows = zip(observations.shown_names, observations.shown, strict=True)
    fresh = [shown.place_of(name, numbers) for name, numbers in rows]
    places = fresh[:MOST_NEW] if shown.explained is None else [shown.explained]
    lines: list[str] = []
    for place in places:
        scores = ", ".join(f"PC{k + 1} {decimal(float(place.scores[k]), 3)}" for k in shown.axes)
        lines += [place.sentence(), f"  {scores}; {percent(place.shown)} of it in the picture"]
    if shown.explained is not None:
        lines.append(f"  rebuilt from {shown.wanted} (given): {places[0].rebuilt(shown.wanted)}")
    if not places:
        scores = shown.found.scores[:, shown.axes[0]]
        ends = {int(np.argmax(scores)), int(np.argmin(scores))}
        outermost = [shown.place(row) for row in sorted(ends, key=lambda row: -scores[row])]
        lines = [place.sentence() for place in outermost if place.reasons()]
    return lines


def _thousandths(x: float) -> str:
    return f"{round(x, 3) + 0.0:.3f}".replace("-", "−")
