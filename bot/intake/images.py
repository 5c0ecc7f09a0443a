"""Pictures that people send -> pixels: small, upright, and nothing else that was in the file."""

from __future__ import annotations

import base64
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.intake.limits import MAX_BYTES
from bot.intake.names import shown_name
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")

MOST_PIXELS = 40_000_000
"""Of a picture that is opened: a phone's have 12 to 50 million; each takes 4 bytes meanwhile."""

MOST_SIDE = 20_000

SIDE = 240
"""Pixels of the longer side of what is computed with."""

ORIENTATION, LYING = 0x0112, (5, 6, 7, 8)
"""The mark of how a camera was held, and its values for a picture that lies on its side."""


@dataclass(frozen=True)
class Received:
    """A picture as it arrived.

    Attributes
    ----------
    pixels
        Shape (height, width, 3): red, green, blue, at most `SIDE` on each side.
    height, width
        Of the picture that was sent, upright.
    """

    pixels: Pixels
    height: int
    width: int


def received(name: str, data: bytes) -> dict[str, Any]:
    """Return a picture as plain data: see `Received`, the pixels as text.

    Raises
    ------
    InputError
        With what is wrong, where it is no picture that can be read.
    """
    found = read(name, data)
    return {"pixels": encoded(found.pixels), "height": found.height, "width": found.width}


def read(name: str, data: bytes) -> Received:
    """Return the first frame of a PNG, JPEG, WebP or GIF file.

    Raises
    ------
    InputError
        As in `received`.
    """
    shown = shown_name(name)
    if len(data) > MAX_BYTES:
        raise InputError(f"{shown} has {len(data) / 1e6:.1f} MB, and I take at most 8 MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _opened(shown, data)
    except (InputError, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise InputError(
            f"{shown} has far too many pixels: I open at most {MOST_PIXELS // 1_000_000} million."
        ) from None
    except UnidentifiedImageError:
        raise InputError(
            f"{shown} is no picture that I can read: send a PNG, JPEG, WebP or GIF."
        ) from None
    except Exception:  # a damaged file fails in many ways
        raise InputError(
            f"{shown} begins like a picture and is damaged or cut off; save it again."
        ) from None


def _opened(shown: str, data: bytes) -> Received:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
            raise InputError(
                f"{shown} is {width:,} × {height:,} pixels, and I open at most "
                f"{MOST_PIXELS // 1_000_000} million, {MOST_SIDE:,} on a side; make it smaller."
            )
        # A JPEG is decoded at a fraction of its size; others ignore this.
        image.draft("RGB", (2 * SIDE, 2 * SIDE))
        if image.getexif().get(ORIENTATION) in LYING:
            width, height = height, width
        plain = ImageOps.exif_transpose(_small(image))
        return Received(np.asarray(plain, dtype=np.uint8), height, width)


def _small(image: Image.Image) -> Image.Image:
    """Return a picture made small, without transparency: what is transparent is white.

    All else is done after that: a large picture fills memory enough by itself.
    """
    orientation = image.getexif().get(ORIENTATION, 1)
    if image.mode.startswith("I"):
        # Numbers up to 65,535, of which Pillow's own conversion makes white above 255.
        image.info.pop("transparency", None)
        image = image.point(lambda value: value / 256).convert("L")
    is_transparent = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if is_transparent else "RGB"
    small = image if image.mode == mode else image.convert(mode)
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    if is_transparent:
        ground = Image.new("RGBA", small.size, "white")
        small = Image.alpha_composite(ground, small).convert("RGB")
    small.getexif()[ORIENTATION] = orientation
    return small


def encoded(pixels: Pixels) -> str:
    """Return pixels, shape (m, n, 3), as text: a PNG in base 64."""
    return base64.b64encode(png(pixels)).decode("ascii")


def png(pixels: Pixels) -> bytes:
    """Return pixels, shape (m, n, 3), as a PNG file."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def decoded(text: str) -> Pixels:
    """Return the pixels that `encoded` made a text of."""
    with Image.open(io.BytesIO(base64.b64decode(text)), formats=("PNG",)) as image:
        return np.asarray(image.convert("RGB"), dtype=np.uint8)
