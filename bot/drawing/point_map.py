"""Named points of one or more kinds in a plane, with a legend by colour and shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled
from bot.drawing.leader_lines import Obstacles, place_names
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.view import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats, Indices
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Theme
    from bot.drawing.things import Shape
    from bot.drawing.view import View

    Look = tuple[Role, Shape]

MOST_NAMES = 40
"""Up to so many points all are named; of more, those whose names find room."""

LOOKS: tuple[Look, ...] = (
    ("first", "circle"),
    ("second", "square"),
    ("result", "triangle"),
    ("rest", "diamond"),
    ("extra", "down"),
    ("text", "plus"),
)
"""Colours and shapes of kinds, in the order in which they are given."""

OTHER: Look = ("muted", "cross")
"""The look of the rest where there are more kinds than looks."""

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
        Of the points, in the order of ``points``, "" for one without; () for none.
    title
        What they have in common, written in their middle; "" for nothing.
    look
        Their colour and shape.
    is_faint
        Whether they are dimmed, as those behind a plane are.
    size
        Width of a point in pixels; None for what suits the number of all points.
    longest_leader
        Pixels of the line between a point and its name at most.
    """

    points: Floats
    names: tuple[str, ...] = ()
    title: str = ""
    look: Look = LOOKS[0]
    is_faint: bool = False
    size: float | None = None
    longest_leader: float = np.inf


@dataclass(frozen=True)
class Loading:
    """A named arrow from the origin."""

    tip: Floats
    name: str


@dataclass(frozen=True)
class Stroke:
    """A straight line between two points, or an arrow, with words at its second end."""

    start: Floats
    end: Floats
    role: Role
    name: str = ""
    width: float = 3
    is_arrow: bool = False


