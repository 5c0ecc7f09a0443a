"""Animations: a sheet that is drawn for every frame, and frames as a GIF.

A frame must cost milliseconds, so shapes go straight to Agg, without matplotlib's artists,
and words are written by Pillow. Coordinates are pixels, the origin at the bottom left.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image, ImageDraw, ImageFont

from bot.drawing.style import COLOURS, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from bot.drawing.arrays import Floats


HALO = 3
"""Pixels of background around a letter, which keep lines from running through it."""

ARROW_HEAD = 17.0
"""Pixels from the widest part of an arrow's head to its tip."""


class Sheet:
    """A picture that can be wiped and drawn again.

    Parameters
    ----------
    width, height
        In pixels, before ``zoom``.
    theme
        Which colours.
    zoom
        Pixels of the picture to a pixel of the drawing.
    """

    def __init__(self, width: int, height: int, theme: Theme, zoom: int = 1) -> None:
        self.colours = COLOURS[theme]
        self.width, self.height = width, height
        self._zoom = zoom
        self._agg = RendererAgg(width * zoom, height * zoom, 72 * zoom)
        self._transform = Affine2D().scale(zoom)
        self._pixels = np.asarray(self._agg.buffer_rgba())
        self._pixels[...] = [*(round(255 * part) for part in to_rgb(self.colours.background)), 255]
        self._ground = self._pixels.copy()
        self._words: list[tuple[Floats, str, int, str, bool, str]] = []

    def keep(self) -> None:
        """Keep what has been drawn so far when the sheet is wiped."""
        self._ground = self._pixels.copy()

    def wipe(self) -> None:
        """Remove all that was drawn since `keep`."""
        self._pixels[...] = self._ground
        self._words = []

    def lines(
        self,
        segments: ArrayLike,
        colour: str,
        width: float,
        opacity: float = 1,
        dashes: Sequence[float] | None = None,
    ) -> None:
        """Draw separate segments, shape (k, 2, 2)."""
        points = np.asarray(segments, dtype=float).reshape(-1, 2)
        codes = np.tile(np.array([Path.MOVETO, Path.LINETO], np.uint8), len(points) // 2)
        pen = self._pen(colour, width, opacity)
        if dashes is not None:
            pen.set_dashes(0, list(dashes))
        self._agg.draw_path(pen, Path(points, codes), self._transform)

    def polygon(
        self, corners: ArrayLike, colour: str, opacity: float = 1, *, hatched: bool = False
    ) -> None:
        """Fill a polygon with corners of shape (k, 2)."""
        points = np.asarray(corners, dtype=float)
        pen = self._pen(colour, 0, opacity)
        if hatched:
            pen.set_hatch("//")
            pen.set_hatch_color((*to_rgb(colour), min(1.0, 2 * opacity)))
            pen.set_hatch_linewidth(1.5)
        outline = Path(np.vstack([points, points[:1]]), closed=True)
        self._agg.draw_path(pen, outline, self._transform, to_rgb(colour))

    def arrow(self, tail: Floats, tip: Floats, colour: str, width: float) -> None:
        """Draw an arrow whose head shrinks with its length, or a dot where there is no room."""
        length = float(np.hypot(*(tip - tail)))
        if length < 3:
            self.dot(tip, colour, width)
            return
        along = (tip - tail) / length
        across = np.array([-along[1], along[0]])
        head = min(ARROW_HEAD * width / 5, 0.6 * length)
        half = min(width, length / 5) / 2
        neck = tip - head * along
        sides = [(tail, half), (neck, half), (neck, 0.42 * head), (tip, 0.0)]
        left = [point + side * across for point, side in sides]
        right = [point - side * across for point, side in sides[:3]]
        self.polygon([*left, *reversed(right)], colour)

    def dot(self, at: Floats, colour: str, radius: float) -> None:
        """Draw a filled disc."""
        turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        self.polygon(at + radius * np.column_stack([np.cos(turns), np.sin(turns)]), colour)

    def text(
        self,
        at: ArrayLike,
        words: str,
        size: int,
        colour: str | None = None,
        *,
        bold: bool = False,
        anchor: str = "mm",
    ) -> None:
        """Write words; ``anchor`` is Pillow's: "mm" the middle, "lm" the left end."""
        place = np.asarray(at, dtype=float)
        self._words.append((place, words, size, colour or self.colours.text, bold, anchor))

    def image(self) -> Image.Image:
        """Return what has been drawn, in RGB."""
        size = (self.width * self._zoom, self.height * self._zoom)
        image = Image.frombytes("RGBA", size, self._pixels.tobytes()).convert("RGB")
        pencil = ImageDraw.Draw(image)
        for (x, y), words, size, colour, bold, anchor in self._words:
            pencil.text(
                (x * self._zoom, (self.height - y) * self._zoom),
                words,
                font=_font(size * self._zoom, bold=bold),
                fill=colour,
                anchor=anchor,
                stroke_width=HALO * self._zoom,
                stroke_fill=self.colours.background,
            )
        return image

    def _pen(self, colour: str, width: float, opacity: float) -> Any:
        pen = self._agg.new_gc()
        pen.set_foreground(colour)
        pen.set_linewidth(width)
        pen.set_alpha(opacity)
        # Lines on whole pixels only would make a slow movement jump.
        pen.set_snap(False)
        return pen


def measure(words: str, size: int, *, bold: bool = False) -> tuple[float, float]:
    """Return the width and height in pixels that words take."""
    return _font(size, bold=bold).getlength(words), float(size)


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    weight = "bold" if bold else "normal"
    return ImageFont.truetype(findfont(FontProperties(family="DejaVu Sans", weight=weight)), size)
