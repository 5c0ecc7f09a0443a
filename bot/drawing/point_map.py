"""Named points of one or more kinds in a plane, with a legend by colour and shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import BORDER, Canvas
from bot.drawing.caption import MARGIN, Caption
from bot.drawing.crowds import LOOKS, MOST_NAMES, SMALLEST_MARK, size_of, spread_out
from bot.drawing.density import draw_density
from bot.drawing.ground import draw_grid
from bot.drawing.inset import room_for
from bot.drawing.labels import NONE, labelled
from bot.drawing.leader_lines import write_names
from bot.drawing.legend import Legend
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.view import fit

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.inset import Inset
    from bot.drawing.labels import Label
    from bot.drawing.legend import Look
    from bot.drawing.style import Role, Theme
    from bot.drawing.view import View

FAINT, FAINT_LAYER = 0.6, 0.5
"""Opacity and layer of what lies below areas."""

AREA_OPACITY = 0.08
"""Words on it can still be read."""

CENTRAL = (0.01, 0.99)
"""The part of a crowd, along each axis, that must be seen."""

STRIP = 44.0
"""Pixels above the grid for the name of the upward axis and the number of names."""


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
        What they have in common, written in the legend; "" for nothing.
    look
        Their colour and shape.
    is_faint
        Whether they are dimmed and lie below areas, as those behind a plane do.
    size
        Width of a point in pixels; None for what suits the number of all points.
    """

    points: Floats
    names: tuple[str, ...] = ()
    title: str = ""
    look: Look = LOOKS[0]
    is_faint: bool = False
    size: float | None = None


@dataclass(frozen=True)
class Stroke:
    """A straight line between two points, or an arrow, with words at its second end.

    A faint one lies below areas.
    """

    start: Floats
    end: Floats
    role: Role
    name: str = ""
    width: float = 3
    is_arrow: bool = False
    is_faint: bool = False


@dataclass(frozen=True)
class PointMap:
    """Points of some kinds in one plane.

    Attributes
    ----------
    caption, notes
        The one thing that the picture says, and remarks in small letters.
    axes
        Names of the rightward and the upward axis, "" for none.
    strokes
        Lines below the points.
    areas
        Polygons below everything, each of shape (k, 2).
    curves
        Lines around points, each of shape (k, 2), in the colour of a role.
    has_grid
        Whether the plane has coordinates.
    has_origin
        Whether the origin means something and must be seen.
    numbered
        Whether coordinates may be read off.
    inset
        A smaller picture beside the points.
    crowd
        Points too many for a mark each, shape (m, 2), shown as a density.
    has_landmarks
        Whether names are landmarks among other points: only those are written that cannot be
        taken for the name of another point, and it is not said how many are left out.
    most_names
        Named points; of more, the outermost have their names.
    """

    caption: str
    kinds: tuple[Kind, ...]
    axes: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    areas: tuple[Floats, ...] = ()
    curves: tuple[tuple[Floats, Role], ...] = ()
    has_grid: bool = True
    has_origin: bool = True
    numbered: bool = True
    inset: Inset | None = None
    crowd: Floats | None = None
    has_landmarks: bool = False
    most_names: int = MOST_NAMES

    @property
    def points(self) -> Floats:
        """The points of all kinds, shape (n, 2)."""
        return np.vstack([kind.points for kind in self.kinds])

    @property
    def extent(self) -> Floats:
        """All that must be seen, shape (k, 2)."""
        ends = [np.array([stroke.start, stroke.end]) for stroke in self.strokes]
        origin = np.zeros((int(self.has_origin), 2))
        # A few of thousands that lie far out would make all others small.
        crowd = [] if self.crowd is None else [np.quantile(self.crowd, CENTRAL, axis=0)]
        curves = [curve for curve, _ in self.curves]
        return np.vstack([self.points, *ends, origin, *self.areas, *curves, *crowd])

    @property
    def names(self) -> int:
        """How many points have a name."""
        return sum(bool(name) for kind in self.kinds for name in kind.names)

    @property
    def legend(self) -> list[tuple[str, Look]]:
        """What is written in the legend."""
        return [(kind.title, kind.look) for kind in self.kinds if kind.title]


