"""A network as circles and lines: numbers in the circles, weights at the lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.picture import Picture
from bot.drawing.style import LARGE, SMALL, WIDTH
from bot.drawing.things import DOTTED
from bot.formula import Chain, Row, Sum, VectorName, Words, equals
from bot.formula.numbers import decimal
from bot.topics.network import sign_key, words
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.networks import Layer, TwoLayers

MOST = 6
"""Circles in a column."""

WIDEST_PITCH, COLUMN = 190.0, 600.0
"""Pixels from one circle to the next, and of a column of many."""

LARGEST_CIRCLE, SHARE = 62.0, 0.4
"""Radius in pixels, and of the distance to the next circle."""

BESIDE = 16.0
"""Pixels between a circle's edge and words."""

HEAD, FOOT = 60.0, 76.0
"""Pixels for the columns' names above, and for the key below."""

LEAST_WIDTH, MOST_WIDTH = 2.0, 8.0
"""Of the lines of the smallest and the largest weight."""

LABEL_PITCH = 46.0
"""Least distance in pixels of two weights, one above the other."""

SHARES = (0.25, 0.75, 0.3, 0.7, 0.2, 0.8, 0.35, 0.65, 0.4, 0.6, 0.5)
"""Of the way from circle to circle, where weights may stand; the first ones are better."""

LONGEST = 5
"""Characters of a number that is written as it is; of a longer one two digits after the point."""

COLUMNS = {2: (150.0, 620.0), 3: (130.0, 500.0, 850.0)}
"""Where circles stand, by the number of columns."""


@dataclass(frozen=True)
class Nodes:
    """A column of circles.

    Attributes
    ----------
    name
        Written above.
    values
        Written in them.
    role
        Their colour.
    shades
        How much of it fills each of them, from 0 to 1; 0 for one that is off.
    notes
        Written at their right; "" for none.
    """

    name: Formula
    values: Vector
    role: Role
    shades: Sequence[float]
    notes: Sequence[Formula]


@dataclass(frozen=True)
class Placed:
    """Where a column's circles are: their middles, shape (k, 2), half their widths and heights."""

    centres: Floats
    half: float
    radius: float


def fits(found: Layer) -> bool:
    """Whether a layer is small enough to be drawn so."""
    return max(found.weights.shape) <= MOST


def draw_layer(found: Layer, style: Style) -> Picture:
    """Return the network of one layer."""
    say, names = style.notation, words.ONE
    columns = [_inputs(found), _outputs(found, names.output(found), say)]
    given = Chain(names.weights, (say.matrix(found.weights),))
    return _draw(columns, [found], _title(found), given, style)


def draw_two(found: TwoLayers, style: Style) -> Picture:
    """Return the network of two layers."""
    say = style.notation
    hidden = _outputs(found.hidden, Row((Words("hidden: "), VectorName("h"))), say)
    last = _outputs(found.scores, Words("probabilities"), say)
    columns = [_inputs(found.hidden), Nodes(hidden.name, *_bare(hidden)), last]
    title = words.most_probable(found.scores, "output")
    return _draw(columns, [found.hidden, found.scores], _upper(title), None, style)


def _bare(nodes: Nodes) -> tuple[Vector, Role, Sequence[float], Sequence[Formula]]:
    """Return circles without notes: lines go on from there."""
    return nodes.values, nodes.role, nodes.shades, [""] * len(nodes.values)


def _inputs(found: Layer) -> Nodes:
    count = len(found.x)
    return Nodes(words.ONE.given, found.x, "first", [0.3] * count, [""] * count)


def _outputs(found: Layer, name: Formula, say: Notation) -> Nodes:
    if found.activation == "softmax":
        shades = [0.05 + 0.4 * float(y) for y in found.output]
    else:
        shades = [0.3 * (y != 0) for y in found.output]
    notes = [_note(found, i, say) for i in range(len(found.output))]
    return Nodes(name, found.output, "result", shades, notes)


