"""Animations: frames drawn on a canvas one after the other, saved as a GIF that loops.

A frame must cost milliseconds. So the words of all frames are set together, a frame is saved as
what differs from the one before it, and one palette serves all.
"""

from __future__ import annotations

import struct
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PIL import GifImagePlugin, Image, ImageColor

from bot.drawing import lettering
from bot.drawing.style import COLOURS, Theme
from bot.drawing.things import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.drawing.arrays import Bytes
    from bot.drawing.canvas import Canvas
    from bot.drawing.things import Thing

ZOOM = 0.5
"""Of a canvas for frames: as sharp as a phone shows them, and a quarter of the bytes."""

STEPS = 28
"""Frames of a movement, the last of which is the first of all."""

STEP_MILLISECONDS = 60
AFTER_MILLISECONDS = 2000
BEFORE_MILLISECONDS = 900

MOST_BYTES = 1_200_000
"""Of a movement; a larger one gets half of the frames."""

TABLE_COLOURS = 64
"""Size of the file's colour table: a power of two."""

CLEAR = TABLE_COLOURS - 1
"""The entry of the table for pixels that stay as they are in the frame before."""

CLOSE = 6
"""The difference, of 255, from which two colours of the table are told apart."""

LOOP = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
"""The extension that makes a GIF loop."""

BLENDS = (0.33, 0.67, 1.0)
"""Opacities of a colour at antialiased edges."""


def frames(canvas: Canvas, draws: Iterable[Callable[[], None]]) -> list[Image.Image]:
    """Return what each of ``draws`` draws on the canvas, beside what the canvas keeps."""
    drawn: list[list[Thing]] = []
    for draw in draws:
        canvas.wipe()
        draw()
        drawn.append(canvas.things)
    everything = (thing for things in drawn for thing in things)
    lettering.pixels([thing.lettering for thing in everything if isinstance(thing, Written)])
    images: list[Image.Image] = []
    for things in drawn:
        canvas.things = things
        images.append(canvas.frame())
    return images


def played(canvas: Canvas, draw: Callable[[float], None]) -> bytes:
    """Return a GIF of a movement: the end, the way back, the start, and the way there.

    Parameters
    ----------
    draw
        Draws the frame at a time from 0 to 1 on the canvas.
    """
    times, milliseconds = there_and_back(STEPS)
    distinct = list(dict.fromkeys(times))
    drawn = frames(canvas, [partial(draw, time) for time in distinct])
    found = dict(zip(distinct, drawn, strict=True))
    data = gif([found[time] for time in times], milliseconds, canvas.theme)
    if len(data) <= MOST_BYTES:
        return data
    times, milliseconds = there_and_back(STEPS // 2)
    nearest = [min(distinct, key=lambda other, time=time: abs(other - time)) for time in times]
    slower = [2 * m if m == STEP_MILLISECONDS else m for m in milliseconds]
    return gif([found[time] for time in nearest], slower, canvas.theme)


def there_and_back(steps: int) -> tuple[list[float], list[int]]:
    """Return times from 0 to 1, and milliseconds, of what is held, played, held and taken back.

    It begins at 1, so that the first frame is good as a still: with motion reduced, only that is
    seen. The way back takes half of the steps, all of them steps of the way there.

    Parameters
    ----------
    steps
        From 0 to 1.
    """
    way = [eased(k / steps) for k in range(1, steps)]
    back = way[::-2]
    times = [1.0, *back, 0.0, *way]
    ways = [[STEP_MILLISECONDS] * len(part) for part in (back, way)]
    return times, [AFTER_MILLISECONDS, *ways[0], BEFORE_MILLISECONDS, *ways[1]]


def eased(t: float) -> float:
    """Return the time from 0 to 1 eased in and out."""
    return t * t * (3 - 2 * t)


def gif(frames: Sequence[Image.Image], milliseconds: Sequence[int], theme: Theme) -> bytes:
    """Return frames as a GIF that loops, with one palette for all.

    A picture that comes several times, the same object, is reduced to the palette once.
    """
    distinct = {id(frame): frame for frame in frames}
    palette = _palette([*distinct.values()], theme)
    reduced = {key: _reduced(frame, palette) for key, frame in distinct.items()}
    # Written piece by piece: Pillow's own way gives frames palettes of their own.
    table = bytes(palette.getpalette() or []).ljust(3 * TABLE_COLOURS, b"\0")
    width, height = frames[0].size
    bits = TABLE_COLOURS.bit_length() - 2
    header = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80 | bits, 0, 0)
    pieces = [header, table[: 3 * TABLE_COLOURS], LOOP]
    before: Bytes | None = None
    for frame, duration in zip(frames, milliseconds, strict=True):
        pixels = reduced[id(frame)]
        pieces += _encoded(pixels, before, duration)
        before = pixels
    return b"".join([*pieces, b";"])


def _encoded(pixels: Bytes, before: Bytes | None, duration: int) -> list[bytes]:
    """Return a frame as the rectangle that differs from the frame before it."""
    shown, left, top = pixels, 0, 0
    if before is not None:
        changed = pixels != before
        rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
        top, bottom = (rows[0], rows[-1] + 1) if len(rows) else (0, 1)
        left, right = (columns[0], columns[-1] + 1) if len(columns) else (0, 1)
        part = slice(top, bottom), slice(left, right)
        shown = np.where(changed[part], pixels[part], np.uint8(CLEAR))
    image = Image.frombytes("P", shown.shape[::-1], shown.tobytes())
    options = {"duration": duration, "disposal": 1, "interlace": 0, "transparency": CLEAR}
    return GifImagePlugin.getdata(image, (int(left), int(top)), **options)


def _reduced(frame: Image.Image, palette: Image.Image) -> Bytes:
    """Return the number of each pixel's colour in the palette."""
    return np.asarray(frame.quantize(palette=palette, dither=Image.Dither.NONE))


def _palette(frames: Sequence[Image.Image], theme: Theme) -> Image.Image:
    """Return a palette of the theme's colours, their antialiased edges, and frequent others."""
    colours = np.array([ImageColor.getrgb(colour) for colour in vars(COLOURS[theme]).values()])
    ground = np.array(ImageColor.getrgb(COLOURS[theme].background))
    blends = [ground + share * (colours - ground) for share in BLENDS]
    fixed = np.unique(np.round(np.vstack(blends)).astype(int), axis=0)
    sample = np.vstack([np.asarray(frame)[::3, ::3].reshape(-1, 3) for frame in frames[::5]])
    room = CLEAR - len(fixed)
    thinned = Image.fromarray(sample[None])
    frequent = thinned.quantize(room, Image.Quantize.MEDIANCUT).getpalette() or []
    others = np.reshape(frequent, (-1, 3))[:room]
    # Pillow takes colours for the same that are closer than this, and the wrong one of them.
    apart = np.abs(others[:, None] - fixed).max(axis=2).min(axis=1) > CLOSE
    image = Image.new("P", (1, 1))
    image.putpalette(np.vstack([fixed, others[apart]]).ravel().tolist())
    return image
