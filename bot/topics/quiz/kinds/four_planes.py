"""Four pictures of the plane, each moved by another matrix, named A to D."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import tips
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.head import COVER_LAYER
from bot.drawing.labels import labelled
from bot.drawing.moving_plane import ROLES, UNIT_SQUARE, MovingPlane
from bot.drawing.picture import Picture
from bot.drawing.style import LARGE
from bot.drawing.view import fit
from bot.formula import Notation, VectorName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.drawing.tips import Placed
    from linalg_engine.matrices import Matrix

LETTERS = "ABCD"

SIDE, GAP = 542, 16
"""Pixels of one picture, and between two."""

EDGE = 62
"""Pixels kept free around what is shown of the plane, for the names of arrows."""

LETTER = 34
"""Pixels from the sides to the letter."""

CORNER = SIDE * np.array([0, 1]) + 2 * LETTER * np.array([(0, 0), (0, -1), (1, -1), (1, 0)])
"""Where the letter stands, on a ground of its own."""

NAMES = (VectorName("î", "first"), VectorName("ĵ", "second"))


def draw_four(matrices: Sequence[Matrix], style: Style) -> Picture:
    """Return the plane after each of four matrices, shape (2, 2), two by two."""
    whole = Canvas(style.theme, 2 * SIDE + GAP, 2 * SIDE + GAP)
    moved = [matrix.astype(np.float64) for matrix in matrices]
    reach = max(1.5, *(float(np.abs(UNIT_SQUARE @ a.T).max()) for a in moved))
    for k, (letter, a) in enumerate(zip(LETTERS, moved, strict=True)):
        pixels = np.asarray(_plane(letter, a, reach, style).frame())
        column, row = k % 2, 1 - k // 2
        whole.image(pixels, column * (SIDE + GAP), row * (SIDE + GAP))
    middle, end = SIDE + GAP / 2, 2 * SIDE + GAP
    colour = whole.colours.axis
    whole.line([(middle, 0), (middle, end)], colour, GAP)
    whole.line([(0, middle), (end, middle)], colour, GAP)
    return Picture("four.png", whole.png(), _alt(matrices))


def _plane(letter: str, a: Floats, reach: float, style: Style) -> Canvas:
    """Return one of the pictures; all show as much of the plane."""
    canvas = Canvas(style.theme, SIDE, SIDE)
    region = Box(EDGE, EDGE, SIDE - EDGE, SIDE - EDGE)
    view = fit(np.eye(2), reach * np.array([(1, 1), (-1, -1)]), region)
    plane = MovingPlane(canvas, view, SIDE)
    plane.draw_ground()
    canvas.keep()
    places = _places(canvas, plane, a)
    canvas.wipe()
    _draw_moved(plane, a)
    canvas.polygon(CORNER, canvas.colours.background, layer=COVER_LAYER)
    canvas.text((LETTER, SIDE - LETTER), letter, LARGE, bold=True)
    tips.write(canvas, places)
    return canvas


def _places(canvas: Canvas, plane: MovingPlane, a: Floats) -> list[Placed]:
    """Return the names of the arrows, with places off the arrows and the unit square."""
    _draw_moved(plane, a)
    tips.cover(canvas, CORNER)
    tips.cover(canvas, plane.view.pixels(UNIT_SQUARE @ a.T))
    ends = plane.view.pixels(a.T)
    labels = [
        labelled(canvas, name, end, end - plane.view.offset, role, LARGE)
        for name, end, role in zip(NAMES, ends, ROLES, strict=True)
    ]
    return tips.placed(canvas, labels, Box(8, 8, SIDE - 8, SIDE - 8))


def _draw_moved(plane: MovingPlane, a: Floats) -> None:
    plane.draw_moved(a, flipped=float(np.linalg.det(a)) < 0)
    plane.draw_arrows(a)


def _alt(matrices: Sequence[Matrix]) -> str:
    say = Notation()
    parts = [
        f"{letter}: î goes to {say.vector(a[:, 0])}, ĵ to {say.vector(a[:, 1])}."
        for letter, a in zip(LETTERS, matrices, strict=True)
    ]
    return " ".join(["Four pictures of the plane moved by a matrix.", *parts])
