"""Two rows beside each other: bars by column, or in two columns points in their plane."""

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
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.data.points import Points

MOST_COLUMNS = 6
"""Columns that have bars; of more, those in which the rows differ most."""

LONGEST = 20
"""Characters of a name."""

BAR, ROW = 36.0, 104.0
"""Height in pixels of a bar, and of a column's two."""

NAMES = 270.0
"""Most pixels of a column's name."""

BESIDE = 12.0
"""Pixels between a bar and its number."""

AXIS = 104.0
"""Pixels below the bars for the numbers of the axis and its name."""

NARROWEST = 110.0
"""Pixels between two numbers of the axis, at least."""


def draw(points: Points, first: int, second: int, style: Style) -> Picture:
    """Return the two rows compared."""
    if len(points.columns) == 2:
        return _plane(points, first, second, style)
    return _bars(points, first, second, style)


def _finding(points: Points, first: int, second: int) -> str:
    """Return in which column they differ most, in standard deviations."""
    apart = np.abs(points.standardized[first] - points.standardized[second])
    names = _names(points)
    both = f"{names[first]} and {names[second]}"
    if not apart.any():
        return f"{both} are equal"
    column = fonts.names(points.columns, "column", LONGEST)[0][int(np.argmax(apart))]
    return f"{both} differ most in {column}"


def _names(points: Points) -> tuple[str, ...]:
    return fonts.names(points.names, "row", LONGEST)[0]


# Two columns


def _plane(points: Points, first: int, second: int, style: Style) -> Picture:
    names, places = _names(points), points.standardized
    others = [i for i in range(len(places)) if i not in (first, second)]
    apart = decimal(float(np.linalg.norm(places[first] - places[second])), 2)
    columns, _ = fonts.names(points.columns, "column", LONGEST)
    chart = PointMap(
        caption=f"{names[first]} and {names[second]}: {apart} apart",
        kinds=(
            Kind(places[others], tuple(names[i] for i in others), "", ("muted", "circle")),
            Kind(places[[first]], (names[first],), "", ("first", "circle"), size=30),
            Kind(places[[second]], (names[second],), "", ("second", "square"), size=30),
        ),
        axes=(f"{columns[0]}, standardized", f"{columns[1]}, standardized"),
        notes=("both axes: standard deviations from the mean", _note(points)),
        strokes=(Stroke(places[first], places[second], "result", width=5),),
    )
    alt = (
        f"{len(places)} rows as points, {columns[0]} across and {columns[1]} up, in standard "
        f"deviations from the mean. {chart.caption}: {names[first]} at {_at(places[first])}, "
        f"{names[second]} at {_at(places[second])}."
    )
    return Picture("two-rows.png", point_map.draw(chart, style.theme).png, alt[:1000])


def _at(point: Floats) -> str:
    return f"({', '.join(decimal(float(x), 2) for x in point)})"


def _note(points: Points) -> str:
    lost = fonts.names(points.names, "", LONGEST)[1] + fonts.names(points.columns, "", LONGEST)[1]
    return fonts.note(lost)


# Bars


def _bars(points: Points, first: int, second: int, style: Style) -> Picture:
    pair = [first, second]
    apart = np.abs(points.standardized[first] - points.standardized[second])
    chosen = np.sort(np.argsort(-apart, kind="stable")[:MOST_COLUMNS])
    lengths, values = points.standardized[pair][:, chosen], points.values[pair][:, chosen]
    columns = [fonts.names(points.columns, "column", LONGEST)[0][j] for j in map(int, chosen)]
    names = [_names(points)[row] for row in pair]
    canvas = Canvas(style.theme)
    notes = ["bars: standard deviations from the mean; numbers: as they are", _note(points)]
    if len(chosen) < len(points.columns):
        notes.append(f"{len(chosen)} of {len(points.columns)} columns: where they differ most")
    title = _finding(points, first, second)
    caption = Caption.fitted(canvas, title, *notes)
    legend = Legend.fitted(
        canvas, [(names[0], ("first", "square")), (names[1], ("second", "square"))]
    )
    head = HEIGHT - caption.bottom + legend.height + MARGIN / 2
    height = round(head + len(chosen) * ROW + AXIS)
    canvas = Canvas(style.theme, WIDTH, height)
    caption = replace(caption, height=height)
    caption.write(canvas)
    legend.write(canvas, caption.bottom)
    _draw_bars(canvas, height - head, lengths, values, columns)
    listed = "; ".join(
        f"{column} {_value(v[0])} and {_value(v[1])}, {decimal(z[0], 2)} and {decimal(z[1], 2)}"
        for column, v, z in zip(columns, values.T.tolist(), lengths.T.tolist(), strict=True)
    )
    alt = (
        f"{title}. {names[0]} and {names[1]} by column, as they are and in standard deviations "
        f"from the mean: {listed}."
    )
    return Picture("two-rows.png", canvas.png(), alt[:1000])


def _draw_bars(
    canvas: Canvas, top: float, lengths: Floats, values: Floats, columns: list[str]
) -> None:
    """Draw two bars for each column below a pixel row.

    Parameters
    ----------
    lengths, values
        Shape (2, c): of the bars, in standard deviations, and the numbers beside them.
    """
    words = [[_value(x) for x in row] for row in values.tolist()]
    room = max(canvas.measure(word, SMALL)[0] for row in words for word in row) + 2 * BESIDE
    shown = fonts.cut(columns, lambda name: canvas.measure(name, SMALL)[0] <= NAMES)
    left = MARGIN + max(canvas.measure(name, SMALL)[0] for name in shown) + room + BESIDE
    low, high = min(-1.0, float(lengths.min())), max(1.0, float(lengths.max()))
    scale = (WIDTH - MARGIN - room - left) / (high - low)
    zero = left - low * scale
    bottom = top - len(columns) * ROW
    _draw_axis(canvas, zero, scale, (low, high), bottom, top)
    roles = (canvas.colours.first, canvas.colours.second)
    for j, name in enumerate(shown):
        middle = top - (j + 0.5) * ROW
        canvas.text((MARGIN, middle), name, SMALL, anchor="left")
        for i, colour in enumerate(roles):
            y = middle - i * (BAR + 4) + 2
            reach = scale * float(lengths[i, j])
            canvas.bar(zero, y, reach, BAR, colour, hatch="//" if i else None)
            beyond = BESIDE if reach >= 0 else -BESIDE
            at = (zero + reach + beyond, y + BAR / 2)
            canvas.text(at, words[i][j], SMALL, colour, "left" if reach >= 0 else "right")


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
