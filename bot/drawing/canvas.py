"""A sheet of pixels to draw on: lines, arrows, words; out comes a PNG.

All coordinates are pixels, the origin at the bottom left. Artists hang on a bare
`Figure` without axes: ticks and layout engines are most of matplotlib's drawing time,
and pyplot's global state is nothing for a worker.
"""

from __future__ import annotations

import io
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
"""What a point looks like: a second cue beside its colour."""

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
        xy = np.asarray(points, dtype=float)
        self._add(
            Line2D(
                xy[:, 0],
                xy[:, 1],
                color=colour,
                linewidth=width,
                linestyle=style,
                solid_capstyle="round",
                dash_capstyle="butt",
                zorder=layer,
            )
        )

    def lines(self, segments: ArrayLike, colour: str, width: float, layer: float = 1) -> None:
        """Draw many separate segments, shape (k, 2, 2), as one artist."""
        self._add(
            LineCollection(
                list(np.asarray(segments, dtype=float)),
                colors=colour,
                linewidths=width,
                zorder=layer,
                transform=IdentityTransform(),
            )
        )

    def arrow(
        self, tail: ArrayLike, tip: ArrayLike, colour: str, width: float = 7, layer: float = 3
    ) -> None:
        """Draw an arrow whose head shrinks with its length, so short arrows keep a shaft."""
        start, end = np.asarray(tail, dtype=float), np.asarray(tip, dtype=float)
        length = float(np.hypot(*(end - start)))
        if length < SHORTEST_ARROW:
            self.dot(end, colour, width / 2, layer)
            return
        head = min(34.0, 0.55 * length)
        self._add(
            FancyArrowPatch(
                (float(start[0]), float(start[1])),
                (float(end[0]), float(end[1])),
                arrowstyle=f"-|>,head_length={head},head_width={0.42 * head}",
                mutation_scale=1,
                shrinkA=0,
                shrinkB=0,
                linewidth=min(width, max(2.0, length / 6)),
                color=colour,
                joinstyle="miter",
                capstyle="butt",
                zorder=layer,
            )
        )

    def polygon(self, points: ArrayLike, colour: str, opacity: float, layer: float = 1.5) -> None:
        """Fill the polygon with corners ``points``, shape (k, 2)."""
        self._add(
            Polygon(
                np.asarray(points, dtype=float),
                closed=True,
                facecolor=colour,
                edgecolor="none",
                alpha=opacity,
                zorder=layer,
            )
        )

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
        self._add(
            Rectangle(
                (left, bottom),
                width,
                height,
                facecolor=colour,
                edgecolor=self.colours.background,
                hatch=hatch,
                linewidth=0,
                zorder=2,
            )
        )

    def image(self, pixels: Floats, left: int, bottom: int) -> None:
        """Lay an RGB image, shape (height, width, 3) with values from 0 to 1, on the sheet."""
        self._figure.figimage(pixels[::-1], left, bottom, origin="lower", zorder=2)

    def dot(self, at: ArrayLike, colour: str, radius: float = 9, layer: float = 4) -> None:
        """Draw a filled disc."""
        x, y = np.asarray(at, dtype=float)
        self._add(
            Line2D(
                [x],
                [y],
                marker="o",
                markersize=2 * radius,
                color=colour,
                markeredgecolor=self.colours.background,
                zorder=layer,
            )
        )

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
        xy = np.asarray(points, dtype=float).reshape(-1, 2)
        self._add(
            Line2D(
                xy[:, 0],
                xy[:, 1],
                linestyle="none",
                marker=MARKERS[shape],
                markersize=size,
                color=colour,
                alpha=opacity,
                markeredgecolor=self.colours.background,
                markeredgewidth=min(1.5, size / 12),
                zorder=layer,
            )
        )

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
        artist.set_zorder(6)
        self._add(artist)

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
        image = Image.fromarray(np.asarray(self._agg.buffer_rgba())).convert("RGB")
        reduced = image.quantize(
            PALETTE_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        buffer = io.BytesIO()
        reduced.save(buffer, "PNG", compress_level=6)
        return buffer.getvalue()

    @staticmethod
    def _text(words: str, size: float, *, bold: bool) -> Text:
        # parse_math off: a "$" that somebody typed is a dollar sign.
        return Text(
            0,
            0,
            words,
            fontsize=size,
            fontfamily=list(fonts.families()),
            parse_math=False,
            fontweight="bold" if bold else "normal",
        )

    def _add(self, artist: Artist) -> None:
        artist.set_transform(IdentityTransform())
        artist.set_clip_on(b=False)
        self._figure.add_artist(artist)
