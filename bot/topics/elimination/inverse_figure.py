"""The inverse of a 2×2 matrix: the unit square goes there, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.coordinates import moderate
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import LARGE, NORMAL, SMALL, WIDTH
from bot.drawing.view import fit
from bot.formula import Chain, Power, Row, Symbol, Words
from linalg_engine import elimination

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.formula import Formula
    from linalg_engine.elimination import Inverse

PANEL, GAP = 300.0, 80.0
"""Pixels of a panel's side, and between panels."""

EDGE = (WIDTH - 3 * PANEL - 2 * GAP) / 2
"""Pixels from the picture's edge to a panel."""

AROUND = 46.0
"""Pixels around what is in a panel."""

SAME_SCALE = 5.0
"""The largest ratio of sizes that is drawn to one scale."""

BETWEEN = 30.0
"""Pixels between the matrices below the panels, and beside them."""

OPACITY = 0.08
"""Of the square: names can be read on it."""

OTHER_SCALE = "the middle is drawn smaller or larger"

A = Symbol("A")
INVERSE = Power(A, "−1")
SQUARE = np.array([(0.0, 0), (1, 0), (1, 1), (0, 1)])
COLUMN_ROLES: tuple[Role, Role] = ("first", "second")


@dataclass(frozen=True)
class Panel:
    """What has become of the unit square.

    Attributes
    ----------
    name
        Written below.
    columns
        Where the two basis arrows are, one a column, shape (2, 2).
    labels
        At their tips.
    role
        Of the square.
    is_flipped
        Whether it is hatched.
    """

    name: Formula
    columns: Floats
    labels: tuple[Formula, Formula]
    role: Role
    is_flipped: bool = False

    @property
    def corners(self) -> Floats:
        """The corners of the square, shape (4, 2)."""
        return SQUARE @ self.columns.T


def drawing_of_inverse(found: Inverse, style: Style) -> Callable[[], Picture] | None:
    """Return what draws the inverse of a 2×2 matrix, else None."""
    return (lambda: _draw(found, style)) if found.matrix.shape == (2, 2) else None


def _draw(found: Inverse, style: Style) -> Picture:
    say = style.notation
    first, second = (say.vector(column) for column in found.matrix.T)
    tips, unit = moderate(*found.matrix.T)
    columns = np.array(tips).T
    # Of entries up to 1, the determinant is no number too large.
    scaled = found.matrix / np.max(np.abs(found.matrix))
    is_flipped = bool(elimination.determinant(scaled).value < 0)
    before = say.vector([1, 0]), say.vector([0, 1])
    panels = (
        Panel("before", np.eye(2), before, "muted"),
        Panel(
            Row((Words("after "), A)),
            columns,
            (first, second),
            "rest" if is_flipped else "result",
            is_flipped,
        ),
        Panel(Row((Words("after "), INVERSE, Words(" as well"))), np.eye(2), before, "result"),
    )
    canvas = Canvas(style.theme)
    title = Row((INVERSE, Words(" takes everything back")))
    matrices = (Chain(A, (say.matrix(found.matrix),)), Chain(INVERSE, (say.matrix(found.value),)))
    colours = canvas.colours
    canvas.prepare(
        [
            (title, LARGE, colours.text, True),
            *((name, NORMAL) for name in (A, INVERSE)),
            *((matrix, NORMAL) for matrix in matrices),
            *((panel.name, SMALL, colours.muted) for panel in panels),
            *(
                (words, SMALL, colours.of(role))
                for panel in panels
                for words, role in zip(panel.labels, COLUMN_ROLES, strict=True)
            ),
        ]
    )
    sizes = [float(np.max(np.abs(panel.corners))) for panel in panels]
    one_scale = not unit and 1 / SAME_SCALE <= sizes[1] <= SAME_SCALE
    notes = "pink: flipped over" if is_flipped else "", "" if one_scale else OTHER_SCALE
    caption = Caption.fitted(canvas, title, ", ".join(filter(None, notes)))
    caption.write(canvas)
    region = [_region(k, caption.bottom) for k in range(3)]
    labels: list[Label] = []
    together = np.vstack([panel.corners for panel in panels])
    for panel, where in zip(panels, region, strict=True):
        labels += _draw_panel(canvas, panel, where, together if one_scale else panel.corners)
    middle = region[0].centre[1]
    for k, name in enumerate((A, INVERSE)):
        left = region[k].right
        canvas.arrow((left + 4, middle), (left + GAP - 4, middle), canvas.colours.text, 6)
        canvas.text((left + GAP / 2, middle + 40), name, NORMAL)
        way = (-1, 1)[k]
        for size in (NORMAL, SMALL):
            width, height = canvas.measure(matrices[k], size)
            if width <= WIDTH / 2 - 2 * BETWEEN:
                # Below its arrow, but on its own half.
                x = max(way * (left + GAP / 2 - WIDTH / 2), BETWEEN + width / 2)
                at = WIDTH / 2 + way * x, region[0].bottom - 80 - height / 2
                canvas.text(at, matrices[k], size)
                break
    write_labels(canvas, labels, Box(8, 8, WIDTH - 8, caption.bottom - 4))
    alt = (
        f"The unit square, the parallelogram of [1, 0] → {first} and [0, 1] → {second} after A, "
        f"and the unit square again after A⁻¹ = {matrices[1].others[0]}."
    )
    return Picture("inverse.png", canvas.png(), alt)


def _region(k: int, top: float) -> Box:
    left = EDGE + k * (PANEL + GAP)
    return Box(left, top - PANEL - 30, left + PANEL, top - 30)


def _draw_panel(canvas: Canvas, panel: Panel, region: Box, seen: Floats) -> list[Label]:
    """Draw the square and the basis arrows; return the names of their tips."""
    inner = region.corners + AROUND * np.array([1, 1, -1, -1])
    view = fit(np.eye(2), seen, Box(*inner))
    x, y = view.offset
    axes = [[(x, region.bottom), (x, region.top)], [(region.left, y), (region.right, y)]]
    canvas.lines(axes, canvas.colours.axis, 3)
    colour = canvas.colours.of(panel.role)
    corners = view.pixels(panel.corners)
    canvas.polygon(corners, colour, OPACITY, hatch="//" if panel.is_flipped else None)
    canvas.line([*corners, corners[0]], colour, 3)
    labels: list[Label] = []
    for tip, words, role in zip(panel.columns.T, panel.labels, COLUMN_ROLES, strict=True):
        at = view.pixels(tip)
        canvas.arrow(view.offset, at, canvas.colours.of(role))
        labels.append(labelled(canvas, words, at, at - view.offset, role))
    centre = (region.left + region.right) / 2
    canvas.text((centre, region.bottom - 34), panel.name, SMALL, canvas.colours.muted)
    return labels
