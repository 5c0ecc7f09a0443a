"""`/data rows`: which rows are alike, as they are and standardized."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.data import alike_copies, alike_steps, matrix_figure, pair_figure
from bot.topics.data.points import Points, read
from bot.topics.data.typed_rows import rows_of
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.markdown import escaped
from bot.topics.kit.tables import aligned, plain_name, sheet_choices
from linalg_engine.clusters import distances
from linalg_engine.similarity import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

PAIRS = 3
"""Nearest pairs that are listed."""

MOST_COLUMNS = 8
"""Columns whose numbers are listed."""

MOST_CHOICES = 25
"""Rows that the menu offers."""

VERY_SIMILAR = 0.9
"""Least cosine of all pairs from which on it says little."""

WIDE = 0.9
"""Standard deviations by which two rows differ widely in a column."""

FAR = 2.0
"""So many times the usual distance to the nearest row is far."""

STANDARDIZED = "minus the column's mean, divided by its standard deviation"


@dataclass(frozen=True)
class Alike:
    """Rows, all distances between them, and the two that are compared.

    Attributes
    ----------
    points
        The rows.
    asked
        The rows that were named: two, one or none.
    """

    points: Points
    asked: tuple[int, ...]

    @cached_property
    def raw(self) -> Floats:
        """Distances of the rows as they are, shape (n, n), with inf on the diagonal."""
        return _apart(self.points.values)

    @cached_property
    def standardized(self) -> Floats:
        """The same of the standardized rows."""
        return _apart(self.points.standardized)

    @cached_property
    def pair(self) -> tuple[int, int]:
        """The two rows that are compared."""
        if len(self.asked) == 2:
            return self.asked[0], self.asked[1]
        first, second = self.nearest(self.standardized)
        # First comes the row that was named, or one that is in the nearest pair as they are, too.
        is_turned = not self.asked and second in self.nearest(self.raw)
        return (second, first) if is_turned else (first, second)

    @cached_property
    def rival(self) -> tuple[int, ...]:
        """The row that is nearest to the first of the two as they are, where it is another."""
        raw = self.nearest(self.raw)
        others = tuple(row for row in raw if row not in self.pair)
        return others if len(self.asked) < 2 and self.pair[0] in raw else ()

    def nearest(self, between: Floats) -> tuple[int, int]:
        """Return the nearest two rows, or of a row that was named, it and the nearest one."""
        if self.asked:
            return self.asked[0], int(np.argmin(between[self.asked[0]]))
        first, second = divmod(int(np.argmin(between)), len(between))
        return first, second

    @cached_property
    def far(self) -> tuple[int, float, float]:
        """The row whose nearest other is farthest, that distance, and the usual one."""
        away = self.standardized.min(axis=1)
        row = int(np.argmax(away))
        return row, float(away[row]), float(np.median(away))


def _apart(rows: Floats) -> Floats:
    found = distances(rows)
    np.fill_diagonal(found, np.inf)
    return found


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/data rows``."""
    points = read(question)
    with reading.option("rows"):
        shown = Alike(points, rows_of(points, question.inputs.get("rows", "")))
    first, second = shown.pair
    return Answer(
        title=escaped(_title(shown)),
        facts=tuple(_facts(shown)),
        meaning=" ".join(_sentences(shown)),
        draw=lambda: matrix_figure.draw(points, shown.standardized, shown.pair, style),
        working=alike_steps.working(points, first, second),
        copies=alike_copies.copies(points, first, second, shown.raw, shown.standardized),
        draw_more=(lambda: pair_figure.draw(points, (first, second, *shown.rival), style),),
        choices=(*_choices(shown), *sheet_choices(question, "rowsheet")),
    )


# Words


def _title(shown: Alike) -> str:
    points, (first, second) = shown.points, shown.pair
    names = f"{points.name(first)} and {points.name(second)}"
    if len(shown.asked) == 2:
        apart = shown.raw[first, second], shown.standardized[first, second]
        raw, standardized = (decimal(float(x), 2) for x in apart)
        return f"{names}: distance {raw}, standardized {standardized}"
    raw = shown.nearest(shown.raw)
    if shown.asked:
        title = f"Most like {points.name(first)}: {points.name(second)}"
        other = points.name(raw[1])
    else:
        title = f"Most alike: {names}"
        other = " and ".join(points.name(row) for row in raw)
    return title if {*raw} == {first, second} else f"{title}; before standardizing, {other}"


def _facts(shown: Alike) -> Iterator[str]:
    points = shown.points
    yield from points.facts
    yield ""
    yield from aligned(_numbers(shown))
    yield ""
    yield from aligned(_measures(shown))
    yield ""
    yield "nearest pairs"
    for name, between in (("as they are", shown.raw), ("standardized", shown.standardized)):
        rows = [
            [f"{points.name(i, 14)}, {points.name(j, 14)}", decimal(float(between[i, j]), 3)]
            for i, j in _nearest_pairs(between)
        ]
        yield f"{name}:"
        yield from (f"  {line}" for line in aligned(rows))
    row, away, usual = shown.far
    other = points.name(int(np.argmin(shown.standardized[row])))
    yield "farthest from all, standardized:"
    yield f"  {points.name(row)}: {decimal(away, 2)} from {other}, the nearest"
    yield f"  (half of the rows have one within {decimal(usual, 2)})"