@dataclass(frozen=True)
class PointMap:
    """Points of some kinds in one plane.

    Attributes
    ----------
    caption, notes
        The one thing that the picture says, and remarks in small letters.
    axes
        Names of the rightward and the upward axis, "" for none.
    loadings
        Arrows from the origin.
    strokes
        Lines below the points.
    areas
        Polygons below everything, each of shape (k, 2).
    has_grid
        Whether the plane has coordinates.
    has_origin
        Whether the origin means something and must be seen.
    numbered
        Whether coordinates may be read off.
    """

    caption: str
    kinds: tuple[Kind, ...]
    axes: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()
    loadings: tuple[Loading, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    areas: tuple[Floats, ...] = ()
    has_grid: bool = True
    has_origin: bool = True
    numbered: bool = True

    @property
    def points(self) -> Floats:
        """The points of all kinds, shape (n, 2)."""
        return np.vstack([kind.points for kind in self.kinds])

    @property
    def arrows(self) -> list[Floats]:
        """Start and end of all arrows, each of shape (2, 2)."""
        arrows = [np.array([np.zeros(2), loading.tip]) for loading in self.loadings]
        return arrows + [np.array([s.start, s.end]) for s in self.strokes if s.is_arrow]

    @property
    def extent(self) -> Floats:
        """All that must be seen, shape (k, 2)."""
        ends = [np.array([stroke.start, stroke.end]) for stroke in self.strokes]
        origin = np.zeros((int(self.has_origin), 2))
        return np.vstack([self.points, *self.arrows, *ends, origin, *self.areas])

    @property
    def names(self) -> int:
        """How many points have a name."""
        return sum(bool(name) for kind in self.kinds for name in kind.names)


@dataclass(frozen=True)
class Drawn:
    """A drawn map, and how many of its names found room."""

    png: bytes
    shown: int
    names: int


def draw(shown: PointMap, theme: Theme) -> Drawn:
    """Draw the map; of very many names only those at their points."""
    count = shown.names
    drawn = _draw(shown, theme, has_note=count > MOST_NAMES)
    if drawn.shown < count <= MOST_NAMES:
        return _draw(shown, theme, has_note=True)
    return drawn


def _draw(shown: PointMap, theme: Theme, *, has_note: bool) -> Drawn:
    """Draw the map, with room for a note that names are left out."""
    canvas = Canvas(theme)
    count = shown.names
    # The note is at most as long as this one.
    note = _left_out(count, count) if has_note else ""
    caption = Caption.fitted(canvas, shown.caption, *shown.notes, note)
    top = caption.bottom - (AXIS_STRIP if shown.has_grid else 0)
    region = Box(150, 122, WIDTH - 130, top - 50)
    thinned = count > MOST_NAMES
    found = draw_on(canvas, shown, Box(10, 50, WIDTH - 10, top - 4), region, thinned=thinned)
    if has_note:
        note = _left_out(found, count) if found < count else ""
        caption = Caption.fitted(canvas, shown.caption, *shown.notes, note)
    caption.write(canvas)
    return Drawn(canvas.png(), found, count)


def draw_on(
    canvas: Canvas, shown: PointMap, bounds: Box, region: Box, *, thinned: bool = False
) -> int:
    """Draw all but the caption; return how many points have their names.

    Parameters
    ----------
    bounds
        Names stay inside; the grid reaches a little higher.
    region
        Points stay inside.
    thinned
        Whether names that find no room at their points are left out.
    """
    top = bounds.top + 4
    view = fit(np.eye(2), shown.extent, region)
    taken, lines = _draw_ground(canvas, view, shown, top)
    lines += _draw_things(canvas, view, shown)
    marks = [view.pixels(shown.points)]
    marks += [_sampled(view.pixels(arrow))[1::2] for arrow in shown.arrows]
    points = np.vstack([np.empty((0, 2)), *(_sampled(line) for line in lines)])
    boxes = np.array([box.corners for box in taken]).reshape(-1, 4)
    obstacles = Obstacles(bounds, np.vstack(marks), points, boxes)
    return _write_names(canvas, view, shown, obstacles, thinned=thinned)


def grouped(names: Sequence[str], most: int = len(LOOKS)) -> list[tuple[str, Indices]]:
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


def size_of(count: int, sizes: Sequence[tuple[int, float]] = SIZES) -> float:
    """Return the width in pixels of each of so many points."""
    return next((size for most, size in sizes if count <= most), SMALLEST_MARK)


def _left_out(shown: int, count: int) -> str:
    return f"{shown} of {count:,} names shown, the outermost first"


def _draw_ground(
    canvas: Canvas, view: View, shown: PointMap, top: float
) -> tuple[list[Box], list[Floats]]:
    """Draw grid and areas; return the boxes of what is written, and the axes if they have names."""
    for area in shown.areas:
        canvas.polygon(view.pixels(area), canvas.colours.second, 0.2, layer=0.5)
    if not shown.has_grid:
        return [], []
    taken, axes = draw_grid(canvas, view, top, numbered=shown.numbered)
    across, up = shown.axes
    if up:
        canvas.text((12, top + AXIS_STRIP / 2), f"↑ {up}", SMALL, anchor="left")
    if across:
        width, _ = canvas.measure(f"{across} →", SMALL)
        canvas.text((WIDTH - 16 - width, 70), f"{across} →", SMALL, anchor="left")
        taken.append(Box(WIDTH - 20 - width, 50, WIDTH - 12, 90))
    return taken, axes if across else []


def _draw_things(canvas: Canvas, view: View, shown: PointMap) -> list[Floats]:
    """Draw all but words; return the lines."""
    lines: list[Floats] = []
    for stroke in shown.strokes:
        ends = view.pixels([stroke.start, stroke.end])
        colour = canvas.colours.of(stroke.role)
        if stroke.is_arrow:
            canvas.arrow(ends[0], ends[1], colour, stroke.width)
        else:
            canvas.line(ends, colour, stroke.width)
        lines.append(ends)
    usual = size_of(len(shown.points))
    for kind in shown.kinds:
        size = kind.size or usual
        opacity = 0.4 if kind.is_faint else 1.0 if size > SMALLEST_MARK else 0.75
        role, shape = kind.look
        canvas.marks(view.pixels(kind.points), shape, canvas.colours.of(role), size, opacity)
    for loading in shown.loadings:
        ends = view.pixels([np.zeros(2), loading.tip])
        lines.append(ends)
        canvas.arrow(ends[0], ends[1], canvas.colours.text, 5, layer=4.5)
    return lines


def _write_names(
    canvas: Canvas, view: View, shown: PointMap, obstacles: Obstacles, *, thinned: bool
) -> int:
    """Write all names for which there is room; return at how many of the points."""

    def write(names: list[tuple[Label, float]], *, tied: bool = True) -> int:
        nonlocal obstacles
        labels, longest = [label for label, _ in names], [limit for _, limit in names]
        places = place_names(labels, obstacles, longest, tied=tied)
        found = [(label, at) for label, at in zip(labels, places, strict=True) if at is not None]
        found = found[:MOST_NAMES] if thinned else found
        for label, at in found:
            if at.leader is not None:
                canvas.line(at.leader, canvas.colours.muted, 2, layer=3.5)
            label.write(canvas, at.centre)
        taken = [Box.around(at.centre, label.size).corners for label, at in found]
        obstacles = replace(obstacles, taken=np.vstack([obstacles.taken, *taken]))
        return len(found)

    write([(label, np.inf) for label in _titles(canvas, view, shown)], tied=False)
    write([(label, np.inf) for label in _line_names(canvas, view, shown)])
    names = _point_names(canvas, view, shown)
    return write([(label, 0.0 if thinned else limit) for label, limit in names])


def _titles(canvas: Canvas, view: View, shown: PointMap) -> list[Label]:
    found: list[Label] = []
    for kind in shown.kinds:
        if kind.title:
            middle = view.pixels(np.median(kind.points, axis=0))
            role, _ = kind.look
            found.append(labelled(canvas, kind.title, middle, np.zeros(2), role, bold=True))
    return found


def _line_names(canvas: Canvas, view: View, shown: PointMap) -> list[Label]:
    origin = view.pixels(np.zeros(2))
    found: list[Label] = []
    for loading in shown.loadings:
        tip = view.pixels(loading.tip)
        found.append(labelled(canvas, loading.name, tip, tip - origin))
    for stroke in shown.strokes:
        start, end = view.pixels([stroke.start, stroke.end])
        if stroke.name:
            found.append(labelled(canvas, stroke.name, end, end - start, stroke.role, bold=True))
    return found


def _point_names(canvas: Canvas, view: View, shown: PointMap) -> list[tuple[Label, float]]:
    """Return names with the longest leaders allowed, the outermost first and kinds in turn."""
    by_kind: list[list[tuple[Label, float]]] = []
    for kind in shown.kinds:
        centre = np.zeros(2) if shown.has_origin else np.mean(kind.points, axis=0)
        named = np.flatnonzero([bool(name) for name in kind.names])
        distances = np.linalg.norm(kind.points[named] - centre, axis=1)
        outermost = named[np.argsort(-distances, kind="stable")][: 2 * MOST_NAMES]
        pixels, middle = view.pixels(kind.points), view.pixels(centre)
        role, _ = kind.look
        labels = [
            labelled(canvas, kind.names[i], pixels[i], pixels[i] - middle, role) for i in outermost
        ]
        by_kind.append([(label, kind.longest_leader) for label in labels])
    return [name for name in chain(*zip_longest(*by_kind)) if name is not None]


def _sampled(ends: Floats) -> Floats:
    steps = max(2, int(np.hypot(*(ends[1] - ends[0])) // 18))
    return ends[0] + (ends[1] - ends[0]) * np.linspace(0, 1, steps)[:, None]