@dataclass(frozen=True)
class Drawn:
    """A drawn map, and how many of its names are written."""

    png: bytes
    shown: int
    names: int


def draw(shown: PointMap, theme: Theme) -> Drawn:
    """Draw the map, with a remark where names are left out."""
    canvas = Canvas(theme)
    stage = Stage.of(canvas, shown, shown.extent)
    written = stage.draw(canvas, shown)
    return Drawn(canvas.png(), written, shown.names)


@dataclass(frozen=True)
class Stage:
    """Where things of a map are on the canvas.

    Attributes
    ----------
    caption, legend
        Above the map.
    top
        The pixel row below which there is room for the plane.
    view
        From its coordinates to pixels.
    inset
        Where the smaller picture is.
    """

    caption: Caption
    legend: Legend
    top: float
    view: View
    inset: Box | None

    @classmethod
    def of(cls, canvas: Canvas, shown: PointMap, extent: Floats) -> Stage:
        """Return where things are.

        Parameters
        ----------
        extent
            All that must ever be seen, shape (k, 2).
        """
        caption = Caption.fitted(canvas, shown.caption, *shown.notes)
        legend = Legend.fitted(canvas, shown.legend)
        top = caption.bottom - legend.height - STRIP
        region, bounds = Box(90, 60, WIDTH - 90, top - 60), Box(0, 16, WIDTH, top)
        if shown.has_grid:
            # Beside numbers and the names of axes.
            region, bounds = Box(130, 110, WIDTH - 100, top - 40), Box(110, 96, WIDTH, top)
        inset = None
        if shown.inset:
            region, inset = room_for(shown.inset, extent, region, bounds)
        return cls(caption, legend, top, fit(np.eye(2), extent, region), inset)

    def draw(self, canvas: Canvas, shown: PointMap, *, named: bool = True) -> int:
        """Draw everything; return how many points have their names.

        Parameters
        ----------
        named
            Whether names are written at all: not while the picture moves.
        """
        self.caption.write(canvas)
        self.legend.write(canvas, self.caption.bottom)
        if shown.crowd is not None:
            draw_density(canvas, self.view.pixels(shown.crowd), self.top)
        if shown.has_grid:
            self._draw_grid(canvas, shown)
        for area in shown.areas:
            corners = self.view.pixels(area)
            canvas.polygon(corners, canvas.colours.muted, AREA_OPACITY, layer=0.6)
            canvas.line([*corners, corners[0]], canvas.colours.axis, 2, layer=1.1)
        for curve, role in shown.curves:
            canvas.line(self.view.pixels(curve), canvas.colours.of(role), 3, layer=1.3)
        if shown.inset and self.inset:
            shown.inset.draw(canvas, self.inset)
        _draw_strokes(canvas, self.view, shown)
        _draw_points(canvas, self.view, shown)
        return self._write_names(canvas, shown) if named else 0

    def bottom(self, extent: Floats) -> float:
        """Return the pixel row below all that must ever be seen, shape (k, 2), and the inset."""
        lowest = self.view.pixels(extent)[:, 1].min()
        return float(min(lowest, self.inset.bottom if self.inset else lowest)) - BORDER

    def _draw_grid(self, canvas: Canvas, shown: PointMap) -> None:
        draw_grid(canvas, self.view, self.top, numbered=shown.numbered)
        across, up = shown.axes
        if up:
            canvas.text((12, self.top + STRIP / 2), f"↑ {up}", SMALL, anchor="left")
        if across:
            canvas.text((WIDTH - 16, 70), f"{across} →", SMALL, anchor="right")

    def _write_names(self, canvas: Canvas, shown: PointMap) -> int:
        """Write the names that find room; return how many of them are of points."""
        strokes = _stroke_names(canvas, self.view, shown)
        points = _point_names(canvas, self.view, shown)
        bounds = Box(10, 50, WIDTH - 10, self.top - 4)
        names = [*strokes, *((label, radius) for label, radius, _ in points)]
        alike: list[Floats] = []
        if shown.has_landmarks:
            alike = [*([NONE] * len(strokes)), *(self.view.pixels(o) for _, _, o in points)]
        written = sum(write_names(canvas, names, bounds, alike)[len(strokes) :])
        if written < shown.names and not shown.has_landmarks:
            words = f"{written} of {shown.names:,} names shown"
            at = (WIDTH - MARGIN, self.top + STRIP / 2)
            canvas.text(at, words, SMALL, canvas.colours.muted, "right")
        return written