def _note(found: Layer, neuron: int, say: Notation) -> Formula:
    """Return where a neuron's number comes from: "= ReLU(−1 + 2)"."""
    if found.activation == "softmax":
        return Row((Words("score "), say.number(found.sums[neuron])))
    terms: tuple[Formula, ...] = (say.number(found.products[neuron]),)
    if found.bias is not None:
        terms = (*terms, words.signed(found.bias[neuron], say))
    elif found.activation == "none":
        return ""
    return equals(words.activated(found.activation, Sum(terms)))


def _title(found: Layer) -> str:
    match found.activation:
        case "relu":
            return words.relu_title(found)
        case "softmax":
            return _upper(words.most_probable(found))
        case "sigmoid":
            return "Every neuron gives a number from 0 to 1"
        case "none":
            return "Every neuron is a dot product"


def _upper(title: str) -> str:
    return title[0].upper() + title[1:]


# Drawing


def _draw(
    columns: Sequence[Nodes],
    layers: Sequence[Layer],
    title: str,
    given: Formula | None,
    style: Style,
) -> Picture:
    most = max(len(nodes.values) for nodes in columns)
    pitch = min(WIDEST_PITCH, COLUMN / most)
    say = style.notation
    labels = [[_compact(value, say) for value in nodes.values] for nodes in columns]
    canvas = Canvas(style.theme)
    _prepare(canvas, columns, title, given)
    places = [
        _placed(canvas, x, texts, pitch, most)
        for x, texts in zip(COLUMNS[len(columns)], labels, strict=True)
    ]
    weights = [[[_compact(w, say) for w in row] for row in layer.weights] for layer in layers]
    along = [
        _free_place(*sides, max(canvas.measure(text, SMALL)[0] for row in texts for text in row))
        for sides, texts in zip(pairwise(places), weights, strict=True)
    ]
    # Weights that find no room at their lines are in the corner.
    corner = given if None in along else None
    caption = Caption.fitted(canvas, title, given=corner)
    height = round(FOOT + most * pitch + HEAD + canvas.height - caption.bottom)
    canvas = Canvas(style.theme, WIDTH, height)
    caption = Caption.fitted(canvas, title, given=corner)
    caption.write(canvas)
    for layer, texts, sides, t in zip(layers, weights, pairwise(places), along, strict=True):
        _draw_weights(canvas, layer, *sides)
        if t is not None:
            _write_weights(canvas, texts, *sides, t)
    for nodes, place, texts in zip(columns, places, labels, strict=True):
        at = place.centres[0, 0], caption.bottom - HEAD / 2
        canvas.text(at, nodes.name, SMALL, canvas.colours.muted)
        _draw_nodes(canvas, nodes, place, texts)
    sign_key.write(canvas, FOOT / 2 - 6, "weight", "dotted: 0")
    alt = " ".join(
        f"{nodes.name}: {', '.join(texts)}." for nodes, texts in zip(columns, labels, strict=True)
    )
    return Picture("network.png", canvas.png(), f"A network. {title}. {alt}")


def _prepare(canvas: Canvas, columns: Sequence[Nodes], title: str, given: Formula | None) -> None:
    """Set all formulas together."""
    muted = canvas.colours.muted
    formulas = [formula for nodes in columns for formula in (nodes.name, *nodes.notes)]
    if given is not None:
        formulas.append(given)
    canvas.prepare([(title, LARGE), *((formula, SMALL, muted) for formula in formulas)])


def _compact(value: Scalar, say: Notation) -> str:
    """Return a number in few characters."""
    shown = str(say.number(value))
    return shown if len(shown) <= LONGEST and "√" not in shown else decimal(value, 2)


def _placed(canvas: Canvas, x: float, texts: Sequence[str], pitch: float, most: int) -> Placed:
    """Return a column of circles in the middle of the height that the longest one takes."""
    radius = min(LARGEST_CIRCLE, SHARE * pitch)
    widest = max(canvas.measure(text, SMALL)[0] for text in texts)
    middle = FOOT + most * pitch / 2
    ys = middle + pitch * ((len(texts) - 1) / 2 - np.arange(len(texts)))
    centres = np.column_stack([np.full(len(texts), x), ys])
    return Placed(centres, max(radius, widest / 2 + 14), radius)