def _numbers(shown: Alike) -> list[list[str]]:
    """Return the two rows below each other's columns, those in which they differ most."""
    points, (first, second) = shown.points, shown.pair
    apart = np.abs(points.standardized[first] - points.standardized[second])
    listed = np.sort(np.argsort(-apart, kind="stable")[:MOST_COLUMNS])
    rows = [["", points.name(first, 12), points.name(second, 12)]]
    for j in map(int, listed):
        values = (decimal(float(points.values[row, j]), 3) for row in (first, second))
        rows.append([plain_name(points.columns[j], 16), *values])
    if len(points.columns) > len(listed):
        rows.append([f"… {len(points.columns) - len(listed)} more", "", ""])
    return rows


def _measures(shown: Alike) -> list[list[str]]:
    points, (first, second) = shown.points, shown.pair
    both = [(rows[first], rows[second]) for rows in (points.values, points.standardized)]
    apart = shown.raw[first, second], shown.standardized[first, second]
    return [
        ["", "as they are", "standardized"],
        ["distance", *(decimal(float(x), 3) for x in apart)],
        ["dot product", *(decimal(float(a @ b), 3) for a, b in both)],
        ["cosine", *(_cosine(a, b) for a, b in both)],
    ]


def _cosine(a: Floats, b: Floats) -> str:
    if not a.any() or not b.any():
        return "none"
    first, second = unit_rows(np.array([a, b]))
    return decimal(float(np.clip(first @ second, -1, 1)), 4)


def _nearest_pairs(between: Floats) -> list[tuple[int, int]]:
    """Return the nearest pairs, shape (n, n) of distances, the nearest first."""
    n = len(between)
    above = np.where(np.tri(n, dtype=bool), np.inf, between).ravel()
    count = min(PAIRS, n * (n - 1) // 2)
    near = np.argpartition(above, count - 1)[:count]
    order = near[np.argsort(above[near], kind="stable")]
    return [divmod(int(place), n) for place in order]


def _sentences(shown: Alike) -> Iterator[str]:
    points = shown.points
    raw, standardized = shown.nearest(shown.raw), shown.nearest(shown.standardized)
    widest, share = points.widest()
    decides = f"**{_column(points, widest)}**"
    if {*raw} != {*standardized}:
        yield (
            f"As the numbers are, {decides} spreads most and makes up {share} of all squared "
            f"distances, so {_both(points, raw)} come out nearest. {_rival(points, raw)}"
            f"Standardized ({STANDARDIZED}), every column counts the same, and "
            f"{_both(points, standardized)} are nearest."
        )
    elif len(points.columns) > 1:
        yield (
            f"{_both(points, raw)} are nearest both as the numbers are, where {decides} makes up "
            f"{share} of all squared distances, and standardized ({STANDARDIZED}), where every "
            "column counts the same."
        )
    else:
        yield "With one column, standardizing changes the numbers, but not who is nearest."
    yield from _about_cosines(points)
    row, away, usual = shown.far
    if away > FAR * usual:
        yield f"{escaped(points.name(row))} is far from all."


def _rival(points: Points, raw: tuple[int, int]) -> str:
    """Return in which column the rows that are nearest as they are differ widely, if they do."""
    one, other = raw
    apart = np.abs(points.standardized[one] - points.standardized[other])
    most = int(np.argmax(apart))
    if apart[most] < WIDE:
        return ""
    number = decimal(abs(float(points.values[one, most] - points.values[other, most])), 2)
    return (
        f"But the {number} by which they differ in {_column(points, most)} is "
        f"{decimal(float(apart[most]), 2)} times that column's standard deviation. "
    )


def _about_cosines(points: Points) -> Iterator[str]:
    if len(points.columns) == 1:
        return
    low, high = _range_of_cosines(points.values)
    if low < VERY_SIMILAR:
        return
    after = " to ".join(decimal(x, 2) for x in _range_of_cosines(points.standardized))
    yield (
        f"The cosines of the rows as they are all lie from {decimal(low, 2)} to "
        f"{decimal(high, 2)}: every two look very similar, because seen from zero all these points "
        "lie in nearly the same direction. Standardized, the zero is in their middle, and the "
        f"cosines run from {after}."
    )


def _range_of_cosines(rows: Floats) -> tuple[float, float]:
    units = unit_rows(rows[rows.any(axis=1)])
    table = np.clip(units @ units.T, -1, 1)
    pairs = table[~np.eye(len(table), dtype=bool)]
    return (float(pairs.min()), float(pairs.max())) if pairs.size else (0.0, 0.0)


def _column(points: Points, column: int) -> str:
    return escaped(plain_name(points.columns[column]))


def _both(points: Points, rows: tuple[int, int]) -> str:
    return " and ".join(escaped(points.name(row)) for row in rows)


def _choices(shown: Alike) -> tuple[Choice, ...]:
    points, first = shown.points, shown.pair[0]
    away = shown.standardized[first]
    order = np.argsort(away, kind="stable")[: min(MOST_CHOICES, len(away) - 1)]
    numbers = points.numbers
    values = tuple(
        (
            f"#{numbers[first]}, #{numbers[row]}",
            f"{points.name(row, 60)}: {decimal(float(away[row]), 2)} away",
        )
        for row in map(int, order)
    )
    return (
        Choice("rows", f"Compare {points.name(first, 60)} with …, the most alike first", values),
    )
