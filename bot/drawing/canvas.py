"""A canvas of pixels: lines, arrows, marks, words, saved as a PNG or as frames of an animation.

All coordinates are pixels, the origin at the bottom left. What is drawn is kept as a list of plain
things and painted in the order of their layers, straight by Agg: matplotlib's artists, layout
engines and text take most of its time, and pyplot keeps global state, which a worker must not.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.transforms import Affine2D
from PIL import Image

from bot.drawing import lettering
from bot.drawing.boxes import Box
from bot.drawing.lettering import Lettering
from bot.drawing.style import COLOURS, HEIGHT, WIDTH, Theme
from bot.drawing.things import Arrow, Fill, Line, Marks, Picture, Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike

    from bot.drawing.arrays import Bytes
    from bot.drawing.things import LineStyle, Shape, Thing
    from bot.formula.node import Formula


PALETTE_COLOURS = 128
"""Enough for flat drawings; such a PNG is 2 to 4 times smaller and encodes faster."""

SHORTEST_ARROW = 3.0
"""Pixels below which an arrow is a dot: it has no room for a head."""

BORDER = 24
"""Pixels of background kept around what is drawn when a picture is cropped."""


class Canvas:
    """A picture in the making.

    Parameters
    ----------
    theme
        Which colours.
    width, height
        In pixels, before ``zoom``.
    zoom
        Pixels of the result to a pixel of the drawing: 0.5 for frames of an animation.

    Attributes
    ----------
    things
        What has been drawn since the canvas was last wiped.
    kept
        What was drawn before, and stays.
    """

    def __init__(
        self, theme: Theme, width: int = WIDTH, height: int = HEIGHT, zoom: float = 1
    ) -> None:
        self.theme = theme
        self.colours = COLOURS[theme]
        self.width, self.height, self.zoom = width, height, zoom
        self.things: list[Thing] = []
        self.kept: list[Thing] = []
        self._ground = _plain(round(height * zoom), round(width * zoom), self.colours.background)

    # Shapes

    def line(
        self,
        points: ArrayLike,
        colour: str,
        width: float = 3,
        style: LineStyle = "solid",
        layer: float = 2,
        opacity: float = 1.0,
    ) -> None:
        """Draw a polyline through ``points``, shape (k, 2)."""
        line = np.asarray(points, dtype=float).reshape(1, -1, 2)
        self.things.append(Line(line, colour, width, style, opacity, layer))

    def lines(
        self,
        segments: ArrayLike,
        colour: str,
        width: float,
        style: LineStyle = "solid",
        layer: float = 1,
        opacity: float = 1.0,
    ) -> None:
        """Draw many polylines of the same length, shape (t, k, 2), as one thing."""
        lines = np.asarray(segments, dtype=float)
        if lines.size:
            self.things.append(Line(lines, colour, width, style, opacity, layer))

    def arrow(
        self,
        tail: ArrayLike,
        tip: ArrayLike,
        colour: str,
        width: float = 7,
        layer: float = 3,
        opacity: float = 1.0,
    ) -> None:
        """Draw an arrow whose head shrinks with its length, or a dot where it has no room."""
        start, end = np.asarray(tail, dtype=float), np.asarray(tip, dtype=float)
        if math.hypot(*(end - start)) < SHORTEST_ARROW:
            self.dot(end, colour, width / 2, layer)
        else:
            self.things.append(Arrow(start, end, colour, width, opacity, layer))

    def polygon(
        self,
        points: ArrayLike,
        colour: str,
        opacity: float = 1.0,
        layer: float = 1.5,
        hatch: str | None = None,
    ) -> None:
        """Fill the polygon with corners ``points``, shape (k, 2); ``hatch`` as in matplotlib."""
        corners = np.asarray(points, dtype=float)
        self.things.append(Fill(corners, colour, opacity, hatch, layer))

    def bar(
        self,
        left: float,
        bottom: float,
        width: float,
        height: float,
        colour: str,
        hatch: str | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Draw an upright rectangle; ``height`` may be negative."""
        corners = [
            (left, bottom),
            (left + width, bottom),
            (left + width, bottom + height),
            (left, bottom + height),
        ]
        self.polygon(corners, colour, opacity, 2, hatch)

    def image(self, pixels: Bytes, left: int, bottom: int) -> None:
        """Lay an RGB image, shape (height, width, 3), on the canvas."""
        self.things.append(Picture(pixels, left, bottom))

    def dot(self, at: ArrayLike, colour: str, radius: float = 9, layer: float = 4) -> None:
        """Draw a filled disc."""
        self.marks(at, "circle", colour, 2 * radius, layer=layer)

    def marks(
        self,
        points: ArrayLike,
        shape: Shape,
        colour: str,
        size: float = 20,
        opacity: float = 1.0,
        layer: float = 4,
    ) -> None:
        """Draw many points, shape (k, 2), as one thing, each ``size`` pixels wide."""
        centres = np.asarray(points, dtype=float).reshape(-1, 2)
        edge = self.colours.background
        self.things.append(Marks(centres, shape, colour, edge, size, opacity, layer))

    # Words and formulas

    def text(
        self,
        at: ArrayLike,
        content: Formula,
        size: float,
        colour: str | None = None,
        anchor: Literal["left", "center", "right"] = "center",
        *,
        bold: bool = False,
        turned: bool = False,
    ) -> None:
        """Write words, a plain text, or a formula, a node; ``turned`` ones read upwards.

        ``at`` is the middle of the left end, of the whole, or of the right end.
        """
        wanted = self._lettering(content, size, colour or self.colours.text, bold=bold)
        x, y = np.asarray(at, dtype=float)
        self.things.append(Written(wanted, float(x), float(y), anchor, turned))

    def measure(self, content: Formula, size: float, *, bold: bool = False) -> tuple[float, float]:
        """Return the width and height in pixels that words or a formula will take."""
        if isinstance(content, str):
            width = lettering.width_of_words(content, size, bold=bold)
            return width, lettering.height_of_words(content, size)
        return lettering.size_of(self._lettering(content, size, self.colours.text, bold=bold))

    def prepare(
        self,
        contents: Iterable[
            tuple[Formula, float] | tuple[Formula, float, str] | tuple[Formula, float, str, bool]
        ],
    ) -> None:
        """Set formulas of given sizes together, which is faster than one by one.

        With the colour, and whether they are bold, as they will be written, they need not be set
        again for that.
        """
        wanted: list[Lettering] = []
        for content, size, *look in contents:
            if not isinstance(content, str):
                colour = str(look[0]) if look else self.colours.text
                wanted.append(self._lettering(content, size, colour, bold=look[1:] == [True]))
        lettering.pixels(wanted)

    def _lettering(self, content: Formula, size: float, colour: str, *, bold: bool) -> Lettering:
        return Lettering(content, size, colour, self.theme, bold, self.zoom)

    def box_of(self, written: Written) -> Box:
        """Return the pixels that words or a formula take."""
        of = written.lettering
        width, height = self.measure(of.content, of.size, bold=of.bold)
        return written.box(width, height)

    # The result

    def keep(self) -> None:
        """Keep what has been drawn so far when the canvas is wiped."""
        self._ground = self._painted()
        self.kept += self.things
        self.wipe()

    def wipe(self) -> None:
        """Remove all that was drawn since `keep`."""
        self.things = []

    def frame(self) -> Image.Image:
        """Return what has been drawn, in RGB."""
        return _image(self._painted())

    def png(self) -> bytes:
        """Return the drawing as a PNG with a palette, without empty rows below it."""
        return _flat_png(self._cropped(self._painted()))

    def photo(self) -> bytes:
        """Return the drawing as a PNG with all its colours, for what has photographs in it."""
        return _encoded(_image(self._cropped(self._painted())))

    def _painted(self) -> Bytes:
        painted = self._without_words()
        written = [thing for thing in self.things if isinstance(thing, Written)]
        letters = lettering.pixels([each.lettering for each in written])
        for each, pixels in zip(written, letters, strict=True):
            each.lay(painted, pixels, self.zoom)
        return painted

    def _without_words(self) -> Bytes:
        height, width = self._ground.shape[:2]
        agg = RendererAgg(width, height, 72 * self.zoom)
        painted = np.asarray(agg.buffer_rgba())
        painted[...] = self._ground
        transform = Affine2D().scale(self.zoom)
        for thing in sorted(self.things, key=lambda thing: thing.layer):
            if not isinstance(thing, Written):
                thing.paint(agg, painted, transform)
        return painted

    def _cropped(self, painted: Bytes) -> Bytes:
        rows = painted.view(np.uint32)[..., 0]
        empty = rows[-1, -1]
        lowest = next((row for row in range(len(rows), 0, -1) if (rows[row - 1] != empty).any()), 1)
        return painted[: lowest + round(BORDER * self.zoom)]


