"""Rows beside each other: bars by column, or in two columns points in their plane."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.legend import Legend
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke
from bot.drawing.style import HEIGHT, SMALL, WIDTH
from bot.formula.numbers import decimal

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.legend import Look
    from bot.drawing.style import Style
    from bot.topics.data.points import Points

MOST_COLUMNS = 6
"""Columns that have bars; of more, those in which the rows differ most."""

LONGEST = 20
"""Characters of a name."""

LOOKS: tuple[Look, ...] = (("first", "circle"), ("second", "square"), ("rest", "diamond"))
HATCHES = (None, "//", "xx")
"""Of the rows that are compared."""

OTHERS: Look = ("muted", "circle")

BAR, PITCH, BETWEEN_COLUMNS = 34.0, 39.0, 26.0
"""Height in pixels of a bar, from one to the next, and between the bars of two columns."""

NAMES = 270.0
"""Most pixels of a column's name."""

BESIDE = 12.0
"""Pixels between a bar and its number."""

AXIS = 104.0
"""Pixels below the bars for the numbers of the axis and its name."""

NARROWEST = 110.0
"""Pixels between two numbers of the axis, at least."""


def draw(points: Points, rows: tuple[int, ...], style: Style) -> Picture:
    """Return the rows compared.

    Parameters
    ----------
    rows
        Two rows, and the one that was nearest to the first before standardizing, if that was a
        third.
    """
    if len(points.columns) == 2:
        return _plane(points, rows, style)
    return _bars(points, rows, style)


def _finding(points: Points, rows: tuple[int, ...]) -> str:
    """Return which row is nearer, or in which column two differ most, in standard deviations."""
    names = [_names(points)[row] for row in rows]
    if len(rows) == 3:
        return f"{names[0]} is more like {names[1]} than like {names[2]}"
    apart = np.abs(points.standardized[rows[0]] - points.standardized[rows[1]])
    if not apart.any():
        return f"{names[0]} and {names[1]} are equal"
    column = fonts.names(points.columns, "column", LONGEST)[0][int(np.argmax(apart))]
    return f"{names[0]} and {names[1]} differ most in {column}"


def _before(points: Points, rows: tuple[int, ...]) -> str:
    """Return a note on the distances before standardizing, where the answer was another."""
    if len(rows) < 3:
        return ""
    first, second, rival = rows
    near, far = (
        decimal(float(np.linalg.norm(points.values[first] - points.values[row])), 2)
        for row in (rival, second)
    )
    names = _names(points)
    return f"as the numbers are, {names[rival]} is nearer: {near} away, {names[second]} {far}"


def _names(points: Points) -> tuple[str, ...]:
    return fonts.names(points.names, "row", LONGEST)[0]


# Two columns


def _plane(points: Points, rows: tuple[int, ...], style: Style) -> Picture:
    names, places = _names(points), points.standardized
    others = [i for i in range(len(places)) if i not in rows]
    first, *near = rows
    apart = [decimal(float(np.linalg.norm(places[first] - places[row])), 2) for row in near]
    columns, _ = fonts.names(points.columns, "column", LONGEST)
    caption = f"{names[first]} and {names[near[0]]}: {apart[0]} apart"
    if len(rows) == 3:
        caption = _finding(points, rows)
    kinds = [Kind(places[others], tuple(names[i] for i in others), "", OTHERS)] if others else []
    kinds += [
        Kind(places[[row]], (names[row],), "", look, size=30)
        for row, look in zip(rows, LOOKS, strict=False)
    ]
    note = "both axes: standard deviations from the mean"
    chart = PointMap(
        caption=caption,
        kinds=tuple(kinds),
        axes=(f"{columns[0]}, standardized", f"{columns[1]}, standardized"),
        notes=(_before(points, rows), note, _note(points)),
        strokes=tuple(
            Stroke(places[first], places[row], look[0], width=5)
            for row, look in zip(near, LOOKS[1:], strict=False)
        ),
    )
    alt = (
        f"{len(places)} rows as points, {columns[0]} across and {columns[1]} up, in standard "
        f"deviations from the mean. {caption}. {_before(points, rows)} "
        f"{'; '.join(f'{names[row]} at {_at(places[row])}' for row in rows)}; "
        f"distances from {names[first]}: {', '.join(apart)}."
    )
    return Picture("two-rows.png", point_map.draw(chart, style.theme).png, alt[:1000])


def _at(point: Floats) -> str:
    return f"({', '.join(decimal(float(x), 2) for x in point)})"


def _note(points: Points) -> str:
    lost = fonts.names(points.names, "", LONGEST)[1] + fonts.names(points.columns, "", LONGEST)[1]
    return fonts.note(lost)


# Bars