def _ends(left: Placed, right: Placed) -> tuple[Floats, Floats]:
    """Return where lines leave circles, and where they arrive."""
    return left.centres + np.array([left.half, 0]), right.centres - np.array([right.half, 0])


def _free_place(left: Placed, right: Placed, widest: float) -> float | None:
    """Return the share of the way at which all weights stand apart; None where none is.

    There, the widest of them, in pixels, keeps off the circles.
    """
    starts, ends = _ends(left, right)
    reach = (widest / 2 + BESIDE) / max(ends[0, 0] - starts[0, 0], 1)
    best, where = 0.0, 0.0
    for t in SHARES:
        ys = ((1 - t) * starts[:, None, 1] + t * ends[:, 1]).ravel()
        least = min((abs(a - b) for a, b in combinations(ys, 2)), default=LABEL_PITCH)
        if reach <= t <= 1 - reach and least > best + 1e-9:
            best, where = least, t
    return where if best >= LABEL_PITCH else None


def _draw_weights(canvas: Canvas, layer: Layer, left: Placed, right: Placed) -> None:
    """Draw a line for each weight, as broad as that is large, in the colour of its sign."""
    starts, ends = _ends(left, right)
    weights, colours = as_float(layer.weights), canvas.colours
    largest = float(np.abs(weights).max()) or 1.0
    for row, end in zip(weights, ends, strict=True):
        for weight, start in zip(row, starts, strict=True):
            width = LEAST_WIDTH + (MOST_WIDTH - LEAST_WIDTH) * abs(float(weight)) / largest
            colour = colours.high if weight > 0 else colours.low if weight < 0 else colours.muted
            canvas.line([start, end], colour, width, "solid" if weight else DOTTED, layer=1.5)


def _write_weights(
    canvas: Canvas, texts: Sequence[Sequence[str]], left: Placed, right: Placed, t: float
) -> None:
    """Write the weights that are not 0 at their lines, between the circles."""
    starts, ends = _ends(left, right)
    for row, end in zip(texts, ends, strict=True):
        for text, start in zip(row, starts, strict=True):
            if text != "0":
                _write_on_ground(canvas, (1 - t) * start + t * end, text)


def _write_on_ground(canvas: Canvas, at: Floats, text: str) -> None:
    width, height = canvas.measure(text, SMALL)
    half = np.array([width / 2 + 6, min(height, SMALL) / 2 + 2])
    corners = at + half * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    canvas.polygon(corners, canvas.colours.background, layer=2.5)
    canvas.text(at, text, SMALL)


def _draw_nodes(canvas: Canvas, nodes: Nodes, place: Placed, texts: Sequence[str]) -> None:
    for centre, text, shade, note in zip(
        place.centres, texts, nodes.shades, nodes.notes, strict=True
    ):
        outline = centre + _outline(place)
        colour = canvas.colours.of(nodes.role if shade else "muted")
        canvas.polygon(outline, canvas.colours.background, layer=3)
        canvas.polygon(outline, colour, shade, layer=3.1)
        canvas.line([*outline, outline[0]], colour, 4, layer=3.2)
        canvas.text(centre, text, SMALL)
        start = centre[0] + place.half + BESIDE
        if note and canvas.measure(note, SMALL)[0] <= WIDTH - MARGIN - start:
            canvas.text((start, centre[1]), note, SMALL, canvas.colours.muted, "left")


def _outline(place: Placed) -> Floats:
    """Return a circle around the origin, drawn out in width where its number is long."""
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False) + 1e-9
    circle = place.radius * np.column_stack([np.cos(angles), np.sin(angles)])
    circle[:, 0] += np.sign(circle[:, 0]) * (place.half - place.radius)
    return circle
