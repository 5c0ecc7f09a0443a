"""What labels must keep clear of, read off the canvas: marks, arrowheads, words; and lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import boxes_around
from bot.drawing.things import Arrow, Line, Marks, Written

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas

SPACING = 14
"""Pixels between the points that stand for a line."""

GRID_LAYER = 1.0
"""Lines below this layer are the grid, on which words may lie."""

BAND = 10.0
"""Pixels from which a line is so broad that no word may lie on it."""


@dataclass(frozen=True)
class Obstacles:
    """What is in the way of a label.

    Attributes
    ----------
    boxes
        On none of them a label may lie, shape (k, 4).
    points
        On the lines that a label should not cover, shape (p, 2).
    """

    boxes: Floats
    points: Floats

    @classmethod
    def on(cls, canvas: Canvas) -> Obstacles:
        """Return all that has been drawn on a canvas."""
        points = [np.empty((0, 2))]
        for thing in (*canvas.kept, *canvas.things):
            match thing:
                case Arrow():
                    # A shaft is broader than other lines, and counts twice.
                    points += [sampled(np.array([thing.tail, thing.tip]))] * 2
                case Line() if thing.layer >= GRID_LAYER:
                    points += [sampled(line) for line in thing.points]
                case _:
                    pass
        return cls(boxes_on(canvas), np.vstack(points))


def boxes_on(canvas: Canvas) -> Floats:
    """Return the boxes, shape (k, 4), of all on a canvas that no label may lie on."""
    boxes = [np.empty((0, 4))]
    for thing in (*canvas.kept, *canvas.things):
        match thing:
            case Marks():
                boxes.append(boxes_around(thing.centres, (thing.size, thing.size)))
            case Arrow():
                head = thing.outline()[2:5]
                boxes.append(np.hstack([head.min(axis=0), head.max(axis=0)])[None])
            case Line() if thing.layer >= GRID_LAYER and thing.width >= BAND:
                size = (thing.width, thing.width)
                boxes += [boxes_around(sampled(line), size) for line in thing.points]
            case Written():
                boxes.append(canvas.box_of(thing).corners[None])
            case _:
                pass
    return np.vstack(boxes)


def sampled(line: Floats) -> Floats:
    """Return points about every `SPACING` pixels along a polyline of shape (k, 2)."""
    passed = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    end = float(passed[-1])
    places = np.linspace(0, end, max(1, int(end // SPACING)) + 1)
    coordinates: list[Floats] = [np.interp(places, passed, along) for along in line.T]
    return np.column_stack(coordinates)
