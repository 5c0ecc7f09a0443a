"""Pixels on a canvas: pictures in boxes, titles above them, frames around what is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.style import HEIGHT, SMALL

if TYPE_CHECKING:
    from bot.drawing.arrays import Bytes
    from bot.drawing.canvas import Canvas

TITLE = 46.0
"""Pixels of a title above a picture."""

UPRIGHT = 300
"""Pixels by which the canvas of an upright picture is higher."""


@dataclass(frozen=True)
class Panel:
    """A picture on the canvas.

    Attributes
    ----------
    pixels
        Shape (m, n, 3).
    left, top
        Its corner, below its title.
    scale
        Pixels of the canvas to one of the picture.
    """

    pixels: Bytes
    title: str
    left: float
    top: float
    scale: float

    @property
    def width(self) -> float:
        return self.pixels.shape[1] * self.scale

    @property
    def height(self) -> float:
        return self.pixels.shape[0] * self.scale

    def draw(self, canvas: Canvas, colour: str | None = None) -> None:
        """Draw the picture, each of its pixels a square, with its title."""
        height, width = round(self.height), round(self.width)
        rows = np.arange(height) * self.pixels.shape[0] // height
        columns = np.arange(width) * self.pixels.shape[1] // width
        canvas.image(self.pixels[np.ix_(rows, columns)], round(self.left), round(self.top) - height)
        at = (self.left, self.top + TITLE / 2)
        canvas.text(at, self.title, SMALL, colour or canvas.colours.muted, "left")

    def frame(self, canvas: Canvas, row: int, column: int, size: tuple[int, int]) -> None:
        """Frame ``size`` pixels whose upper left one is given."""
        left = self.left + column * self.scale
        top = self.top - row * self.scale
        right, bottom = left + size[1] * self.scale, top - size[0] * self.scale
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        canvas.line(corners, "#000000", 9, layer=4)
        canvas.line(corners, "#ffffff", 4, layer=5)


def height_for(shape: tuple[int, ...]) -> int:
    """Return the canvas's height in pixels: an upright picture gets more room."""
    return HEIGHT + UPRIGHT * (shape[0] > shape[1])


def fitting(shape: tuple[int, ...], width: float, height: float) -> float:
    """Return the scale at which a picture of m rows and n columns fits into a box."""
    return min(width / shape[1], height / shape[0])


def grey_pixels(values: np.ndarray) -> Bytes:
    """Return numbers from 0 to 255, shape (m, n), as grey pixels; others are cut off."""
    levels = np.round(np.clip(values, 0, 255)).astype(np.uint8)
    return np.repeat(levels[..., None], 3, axis=2)
