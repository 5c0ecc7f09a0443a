"""The things that a picture is made of, each a frozen value that knows how to be painted.

Coordinates are pixels, the origin at the bottom left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from bot.drawing.boxes import Box

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import RendererAgg

    from bot.drawing.arrays import Bytes, Floats
    from bot.drawing.lettering import Lettering

DASHED = (0, (4, 2.5))
DOTTED = (0, (1, 1.8))
LineStyle = Literal["solid"] | tuple[float, tuple[float, ...]]
"""Solid, or an offset with lengths of strokes and gaps, in widths of the line."""

Shape = Literal["circle", "square", "triangle", "diamond", "down", "plus", "cross"]
"""The shape of a point: a second cue besides its colour."""

MARKERS: dict[Shape, str] = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "diamond": "D",
    "down": "v",
    "plus": "P",
    "cross": "X",
}
"""matplotlib's names for them."""

ARROW_HEAD = 4.8
"""Length of an arrow's head, in widths of its shaft."""

WORDS_LAYER = 6.0


@dataclass(frozen=True, eq=False)
class Line:
    """Polylines, shape (t, k, 2)."""

    points: Floats
    colour: str
    width: float
    style: LineStyle
    opacity: float
    layer: float

    def paint(self, agg: RendererAgg, _: Bytes, transform: Affine2D) -> None:
        """Draw all in one go."""
        count, length, _two = self.points.shape
        codes = np.full((count, length), Path.LINETO, np.uint8)
        codes[:, 0] = Path.MOVETO
        pen = _pen(agg, self.colour, self.width, self.opacity)
        if self.style == "solid":
            pen.set_capstyle("round")
        else:
            offset, dashes = self.style
            pen.set_dashes(offset, [self.width * dash for dash in dashes])
        agg.draw_path(pen, Path(self.points.reshape(-1, 2), codes.ravel()), transform)


@dataclass(frozen=True, eq=False)
class Arrow:
    """An arrow whose head shrinks with its length, so that a short one keeps a shaft."""

    tail: Floats
    tip: Floats
    colour: str
    width: float
    opacity: float
    layer: float

    @property
    def head(self) -> float:
        """Pixels from the widest part of its head to the tip."""
        return min(ARROW_HEAD * self.width, 0.55 * float(np.hypot(*(self.tip - self.tail))))

    def outline(self) -> Floats:
        """Return its corners, shape (7, 2)."""
        length = float(np.hypot(*(self.tip - self.tail)))
        along = (self.tip - self.tail) / length
        across = np.array([-along[1], along[0]])
        half = min(self.width, max(2.0, length / 6)) / 2
        neck = self.tip - self.head * along
        sides = [(self.tail, half), (neck, half), (neck, 0.42 * self.head)]
        left = [point + side * across for point, side in sides]
        right = [point - side * across for point, side in sides]
        return np.array([*left, self.tip, *reversed(right)])

    def paint(self, agg: RendererAgg, _: Bytes, transform: Affine2D) -> None:
        """Fill its outline."""
        _fill(agg, _pen(agg, self.colour, 0, self.opacity), self.outline(), self.colour, transform)


@dataclass(frozen=True, eq=False)
class Fill:
    """A filled polygon with corners of shape (k, 2)."""

    corners: Floats
    colour: str
    opacity: float
    hatch: str | None
    layer: float

    def paint(self, agg: RendererAgg, _: Bytes, transform: Affine2D) -> None:
        """Fill it; a hatched one lets less of its colour through between the strokes."""
        pen = _pen(agg, self.colour, 0, self.opacity)
        if self.hatch:
            pen.set_alpha(0.4 * self.opacity)
            pen.set_hatch(self.hatch)
            pen.set_hatch_color((*to_rgb(self.colour), self.opacity))
            pen.set_hatch_linewidth(3)
        _fill(agg, pen, self.corners, self.colour, transform)


