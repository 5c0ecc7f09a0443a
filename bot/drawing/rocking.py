"""A scene in space that rocks slowly to and fro, so that its depth is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.labels import free_centres
from bot.drawing.style import HEIGHT, WIDTH
from bot.drawing.view import View, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Theme

WIDEST = 20.0
"""Degrees to either side."""

QUARTER = 15
"""Frames from the middle to one side."""

FRAME_MILLISECONDS = 50
"""After four quarters, 3 s, the scene is back."""


@dataclass(frozen=True)
class Rocking:
    """A camera that goes to and fro around the vertical, the z axis.

    Attributes
    ----------
    basis
        Of the camera in the middle, shape (2, 3).
    centre
        The point of space around which it goes, shape (3,).
    scale
        Pixels per unit.
    middle
        The pixel at which the centre stays, shape (2,).
    """

    basis: Floats
    centre: Floats
    scale: float
    middle: Floats

    @classmethod
    def around(cls, basis: Floats, points: Floats, region: Box) -> Rocking:
        """Return the camera that shows points as large as it can, and always inside a region.

        Parameters
        ----------
        basis
            Of the camera in the middle, shape (2, 3).
        points
            Shape (k, 3).
        """
        centre = (points.min(axis=0) + points.max(axis=0)) / 2
        angles = np.linspace(-WIDEST, WIDEST, 9)
        paper = [(points - centre) @ _turned(basis, angle).T for angle in angles]
        view = fit(np.eye(2), np.vstack(paper), region)
        return cls(basis, centre, view.scale, view.offset)

    def view(self, degrees: float = 0) -> View:
        """Return what the camera sees when it has gone by an angle, by default in the middle."""
        basis = _turned(self.basis, degrees)
        return View(basis, self.scale, self.middle - self.scale * basis @ self.centre)


def rocking(
    draw: Callable[[Canvas, View], Sequence[Label]],
    camera: Rocking,
    bounds: Box,
    theme: Theme,
    height: int = HEIGHT,
) -> bytes:
    """Return a GIF of a scene that rocks; its first frame, from the middle, is good as a still.

    Parameters
    ----------
    draw
        Draws all but the labels on a canvas of the usual width, and returns the labels, always
        the same ones with their anchors where they are in that view. They are placed once, in
        the middle, and go with their anchors.
    bounds
        Labels stay inside.
    height
        Of the canvas, in pixels.

    Examples
    --------
    >>> camera = Rocking.around(basis, points, Box(60, 60, WIDTH - 60, 700))
    >>> rocking(draw, camera, Box(12, 12, WIDTH - 12, 730), Theme.DARK)[:6]
    b'GIF89a'
    """
    canvas = Canvas(theme, WIDTH, height, animation.ZOOM)
    offsets = _offsets(canvas, draw, camera, bounds)

    def draw_turned(degrees: float) -> None:
        labels = draw(canvas, camera.view(degrees))
        for label, offset in zip(labels, offsets, strict=True):
            if offset is not None:
                label.write(canvas, _inside(label.anchor + offset, label.size, bounds))

    one_side = [WIDEST * math.sin(math.pi / 2 * k / QUARTER) for k in range(QUARTER + 1)]
    angles = [*one_side, *one_side[-2:0:-1]]
    order = [*angles, *(-angle for angle in angles)]
    # What is seen on the way there is seen on the way back, so each is drawn once.
    distinct = list(dict.fromkeys(order))
    drawn = animation.frames(canvas, [partial(draw_turned, angle) for angle in distinct])
    found = dict(zip(distinct, drawn, strict=True))
    return animation.gif(
        [found[angle] for angle in order], [FRAME_MILLISECONDS] * len(order), theme
    )


def _offsets(
    canvas: Canvas,
    draw: Callable[[Canvas, View], Sequence[Label]],
    camera: Rocking,
    bounds: Box,
) -> list[Floats | None]:
    """Return where each label stands from its anchor; None for one without a place.

    One that on the way would meet another before it has none either: it must not come and go.
    """
    labels = draw(canvas, camera.view())
    offsets = [
        None if centre is None else centre - label.anchor
        for label, centre in zip(labels, free_centres(canvas, labels, bounds), strict=True)
    ]
    for degrees in np.linspace(-WIDEST, WIDEST, 5):
        canvas.wipe()
        boxes: list[Box] = []
        for k, label in enumerate(draw(canvas, camera.view(degrees))):
            offset = offsets[k]
            if offset is None:
                continue
            box = Box.around(_inside(label.anchor + offset, label.size, bounds), label.size)
            if any(box.overlap(other) for other in boxes):
                offsets[k] = None
            else:
                boxes.append(box)
    return offsets


def _turned(basis: Floats, degrees: float) -> Floats:
    """Return the basis of a camera that has gone around the z axis."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return basis @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def _inside(centre: Floats, size: tuple[float, float], bounds: Box) -> Floats:
    half = np.array(size) / 2
    return np.clip(centre, bounds.corners[:2] + half, bounds.corners[2:] - half)
