"""The picture of a question: the one that was sent, or one that is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from bot.drawing.picture import Picture
from bot.intake.images import decoded, png
from bot.topics.image.ready import NAMES
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.drawing.arrays import Booleans, Bytes
    from bot.topics.kit.question import Question

HEIGHT, WIDTH = 180, 240
"""Pixels of the pictures that stand ready."""

FILE = "picture.png"
"""The picture's name in programs to copy."""

OPENED = (
    f'import numpy as np\nfrom PIL import Image\n\nT = np.asarray(Image.open("{FILE}"))'
    "  # the file below"
)
"""Their first lines: the tensor T, shape (m, n, 3), as this bot used it."""

GREY = (0.299, 0.587, 0.114)
"""How light red, green and blue seem (ITU-R BT.601)."""


@dataclass(frozen=True)
class Source:
    """A picture.

    Attributes
    ----------
    pixels
        Shape (m, n, 3).
    sent
        Height and width of what was sent; those of the pixels where it was not made smaller.
    """

    pixels: Bytes
    sent: tuple[int, int]

    @property
    def is_smaller(self) -> bool:
        return self.sent != self.pixels.shape[:2]

    @property
    def note(self) -> str:
        """How it was made smaller, "" where it was not."""
        m, n = self.pixels.shape[:2]
        height, width = self.sent
        return f"made smaller, from {height:,} × {width:,} to {m} × {n}" * self.is_smaller

    def file(self) -> Picture:
        """Return it as the file that the programs to copy open."""
        m, n = self.pixels.shape[:2]
        return Picture(FILE, png(self.pixels), f"The picture, {m} × {n} pixels.")

    def grey(self) -> NDArray[np.float64]:
        """Return how light the pixels are, shape (m, n), from 0 to 255."""
        return self.pixels.astype(np.float64) @ np.array(GREY)


def of(question: Question) -> Source:
    """Return the question's picture.

    Raises
    ------
    InputError
        When there is none.
    """
    given = question.given.get("image")
    if given is not None:
        image = cast("dict[str, Any]", given)
        return Source(decoded(image["pixels"]), (image["height"], image["width"]))
    name = question.inputs.get("picture", "").strip().lower()
    if name not in NAMES:
        raise InputError(
            f"There is no picture: attach one as file, or choose {' or '.join(NAMES)}.",
            example=NAMES[0],
            source="picture",
        )
    pixels = {"sunset": sunset, "city": city}[name]()
    return Source(pixels, (HEIGHT, WIDTH))


@cache
def sunset() -> Bytes:
    """Return a sun over the sea: soft, with one round thing."""
    y, x = np.mgrid[0 : 1 : HEIGHT * 1j, 0 : WIDTH / HEIGHT : WIDTH * 1j]
    sky = np.stack([0.25 + 0.75 * y / 0.62, 0.12 + 0.55 * y / 0.62, 0.38 - 0.12 * y / 0.62], -1)
    away = np.hypot(x - 0.86, y - 0.47)
    glow = np.clip(1 - away / 0.55, 0, 1)[..., None] ** 2
    sky = sky + glow * np.array([0.35, 0.3, 0.05])
    sky[away < 0.13] = (1.0, 0.9, 0.55)
    depth = (y - 0.62) / 0.38
    sea = np.stack([0.55 - 0.45 * depth, 0.35 - 0.2 * depth, 0.38 - 0.08 * depth], -1)
    waves = 0.06 * np.sin(2 * np.pi * (3 + 9 * depth) * depth * 4 + 3 * np.sin(5 * x))
    path = np.exp(-(((x - 0.86) / (0.05 + 0.16 * depth)) ** 2))
    sea = sea + (waves + 0.35 * path * (0.6 + 4 * waves))[..., None] * np.array([1.0, 0.8, 0.5])
    is_sea: Booleans = y > 0.62
    sky[is_sea] = sea[is_sea]
    return _bytes(sky)


@cache
def city() -> Bytes:
    """Return houses with lit windows at night: rows and columns of edges."""
    generator = np.random.default_rng(7)
    y = np.linspace(0, 1, HEIGHT)[:, None, None]
    sky = np.array([0.07, 0.08, 0.2]) + y * np.array([0.2, 0.12, 0.18])
    picture = np.empty((HEIGHT, WIDTH, 3))
    picture[:] = sky
    yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH]
    picture[np.hypot(xx - 196, yy - 34) < 15] = (0.95, 0.93, 0.8)
    left = 0
    while left < WIDTH:
        width = int(generator.integers(22, 38))
        top = int(generator.integers(45, 110))
        shade = float(generator.uniform(0.1, 0.22))
        picture[top:, left : left + width - 3] = (shade, shade, shade + 0.05)
        for row in range(top + 6, HEIGHT - 8, 11):
            for column in range(left + 4, left + width - 8, 8):
                if generator.random() < 0.6:
                    picture[row : row + 6, column : column + 4] = (0.98, 0.8, 0.38)
        left += width
    return _bytes(picture)


def _bytes(picture: NDArray[np.float64]) -> Bytes:
    return np.round(255 * np.clip(picture, 0, 1)).astype(np.uint8)
