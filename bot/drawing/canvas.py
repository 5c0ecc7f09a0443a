"""A canvas of pixels: lines, arrows, words, saved as a PNG.

All coordinates are pixels, the origin at the bottom left. Artists hang on a bare
`Figure` without axes: ticks and layout engines are most of matplotlib's drawing time,
and pyplot keeps global state, which a worker must not.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from PIL import Image

from bot.drawing import fonts
from bot.drawing.style import COLOURS, HEIGHT, WIDTH, Theme

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from numpy.typing import ArrayLike

    from bot.drawing.arrays import Floats


PALETTE_COLOURS = 128
"""Enough for flat drawings; such a PNG is 2 to 4 times smaller and encodes faster."""

SHORTEST_ARROW = 3.0
"""Pixels below which an arrow is a dot: it has no room for a head."""

DASHED = (0, (4, 2.5))
DOTTED = (0, (1, 1.8))
LineStyle = Literal["solid"] | tuple[float, tuple[float, ...]]

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


class Canvas:
    """A picture in the making, `WIDTH` by `HEIGHT` pixels."""

    def __init__(self, theme: Theme) -> None:
        self.colours = COLOURS[theme]
        # At 72 dots an inch a typographic point is a pixel: sizes need no conversion.
        self._figure = Figure((WIDTH / 72, HEIGHT / 72), dpi=72, facecolor=self.colours.background)
        self._agg = FigureCanvasAgg(self._figure)
        self._halo = [Stroke(linewidth=9, foreground=self.colours.background), Normal()]

    def line(
        self,
        points: ArrayLike,
        colour: str,
        width: float = 3,
        style: LineStyle = "solid",
        layer: float = 2,
    ) -> None:
        """Draw a polyline through ``points``, shape (k, 2)."""
        artist = Line2D(*_columns(points), color=colour, linewidth=width, linestyle=style)
        artist.set_solid_capstyle("round")
        artist.set_dash_capstyle("butt")
        self._add(artist, layer)

    def lines(self, segments: ArrayLike, colour: str, width: float, layer: float = 1) -> None:
        """Draw many separate segments, shape (k, 2, 2), as one artist."""
        ends = list(np.asarray(segments, dtype=float))
        self._add(LineCollection(ends, colors=colour, linewidths=width), layer)

    def arrow(
        self, tail: ArrayLike, tip: ArrayLike, colour: str, width: float = 7, layer: float = 3
    ) -> None:
        """Draw an arrow whose head shrinks with its length, so short arrows keep a shaft."""
        (x0, y0), (x1, y1) = np.asarray(tail, dtype=float), np.asarray(tip, dtype=float)
        length = math.hypot(x1 - x0, y1 - y0)
        if length < SHORTEST_ARROW:
            self.dot(tip, colour, width / 2, layer)
            return
        head = min(34.0, 0.55 * length)
        artist = FancyArrowPatch(
            (float(x0), float(y0)),
            (float(x1), float(y1)),
            arrowstyle=f"-|>,head_length={head},head_width={0.42 * head}",
            mutation_scale=1,
            shrinkA=0,
            shrinkB=0,
            linewidth=min(width, max(2.0, length / 6)),
            color=colour,
            joinstyle="miter",
            capstyle="butt",
        )
        self._add(artist, layer)

    def polygon(self, points: ArrayLike, colour: str, opacity: float, layer: float = 1.5) -> None:
        """Fill the polygon with corners ``points``, shape (k, 2)."""
        corners = np.asarray(points, dtype=float)
        self._add(Polygon(corners, facecolor=colour, edgecolor="none", alpha=opacity), layer)

    def bar(
        self,
        left: float,
        bottom: float,
        width: float,
        height: float,
        colour: str,
        hatch: str | None = None,
    ) -> None:
        """Draw an upright rectangle; ``height`` may be negative."""
        artist = Rectangle((left, bottom), width, height, facecolor=colour, hatch=hatch)
        artist.set_edgecolor(self.colours.background)
        artist.set_linewidth(0)
        self._add(artist, 2)

    def image(self, pixels: Floats, left: int, bottom: int) -> None:
        """Lay an RGB image, shape (height, width, 3) with values from 0 to 1, on the canvas."""
        self._figure.figimage(pixels[::-1], left, bottom, origin="lower", zorder=2)

    def dot(self, at: ArrayLike, colour: str, radius: float = 9, layer: float = 4) -> None:
        """Draw a filled disc."""
        self.marks(np.asarray(at), "circle", colour, 2 * radius, layer=layer)

    def marks(
        self,
        points: ArrayLike,
        shape: Shape,
        colour: str,
        size: float = 20,
        opacity: float = 1.0,
        layer: float = 4,
    ) -> None:
        """Draw many points, shape (k, 2), as one artist, each ``size`` pixels wide."""
        artist = Line2D(*_columns(points), linestyle="none", marker=MARKERS[shape], color=colour)
        artist.set_markersize(size)
        artist.set_alpha(opacity)
        artist.set_markeredgecolor(self.colours.background)
        artist.set_markeredgewidth(min(1.5, size / 12))
        self._add(artist, layer)

    def text(
        self,
        at: ArrayLike,
        words: str,
        size: float,
        colour: str | None = None,
        anchor: Literal["left", "center"] = "center",
        *,
        bold: bool = False,
        turned: bool = False,
        halo: bool = True,
    ) -> None:
        """Write ``words`` with a halo that keeps lines from running through them.

        With ``turned`` they are written upwards.
        """
        artist = self._text(words, size, bold=bold)
        artist.set_rotation(90 if turned else 0)
        x, y = np.asarray(at, dtype=float)
        artist.set_position((float(x), float(y)))
        artist.set_color(colour or self.colours.text)
        artist.set_horizontalalignment(anchor)
        artist.set_verticalalignment("center")
        if halo:
            artist.set_path_effects(self._halo)
        self._add(artist, 6)

    def measure(self, words: str, size: float, *, bold: bool = False) -> tuple[float, float]:
        """Return the width and height in pixels that ``words`` will take."""
        artist = self._text(words, size, bold=bold)
        artist.set_transform(IdentityTransform())
        artist.set_figure(self._figure)
        box = artist.get_window_extent(self._agg.get_renderer())
        return box.width, box.height

    def png(self) -> bytes:
        """Return the drawing as a PNG with a palette."""
        self._agg.draw()
        return png(Image.fromarray(np.asarray(self._agg.buffer_rgba())).convert("RGB"))

    @staticmethod
    def _text(words: str, size: float, *, bold: bool) -> Text:
        weight = "bold" if bold else "normal"
        families = list(fonts.families())
        # parse_math off: a "$" that somebody typed is a dollar sign.
        return Text(
            0, 0, words, fontsize=size, fontfamily=families, parse_math=False, fontweight=weight
        )

    def _add(self, artist: Artist, layer: float) -> None:
        artist.set_transform(IdentityTransform())
        artist.set_clip_on(b=False)
        artist.set_zorder(layer)
        self._figure.add_artist(artist)


def png(image: Image.Image) -> bytes:
    """Return an RGB picture as a PNG with a palette."""
    reduced = image.quantize(PALETTE_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    reduced.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _columns(points: ArrayLike) -> Floats:
    """Return the x and the y coordinates of points of shape (k, 2)."""
    return np.asarray(points, dtype=float).reshape(-1, 2).T
