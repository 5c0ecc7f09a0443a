"""Named points of one or more kinds in a plane: people and films, or the rows of a data set."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import heading
from bot.drawing.ground import draw_grid
from bot.drawing.labels import Box, Label
from bot.drawing.leader_lines import place
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.view import fit, plane_basis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.drawing.canvas import Shape
    from bot.drawing.leader_lines import Placed
    from bot.drawing.style import Role, Theme
    from bot.drawing.view import View

    Points = NDArray[np.float64]

MOST_NAMES = 40
"""Names up to which every point gets its own; of more, those are shown that find room."""

LOOKS: tuple[tuple[Role, Shape], ...] = (
    ("first", "circle"),
    ("second", "square"),
    ("result", "triangle"),
    ("rest", "diamond"),
    ("extra", "down"),
    ("text", "plus"),
)
"""Colours and shapes of kinds, in the order in which they are given."""

OTHER: tuple[Role, Shape] = ("muted", "cross")
"""What the rest looks like where there are more kinds than looks."""

SIZES = ((40, 24.0), (200, 19.0), (800, 13.0))
"""Up to how many points are how many pixels wide."""

SMALLEST_MARK = 9.0

AXIS_STRIP = 44
"""Pixels above the grid for the name of the upward axis."""


@dataclass(frozen=True)
class Kind:
    """Points that belong together.

    Attributes
    ----------
    points
        Shape (n, 2).
    names
        Of the points, in the order of ``points``; () for none.
    title
        What they have in common, written in their middle; "" for nothing.
    look
        Their colour and shape.
    is_faint
        Whether they stand back, as what lies behind something.
    """

    points: Points
    names: tuple[str, ...] = ()
    title: str = ""
    look: tuple[Role, Shape] = LOOKS[0]
    is_faint: bool = False


@dataclass(frozen=True)
class Spoke:
    """A named arrow from the origin."""

    tip: Points
    name: str


@dataclass(frozen=True)
class Stroke:
    """A straight line between two points, or an arrow, with words at its second end."""

    start: Points
    end: Points
    role: Role
    name: str = ""
    width: float = 3
    is_arrow: bool = False


@dataclass(frozen=True)
class PlaneMap:
    """Points of some kinds in one plane.

    Attributes
    ----------
    caption, notes
        The one thing that the picture says, and remarks in small letters.
    axes
        Names of the rightward and the upward axis.
    spokes
        Arrows from the origin.
    strokes
        Lines below the points.
    areas
        Polygons below everything, each of shape (k, 2).
    has_grid
        Whether the plane has coordinates; without them nothing is written on its axes.
    has_origin
        Whether the origin means something and must be seen.
    numbered
        Whether coordinates may be read off.
    """

    caption: str
    kinds: tuple[Kind, ...]
    axes: tuple[str, str]
    notes: tuple[str, ...] = ()
    spokes: tuple[Spoke, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    areas: tuple[Points, ...] = ()
    has_grid: bool = True
    has_origin: bool = True
    numbered: bool = True


@dataclass(frozen=True)
class Drawn:
    """A drawn map, and how many of its names found room."""

    png: bytes
    shown: int
    names: int


@dataclass(frozen=True)
class _Ground:
    """Where names may stand, pixels on lines, and the boxes of what is written already."""

    bounds: Box
    lines: Points
    taken: list[Box]


@dataclass(frozen=True)
class _Words:
    label: Label
    words: str
    role: Role
    bold: bool = False


def draw(shown: PlaneMap, theme: Theme) -> Drawn:
    """Draw the map."""
    count = sum(bool(name) for kind in shown.kinds for name in kind.names)
    drawn = _drawn(shown, theme, count, is_thinned=count > MOST_NAMES)
    if drawn.shown < count <= MOST_NAMES:
        return _drawn(shown, theme, count, is_thinned=True)
    return drawn


def _drawn(shown: PlaneMap, theme: Theme, count: int, *, is_thinned: bool) -> Drawn:
    """Draw the map, with room for a note about missing names if some are to be missing."""
    canvas = Canvas(theme)
    # The note is as long as this one, whatever the number will be.
    notes = (*shown.notes, *([_left_out(count, count)] if is_thinned else []))
    top = heading(canvas, shown.caption, notes).bottom - (AXIS_STRIP if shown.has_grid else 0)
    view = fit(plane_basis(), _all_points(shown), Box(150, 122, WIDTH - 130, top - 50))
    taken, axes = _draw_ground(canvas, view, shown, top)
    lines = np.vstack([_draw_things(canvas, view, shown), *(_sampled(axis) for axis in axes)])
    bounds = Box(10, 50, WIDTH - 10, top - 4)
    found = _write_names(canvas, view, shown, _Ground(bounds, lines, taken))
    if found < count:
        notes = (*shown.notes, _left_out(found, count))
    heading(canvas, shown.caption, notes).write(canvas)
    return Drawn(canvas.png(), found, count)


def grouped(names: Sequence[str], most: int = len(LOOKS)) -> list[tuple[str, NDArray[np.intp]]]:
    """Return the members of each group, the largest groups first; the smallest are "other".

    Parameters
    ----------
    names
        The group of each point; "" for none, which counts as other.
    most
        Groups that keep their name.
    """
    array = np.array([name or "" for name in names], dtype=object)
    found, counts = np.unique(array[array != ""].astype(str), return_counts=True)
    kept = [str(found[i]) for i in np.argsort(-counts, kind="stable")[:most]]
    groups = [(name, np.flatnonzero(array == name)) for name in sorted(kept)]
    rest = np.flatnonzero(~np.isin(array.astype(str), kept))
    return [*groups, *([("other", rest)] if len(rest) else [])]


def size_of(count: int) -> float:
    """Return the width in pixels of each of so many points."""
    return next((size for most, size in SIZES if count <= most), SMALLEST_MARK)


def _left_out(shown: int, count: int) -> str:
    return f"{shown} of {count:,} names shown, the outermost first"


def _all_points(shown: PlaneMap) -> Points:
    points = [kind.points for kind in shown.kinds]
    points += [spoke.tip[None] for spoke in shown.spokes]
    points += [np.array([stroke.start, stroke.end]) for stroke in shown.strokes]
    if shown.has_origin:
        points.append(np.zeros((1, 2)))
    return np.vstack([*points, *shown.areas])


def _draw_ground(
    canvas: Canvas, view: View, shown: PlaneMap, top: float
) -> tuple[list[Box], list[Points]]:
    """Draw grid and areas; return the boxes of what is written, and the axes."""
    for area in shown.areas:
        canvas.polygon(view.pixels(area), canvas.colours.second, 0.2, layer=0.5)
    if not shown.has_grid:
        return [], []
    taken, axes = draw_grid(canvas, view, top, numbered=shown.numbered)
    return taken + _name_axes(canvas, shown.axes, top), axes


def _name_axes(canvas: Canvas, names: tuple[str, str], top: float) -> list[Box]:
    across, up = f"{names[0]} →", f"↑ {names[1]}"
    width, _ = canvas.measure(across, SMALL)
    canvas.text((WIDTH - 16 - width, 70), across, SMALL, anchor="left")
    if names[1]:
        canvas.text((12, top + AXIS_STRIP / 2), up, SMALL, anchor="left")
    return [Box(WIDTH - 20 - width, 50, WIDTH - 12, 90)]


def _draw_things(canvas: Canvas, view: View, shown: PlaneMap) -> Points:
    """Draw all but words; return pixels on lines, shape (q, 2)."""
    felt = [np.empty((0, 2))]
    for stroke in shown.strokes:
        ends = view.pixels([stroke.start, stroke.end])
        if stroke.is_arrow:
            canvas.arrow(ends[0], ends[1], canvas.colours.of(stroke.role), stroke.width)
        else:
            canvas.line(ends, canvas.colours.of(stroke.role), stroke.width)
        felt.append(_sampled(ends))
    size = size_of(sum(len(kind.points) for kind in shown.kinds))
    for kind in shown.kinds:
        pixels = view.pixels(kind.points)
        opacity = 0.4 if kind.is_faint else 1.0 if size > SMALLEST_MARK else 0.75
        role, shape = kind.look
        canvas.marks(pixels, shape, canvas.colours.of(role), size, opacity)
    for spoke in shown.spokes:
        ends = view.pixels([np.zeros(2), spoke.tip])
        canvas.arrow(ends[0], ends[1], canvas.colours.text, 5, layer=4.5)
        felt.append(_sampled(ends))
    return np.vstack(felt)


def _write_names(canvas: Canvas, view: View, shown: PlaneMap, ground: _Ground) -> int:
    """Write all names for which there is room; return at how many of the points."""
    marks = view.pixels(np.vstack([kind.points for kind in shown.kinds]))
    marks = np.vstack([marks, *(_sampled(arrow)[1::2] for arrow in _arrows(view, shown))])
    taken = list(ground.taken)

    def write(names: list[_Words], most: int, *, far: bool, tied: bool = True) -> int:
        labels = [words.label for words in names]
        places = place(labels, ground.bounds, marks, ground.lines, taken, far=far, tied=tied)
        found = [(w, at) for w, at in zip(names, places, strict=True) if at is not None][:most]
        for words, at in found:
            _write(canvas, words, at, tied=tied)
            taken.append(Box.around(at.centre, words.label.size))
        return len(found)

    write(_titles(canvas, view, shown), len(shown.kinds), far=True, tied=False)
    write(_line_names(canvas, view, shown), MOST_NAMES, far=True)
    names = _point_names(canvas, view, shown)
    return write(names, MOST_NAMES, far=len(names) <= MOST_NAMES)


def _write(canvas: Canvas, words: _Words, at: Placed, *, tied: bool) -> None:
    if at.leader is not None and tied:
        canvas.line(at.leader, canvas.colours.muted, 2, layer=3.5)
    canvas.text(at.centre, words.words, SMALL, canvas.colours.of(words.role), bold=words.bold)


def _titles(canvas: Canvas, view: View, shown: PlaneMap) -> list[_Words]:
    return [
        _words(
            canvas,
            kind.title,
            view.pixels(np.median(kind.points, axis=0)),
            np.zeros(2),
            kind.look[0],
            bold=True,
        )
        for kind in shown.kinds
        if kind.title
    ]


def _line_names(canvas: Canvas, view: View, shown: PlaneMap) -> list[_Words]:
    origin = view.pixels(np.zeros(2))
    found: list[_Words] = []
    for spoke in shown.spokes:
        tip = view.pixels(spoke.tip)
        found.append(_words(canvas, spoke.name, tip, tip - origin, "text"))
    for stroke in shown.strokes:
        start, end = view.pixels([stroke.start, stroke.end])
        if stroke.name:
            found.append(_words(canvas, stroke.name, end, end - start, stroke.role, bold=True))
    return found


def _point_names(canvas: Canvas, view: View, shown: PlaneMap) -> list[_Words]:
    """Return the names of points, the outermost first and each kind in turn."""
    by_kind: list[list[_Words]] = []
    for kind in shown.kinds:
        centre = np.zeros(2) if shown.has_origin else np.mean(kind.points, axis=0)
        order = np.argsort(-np.linalg.norm(kind.points - centre, axis=1), kind="stable")
        pixels, middle = view.pixels(kind.points), view.pixels(centre)
        by_kind.append(
            [
                _words(canvas, kind.names[i], pixels[i], pixels[i] - middle, kind.look[0])
                for i in order[: 2 * MOST_NAMES]
                if kind.names and kind.names[i]
            ]
        )
    return [words for words in chain(*zip_longest(*by_kind)) if words is not None]


def _words(
    canvas: Canvas, text: str, anchor: Points, away: Points, role: Role, *, bold: bool = False
) -> _Words:
    width, height = canvas.measure(text, SMALL, bold=bold)
    return _Words(Label(anchor, (width, max(height, SMALL)), away), text, role, bold)


def _arrows(view: View, shown: PlaneMap) -> list[Points]:
    """Return the ends of all arrows, which names must leave to be seen as much as points."""
    arrows = [view.pixels([np.zeros(2), spoke.tip]) for spoke in shown.spokes]
    arrows += [view.pixels([s.start, s.end]) for s in shown.strokes if s.is_arrow]
    return arrows


def _sampled(ends: Points) -> Points:
    steps = max(2, int(np.hypot(*(ends[1] - ends[0])) // 18))
    return ends[0] + (ends[1] - ends[0]) * np.linspace(0, 1, min(steps, 200))[:, None]
