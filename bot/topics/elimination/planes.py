"""Equations in three unknowns: planes in a box of space, and where they meet."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.depth import Block, Piece, Plane, best_basis, outlined, paint, towards_viewer
from bot.drawing.ground import beside_point, draw_block, nice_step
from bot.drawing.labels import Label, labelled, place_labels, write_labels
from bot.drawing.style import NORMAL, WIDTH
from bot.drawing.view import fit
from linalg_engine.vectors import cross

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Theme

NAMES = ("x₁", "x₂", "x₃")

PARALLEL = 1e-6
"""Sine of an angle below which two planes are not drawn to meet."""

LEAST_TILT = 0.3
"""Sine of the angle under which every plane should be seen; seen edge-on it is a line."""

LEAST_GAP = 0.1
"""How far apart the outlines of two planes should lie on paper, in sizes of the box."""

DOT = 14
"""Radius in pixels of the point where planes meet."""

FREE = 60
"""Pixels between two outlines from which a label belongs clearly to one of them."""


@dataclass(frozen=True)
class Equation:
    """The plane of an equation, its colour, and the words at its edge."""

    plane: Plane
    role: Role
    words: str


@dataclass(frozen=True)
class Meeting:
    """Where the planes meet: ``point`` is marked with ``words`` if there are any.

    ``point`` is one of the common points or, where there is none, a point between the planes.
    """

    point: Floats
    words: str


def draw_planes(
    equations: Sequence[Equation], meeting: Meeting, caption: str, note: str, theme: Theme
) -> bytes:
    """Return a PNG of one to three different planes around a point."""
    canvas = Canvas(theme)
    planes = [equation.plane for equation in equations]
    block = _block(planes, meeting.point)
    sections = [block.section(plane) for plane in planes]
    outlines = [walked(section) for section in sections]
    basis = best_basis(lambda basis: _clarity(basis, planes, outlines, block.size))
    head = Caption.fitted(canvas, caption, note)
    top = head.bottom
    view = fit(basis, block.corners(), Box(210, 90, WIDTH - 210, top - 40))
    taken = draw_block(canvas, view, block, NAMES, numbered=True)
    pieces: list[Piece] = []
    for equation, section in zip(equations, sections, strict=True):
        pieces += outlined(section, canvas.colours.of(equation.role), 4)
    chords = _chords(planes, block)
    pieces += [Piece(chord, canvas.colours.text, 6) for chord in chords]
    paint(canvas, view, pieces, planes)
    outlines = [view.pixels(outline) for outline in outlines]
    bounds = Box(12, 12, WIDTH - 12, top - 4)
    lines = [view.pixels(chord) for chord in chords]
    if meeting.words:
        taken.append(_mark(canvas, view.pixels(meeting.point), meeting.words, bounds, lines, taken))
    labels = [
        at_the_edge(canvas, outlines, i, equation.words, equation.role, bounds, taken)
        for i, equation in enumerate(equations)
    ]
    lines += outlines
    lines += [np.array([point, o.mean(axis=0)]) for o in outlines for point in o[::4]]
    write_labels(canvas, labels, bounds)
    head.write(canvas)
    return canvas.png()


def _mark(
    canvas: Canvas, at: Floats, words: str, bounds: Box, lines: list[Floats], taken: list[Box]
) -> Box:
    """Draw the point in which the planes meet, and return the box of its words."""
    canvas.dot(at, canvas.colours.text, DOT)
    width, height = canvas.measure(words, NORMAL)
    size = width + 2 * DOT, height + 2 * DOT
    label = Label(words, at, size, np.zeros(2), letters=NORMAL)
    [centre] = place_labels([label], bounds, lines, taken)
    label.write(canvas, centre)
    return Box.around(centre, size)


def _block(planes: Sequence[Plane], point: Floats) -> Block:
    """Return a box with round corners around ``point`` in which all planes can be seen."""
    distances = [abs(float(plane.heights(point[None])[0])) for plane in planes]
    apart = max(distances)
    if apart <= PARALLEL * max(1.0, float(np.max(np.abs(point)))):
        # Planes through one point look the same in every box: this one shows the origin, too.
        reach = 1.25 * float(np.max(np.abs(point))) or 1.0
    else:
        reach = 2.0 * max(apart, *(_meeting_distance(pair, point) for pair in _pairs(planes)), 0.0)
    step = nice_step(reach / 3)
    low, high = np.floor((point - reach) / step) * step, np.ceil((point + reach) / step) * step
    return Block(low, high)


def _pairs(planes: Sequence[Plane]) -> list[tuple[Plane, Plane]]:
    """Return those pairs of planes that meet in a line."""
    return [
        (p, q)
        for p, q in combinations(planes, 2)
        if np.linalg.norm(cross(p.normal, q.normal)) > PARALLEL
    ]


def _line(pair: tuple[Plane, Plane], near: Floats) -> tuple[Floats, Floats]:
    """Return the point of the common line of two planes nearest to ``near``, and its direction."""
    normals = np.array([plane.normal for plane in pair])
    gaps = np.array([-plane.heights(near[None])[0] for plane in pair])
    return near + np.linalg.lstsq(normals, gaps)[0], cross(*normals)


def _meeting_distance(pair: tuple[Plane, Plane], point: Floats) -> float:
    return float(np.linalg.norm(_line(pair, point)[0] - point))


def _chords(planes: Sequence[Plane], block: Block) -> list[Floats]:
    """Return the lines in which two planes meet, as far as they lie in the box."""
    middle = (block.low + block.high) / 2
    chords = [block.chord(*_line(pair, middle)) for pair in _pairs(planes)]
    return [chord for chord in chords if len(chord) == 2]


def _clarity(
    basis: Floats, planes: Sequence[Plane], outlines: Sequence[Floats], size: float
) -> float:
    """Return 0 to 2: how far from edge-on planes are seen, and how far apart their outlines."""
    tilt = min(abs(float(plane.normal @ towards_viewer(basis))) for plane in planes)
    gaps = [_gap(p, q) for p, q in combinations([o @ basis.T for o in outlines], 2)]
    apart = min([gap / (LEAST_GAP * size) for gap in gaps], default=1.0)
    if len(_pairs(planes)) < len(gaps):
        # Seen from the side, parallel planes are clearly apart.
        apart = math.sqrt(1 - tilt * tilt)
    return min(1.0, tilt / LEAST_TILT) + min(1.0, apart)


def walked(outline: Floats) -> Floats:
    """Return points along a polygon."""
    shares = np.arange(0, 1, 0.125)[:, None]
    edges = zip(outline, np.roll(outline, -1, axis=0), strict=True)
    return np.vstack([start + shares * (end - start) for start, end in edges])


def _gap(p: Floats, q: Floats) -> float:
    """Return the mean distance from the points of one outline to the nearest of the other."""
    distances = np.linalg.norm(p[:, None] - q[None], axis=2)
    return float(min(distances.min(axis=1).mean(), distances.min(axis=0).mean()))


def at_the_edge(
    canvas: Canvas,
    outlines: Sequence[Floats],
    i: int,
    words: str,
    role: Role,
    bounds: Box,
    taken: Sequence[Box],
) -> Label:
    """Return the label of a plane: outside, where its outline is away from all others."""
    own = outlines[i]
    middle = np.vstack(outlines).mean(axis=0)
    room = np.linalg.norm(own - middle, axis=1)
    outward = np.where(room[:, None] < 1, [0, -1], (own - middle) / np.maximum(room, 1)[:, None])
    label = labelled(canvas, words, middle, np.zeros(2), role)
    beside = [beside_point(at, to, label.size) for at, to in zip(own, outward, strict=True)]
    room -= [2 * box.excess(bounds) for box in beside]
    room -= [200.0 * any(box.overlap(other) for other in taken) for box in beside]
    for other in (*outlines[:i], *outlines[i + 1 :]):
        room += np.minimum(FREE, np.linalg.norm(own[:, None] - other[None], axis=2).min(axis=1))
    best = own[int(np.argmax(room))]
    return replace(label, anchor=best, away=best - middle)