def _draw_strokes(canvas: Canvas, view: View, shown: PointMap) -> None:
    alike: dict[tuple[Role, float, bool], list[Stroke]] = {}
    for stroke in shown.strokes:
        if not stroke.is_arrow:
            look = (stroke.role, stroke.width, stroke.is_faint)
            alike.setdefault(look, []).append(stroke)
    for (role, width, is_faint), strokes in alike.items():
        ends = view.pixels([(stroke.start, stroke.end) for stroke in strokes])
        layer, opacity = (FAINT_LAYER, FAINT) if is_faint else (2.0, 1.0)
        canvas.lines(ends, canvas.colours.of(role), width, layer=layer, opacity=opacity)
    for stroke in shown.strokes:
        if stroke.is_arrow:
            start, end = view.pixels([stroke.start, stroke.end])
            canvas.arrow(start, end, canvas.colours.of(stroke.role), stroke.width)


def _draw_points(canvas: Canvas, view: View, shown: PointMap) -> None:
    usual = size_of(len(shown.points))
    for kind in shown.kinds:
        size = kind.size or usual
        layer, opacity = (FAINT_LAYER, FAINT) if kind.is_faint else (4.0, 1.0)
        if size <= SMALLEST_MARK:
            opacity *= 0.75
        role, shape = kind.look
        colour = canvas.colours.of(role)
        canvas.marks(view.pixels(kind.points), shape, colour, size, opacity, layer)


def _stroke_names(canvas: Canvas, view: View, shown: PointMap) -> list[tuple[Label, float]]:
    found: list[tuple[Label, float]] = []
    for stroke in shown.strokes:
        if stroke.name:
            start, end = view.pixels([stroke.start, stroke.end])
            label = labelled(canvas, stroke.name, end, end - start, stroke.role, bold=True)
            found.append((label, 0.0))
    return found


def _point_names(canvas: Canvas, view: View, shown: PointMap) -> list[tuple[Label, float, Floats]]:
    """Return the names with the radius of their marks, and the points that look the same.

    They are the names of all points, or those of the outermost.
    """
    named: list[tuple[Kind, int]] = [
        (kind, i)
        # The kinds that were drawn last lie on top, and matter most.
        for kind in reversed(shown.kinds)
        for i, name in enumerate(kind.names)
        if name
    ]
    centre = np.zeros(2) if shown.has_origin else np.mean(shown.points, axis=0)
    usual = size_of(len(shown.points))
    is_crowd = len(named) > shown.most_names
    if is_crowd:
        points = view.pixels([kind.points[i] for kind, i in named])
        chosen = spread_out(points, shown.most_names, view.pixels(centre), 2 * usual)
        named = [named[k] for k in map(int, chosen)]
    found: list[tuple[Label, float, Floats]] = []
    for kind, i in named:
        role, _ = kind.look
        at, middle = view.pixels([kind.points[i], centre])
        label = labelled(canvas, kind.names[i], at, at - middle, "muted" if is_crowd else role)
        found.append((label, (kind.size or usual) / 2, kind.points))
    return found
