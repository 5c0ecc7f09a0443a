"""A scene in space that rocks slowly to and fro, so that its depth is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import animation
from bot.drawing.boxes import Box, Polygon, boxes_around, excess
from bot.drawing.canvas import Canvas
from bot.drawing.labels import candidates, costs_of, forbidden, shortened
from bot.drawing.obstacles import GRID_LAYER, Obstacles, boxes_on
from bot.drawing.style import HEIGHT, WIDTH, Theme
from bot.drawing.things import Fill
from bot.drawing.view import View, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.labels import Label
    from bot.drawing.things import Thing

WIDEST = 20.0
"""Degrees to either side."""

QUARTER = 15
"""Frames from the middle to one side."""

DEEPEST_TINT = {Theme.DARK: 0.2, Theme.LIGHT: 0.09}
"""Opacity of tints, added up, on which coloured words still have a contrast of 4.5."""

PALEST = Theme.LIGHT, "second"
"""The one colour that has not even on these, but on half of them."""

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
        the same ones with their anchors where they are in that view. They are placed once, where
        nothing is in their way from any side, and go with their anchors, or with one of their
        further places.
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
    one_side = [WIDEST * math.sin(math.pi / 2 * k / QUARTER) for k in range(QUARTER + 1)]
    angles = [*one_side, *one_side[-2:0:-1]]
    order = [*angles, *(-angle for angle in angles)]
    # What is seen on the way there is seen on the way back, so each is drawn once.
    distinct = list(dict.fromkeys(order))
    scenes = [_seen(canvas, draw, camera.view(angle)) for angle in distinct]
    _place_labels(canvas, scenes, bounds)
    drawn = animation.frames(canvas, [partial(scene.write, canvas) for scene in scenes])
    found = dict(zip(distinct, drawn, strict=True))
    return animation.gif(
        [found[angle] for angle in order], [FRAME_MILLISECONDS] * len(order), theme
    )


def draw_still(
    canvas: Canvas,
    draw: Callable[[Canvas, View], Sequence[Label]],
    view: View,
    bounds: Box,
) -> None:
    """Draw a scene as it stands, with its labels where they have most room; as for `rocking`."""
    scene = _seen(canvas, draw, view)
    _place_labels(canvas, [scene], bounds)
    scene.write(canvas)


@dataclass
class _Scene:
    """What is seen from one side.

    Attributes
    ----------
    things
        All but the labels.
    labels
        In the same order from each side.
    centres
        Where each stands; None for one that is left out.
    taken
        Boxes on which no label may lie, shape (k, 4).
    tints
        Fills with their opacities: on much tint coloured words are pale.
    """

    things: list[Thing]
    labels: list[Label]
    centres: list[Floats | None]
    taken: Floats
    tints: list[tuple[Polygon, float]]
    theme: Theme

    def is_free(self, k: int, centres: Floats, bounds: Box) -> Booleans:
        """Return at which of some centres, shape (c, 2), a label is in the way of nothing."""
        label = self.labels[k]
        around = boxes_around(_inside(centres, label.size, bounds), label.size)
        free = forbidden(around, bounds.corners, self.taken) == 0
        if label.role == "text" or not self.tints:
            return free
        deepest = DEEPEST_TINT[self.theme] / (2 if (self.theme, label.role) == PALEST else 1)
        if not free.any() or sum(opacity for _, opacity in self.tints) <= deepest:
            return free
        tints = sum(opacity * polygon.meets(around) for polygon, opacity in self.tints)
        return free & (tints <= deepest)

    def put(self, k: int, centre: Floats, bounds: Box) -> None:
        """Give a label its place."""
        size = self.labels[k].size
        self.centres[k] = inside = _inside(centre, size, bounds)
        self.taken = np.vstack([self.taken, boxes_around(inside[None], size)])

    def write(self, canvas: Canvas) -> None:
        """Put all on a canvas."""
        canvas.things = self.things
        for label, centre in zip(self.labels, self.centres, strict=True):
            if centre is not None:
                label.write(canvas, centre)


def _seen(canvas: Canvas, draw: Callable[[Canvas, View], Sequence[Label]], view: View) -> _Scene:
    canvas.wipe()
    labels = [*draw(canvas, view)]
    fills = [t for t in canvas.things if isinstance(t, Fill) and t.layer > GRID_LAYER]
    tints = [(Polygon.of(fill.corners), fill.opacity) for fill in fills] if labels else []
    taken = boxes_on(canvas) if labels else np.empty((0, 4))
    nowhere: list[Floats | None] = [None] * len(labels)
    return _Scene(canvas.things, labels, nowhere, taken, tints, canvas.theme)


def _place_labels(canvas: Canvas, scenes: Sequence[_Scene], bounds: Box) -> None:
    """Give each label a place that is free from every side: it must not come and go.

    Of equations without one, the left sides get what is left.
    """
    canvas.things = scenes[0].things
    lines = Obstacles.on(canvas).points
    count = len(scenes[0].labels)
    left_out = [k for k in range(count) if not _place(scenes, k, lines, bounds)]
    for k in left_out:
        shorter = [shortened(canvas, scene.labels[k]) for scene in scenes]
        if all(shorter):
            for scene, label in zip(scenes, shorter, strict=True):
                scene.labels[k] = label or scene.labels[k]
            _place(scenes, k, lines, bounds)


def _place(scenes: Sequence[_Scene], k: int, lines: Floats, bounds: Box) -> bool:
    """Give a label a place, beside points on lines, shape (p, 2); whether there is one."""
    label = scenes[0].labels[k]
    places = [candidates(scene.labels[k]) for scene in scenes]
    if len({len(each) for each in places}) > 1:
        # Places in an area, which changes its shape.
        places = [places[0] - label.anchor + scene.labels[k].anchor for scene in scenes]
    in_the_middle = boxes_around(places[0], label.size)
    free = np.flatnonzero(excess(in_the_middle, bounds.corners) == 0)
    for scene, each in zip(scenes, places, strict=True):
        free = free[scene.is_free(k, each[free], bounds)]
        if not len(free):
            return False
    best = free[int(np.argmin(costs_of(label, places[0][free], lines)))]
    for scene, each in zip(scenes, places, strict=True):
        scene.put(k, each[best], bounds)
    return True


def _turned(basis: Floats, degrees: float) -> Floats:
    """Return the basis of a camera that has gone around the z axis."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return basis @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def _inside(centre: Floats, size: tuple[float, float], bounds: Box) -> Floats:
    """Return the nearest centres, shape (..., 2), of boxes that do not stick out."""
    half = np.array(size) / 2
    return np.clip(centre, bounds.corners[:2] + half, bounds.corners[2:] - half)