@dataclass(frozen=True, eq=False)
class Marks:
    """Points, shape (k, 2), each ``size`` pixels wide with an edge of its own colour."""

    centres: Floats
    shape: Shape
    colour: str
    edge: str
    size: float
    opacity: float
    layer: float

    def paint(self, agg: RendererAgg, _: Bytes, transform: Affine2D) -> None:
        """Draw all in one go."""
        marker = _marker(self.shape)
        pen = _pen(agg, self.edge, min(1.5, self.size / 12), self.opacity)
        zoom = transform.get_matrix()[0, 0]
        scaled = Affine2D(marker.get_transform().get_matrix()).scale(self.size * zoom)
        fill = (*to_rgb(self.colour), self.opacity)
        agg.draw_markers(pen, marker.get_path(), scaled, Path(self.centres), transform, fill)


@dataclass(frozen=True, eq=False)
class Picture:
    """An RGB picture, shape (height, width, 3), the top row first."""

    pixels: Bytes
    left: int
    bottom: int
    layer: float = 2

    def paint(self, _: RendererAgg, painted: Bytes, transform: Affine2D) -> None:
        """Lay it onto what is painted."""
        zoom, shown = transform.get_matrix()[0, 0], self.pixels
        if zoom != 1:
            rows, columns = (
                (np.arange(round(zoom * size)) / zoom).astype(int) for size in shown.shape[:2]
            )
            shown = shown[rows[:, None], columns]
        top = len(painted) - round(zoom * self.bottom) - len(shown)
        left = round(zoom * self.left)
        painted[top : top + len(shown), left : left + shown.shape[1], :3] = shown


@dataclass(frozen=True, eq=False)
class Written:
    """Words or a formula; ``x`` is their left end, middle or right end, ``y`` their middle."""

    lettering: Lettering
    x: float
    y: float
    anchor: Literal["left", "center", "right"]
    turned: bool
    layer: float = WORDS_LAYER

    def box(self, width: float, height: float) -> Box:
        """Return the pixels taken by words of a size."""
        if self.turned:
            width, height = height, width
        left = self.x - {"left": 0.0, "center": width / 2, "right": width}[self.anchor]
        return Box(left, self.y - height / 2, left + width, self.y + height / 2)

    def lay(self, painted: Bytes, letters: Bytes, zoom: float) -> None:
        """Blend the letters, RGBA pixels, into what is painted; what sticks out is lost."""
        letters = np.rot90(letters) if self.turned else letters
        height, width = letters.shape[:2]
        start = {"left": 0.0, "center": width / 2, "right": float(width)}[self.anchor]
        left = round(zoom * self.x - start)
        top = round(len(painted) - zoom * self.y - height / 2)
        first, last = max(0, -top), min(height, len(painted) - top)
        begin, end = max(0, -left), min(width, painted.shape[1] - left)
        if first >= last or begin >= end:
            return
        seen = letters[first:last, begin:end].astype(np.uint16)
        under = painted[top + first : top + last, left + begin : left + end, :3]
        opacity = seen[..., 3:]
        blended = seen[..., :3] * opacity + under * (255 - opacity) + 128
        # Rounded division by 255, for which shifts take half the time.
        under[...] = (blended + (blended >> 8)) >> 8


Thing = Line | Arrow | Fill | Marks | Picture | Written


def _pen(agg: RendererAgg, colour: str, width: float, opacity: float) -> Any:
    pen = agg.new_gc()
    pen.set_foreground(colour)
    pen.set_linewidth(width)
    pen.set_alpha(opacity)
    pen.set_joinstyle("round")
    # Lines on whole pixels only would make a slow movement jump.
    pen.set_snap(False)
    return pen


def _fill(agg: RendererAgg, pen: Any, corners: Floats, colour: str, transform: Affine2D) -> None:
    outline = Path(np.vstack([corners, corners[:1]]), closed=True)
    agg.draw_path(pen, outline, transform, to_rgb(colour))


@cache
def _marker(shape: Shape) -> MarkerStyle:
    return MarkerStyle(MARKERS[shape])
