"""The menus below an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.text import shorten
from bot.topics.kit.answer import Choice
from bot.topics.pca.analysing import CIRCLE, MOST_AXES, SCREE
from bot.topics.pca.columns import NO_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.topics.kit.question import Question
    from bot.topics.pca.analysing import Analysis
    from linalg_engine.notation import MatrixKind

MOST_CHOICES = 10
"""Numbers of components that the menu offers."""

MOST_VALUES = 25
"""Discord's limit."""

MOST_EXTRA = 5
"""Columns that usually do not count for which the menu keeps room."""

LONGEST_WORDS, LONGEST_VALUE = 100, 100
"""Discord's limits, in characters."""

SEVERAL = "pcaset"
"""The action of menus of which several values can be chosen."""

MORE = "pcamore"
"""The action of the button that shows further menus."""

ROWS = "rows"
"""What a menu says for rows that are observations after all."""

BLANKS = {
    "rows": "leave out rows with blanks",
    "means": "fill in the column's mean",
    "pca": "fill in what the components say (iterative PCA)",
}


def menus(question: Question, shown: Analysis) -> tuple[Choice, ...]:
    """Return the menus: the usual ones, and those about rows where more is wanted."""
    if min(shown.observations.values.shape) < 2:
        return tuple(_columns(shown)) if shown.observations.others.size else ()
    found = [
        *matrix_or_rows(shown.observations.matrix, now="observations"),
        *_picture(shown),
        *_columns(shown),
        *_colours(shown, question),
        *_blanks(shown),
        *standardize_and_components(
            shown.wanted, len(shown.found.all_variances), standardized=shown.found.standardized
        ),
    ]
    if question.inputs.get("_more"):
        found += [*_explain(shown), *_rows(shown)]
    return tuple(found)


def matrix_or_rows(kind: MatrixKind, now: str) -> Iterable[Choice]:
    """Return the menu of what a table is that looks like a matrix between its columns."""
    if kind:
        values = (
            ("matrix", f"A {kind} matrix of the columns"),
            (ROWS, "Observations: each row is a point"),
        )
        yield Choice("_matrix", f"What the table holds (now: {now})", values)


def standardize_and_components(
    wanted: int, most: int, *, standardized: bool, can_standardize: bool = True
) -> Iterable[Choice]:
    """Return the menus that every analysis has."""
    now = "yes" if standardized else "no"
    if can_standardize:
        yield Choice(
            "standardize",
            f"Standardize the columns? (now: {now})",
            (("no", "No: the columns as they are"), ("yes", "Yes: every column counts alike")),
        )
    counts = range(1, min(most, MOST_CHOICES) + 1)
    numbers = tuple((str(k), f"{k} component{'s' * (k > 1)}") for k in counts)
    yield Choice("components", f"Components (now: {wanted})", numbers)


def _picture(shown: Analysis) -> Iterable[Choice]:
    most = min(len(shown.found.all_variances), MOST_AXES)
    across, up = (place + 1 for place in shown.axes)
    pairs = [(a, b) for a in range(1, most + 1) for b in range(a + 1, most + 1)]
    values = [(f"{a}-{b}", f"PC{a} across, PC{b} up") for a, b in pairs if most > 2]
    other = (SCREE, "the variances") if shown.circle else (CIRCLE, "the correlation circle")
    values.append((other[0], f"Beside the points: {other[1]}"))
    yield Choice("_picture", f"Picture (now: PC{across} and PC{up})", tuple(values))


def _columns(shown: Analysis) -> Iterable[Choice]:
    """Offer the heaviest columns to be left out, and codes and columns left out to be counted."""
    columns = shown.observations.table_columns
    heavy = np.abs(shown.found.components[: shown.wanted]).max(axis=0)
    weight = dict(zip(columns.counted, heavy.tolist(), strict=True))
    heaviest = sorted(columns.counted, key=lambda j: -weight[j])
    extra = [j for j in range(len(columns.names)) if j not in {*columns.counted, *columns.usual}]
    before = MOST_VALUES - len(columns.others) - min(len(extra), MOST_EXTRA)
    offered = [*columns.others, *heaviest[:before], *extra, *heaviest[before:]]
    values: dict[str, str] = {}
    chosen: list[str] = []
    for j in offered:
        is_usual, is_counted = j in columns.usual, j in columns.counted
        if not is_usual and np.isnan(columns.values[:, j]).all():
            continue
        value = f"{'-' if is_usual else '+'}{columns.names[j].strip()}"
        words = f"{'Leave out' if is_usual else 'Count'} {columns.names[j].strip()}"
        if len(value) <= LONGEST_VALUE and len(values) < MOST_VALUES and value not in values:
            values[value] = shorten(words, LONGEST_WORDS)
            chosen += [value] * (is_usual != is_counted)
    if len(values) > 1 and len(columns.others) < MOST_VALUES:  # else some could not be taken back
        label = f"Columns that count (now: {len(columns.counted)})"
        yield Choice(
            "columns",
            label,
            tuple(values.items()),
            several=True,
            press=SEVERAL,
            chosen=tuple(chosen),
        )


def _colours(shown: Analysis, question: Question) -> Iterable[Choice]:
    names = _different([name for name in shown.observations.colours if name != NO_COLOURS])
    if not names or not (shown.observations.groups or question.inputs.get("_more")):
        return
    now = shorten(shown.observations.group_name, 60) or "none"
    values = [(name, shorten(f"by {name}", LONGEST_WORDS)) for name in names]
    values = [(NO_COLOURS, "no colours"), *values[: MOST_VALUES - 1]]
    yield Choice("_colour", f"Colours (now: {now})", tuple(values))


def _blanks(shown: Analysis) -> Iterable[Choice]:
    now = shown.observations.blanks
    if now is not None:
        values = tuple((key, f"{words[0].upper()}{words[1:]}") for key, words in BLANKS.items())
        yield Choice("_blanks", f"Blanks (now: {BLANKS[now].split(' (')[0]})", values)


def _explain(shown: Analysis) -> Iterable[Choice]:
    names = [*shown.observations.shown_names, *_outermost(shown)]
    values = tuple((name, name) for name in _different(names)[:MOST_VALUES])
    now = f" (now: {shorten(shown.explained.name, 60)})" if shown.explained else ""
    yield Choice("_explain", f"Explain a row{now}", values)


def _rows(shown: Analysis) -> Iterable[Choice]:
    every = {*shown.observations.table_rows}
    aside = [name for name in shown.observations.shown_names if name in every]
    names = _different([*aside, *_outermost(shown)])[:MOST_VALUES]
    chosen = [name for name in names if name in aside]
    yield _several("_rows", "Rows to be shown, not counted", {name: name for name in names}, chosen)


def _several(name: str, label: str, values: Mapping[str, str], chosen: Sequence[str]) -> Choice:
    offered = tuple(values.items())
    return Choice(name, label, offered, several=True, press=SEVERAL, chosen=tuple(chosen))


def _outermost(shown: Analysis) -> list[str]:
    """Return the names of rows, those far out first."""
    scores = shown.found.scores[:, list(shown.axes)] if shown.has_plane else shown.found.scores
    order = np.argsort(-np.linalg.norm(scores, axis=1), kind="stable")[: 2 * MOST_VALUES]
    return [shown.observations.row_names[i] for i in order.tolist()]


def _different(names: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if 0 < len(name) <= LONGEST_VALUE]