def _bars(points: Points, rows: tuple[int, ...], style: Style) -> Picture:
    compared = points.standardized[list(rows)]
    apart = np.abs(compared - compared[0]).max(axis=0)
    chosen = np.sort(np.argsort(-apart, kind="stable")[:MOST_COLUMNS])
    lengths, values = compared[:, chosen], points.values[list(rows)][:, chosen]
    columns = [fonts.names(points.columns, "column", LONGEST)[0][j] for j in map(int, chosen)]
    names = [_names(points)[row] for row in rows]
    canvas = Canvas(style.theme)
    notes = ["bars: standard deviations from the mean; numbers: as they are"]
    if len(chosen) < len(points.columns):
        notes.append(f"{len(chosen)} of {len(points.columns)} columns: where they differ most")
    title, before = _finding(points, rows), _before(points, rows)
    caption = Caption.fitted(canvas, title, before, *notes, _note(points))
    looks: list[Look] = [(role, "square") for role, _ in LOOKS]
    entries = list(zip(names, looks, strict=False))
    legend = Legend.fitted(canvas, entries)
    head = HEIGHT - caption.bottom + legend.height + MARGIN / 2
    height = round(head + len(chosen) * _row_height(len(rows)) + AXIS)
    canvas = Canvas(style.theme, WIDTH, height)
    caption = replace(caption, height=height)
    caption.write(canvas)
    legend.write(canvas, caption.bottom)
    _draw_bars(canvas, height - head, lengths, values, columns)
    listed = "; ".join(
        f"{column} {', '.join(map(_value, v))} ({', '.join(decimal(x, 2) for x in z)})"
        for column, v, z in zip(columns, values.T.tolist(), lengths.T.tolist(), strict=True)
    )
    alt = (
        f"{title}. {before}. {', '.join(names)} by column, as they are and, in brackets, in "
        f"standard deviations from the mean: {listed}."
    )
    return Picture("two-rows.png", canvas.png(), alt.replace(". . ", ". ")[:1000])


def _row_height(bars: int) -> float:
    return bars * PITCH + BETWEEN_COLUMNS


def _draw_bars(
    canvas: Canvas, top: float, lengths: Floats, values: Floats, columns: list[str]
) -> None:
    """Draw the bars of each column below a pixel row.

    Parameters
    ----------
    lengths, values
        Shape (b, c): of the bars, in standard deviations, and the numbers beside them.
    """
    words = [[_value(x) for x in row] for row in values.tolist()]
    room = max(canvas.measure(word, SMALL)[0] for row in words for word in row) + 2 * BESIDE
    shown = fonts.cut(columns, lambda name: canvas.measure(name, SMALL)[0] <= NAMES)
    left = MARGIN + max(canvas.measure(name, SMALL)[0] for name in shown) + room + BESIDE
    low, high = min(-1.0, float(lengths.min())), max(1.0, float(lengths.max()))
    scale = (WIDTH - MARGIN - room - left) / (high - low)
    zero = left - low * scale
    row = _row_height(len(lengths))
    _draw_axis(canvas, zero, scale, (low, high), top - len(columns) * row, top)
    for j, name in enumerate(shown):
        middle = top - (j + 0.5) * row
        canvas.text((MARGIN, middle), name, SMALL, anchor="left")
        for i, (role, _) in enumerate(LOOKS[: len(lengths)]):
            y = middle + (len(lengths) / 2 - i - 0.5) * PITCH
            reach = scale * float(lengths[i, j])
            colour = canvas.colours.of(role)
            canvas.bar(zero, y - BAR / 2, reach, BAR, colour, HATCHES[i])
            side = "left" if reach >= 0 else "right"
            at = (zero + reach + (BESIDE if reach >= 0 else -BESIDE), y)
            canvas.text(at, words[i][j], SMALL, colour, side)


def _draw_axis(
    canvas: Canvas,
    zero: float,
    scale: float,
    ends: tuple[float, float],
    bottom: float,
    top: float,
) -> None:
    step = next(step for step in (0.5, 1, 2, 5, 10, 20, 50, 100) if step * scale >= NARROWEST)
    first, last = (int(np.trunc(end / step)) for end in ends)
    for k in range(first, last + 1):
        x = zero + k * step * scale
        colour = canvas.colours.axis if k == 0 else canvas.colours.grid
        canvas.line([(x, bottom), (x, top)], colour, 4 if k == 0 else 2, layer=2.5 if k == 0 else 1)
        canvas.text((x, bottom - 26), decimal(k * step), SMALL, canvas.colours.muted)
    words = "standard deviations from the mean"
    half = canvas.measure(words, SMALL)[0] / 2
    x = min(max(zero, MARGIN + half), WIDTH - MARGIN - half)
    canvas.text((x, bottom - 70), words, SMALL, canvas.colours.muted)


def _value(x: float) -> str:
    return decimal(x, 3)