def _plain(height: int, width: int, colour: str) -> Bytes:
    """Return RGBA pixels of one colour."""
    pixel = np.array([*(round(255 * part) for part in to_rgb(colour)), 255], np.uint8)
    # Whole pixels at once are ten times faster than four parts each.
    return np.full((height, width, 1), pixel.view(np.uint32)[0]).view(np.uint8)


def _image(pixels: Bytes) -> Image.Image:
    height, width = pixels.shape[:2]
    image = Image.frombuffer("RGBA", (width, height), pixels, "raw", "RGBA", 0, 1)
    return image.convert("RGB")


def png(image: Image.Image) -> bytes:
    """Return an RGB picture as a PNG with a palette."""
    return _encoded(_reduced(image, PALETTE_COLOURS))


def _flat_png(pixels: Bytes) -> bytes:
    """Return RGBA pixels as a PNG with a palette.

    The last pixel's colour, most often by far the commonest, is kept out of the search for good
    colours, which takes a third of the time then.
    """
    height, width = pixels.shape[:2]
    flat = pixels.view(np.uint32).ravel()
    is_drawn = flat != flat[-1]
    drawn = flat[is_drawn]
    places = np.zeros(flat.size, np.uint8)
    palette = list(pixels[-1, -1, :3].tobytes())
    if drawn.size:
        reduced = _reduced(_image(drawn.view(np.uint8).reshape(1, -1, 4)), PALETTE_COLOURS - 1)
        places[is_drawn] = np.asarray(reduced)[0] + 1
        palette += reduced.getpalette() or []
    image = Image.frombuffer("P", (width, height), places, "raw", "P", 0, 1)
    image.putpalette(palette[: 3 * PALETTE_COLOURS])
    return _encoded(image)


def _reduced(image: Image.Image, colours: int) -> Image.Image:
    return image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _encoded(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    # A higher level takes twice the time for a sixth of the size.
    image.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()
